//! (tests of source)
