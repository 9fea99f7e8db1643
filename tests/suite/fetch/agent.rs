//! The user agent: open about what it is, and no phone.

use yuqing::config::FetchOptions;
use yuqing::fetch::{phone_page_words, user_agent};

#[test]
fn the_default_says_what_it_is() {
    let options = FetchOptions { contact: "https://hospital.example/about".into(), ..FetchOptions::default() };
    let agent = user_agent(&options);
    assert!(agent.starts_with("Yuqing/"), "{agent}");
    assert!(agent.contains("automated") && agent.contains("monitoring"), "{agent}");
    assert!(agent.ends_with("+https://hospital.example/about)"), "{agent}");
}

#[test]
fn the_default_gets_the_page_that_readers_get() {
    assert_eq!(phone_page_words(&user_agent(&FetchOptions::default())), Vec::<&str>::new());
}

#[test]
fn letter_runs_are_found_in_any_case() {
    let check = |agent: &str, expected: &[&str]| assert_eq!(phone_page_words(agent), expected, "{agent}");
    check("Yuqing/1.0 (+mailto:office@hospital.example)", &[]);
    check("YuqingBot/1.0", &["bot"]);
    check("Yuqing/1.0 (remote control)", &["mot"]);
    check("Yuqing/1.0 (+https://CONNECT.example)", &["nec"]);
    check("Yuqing/1.0 (+https://algo.example)", &["lg"]);
    check("Yuqing/1.0 (based in Taixing)", &["sed"]);
    check("Mozilla/5.0 (iPhone)", &["iphone", "phone"]);
}

#[test]
fn nothing_breaks_out_of_the_header() {
    let options = FetchOptions {
        user_agent: "Yuqing/1\r\nX-Evil: 1".into(),
        contact: "泰兴 (a)\\ b\n".into(),
        ..FetchOptions::default()
    };
    assert_eq!(user_agent(&options), "Yuqing/1X-Evil: 1 (automated public-opinion monitoring; +a b)");
}
