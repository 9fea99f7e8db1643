//! The house rules that can be counted: who imports whom, how long files and functions are, what may not be left lying.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may import of its own crate. The table of docs/architecture.md, which a test below compares.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("clock", &[]),
    ("lang", &[]),
    ("text", &["model", "lang"]),
    ("config", &["model", "lang"]),
    ("schedule", &["model", "config", "clock", "text", "lang"]),
    ("fetch", &["model", "config", "clock", "text", "lang"]),
    ("store", &["model", "config", "clock", "text", "lang"]),
    ("notify", &["model", "config", "clock", "text", "lang"]),
    ("source", &["model", "text"]),
    ("matching", &["model", "text"]),
    ("assess", &["model", "text"]),
    (
        "pipeline",
        &[
            "model", "clock", "lang", "text", "config", "schedule", "fetch", "source", "matching", "assess", "store",
            "notify",
        ],
    ),
    (
        "workbench",
        &[
            "model", "clock", "lang", "text", "config", "schedule", "fetch", "source", "matching", "assess", "store",
            "notify", "pipeline",
        ],
    ),
    ("web", &["model", "config", "clock", "lang", "store", "workbench"]),
];

/// Rooms on top of all others: they may import anything below.
const ON_TOP: &[&str] = &["demo", "app", "cli", "main", "lib"];

/// The longest a file may be, and the longest a function.
const MAX_FILE_LINES: usize = 500;
const MAX_FUNCTION_LINES: usize = 60;

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The room a file of src/ stands in.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_string()
}

/// The rooms a text names by `crate::room` or inside `crate::{…}`.
fn imports(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let name = |part: &str| part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    for part in code.join(" ").split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(group) => named.extend(top_level(group).iter().map(|p| name(p))),
            None => named.push(name(part)),
        }
    }
    named.retain(|name| !name.is_empty());
    named
}

/// The members of a brace group, up to its closing brace; inner groups are cut out.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut members) = (1, vec![String::new()]);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => members.push(String::new()),
            _ if depth == 1 => members.last_mut().unwrap().push(c),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    members
}

#[test]
fn each_room_imports_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let room = room(&path);
        let Some(allowed) = table.get(room.as_str()) else {
            assert!(ON_TOP.contains(&room.as_str()), "the room {room} has no row in the table");
            continue;
        };
        for name in imports(&fs::read_to_string(&path).unwrap()) {
            if name != room && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_import_reader_sees_what_it_must() {
    assert_eq!(imports("use crate::store::Store;\n// use crate::web;"), ["store"]);
    assert_eq!(imports("use crate::{\n  clock::{Clock, other},\n model::*};"), ["clock", "model"]);
}

#[test]
fn the_architecture_page_shows_the_same_table() {
    let page = include_str!("../../docs/architecture.md");
    for (room, allowed) in MAY_IMPORT {
        let list = if allowed.is_empty() { "nothing".to_string() } else { allowed.join(", ") };
        let row = format!("| {room} | {list} |");
        assert!(page.contains(&row), "docs/architecture.md lacks the row: {row}");
    }
}

#[test]
fn no_file_is_too_long() {
    let files = rust_files("src").into_iter().chain(rust_files("tests")).chain(rust_files("benches"));
    let long: Vec<_> = files
        .map(|path| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > MAX_FILE_LINES)
        .collect();
    assert!(long.is_empty(), "over {MAX_FILE_LINES} lines: {long:#?}");
}

#[test]
fn no_function_is_too_long() {
    let mut long = Vec::new();
    for path in rust_files("src") {
        let text = fs::read_to_string(&path).unwrap();
        for (name, lines) in functions(&text) {
            if lines > MAX_FUNCTION_LINES {
                long.push(format!("{}: {name} has {lines} lines", path.display()));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

/// Every function of a formatted file with its length: from its `fn` line to the brace at the same indent.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words_only = |head: &str| head.chars().all(|c| c.is_alphanumeric() || " ():_".contains(c));
        let is_function = code.find("fn ").is_some_and(|at| words_only(&code[..at]));
        if !is_function || code.ends_with(';') || code.ends_with('}') {
            continue;
        }
        let close = format!("{indent}}}");
        if let Some(length) = lines[start..].iter().position(|l| *l == close) {
            found.push((code.chars().take(60).collect(), length + 1));
        }
    }
    found
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let marks = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[", "allow("),
    ];
    let mut found = Vec::new();
    for path in rust_files("src").into_iter().chain(rust_files("tests")) {
        let text = fs::read_to_string(&path).unwrap();
        found.extend(marks.iter().filter(|m| text.contains(**m)).map(|m| format!("{}: {m}", path.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
}
