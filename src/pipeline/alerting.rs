//! Who is told of a mention, and how.
//!
//! - [`AlertPolicy`]: the rules of the configuration; [`Scene`]: one visit's circumstances

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::assess::sensitive;
use crate::config::{AlertOptions, Config};
use crate::model::{AlertDraft, Cursor, Found, Mention, Notify, Post, PostKind, RatedPost, Severity, Source};
use crate::text::fingerprint::content_hash;
use crate::text::view::View;

use super::Stages;
use super::judge::Words;

/// How people are told, by the configuration.
#[derive(Clone, Debug)]
pub struct AlertPolicy {
    options: AlertOptions,
    ours_from: f32,
    watches: HashMap<String, (Notify, String)>,
    categories: HashMap<String, String>,
}

/// The circumstances of one visit that decide how loudly its finds are told.
pub struct Scene<'a> {
    stages: &'a Stages,
    source: &'a Source,
    before: &'a Cursor,
    now: DateTime<Utc>,
}

/// How old a post is, as far as a first visit is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Written since the watching began, or no first visit.
    Fresh,
    /// On a first visit, of unknown age.
    Unknown,
    /// On a first visit, history.
    Baseline,
}

impl AlertPolicy {
    /// The rules of a configuration.
    pub fn new(config: &Config) -> Self {
        let watch = |watch: &crate::model::Watch| (watch.id.clone(), (watch.notify, watch.name.clone()));
        Self {
            options: config.options.alert.clone(),
            ours_from: config.options.matching.ours_from,
            watches: config.watches.iter().map(watch).collect(),
            categories: config.categories.iter().map(|c| (c.id.clone(), c.name.clone())).collect(),
        }
    }

    /// The alert about a post; `None` when nothing was found in it.
    pub fn draft(&self, post: &Post, found: &Found, official: bool, age: Age) -> Option<AlertDraft> {
        let gravest = found.mentions.iter().max_by_key(|mention| mention.severity)?;
        Some(AlertDraft {
            notify: self.notify(&found.mentions, official, age),
            severity: gravest.severity,
            withhold: self.is_sensitive(post),
            headline: self.headline(gravest),
        })
    }

    /// The most urgent way of the mentions, tempered by what they are and where they stand.
    fn notify(&self, mentions: &[Mention], official: bool, age: Age) -> Notify {
        let loudest = mentions.iter().map(|mention| self.notify_of(mention)).max().unwrap_or(Notify::Queue);
        let bound = match (age, official) {
            (Age::Baseline, _) => Notify::Queue,
            (Age::Unknown, _) | (_, true) => Notify::Digest,
            (Age::Fresh, false) => Notify::Instant,
        };
        loudest.min(bound)
    }

    fn notify_of(&self, mention: &Mention) -> Notify {
        if mention.confidence < self.ours_from {
            return Notify::Queue;
        }
        if mention.severity >= Severity(self.options.instant_from_severity) {
            return Notify::Instant;
        }
        self.watches.get(&mention.watch).map_or(Notify::default(), |(notify, _)| *notify)
    }

    /// Whether mails must withhold what the post says: a term of `[alert] sensitive_terms`, or a child's age.
    fn is_sensitive(&self, post: &Post) -> bool {
        let views = [View::of(&post.title), View::of(&post.text)];
        views.iter().any(|view| sensitive(view, &self.options.sensitive_terms))
    }

    /// The topic where the lexicon knows one, else the watch: words of our own files, never of the site.
    fn headline(&self, mention: &Mention) -> String {
        let topic = mention.category.as_ref().map(|id| self.categories.get(id).unwrap_or(id));
        let watch = || self.watches.get(&mention.watch).map(|(_, name)| name);
        topic.or_else(watch).unwrap_or(&mention.watch).clone()
    }
}

impl<'a> Scene<'a> {
    /// A visit to a source at a time, with what the source knew before.
    pub fn new(stages: &'a Stages, source: &'a Source, before: &'a Cursor, now: DateTime<Utc>) -> Self {
        Self { stages, source, before, now }
    }

    /// A clean post, scanned and rated. A thread's row whose first floor stands in `first_floors` is not matched: the
    /// floor says more.
    pub fn rate(&self, post: Post, first_floors: &HashSet<String>) -> RatedPost {
        let by_floor =
            post.kind == PostKind::Thread && first_floors.contains(post.thread.as_ref().unwrap_or(&post.key));
        let found = if by_floor { Found::default() } else { self.find(&post) };
        let alert = self.stages.policy.draft(&post, &found, self.source.official, self.age(&post));
        RatedPost { content_hash: content_hash(&post.title, &post.text), post, found, alert }
    }

    fn find(&self, post: &Post) -> Found {
        let is_reply = post.kind == PostKind::Comment || (post.kind == PostKind::Floor && post.floor != Some(1));
        self.stages.judge.find(&Words {
            title: &post.title,
            text: &post.text,
            source: &self.source.id,
            locality: self.source.locality.as_deref(),
            tags: &self.source.tags,
            title_counts: !is_reply,
        })
    }

    fn age(&self, post: &Post) -> Age {
        if self.before.baseline_done {
            return Age::Fresh;
        }
        let hours = i64::try_from(self.stages.config.options.alert.baseline_hours).unwrap_or(i64::MAX / 3_600_000);
        match &post.time {
            None => Age::Unknown,
            Some(time) if time.utc() < self.now - TimeDelta::hours(hours) => Age::Baseline,
            Some(_) => Age::Fresh,
        }
    }
}
