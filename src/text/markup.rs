//! A text out of HTML nodes: blocks become lines, hidden and foreign nodes are left out.
//!
//! - [`text_of`]: the text of an element; [`text_of_html`]: of a fragment, such as a feed's content
//! - [`is_hidden`]: whether a reader does not see an element

use scraper::node::Element;
use scraper::{CaseSensitivity, ElementRef, Html, Node};

/// Elements whose content is not text of the page.
const FOREIGN: &[&str] = &[
    "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// The visible text of an element: `<br>` and block ends are newlines, runs of spaces are one, no script or style,
/// no node that `skip` names, nothing hidden by inline style or by `.jammer`.
pub fn text_of(element: ElementRef<'_>, skip: &dyn Fn(ElementRef<'_>) -> bool) -> String {
    let mut lines = Lines::default();
    let Some(mut node) = element.first_child() else { return String::new() };
    // A walk without recursion: hostile pages nest thousands of elements.
    loop {
        let entered = match node.value() {
            Node::Text(text) => {
                lines.push(text);
                false
            }
            Node::Element(_) => ElementRef::wrap(node).is_some_and(|child| enter(child, skip, &mut lines)),
            _ => false,
        };
        if entered && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if entered {
            leave(node.value(), &mut lines);
        }
        loop {
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) if parent.id() != element.id() => {
                    leave(parent.value(), &mut lines);
                    node = parent;
                }
                _ => return lines.finish(),
            }
        }
    }
}

/// The visible text of an HTML fragment. A text without any markup keeps its lines.
pub fn text_of_html(html: &str) -> String {
    if html.contains(['<', '&']) {
        return text_of(Html::parse_fragment(html).root_element(), &|_| false);
    }
    let mut lines = Lines { preformatted: 1, ..Lines::default() };
    lines.push(html);
    lines.finish()
}

/// Whether a reader does not see an element: `hidden`, `.jammer`, or an inline style that hides it.
pub fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if value.has_class("jammer", CaseSensitivity::AsciiCaseInsensitive) || value.attr("hidden").is_some() {
        return true;
    }
    value.attr("style").is_some_and(|style| hides(element, style))
}

fn hides(element: ElementRef<'_>, style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value == "none",
            // WeChat hides its body until a script has run.
            "visibility" => value == "hidden" && element.value().id() != Some("js_content"),
            "font-size" => is_zero(value) && !has_own_size_inside(element),
            _ => false,
        }
    })
}

/// `0`, `0px`, `0.0em`
fn is_zero(length: &str) -> bool {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    digits.parse::<f32>().is_ok_and(|size| size == 0.0)
}

/// Size zero on a container is also a trick to close gaps between boxes that set their own size.
fn has_own_size_inside(element: ElementRef<'_>) -> bool {
    element
        .descendent_elements()
        .skip(1)
        .any(|child| child.attr("style").is_some_and(|style| style.contains("font-size")))
}

/// Opens an element; false if nothing of it is text.
fn enter(child: ElementRef<'_>, skip: &dyn Fn(ElementRef<'_>) -> bool, lines: &mut Lines) -> bool {
    let name = child.value().name();
    if name == "br" {
        lines.line_break();
        return false;
    }
    if FOREIGN.binary_search(&name).is_ok() || is_hidden(child) || skip(child) {
        return false;
    }
    border(child.value(), lines);
    lines.preformatted += usize::from(name == "pre");
    true
}

/// Closes an element that was entered.
fn leave(node: &Node, lines: &mut Lines) {
    if let Some(element) = node.as_element() {
        lines.preformatted -= usize::from(element.name() == "pre");
        border(element, lines);
    }
}

fn border(element: &Element, lines: &mut Lines) {
    match element.name() {
        "td" | "th" => lines.space(),
        name if BLOCKS.binary_search(&name).is_ok() => lines.line_break(),
        _ => {}
    }
}

/// Text in the making: white space is folded as it arrives, lines are never empty.
#[derive(Default)]
struct Lines {
    text: String,
    gap: Gap,
    preformatted: usize,
}

/// What stands between the text so far and the next word.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

impl Lines {
    fn push(&mut self, text: &str) {
        for part in text.split_inclusive(char::is_whitespace) {
            let word = part.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.fill_gap();
                self.text.push_str(word);
            }
            if word.len() < part.len() {
                if self.preformatted > 0 && part.ends_with('\n') { self.line_break() } else { self.space() }
            }
        }
    }

    fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    fn line_break(&mut self) {
        self.gap = Gap::Line;
    }

    fn fill_gap(&mut self) {
        if !self.text.is_empty() {
            match self.gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.gap = Gap::None;
    }

    fn finish(self) -> String {
        self.text
    }
}
