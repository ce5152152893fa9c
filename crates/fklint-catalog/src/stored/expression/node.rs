//! Expressions in normal form: each function that builds a node says what it takes for the same.

use super::token::plain_number;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A name, a number, NULL.
    Atom(String),
    /// A string.
    Text(String),
    /// `a, b` between parentheses.
    List(Vec<Self>),
    /// `ARRAY[a, b]`
    Array(Vec<Self>),
    /// `f(a, b)`
    Call(String, Vec<Self>),
    /// An operator and what it works on.
    Op(&'static str, Vec<Self>),
    /// Words and expressions in a row: `CASE WHEN a THEN b END`, `year FROM a`.
    Phrase(Vec<Self>),
    /// `a::type`
    Cast(Box<Self>, String),
}

impl Node {
    /// `a AND b`, `a OR b`: as many as there are.
    pub(super) fn chain(op: &'static str, left: Self, right: Self) -> Self {
        let mut all = Vec::new();
        for node in [left, right] {
            match node {
                Self::Op(other, parts) if other == op => all.extend(parts),
                node => all.push(node),
            }
        }
        Self::Op(op, all)
    }

    /// `!=` is `<>`; `a = ANY (ARRAY[…])` is IN, `a <> ALL (ARRAY[…])` is NOT IN.
    pub(super) fn compare(op: &'static str, left: Self, right: Self) -> Self {
        let op = match op {
            "!=" => "<>",
            "==" => "=",
            op => op,
        };
        if let Self::Call(name, arguments) = &right
            && let ("=", "any" | "some") | ("<>", "all") = (op, name.as_str())
            && let [Self::Array(items)] = arguments.as_slice()
        {
            let found = Self::is_in(left, items.clone());
            return if op == "=" { found } else { Self::not(found) };
        }
        Self::Op(op, vec![left, right])
    }

    /// `a IN (b)` is `a = b`.
    pub(super) fn is_in(left: Self, mut items: Vec<Self>) -> Self {
        if items.len() == 1
            && let Some(item) = items.pop()
        {
            return Self::compare("=", left, item);
        }
        Self::Op("in", vec![left, Self::List(items)])
    }

    /// `a BETWEEN b AND c` is `a >= b AND a <= c`.
    pub(super) fn between(of: Self, low: Self, high: Self, negated: bool) -> Self {
        let (first, join, second) = if negated { ("<", "or", ">") } else { (">=", "and", "<=") };
        let low = Self::compare(first, of.clone(), low);
        Self::chain(join, low, Self::compare(second, of, high))
    }

    /// `NOT a = b` is `a <> b`, and so on: each pair gives NULL for the same values.
    pub(super) fn not(of: Self) -> Self {
        const OPPOSITES: &[(&str, &str)] = &[
            ("=", "<>"),
            ("<", ">="),
            (">", "<="),
            ("in", "not in"),
            ("is", "is not"),
            ("like", "not like"),
            ("ilike", "not ilike"),
            ("regexp", "not regexp"),
            ("~", "!~"),
            ("~*", "!~*"),
            ("is distinct from", "is not distinct from"),
        ];
        let Self::Op(op, parts) = of else { return Self::Op("not", vec![of]) };
        let opposite = OPPOSITES.iter().find_map(|(one, other)| match op {
            op if op == *one => Some(*other),
            op if op == *other => Some(*one),
            _ => None,
        });
        match opposite {
            Some(opposite) => Self::Op(opposite, parts),
            None => Self::Op("not", vec![Self::Op(op, parts)]),
        }
    }

    /// `-5` is a number.
    pub(super) fn minus(of: Self) -> Self {
        match of {
            Self::Atom(text) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                Self::Atom(format!("-{text}"))
            }
            of => Self::Op("-", vec![of]),
        }
    }

    /// A cast of a literal is the literal: PostgreSQL puts one on each, and writes `-5` as `'-5'::integer`. So is one
    /// of a list of literals. `is_text` says which columns are kept as `character varying`: those it casts to text
    /// wherever they are used.
    pub(super) fn cast(of: Self, to: String, is_text: &dyn Fn(&str) -> bool) -> Self {
        let number = ["integer", "bigint", "smallint", "numeric", "real", "double precision"];
        match of {
            Self::Text(text) if number.iter().any(|number| to.starts_with(number)) && !to.ends_with(']') => {
                match text.trim_matches('\'') {
                    inner if inner.parse::<f64>().is_ok() => Self::Atom(plain_number(inner)),
                    _ => Self::Text(text),
                }
            }
            Self::Text(_) => of,
            Self::Array(items) if items.iter().all(Self::is_literal) => Self::Array(items),
            Self::Atom(text) if Self::Atom(text.clone()).is_literal() || to == "text" && is_text(&text) => {
                Self::Atom(text)
            }
            of => Self::Cast(Box::new(of), to),
        }
    }

    fn is_literal(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Atom(text) => {
                text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                    || matches!(text.as_str(), "null" | "true" | "false")
            }
            _ => false,
        }
    }

    /// Functions by their one name: `now()` is `current_timestamp`, `lcase` is `lower`.
    pub(super) fn call(name: &str, mut arguments: Vec<Self>, mysql: bool) -> Self {
        let name = match name {
            "now" | "current_timestamp" => "current_timestamp",
            "localtime" | "localtimestamp" if mysql => "current_timestamp",
            "lcase" if mysql => "lower",
            "ucase" if mysql => "upper",
            "regexp_like" if mysql && arguments.len() == 2 => return Self::Op("regexp", arguments),
            "mod" if mysql && arguments.len() == 2 => return Self::Op("%", arguments),
            name => name,
        };
        // `TRIM(BOTH FROM a)` is `TRIM(a)`.
        if name == "trim"
            && let [Self::Phrase(words)] = arguments.as_slice()
            && let [Self::Atom(both), Self::Atom(from), of] = words.as_slice()
            && (both.as_str(), from.as_str()) == ("both", "from")
        {
            arguments = vec![of.clone()];
        }
        if name == "current_timestamp" && arguments.is_empty() {
            return Self::Atom(name.to_owned());
        }
        Self::Call(name.to_owned(), arguments)
    }

    /// As text: every operator's work between parentheses, but for the whole.
    pub(super) fn print(&self, out: &mut String, nested: bool) {
        match self {
            Self::Atom(text) | Self::Text(text) => out.push_str(text),
            Self::List(items) => Self::row(items, "(", ")", out),
            Self::Array(items) => Self::row(items, "array[", "]", out),
            Self::Call(name, arguments) => {
                out.push_str(name);
                Self::row(arguments, "(", ")", out);
            }
            Self::Cast(of, to) => {
                of.print(out, true);
                out.push_str("::");
                out.push_str(to);
            }
            Self::Op(..) | Self::Phrase(_) => {
                out.push_str(if nested { "(" } else { "" });
                match self {
                    Self::Op("[]", parts) => {
                        parts[0].print(out, true);
                        Self::row(&parts[1..], "[", "]", out);
                    }
                    Self::Op(op, parts) if parts.len() == 1 => {
                        out.push_str(op);
                        out.push(' ');
                        parts[0].print(out, true);
                    }
                    Self::Op(op, parts) => Self::joined(parts, &format!(" {op} "), out),
                    Self::Phrase(parts) => Self::joined(parts, " ", out),
                    _ => {}
                }
                out.push_str(if nested { ")" } else { "" });
            }
        }
    }

    fn row(items: &[Self], open: &str, close: &str, out: &mut String) {
        out.push_str(open);
        for (index, item) in items.iter().enumerate() {
            out.push_str(if index > 0 { ", " } else { "" });
            item.print(out, false);
        }
        out.push_str(close);
    }

    fn joined(parts: &[Self], between: &str, out: &mut String) {
        for (index, part) in parts.iter().enumerate() {
            out.push_str(if index > 0 { between } else { "" });
            part.print(out, true);
        }
    }
}
