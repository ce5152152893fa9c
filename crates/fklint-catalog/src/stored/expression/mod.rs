//! Expressions in one form, whoever printed them.
//!
//! PostgreSQL and MySQL print expressions from their trees, with parentheses, casts and operators of their own. Two
//! texts are taken for the same where they differ in nothing but
//! - blanks, the case of words, quotes around names that need none, parentheses that change nothing;
//! - casts of literals, and PostgreSQL's cast of a `character varying` column to `text`;
//! - zeros that end a number's fraction, escapes in strings, MySQL's introducers (`_utf8mb4'a'`);
//! - `!=` and `<>`, `~~` and LIKE, `= ANY (ARRAY[…])` and IN, a list of one and `=`, BETWEEN and its two comparisons,
//!   NOT before a comparison and the opposite comparison;
//! - `now()` and `current_timestamp`, `TRIM(BOTH FROM a)` and `TRIM(a)`, and on MySQL and MariaDB `lcase` and `lower`,
//!   `ucase` and `upper`, `mod` and `%`, `regexp_like` and REGEXP.
//!
//! Tried with 35 conditions and 40 defaults on PostgreSQL 15.18, MySQL 9.7.4 and MariaDB 10.11.19, printed by
//! `pg_get_expr` and `SHOW CREATE TABLE`; the tests hold those prints.

mod node;
mod parse;
mod partition;
mod token;

use parse::Parse;
use token::{Token, tokens};

use crate::Engine;

/// A longer one is kept as words: the form is not worth the memory.
const MOST_TOKENS: usize = 2000;

/// An expression in the form in which equal ones are equal. `is_text` says which columns PostgreSQL keeps as
/// `character varying`. What cannot be read as an expression keeps its words, in lower case, with single blanks.
#[must_use]
pub(super) fn normal(text: &str, engine: Engine, is_text: &dyn Fn(&str) -> bool) -> String {
    let Some(mut tokens) = tokens(text, engine) else { return text.trim().to_owned() };
    if engine == Engine::Postgres {
        in_the_default_schema(&mut tokens);
    }
    let parse = Parse { tokens: &tokens, at: 0, depth: 0, engine, is_text };
    let node = if tokens.len() <= MOST_TOKENS { parse.whole() } else { None };
    match node {
        Some(node) => {
            let mut out = String::with_capacity(text.len());
            node.print(&mut out, false);
            out
        }
        None => words(&tokens),
    }
}

/// What follows `PARTITION BY`.
#[must_use]
pub(super) fn partitions(text: &str, engine: Engine) -> String {
    let read = tokens(text, engine).filter(|_| engine.is_mysql_like());
    read.and_then(|tokens| partition::normal(&tokens, engine)).unwrap_or_else(|| clause(text, engine))
}

/// A reflected function is qualified by its schema, whatever the text said (15.18): `public.f(a)` is `f(a)`.
fn in_the_default_schema(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        let is_public = matches!(&tokens[at], Token::Word(text) | Token::Name(text) if text.trim_matches('"') == "public");
        let is_first = at == 0 || !matches!(&tokens[at - 1], Token::Mark(mark) if *mark == ".");
        if is_public && is_first && matches!(&tokens[at + 1], Token::Mark(mark) if *mark == ".") {
            tokens.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
}

/// Clauses that are no expression, in lower case with single blanks: `range (year(d))`.
#[must_use]
pub(super) fn clause(text: &str, engine: Engine) -> String {
    tokens(text, engine).map_or_else(|| text.trim().to_owned(), |tokens| words(&tokens))
}

fn words(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        let text = match token {
            Token::Word(text) | Token::Name(text) | Token::Number(text) | Token::Text(text) => text.as_str(),
            Token::Mark(mark) => mark,
        };
        let tight = matches!(text, ")" | "]" | "," | "." | "(" | "[") || out.ends_with(['(', '[', '.']);
        if !out.is_empty() && !tight {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

#[cfg(test)]
mod tests;
