//! A query's characters into tokens, each with its place.
//!
//! - [`Token`], [`TokenKind`]; [`tokens`]: all of a query
//!
//! Full-width brackets, quotes and colons are taken as their ASCII twins: people type queries with a Chinese
//! input method.

use super::expr::Asked;
use super::fault::{self, Wrong};

/// One token and where it stands, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Begin and end, exclusive.
    pub at: (usize, usize),
    /// As written.
    pub text: String,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`
    Not,
    /// A term, an entity, a regular expression.
    Leaf(Asked),
}

/// A fault and where it stands, in characters.
pub(super) type Misread = (Wrong, (usize, usize));

/// All tokens of a query.
///
/// # Errors
/// An unclosed quote or regular expression, an unknown prefix.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, Misread> {
    let mut lexer = Lexer { chars: query.chars().collect(), at: 0 };
    let mut found = Vec::new();
    while let Some(token) = lexer.next_token()? {
        found.push(token);
    }
    Ok(found)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next_token(&mut self) -> Result<Option<Token>, Misread> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let kind = match first {
            '(' | '\u{ff08}' => self.single(TokenKind::Open),
            ')' | '\u{ff09}' => self.single(TokenKind::Close),
            '/' => TokenKind::Leaf(Asked::Regex(self.until(first, fault::unclosed_regex)?)),
            _ => match closing_quote(first) {
                Some(close) => TokenKind::Leaf(Asked::Term(self.until(close, fault::unclosed_quote)?)),
                None => self.word()?,
            },
        };
        let text = self.chars.get(start..self.at).unwrap_or_default().iter().collect();
        Ok(Some(Token { kind, at: (start, self.at), text }))
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    /// What stands between here and `close`; a backslash keeps the next character from closing.
    fn until(&mut self, close: char, unclosed: fn() -> Wrong) -> Result<String, Misread> {
        let start = self.at;
        let mut inside = String::new();
        self.at += 1;
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == close {
                return Ok(inside);
            }
            inside.push(c);
            if let ('\\', Some(next)) = (c, self.peek()) {
                if next == close {
                    inside.pop();
                }
                inside.push(next);
                self.at += 1;
            }
        }
        Err((unclosed(), (start, self.at)))
    }

    /// A bare word: an operator, `entity:ID` or a term.
    fn word(&mut self) -> Result<TokenKind, Misread> {
        let start = self.at;
        while self.peek().is_some_and(|c| !c.is_whitespace() && !"()\u{ff08}\u{ff09}\"\u{ff02}“”「」".contains(c))
        {
            self.at += 1;
        }
        let word: String = self.chars.get(start..self.at).unwrap_or_default().iter().collect();
        let kind = match word.as_str() {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => match word.split_once([':', '\u{ff1a}']) {
                Some(("entity", id)) => TokenKind::Leaf(Asked::Entity(id.to_owned())),
                Some((prefix, _)) if is_prefix(prefix) => {
                    return Err((fault::unknown_prefix(prefix), (start, self.at)));
                }
                _ => TokenKind::Leaf(Asked::Term(word)),
            },
        };
        Ok(kind)
    }
}

fn closing_quote(open: char) -> Option<char> {
    match open {
        '"' | '\u{ff02}' => Some(open),
        '“' | '”' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}

fn is_prefix(prefix: &str) -> bool {
    !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}
