//! Every test of the project, in one binary: `cargo test --test suite AREA::` runs one area.

mod architecture;
mod assess;
mod cli;
mod config;
mod crash;
mod demo;
mod fetch;
mod hostile;
mod mailsink;
mod matching;
mod notify;
mod ops;
mod pipeline;
mod robots;
mod schedule;
mod source;
mod store;
mod support;
mod text;
mod text_charset;
mod text_datetime;
mod text_grams;
mod text_markup;
mod text_mask;
mod text_url;
mod text_view;
