//! Faults as people and machines read them.

use std::path::PathBuf;

use yuqing::config::{Texts, render, to_json};
use yuqing::lang::Lang;
use yuqing::model::{Diagnostic, Level};

fn fault(line: usize, column: usize, width: usize) -> Diagnostic {
    let (file, level, message) = ("sources.toml".into(), Level::Error, "这里没有叫 `shedule` 的项".to_owned());
    Diagnostic { file, line, column, width, level, message, hint: Some("是不是想写 `schedule`？".to_owned()) }
}

fn shown(text: &str, diagnostic: Diagnostic) -> String {
    let mut texts = Texts::default();
    texts.insert(PathBuf::from("sources.toml"), text);
    render(&[diagnostic], &texts, Lang::Zh, false)
}

#[test]
fn the_caret_stands_under_the_place() {
    insta::assert_snapshot!(shown("a = 1\nshedule = \"x\"\n", fault(2, 1, 7)), @r#"
    sources.toml:2:1  错误：这里没有叫 `shedule` 的项
     2 | shedule = "x"
       | ^^^^^^^
       = 提示：是不是想写 `schedule`？
    "#);
    insta::assert_snapshot!(shown("name = \"泰兴\", zone = \"东八\"", fault(1, 21, 4)), @r#"
    sources.toml:1:21  错误：这里没有叫 `shedule` 的项
     1 | name = "泰兴", zone = "东八"
       |                       ^^^^^^
       = 提示：是不是想写 `schedule`？
    "#);
    insta::assert_snapshot!(shown("\tname\t= 3", fault(1, 9, 1)), @r#"
    sources.toml:1:9  错误：这里没有叫 `shedule` 的项
     1 |  name = 3
       |         ^
       = 提示：是不是想写 `schedule`？
    "#);
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let text = format!("terms = [{}\"坏\"{}]", "\"误诊\", ".repeat(200), ", \"误诊\"".repeat(200));
    insta::assert_snapshot!(shown(&text, fault(1, 1210, 3)), @r#"
    sources.toml:1:1210  错误：这里没有叫 `shedule` 的项
     1 | …, "误诊", "误诊", "误诊", "坏", "误诊", "误诊", "误诊", "误诊", "误诊", "误诊", "误诊", "误诊", "误诊", "误诊"
       |                            ^^^^
       = 提示：是不是想写 `schedule`？
    "#);
    assert!(shown(&"x".repeat(100_000), fault(1, 50_000, 40_000)).lines().all(|line| line.len() < 400));
}

#[test]
fn places_beyond_the_text_do_no_harm() {
    for (line, column, width) in [(0, 0, 0), (1, 0, 0), (1, 99, 99), (99, 1, 1), (usize::MAX, usize::MAX, 1)] {
        assert!(shown("短", fault(line, column, width)).contains("shedule"));
    }
}

#[test]
fn colours_are_only_colours() {
    let plain = shown("shedule = 1", fault(1, 1, 7));
    let mut texts = Texts::default();
    texts.insert(PathBuf::from("sources.toml"), "shedule = 1");
    let colored = render(&[fault(1, 1, 7)], &texts, Lang::Zh, true);
    assert_ne!(plain, colored);
    let bare = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern").replace_all(&colored, "").into_owned();
    assert_eq!(plain, bare);
}

#[test]
fn machines_get_counts_and_places() {
    let warning = Diagnostic { level: Level::Warning, ..fault(3, 1, 1) };
    let json = to_json(&[fault(2, 1, 7), warning.clone()]);
    assert_eq!((&json["ok"], &json["errors"], &json["warnings"]), (&false.into(), &1.into(), &1.into()));
    assert_eq!((&json["diagnostics"][0]["line"], &json["diagnostics"][0]["level"]), (&2.into(), &"error".into()));
    assert_eq!(to_json(&[warning])["ok"], true);
}
