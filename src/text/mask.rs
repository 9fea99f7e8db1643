//! Personal numbers out of texts, length kept, before anything is stored.

/// Replaces phone, ID-card, bed, record and plate numbers by `*`, one for each character masked.
pub fn mask(text: &str) -> String {
    let _ = text;
    todo!()
}
