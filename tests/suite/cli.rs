//! The binary as people call it: help, exit codes, `try`, `status`.

mod daemon;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

fn yuqing(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yuqing"));
    command.args(arguments).env_remove("YUQING_LANG").env_remove("YUQING_CONFIG").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    yuqing(arguments).output().expect("the binary runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The answers of a stage to lines on its standard input.
fn lines(arguments: &[&str], input: &str) -> Vec<Value> {
    let mut child = yuqing(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the binary runs");
    child.stdin.take().expect("stdin").write_all(input.as_bytes()).expect("input");
    let output = child.wait_with_output().expect("an answer");
    assert!(output.status.success());
    stdout(&output).lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

const COMMANDS: [&str; 11] =
    ["run", "demo", "check", "status", "digest", "mail-test", "backup", "restore", "try", "engines", "search"];

#[test]
fn help_is_chinese_and_english_when_asked() {
    let chinese = stdout(&run(&["help"]));
    let english = stdout(&run(&["--lang", "en", "help"]));
    for command in COMMANDS {
        assert!(chinese.contains(&format!("\n  {command}")), "{command} is missing in\n{chinese}");
        assert!(english.contains(&format!("\n  {command}")), "{command} is missing in\n{english}");
    }
    assert!(chinese.contains("退出码") && english.contains("Exit codes"));
    assert!(!english.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"简体中文".contains(c)), "{english}");
    let by_environment = yuqing(&["help"]).env("YUQING_LANG", "en").output().expect("the binary runs");
    assert_eq!(stdout(&by_environment), english);
}

#[test]
fn every_command_and_argument_is_explained_in_both_languages() {
    for lang in [yuqing::lang::Lang::Zh, yuqing::lang::Lang::En] {
        check_explained(&yuqing::cli::help::command(lang), "yuqing");
    }
}

fn check_explained(command: &clap::Command, path: &str) {
    for argument in command.get_arguments() {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        assert!(!help.is_empty(), "{path}: {} has no help", argument.get_id());
    }
    for sub in command.get_subcommands() {
        let below = format!("{path} {}", sub.get_name());
        assert!(sub.get_about().is_some_and(|about| !about.to_string().is_empty()), "{below} has no help");
        check_explained(sub, &below);
    }
}

/// The exit code of a call, and a word of what it says.
fn check_exit(arguments: &[&str], code: i32, word: &str) {
    let output = run(arguments);
    let said = stdout(&output) + &stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(word), "{arguments:?} says: {said}");
}

#[test]
fn exit_codes_are_as_documented() {
    check_exit(&["help"], 0, "用法");
    check_exit(&["--version"], 0, "yuqing");
    check_exit(&["help", "try", "page"], 0, "--engine");
    check_exit(&[], 2, "用法");
    check_exit(&["statsu"], 2, "status");
    check_exit(&["status", "--jason"], 2, "--json");
    check_exit(&["digest", "--config", "/nowhere/yuqing.toml"], 3, "/nowhere/yuqing.toml");
    check_exit(&["status", "--config", "/nowhere/yuqing.toml"], 3, "yuqing check");
    check_exit(&["check", "--config", "/nowhere/yuqing.toml"], 1, "/nowhere/yuqing.toml");
    check_exit(&["try", "page", "x.html"], 2, "--engine");
}

#[test]
fn a_database_that_is_not_there_is_4() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    check_exit(&["--config", &config, "status"], 4, "yuqing.db");
    check_exit(&["--config", &config, "digest", "--preview"], 4, "yuqing.db");
    check_exit(&["--config", &config, "check"], 0, "");
}

/// A small installation; where its `yuqing.toml` is.
fn installation(dir: &Path) -> String {
    let sources: Vec<_> =
        ["泰兴论坛", "黄桥在线综合信息发布与便民服务交流平台", "n"].iter().enumerate().map(source).collect();
    std::fs::write(dir.join("sources.toml"), sources.concat()).expect("a file");
    let watches = "[[watch]]\nid = \"w\"\nname = \"误诊\"\nany = [\"误诊\"]\n";
    std::fs::write(dir.join("watches.toml"), watches).expect("a file");
    let options = "[mail]\nfrom = \"yq@example.org\"\nto = [\"a@example.org\"]\n[files]\nsources = \"sources.toml\"\nwatches = \"watches.toml\"\n[database]\nfile = \"yuqing.db\"\nmin_free_mb = 1\n\
                   [web]\nlisten = \"off\"\n[organisation]\nname = \"医院\"\nshort_name = \"医院\"\nid = \"org\"\n[fetch]\ncontact = \"ops@example.org\"\n";
    std::fs::write(dir.join("yuqing.toml"), options).expect("a file");
    dir.join("yuqing.toml").display().to_string()
}

fn source((index, name): (usize, &&str)) -> String {
    format!(
        "[[source]]\nid = \"s{index}\"\nname = \"{name}\"\nengine = \"feed\"\nurl = \"http://127.0.0.1:9/{index}\"\n\
         every = \"10m\"\nallow_private = true\n"
    )
}

#[tokio::test]
async fn status_fits_eighty_columns_and_explains_failures() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    let loaded = yuqing::config::load(Path::new(&config)).expect("a configuration");
    let store = yuqing::store::Store::open(&dir.path().join("yuqing.db"), 1).expect("a database");
    let parts = yuqing::app::Parts::build(loaded, yuqing::clock::Clock::real(), store, None).expect("parts");
    yuqing::app::visit_all(&parts).await.expect("visits");

    let text = stdout(&run(&["--config", &config, "status"]));
    let (table, sentences) = text.split_once("需要留意").expect("troubles");
    for line in table.lines() {
        assert!(UnicodeWidthStr::width(line) <= 80, "{} columns: {line}", UnicodeWidthStr::width(line));
    }
    assert!(table.contains("泰兴论坛") && table.contains("失败"), "{table}");
    assert!(sentences.contains("127.0.0.1:9") && sentences.contains("邮件"), "{sentences}");

    let answer: Value = serde_json::from_str(&stdout(&run(&["--config", &config, "status", "--json"]))).expect("JSON");
    assert_eq!(answer["sources"][0]["last_visit"]["verdict"], "failed");
    assert_eq!(answer["sources"][0]["last_visit"]["reason"], "connect");
    assert_eq!(answer["outbox"]["pending"], 0);
}

#[test]
fn try_answers_line_by_line() {
    let times = lines(&["try", "time", "--now", "2026-11-23T09:30:00+08:00"], "昨天 08:12\n明早8点\nwas ist das\n");
    assert_eq!(times[0], json!({"input": "昨天 08:12", "time": "2026-11-22T08:12:00+08:00", "precision": "minute"}));
    assert_eq!(times[1]["time"], "2026-11-24T08:00:00+08:00");
    assert_eq!(times[2], json!({"input": "was ist das", "time": null, "precision": null}));

    let urls = lines(&["try", "url"], "HTTP://Example.ORG:80/a/../b?utm_source=x\nnot a url\n");
    assert_eq!(urls[0]["canonical"], "https://example.org/b");
    assert!(urls[1]["error"].is_string(), "an error stands in its place: {}", urls[1]);

    let views = lines(&["try", "text"], "泰 兴 二 院\n");
    assert_eq!(views[0]["view"], "泰兴二院");
}

#[test]
fn try_robots_answers_for_urls_and_paths() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("robots.txt");
    std::fs::write(&file, "User-agent: *\nDisallow: /private/\n").expect("a file");
    let file = file.display().to_string();
    let answers = lines(
        &["try", "robots", "--robots", &file, "--agent", "Yuqing"],
        "/private/x\nhttp://example.org/private/x\nhttp://example.org/open?q=1\n",
    );
    let allowed: Vec<_> = answers.iter().map(|answer| answer["allowed"].as_bool()).collect();
    assert_eq!(allowed, [Some(false), Some(false), Some(true)]);
}

#[test]
fn try_match_lists_survivors_with_their_spans() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("watches.toml");
    std::fs::write(&file, "[[watch]]\nid = \"w\"\nname = \"误诊\"\nany = [\"误诊\"]\n").expect("a file");
    let input = "{\"id\":\"1\",\"source\":\"\",\"title\":\"求助\",\"text\":\"被误诊了\"}\n{\"id\":7,\"text\":\"天气\"}\nnot json\n";
    let answers = lines(&["try", "match", "--watches", &file.display().to_string()], input);
    assert_eq!(answers.len(), 3);
    let span = &answers[0]["mentions"][0]["spans"][0];
    assert_eq!(*span, json!({"field": "text", "start": 1, "end": 3, "text": "误诊"}));
    assert_eq!((&answers[1]["id"], &answers[1]["mentions"]), (&json!(7), &json!([])));
    assert!(answers[2]["error"].is_string());
}

#[test]
fn try_reads_saved_files_and_keeps_their_order() {
    let dir = TempDir::new().expect("a folder");
    let file = |name: &str, body: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, body).expect("a file");
        path.display().to_string()
    };
    let gbk = file("gbk.html", b"<meta charset=gb2312>\xd2\xbd\xd4\xba");
    let rss = file("rss.xml", "<rss version=\"2.0\"><channel><title>t</title><item><guid>g1</guid><title>标题</title><link>http://x.example/1</link></item></channel></rss>".as_bytes());
    let missing = dir.path().join("missing").display().to_string();

    let decoded = stdout(&run(&["try", "decode", &gbk, &missing, &rss]));
    let decoded: Vec<Value> = decoded.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(decoded[0]["text"].as_str().is_some_and(|text| text.contains("医院")), "{}", decoded[0]);
    assert!(decoded[1]["error"].is_string());
    assert_eq!(decoded[2]["encoding"], "UTF-8");

    let feed: Value = serde_json::from_str(&stdout(&run(&["try", "feed", &rss]))).expect("JSON");
    assert_eq!((&feed["title"], &feed["entries"][0]["id"]), (&json!("t"), &json!("g1")));
    let html: Value = serde_json::from_str(&stdout(&run(&["try", "feed", &gbk]))).expect("JSON");
    assert!(html["error"].as_str().is_some_and(|error| error.contains("not_a_feed")), "{html}");
}

#[test]
fn try_stories_joins_copies_and_keeps_strangers_apart() {
    let text = "黄桥镇昨天下午发生一起交通事故，两辆小客车在十字路口相撞，无人受伤，交警已到现场处理";
    let other = "泰兴市图书馆本周六举办读书会，欢迎市民报名参加，名额有限";
    let line =
        |id: &str, source: &str, text: &str| json!({"id": id, "source": source, "title": "", "text": text}).to_string();
    let input = [line("a", "x", text), line("b", "y", text), line("c", "z", other)].join("\n");
    let answers = lines(&["try", "stories"], &input);
    assert_eq!((&answers[1]["story"], &answers[1]["copy_of"]), (&json!("a"), &json!("a")));
    assert_eq!((&answers[2]["story"], &answers[2]["copy_of"]), (&json!("c"), &Value::Null));
}
