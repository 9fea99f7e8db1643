//! What was probably meant.

use crate::lang::{self, Lang};

/// The nearest known word, or all of them.
pub(super) fn similar_or_all(lang: Lang, word: &str, known: &[&str]) -> Option<String> {
    similar(word, known.iter().copied()).map(|word| lang::config::did_you_mean(lang, word)).or_else(|| {
        let list = known.join(if lang == Lang::Zh { "、" } else { ", " });
        (!known.is_empty()).then(|| lang::config::one_of(lang, list))
    })
}

/// The nearest known word, if it is near enough to be meant.
pub(super) fn similar<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let score = |candidate: &str| strsim::jaro_winkler(&lower, &candidate.to_lowercase());
    let near = known.into_iter().map(|candidate| (score(candidate), candidate)).filter(|(score, _)| *score >= 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}
