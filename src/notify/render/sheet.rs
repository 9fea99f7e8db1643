//! What a mail shows, before it is HTML or text: a sheet of blocks. Both forms are made from the same sheet, so neither
//! says less than the other.
//!
//! - [`Sheet`]: the whole; [`Block`]: one part of it
//! - [`Run`]: a stretch of words with one [`Mark`]; [`Tone`]: how loud a thing is
//! - [`Item`]: a row of the ranked list; [`Table`]: figures

use super::safe::SafeLink;

/// The whole of a mail.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The coloured band on top.
    pub masthead: Masthead,
    /// What follows, in order.
    pub blocks: Vec<Block>,
    /// The lines at the foot.
    pub foot: Vec<String>,
}

/// The coloured band on top.
#[derive(Clone, Debug, Default)]
pub struct Masthead {
    /// What kind of mail this is.
    pub title: String,
    /// Beside it, quieter.
    pub note: String,
    /// The line below.
    pub line: String,
    /// Its colour.
    pub tone: Tone,
}

/// One part of a mail.
#[derive(Clone, Debug)]
pub enum Block {
    /// The sentence that says it all.
    Lede(Vec<Run>),
    /// A hairline.
    Rule,
    /// A heading and what stands beside it, quieter.
    Heading(String, String),
    /// A paragraph.
    Para(Vec<Run>),
    /// Secondary words.
    Note(String),
    /// A row of the ranked list.
    Item(Box<Item>),
    /// Lines, each its own.
    Lines(Vec<Vec<Run>>),
    /// An excerpt of the original: its title, its text, the line below.
    Excerpt(Vec<Run>, Vec<Run>, String),
    /// Figures.
    Table(Table),
    /// The one thing to do: words and link; and links beside it.
    Button(Link, Vec<Link>),
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are shown.
    pub mark: Mark,
    /// Where they lead.
    pub link: Option<SafeLink>,
}

/// How words are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// As they are.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Bold and red.
    Bad,
    /// Bold and amber.
    Warn,
    /// What a watch found: bold on yellow; between stars as text.
    Hit,
}

/// How loud a thing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The accent: ordinary business.
    #[default]
    Plain,
    /// Something is not quite seen.
    Warn,
    /// Something is wrong.
    Bad,
    /// A level of severity, 0–4.
    Level(u8),
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub words: String,
    /// Where.
    pub to: SafeLink,
}

/// A row of the ranked list.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its place in the list, from 1.
    pub number: usize,
    /// 0–4.
    pub level: u8,
    /// The level's character: 橙.
    pub badge: String,
    /// Beside it: 建议; 疑似，待确认.
    pub tag: String,
    /// The title.
    pub title: String,
    /// Source, published, first seen.
    pub facts: String,
    /// The snippet, hits marked, or the sentence that stands for it.
    pub snippet: Vec<Run>,
    /// Why it was found.
    pub why: String,
    /// The original; the console.
    pub links: Vec<Link>,
}

/// Figures.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its share of the width, in percent.
    pub percent: u8,
    /// Figures stand to the right.
    pub right: bool,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its ground.
    pub tone: Tone,
    /// The share of a bar under the first cell, in percent.
    pub bar: Option<u8>,
    /// Its cells.
    pub cells: Vec<Vec<Run>>,
}

/// Words as they are.
pub fn plain(text: impl Into<String>) -> Run {
    Run { text: text.into(), mark: Mark::Plain, link: None }
}

/// Words shown in a certain way.
pub fn marked(mark: Mark, text: impl Into<String>) -> Run {
    Run { text: text.into(), mark, link: None }
}

/// Words that lead somewhere.
pub fn linked(text: impl Into<String>, to: SafeLink) -> Run {
    Run { text: text.into(), mark: Mark::Plain, link: Some(to) }
}
