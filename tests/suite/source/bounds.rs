//! Pages made to break a parser: each ends, within bounds, and nothing panics.

use proptest::prelude::*;
use yuqing::model::{Outcome, PageRole, Reason};
use yuqing::source::document::MAX_POSTS;
use yuqing::source::{article, document::Document, tame::tame};

use super::{Case, saved};

fn read_by_all(body: &str) {
    for engine in ["feed", "discuz", "page"] {
        for role in [PageRole::List, PageRole::Thread, PageRole::Article] {
            let parsed = Case::new(engine, "http://bbs.linxi.example/forum-8-1.html", body).role(role).parse();
            assert!(parsed.posts.len() <= MAX_POSTS);
        }
    }
}

#[test]
fn nested_elements_need_no_stack() {
    read_by_all(&format!("<html><body>{}深", "<div>".repeat(100_000)));
    read_by_all(&format!("<rss version=\"2.0\"><channel>{}", "<item>".repeat(20_000)));
    read_by_all(&format!("{{\"items\":{}", "[".repeat(100_000)));
}

#[test]
fn formatting_and_attributes_cannot_multiply() {
    let fonts: String = (0..3_000).map(|n| format!("<font color={n}>")).collect();
    read_by_all(&format!("{fonts}{}", "<p>x".repeat(10_000)));
    let attributes: String = (0..60_000).map(|n| format!(" a{n}")).collect();
    read_by_all(&format!("<div{attributes}>x</div>"));
}

#[test]
fn eight_megabytes_are_read() {
    let row = r#"<tbody id="normalthread_N"><tr><th><a class="s xst" href="thread-N-1-1.html">一个帖子的标题</a></th></tr></tbody>"#;
    let mut html = String::from("<table>");
    let mut tid = 0;
    while html.len() < 8 << 20 {
        tid += 1;
        html += &row.replace('N', &tid.to_string());
    }
    let parsed = Case::new("discuz", "http://bbs.linxi.example/forum-8-1.html", html).parse();
    assert_eq!(
        (parsed.outcome, parsed.posts.len(), parsed.reason),
        (Outcome::List, MAX_POSTS, Some(Reason::TooManyPosts))
    );
}

#[test]
fn ordinary_markup_is_left_as_it_is() {
    for (name, case) in saved::all() {
        let document = Document::read(&case.page);
        assert_eq!(tame(&document.source), document.source.as_str(), "{name}");
    }
    assert_eq!(tame("a < b <!-- <div> --> <p class='>'>x"), "a < b <!-- <div> --> <p class='>'>x");
    let deep = "<b>".repeat(40) + "字";
    assert_eq!(tame(&deep), "<b>".repeat(24) + "字");
}

#[test]
fn too_many_characters_that_cannot_be_decoded_are_noted() {
    let mut body =
        b"<table id=threadlisttableid><tbody id=normalthread_1><tr><th><a class=xst href=thread-1-1-1.html>".to_vec();
    body.extend([0xff, 0xfe, 0xff, 0x81, 0xff, 0xff, 0xff].repeat(20));
    body.extend(b"</a></th></tr></tbody></table>");
    let parsed = Case::new("discuz", "http://bbs.linxi.example/forum-8-1.html", body).parse();
    assert_eq!(parsed.reason, Some(Reason::WrongCharset), "{:?}", parsed.decoded);
}

/// A fixture with pieces cut out, doubled, moved or replaced by noise.
fn mutated() -> impl Strategy<Value = Case> {
    let cases: Vec<Case> = saved::all().into_iter().map(|(_, case)| case).collect();
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0usize..400, 0u8..5, any::<[u8; 6]>()), 1..8);
    (prop::sample::select(cases), edits).prop_map(|(mut case, edits)| {
        let mut body = case.page.body.to_vec();
        for (at, length, kind, noise) in edits {
            if body.is_empty() {
                break;
            }
            let start = at.index(body.len());
            let end = (start + length).min(body.len());
            let piece = body[start..end].to_vec();
            match kind {
                0 => drop(body.drain(start..end)),
                1 => drop(body.splice(start..start, piece)),
                2 => drop(body.splice(start..end, noise)),
                3 => body.truncate(end),
                _ => body.extend(piece),
            }
        }
        case.page.body = body.into();
        case
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_pages_are_read_without_panic(case in mutated()) {
        if case.engine == "article" {
            let document = Document::read(&case.page);
            let read = article::extract(&document, &case.page.url, case.now, None);
            prop_assert!(read.text.len() <= document.source.len());
        } else {
            let parsed = case.parse();
            prop_assert!(parsed.posts.iter().all(|post| !post.key.is_empty() && matches!(post.url.scheme(), "http" | "https")));
            let mut keys: Vec<&str> = parsed.posts.iter().map(|post| post.key.as_str()).collect();
            keys.sort_unstable();
            keys.dedup();
            prop_assert_eq!(keys.len(), parsed.posts.len());
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(body in prop::collection::vec(any::<u8>(), 0..600)) {
        for engine in ["feed", "discuz", "page"] {
            let parsed = Case::new(engine, "http://bbs.linxi.example/", body.clone()).parse();
            prop_assert!(parsed.posts.is_empty());
        }
    }
}
