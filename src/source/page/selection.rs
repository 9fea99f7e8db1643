//! The selectors of a `page` source, parsed once per page.

use scraper::{ElementRef, Selector};

use crate::model::Selectors;
use crate::source::OptionFault;
use crate::source::document::Document;
use crate::source::dom;
use crate::text::markup;

/// One selector and what it reads: an attribute, or the text.
#[derive(Clone, Debug)]
pub struct Pick {
    selector: Option<Selector>,
    attribute: Option<String>,
}

/// All selectors of a source.
#[derive(Clone, Debug)]
pub struct Selection {
    item: Option<Selector>,
    /// The link of an item.
    pub link: Pick,
    /// Its title; the link's text when not given.
    pub title: Option<Pick>,
    /// Its time.
    pub time: Option<Pick>,
    /// Its author.
    pub author: Option<Pick>,
    /// Its text, or that of the page it links to.
    pub body: Option<Pick>,
    /// The link to the next list page, on the whole page.
    pub next: Option<Pick>,
}

impl Default for Selection {
    fn default() -> Self {
        let link = Pick { selector: Selector::parse("a").ok(), attribute: Some("href".into()) };
        Self { item: None, link, title: None, time: None, author: None, body: None, next: None }
    }
}

impl Selection {
    /// Parses the selectors of a source.
    ///
    /// # Errors
    /// Every selector that cannot be read.
    pub fn parse(selectors: &Selectors) -> Result<Self, Vec<OptionFault>> {
        let mut faults = Vec::new();
        let mut pick = |key, text: &Option<String>, attribute: Option<&str>| {
            let text = text.as_deref()?;
            Pick::parse(text, attribute).map_err(|why| faults.push(fault(key, text, &why))).ok()
        };
        let title = pick("select.title", &selectors.title, None);
        let link = pick("select.link", &selectors.link, Some("href"));
        let time = pick("select.time", &selectors.time, None);
        let author = pick("select.author", &selectors.author, None);
        let body = pick("select.body", &selectors.body, None);
        let next = pick("select.next", &selectors.next, Some("href"));
        let item = match Selector::parse(&selectors.item) {
            Ok(item) => Some(item),
            Err(why) => {
                faults.push(fault("select.item", &selectors.item, &why.to_string()));
                None
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let link = link.unwrap_or_else(|| Self::default().link);
        Ok(Self { item, link, title, time, author, body, next })
    }

    /// The items of a list.
    pub fn items<'a>(&self, document: &'a Document) -> Vec<ElementRef<'a>> {
        self.item.as_ref().map(|item| document.html.select(item).collect()).unwrap_or_default()
    }
}

impl Pick {
    /// Parses `selector`, `selector@attribute` or `@attribute` (of the item itself).
    fn parse(text: &str, default_attribute: Option<&str>) -> Result<Self, String> {
        let (selector, attribute) = match text.rsplit_once('@') {
            // An attribute's name follows the last @; one inside quotes or brackets belongs to the selector.
            Some((selector, name)) if is_name(name) => (selector.trim(), Some(name.to_string())),
            _ => (text.trim(), default_attribute.map(str::to_string)),
        };
        if selector.is_empty() && attribute.is_some() {
            return Ok(Self { selector: None, attribute });
        }
        let selector = Selector::parse(selector).map_err(|why| why.to_string())?;
        Ok(Self { selector: Some(selector), attribute })
    }

    fn place<'a>(&self, item: ElementRef<'a>) -> Option<ElementRef<'a>> {
        match &self.selector {
            None => Some(item),
            // An item may itself be what is asked for (`item = "ul.news a"`).
            Some(selector) => item.select(selector).next().or_else(|| selector.matches(&item).then_some(item)),
        }
    }

    /// The attribute or the text on one line.
    pub fn value(&self, item: ElementRef<'_>) -> Option<String> {
        let place = self.place(item)?;
        match &self.attribute {
            Some(name) => dom::attr(place, name).map(str::to_string),
            None => Some(dom::line(place)),
        }
    }

    /// The text of the place, whatever attribute is read from it.
    pub fn text(&self, item: ElementRef<'_>) -> Option<String> {
        self.place(item).map(dom::line)
    }

    /// The text of every place that fits, block by block.
    pub fn block(&self, item: ElementRef<'_>) -> Option<String> {
        let selector = self.selector.as_ref()?;
        let texts: Vec<String> =
            item.select(selector).map(|place| markup::text_of(place, &|_| false).trim().to_string()).collect();
        Some(texts.join("\n").trim().to_string()).filter(|text| !text.is_empty())
    }

    /// The first place that fits on a whole page.
    pub fn first<'a>(&self, document: &'a Document) -> Option<ElementRef<'a>> {
        document.html.select(self.selector.as_ref()?).next()
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn fault(key: &'static str, text: &str, why: &str) -> OptionFault {
    OptionFault {
        key,
        message: (
            format!("CSS 选择器 `{text}` 无法识别：{why}"),
            format!("the CSS selector `{text}` cannot be read: {why}"),
        ),
    }
}
