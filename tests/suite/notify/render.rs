//! What mails say and how they are built, kind by kind.

use std::path::Path;

use yuqing::lang::Lang;
use yuqing::model::{Alert, Diagnostic, Level, Reason, SystemNotice};
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

#[test]
fn a_zero_is_only_claimed_for_what_was_seen() {
    let check = |data, subject: &str, said: &str, not_said: &str| {
        let letter = render::digest(&data, &office(Lang::Zh)).expect("a digest");
        assert_eq!(letter.subject, subject);
        assert!(letter.text.replace('\n', "").contains(said), "{}", letter.text);
        assert!(!letter.text.contains(not_said), "{}", letter.text);
    };
    check(samples::quiet_day(), "[舆情日报] 11-23 | 无新增负面 · 采集正常 2/2 | 临溪二院", "都按时看过", "可能不全");
    check(samples::half_blind_day(), "[舆情日报] 11-23 | ⚠采集异常 1/2 源 | 临溪二院", "以下可能不全", "都按时看过");
    check(samples::blind_day(), "[舆情日报] 11-23 | ⚠采集异常 2/2 源 | 临溪二院", "不能说明有没有舆情", "未发现");
    let mut nothing = samples::quiet_day();
    nothing.coverage.clear();
    check(nothing, "[舆情日报] 11-23 | ⚠没有启用监测源 | 临溪二院", "什么也没有看", "未发现");
    let mut own = samples::quiet_day();
    own.alerts = vec![Alert { official: true, ..samples::grave() }];
    check(own, "[舆情日报] 11-23 | 无新增负面 · 关注1 · 采集正常 2/2 | 临溪二院", "负面 0 件", "负面 1 件");
}

#[test]
fn what_is_withheld_stands_nowhere_in_the_mail() {
    let secret = samples::withheld();
    for letter in [
        render::alert(&secret, &office(Lang::Zh)).expect("an alert"),
        render::roll_up(std::slice::from_ref(&secret), &office(Lang::Zh)).expect("a roll-up"),
        render::digest(&samples::busy_day(), &office(Lang::Zh)).expect("a digest"),
    ] {
        for part in [&letter.subject, &letter.text, &letter.html] {
            assert!(!part.contains("女童") && !part.contains(&secret.text), "{part}");
        }
    }
}

#[test]
fn spans_beyond_the_text_do_no_harm() {
    let mut alert = samples::grave();
    alert.text = "短".into();
    alert.title = String::new();
    let letter = render::alert(&alert, &office(Lang::Zh)).expect("an alert");
    assert!(letter.text.contains("短"));
}

proptest::proptest! {
    #[test]
    fn wrapping_loses_nothing(text in "[a-z医院，。（“” ]{0,200}") {
        let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let lines = render::wrap::wrap(&text, 2, 4);
        proptest::prop_assert_eq!(kept(&lines.concat()), kept(&text));
        for line in lines.iter().skip(1) {
            let begins = line.trim_start().chars().next();
            proptest::prop_assert!(begins.is_none_or(|c| !"，。”".contains(c)), "{}", line);
        }
    }

    #[test]
    fn any_alert_makes_a_mail(title in "\\PC*", text in "\\PC{0,300}", start in 0usize..400, long in 0usize..400) {
        let mut alert = Alert { title, text, ..samples::grave() };
        alert.mentions[0].spans[0].start = start;
        alert.mentions[0].spans[0].end = start + long;
        let letter = render::alert(&alert, &office(Lang::Zh)).expect("an alert");
        proptest::prop_assert!(letter.html.len() < 60 << 10);
    }
}
