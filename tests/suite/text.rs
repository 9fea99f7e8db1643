//! The steps on text that are small enough for one file.
