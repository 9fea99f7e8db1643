//! One walk over a page that finds the places the engine reads.

use scraper::ElementRef;

use super::urls;
use crate::source::document::Document;
use crate::source::dom::{attr, closest, find, has_class, id_number, line, name};

/// The places of a page, in document order; empty where the page has none.
#[derive(Default)]
pub struct Anatomy<'a> {
    /// `#messagetext`, or the touch template's box.
    pub message: Option<ElementRef<'a>>,
    /// The form of a board or thread under a password.
    pub password: Option<ElementRef<'a>>,
    /// The form of the log-in page (not the one in every page's head).
    pub login: Option<ElementRef<'a>>,
    /// Rows of a PC list.
    pub rows: Vec<ElementRef<'a>>,
    /// Floors of a PC thread: pid and block. A pid may stand twice.
    pub floors: Vec<(u64, ElementRef<'a>)>,
    /// Floors of a touch thread.
    pub touch_floors: Vec<(u64, ElementRef<'a>)>,
    /// Rows of a touch list.
    pub touch_rows: Vec<ElementRef<'a>>,
    /// Name lines of an archiver thread.
    pub archived_floors: Vec<ElementRef<'a>>,
    /// Rows of an archiver list.
    pub archived_rows: Vec<ElementRef<'a>>,
    /// The first pager.
    pub pager: Option<ElementRef<'a>>,
    /// The thread's title.
    pub subject: Option<ElementRef<'a>>,
    /// The breadcrumb's last link to a board.
    pub board: Option<ElementRef<'a>>,
    /// The archiver's trail above its content.
    pub trail: Option<ElementRef<'a>>,
    /// The board's name above its list.
    pub heading: Option<ElementRef<'a>>,
    /// Views and replies above the first floor.
    pub counters: Vec<ElementRef<'a>>,
    /// The sentence of an empty list.
    pub empty: Option<ElementRef<'a>>,
    /// A script variable, a meta tag or a path that only this software has.
    pub is_discuz: bool,
}

/// Walks a page once.
pub fn examine(document: &Document) -> Anatomy<'_> {
    let mut found = Anatomy { is_discuz: marks(&document.source), ..Anatomy::default() };
    for element in document.html.tree.nodes().filter_map(ElementRef::wrap) {
        found.look(element);
    }
    found
}

fn marks(source: &str) -> bool {
    let marks = ["content=\"Discuz!", "Powered by Discuz!", "cookiepre = '", "discuz_uid = '", "threadlisttableid"];
    marks.iter().any(|mark| source.contains(mark))
}

impl<'a> Anatomy<'a> {
    fn look(&mut self, element: ElementRef<'a>) {
        match name(element) {
            "tbody" => self.tbody(element),
            "div" | "li" => self.block(element),
            "a" => self.link(element),
            "p" => self.paragraph(element),
            "form" => self.form(element),
            "h1" if has_class(element, "xs2") => self.heading = self.heading.or(Some(element)),
            "h2" if self.subject.is_none() && inside(element, "postlist") => self.subject = Some(element),
            "span" => self.span(element),
            _ => {}
        }
    }

    fn tbody(&mut self, element: ElementRef<'a>) {
        let Some(id) = attr(element, "id") else { return };
        if id.starts_with("normalthread_") || id.starts_with("stickthread_") {
            self.rows.push(element);
        }
    }

    fn block(&mut self, element: ElementRef<'a>) {
        if name(element) == "li" {
            return self.list_item(element);
        }
        if let Some(id) = attr(element, "id") {
            if let Some(pid) = id_number(element, "post_") {
                self.floors.push((pid, element));
            } else if id == "messagetext" {
                self.message = self.message.or(Some(element));
            } else if let Some(pid) = id_number(element, "pid").filter(|_| has_class(element, "plc")) {
                self.touch_floors.push((pid, element));
            }
        }
        if attr(element, "id") == Some("nav") {
            self.trail = Some(element);
        }
        let Some(class) = attr(element, "class") else { return };
        for token in class.split_ascii_whitespace() {
            match token {
                "pg" => self.pager = self.pager.or(Some(element)),
                "page" if inside_id(element, "content") => self.pager = self.pager.or(Some(element)),
                "jump_c" => self.message = self.message.or(Some(element)),
                "view_tit" => self.subject = self.subject.or(Some(element)),
                _ => {}
            }
        }
    }

    fn list_item(&mut self, element: ElementRef<'a>) {
        if inside(element, "threadlist") {
            self.touch_rows.push(element);
        } else if inside_id(element, "content") {
            self.archived_rows.push(element);
        }
    }

    fn link(&mut self, element: ElementRef<'a>) {
        let href = attr(element, "href").unwrap_or_default();
        if urls::is_board(href) && (inside_id(element, "pt") || inside_id(element, "nav") || inside(element, "header"))
        {
            self.board = Some(element);
        }
    }

    fn paragraph(&mut self, element: ElementRef<'a>) {
        if has_class(element, "emp") {
            self.empty = self.empty.or(Some(element));
        } else if has_class(element, "author") && inside_id(element, "content") {
            self.archived_floors.push(element);
        }
    }

    fn form(&mut self, element: ElementRef<'a>) {
        if attr(element, "action").is_some_and(|action| action.contains("pwverify")) {
            self.password = Some(element);
        } else if attr(element, "id").is_some_and(|id| id.starts_with("loginform")) {
            self.login = Some(element);
        }
    }

    fn span(&mut self, element: ElementRef<'a>) {
        if attr(element, "id") == Some("thread_subject") {
            self.subject = Some(element);
        } else if has_class(element, "name") && inside(element, "header") {
            self.heading = self.heading.or(Some(element));
        } else if self.floors.is_empty() && has_class(element, "xi1") && inside(element, "hm") {
            self.counters.push(element);
        }
    }

    /// The board's name.
    pub fn board_name(&self) -> Option<String> {
        let heading = self.heading.map(|h| find(h, |e| name(e) == "a").unwrap_or(h));
        heading.or(self.board).map(line).filter(|text| !text.is_empty())
    }
}

fn inside(element: ElementRef<'_>, class: &str) -> bool {
    closest(element, |e| has_class(e, class)).is_some()
}

fn inside_id(element: ElementRef<'_>, id: &str) -> bool {
    closest(element, |e| attr(e, "id") == Some(id)).is_some()
}
