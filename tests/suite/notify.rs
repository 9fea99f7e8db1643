//! (tests of notify)
