//! Pure steps on text: bytes to characters, characters to what is matched, times, addresses, privacy.
//!
//! - [`charset`]: which encoding, and the decoded text
//! - [`url`]: one spelling for each address
//! - [`datetime`]: what 昨天 08:12 means
//! - [`mask`]: personal numbers out of texts; [`pseudonym`]: handles out of the database
//! - [`view`]: the normalised text that is matched, with a map back to the original
//! - [`boundary`]: where a word begins and ends; [`context`]: how a term is meant where it stands
//! - [`markup`]: a text out of HTML nodes
//! - [`noise`]: lines that are the site's, not the author's; [`plain`]: no characters that act on a terminal
//! - [`fingerprint`]: what makes two texts the same
//! - [`grams`]: characters into the pairs that full-text search stores

pub mod boundary;
pub mod charset;
pub mod context;
pub mod datetime;
pub mod fingerprint;
pub mod grams;
pub mod markup;
pub mod mask;
pub mod noise;
pub mod plain;
pub mod pseudonym;
pub mod url;
pub mod view;
