//! (tests of fetch)
