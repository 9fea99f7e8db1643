//! `lexicon.toml`: weighted terms by category, and the red terms. Context rules and sample aliases are checked for
//! their shape alone; the language of the third issue reads them.

use std::collections::BTreeSet;

use super::sources::Ids;
use crate::config::fault::Fault;
use crate::config::table::{Table, Text};
use crate::config::typed::decimal_of;
use crate::config::value;
use crate::lang;
use crate::model::{Category, WeightedTerm};

/// How a category counts. `neutral` is an older word for `topic`.
const POLARITIES: [(&str, &str); 5] = [
    ("negative", "negative"),
    ("positive", "positive"),
    ("amplifier", "amplifier"),
    ("topic", "topic"),
    ("neutral", "topic"),
];
const CONTEXT_KINDS: [&str; 5] = ["negate", "block_negate", "discount", "boost", "topic"];
const ALIAS_TARGETS: [&str; 3] = ["self", "other", "place"];

/// Every category, its red terms marked.
pub(in crate::config) fn lexicon(mut root: Table<'_>) -> Vec<Category> {
    let mut ids = Ids::default();
    let mut categories: Vec<_> =
        root.tables("category").into_iter().filter_map(|table| category(table, &mut ids)).collect();
    red(root.table("red"), &mut categories);
    meta(root.table("meta"));
    root.tables("context").into_iter().for_each(context);
    root.tables("alias").into_iter().for_each(alias);
    source_prior(&mut root);
    root.finish();
    categories
}

fn category(mut table: Table<'_>, ids: &mut Ids) -> Option<Category> {
    let id = ids.read_as(&mut table, "id = \"med_dispute\"", value::category_id);
    let name = table.required("name", "name = \"医疗纠纷\"").map(|text| text.value.to_owned());
    table.need("polarity", "polarity = \"negative\"");
    let polarity = table.choice("polarity", &POLARITIES);
    let owner = table.text("owner_default").map(|text| text.value.to_owned());
    let negatable = table.boolean("negatable", true);
    let mut seen = BTreeSet::new();
    let terms: Vec<_> = table.tables("terms").into_iter().filter_map(|inner| term(inner, &mut seen)).collect();
    table.finish();
    Some(Category { id: id?, name: name?, polarity: polarity?.to_owned(), owner, negatable, terms })
}

fn term<'a>(mut table: Table<'a>, seen: &mut BTreeSet<&'a str>) -> Option<WeightedTerm> {
    const EXAMPLE: &str = "{ t = \"误诊\", w = 6 }";
    let text = table.required("t", EXAMPLE);
    table.need("w", EXAMPLE);
    let weight = table.decimal("w", -10.0..=10.0, 0.0);
    let red = table.boolean("red", false);
    if let Some(text) = text.filter(|text| !seen.insert(text.value)) {
        table.warn("t", Fault::new(lang::config::term_twice(table.lang(), text.value)));
    }
    table.finish();
    Some(WeightedTerm { text: text?.value.to_owned(), weight, red })
}

fn red(mut table: Table<'_>, categories: &mut [Category]) {
    for Text { value, node } in table.texts("terms").unwrap_or_default() {
        let mut found = false;
        let terms = categories.iter_mut().flat_map(|category| &mut category.terms);
        for term in terms.filter(|term| term.text == value) {
            (term.red, found) = (true, true);
        }
        if !found {
            let hint = lang::config::red_hint(table.lang());
            let fault = Fault::new(lang::config::red_without_category(table.lang(), value)).hint(hint);
            table.faults.warn(&node.span, fault);
        }
    }
    table.finish();
}

fn meta(mut table: Table<'_>) {
    table.text("version");
    table.decimal("min_entity_confidence", 0.0..=1.0, 0.0);
    table.text("scoring");
    table.texts("normalise");
    table.finish();
}

fn context(mut table: Table<'_>) {
    table.required("id", "id = \"neg_prefix\"");
    table.need("kind", "kind = \"discount\"");
    table.choice("kind", &CONTEXT_KINDS.map(|word| (word, ())));
    table.decimal("factor", 0.0..=10.0, 1.0);
    table.required("pattern", "pattern = \"…{T}…\"");
    table.text("example");
    table.finish();
}

fn alias(mut table: Table<'_>) {
    table.required("surface", "surface = \"二院\"");
    table.choice("target", &ALIAS_TARGETS.map(|word| (word, ())));
    table.decimal("confidence", 0.0..=1.0, 1.0);
    table.texts("needs_any");
    table.texts("blocked_by");
    table.finish();
}

fn source_prior(root: &mut Table<'_>) {
    let Some(node) = root.node("source_prior") else { return };
    for entry in node.entries() {
        decimal_of(root.faults, &entry.key, &entry.node, &(0.0..=1.0));
    }
}
