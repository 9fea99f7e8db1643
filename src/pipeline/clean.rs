//! What may be stored of a post: personal numbers masked, the handle replaced, impossible times dropped, no characters
//! that act on a terminal, no endless title.
//!
//! What leaves here is what "original" means from now on.

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::{Post, PostKind, PostTime};
use crate::text::mask::mask;
use crate::text::plain;
use crate::text::pseudonym::PseudonymKey;

/// Clocks differ; a post may be this much ahead of ours.
const AHEAD_MINUTES: i64 = 5;
/// Nothing we watch was written before the web: 1990. A zero clock gives 1970.
const OLDEST_SECS: i64 = 631_152_000;
/// No honest title is longer, in characters. What goes beyond is somebody's text.
const MAX_TITLE_CHARS: usize = 300;

/// Cleans the posts of one visit.
pub struct Cleaner {
    site: String,
    key: PseudonymKey,
    now: DateTime<Utc>,
}

impl Cleaner {
    /// For the posts of a site, at a time.
    pub fn new(site: String, key: PseudonymKey, now: DateTime<Utc>) -> Self {
        Self { site, key, now }
    }

    /// The post as it may be stored, and whether a time of it was refused.
    pub fn clean(&self, post: Post) -> (Post, bool) {
        let post = with_short_title(post);
        let (time, refused_time) = self.plausible(post.time);
        let (last_reply, refused_reply) = self.plausible(post.last_reply);
        let kept = |text: &str| plain::block(mask(text));
        let clean = Post {
            title: kept(&post.title),
            text: kept(&post.text),
            quote: post.quote.as_deref().map(kept),
            board: post.board.map(plain::block),
            author: post.author.map(|handle| self.key.pseudonym(&self.site, &handle)),
            time,
            last_reply,
            ..post
        };
        (clean, refused_time || refused_reply)
    }

    fn plausible(&self, time: Option<PostTime>) -> (Option<PostTime>, bool) {
        match time {
            Some(time) if !is_plausible(time.utc(), self.now) => (None, true),
            time => (time, false),
        }
    }
}

/// Cuts an endless title. Its whole moves into the text, so that nothing in it goes unread; a reply only repeats the
/// title of its thread.
fn with_short_title(mut post: Post) -> Post {
    let Some((cut, _)) = post.title.char_indices().nth(MAX_TITLE_CHARS) else { return post };
    let short = format!("{}…", post.title.get(..cut).unwrap_or_default());
    let whole = std::mem::replace(&mut post.title, short);
    let is_reply = post.kind == PostKind::Comment || (post.kind == PostKind::Floor && post.floor != Some(1));
    if !is_reply {
        post.text = format!("{whole}\n{}", post.text);
    }
    post
}

/// Whether something can have been written at a time: not in the future, and not in 1970.
pub fn is_plausible(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now + TimeDelta::minutes(AHEAD_MINUTES) && at.timestamp() >= OLDEST_SECS
}
