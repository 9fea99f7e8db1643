//! Every verdict and every reason has its words, in both languages.

use yuqing::lang::{Lang, visit};
use yuqing::model::{Reason, Verdict};

#[test]
fn every_verdict_has_words() {
    for verdict in Verdict::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let sentence = visit::verdict_sentence(lang, verdict);
            assert!(sentence.ends_with(['。', '.']), "{verdict:?}: {sentence}");
            assert!(visit::verdict(lang, verdict).chars().count() <= 10, "{verdict:?}");
        }
        assert_ne!(visit::verdict(Lang::Zh, verdict), verdict.as_str());
    }
}

#[test]
fn every_reason_has_words_and_advice() {
    for &reason in Reason::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for sentence in [visit::reason_sentence(lang, reason), visit::reason_advice(lang, reason)] {
                assert!(sentence.ends_with(['。', '.']), "{reason:?}: {sentence}");
            }
        }
        assert!(visit::reason(Lang::Zh, reason).chars().count() <= 12, "{reason:?}");
    }
}
