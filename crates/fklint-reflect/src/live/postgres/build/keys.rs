//! Indexes, and the constraints that they stand for.

use fklint_catalog::{Change, Deferrable, Key, KeyKind, KeyPart, NameKind, PartOptions, Shared};
use smol_str::SmolStr;

use super::{Build, ENGINE, ident};
use crate::ddl;
use crate::live::postgres::rows;

/// The index method that nobody needs to name.
const USUAL_METHOD: &str = "btree";

impl Build<'_> {
    pub(super) fn keys(&mut self) {
        for row in &self.rows.keys {
            let Some(&at) = self.places.get(&row.relation) else { continue };
            let key = self.key(row, at);
            self.tables[at].keys.push(key);
        }
    }

    fn key(&mut self, row: &rows::Key, table: usize) -> Key {
        let kind = match row.contype.map(|code| code.0) {
            Some(b'p') => KeyKind::Primary,
            Some(b'x') => KeyKind::Exclusion,
            _ if row.is_unique => KeyKind::Unique,
            _ => KeyKind::Plain,
        };
        // WITHOUT OVERLAPS (18) makes a primary key of an index that is not btree: said by the constraint.
        let says_method = matches!(kind, KeyKind::Exclusion) || row.contype.is_none();
        let method = Some(row.method.as_str()).filter(|&method| says_method && method != USUAL_METHOD);
        let split = usize::try_from(row.parts).unwrap_or(0).min(row.columns.len());
        let (parts, include) = row.columns.split_at(split);
        let include = self.names(table, include).unwrap_or_else(|| {
            self.note(table, &format!("index `{}` includes columns that are not there", row.name));
            Vec::new()
        });
        let parts = match &row.definition {
            Some(definition) => self.written_parts(row, definition, table),
            None => self.column_parts(row, parts, table),
        };
        Key {
            name: Some(ident(NameKind::Constraint, &row.name)),
            parts,
            predicate: row.predicate.as_deref().map(|text| Box::new(ddl::predicate(text, ENGINE))),
            constraint: row.contype.is_some(),
            deferrable: deferrable(row.is_deferrable, row.is_deferred),
            nulls_not_distinct: row.nulls_not_distinct,
            include,
            method: method.map(SmolStr::new),
            valid: row.is_valid,
            ..Key::over(kind, [])
        }
    }

    /// The parts of an index over columns alone.
    fn column_parts(&mut self, row: &rows::Key, numbers: &[i16], table: usize) -> Shared<KeyPart> {
        let part = |(at, &number): (usize, &i16)| {
            let column = self.numbered(table, number)?;
            let collation = row.collations.get(at).filter(|&&own| own != column.collation);
            let options = PartOptions {
                descending: row.options.get(at).is_some_and(|bits| bits & 1 == 1),
                collation: collation.and_then(|own| self.collations.get(own)).map(|&name| name.into()),
                ..PartOptions::default()
            };
            Some(KeyPart { options: options.into(), ..KeyPart::column(column.name.clone()) })
        };
        let parts: Option<Shared<KeyPart>> = numbers.iter().enumerate().map(part).collect();
        parts.unwrap_or_else(|| {
            self.note(table, &format!("index `{}` is over columns that are not there", row.name));
            Shared::default()
        })
    }

    /// The parts of an index over expressions: read from the server's own statement, since nothing else tells the
    /// collation that was said from the one that an expression has.
    fn written_parts(&mut self, row: &rows::Key, definition: &str, table: usize) -> Shared<KeyPart> {
        let changes = ddl::read(definition.as_bytes(), ENGINE)
            .statements
            .into_iter()
            .flat_map(|statement| statement.changes)
            .next();
        if let Some(Change::AddKey { key, .. }) = changes {
            return key.parts;
        }
        self.note(table, &format!("index `{}` cannot be read: `{definition}`", row.name));
        Shared::default()
    }
}

pub(super) const fn deferrable(is_deferrable: bool, is_deferred: bool) -> Deferrable {
    match (is_deferrable, is_deferred) {
        (false, _) => Deferrable::No,
        (true, false) => Deferrable::InitiallyImmediate,
        (true, true) => Deferrable::InitiallyDeferred,
    }
}
