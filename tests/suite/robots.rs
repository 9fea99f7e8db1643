//! robots.txt, rule by rule.
