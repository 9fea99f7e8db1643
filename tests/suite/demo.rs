//! The sample town: its pages read back by the ordinary engines.

use chrono::Utc;
use yuqing::demo::forum;
use yuqing::demo::town::Town;

#[test]
fn the_forum_has_two_list_pages_and_a_thread_of_several_pages() {
    let town = Town::with_history(Utc::now());
    let state = town.state();
    let text = |path: &str| {
        let bytes = forum::page(&state, path, Utc::now()).unwrap_or_default();
        encoding_rs::GBK.decode(&bytes).0.into_owned()
    };
    assert!(text("/forum-2-1.html").contains("共 2 页"));
    assert!(text("/thread-62-1-1.html").contains("共 3 页"));
    assert!(!text("/thread-62-3-1.html").contains("下一页"));
    assert!(forum::page(&state, "/nothing.html", Utc::now()).is_none());
}

#[test]
fn no_two_posts_of_the_town_are_the_same() {
    let town = Town::with_history(Utc::now());
    town.publish(300, Utc::now());
    for site in town.written() {
        let keys: std::collections::HashSet<_> = site.iter().map(|w| w.key.clone()).collect();
        assert_eq!(keys.len(), site.len());
    }
    assert_eq!(town.written().iter().map(Vec::len).sum::<usize>(), 14 + 26 + 8 + 300);
}
