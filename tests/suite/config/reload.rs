//! What a new configuration changes, and when it is noticed.

use std::path::Path;

use yuqing::config::{Change, Config, diff, watch_files};
use yuqing::lang::Lang;

use super::Folder;

const SOURCES: &str = "[[source]]\nid = \"a\"\nname = \"甲\"\nengine = \"page\"\nurl = \"https://a.cn/\"\n[source.select]\nitem = \"li\"\n[[source]]\nid = \"b\"\nname = \"乙\"\nengine = \"feed\"\nurl = \"https://b.cn/\"\n";
const WATCHES: &str = "[[watch]]\nid = \"w\"\nname = \"W\"\nany = [\"误诊\"]\n";

fn load(options: &str, sources: &str, watches: &str) -> Config {
    Folder::new(options, sources, watches).load().expect("it loads")
}

fn rows(changes: &[Change]) -> String {
    changes.iter().map(|change| change.cells(Lang::Zh).join(" | ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_table_of_what_changed() {
    let old = load("[fetch]\nconcurrency = 8\n[mail]\npassword = \"one\"\nusername = \"u\"\n", SOURCES, WATCHES);
    let sources = SOURCES.replace("\"li\"", "\"dd\"").replace("\"b\"", "\"c\"").replace("\"甲\"", "\"甲\"\nweight = 3");
    let watches = WATCHES.replace("\"误诊\"", "\"误诊\", \"赔偿\"");
    let new = load("[log]\nlevel = \"debug\"\n[mail]\npassword = \"two\"\nusername = \"u\"\n", &sources, &watches);
    insta::assert_snapshot!(rows(&diff(&old, &new)), @r#"
    选项 fetch.concurrency | 修改 | 8 | （默认）
    选项 log.level | 修改 | （默认） | debug
    选项 mail.password | 修改 | （不显示） | （不显示）
    来源 c | 新增 |  | 
    来源 b | 移除 |  | 
    来源 a.select.item | 修改 | li | dd
    来源 a.weight | 修改 | （默认） | 3
    关注 w.any | 修改 | [误诊] | [误诊, 赔偿]
    "#);
    assert_eq!(diff(&new, &new), []);
}

#[test]
fn a_password_from_elsewhere_is_shown_as_changed_only() {
    let folder = Folder::new("[mail]\nusername = \"u\"\npassword_env = \"P\"\n", "", "");
    let old = folder.load_with(&[("P", "one")]).expect("it loads");
    let new = folder.load_with(&[("P", "two")]).expect("it loads");
    let rows = rows(&diff(&old, &new));
    assert_eq!(rows, "选项 mail.password | 修改 | （不显示） | （不显示）");
}

#[test]
fn long_values_are_cut_at_the_difference() {
    let many = |last: &str| format!("{}\"{last}\"", "\"误诊\", ".repeat(100));
    let old = load("", "", &WATCHES.replace("\"误诊\"", &many("甲词")));
    let new = load("", "", &WATCHES.replace("\"误诊\"", &many("乙词")));
    let rows = rows(&diff(&old, &new));
    assert!(rows.contains("甲词") && rows.contains("乙词") && rows.chars().count() < 160, "{rows}");
}

/// However an editor saves: in place, or a new file renamed onto the old one.
#[tokio::test]
async fn saving_is_noticed_once() {
    let folder = Folder::new("", SOURCES, WATCHES);
    let config = folder.load().expect("it loads");
    let mut watch = watch_files(&config.files()).expect("a watch");
    type Save = fn(&Path);
    let ways: [Save; 2] = [
        |root| std::fs::write(root.join("sources.toml"), "").expect("written"),
        |root| {
            std::fs::write(root.join("config/.watches.toml.swp"), "").expect("written");
            std::fs::rename(root.join("config/.watches.toml.swp"), root.join("config/watches.toml")).expect("renamed");
        },
    ];
    for save in ways {
        save(folder.path());
        assert_eq!(watch.saved().await, Some(()));
    }
    std::fs::write(folder.path().join("config/other.toml"), "").expect("written");
    let silence = tokio::time::timeout(std::time::Duration::from_millis(300), watch.saved()).await;
    assert!(silence.is_err(), "another file is none of ours");
}

/// The daemon waits for many things at once, and drops this wait whenever another one ends.
#[tokio::test]
async fn a_saving_is_not_lost_when_the_wait_is_dropped() {
    let folder = Folder::new("", SOURCES, WATCHES);
    let mut watch = watch_files(&folder.load().expect("it loads").files()).expect("a watch");
    std::fs::write(folder.path().join("sources.toml"), "").expect("written");
    let dropped = tokio::time::timeout(std::time::Duration::from_millis(100), watch.saved()).await;
    assert!(dropped.is_err(), "the quiet after saving is longer");
    assert_eq!(watch.saved().await, Some(()));
}
