//! One floor of a thread: its number, and its own words apart from what it quotes.

use scraper::ElementRef;

use crate::source::dom::{attr, closest, elements, has_class, name};
use crate::text::markup;

/// What a floor says of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Printed, as digits or as a word.
    Printed(u32),
    /// A copy shown on top; its own place is elsewhere.
    Copy(Option<u32>),
    /// Not printed.
    Unknown,
}

/// Reads a floor's label: `12#`, 沙发, 推荐, 来自 7#.
pub fn place(label: &str) -> Place {
    let digits = || label.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok().filter(|n| *n > 0);
    if label.contains("来自") || label.contains("置顶") {
        return Place::Copy(digits());
    }
    if label.contains("推荐") {
        return Place::Copy(None);
    }
    let word = label.trim().trim_end_matches('#').trim();
    match WORDS.iter().find(|(names, _)| names.contains(&word)) {
        Some((_, floor)) => Place::Printed(*floor),
        None => digits().map_or(Place::Unknown, Place::Printed),
    }
}

const WORDS: &[(&[&str], u32)] = &[
    (&["楼主", "樓主", "顶楼", "首楼"], 1),
    (&["沙发", "沙發"], 2),
    (&["板凳", "藤椅"], 3),
    (&["地板"], 4),
    (&["地下室", "地毯"], 5),
];

/// A floor's words.
#[derive(Debug, Default)]
pub struct Words {
    /// Its own.
    pub text: String,
    /// What it quotes.
    pub quote: Option<String>,
    /// The site's notice in place of a part or of all.
    pub notice: bool,
}

/// Reads a message: its own words, without quote, edit note, notices, attachments' captions and hidden noise.
pub fn words(message: ElementRef<'_>) -> Words {
    let quotes: Vec<String> = elements(message)
        .filter(|e| has_class(*e, "quote") && name(*e) == "div")
        .map(|quote| markup::text_of(quote, &is_furniture))
        .filter(|text| !text.trim().is_empty())
        .collect();
    let text = markup::text_of(message, &|e| is_quote(e, message) || is_furniture(e));
    Words {
        text: without_edit_note(text.trim()),
        quote: (!quotes.is_empty()).then(|| quotes.join("\n")),
        notice: elements(message).any(|e| has_class(e, "locked")),
    }
}

fn is_quote(element: ElementRef<'_>, message: ElementRef<'_>) -> bool {
    element.id() != message.id() && (has_class(element, "quote") || name(element) == "blockquote")
}

/// What the site puts into a message: never the author's words.
fn is_furniture(element: ElementRef<'_>) -> bool {
    let Some(class) = attr(element, "class") else {
        return name(element) == "em" && closest(element, |e| has_class(e, "blockcode")).is_some();
    };
    class.split_ascii_whitespace().any(|token| FURNITURE.contains(&token))
}

const FURNITURE: &[&str] = &[
    "pstatus",
    "tip",
    "aimg_tip",
    "locked",
    "jammer",
    "attach_nopermission",
    "attach_tips",
    "modact",
    "ptg",
    "sign",
    "cm",
    "rate",
    "pattl",
    "tattl",
    "attnm",
    "attach_popup",
    "psth",
    "mbn",
    "pob",
    "showhide-title",
];

/// Without the edit note that stands in the text itself where the forum has no markup for it.
fn without_edit_note(text: &str) -> String {
    let is_note = |line: &str| {
        let bare = line.trim().trim_start_matches(['[', ' ']).trim_end_matches([']', ' ']);
        bare.starts_with("本帖最后由") && bare.ends_with("编辑")
    };
    let kept: Vec<&str> = text.lines().filter(|line| !is_note(line)).collect();
    kept.join("\n").trim().to_string()
}

/// Numeric character references that a GBK forum escaped twice (`&amp;#128567;`).
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("&#") {
        let (before, tail) = rest.split_at(start);
        out.push_str(before);
        let digits: String = tail.chars().skip(2).take_while(char::is_ascii_digit).take(7).collect();
        let end = 2 + digits.len();
        let decoded = digits.parse().ok().and_then(char::from_u32).filter(|c| !c.is_control());
        match (decoded, tail.get(end..end + 1)) {
            (Some(c), Some(";")) => {
                out.push(c);
                rest = tail.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push_str("&#");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}
