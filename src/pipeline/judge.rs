//! What is found in a text: view, scan, rate. The one way from words to mentions, for visits and for `yuqing try match`.

use crate::assess::Assessor;
use crate::config::MatchOptions;
use crate::matching::{Subject, Watches};
use crate::model::{Field, Found, Mention, Suppressed};
use crate::text::view::View;

/// Watches and lexicon, compiled.
pub struct Judge {
    watches: Watches,
    assessor: Assessor,
    maybe_from: f32,
}

/// A text and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The title.
    pub title: &'a str,
    /// The text.
    pub text: &'a str,
    /// The source's id.
    pub source: &'a str,
    /// The source's locality.
    pub locality: Option<&'a str>,
    /// The source's tags.
    pub tags: &'a [String],
    /// Whether a hit in the title alone counts: not for replies, which all carry their thread's title.
    pub title_counts: bool,
}

impl Judge {
    /// From compiled parts.
    pub fn new(watches: Watches, assessor: Assessor, options: &MatchOptions) -> Self {
        Self { watches, assessor, maybe_from: options.maybe_from }
    }

    /// Every mention, rated; what was held back, and by which rule.
    pub fn find(&self, words: &Words<'_>) -> Found {
        let (title, text) = (View::of(words.title), View::of(words.text));
        let subject = Subject {
            title: &title,
            text: &text,
            original: (words.title, words.text),
            locality: words.locality,
            source: words.source,
            tags: words.tags,
        };
        let mut found = self.watches.scan(&subject);
        if !words.title_counts {
            found.mentions.retain(|mention| mention.spans.iter().any(|span| span.field == Field::Text));
        }
        self.drop_doubtful(&mut found);
        self.assessor.rate(&title, &text, &mut found.mentions);
        found
    }

    /// Below the lower bound of confidence, another organisation is meant: dropped, but told.
    fn drop_doubtful(&self, found: &mut Found) {
        let doubtful = |mention: &Mention| mention.confidence < self.maybe_from;
        let dropped = found.mentions.iter().filter(|mention| doubtful(mention));
        let rule = |mention: &Mention| format!("confidence {:.2} < {:.2}", mention.confidence, self.maybe_from);
        found.suppressed.extend(dropped.map(|m| Suppressed { watch: m.watch.clone(), rule: rule(m) }));
        found.mentions.retain(|mention| !doubtful(mention));
    }
}
