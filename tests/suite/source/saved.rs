//! Saved pages of our own making, in the shape of real ones; what is read of each is a snapshot.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use yuqing::model::{PageRole, Parsed, Post, PostFlags, Selectors};
use yuqing::source::article;
use yuqing::source::document::Document;

use super::Case;

/// `case.toml` beside a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    url: String,
    now: String,
    content_type: Option<String>,
    role: Option<PageRole>,
    #[serde(default)]
    known: BTreeSet<String>,
    select: Option<Selectors>,
}

/// Every saved page: its name, and the case.
pub fn all() -> Vec<(String, Case)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut cases = Vec::new();
    for engine in ["article", "discuz", "feed", "page"] {
        for folder in folders(&root.join(engine)) {
            let name = format!("{engine}-{}", folder.file_name().unwrap_or_default().to_string_lossy());
            cases.push((name, load(engine, &folder)));
        }
    }
    cases
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(root).expect("a folder of fixtures").flatten().map(|e| e.path()).collect();
    found.sort();
    found
}

fn load(engine: &str, folder: &Path) -> Case {
    let notes = fs::read_to_string(folder.join("case.toml")).expect("case.toml");
    let notes: Notes = toml::from_str(&notes).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    let page = ["html", "xml", "json"].iter().find_map(|kind| fs::read(folder.join(format!("page.{kind}"))).ok());
    let mut case = Case::new(engine, &notes.url, page.expect("page.html, .xml or .json"));
    case.now = notes.now.parse().expect("an RFC 3339 time");
    case.page.role = notes.role.unwrap_or(PageRole::List);
    case.page.headers = notes.content_type.into_iter().map(|kind| ("content-type".to_string(), kind)).collect();
    case.cursor.known = notes.known;
    case.select = notes.select;
    case
}

#[test]
fn saved_pages_are_read_as_before() {
    for (name, case) in all() {
        let read = if case.engine == "article" { article_text(&case) } else { text(&case.parse()) };
        insta::with_settings!({
            snapshot_path => "../snapshots/source",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, read) });
    }
}

#[test]
fn no_snapshot_is_left_without_its_page() {
    let known: BTreeSet<String> = all().into_iter().map(|(name, _)| format!("{name}.snap")).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/snapshots/source");
    for file in fs::read_dir(folder).expect("the snapshots").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        // A snapshot that just changed stands beside the old one until it is reviewed.
        assert!(known.contains(name.trim_end_matches(".new")), "{name} belongs to no saved page");
    }
}

fn article_text(case: &Case) -> String {
    let document = Document::read(&case.page);
    let article = article::extract(&document, &case.page.url, case.now, None);
    let time = article.published.map(|t| format!("{} ({})", t.at.to_rfc3339(), t.precision.as_str()));
    format!(
        "title: {}\nauthor: {}\npublished: {}\n\n{}\n",
        article.title,
        article.author.unwrap_or_default(),
        time.unwrap_or_default(),
        article.text
    )
}

fn text(parsed: &Parsed) -> String {
    let mut out = format!("{:?}", parsed.outcome);
    if let Some(reason) = parsed.reason {
        let _ = write!(out, " ({})", reason.as_str());
    }
    let _ = writeln!(out, ", {}, {} replaced", parsed.decoded.encoding, parsed.decoded.replaced);
    for (name, value) in [("title", &parsed.title), ("notice", &parsed.notice)] {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    for post in &parsed.posts {
        out.push_str(&post_text(post));
    }
    for request in &parsed.next {
        let _ = writeln!(out, "next {:?}: {}", request.role, request.url);
    }
    out
}

fn post_text(post: &Post) -> String {
    let mut out = format!("\n[{}] {:?} {}\n", post.key, post.kind, post.title);
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            let _ = writeln!(out, "  {name}: {}", value.replace('\n', "\n    "));
        }
    };
    let time = |t: &Option<yuqing::model::PostTime>| {
        t.as_ref().map(|t| format!("{} ({}, {})", t.at.to_rfc3339(), t.precision.as_str(), t.raw))
    };
    line("url", Some(post.url.to_string()));
    line("thread", post.thread.clone().filter(|thread| *thread != post.key));
    line("author", post.author.clone());
    line("board", post.board.clone());
    line("time", time(&post.time));
    line("last reply", time(&post.last_reply));
    line("floor", post.floor.map(|floor| floor.to_string()));
    line("replies", post.engagement.replies.map(|n| n.to_string()));
    line("views", post.engagement.views.map(|n| n.to_string()));
    line("flags", Some(flags(post.flags)));
    line("quote", post.quote.clone());
    line("text", Some(post.text.clone()));
    out
}

fn flags(flags: PostFlags) -> String {
    let named = [
        (flags.sticky, "sticky"),
        (flags.hidden, "hidden"),
        (flags.masked, "masked"),
        (flags.truncated, "truncated"),
        (flags.attachments, "attachments"),
        (flags.floor_estimated, "floor estimated"),
        (flags.closed, "closed"),
    ];
    named.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}
