//! (tests of matching)
