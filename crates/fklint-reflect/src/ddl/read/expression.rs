//! Expressions as text and as the columns they use. The text is ours; the columns are sqlparser's word.

use std::ops::ControlFlow;

use fklint_catalog::{Engine, Expression, Ident, NameKind, Predicate, Quoting};
use sqlparser::ast::{Expr, visit_expressions};
use sqlparser::dialect::{
    Dialect, GenericDialect, MsSqlDialect, MySqlDialect, OracleDialect, PostgreSqlDialect, SQLiteDialect,
};
use sqlparser::parser::Parser;

/// An expression; its columns stay unknown where sqlparser cannot read it.
pub(super) fn expression(text: &str, engine: Engine) -> Expression {
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
pub(super) fn predicate(text: &str, engine: Engine) -> Predicate {
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
        let mut parser = Parser::new(dialect).try_with_sql(text).ok()?;
        let expr = parser.parse_expr().ok()?;
        (parser.peek_token().token == sqlparser::tokenizer::Token::EOF).then_some(expr)
    };
    parser(dialect).or_else(|| parser(&GenericDialect {}))
}
