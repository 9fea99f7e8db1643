//! The sample town: a small invented web of forum, news, WeChat feed and mail, served on loopback,
//! and the ordinary daemon run over it.
//!
//! - [`town`]: what is written there and what is yet to come; [`words`]: its sentences
//! - [`forum`], [`news`], [`wechat`]: how its sites print it; [`serve`]: the sites on real ports
//! - [`mailbox`]: a mail server that keeps what it is sent
//! - [`files`]: the configuration a newcomer would have written
//! - [`live`], [`once`]: the two ways to run it

pub mod files;
pub mod forum;
pub mod mailbox;
pub mod news;
pub mod serve;
pub mod town;
pub mod wechat;
pub mod words;
