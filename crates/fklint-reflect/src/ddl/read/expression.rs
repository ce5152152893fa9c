//! Expressions as text and as the columns they use. The text is ours; the columns are sqlparser's word.

use std::ops::ControlFlow;

use fklint_catalog::{Engine, Expression, Ident, NameKind, Predicate, Quoting};
use sqlparser::ast::{Expr, visit_expressions};
use sqlparser::dialect::{
    Dialect, GenericDialect, MsSqlDialect, MySqlDialect, OracleDialect, PostgreSqlDialect, SQLiteDialect,
};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

/// A longer expression is a list of values, not a formula.
const LONGEST: usize = 1 << 16;

/// An expression of more operators and names than this is not handed to sqlparser: it bounds the depth of
/// parentheses, but `a + 1 + 1 …` makes a tree as deep as it is long, which overflows the stack when it is walked
/// and when it is dropped.
const MOST_OPERATORS: usize = 1000;

/// An expression; its columns stay unknown where sqlparser cannot read it.
pub(crate) fn expression(text: &str, engine: Engine) -> Expression {
    let columns = parse(text, engine).map(|parsed| {
        let mut columns: Vec<Ident> = Vec::new();
        let _ = visit_expressions(&parsed, |part| {
            if let Some(name) = column(part, engine)
                && !columns.contains(&name)
            {
                columns.push(name);
            }
            ControlFlow::<()>::Continue(())
        });
        columns
    });
    Expression { text: text.into(), columns }
}

/// The condition of a partial index.
pub(crate) fn predicate(text: &str, engine: Engine) -> Predicate {
    let not_null = parse(text, engine).and_then(|parsed| {
        let mut columns = Vec::new();
        not_nulls(&parsed, engine, &mut columns).then_some(columns)
    });
    Predicate { expression: expression(text, engine), not_null }
}

/// Whether `expr` is `a IS NOT NULL AND b IS NOT NULL …` and nothing else.
fn not_nulls(expr: &Expr, engine: Engine, columns: &mut Vec<Ident>) -> bool {
    match expr {
        Expr::Nested(inner) => not_nulls(inner, engine, columns),
        Expr::IsNotNull(inner) => {
            let inner = if let Expr::Nested(inner) = &**inner { inner } else { inner };
            column(inner, engine).map(|name| columns.push(name)).is_some()
        }
        Expr::BinaryOp { left, op: sqlparser::ast::BinaryOperator::And, right } => {
            not_nulls(left, engine, columns) && not_nulls(right, engine, columns)
        }
        _ => false,
    }
}

fn column(expr: &Expr, engine: Engine) -> Option<Ident> {
    let ident = match expr {
        Expr::Identifier(ident) => ident,
        Expr::CompoundIdentifier(parts) => parts.last()?,
        _ => return None,
    };
    let quoting = if ident.quote_style.is_some() { Quoting::Quoted } else { Quoting::Bare };
    Some(Ident::new(engine, NameKind::Column, &ident.value, quoting))
}

fn parse(text: &str, engine: Engine) -> Option<Expr> {
    let dialect: &dyn Dialect = match engine {
        Engine::Sqlite => &SQLiteDialect {},
        Engine::Mysql | Engine::Mariadb => &MySqlDialect {},
        Engine::Postgres => &PostgreSqlDialect {},
        Engine::Oracle => &OracleDialect {},
        Engine::SqlServer => &MsSqlDialect {},
    };
    let parser = |dialect| {
        let tokens = Tokenizer::new(dialect, text).tokenize().ok()?;
        if tokens.iter().filter(|token| deepens(token)).count() > MOST_OPERATORS {
            return None;
        }
        let mut parser = Parser::new(dialect).with_tokens(tokens);
        let expr = parser.parse_expr().ok()?;
        (parser.peek_token().token == Token::EOF).then_some(expr)
    };
    if text.len() > LONGEST {
        return None;
    }
    parser(dialect).or_else(|| parser(&GenericDialect {}))
}

/// Whether a token can make the tree of an expression deeper. Lists of values may be as long as they like.
const fn deepens(token: &Token) -> bool {
    !matches!(
        token,
        Token::Whitespace(_)
            | Token::Comma
            | Token::Number(..)
            | Token::SingleQuotedString(_)
            | Token::LParen
            | Token::RParen
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(text: &str) -> Option<usize> {
        expression(text, Engine::Postgres).columns.map(|columns| columns.len())
    }

    #[test]
    fn an_expression_as_deep_as_it_is_long_stays_unknown() {
        assert_eq!(columns(&format!("a{}", " + 1".repeat(900))), Some(1));
        for operator in ["+1", " OR a", " IS NULL", "::int", ".a", "[1]", " COLLATE x", " AND a IS NOT NULL"]
        {
            assert_eq!(columns(&format!("a{}", operator.repeat(10_000))), None, "{operator}");
        }
    }

    #[test]
    fn nesting_beyond_what_sqlparser_follows_stays_unknown() {
        for (open, close) in
            [("(", ")"), ("f(", ")"), ("CASE WHEN a THEN ", " END"), ("NOT ", ""), ("- ", "")]
        {
            let nested = |depth: usize| format!("{}a{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(columns(&nested(5)), Some(1), "{open}");
            assert_eq!(columns(&nested(10_000)), None, "{open}");
        }
    }

    #[test]
    fn a_long_list_of_values_is_read() {
        assert_eq!(columns(&format!("a IN ('x'{})", ", 'y'".repeat(5000))), Some(1));
    }
}
