//! An invented county's days: what the mails of these tests are about.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use yuqing::lang::Lang;
use yuqing::model::{
    Alert, Coverage, DigestData, Engagement, Field, Mention, Notify, Reason, Severity, Span, Tier, Verdict,
};
use yuqing::notify::render::{Office, Topic};

/// A time in Shanghai.
pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).expect("a time").to_utc()
}

pub fn office(lang: Lang) -> Office {
    let topic = |id: &str, name: &str, positive| (id.to_string(), Topic { name: name.into(), positive });
    Office {
        name: "临溪县第二人民医院".into(),
        short_name: "临溪二院".into(),
        zone: chrono_tz::Asia::Shanghai,
        lang,
        console_url: None,
        reply_to: Some("duty@hospital.example".into()),
        version: "0.1.0".into(),
        now: at("2026-11-23T08:00"),
        run_id: "20261123-0800-7c1e".into(),
        snippet_chars: 80,
        max_items: 10,
        ours_from: 0.6,
        watches: BTreeMap::from([("dispute".into(), "医疗纠纷".into()), ("name".into(), "提到本院".into())]),
        topics: BTreeMap::from([
            topic("death", "死亡与抢救", false),
            topic("misdiagnosis", "误诊与诊疗质量", false),
            topic("praise", "表扬", true),
        ]),
    }
}

/// Spans of each of `words`, wherever the text has it.
fn spans(text: &str, words: &[&str]) -> Vec<Span> {
    let mut spans = Vec::new();
    for word in words {
        for (byte, _) in text.match_indices(word) {
            let start = text[..byte].chars().count();
            let end = start + word.chars().count();
            spans.push(Span { field: Field::Text, start, end, text: (*word).into() });
        }
    }
    spans
}

pub fn alert(id: i64, level: u8, source: &str, title: &str, text: &str, words: &[&str]) -> Alert {
    Alert {
        id,
        raised_at: at("2026-11-22T21:54"),
        notify: Notify::Instant,
        severity: Severity(level),
        withhold: false,
        headline: "医疗纠纷".into(),
        source: "bbs".into(),
        source_name: source.into(),
        official: false,
        key: format!("p:{id}"),
        url: format!("https://bbs.example/thread-{id}-1-1.html"),
        title: title.into(),
        text: text.into(),
        published: Some(at("2026-11-22T21:47")),
        precision: Some("minute".into()),
        first_seen: at("2026-11-22T21:53"),
        floor: None,
        engagement: Engagement { replies: Some(1), views: Some(86), likes: None },
        mentions: vec![Mention {
            watch: "dispute".into(),
            entity: Some("hospital".into()),
            confidence: 0.95,
            tier: Tier::T0,
            spans: spans(text, words),
            category: Some("misdiagnosis".into()),
            score: 7.1,
            severity: Severity(level),
            why: "别名“临溪二院”命中；误诊与诊疗质量，评分 7.1".into(),
        }],
    }
}

pub fn grave() -> Alert {
    let text = "我爸今天下午胸闷，去临溪县第二人民医院急诊，医生说先挂水观察。输液到一半人就不对了，喊了护士三遍没人来，\
                等医生到的时候已经在抢救。晚上七点多告诉我们抢救无效。就想问一句：用的什么药，有没有做皮试？我们要求封存病历，\
                值班的说要等领导上班。联系 138********。";
    let words = ["临溪县第二人民医院", "抢救无效", "封存病历"];
    let mut alert = alert(12, 3, "临溪论坛", "二院急诊输液，人没了，到现在没人给说法", text, &words);
    alert.headline = "疑似输液后死亡".into();
    alert.mentions[0].category = Some("death".into());
    alert.mentions[0].score = 10.0;
    alert.mentions[0].confidence = 1.0;
    alert.mentions[0].why = "全称命中；红线词“抢救无效”；死亡与抢救，评分 10".into();
    let title = Span { field: Field::Title, start: 0, end: 2, text: "二院".into() };
    alert.mentions[0].spans.push(title);
    alert
}

pub fn doubtful() -> Alert {
    let mut alert = alert(
        16,
        0,
        "州府新闻网评论",
        "体检报告拿错了",
        "市第二人民医院单位统一体检，拿到的是别人的报告",
        &["市第二人民医院"],
    );
    alert.mentions[0].confidence = 0.46;
    alert.mentions[0].why = "归属 0.46，无本地地名，可能是州府市第二人民医院".into();
    alert
}

pub fn praise() -> Alert {
    let mut alert = alert(17, 0, "临溪论坛", "感谢二院产科夜班护士，陪了一整夜", "真心感谢", &[]);
    alert.mentions[0].category = Some("praise".into());
    alert
}

pub fn withheld() -> Alert {
    let mut alert = alert(18, 2, "溪口在线", "女童在二院的事", "不该出现在邮件里的正文", &["二院"]);
    alert.withhold = true;
    alert.headline = "涉未成年人".into();
    alert.mentions[0].why = "命中“女童”".into();
    alert
}

pub fn coverage(name: &str, verdict: Verdict) -> Coverage {
    Coverage {
        source: "x".into(),
        name: name.into(),
        official: false,
        expected: 144,
        looked: 144,
        verdict: Some(verdict),
        reason: None,
        detail: None,
        last_looked: Some(at("2026-11-23T07:30")),
        dark_since: None,
        new_posts: 40,
        mentions: 1,
        unseen: Vec::new(),
    }
}

pub fn blocked() -> Coverage {
    Coverage {
        looked: 112,
        reason: Some(Reason::BlockPage),
        detail: Some("HTTP 403 https://bbs.state.example/forum.php".into()),
        last_looked: Some(at("2026-11-23T02:00")),
        dark_since: Some(at("2026-11-23T02:10")),
        new_posts: 3,
        mentions: 0,
        unseen: vec![(at("2026-11-23T02:00"), at("2026-11-23T07:30"))],
        ..coverage("州府论坛", Verdict::Blocked)
    }
}

fn day(alerts: Vec<Alert>, coverage: Vec<Coverage>) -> DigestData {
    DigestData {
        issue: 327,
        from: at("2026-11-22T07:30"),
        to: at("2026-11-23T07:30"),
        mentions: if alerts.is_empty() { 0 } else { 14 },
        new_posts: 312,
        mean_negative: (!alerts.is_empty()).then_some(2.6),
        alerts,
        coverage,
        next_issue: Some(at("2026-11-24T08:00")),
    }
}

pub fn busy_day() -> DigestData {
    let child = "孩子发烧，在临溪2院看了两次儿科，都说是普通感冒，转到州府一查是肺炎。误·诊成这样谁负责？";
    let film = "又是讠吴诊，摔的左脚，报告写的右脚。问二院影像窗口，说系统自动带出来的";
    let alerts = vec![
        grave(),
        alert(13, 2, "溪口在线", "孩子被误诊为感冒，转院查出肺炎", child, &["临溪2院", "误·诊"]),
        alert(14, 2, "东桥贴吧", "骨科片子看错了边", film, &["讠吴诊", "二院"]),
        withheld(),
        alert(
            15,
            1,
            "东桥贴吧",
            "停车场白天没有位子",
            "二院停车场转了四十分钟，出来照样收 8 块，乱收费",
            &["二院", "乱收费"],
        ),
        doubtful(),
        praise(),
    ];
    let partial = Coverage { reason: Some(Reason::PageLimit), ..coverage("东桥贴吧", Verdict::Partial) };
    let own =
        Coverage {
            official: true, expected: 24, looked: 24, mentions: 0, ..coverage("本院官网", Verdict::Unchanged)
        };
    let rows = vec![
        coverage("临溪论坛", Verdict::New),
        coverage("溪口在线", Verdict::OldOnly),
        blocked(),
        partial,
        coverage("微信文章镜像", Verdict::Empty),
        own,
    ];
    day(alerts, rows)
}

pub fn quiet_day() -> DigestData {
    let seen = |name: &str, verdict| Coverage { mentions: 0, ..coverage(name, verdict) };
    day(vec![], vec![seen("临溪论坛", Verdict::OldOnly), seen("溪口在线", Verdict::Unchanged)])
}

pub fn half_blind_day() -> DigestData {
    let seen = Coverage { mentions: 0, ..coverage("临溪论坛", Verdict::OldOnly) };
    day(vec![], vec![seen, blocked()])
}

pub fn blind_day() -> DigestData {
    let blind = |name: &str, reason| Coverage {
        looked: 0,
        reason: Some(reason),
        last_looked: None,
        new_posts: 0,
        mentions: 0,
        dark_since: Some(at("2026-11-22T07:30")),
        unseen: vec![(at("2026-11-22T07:30"), at("2026-11-23T07:30"))],
        ..coverage(name, Verdict::Failed)
    };
    let mut data = day(vec![], vec![blind("临溪论坛", Reason::Dns), blind("溪口在线", Reason::Timeout)]);
    (data.mentions, data.new_posts) = (0, 0);
    data
}
