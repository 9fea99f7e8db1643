//! How a visit ended, table by table.

use yuqing::fetch::FetchError;
use yuqing::model::{DecodeNote, Outcome, PageRole, Parsed, Post, PostKind, Reason, Request, Validator, Verdict};
use yuqing::pipeline::gather::{Answer, Asked, Gathered, Wanted};
use yuqing::pipeline::verdict;

fn wanted(path: &str, begins: bool) -> Wanted {
    let url = format!("http://bbs.example/{path}").parse().expect("a URL");
    let role = if begins { PageRole::List } else { PageRole::Thread };
    Wanted { request: Request::new(url, role), begins, about: None, tries: 0 }
}

fn parsed(outcome: Outcome, reason: Option<Reason>, posts: usize) -> Parsed {
    let url: url::Url = "http://bbs.example/1".parse().expect("a URL");
    let post = |n| Post::new(format!("t:{n}"), PostKind::Thread, url.clone(), "标题");
    let decoded = DecodeNote { encoding: "UTF-8".into(), replaced: 0, chars: 1_000 };
    Parsed {
        outcome,
        reason,
        notice: None,
        title: None,
        posts: (0..posts).map(post).collect(),
        next: Vec::new(),
        decoded,
    }
}

fn page(status: u16, outcome: Outcome, reason: Option<Reason>, posts: usize) -> Answer {
    Answer::Page { status, validator: Validator::default(), parsed: Box::new(parsed(outcome, reason, posts)) }
}

fn failed(reason: Reason) -> Answer {
    Answer::Failed(FetchError { reason, detail: "http://bbs.example/: so it is".into(), retry_after_secs: None })
}

fn gathered(begun: Vec<Answer>, followed: Vec<Answer>) -> Gathered {
    let ask =
        |begins: bool| move |(n, answer): (usize, Answer)| Asked { wanted: wanted(&n.to_string(), begins), answer };
    let begun = begun.into_iter().enumerate().map(ask(true));
    let followed = followed.into_iter().enumerate().map(ask(false));
    Gathered { asked: begun.chain(followed).collect(), ..Gathered::default() }
}

fn check(gathered: &Gathered, new_posts: usize, expected: (Verdict, Option<Reason>)) {
    let judgement = verdict::of(gathered, new_posts, 0);
    assert_eq!((judgement.verdict, judgement.reason), expected, "{gathered:?}");
}

/// A visit whose only page this is.
fn check_only(answer: Answer, verdict: Verdict, reason: Reason) {
    check(&gathered(vec![answer], Vec::new()), 0, (verdict, Some(reason)));
}

#[test]
fn a_page_that_did_not_come_gives_its_reason() {
    use Verdict::{Blocked, Failed};
    for reason in [Reason::Dns, Reason::Connect, Reason::Tls, Reason::Timeout, Reason::ForbiddenAddress] {
        check_only(failed(reason), Failed, reason);
    }
    for reason in [Reason::RedirectLoop, Reason::BodyTooLarge, Reason::BadCompression, Reason::RobotsUnreachable] {
        check_only(failed(reason), Failed, reason);
    }
    check_only(failed(Reason::Robots), Blocked, Reason::Robots);
    check_only(failed(Reason::RateLimited), Blocked, Reason::RateLimited);
}

#[test]
fn a_page_that_was_not_read_gives_the_engines_reason_or_the_outcomes() {
    use Verdict::{Blocked, Failed, ParsedNothing};
    check_only(page(200, Outcome::LoginWall, None, 0), Blocked, Reason::LoginWall);
    check_only(page(200, Outcome::Denied, None, 0), Blocked, Reason::Permission);
    check_only(page(200, Outcome::Blocked, None, 0), Blocked, Reason::BlockPage);
    check_only(page(200, Outcome::Closed, None, 0), Failed, Reason::SiteClosed);
    check_only(page(200, Outcome::Gone, None, 0), Failed, Reason::ContentGone);
    check_only(page(200, Outcome::Unknown, None, 0), ParsedNothing, Reason::NoStructure);
    check_only(page(200, Outcome::Unknown, Some(Reason::NotAFeed), 0), ParsedNothing, Reason::NotAFeed);
    check_only(page(200, Outcome::Unknown, Some(Reason::EmptyBody), 0), ParsedNothing, Reason::EmptyBody);
}

#[test]
fn the_status_speaks_where_the_page_says_nothing() {
    use Verdict::{Blocked, Failed};
    let unknown = |status| page(status, Outcome::Unknown, Some(Reason::NoStructure), 0);
    check_only(unknown(404), Failed, Reason::HttpGone);
    check_only(unknown(410), Failed, Reason::HttpGone);
    check_only(unknown(403), Blocked, Reason::HttpForbidden);
    check_only(unknown(429), Blocked, Reason::RateLimited);
    check_only(unknown(418), Failed, Reason::HttpClient);
    check_only(unknown(502), Failed, Reason::HttpServer);
    check_only(page(403, Outcome::LoginWall, Some(Reason::LoginWall), 0), Blocked, Reason::LoginWall);
}

#[test]
fn a_visit_that_looked_says_what_it_saw() {
    let list = |posts| vec![page(200, Outcome::List, None, posts)];
    check(&gathered(list(3), Vec::new()), 2, (Verdict::New, None));
    check(&gathered(list(3), Vec::new()), 0, (Verdict::OldOnly, None));
    check(&gathered(vec![Answer::NotModified], Vec::new()), 0, (Verdict::Unchanged, None));
    check(&gathered(vec![page(200, Outcome::Empty, None, 0)], Vec::new()), 0, (Verdict::Empty, None));
    check(&gathered(vec![page(200, Outcome::Feed, None, 0)], Vec::new()), 0, (Verdict::Empty, None));
}

#[test]
fn a_visit_that_saw_a_part_says_so() {
    let list = || vec![page(200, Outcome::List, None, 3)];
    let some = (Verdict::Partial, Some(Reason::SomePagesFailed));
    check(&gathered(list(), vec![failed(Reason::Timeout)]), 3, some);
    check(&gathered(list(), vec![page(200, Outcome::Blocked, None, 0)]), 3, some);
    check(&gathered(vec![page(200, Outcome::List, None, 3), failed(Reason::Dns)], Vec::new()), 3, some);
    check(&gathered(vec![Answer::NotModified], vec![failed(Reason::Timeout)]), 0, some);

    let limited = Gathered { stop: Some(Reason::PageLimit), ..gathered(list(), Vec::new()) };
    check(&limited, 3, (Verdict::Partial, Some(Reason::PageLimit)));
    let cut = vec![page(200, Outcome::List, Some(Reason::TooManyPosts), 3)];
    check(&gathered(cut, Vec::new()), 3, (Verdict::Partial, Some(Reason::TooManyPosts)));
}

#[test]
fn threads_that_are_gone_or_closed_to_guests_are_answers() {
    let list = || vec![page(200, Outcome::List, None, 3)];
    for outcome in [Outcome::Gone, Outcome::Denied, Outcome::LoginWall] {
        check(&gathered(list(), vec![page(200, outcome, None, 0)]), 1, (Verdict::New, None));
    }
}

#[test]
fn a_page_full_of_lost_characters_is_not_believed() {
    let mut garbled = parsed(Outcome::List, None, 3);
    garbled.decoded.replaced = 100;
    let answer = Answer::Page { status: 200, validator: Validator::default(), parsed: Box::new(garbled) };
    check(&gathered(vec![answer], Vec::new()), 3, (Verdict::Partial, Some(Reason::WrongCharset)));
}

#[test]
fn a_visit_out_of_time_before_its_first_page_failed() {
    let gathered = Gathered { stop: Some(Reason::Timeout), unasked: vec![wanted("", true)], ..Gathered::default() };
    check(&gathered, 0, (Verdict::Failed, Some(Reason::Timeout)));
}
