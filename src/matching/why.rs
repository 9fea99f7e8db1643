//! Why a watch matched, in words for people.
//!
//! - [`Why`]: what speaks for it, gathered; [`Why::zh`]: the sentence
//!
//! A mention carries one sentence, in Chinese: this stage may not know the language catalogue.

use super::meant::Meant;

/// Terms and expressions named in one sentence.
const NAMED: usize = 5;

/// What speaks for a mention.
#[derive(Default)]
pub(super) struct Why {
    entity: Option<String>,
    terms: Vec<String>,
    more_terms: usize,
    regexes: Vec<String>,
}

impl Why {
    /// The entity is meant; `quoted` is how the post writes it.
    pub(super) fn entity(&mut self, meant: &Meant, quoted: &str, sure: bool) {
        let mut words = format!("{}写到“{}”", if sure { "" } else { "疑似：" }, meant.name);
        if quoted != meant.name {
            words += &format!("（原文“{quoted}”）");
        }
        if let Some(word) = &meant.lifted_by {
            words += &format!("，文中有“{word}”");
        }
        if meant.by_locality {
            words += "，来源属地相符";
        }
        self.entity = Some(format!("{words}，可信度 {:.2}", meant.confidence));
    }

    /// A term stands in the post.
    pub(super) fn term(&mut self, written: &str) {
        if self.terms.len() < NAMED {
            self.terms.push(format!("“{written}”"));
        } else {
            self.more_terms += 1;
        }
    }

    /// A regular expression matches.
    pub(super) fn regex(&mut self, pattern: &str) {
        if self.regexes.len() < NAMED {
            self.regexes.push(format!("/{pattern}/"));
        }
    }

    /// The sentence.
    pub(super) fn zh(&self) -> String {
        let mut parts: Vec<String> = self.entity.iter().cloned().collect();
        if !self.terms.is_empty() {
            let more = if self.more_terms > 0 {
                format!("等 {} 个词", self.terms.len() + self.more_terms)
            } else {
                String::new()
            };
            parts.push(format!("含{}{more}", self.terms.concat()));
        }
        if !self.regexes.is_empty() {
            parts.push(format!("符合正则 {}", self.regexes.join("、")));
        }
        parts.join("；")
    }
}
