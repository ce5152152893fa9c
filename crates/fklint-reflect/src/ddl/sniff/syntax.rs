//! The dialect that the words of a text speak.

use fklint_catalog::Engine::{
    self, Mysql as My, Oracle as Ora, Postgres as Pg, SqlServer as Ms, Sqlite as Lite,
};

use super::phrases::PHRASES;

/// How much of a text is looked at.
const REACH: usize = 64 * 1024;

/// A word counts so often and no more: a single habit must not outweigh many others.
const REPEATS: u8 = 3;

/// Points by engine.
#[derive(Debug, Default)]
pub(super) struct Scores {
    points: [i32; 5],
    mariadb: bool,
}

impl Scores {
    /// Adds the points of another text.
    pub(super) fn merge(&mut self, other: &Self) {
        self.points.iter_mut().zip(other.points).for_each(|(sum, points)| *sum += points);
        self.mariadb |= other.mariadb;
    }

    /// The points of an engine.
    pub(super) fn of(&self, engine: Engine) -> i32 {
        self.points[index(engine)]
    }

    /// The engine with most points, if it has any and shares its place with no other.
    pub(super) fn best(&self) -> Option<(Engine, i32)> {
        let mysql = if self.mariadb { Engine::Mariadb } else { Engine::Mysql };
        let engines = [Engine::Sqlite, mysql, Engine::Postgres, Engine::Oracle, Engine::SqlServer];
        let most = self.points.into_iter().max().filter(|&most| most > 1)?;
        let mut winners = engines.into_iter().filter(|&engine| self.of(engine) == most);
        let first = winners.next()?;
        winners.next().is_none().then_some((first, most))
    }

    pub(super) fn add(&mut self, engine: Engine, points: i32) {
        self.points[index(engine)] += points;
    }
}

const fn index(engine: Engine) -> usize {
    match engine {
        Engine::Sqlite => 0,
        Engine::Mysql | Engine::Mariadb => 1,
        Engine::Postgres => 2,
        Engine::Oracle => 3,
        Engine::SqlServer => 4,
    }
}

/// Words that start a line of SQL*Plus.
const SQL_PLUS: &[&str] =
    &["rem", "prompt", "spool", "whenever", "set define", "set echo", "set serveroutput", "define"];

/// Words behind which `uuid` and `number` are names: as types they stand behind the name of a column.
const NO_COLUMN: &[&[u8]] = &[
    b"",
    b"add",
    b"and",
    b"as",
    b"by",
    b"change",
    b"column",
    b"distinct",
    b"drop",
    b"exists",
    b"from",
    b"index",
    b"key",
    b"modify",
    b"not",
    b"on",
    b"or",
    b"rename",
    b"select",
    b"set",
    b"to",
    b"where",
];

/// The longest phrase has five words, the longest word that matters fits here.
const LINE: usize = 64;

/// The points that the start of a text gives to each engine.
pub(super) fn scores(text: &[u8]) -> Scores {
    let mut walk = Walk {
        text: &text[..text.len().min(REACH)],
        scores: Scores::default(),
        seen: [0; PHRASES.len()],
        signs: [0; SIGNS],
    };
    walk.run();
    walk.scores
}

/// Kinds of evidence that are no words.
#[derive(Clone, Copy)]
enum Sign {
    Backtick,
    Bracket,
    Cast,
    Dollar,
    Array,
    Hint,
    Slash,
    Go,
    SqlPlus,
    Psql,
    Dot,
    Delimiter,
    Assign,
    Sized,
    Identity,
    Nextval,
    Enum,
    AddList,
    Hash,
    Uuid,
    DoubleQuote,
    DropIndex,
    AlterType,
    Now,
    Number,
    Dbo,
}

const SIGNS: usize = 26;

struct Walk<'a> {
    text: &'a [u8],
    scores: Scores,
    seen: [u8; PHRASES.len()],
    signs: [u8; SIGNS],
}

impl Walk<'_> {
    fn run(&mut self) {
        let text = self.text;
        let mut at = 0;
        // The words since the last punctuation, in lower case, a blank between them.
        let mut words = Words::default();
        let mut line_start = true;
        while let Some(&byte) = text.get(at) {
            let next = text.get(at + 1).copied().unwrap_or(0);
            let starts_line = line_start;
            line_start = byte == b'\n' || line_start && byte <= b' ';
            match byte {
                0..=b' ' => at += 1,
                b'-' if next == b'-' => at = line_end(text, at),
                b'#' if starts_line => {
                    self.sign(Sign::Hash, My, 2);
                    at = line_end(text, at);
                }
                b'/' if next == b'*' => {
                    if matches!(text.get(at + 2), Some(b'!')) {
                        self.sign(Sign::Hint, My, 8);
                        at += 3;
                    } else if text[at..].starts_with(b"/*M!") {
                        self.sign(Sign::Hint, My, 8);
                        self.scores.mariadb = true;
                        at += 4;
                    } else {
                        at = memchr::memmem::find(&text[at..], b"*/").map_or(text.len(), |end| at + end + 2);
                    }
                }
                b'\'' => {
                    at = string_end(text, at);
                    words.clear();
                }
                _ if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 => {
                    let end = at
                        + text[at..]
                            .iter()
                            .take_while(|&&b| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80)
                            .count();
                    let qualified = at > 0 && text[at - 1] == b'.';
                    words.push(&text[at..end]);
                    self.word(
                        &words,
                        qualified,
                        text.get(end).copied().unwrap_or(0),
                        starts_line,
                        &text[end..],
                    );
                    at = end;
                }
                _ => {
                    self.punct(byte, next, at, starts_line, &words);
                    // psql, dot commands and hidden `@script` lines are no SQL.
                    let line = starts_line && matches!(byte, b'\\' | b'@');
                    at = if line {
                        line_end(text, at)
                    } else {
                        at + if byte == b':' && next == b':' { 2 } else { 1 }
                    };
                    words.clear();
                }
            }
        }
    }

    fn word(&mut self, words: &Words, qualified: bool, next: u8, starts_line: bool, rest: &[u8]) {
        let (engine, points, sign) = match words.last() {
            b"nextval" if qualified => (Ora, 6, Sign::Nextval),
            b"nextval" => (Pg, 6, Sign::Nextval),
            b"identity" if next == b'(' && words.before() != b"as" => (Ms, 8, Sign::Identity),
            // Elsewhere it is the end of somebody's name.
            b"dbo" if [&b"."[..], b"].", b"\"."].iter().any(|dot| rest.starts_with(dot)) => {
                (Ms, 8, Sign::Dbo)
            }
            b"engine" if rest.trim_ascii_start().starts_with(b"=") => (My, 10, Sign::Assign),
            b"int" | b"bigint" | b"smallint" if next == b'(' => (My, 3, Sign::Sized),
            b"enum" if rest.trim_ascii_start().starts_with(b"(") && words.before() != b"as" => {
                (My, 6, Sign::Enum)
            }
            b"add" | b"modify" if rest.trim_ascii_start().starts_with(b"(") => (Ora, 4, Sign::AddList),
            b"number" if !NO_COLUMN.contains(&words.before()) => (Ora, 6, Sign::Number),
            b"uuid" if !NO_COLUMN.contains(&words.before()) => (Pg, 3, Sign::Uuid),
            b"type" if words.are_alter_column() => (Pg, 8, Sign::AlterType),
            b"now" if next == b'(' => (Lite, -3, Sign::Now),
            b"delimiter" if starts_line => (My, 8, Sign::Delimiter),
            b"go" if starts_line && line(rest).trim_ascii().is_empty() => (Ms, 10, Sign::Go),
            word if starts_line && SQL_PLUS.contains(&std::str::from_utf8(word).unwrap_or_default()) => {
                (Ora, 6, Sign::SqlPlus)
            }
            b"define" | b"echo" | b"serveroutput" if words.before() == b"set" => (Ora, 6, Sign::SqlPlus),
            b"aria" if words.before() == b"engine" => {
                self.scores.mariadb = true;
                (My, 4, Sign::Assign)
            }
            _ => return self.phrases(words),
        };
        self.sign(sign, engine, points);
        self.phrases(words);
    }

    /// Gives the points of each phrase that ends with the last word.
    fn phrases(&mut self, words: &Words) {
        for suffix in words.suffixes() {
            if let Ok(found) = PHRASES.binary_search_by(|(phrase, _)| phrase.as_bytes().cmp(suffix))
                && self.seen[found] < REPEATS
            {
                self.seen[found] += 1;
                for &(engine, points) in PHRASES[found].1 {
                    self.scores.add(engine, points);
                }
            }
        }
    }

    fn punct(&mut self, byte: u8, next: u8, at: usize, starts_line: bool, words: &Words) {
        let before = if at > 0 { self.text[at - 1] } else { b'\n' };
        match byte {
            b'`' => {
                // SQLite takes them too, and some tools write them there.
                self.sign(Sign::Backtick, My, 3);
                self.sign(Sign::Backtick, Lite, 2);
            }
            b'[' if next.is_ascii_alphabetic()
                && (before <= b' ' || matches!(before, b'.' | b'(' | b',')) =>
            {
                self.sign(Sign::Bracket, Ms, 3);
                self.sign(Sign::Bracket, Lite, 2);
            }
            b'"' => self.sign(Sign::DoubleQuote, My, -1),
            // MySQL and SQL Server drop an index `ON` its table.
            b';' if words.are_drop_index() => {
                self.sign(Sign::DropIndex, My, -6);
                self.sign(Sign::DropIndex, Ms, -6);
            }
            b'[' if next == b']' => self.sign(Sign::Array, Pg, 6),
            b':' if next == b':' => self.sign(Sign::Cast, Pg, 6),
            b'$' if next == b'$' => self.sign(Sign::Dollar, Pg, 6),
            b'/' if starts_line && line(&self.text[at + 1..]).trim_ascii().is_empty() => {
                self.sign(Sign::Slash, Ora, 6);
            }
            b'@' if starts_line && next != b' ' => self.sign(Sign::SqlPlus, Ora, 4),
            b'\\' if starts_line => self.sign(Sign::Psql, Pg, 6),
            b'.' if starts_line && next.is_ascii_alphabetic() => self.sign(Sign::Dot, Lite, 6),
            _ => {}
        }
    }

    fn sign(&mut self, sign: Sign, engine: Engine, points: i32) {
        let seen = &mut self.signs[sign as usize];
        if *seen < 2 * REPEATS {
            *seen += 1;
            self.scores.add(engine, points);
        }
    }
}

/// The last words, in lower case.
#[derive(Default)]
struct Words {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Words {
    fn clear(&mut self) {
        self.bytes.clear();
        self.starts.clear();
    }

    fn push(&mut self, word: &[u8]) {
        if self.starts.len() == 5 || self.bytes.len() > 4 * LINE {
            let cut = self.starts.get(1).copied().unwrap_or(self.bytes.len());
            self.bytes.drain(..cut);
            self.starts.remove(0);
            self.starts.iter_mut().for_each(|start| *start -= cut);
        }
        if !self.bytes.is_empty() {
            self.bytes.push(b' ');
        }
        self.starts.push(self.bytes.len());
        self.bytes.extend(word.iter().take(LINE).map(u8::to_ascii_lowercase));
    }

    fn last(&self) -> &[u8] {
        self.starts.last().map_or(b"", |&start| &self.bytes[start..])
    }

    /// The word before the last one.
    fn before(&self) -> &[u8] {
        match self.starts[..] {
            [.., start, last] => &self.bytes[start..last - 1],
            _ => b"",
        }
    }

    /// `DROP INDEX i`
    fn are_drop_index(&self) -> bool {
        self.starts.len() == 3 && self.bytes.starts_with(b"drop index ")
    }

    /// `ALTER COLUMN c TYPE`
    fn are_alter_column(&self) -> bool {
        match self.starts[..] {
            [.., alter, _, name, _] => self.bytes[alter..].starts_with(b"alter column ") && name > alter,
            _ => false,
        }
    }

    /// The runs of words that end with the last one.
    fn suffixes(&self) -> impl Iterator<Item = &[u8]> {
        self.starts.iter().map(|&start| &self.bytes[start..])
    }
}

fn line(text: &[u8]) -> &[u8] {
    &text[..line_end(text, 0)]
}

fn line_end(text: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end)
}

/// The end of a string of an unknown dialect: `\'` escapes where what follows does not look like SQL.
fn string_end(text: &[u8], at: usize) -> usize {
    let mut from = at + 1;
    while let Some(found) = memchr::memchr(b'\'', &text[from.min(text.len())..]) {
        let close = from + found;
        let escaped = text[close - 1] == b'\\'
            && !matches!(text.get(close + 1), None | Some(b',' | b')' | b';' | b' ' | b'\n' | b'\r'));
        if text.get(close + 1) == Some(&b'\'') {
            from = close + 2;
        } else if escaped {
            from = close + 1;
        } else {
            return close + 1;
        }
    }
    text.len()
}
