//! A query into its tree: AND binds closer than OR, NOT closest.
//! `A NOT B` reads as `A AND NOT B`; nothing else is implied.
//!
//! - [`parse`]: the whole query, or the first thing that is wrong with it and where

use super::expr::{Expr, Written};
use super::fault;
use super::lexer::{self, Misread, Token, TokenKind};

/// Brackets and NOTs inside each other.
const DEPTH_LIMIT: usize = 32;
/// Characters of one query; longer lists of terms go into `any`.
const LENGTH_LIMIT: usize = 8000;

/// Parses the query that stands at `key`.
///
/// # Errors
/// The first thing that is wrong, and its place in characters.
pub(super) fn parse(query: &str, key: &str) -> Result<Expr<Written>, Misread> {
    let length = query.chars().count();
    if length > LENGTH_LIMIT {
        return Err((fault::too_long(LENGTH_LIMIT), (LENGTH_LIMIT, length)));
    }
    let tokens = lexer::tokens(query)?;
    if tokens.is_empty() {
        return Err((fault::empty_rule(), (0, length)));
    }
    let mut parser = Parser { tokens: tokens.into_iter().peekable(), key, end: (length, length + 1), depth: 0 };
    let tree = parser.alternatives()?;
    match parser.tokens.next() {
        None => Ok(tree),
        Some(token) if token.kind == TokenKind::Close => Err((fault::stray_bracket(), token.at)),
        Some(token) => Err((fault::missing_operator(&token.text), token.at)),
    }
}

struct Parser<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    key: &'a str,
    end: (usize, usize),
    depth: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, kind: &TokenKind) -> bool {
        self.tokens.next_if(|token| token.kind == *kind).is_some()
    }

    fn alternatives(&mut self) -> Result<Expr<Written>, Misread> {
        let first = self.conjunction()?;
        let mut parts = vec![first];
        while self.next_is(&TokenKind::Or) {
            parts.push(self.conjunction()?);
        }
        Expr::any(parts).ok_or((fault::empty_rule(), self.end))
    }

    fn conjunction(&mut self) -> Result<Expr<Written>, Misread> {
        let first = self.operand()?;
        let mut parts = vec![first];
        while self.next_is(&TokenKind::And) || self.tokens.peek().is_some_and(|token| token.kind == TokenKind::Not) {
            parts.push(self.operand()?);
        }
        Expr::all(parts).ok_or((fault::empty_rule(), self.end))
    }

    fn operand(&mut self) -> Result<Expr<Written>, Misread> {
        let Some(token) = self.tokens.next() else { return Err((fault::unexpected_end(), self.end)) };
        match token.kind {
            TokenKind::Leaf(asked) => Ok(Expr::Leaf(Written { asked, key: self.key.to_owned(), at: Some(token.at) })),
            TokenKind::Not => Ok(Expr::Not(Box::new(self.deeper(token.at, Self::operand)?))),
            TokenKind::Open => {
                let inside = self.deeper(token.at, Self::alternatives)?;
                match self.tokens.next() {
                    Some(close) if close.kind == TokenKind::Close => Ok(inside),
                    Some(other) => Err((fault::missing_operator(&other.text), other.at)),
                    None => Err((fault::unclosed_bracket(), token.at)),
                }
            }
            TokenKind::And | TokenKind::Or | TokenKind::Close => Err((fault::operand_expected(&token.text), token.at)),
        }
    }

    fn deeper(
        &mut self,
        at: (usize, usize),
        inside: fn(&mut Self) -> Result<Expr<Written>, Misread>,
    ) -> Result<Expr<Written>, Misread> {
        if self.depth >= DEPTH_LIMIT {
            return Err((fault::too_deep(DEPTH_LIMIT), at));
        }
        self.depth += 1;
        let tree = inside(self);
        self.depth -= 1;
        tree
    }
}
