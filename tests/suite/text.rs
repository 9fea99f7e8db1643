//! (tests of text)
