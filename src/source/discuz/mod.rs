//! Discuz! X2 to X5: board lists, the guide, thread pages with all floors, their touch and archiver forms.
//!
//! - [`Discuz`]: the adapter
//! - `anatomy`: one walk that finds the places of a page
//! - `notices`: the software's own refusals; read before anything else
//! - `list`, `thread`, `touch`, `archiver`: the templates; `floor`: one message; `clock`, [`urls`],
//!   `pager`: what they share
//! - `follow`: which pages a list leads to

mod anatomy;
mod archiver;
mod clock;
mod floor;
mod follow;
mod list;
mod notices;
mod pager;
mod thread;
mod touch;
pub mod urls;

use url::Url;

use self::anatomy::Anatomy;
use self::list::Row;
use self::pager::Pager;
use self::thread::Thread;
use super::document::{Document, finish};
use super::{Context, SourceAdapter, blocks, conditional};
use crate::model::{Cursor, Outcome, Page, PageRole, Parsed, Post, Reason, Request, Source};
use crate::source::dom;

/// The adapter.
pub struct Discuz;

impl SourceAdapter for Discuz {
    fn name(&self) -> &'static str {
        "discuz"
    }

    fn about(&self) -> (&'static str, &'static str) {
        (
            "Discuz! X2–X5 论坛：版块列表、导读、帖子各楼层与翻页",
            "Discuz! X2 to X5 forums: board lists, the guide, threads with all floors and pages",
        )
    }

    fn begin(&self, source: &Source, cursor: &Cursor) -> Vec<Request> {
        let role = if urls::tid(source.url.as_str()).is_some() { PageRole::Thread } else { PageRole::List };
        vec![conditional(source.url.clone(), role, cursor)]
    }

    fn parse(&self, page: &Page, context: &Context<'_>) -> Parsed {
        let document = Document::read(page);
        if document.source.trim().is_empty() {
            return blocks::by_status(page, &document)
                .unwrap_or_else(|| document.unread(Outcome::Unknown, Reason::EmptyBody, None));
        }
        let anatomy = anatomy::examine(&document);
        let reading = Reading { page, context, document: &document, anatomy: &anatomy };
        finish(reading.read())
    }
}

/// One page while it is read.
struct Reading<'a> {
    page: &'a Page,
    context: &'a Context<'a>,
    document: &'a Document,
    anatomy: &'a Anatomy<'a>,
}

impl Reading<'_> {
    fn read(&self) -> Parsed {
        if let Some(refusal) = notices::read(self.document, self.anatomy) {
            return refusal;
        }
        if let Some(refused) = blocks::by_status(self.page, self.document) {
            return refused;
        }
        let floors = self.floors();
        if !floors.is_empty() {
            return self.thread(floors);
        }
        let rows = self.rows();
        if !rows.is_empty() {
            return self.list(rows);
        }
        self.nothing()
    }

    fn floors(&self) -> Vec<Post> {
        let found = self.anatomy;
        let now = clock::page_clock(self.document, self.context.now);
        let shown = found.floors.len().max(found.touch_floors.len()).max(found.archived_floors.len());
        let pager = self.pager();
        let thread = Thread::of(self.document, found, &pager, &self.page.url, shown, now);
        if !found.floors.is_empty() {
            thread::read(&thread, found)
        } else if !found.touch_floors.is_empty() {
            touch::floors(&thread, found)
        } else {
            archiver::floors(&thread, found)
        }
    }

    fn rows(&self) -> Vec<Row> {
        let found = self.anatomy;
        let board = self.board();
        let board = board.as_deref();
        let now = clock::page_clock(self.document, self.context.now);
        let rows = list::read(self.document, &found.rows, board, now);
        if !rows.is_empty() {
            return rows;
        }
        let rows = touch::list(self.document, &found.touch_rows, board, now);
        if !rows.is_empty() {
            return rows;
        }
        let rows = archiver::list(self.document, &found.archived_rows, board);
        if !rows.is_empty() || self.page.role != PageRole::List || !found.is_discuz || found.empty.is_some() {
            return rows;
        }
        list::fallback(self.document, board)
    }

    fn thread(&self, posts: Vec<Post>) -> Parsed {
        let pager = self.pager();
        let mut parsed = self.read_as(Outcome::Thread, &pager);
        parsed.title = posts.first().map(|post| post.title.clone()).filter(|title| !title.is_empty());
        parsed.posts = posts;
        if parsed.outcome == Outcome::Thread {
            let next = pager.following(&self.page.url);
            parsed.next = next.map(|url| Request::new(url, PageRole::Thread)).into_iter().collect();
        }
        parsed
    }

    fn list(&self, rows: Vec<Row>) -> Parsed {
        let pager = self.pager();
        let mut parsed = self.read_as(Outcome::List, &pager);
        parsed.title = self.board();
        if parsed.outcome == Outcome::List {
            let next: Option<Url> = pager.following(&self.page.url);
            let now = clock::page_clock(self.document, self.context.now);
            parsed.next = follow::from_list(&rows, next, self.context.cursor, now);
        }
        parsed.posts = rows.into_iter().map(|row| row.post).collect();
        parsed
    }

    /// Past its end a forum shows a page again; it is read, and leads nowhere.
    fn read_as(&self, outcome: Outcome, pager: &Pager) -> Parsed {
        if pager.repeats(&self.page.requested) {
            let reason = Some(Reason::RepeatedPage);
            return Parsed { reason, ..self.document.parsed(Outcome::Repeated) };
        }
        self.document.parsed(outcome)
    }

    fn nothing(&self) -> Parsed {
        if let Some(sentence) = self.anatomy.empty {
            return Parsed { notice: Some(dom::line(sentence)), ..self.document.parsed(Outcome::Empty) };
        }
        if self.anatomy.login.is_some() {
            return self.document.unread(Outcome::LoginWall, Reason::LoginWall, self.document.title());
        }
        blocks::classify(self.page, self.document)
            .unwrap_or_else(|| self.document.unread(Outcome::Unknown, Reason::NoStructure, self.document.title()))
    }

    /// The board's name; an archiver's list ends its trail with it.
    fn board(&self) -> Option<String> {
        let archived = !self.anatomy.archived_rows.is_empty();
        self.anatomy.board_name().or_else(|| archived.then(|| archiver::trail_end(self.anatomy)).flatten())
    }

    fn pager(&self) -> Pager {
        pager::read(self.document, self.anatomy.pager)
    }
}
