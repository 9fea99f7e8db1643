//! Options of the selector engine, and which articles it asks for.

use yuqing::model::{PageRole, Selectors};
use yuqing::source::table;

use super::Case;

fn faults(select: Option<Selectors>) -> Vec<&'static str> {
    let mut case = Case::new("page", "https://news.example/", "");
    case.select = select;
    table::find("page").expect("the engine").check(&case.source()).into_iter().map(|fault| fault.key).collect()
}

#[test]
fn selectors_that_cannot_be_read_are_named() {
    let good = Selectors { item: "ul li".into(), title: Some("a".into()), ..Selectors::default() };
    assert!(faults(Some(good.clone())).is_empty());
    assert_eq!(faults(None), ["select"]);
    assert_eq!(faults(Some(Selectors { item: "ul >> li".into(), ..good.clone() })), ["select.item"]);
    let two = Selectors { link: Some("a[@href".into()), time: Some("span..date".into()), ..good.clone() };
    assert_eq!(faults(Some(two)), ["select.link", "select.time"]);
    assert!(faults(Some(Selectors { link: Some("@data-url".into()), ..good })).is_empty());
}

const LIST: &str = r#"<ul><li data-url="/3"><a href="/1">第一篇</a></li><li data-url="/4"><a href="/2">第二篇</a></li></ul><a class=next href="/p2">下一页</a>"#;

fn asked(known: &[&str], link: Option<&str>) -> Vec<(PageRole, String)> {
    let mut case = Case::new("page", "https://news.example/", LIST);
    case.select = Some(Selectors {
        item: "li".into(),
        link: link.map(str::to_string),
        next: Some("a.next".into()),
        ..Selectors::default()
    });
    case.cursor.known = known.iter().map(|key| key.to_string()).collect();
    case.parse().next.into_iter().map(|request| (request.role, request.url.path().to_string())).collect()
}

#[test]
fn only_unknown_articles_are_asked_for() {
    use PageRole::{Article, List};
    assert_eq!(asked(&[], None), [(Article, "/1".into()), (Article, "/2".into())]);
    assert_eq!(asked(&["https://news.example/2"], None), [(Article, "/1".into())]);
    assert_eq!(asked(&["https://news.example/1", "https://news.example/2"], None), []);
    let old = ["https://news.example/0"];
    assert_eq!(asked(&old, None), [(Article, "/1".into()), (Article, "/2".into()), (List, "/p2".into())]);
    assert_eq!(asked(&[], Some("@data-url")), [(Article, "/3".into()), (Article, "/4".into())]);
}
