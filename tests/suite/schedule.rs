//! (tests of schedule)
