//! The view's text in the making: separators between Han are dropped as the next character shows what they were.

use super::escapes::{self, Escape};
use super::fold;
use super::table::{Kind, Row, Table};

/// More separators than this between two Han characters are no accident of hiding: they stay.
const MAX_GAP: usize = 3;

/// The text and map so far.
pub(super) struct Writer {
    table: Table,
    text: String,
    map: Vec<(u32, u32)>,
    /// What is known of the last Han character.
    last: Option<LastHan>,
    /// What stands behind it.
    gap: Gap,
    /// A gap before the last Han character that waits for what follows that character.
    pending: Option<Pending>,
    /// A gap between a word and the last Han character, which stands alone; it goes if the next one does too.
    held: Option<(Place, Place)>,
}

/// A place in the text, in bytes and in characters.
type Place = (usize, usize);

/// A gap that waits: it goes if the Han character behind it stands alone.
#[derive(Clone, Copy, Debug)]
struct Pending {
    /// Where it begins.
    from: Place,
    /// Whether the Han character before it stands alone.
    after_single: bool,
}

/// The last Han character that was written.
#[derive(Clone, Copy, Debug)]
struct LastHan {
    /// Where it ends.
    end: Place,
    /// Whether no Han character stood right before it.
    stands_apart: bool,
    /// Whether it was joined to the one before, which stood apart too.
    in_run: bool,
}

/// What stands between the last Han character and the end of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    chars: usize,
    weak: bool,
    broken: bool,
}

impl Writer {
    /// For an original of so many bytes.
    pub fn with_capacity(table: Table, bytes: usize) -> Self {
        Self {
            table,
            text: String::with_capacity(bytes),
            map: Vec::with_capacity(bytes / 2),
            last: None,
            gap: Gap::default(),
            pending: None,
            held: None,
        }
    }

    /// Writes what a character becomes that came from scalars `start..end`.
    pub fn push_row(&mut self, c: char, row: Row, start: u32, end: u32) {
        if row.kind() == Kind::Expand {
            for part in fold::folded(c) {
                let row = self.table.row(part);
                self.push(row.folded(), row.kind(), start, end);
            }
        } else {
            self.push(row.folded(), row.kind(), start, end);
        }
    }

    /// Writes characters that become themselves and are all Han or all of no kind; they came from scalars from `at` on.
    pub fn push_run(&mut self, run: &str, kind: Kind, at: u32) {
        let (mut rest, mut next) = (run, at);
        if kind == Kind::Han {
            let Some(first) = run.chars().next() else { return };
            self.push_han(first, at, at + 1);
            (rest, next) = (run.get(first.len_utf8()..).unwrap_or_default(), at + 1);
            if rest.is_empty() {
                return;
            }
            (self.pending, self.held) = (None, None);
        } else {
            self.settle();
            self.gap.broken = true;
        }
        self.text.push_str(rest);
        self.map.extend(rest.chars().zip(next..).map(|(_, at)| (at, at + 1)));
        if kind == Kind::Han {
            self.last = Some(LastHan { end: self.here(), stands_apart: false, in_run: false });
        }
    }

    /// Writes a phrase of Han, a character for each scalar from `at` on; gives their number.
    pub fn push_phrase(&mut self, simplified: &str, at: u32) -> u32 {
        let mut next = at;
        for c in simplified.chars() {
            self.push_han(c, next, next + 1);
            next += 1;
        }
        next - at
    }

    fn push(&mut self, c: char, kind: Kind, start: u32, end: u32) {
        match kind {
            Kind::Han => self.push_han(c, start, end),
            Kind::Symbol | Kind::Weak => self.push_separator(c, kind, start, end),
            Kind::Other | Kind::Expand => self.push_other(c, start, end),
            Kind::Drop => {}
        }
    }

    /// The text and, for each of its characters, the scalars it came from.
    pub fn finish(mut self) -> (String, Vec<(u32, u32)>) {
        self.settle();
        (self.text, self.map)
    }

    fn put(&mut self, c: char, start: u32, end: u32) {
        self.text.push(c);
        self.map.push((start, end));
    }

    fn here(&self) -> Place {
        (self.text.len(), self.map.len())
    }

    fn push_han(&mut self, c: char, start: u32, end: u32) {
        let (stands_apart, in_run) = match self.last {
            Some(last) if last.end.0 == self.text.len() => {
                // The one before does not stand alone, so the gap before that one stays.
                (self.pending, self.held) = (None, None);
                (false, false)
            }
            Some(last) => (true, self.close_gap(last)),
            None => (true, false),
        };
        self.put(c, start, end);
        self.last = Some(LastHan { end: self.here(), stands_apart, in_run });
        self.gap = Gap::default();
    }

    /// Decides about the gap before a Han character; true if that continues a run of single characters.
    fn close_gap(&mut self, last: LastHan) -> bool {
        self.settle();
        let last = self.last.unwrap_or(last);
        let droppable = !self.gap.broken && (1..=MAX_GAP).contains(&self.gap.chars);
        if droppable && self.gap.weak && !(last.stands_apart && last.in_run) {
            self.pending = Some(Pending { from: last.end, after_single: last.stands_apart });
            return false;
        }
        self.held = None;
        if droppable {
            self.text.truncate(last.end.0);
            self.map.truncate(last.end.1);
        }
        droppable && last.stands_apart
    }

    /// The last Han character stands alone: the gap that waited for that goes, or is held if a word stands before it.
    fn settle(&mut self) {
        let (Some(pending), Some(last)) = (self.pending.take(), self.last) else { return };
        let width = self.text.get(..last.end.0).and_then(|text| text.chars().next_back()).map_or(0, char::len_utf8);
        let to = (last.end.0 - width, last.end.1 - 1);
        if !pending.after_single {
            self.held = Some((pending.from, to));
            return;
        }
        self.remove(pending.from, to);
        if let Some((from, to)) = self.held.take() {
            self.remove(from, to);
        }
        if let Some(last) = self.last.as_mut() {
            last.in_run = true;
        }
    }

    /// Takes a gap out before the last Han character.
    fn remove(&mut self, from: Place, to: Place) {
        self.text.replace_range(from.0..to.0, "");
        self.map.drain(from.1..to.1);
        if let Some(last) = self.last.as_mut() {
            last.end = (last.end.0 - (to.0 - from.0), last.end.1 - (to.1 - from.1));
        }
    }

    fn push_separator(&mut self, c: char, kind: Kind, start: u32, end: u32) {
        self.settle();
        if c == ' ' && self.text.ends_with(' ') {
            if let Some(space) = self.map.last_mut() {
                space.1 = end;
            }
            return;
        }
        self.gap.chars += 1;
        self.gap.weak |= kind == Kind::Weak;
        self.put(c, start, end);
        if c == '>' {
            self.drop_escape(escapes::tag(&self.text), end);
        }
    }

    fn push_other(&mut self, c: char, start: u32, end: u32) {
        self.settle();
        self.gap.broken = true;
        self.put(c, start, end);
        if c == ';' {
            self.drop_escape(escapes::entity(&self.text, self.table), end);
        }
    }

    /// Replaces a literal tag or entity at the end of the text by what it means.
    fn drop_escape(&mut self, escape: Option<Escape>, end: u32) {
        let Some(Escape { bytes, chars, meaning }) = escape else { return };
        let (length, count) = self.here();
        let (length, count) = (length - bytes, count - chars);
        let start = self.map.get(count).map_or(end, |(start, _)| *start);
        self.text.truncate(length);
        self.map.truncate(count);
        self.look_back();
        if let Some(c) = meaning {
            self.push_row(c, self.table.row(c), start, end);
        }
    }

    /// Finds out again what stands at the end of the text.
    fn look_back(&mut self) {
        if self.last.is_some_and(|last| last.end.0 > self.text.len()) {
            (self.last, self.held) = (None, None);
        }
        let end = self.last.map_or(0, |last| last.end.0);
        self.gap = Gap { broken: self.last.is_none(), ..Gap::default() };
        for c in self.text.get(end..).unwrap_or_default().chars().take(MAX_GAP + 1) {
            let kind = self.table.row(c).kind();
            self.gap.chars += 1;
            self.gap.weak |= kind == Kind::Weak;
            self.gap.broken |= !matches!(kind, Kind::Symbol | Kind::Weak);
        }
    }
}
