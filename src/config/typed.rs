//! A node as a text or a number, or a fault.

use std::ops::RangeInclusive;

use super::document::{Node, Value};
use super::fault::{Fault, Faults};
use super::table::Text;
use crate::lang;

/// Texts longer than this are refused.
const MAX_TEXT_CHARS: usize = 20_000;

/// A text node's text, trimmed.
pub(super) fn text_of<'a>(faults: &Faults<'_>, key: &str, node: &'a Node) -> Option<Text<'a>> {
    let lang = faults.lang;
    let Some(value) = node.text().map(str::trim) else {
        wrong_type(faults, key, node, lang::config::type_text(lang));
        return None;
    };
    if value.is_empty() {
        faults.error(&node.span, Fault::new(lang::config::empty_text(lang, key)));
        return None;
    }
    if value.chars().count() > MAX_TEXT_CHARS {
        faults.error(&node.span, Fault::new(lang::config::too_long(lang, key, MAX_TEXT_CHARS)));
        return None;
    }
    Some(Text { value, node })
}

/// A whole number node's value within bounds.
pub(super) fn number_of<T: TryFrom<i64>>(
    faults: &Faults<'_>,
    key: &str,
    node: &Node,
    range: &RangeInclusive<i64>,
) -> Option<T> {
    let Value::Integer(value) = node.value else {
        wrong_type(faults, key, node, lang::config::type_integer(faults.lang));
        return None;
    };
    let fits = value.filter(|value| range.contains(value)).and_then(|value| T::try_from(value).ok());
    if fits.is_none() {
        let written = faults.document.text.get(node.span.clone()).unwrap_or_default();
        let message = lang::config::out_of_range(faults.lang, key, written, range.start(), range.end());
        faults.error(&node.span, Fault::new(message));
    }
    fits
}

/// A number node's value within bounds.
pub(super) fn decimal_of(faults: &Faults<'_>, key: &str, node: &Node, range: &RangeInclusive<f32>) -> Option<f32> {
    let value = match node.value {
        Value::Integer(Some(value)) => value as f32,
        Value::Decimal(value) => value as f32,
        _ => {
            wrong_type(faults, key, node, lang::config::type_decimal(faults.lang));
            return None;
        }
    };
    if !range.contains(&value) {
        let message = lang::config::out_of_range(faults.lang, key, value, range.start(), range.end());
        faults.error(&node.span, Fault::new(message));
        return None;
    }
    Some(value)
}

/// The fault of a value of another type; the value itself is never shown.
pub(super) fn wrong_type(faults: &Faults<'_>, key: &str, node: &Node, wanted: String) {
    let lang = faults.lang;
    let got = match node.value {
        Value::Text(_) => lang::config::type_text(lang),
        Value::Integer(_) => lang::config::type_integer(lang),
        Value::Decimal(_) => lang::config::type_decimal(lang),
        Value::Boolean(_) => lang::config::type_boolean(lang),
        Value::Date(_) => lang::config::type_date(lang),
        Value::List(_) => lang::config::type_list(lang),
        Value::Table(_) => lang::config::type_table(lang),
    };
    let hint = if wanted == lang::config::type_text(lang) {
        Some(lang::config::wants_quotes(lang))
    } else {
        node.text().map(|_| lang::config::wants_no_quotes(lang)).filter(|_| !wanted.contains('['))
    };
    faults.error(&node.span, Fault::new(lang::config::wrong_type(lang, key, wanted, got)).hint(hint));
}
