//! Mail: what it says, how it looks, how it goes out.

mod render;
mod samples;
mod words;
