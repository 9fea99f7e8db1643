//! Words for the full-text index, tried in SQLite itself.

use rusqlite::Connection;
use yuqing::text::grams::{index_text, match_expression};

#[test]
fn han_runs_become_pairs() {
    for (text, expected) in [
        ("人民医院", "人民 民医 医院 院"),
        ("醫院", "医院 院"),
        ("院", "院"),
        ("在ICU住2天", "在 icu 住 2 天"),
        ("有误，诊断", "有误 误 诊断 断"),
        ("hello, World 42", "hello world 42"),
        ("", ""),
        ("！？", ""),
    ] {
        assert_eq!(index_text(text), expected, "{text}");
    }
}

#[test]
fn a_query_becomes_phrases() {
    for (query, expected) in [
        ("医院", Some("\"医院\"")),
        ("人民医院", Some("\"人民 民医 医院\"")),
        ("院", Some("\"院\"*")),
        ("泰兴 ICU", Some("\"泰兴\" AND \"icu\"")),
        ("住2天", Some("\"住 2 天\"*")),
        ("\" OR 1", Some("\"or\" AND \"1\"")),
        ("*", None),
        ("", None),
    ] {
        assert_eq!(match_expression(query).as_deref(), expected, "{query}");
    }
}

fn finds(text: &str, query: &str) -> bool {
    let database = Connection::open_in_memory().expect("a database");
    database.execute_batch("create virtual table words using fts5(text, tokenize = 'unicode61')").expect("a table");
    database.execute("insert into words values (?1)", [index_text(text)]).expect("a row");
    let expression = match_expression(query).expect("an expression");
    let found: i64 = database
        .query_row("select count(*) from words where words match ?1", [expression], |row| row.get(0))
        .expect("a count");
    found == 1
}

#[test]
fn sqlite_finds_what_is_there_and_nothing_else() {
    let text = "泰興市第二人民醫院ICU收了2次费，有误，诊断不明。";
    for query in [
        "院",
        "泰",
        "医院",
        "二院",
        "人民医院",
        "第二人民",
        "icu",
        "ICU收了2次",
        "了2次费",
        "费",
        "醫",
        "泰兴 诊断",
        "泰兴市第二人民医院",
    ] {
        let there = query != "二院";
        assert_eq!(finds(text, query), there, "{query}");
    }
    for query in ["误诊", "院医", "人医", "不", "ic", "泰州"] {
        let there = query == "不";
        assert_eq!(finds(text, query), there, "{query}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, cases: 64, ..Default::default() })]

    #[test]
    fn any_query_is_valid(query in "[医院泰兴a-c1\"*():^ -]{1,10}") {
        if match_expression(&query).is_some() {
            finds("医院", &query);
        }
    }

    #[test]
    fn a_query_finds_its_own_text(query in "[医院泰兴a-c1*:^-]{1,10}") {
        if match_expression(&query).is_some() {
            let text = format!("前面 {query} 后面");
            let found = finds(&text, &query);
            proptest::prop_assert!(found, "{}", text);
        }
    }
}
