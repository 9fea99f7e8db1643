//! What may be stored of a post: personal numbers masked, the handle replaced, impossible times dropped.
//!
//! What leaves here is what "original" means from now on.

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::{Post, PostTime};
use crate::text::mask::mask;
use crate::text::pseudonym::PseudonymKey;

/// Clocks differ; a post may be this much ahead of ours.
const AHEAD_MINUTES: i64 = 5;
/// Nothing we watch was written before the web: 1990. A zero clock gives 1970.
const OLDEST_SECS: i64 = 631_152_000;

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
        let (time, refused_time) = self.plausible(post.time);
        let (last_reply, refused_reply) = self.plausible(post.last_reply);
        let clean = Post {
            title: mask(&post.title),
            text: mask(&post.text),
            quote: post.quote.as_deref().map(mask),
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

/// Whether something can have been written at a time: not in the future, and not in 1970.
pub fn is_plausible(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now + TimeDelta::minutes(AHEAD_MINUTES) && at.timestamp() >= OLDEST_SECS
}
