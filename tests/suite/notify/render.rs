//! What mails say and how they are built, kind by kind.

use std::path::Path;

use yuqing::lang::Lang;
use yuqing::model::{Diagnostic, Level, Reason, SystemNotice};
use yuqing::notify::render::{self, Letter};

use super::samples::{self, at, office};

/// Every sample letter, by name.
fn letters(lang: Lang) -> Vec<(&'static str, Letter)> {
    let office = office(lang);
    let digest = |data| render::digest(&data, &office).expect("a digest");
    let system = |notice| render::system(&notice, &office).expect("a notice");
    let alerts = samples::busy_day().alerts;
    vec![
        ("busy_day", digest(samples::busy_day())),
        ("quiet_day", digest(samples::quiet_day())),
        ("half_blind_day", digest(samples::half_blind_day())),
        ("blind_day", digest(samples::blind_day())),
        ("alert", render::alert(&samples::grave(), &office).expect("an alert")),
        ("alert_withheld", render::alert(&samples::withheld(), &office).expect("an alert")),
        ("alert_doubtful", render::alert(&samples::doubtful(), &office).expect("an alert")),
        ("roll_up", render::roll_up(&alerts, &office).expect("a roll-up")),
        ("source_dark", system(dark())),
        ("source_back", system(back())),
        ("config_broken", system(SystemNotice::ConfigBroken { faults: vec![fault()] })),
        ("config_mended", system(SystemNotice::ConfigMended)),
        ("disk_low", system(SystemNotice::DiskLow { free_mb: 180 })),
        ("test", render::test(&office).expect("a test mail")),
    ]
}

fn dark() -> SystemNotice {
    SystemNotice::SourceDark {
        source: "state-bbs".into(),
        name: "州府论坛".into(),
        reason: Some(Reason::BlockPage),
        detail: Some("HTTP 403".into()),
        since: at("2026-11-23T02:10"),
    }
}

fn back() -> SystemNotice {
    SystemNotice::SourceBack {
        source: "state-bbs".into(),
        name: "州府论坛".into(),
        since: at("2026-11-23T02:10"),
        back_at: at("2026-11-23T06:30"),
    }
}

fn fault() -> Diagnostic {
    Diagnostic {
        file: "sources.toml".into(),
        line: 6,
        column: 1,
        width: 7,
        level: Level::Error,
        message: "不认识的键 `shedule`".into(),
        hint: Some("是不是 `schedule`？".into()),
    }
}

#[test]
fn text_parts_read_as_reviewed() {
    for (tag, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for (name, letter) in letters(lang) {
            let shown = format!("{}\n{}\n\n{}", letter.reference, letter.subject, letter.text);
            insta::assert_snapshot!(format!("mail_{name}_{tag}"), shown);
        }
    }
}

#[test]
fn lines_are_at_most_38_han_wide() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, letter) in letters(lang) {
            assert!(render::wrap::width(&letter.subject) <= 80, "{name}: {}", letter.subject);
            for line in letter.text.lines().filter(|line| !line.contains("https://")) {
                // Closing punctuation may hang over the edge.
                assert!(render::wrap::width(line) <= 76 + 2, "{name}: {line}");
            }
        }
    }
}

/// The HTML keeps to what mail programs show; the pages are left for people to look at.
#[test]
fn html_keeps_to_what_mail_programs_show() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mail");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (tag, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for (name, letter) in letters(lang) {
            std::fs::write(folder.join(format!("{name}_{tag}.html")), &letter.html).expect("a page");
            check_html(name, &letter.html);
        }
    }
}

fn check_html(name: &str, html: &str) {
    assert!(html.len() < 60 << 10, "{name}: {} bytes", html.len());
    for banned in
        ["<img", "<script", "<style", "<link", " class=", " id=", "url(", "flex", "float", "position:", "data:"]
    {
        assert!(!html.contains(banned), "{name} has {banned}");
    }
    let page = scraper::Html::parse_document(html);
    assert!(page.errors.is_empty(), "{name}: {:?}", page.errors);
    for cell in page.select(&scraper::Selector::parse("td, th").expect("a selector")) {
        let style = cell.attr("style").unwrap_or_default();
        assert!(cell.attr("bgcolor").is_some(), "{name}: a cell without a ground");
        assert!(style.contains("background-color:"), "{name}: {style}");
        let size =
            style.split("font-size:").nth(1).and_then(|s| s.split("px").next()).and_then(|s| s.parse::<u32>().ok());
        let words = cell.text().any(|t| t.chars().any(|c| !c.is_whitespace()));
        assert!(!words || size.is_none_or(|px| px >= 14), "{name}: {style}");
    }
}
