//! The files in the repository load, say what the code does, and leave nothing out.

use std::path::{Path, PathBuf};

use yuqing::config::{Environment, Files, Options, built_in_categories, load_in};

use super::{Folder, lines};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the repository")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect("a shipped file")
}

#[test]
fn shipped_files_load_without_a_word() {
    let none = |_: &str| None;
    let config = load_in(&root().join("config/yuqing.toml"), Environment::new(&none)).expect("the shipped files");
    assert_eq!(lines(&config.warnings), Vec::<String>::new());
    for name in ["黄桥在线", "泰兴论坛", "泰州论坛", "羌溪花园"] {
        let source = config.sources.iter().find(|source| source.name == name).expect("a forum that must be watched");
        assert!(!source.enabled && source.engine == "discuz", "{name}");
    }
    assert!(config.sources.iter().all(|source| !source.enabled), "nothing is visited before it is filled in");
    assert!(config.watches.len() >= 3 && config.entities.len() == 1);
    assert_eq!(config.categories, built_in_categories());
}

#[test]
fn every_option_stands_in_the_file_with_its_default() {
    let none = |_: &str| None;
    let config = load_in(&root().join("config/yuqing.toml"), Environment::new(&none)).expect("the shipped files");
    let files = Files {
        options: root().join("config/yuqing.toml"),
        sources: root().join("sources.toml"),
        watches: root().join("config/watches.toml"),
        lexicon: Some(root().join("config/lexicon.toml")),
    };
    let mut defaults = Options { files, ..Options::default() };
    defaults.database.file = root().join("yuqing.db");
    assert_eq!(config.options, defaults);

    // Field by field: the code that declares them is the list.
    let code = text("src/config/options.rs");
    let file = text("config/yuqing.toml");
    let fields = code.lines().filter_map(|line| line.strip_prefix("    pub ")?.split(':').next());
    let missing: Vec<_> = fields
        .filter(|field| !["options", "matching", "password"].contains(field))
        .filter(|field| {
            let table = format!("[{field}]");
            !file.lines().any(|line| {
                line == table
                    || line.trim_start_matches('#').strip_prefix(field).is_some_and(|rest| rest.starts_with(" ="))
            })
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn options_that_are_commented_out_are_right_too() {
    let lines = text("config/yuqing.toml");
    let given: Vec<_> = lines
        .lines()
        .filter(|line| !line.starts_with("password_credential"))
        .map(|line| match line.strip_prefix('#') {
            Some(option) if option.starts_with(|c: char| c.is_ascii_lowercase()) => option,
            _ => line,
        })
        .filter(|line| !line.starts_with("password_file"))
        .collect();
    let folder = Folder::new(&given.join("\n"), "", "");
    folder.write("config/lexicon.toml", text("config/lexicon.toml"));
    let config = folder.load_with(&[("YUQING_SMTP_PASSWORD", "x")]).map_err(|faults| super::lines(&faults));
    let options = config.expect("each commented option is a valid one").options;
    assert!(options.fetch.proxy.is_some() && options.mail.password.is_some() && options.mail.console_url.is_some());
}

#[test]
fn the_lexicon_marks_what_is_red() {
    let categories = built_in_categories();
    let terms = || categories.iter().flat_map(|category| &category.terms);
    assert_eq!(categories.len(), 17);
    let red: Vec<_> = terms().filter(|term| term.red).map(|term| term.text.as_str()).collect();
    assert_eq!(red.len(), 25);
    assert!(red.contains(&"持刀") && !red.contains(&"排队"));
    let praise = categories.iter().find(|category| category.id == "praise").expect("praise");
    assert!(praise.polarity == "positive" && praise.terms.iter().all(|term| term.weight < 0.0));
    let attitude = categories.iter().find(|category| category.id == "attitude").expect("attitude");
    assert!(!attitude.negatable && attitude.owner.as_deref() == Some("门诊办/护理部"));
}
