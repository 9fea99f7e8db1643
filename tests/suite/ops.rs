//! (tests of ops)
