//! The sugar of a watch (`entities`, `any`, `all`, `none`) as a tree.
//!
//! - [`tree`]: the tree; [`as_term`]: a written leaf that is a plain term

use super::expr::{Asked, Expr, Written};

/// The sugar as a tree: one entity, one of `any`, all of `all`, none of `none`.
pub(super) fn tree(index: usize, [entities, any, all, none]: [&[String]; 4]) -> Option<Expr<Written>> {
    let leaves = |list: &[String], name: &str, asked: fn(String) -> Asked| -> Vec<Expr<Written>> {
        let key = |at| format!("watch[{index}].{name}[{at}]");
        let leaf = |(at, word): (usize, &String)| Written { asked: asked(word.clone()), key: key(at), at: None };
        list.iter().enumerate().map(leaf).map(Expr::Leaf).collect()
    };
    let mut parts: Vec<_> = Expr::any(leaves(entities, "entities", Asked::Entity)).into_iter().collect();
    parts.extend(Expr::any(leaves(any, "any", Asked::Term)));
    parts.extend(leaves(all, "all", Asked::Term));
    parts.extend(Expr::any(leaves(none, "none", Asked::Term)).map(|none| Expr::Not(Box::new(none))));
    Expr::all(parts)
}

/// The leaf, if it is a plain term.
pub(super) fn as_term(part: &Expr<Written>) -> Option<&Written> {
    match part {
        Expr::Leaf(leaf) if matches!(leaf.asked, Asked::Term(_)) => Some(leaf),
        _ => None,
    }
}
