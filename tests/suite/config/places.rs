//! Everything at once, in order, in the right language; places for faults that other stages find.

use yuqing::config::{Environment, locate_in, survey};
use yuqing::model::Level;

use super::{Folder, line, lines};

const OPTIONS: &str = "[fetch]\nconcurency = 8\n[digest]\nat = \"8点\"\n";
const SOURCES: &str = r#"[[source]]
id = "Bad Id"
name = "甲"
engine = "feed"
url = "a.cn"
shedule = "@hourly"

[[source]]
id = “b”
name = 3

[[source]]
id = "c"
engine = "feed"
url = "https://c.cn/feed"
weight = 12
"#;
const WATCHES: &str = "[[entity]]\nid = \"p\"\nkind = \"person\"\nname = \"张三\"\n\n[[watch]]\nid = \"w\"\nany = []\n";

#[test]
fn every_problem_of_every_file_at_once() {
    let folder = Folder::new(OPTIONS, SOURCES, WATCHES);
    let found = lines(&folder.load().expect_err("nothing of this can work"));
    insta::assert_snapshot!(found.join("\n"), @r#"
    yuqing.toml:2:1 这里没有叫 `concurency` 的项 | 是不是想写 `concurrency`？
    yuqing.toml:4:6 “8点” 不是一天中的时刻 | 例如："08:00"
    sources.toml:2:6 编号 “Bad Id” 只能用小写字母 a-z、数字和连字符 - | 例如："bad-id"
    sources.toml:5:7 网址前面没有 https:// | 要从 https:// 或 http:// 写起
    sources.toml:6:1 这里没有叫 `shedule` 的项 | 是不是想写 `schedule`？
    sources.toml:9:6 写法有误：等号后面不是一个值；文字要放在英文引号里 | 这里是中文符号 “，要用英文的 "
    sources.toml:12:1 [[source]] 缺少 `name` | 例如：name = "泰兴论坛"
    sources.toml:16:10 `weight` 是 12，应在 0 到 10 之间 | 
    watches.toml:3:8 关注对象不能是人：本程序只看人们怎样谈论一个单位，不监视任何个人 | 改为这个人所在的科室、项目或事件
    watches.toml:6:1 [[watch]] 缺少 `name` | 例如：name = "医疗纠纷"
    watches.toml:6:1 关注 “w” 没有规则 | 写 query = 'entity:… AND (误诊 OR 纠纷)'，或 entities = ["…"]、any = ["…"]
    "#);
    assert_eq!(found, lines(&folder.load().expect_err("still")), "the order is always the same");
}

#[test]
fn language_of_the_file_and_of_the_environment() {
    let english = Folder::new("[organisation]\nlanguage = \"en\"\n[fetch]\nconcurency = 8\n", "", "");
    let faults = english.load().expect_err("an unknown key");
    assert_eq!(line(&faults[0]), "yuqing.toml:4:1 there is no key `concurency` here | did you mean `concurrency`?");
    let faults = english.load_with(&[("YUQING_LANG", "zh_CN.UTF-8")]).expect_err("an unknown key");
    assert!(line(&faults[0]).contains("没有叫"));
}

#[test]
fn faults_of_other_stages_find_their_place() {
    let sources = "# 注\n[[source]]\nid = \"a\"\nname = \"甲\"\nengine = \"feed\"\nurl = \"https://a.cn/feed\"\nschedule = \"61 * * * *\"\n[source.select]\nitem = \"li\"\n";
    let watches = "[[watch]]\nid = \"w\"\nname = \"W\"\nquery = '''\n误诊 AND (\n  赔偿'''\n[[watch]]\nid = \"v\"\nname = \"V\"\nquery = \"a\\u8bef\\t误诊 OR\"\n";
    let folder = Folder::new("[mail]\nport = 465\n", sources, watches);
    let config = folder.load().expect("it loads");
    let place = |key: &str, within| {
        let fault = config.fault(key, within, "m".into(), None);
        let file = fault.file.file_name().expect("a name").to_string_lossy().into_owned();
        (file, fault.line, fault.column, fault.width)
    };
    let table = [
        ("source[0].schedule", None, ("sources.toml", 7, 12, 12)),
        ("source[0].schedule", Some(0..2), ("sources.toml", 7, 13, 2)),
        ("source[0].every", None, ("sources.toml", 2, 1, 10)),
        ("source[0].every", Some(0..2), ("sources.toml", 2, 1, 10)),
        ("source[0].select.item", None, ("sources.toml", 9, 8, 4)),
        ("watch[0].query", Some(7..8), ("watches.toml", 5, 8, 1)),
        ("watch[0].query", Some(11..13), ("watches.toml", 6, 3, 2)),
        ("watch[1].query", Some(3..5), ("watches.toml", 10, 19, 2)),
        ("watch[1].query", Some(90..95), ("watches.toml", 10, 24, 1)),
        ("watch[9].query", None, ("watches.toml", 1, 1, 9)),
        ("mail.port", None, ("yuqing.toml", 2, 8, 3)),
        ("mail.host", None, ("yuqing.toml", 1, 1, 6)),
    ];
    for (key, within, (file, line, column, width)) in table {
        assert_eq!(place(key, within.clone()), (file.to_owned(), line, column, width), "{key} {within:?}");
    }
    assert_eq!(config.warning("mail.port", "m".into(), None).level, Level::Warning);
}

/// Other stages look at what is sound, and their faults find their place although some tables are left out.
#[test]
fn what_is_sound_of_broken_files() {
    let folder = Folder::new(
        "[mail]\nenabled = true\nport = 0\n",
        SOURCES,
        "[[watch]]\nid = \"a\"\nname = \"A\"\nquery = 1\n[[watch]]\nid = \"b\"\nname = \"B\"\nquery = \"x (\"\n",
    );
    folder.write(
        "sources.toml",
        format!("{SOURCES}\n[[source]]\nid = \"d\"\nname = \"丁\"\nengine = \"discus\"\nurl = \"https://d.cn/\"\n"),
    );
    let none = |_: &str| None;
    let survey = survey(&folder.path().join("config/yuqing.toml"), Environment::new(&none));
    let config = survey.config.expect("yuqing.toml can be read");
    let ids: Vec<_> = config.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!((ids, config.watches.len(), config.options.mail.enabled), (vec!["d"], 1, false));
    let mut all = survey.faults;
    all.push(config.fault("watch[0].query", Some(2..3), "a stage's word".into(), None));
    all.insert(0, config.fault("source[0].engine", None, "another's".into(), None));
    config.sort(&mut all);
    let lines = lines(&all);
    assert_eq!(lines.last().map(String::as_str), Some("watches.toml:8:12 a stage's word | "));
    assert!(lines.contains(&"sources.toml:21:10 another's | ".to_owned()), "{lines:#?}");
    assert!(
        lines.is_sorted_by_key(|line| ["yuqing", "sources", "watches"].map(|name| !line.starts_with(name))),
        "{lines:#?}"
    );
}

#[test]
fn the_configuration_is_looked_for_in_order() {
    let folder = Folder::new("", "", "");
    let here = folder.path().join("config/yuqing.toml");
    let none = |_: &str| None;
    let named = |name: &str| (name == "YUQING_CONFIG").then(|| here.clone().into_os_string());
    let canonical = here.canonicalize().expect("it is there");
    assert_eq!(locate_in(Some(&here), Environment::new(&none)).expect("the argument"), canonical);
    assert_eq!(locate_in(None, Environment::new(&named)).expect("the variable"), canonical);
    let fault = locate_in(Some(&folder.path().join("no.toml")), Environment::new(&named)).expect_err("not there");
    assert!(fault.message.contains("no.toml") && !fault.message.contains("yuqing.toml"), "{fault:?}");
}

#[test]
fn the_database_lies_in_the_state_folder_under_systemd() {
    let folder = Folder::new("", "", "");
    let file = |config: yuqing::config::Config| config.options.database.file;
    let root = folder.path().canonicalize().expect("it is there");
    assert_eq!(file(folder.load().expect("defaults")), root.join("yuqing.db"));
    let state = [("STATE_DIRECTORY", "/var/lib/yuqing:/var/lib/other")];
    let expected = std::path::PathBuf::from("/var/lib/yuqing/yuqing.db");
    assert_eq!(file(folder.load_with(&state).expect("defaults")), expected);
}
