//! From words to an expression, by the precedence that all engines share.

use super::node::Node;
use super::token::Token;
use crate::Engine;

/// Deeper nesting is left as words.
const DEEPEST: usize = 60;

/// What must be known to read an expression.
pub(super) struct Parse<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) engine: Engine,
    /// Whether a column is kept as `character varying`.
    pub(super) is_text: &'a dyn Fn(&str) -> bool,
}

const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const OTHER: u8 = 5;
const SUM: u8 = 6;
const PRODUCT: u8 = 7;
const UNARY: u8 = 8;

impl Parse<'_> {
    /// The whole of the words as one expression.
    pub(super) fn whole(mut self) -> Option<Node> {
        let node = self.expression(0)?;
        (self.at == self.tokens.len()).then_some(node)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is(&self, mark: &str) -> bool {
        self.is_at(0, mark)
    }

    /// Whether the token `ahead` is this mark or bare word.
    fn is_at(&self, ahead: usize, text: &str) -> bool {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Mark(mark)) => *mark == text,
            Some(Token::Word(word)) => word == text,
            _ => false,
        }
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.is(text);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.eat(text).then_some(())
    }

    /// An expression of operators that bind tighter than `floor`.
    fn expression(&mut self, floor: u8) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.prefix()?;
        while let Some(next) = self.infix(&left, floor)? {
            left = next;
        }
        self.depth -= 1;
        Some(left)
    }

    fn prefix(&mut self) -> Option<Node> {
        let mysql = self.engine.is_mysql_like();
        if self.eat("not") || mysql && self.eat("!") {
            return Some(Node::not(self.expression(NOT)?));
        }
        if self.eat("-") {
            return Some(Node::minus(self.expression(UNARY)?));
        }
        if self.eat("+") {
            return self.expression(UNARY);
        }
        if self.eat("~") {
            return Some(Node::Op("~", vec![self.expression(UNARY)?]));
        }
        let mut node = self.primary()?;
        loop {
            if self.eat("::") {
                let to = self.type_name()?;
                node = Node::cast(node, to, self.is_text);
            } else if self.is("[") && self.engine == Engine::Postgres {
                self.at += 1;
                let index = self.expression(0)?;
                self.expect("]")?;
                node = Node::Op("[]", vec![node, index]);
            } else if self.eat("collate") {
                let name = self.name()?;
                node = Node::Op("collate", vec![node, Node::Atom(name)]);
            } else if self.is("at") && self.is_at(1, "time") && self.is_at(2, "zone") {
                self.at += 3;
                let zone = self.expression(UNARY)?;
                node = Node::Op("at time zone", vec![node, zone]);
            } else {
                return Some(node);
            }
        }
    }

    fn primary(&mut self) -> Option<Node> {
        let token = self.peek()?.clone();
        self.at += 1;
        match token {
            Token::Number(text) => Some(Node::Atom(text)),
            Token::Text(text) => Some(Node::Text(text)),
            Token::Mark("(") => {
                if self.is("select") {
                    return None;
                }
                let mut items = self.items(")")?;
                if items.len() == 1 { items.pop() } else { Some(Node::List(items)) }
            }
            Token::Word(word) if word == "case" => self.case(),
            Token::Word(word) if word == "array" && self.eat("[") => Some(Node::Array(self.items("]")?)),
            Token::Word(word) if matches!(word.as_str(), "select" | "exists" | "row") => None,
            Token::Word(word) => match self.peek() {
                // `date '2020-01-01'`: a literal with its type before it.
                Some(Token::Text(text)) if self.engine == Engine::Postgres => {
                    let text = Node::Text(text.clone());
                    self.at += 1;
                    Some(Node::cast(text, word, self.is_text))
                }
                _ => self.named(word),
            },
            Token::Name(name) => self.named(name),
            Token::Mark(_) => None,
        }
    }

    /// A column, or a call.
    fn named(&mut self, mut name: String) -> Option<Node> {
        while self.eat(".") {
            let next = self.name()?;
            name = if name == "pg_catalog" { next } else { format!("{name}.{next}") };
        }
        if !self.eat("(") {
            // The clock needs no parentheses; an empty pair says nothing.
            return Some(match name.as_str() {
                "current_timestamp" | "localtime" | "localtimestamp" => {
                    Node::call(&name, Vec::new(), self.engine.is_mysql_like())
                }
                _ => Node::Atom(name),
            });
        }
        if name == "cast" {
            let of = self.expression(0)?;
            self.expect("as")?;
            let to = self.type_name()?;
            self.expect(")")?;
            return Some(Node::cast(of, to, self.is_text));
        }
        let arguments = self.items(")")?;
        Some(Node::call(&name, arguments, self.engine.is_mysql_like()))
    }

    /// Expressions between commas, with the words that some functions have between their arguments.
    fn items(&mut self, close: &str) -> Option<Vec<Node>> {
        const WORDS: &[&str] =
            &["from", "for", "both", "leading", "trailing", "distinct", "separator", "using"];
        let mut items = Vec::new();
        while !self.eat(close) {
            let mut phrase = Vec::new();
            while !self.is(",") && !self.is(close) {
                match WORDS.iter().find(|word| self.is(word)) {
                    Some(word) => {
                        self.at += 1;
                        phrase.push(Node::Atom((*word).to_owned()));
                    }
                    None if self.is("*") => {
                        self.at += 1;
                        phrase.push(Node::Atom("*".to_owned()));
                    }
                    None => phrase.push(self.expression(0)?),
                }
            }
            items.push(if phrase.len() == 1 { phrase.pop()? } else { Node::Phrase(phrase) });
            self.eat(",");
        }
        Some(items)
    }

    fn case(&mut self) -> Option<Node> {
        let mut parts = vec![Node::Atom("case".to_owned())];
        loop {
            match ["when", "then", "else", "end"].into_iter().find(|word| self.is(word)) {
                Some(word) => {
                    self.at += 1;
                    parts.push(Node::Atom(word.to_owned()));
                    if word == "end" {
                        return Some(Node::Phrase(parts));
                    }
                }
                None => parts.push(self.expression(0)?),
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        match self.peek()?.clone() {
            Token::Word(name) | Token::Name(name) => {
                self.at += 1;
                Some(name)
            }
            _ => None,
        }
    }

    /// `character varying(20)[]`, `timestamp without time zone`, `s."T"`.
    fn type_name(&mut self) -> Option<String> {
        const MORE: &[&str] =
            &["varying", "precision", "with", "without", "time", "zone", "unsigned", "signed"];
        let mut text = self.name()?;
        loop {
            if self.eat(".") {
                text = format!("{text}.{}", self.name()?);
            } else if let Some(more) = MORE.iter().find(|more| self.is(more)) {
                self.at += 1;
                text = format!("{text} {more}");
            } else if self.eat("(") {
                let mut arguments = String::new();
                Node::List(self.items(")")?).print(&mut arguments, false);
                text.push_str(&arguments.replace(' ', ""));
            } else if self.is("[") && self.is_at(1, "]") {
                self.at += 2;
                text.push_str("[]");
            } else {
                let parsed = crate::DataType::parse(&text);
                return Some(super::super::types::data_type(self.engine, &parsed).as_str().to_owned());
            }
        }
    }

    /// What stands behind `left`, if it binds tighter than `floor`.
    #[allow(clippy::option_option, reason = "no more, and not understood, are two answers")]
    fn infix(&mut self, left: &Node, floor: u8) -> Option<Option<Node>> {
        let start = self.at;
        let negated = self.is("not") && self.eat("not");
        let found = self.word_operator(left, floor, negated)?;
        let found = match found {
            None if !negated => self.mark_operator(left, floor)?,
            found => found,
        };
        if found.is_none() {
            self.at = start;
        }
        Some(found)
    }

    #[allow(clippy::option_option, reason = "no more, and not understood, are two answers")]
    fn word_operator(&mut self, left: &Node, floor: u8, negated: bool) -> Option<Option<Node>> {
        let Some(Token::Word(word)) = self.peek() else { return Some(None) };
        let word = word.clone();
        let left = left.clone();
        let node = match word.as_str() {
            "or" | "xor" | "and" if !negated => {
                let (op, bind) = match word.as_str() {
                    "or" => ("or", OR),
                    "xor" => ("xor", OR),
                    _ => ("and", AND),
                };
                if bind <= floor {
                    return Some(None);
                }
                self.at += 1;
                let right = self.expression(bind)?;
                return Some(Some(Node::chain(op, left, right)));
            }
            "div" | "mod" if !negated && self.engine.is_mysql_like() => {
                if PRODUCT <= floor {
                    return Some(None);
                }
                self.at += 1;
                let right = self.expression(PRODUCT)?;
                let op = if word == "mod" { "%" } else { "div" };
                return Some(Some(Node::Op(op, vec![left, right])));
            }
            "is" | "isnull" | "notnull" | "in" | "between" | "like" | "ilike" | "similar" | "regexp"
            | "rlike" | "glob" | "match"
                if COMPARE > floor =>
            {
                self.at += 1;
                match word.as_str() {
                    "is" => self.is_test(left)?,
                    "isnull" => Node::Op("is", vec![left, Node::Atom("null".to_owned())]),
                    "notnull" => Node::Op("is not", vec![left, Node::Atom("null".to_owned())]),
                    "in" => {
                        self.expect("(")?;
                        if self.is("select") {
                            return None;
                        }
                        Node::is_in(left, self.items(")")?)
                    }
                    "between" => {
                        if self.is("symmetric") {
                            return None;
                        }
                        let low = self.expression(COMPARE)?;
                        self.expect("and")?;
                        let high = self.expression(COMPARE)?;
                        return Some(Some(Node::between(left, low, high, negated)));
                    }
                    "similar" => {
                        self.expect("to")?;
                        Node::Op("similar to", vec![left, self.expression(COMPARE)?])
                    }
                    pattern => {
                        let right = self.expression(COMPARE)?;
                        let op = match pattern {
                            "like" => "like",
                            "ilike" => "ilike",
                            "glob" => "glob",
                            "match" => "match",
                            _ => "regexp",
                        };
                        if self.eat("escape") {
                            let escape = self.expression(COMPARE)?;
                            Node::Op(op, vec![left, Node::Call("escape".to_owned(), vec![right, escape])])
                        } else {
                            Node::Op(op, vec![left, right])
                        }
                    }
                }
            }
            _ => return Some(None),
        };
        Some(Some(if negated { Node::not(node) } else { node }))
    }

    /// Behind IS.
    fn is_test(&mut self, left: Node) -> Option<Node> {
        let negated = self.eat("not");
        let node = if self.is("distinct") && self.is_at(1, "from") {
            self.at += 2;
            Node::Op("is distinct from", vec![left, self.expression(COMPARE)?])
        } else {
            Node::Op("is", vec![left, self.expression(COMPARE)?])
        };
        Some(if negated { Node::not(node) } else { node })
    }

    #[allow(clippy::option_option, reason = "no more, and not understood, are two answers")]
    fn mark_operator(&mut self, left: &Node, floor: u8) -> Option<Option<Node>> {
        let Some(Token::Mark(mark)) = self.peek() else { return Some(None) };
        let mark: &'static str = mark;
        let mysql = self.engine.is_mysql_like();
        let bind = match mark {
            "||" if mysql => OR,
            "&&" if mysql => AND,
            "=" | "==" | "<>" | "!=" | "<" | ">" | "<=" | ">=" | "<=>" => COMPARE,
            "+" | "-" => SUM,
            "*" | "/" | "%" => PRODUCT,
            "^" => UNARY,
            "(" | ")" | "[" | "]" | "," | "." | "::" | ":" | "{" | "}" | ";" | "!" => return Some(None),
            _ => OTHER,
        };
        if bind <= floor {
            return Some(None);
        }
        self.at += 1;
        let right = self.expression(bind)?;
        let left = left.clone();
        Some(Some(match mark {
            "||" if mysql => Node::chain("or", left, right),
            "&&" if mysql => Node::chain("and", left, right),
            "~~" => Node::Op("like", vec![left, right]),
            "!~~" => Node::not(Node::Op("like", vec![left, right])),
            "~~*" => Node::Op("ilike", vec![left, right]),
            "!~~*" => Node::not(Node::Op("ilike", vec![left, right])),
            _ if bind == COMPARE => Node::compare(mark, left, right),
            _ => Node::Op(mark, vec![left, right]),
        }))
    }
}
