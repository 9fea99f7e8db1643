//! Small readings of an HTML tree, quick and without recursion.

use scraper::ElementRef;

/// An attribute's value.
pub fn attr<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    element.value().attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Whether an element carries a class.
pub fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    attr(element, "class").is_some_and(|value| value.split_ascii_whitespace().any(|token| token == class))
}

/// An element's name.
pub fn name(element: ElementRef<'_>) -> &str {
    element.value().name()
}

/// The number in an id such as `post_446`.
pub fn id_number(element: ElementRef<'_>, prefix: &str) -> Option<u64> {
    attr(element, "id")?.strip_prefix(prefix)?.parse().ok()
}

/// An element and everything below it, in document order.
pub fn elements(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().filter_map(ElementRef::wrap)
}

/// The first element below for which `wanted` holds.
pub fn find<'a>(element: ElementRef<'a>, wanted: impl Fn(ElementRef<'a>) -> bool) -> Option<ElementRef<'a>> {
    elements(element).find(|e| wanted(*e))
}

/// The nearest ancestor, the element itself included, for which `wanted` holds.
pub fn closest<'a>(element: ElementRef<'a>, wanted: impl Fn(ElementRef<'a>) -> bool) -> Option<ElementRef<'a>> {
    if wanted(element) {
        return Some(element);
    }
    element.ancestors().filter_map(ElementRef::wrap).find(|e| wanted(*e))
}

/// All text below an element on one line: runs of white space are one space.
pub fn line(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for piece in element.text() {
        push_squeezed(&mut out, piece);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The text of an element's own text nodes on one line.
pub fn own_line(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for piece in element.children().filter_map(|child| child.value().as_text()) {
        push_squeezed(&mut out, piece);
    }
    out.truncate(out.trim_end().len());
    out
}

/// A text on one line: runs of white space are one space.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_squeezed(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

fn push_squeezed(out: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// A counter as pages print it: `46`, `1,204`, `1.2万`. `None` for `-` and anything else.
pub fn count(text: &str) -> Option<u64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (digits, factor) = match text.strip_suffix('万').or_else(|| text.strip_suffix('w')) {
        Some(digits) => (digits, 10_000.0),
        None => (text.as_str(), 1.0),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    // Larger counters are not counters.
    (value * factor < 1e12).then_some((value * factor) as u64)
}
