//! Mail: what it says, how it looks, how it goes out.

mod compose;
mod render;
mod samples;
mod smtp;
mod words;
