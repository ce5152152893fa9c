//! What follows `PARTITION BY` on MySQL and MariaDB in one form.
//!
//! Every partition has its name: those that are only counted get the ones that the engines give them (`p0`, `p0sp0`).
//! Constants are numbers, and the values of a list are in one order. Where and how a partition is kept (ENGINE, COMMENT,
//! MAX_ROWS, TABLESPACE) goes, as does ALGORITHM: `information_schema` does not tell it. Tried with 20 clauses, printed
//! by `SHOW CREATE TABLE` and `PARTITIONS` of 9.7.4, 10.11.19 and 11.8.9.

use std::fmt::Write;

use super::node::Node;
use super::parse::Parse;
use super::token::Token;
use crate::Engine;

/// No table has more partitions.
const MOST: usize = 8192;

/// The clause in one form; `None` where it is another engine's, or MariaDB's `SYSTEM_TIME`.
pub(super) fn normal(tokens: &[Token], engine: Engine) -> Option<String> {
    let mut words = Words { tokens, at: 0, engine };
    let method = words.method()?;
    let count = words.count("partitions")?;
    let mut out = method.clone();
    let mut subpartitions = 0;
    if words.eat("subpartition") && words.eat("by") {
        let _ = write!(out, " subpartition by {}", words.method()?);
        subpartitions = words.count("subpartitions")?;
    }
    let named: Option<Vec<Partition>> = match words.group() {
        Some(group) => group.split().map(Words::partition).collect(),
        None if ["hash", "key"].iter().any(|name| method.contains(&format!("{name} ("))) => {
            let counted = |number| Partition { name: format!("p{number}"), ..Partition::default() };
            Some((0..count).map(counted).collect())
        }
        None => None,
    };
    if words.at < tokens.len() {
        return None;
    }
    for (index, mut partition) in named?.into_iter().enumerate() {
        if partition.parts.is_empty() {
            partition.parts =
                (0..subpartitions).map(|number| format!("{}sp{number}", partition.name)).collect();
        }
        let quoted = |name: &str| format!("`{}`", name.replace('`', "``"));
        let open = if index == 0 { " (" } else { ", " };
        let _ = write!(out, "{open}partition {}{}", quoted(&partition.name), partition.values);
        for (index, part) in partition.parts.iter().enumerate() {
            let open = if index == 0 { " (" } else { ", " };
            let _ = write!(out, "{open}subpartition {}", quoted(part));
        }
        out.push_str(if partition.parts.is_empty() { "" } else { ")" });
    }
    out.push(')');
    Some(out)
}

/// A partition.
#[derive(Default)]
struct Partition {
    name: String,
    /// ` values in (1, 2)`
    values: String,
    /// The names of its subpartitions.
    parts: Vec<String>,
}

/// Words of the clause.
#[derive(Clone, Copy)]
struct Words<'t> {
    tokens: &'t [Token],
    at: usize,
    engine: Engine,
}

impl<'t> Words<'t> {
    fn eat(&mut self, text: &str) -> bool {
        let found = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => word == text,
            Some(Token::Mark(mark)) => *mark == text,
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    /// What stands between the parentheses that open here.
    fn group(&mut self) -> Option<Self> {
        let open = self.at;
        if !self.eat("(") {
            return None;
        }
        let mut depth = 1_usize;
        while depth > 0 {
            match self.tokens.get(self.at)? {
                Token::Mark("(") => depth += 1,
                Token::Mark(")") => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Some(Self { tokens: &self.tokens[open + 1..self.at - 1], at: 0, engine: self.engine })
    }

    /// The parts between the commas that stand in no parentheses.
    fn split(self) -> impl Iterator<Item = Self> {
        let mut depth = 0_usize;
        let parts = self.tokens.split(move |token| {
            match token {
                Token::Mark("(") => depth += 1,
                Token::Mark(")") => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && *token == Token::Mark(",")
        });
        parts.filter(|part| !part.is_empty()).map(move |tokens| Self { tokens, at: 0, engine: self.engine })
    }

    /// `range columns (a, b)`
    fn method(&mut self) -> Option<String> {
        let mut out = String::new();
        while let Some(Token::Word(word)) = self.tokens.get(self.at) {
            self.at += 1;
            if word == "algorithm" && self.eat("=") {
                self.at += 1;
            } else {
                let _ = write!(out, "{word} ");
            }
        }
        let of: Vec<String> = self.group()?.split().map(Words::value).collect();
        Some(format!("{out}({})", of.join(", ")))
    }

    /// `partitions 4`: one where it is not said.
    fn count(&mut self, word: &str) -> Option<usize> {
        if !self.eat(word) {
            return Some(1);
        }
        let Some(Token::Number(number)) = self.tokens.get(self.at) else { return None };
        self.at += 1;
        number.parse().ok().filter(|number| *number <= MOST)
    }

    /// `partition p0 values less than (1990) engine = innodb (subpartition s0)`
    fn partition(mut self) -> Option<Partition> {
        let name = self.name("partition")?;
        let mut values = String::new();
        if self.eat("default") {
            values.push_str(" default");
        } else if self.eat("values") {
            let range = self.eat("less") && self.eat("than");
            let range = range || !self.eat("in");
            let mut all = if self.eat("maxvalue") {
                vec!["maxvalue".to_owned()]
            } else {
                self.group()?.split().map(Words::value).collect()
            };
            if !range {
                all.sort_unstable();
            }
            let _ = write!(values, " values {} ({})", if range { "less than" } else { "in" }, all.join(", "));
        }
        while self.at < self.tokens.len() && self.tokens[self.at] != Token::Mark("(") {
            self.at += 1;
        }
        let parts: Option<Vec<String>> = match self.group() {
            Some(group) => group.split().map(|mut part| part.name("subpartition")).collect(),
            None => Some(Vec::new()),
        };
        Some(Partition { name, values, parts: parts? })
    }

    fn name(&mut self, word: &str) -> Option<String> {
        if !self.eat(word) {
            return None;
        }
        let (Token::Word(name) | Token::Name(name)) = self.tokens.get(self.at)? else { return None };
        self.at += 1;
        Some(name.clone())
    }

    /// An expression, a constant of numbers as its number.
    fn value(self) -> String {
        let parse = Parse { tokens: self.tokens, at: 0, depth: 0, engine: self.engine, is_text: &|_| false };
        let Some(node) = parse.whole() else { return super::words(self.tokens) };
        constant(&node).map_or_else(
            || {
                let mut out = String::new();
                node.print(&mut out, false);
                out
            },
            |number| number.to_string(),
        )
    }
}

fn constant(node: &Node) -> Option<i64> {
    match node {
        Node::Atom(number) => number.parse().ok(),
        Node::Op(op, parts) => {
            let parts: Option<Vec<i64>> = parts.iter().map(constant).collect();
            match (*op, parts?.as_slice()) {
                ("+", [a, b]) => a.checked_add(*b),
                ("-", [a, b]) => a.checked_sub(*b),
                ("*", [a, b]) => a.checked_mul(*b),
                ("-", [a]) => a.checked_neg(),
                _ => None,
            }
        }
        Node::Call(name, of) if name == "to_days" => match of.as_slice() {
            [Node::Text(date)] => to_days(date.trim_matches('\'')),
            _ => None,
        },
        _ => None,
    }
}

/// The days since the year 0 as both count them, by the Gregorian calendar: `2008-01-01` is 733407.
fn to_days(date: &str) -> Option<i64> {
    let mut parts = date.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // Years that begin in March end with the leap day.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day + 59)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[track_caller]
    fn same(written: &str, printed: &str) {
        let read = |text: &str| normal(&tokens(text, Engine::Mysql).expect("words"), Engine::Mysql);
        let once = read(written).expect("a clause");
        assert_eq!(Some(&once), read(printed).as_ref());
        assert_eq!(Some(&once), read(&once).as_ref(), "twice");
    }

    #[test]
    fn one_clause_has_one_form() {
        same("HASH (a+1) PARTITIONS 2", "HASH ((`a` + 1)) (PARTITION `p0`, PARTITION p1 ENGINE = InnoDB)");
        same("hash(a)", "HASH (`a`) (PARTITION p0)");
        same("KEY ALGORITHM=2 () PARTITIONS 1", "KEY () (PARTITION p0)");
        same("LINEAR KEY (`B b`, a)", "LINEAR KEY (`B b`,`a`) (PARTITION `p0`)");
        same(
            "RANGE (YEAR(d)) (PARTITION p0 VALUES LESS THAN (2000+5) COMMENT 'a)', PARTITION p1 VALUES LESS THAN (MAXVALUE))",
            "RANGE (year(`d`)) (PARTITION p0 VALUES LESS THAN (2005), PARTITION p1 VALUES LESS THAN MAXVALUE)",
        );
        same(
            "RANGE (TO_DAYS(d)) (PARTITION p0 VALUES LESS THAN (TO_DAYS('2008-01-01')), PARTITION p1 VALUES LESS THAN (TO_DAYS('2000-02-29')))",
            "RANGE (to_days(`d`)) (PARTITION p0 VALUES LESS THAN (733407), PARTITION p1 VALUES LESS THAN (730544))",
        );
        same("LIST (a) (PARTITION p VALUES IN (0,NULL))", "LIST (`a`) (PARTITION `p` VALUES IN (NULL,0))");
        same(
            "LIST COLUMNS (a,b) (PARTITION p VALUES IN (('b',1),('a)',NULL)))",
            "LIST  COLUMNS(a,b) (PARTITION p VALUES IN (('a)',NULL),('b',1)) ENGINE = InnoDB)",
        );
        same(
            "RANGE (a) SUBPARTITION BY HASH (b) SUBPARTITIONS 2 (PARTITION p VALUES LESS THAN (1))",
            "RANGE (a) SUBPARTITION BY HASH (b) (PARTITION p VALUES LESS THAN (1) (SUBPARTITION psp0, SUBPARTITION psp1))",
        );
    }

    #[test]
    fn what_is_another_clause_is_left() {
        let read = |text: &str| normal(&tokens(text, Engine::Mariadb).expect("words"), Engine::Mariadb);
        assert_eq!(read("SYSTEM_TIME INTERVAL 1 WEEK PARTITIONS 3"), None);
        assert_eq!(read("RANGE (a)"), None);
        assert_eq!(read("HASH (a) PARTITIONS 99999999"), None);
        assert_eq!(read("HASH (a"), None);
    }
}
