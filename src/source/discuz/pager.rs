//! Page numbers: which page this is, which is the last, where the next one is.

use scraper::ElementRef;
use url::Url;

use super::urls;
use crate::source::document::Document;
use crate::source::dom::{attr, elements, has_class, line, name};

/// What a pager says. A page without one is the only page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// The page shown.
    pub current: Option<u32>,
    /// The last page.
    pub last: Option<u32>,
    /// The link to the next page.
    pub next: Option<Url>,
}

/// Reads a pager.
pub fn read(document: &Document, place: Option<ElementRef<'_>>) -> Pager {
    let mut pager = Pager::default();
    let Some(place) = place else { return pager };
    for element in elements(place) {
        match name(element) {
            "strong" => pager.current = pager.current.or_else(|| digits(&line(element))),
            "a" => {
                pager.last = pager.last.max(digits(&line(element)));
                if has_class(element, "nxt") {
                    pager.next = attr(element, "href").and_then(|href| document.resolve(href)).map(urls::clean);
                }
            }
            "span" => pager.last = pager.last.max(attr(element, "title").and_then(digits)),
            _ => {}
        }
    }
    pager.last = pager.last.max(pager.current);
    pager
}

impl Pager {
    /// Whether the page shown is another than the one `requested` names: past the end a forum repeats a page.
    pub fn repeats(&self, requested: &Url) -> bool {
        let asked = urls::page_number(requested);
        match self.current {
            Some(current) => current != asked,
            None => asked > 1,
        }
    }

    /// Where the page after this one is.
    pub fn following(&self, url: &Url) -> Option<Url> {
        let current = self.current?;
        if self.next.is_some() {
            return self.next.clone();
        }
        (self.last? > current).then(|| urls::with_page(&urls::clean(url.clone()), current + 1))
    }
}

fn digits(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
