//! `yuqing check`, the command: faults of all files and all stages in one list.

use std::process::{Command, Output, Stdio};

use super::Folder;

const SOURCES: &str = r#"[[source]]
id = "a"
name = "甲"
engine = "discuz"
url = "https://a.cn/forum.php?mod=guide&view=newthread"
shedule = "@hourly"

[[source]]
id = "b"
name = "乙"
engine = "discus"
url = "https://b.cn/"

[[source]]
id = "c"
name = "丙"
engine = "feed"
url = "https://c.cn/feed"
schedule = "61 * * * *"
"#;
const WATCHES: &str = "[[watch]]\nid = \"w\"\nname = \"W\"\nquery = \"误诊 AND (\"\n";

fn yuqing(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuqing"));
    command.arg("--config").arg(folder.path().join("config/yuqing.toml")).args(arguments);
    command.env_remove("YUQING_LANG").env_remove("YUQING_CONFIG").env_remove("NO_COLOR");
    command
}

fn check(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = yuqing(folder, arguments).output().expect("it starts");
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    (status.code(), String::from_utf8(stdout).expect("UTF-8"))
}

#[test]
fn faults_of_all_stages_in_one_list() {
    let folder = Folder::new("[fetch]\nconcurrency = 0\n", SOURCES, WATCHES);
    let (code, text) = check(&folder, &["check"]);
    assert_eq!(code, Some(1));
    let places: Vec<_> = text
        .lines()
        .filter_map(|line| line.split_once("  错误"))
        .filter_map(|(place, _)| place.rsplit_once('/'))
        .map(|(_, place)| place)
        .collect();
    let expected =
        ["yuqing.toml:2:15", "sources.toml:6:1", "sources.toml:11:10", "sources.toml:19:13", "watches.toml:4:"];
    assert_eq!(places.len(), expected.len(), "{text}");
    assert!(places.iter().zip(expected).all(|(place, expected)| place.starts_with(expected)), "{places:?}");
    assert!(text.ends_with("5 个错误，0 个提醒\n"), "{text}");

    let (code, json) = check(&folder, &["check", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((code, &json["errors"], json["diagnostics"].as_array().map(Vec::len)), (Some(1), &5.into(), Some(5)));
}

#[test]
fn a_configuration_that_works() {
    let folder = Folder::new("", "", "");
    let (code, text) = check(&folder, &["check"]);
    assert_eq!((code, text.as_str()), (Some(0), "配置可用：来源 0 个（启用 0 个），对象 0 个，关注 0 条\n"));
    let (code, text) = check(&folder, &["--lang", "en", "check"]);
    assert!(code == Some(0) && text.starts_with("the configuration works"), "{text}");
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let folder = Folder::new("", SOURCES, WATCHES);
    let mut child =
        yuqing(&folder, &["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), b"".as_slice()));
}
