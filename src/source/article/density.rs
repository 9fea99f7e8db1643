//! Where the text of a page is densest. Our own measure: plain text and Chinese punctuation count for a paragraph,
//! links against it; a paragraph lends its weight to the blocks around it.

use scraper::{ElementRef, Node};
use std::collections::HashMap;

use super::body::is_block;
use crate::source::document::Document;
use crate::source::dom::name;

/// What a paragraph lends to itself, its parent, the one above …
const SHARES: [f64; 4] = [0.4, 1.0, 0.55, 0.25];
/// A paragraph shorter than this counts for a quarter: a caption, a menu, a line of a list.
const SHORT_CHARS: f64 = 20.0;
/// What one mark of punctuation is worth in characters.
const MARK_WEIGHT: f64 = 8.0;
/// So many of the heaviest blocks are looked at in full.
const FINALISTS: usize = 6;

#[derive(Default)]
struct Paragraph {
    chars: f64,
    marks: f64,
    linked: f64,
}

/// The element whose paragraphs weigh most; below `root`, or on the whole page.
pub fn densest<'a>(document: &'a Document, root: Option<ElementRef<'a>>) -> Option<ElementRef<'a>> {
    let root = root.unwrap_or_else(|| document.html.root_element());
    // Node ids are opaque: paragraphs are kept in order of appearance, with their place beside.
    let mut order: Vec<(ElementRef<'a>, Paragraph)> = Vec::new();
    let mut index = HashMap::new();
    for node in root.descendants() {
        let Node::Text(text) = node.value() else { continue };
        if text.trim().is_empty() {
            continue;
        }
        let Some((block, linked)) = block_of(ElementRef::wrap(node.parent()?), root) else { continue };
        let place = *index.entry(block.id()).or_insert_with(|| {
            order.push((block, Paragraph::default()));
            order.len() - 1
        });
        if let Some((_, paragraph)) = order.get_mut(place) {
            paragraph.add(text, linked);
        }
    }
    heaviest(&order, root)
}

impl Paragraph {
    fn add(&mut self, text: &str, linked: bool) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count() as f64;
        if linked {
            self.linked += chars;
        } else {
            self.chars += chars;
            self.marks += text.chars().filter(|c| "，。！？；：、“”,.;!?".contains(*c)).count() as f64;
        }
    }

    fn weight(&self) -> f64 {
        let plain = self.chars / (self.chars + 2.0 * self.linked).max(1.0);
        let length = if self.chars < SHORT_CHARS { self.chars / 4.0 } else { self.chars };
        (length + self.marks * MARK_WEIGHT) * plain
    }
}

/// The block a text stands in, and whether a link leads through it; `None` where it is not for reading.
fn block_of<'a>(start: Option<ElementRef<'a>>, root: ElementRef<'a>) -> Option<(ElementRef<'a>, bool)> {
    let (mut element, mut linked) = (start?, false);
    loop {
        match name(element) {
            "script" | "style" | "noscript" | "select" | "button" | "textarea" | "nav" | "footer" | "title" => {
                return None;
            }
            "a" => linked = true,
            _ => {}
        }
        if is_block(element) || element.id() == root.id() {
            return Some((element, linked));
        }
        element = ElementRef::wrap(element.parent()?)?;
    }
}

fn heaviest<'a>(paragraphs: &[(ElementRef<'a>, Paragraph)], root: ElementRef<'a>) -> Option<ElementRef<'a>> {
    let mut weights = HashMap::new();
    for (block, paragraph) in paragraphs {
        let weight = paragraph.weight();
        let mut element = Some(*block);
        for share in SHARES {
            let Some(place) = element else { break };
            weights.entry(place.id()).or_insert((place, 0.0)).1 += weight * share;
            element = if place.id() == root.id() { None } else { place.parent().and_then(ElementRef::wrap) };
        }
    }
    let mut ranked: Vec<(ElementRef<'a>, f64)> = weights.into_values().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked.truncate(FINALISTS);
    let judged = ranked.into_iter().map(|(place, weight)| (place, weight * (1.0 - link_share(place))));
    judged.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, weight)| *weight > 0.0).map(|(place, _)| place)
}

/// How many characters stand below a place outside links and scripts.
pub fn plain_chars(place: ElementRef<'_>) -> usize {
    chars(place).0
}

fn link_share(place: ElementRef<'_>) -> f64 {
    let (plain, linked) = chars(place);
    linked as f64 / (plain + linked).max(1) as f64
}

/// Characters outside and inside links.
fn chars(place: ElementRef<'_>) -> (usize, usize) {
    let (mut plain, mut linked) = (0, 0);
    for node in place.descendants() {
        let Node::Text(text) = node.value() else { continue };
        let Some((_, is_link)) = block_of(node.parent().and_then(ElementRef::wrap), place) else { continue };
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        if is_link { linked += count } else { plain += count }
    }
    (plain, linked)
}
