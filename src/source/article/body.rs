//! The body of an article: the source's own selector, a container of a known name, else the densest text.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use super::meta::Meta;
use super::{density, trim};
use crate::source::document::Document;
use crate::source::dom::{attr, name};
use crate::source::page::Pick;
use crate::text::markup;

/// A body as found.
#[derive(Debug, Default)]
pub struct Body {
    /// Its text, paragraph by paragraph.
    pub text: String,
    /// Whether it stood in a container made for bodies.
    pub contained: bool,
}

/// Containers that hold nothing but a body, by the publishing systems that print them.
const CONTAINERS: &[&str] = &[
    "#artibody",
    "#article_content",
    "#articleContent",
    "#zoom",
    "#Zoom",
    ".TRS_Editor",
    ".trs_editor_view",
    "#UCAP-CONTENT",
    ".pages_content",
    "#vsb_content",
    ".v_news_content",
    ".wp_articlecontent",
    ".rm_txt_con",
    ".article-content",
    ".article_content",
    ".article_con",
    ".articleContent",
    ".ArticleContent",
    ".article-body",
    ".article__body",
    ".content_txt",
    ".news_content",
    ".news-content",
    ".news_txt",
    ".newsContent",
    ".post_body",
    ".post_text",
    ".post-content",
    ".entry-content",
    ".bt-content",
    ".con_txt",
    ".xl_content",
    "#js_article",
    ".art_content",
    ".art_con",
    "#fontzoom",
    "#ozoom",
    "#Content",
    "[itemprop=articleBody]",
    ".detail-content",
    ".detail_content",
    ".content-article",
    ".main-content-article",
    ".viewbox .content",
];

/// Containers that often hold more than the body.
const WIDE: &[&str] = &["article", "#article", "#content", ".content", ".article", ".view", "main", "#main"];

/// Shorter texts are a teaser, not a body.
const MIN_CHARS: usize = 40;

/// Finds the body.
pub fn find(document: &Document, own: Option<&Pick>, meta: &Meta, title: &str) -> Body {
    let chosen = own.and_then(|pick| pick.first(document)).or_else(|| known(document, &SELECTORS.0));
    if let Some(place) = chosen {
        return Body { text: text_of(place, title), contained: true };
    }
    let dense = density::densest(document, None);
    if let Some(wide) = known(document, &SELECTORS.1) {
        let text = text_of(density::densest(document, Some(wide)).unwrap_or(wide), title);
        let rival = dense.map(|place| text_of(place, title)).unwrap_or_default();
        if text.chars().count() * 10 >= rival.chars().count() * 7 {
            return Body { text, contained: true };
        }
    }
    let text = dense.map(|place| text_of(place, title)).unwrap_or_default();
    match meta.body() {
        Some(body) if body.chars().count() > text.chars().count() => Body { text: body, contained: true },
        _ => Body { text, contained: false },
    }
}

static SELECTORS: LazyLock<(Vec<Selector>, Vec<Selector>)> = LazyLock::new(|| {
    let parse = |names: &[&str]| names.iter().filter_map(|name| Selector::parse(name).ok()).collect();
    (parse(CONTAINERS), parse(WIDE))
});

fn known<'a>(document: &'a Document, selectors: &[Selector]) -> Option<ElementRef<'a>> {
    selectors.iter().find_map(|selector| {
        document
            .html
            .select(selector)
            .filter(|place| has_words(*place))
            .max_by_key(|place| density::plain_chars(*place))
    })
}

fn has_words(place: ElementRef<'_>) -> bool {
    density::plain_chars(place) >= MIN_CHARS
}

fn text_of(place: ElementRef<'_>, title: &str) -> String {
    let whole = density::plain_chars(place);
    let text = markup::text_of(place, &|e| e.id() != place.id() && is_foreign(e, whole));
    trim::trim(&text, title)
}

/// What stands among the paragraphs and is none: sharing, related articles, comments, scripts' places.
fn is_foreign(element: ElementRef<'_>, whole: usize) -> bool {
    if matches!(name(element), "nav" | "footer" | "aside" | "form" | "button" | "select" | "iframe" | "video" | "audio")
    {
        return true;
    }
    let marked = [attr(element, "class"), attr(element, "id")].into_iter().flatten().any(|value| {
        let value = value.to_ascii_lowercase();
        FOREIGN.iter().any(|word| value.contains(word))
    });
    // A body inside a wrapper with such a name is still the body.
    marked && density::plain_chars(element) * 5 < whole * 2 + 1
}

const FOREIGN: &[&str] = &[
    "share",
    "recommend",
    "related",
    "comment",
    "copyright",
    "disclaimer",
    "footer",
    "social",
    "breadcrumb",
    "crumb",
    "pagination",
    "qrcode",
    "qr_code",
    "erweima",
    "toolbar",
    "prev-next",
    "prenext",
    "hot-news",
    "hotnews",
    "advert",
    "ad-box",
    "adbox",
    "xgwz",
    "xgyd",
    "tuijian",
    "mp-common",
    "reward",
];

/// Whether an element begins a block of its own.
pub fn is_block(element: ElementRef<'_>) -> bool {
    BLOCKS.contains(&name(element))
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "td",
    "section",
    "article",
    "main",
    "blockquote",
    "pre",
    "li",
    "dd",
    "body",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "table",
    "tr",
    "tbody",
    "header",
    "footer",
    "aside",
    "nav",
    "form",
    "figure",
    "center",
];
