//! Bad input, and what it gets: whole visits and whole mails over real HTTP, SMTP and SQLite, each with one thing wrong.
//!
//! - [`check`]: a source in trouble gets its verdict and its reason in words, stalls no other source, loses nothing
//! - [`site`], [`world`]: a site that is well until it is not, and an installation that watches it

mod answers;
mod database;
mod mails;
mod pages;
mod partial;
mod refusals;
mod site;
mod world;

use yuqing::lang::{Lang, visit as words};
use yuqing::model::{Reason, Verdict, Visit};
use yuqing::notify::render;
use yuqing::pipeline::digest::{self, Period};
use yuqing::pipeline::letters;

use crate::hostile::Reply;
use site::{Face, Trouble};
use world::{World, outcome, row};

/// One thing that is wrong with a source, and what that must give.
struct Case {
    name: &'static str,
    face: Face,
    trouble: Trouble,
    verdict: Verdict,
    reason: Reason,
}

/// A case in which every page of the site is answered so.
fn case(name: &'static str, face: Face, reply: Reply, verdict: Verdict, reason: Reason) -> Case {
    Case { name, face, trouble: every_page(reply), verdict, reason }
}

/// Every page is answered so; robots.txt is not there.
fn every_page(reply: Reply) -> Trouble {
    Box::new(move |ask| (ask.target != "/robots.txt").then(|| reply.clone()))
}

/// A source that was well falls into trouble while a complaint is published, and recovers.
///
/// While it is in trouble, another source is visited from begin to end; what was known stays known; the complaint is
/// found, and told, as soon as all is well.
async fn check(case: Case) {
    let name = format!("{} ({:?})", case.name, case.face);
    let world = World::visited(case.face).await;
    let before = world.store.cursor("bad").await.expect("a cursor");
    let known = world.titles();
    world.site.publish("求助", "泰兴二院误诊，谁来管？", 5);
    world.neighbour.publish("邻居说", "天气不错", 5);

    world.site.trouble(case.trouble);
    let parts = world.parts();
    let (stages, task) = (parts.stages.clone(), world.task(&parts, "bad").await);
    let bad = tokio::spawn(async move { yuqing::pipeline::crawl::visit(&stages, &task).await });
    world.site.asked_in_trouble().await;
    let neighbour = world.visit_with(&parts.stages, world.task(&parts, "fine").await).await.expect("a visit");
    assert_eq!(outcome(&neighbour), (Verdict::New, None), "{name}: the neighbour is visited meanwhile");
    assert!(!bad.is_finished(), "{name}: the neighbour did not wait for it");
    world.site.open_gate();
    let visited = bad.await.expect("no panic").expect("a committed visit");

    assert_eq!(outcome(&visited), (case.verdict, Some(case.reason)), "{name}: {:?}", row(&visited).detail);
    check_told(&name, row(&visited));
    check_digest(&name, &world, row(&visited)).await;
    assert_eq!(world.store.cursor("bad").await.expect("a cursor"), before, "{name}: what was known is known");
    assert_eq!(world.titles(), known, "{name}: what was stored is stored");
    assert_eq!(visited.state.failures, 1, "{name}");
    check_recovery(&name, &world).await;
}

/// The next visit to a site that is well again finds what was missed, and tells of it once.
async fn check_recovery(name: &str, world: &World) {
    world.site.mend();
    let healthy = world.visit("bad").await.expect("a visit");
    assert_eq!(outcome(&healthy), (Verdict::New, None), "{name}: well again: {:?}", row(&healthy).detail);
    assert_eq!(healthy.committed.alerts.len(), 1, "{name}: what was published meanwhile is found");
    assert_eq!(healthy.state.failures, 0, "{name}");
    let parts = world.running();
    let again = world.visit_with(&parts.stages, world.task(&parts, "bad").await).await.expect("a visit");
    assert_eq!(outcome(&again), (Verdict::Unchanged, None), "{name}: nothing is left to find");
}

/// Verdict and reason have words of their own in both languages, and the particulars do no harm to a terminal.
fn check_told(name: &str, visit: &Visit) {
    let reason = visit.reason.expect("a reason");
    for lang in [Lang::Zh, Lang::En] {
        let sentences = [
            words::verdict(lang, visit.verdict),
            words::verdict_sentence(lang, visit.verdict),
            words::reason(lang, reason),
            words::reason_sentence(lang, reason),
            words::reason_advice(lang, reason),
        ];
        for said in sentences {
            let is_code = said == visit.verdict.as_str() && lang == Lang::Zh || said == reason.as_str();
            assert!(!said.is_empty() && !is_code, "{name}: {said:?}");
        }
    }
    let detail = visit.detail.as_deref().unwrap_or_default();
    assert!(!detail.is_empty(), "{name}: the particulars are told");
    assert!(!detail.contains(acts_on_terminals), "{name}: {detail:?}");
    assert!(detail.chars().count() <= 300, "{name}: {detail:?}");
}

/// The digest of the day names the source with its reason.
async fn check_digest(name: &str, world: &World, visit: &Visit) {
    let (parts, now) = (world.running(), world.clock.now());
    let period = Period { from: now - chrono::TimeDelta::days(1), to: now + chrono::TimeDelta::minutes(1) };
    let data = digest::data(&parts.stages, 1, period).await.expect("what the digest shows");
    let letter = render::digest(&data, &letters::office(&parts.stages)).expect("a digest");
    let sentence = words::reason_sentence(Lang::Zh, visit.reason.expect("a reason"));
    let text: String = letter.text.split_whitespace().collect();
    let wanted: String = sentence.split_whitespace().collect();
    assert!(text.contains(&wanted), "{name}: {wanted:?} is not in {}", letter.text);
    assert!(!letter.text.contains(|c| c != '\n' && acts_on_terminals(c)), "{name}");
}

/// Whether a character moves a cursor or turns the reading direction.
fn acts_on_terminals(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A gzip member that holds these bytes.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}
