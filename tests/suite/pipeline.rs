//! (tests of pipeline)
