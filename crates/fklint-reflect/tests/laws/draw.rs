//! Schemas drawn from a row of bytes: the fewer and smaller they are, the plainer the schema.

mod change;

use std::sync::Arc;

use fklint_catalog::{
    Action, Catalog, Change, Check, Column, DataType, Deferrable, Engine, Expression, Force, ForeignKey,
    Generated, Generator, Ident, IgnoredBecause, Key, KeyKind, KeyPart, MatchKind, NameKind, Predicate,
    Quoting, StorageEngine, Table, TableKind, TableName, Target,
};

use crate::names::NAMES;

pub(crate) struct Draw<'a> {
    engine: Engine,
    bytes: std::slice::Iter<'a, u8>,
    names: usize,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(engine: Engine, bytes: &'a [u8]) -> Self {
        Self { engine, bytes: bytes.iter(), names: 0 }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % limit.max(1)
    }

    fn flag(&mut self) -> bool {
        self.below(3) == 1
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn ident(&self, kind: NameKind, text: &str) -> Ident {
        Ident::new(self.engine, kind, text, Quoting::Quoted)
    }

    /// A name that no other in the schema has.
    fn fresh(&mut self, kind: NameKind) -> Ident {
        self.names += 1;
        let name = self.pick(NAMES);
        // The plain form of most, so that words of the language stand alone too.
        let text = if self.flag() { format!("{name}{}", self.names) } else { name.to_owned() };
        self.ident(kind, &text)
    }

    fn numbered(&mut self, kind: NameKind) -> Ident {
        self.names += 1;
        let text = format!("{}{}", self.pick(NAMES), self.names);
        self.ident(kind, &text)
    }

    fn optional_name(&mut self) -> Option<Ident> {
        self.flag().then(|| self.numbered(NameKind::Constraint))
    }

    pub(crate) fn catalog(&mut self) -> Catalog {
        let mut catalog = Catalog::new(self.engine, None);
        for _ in 0..=self.below(4) {
            let table = self.table(&catalog);
            // A name that is taken: one table less, also where a temporary one has it, which others may hang on.
            if catalog.table(&table.name).is_none() {
                let made = Change::CreateTable { table: Arc::new(table), if_not_exists: false };
                catalog.apply(&made).expect("the name is free");
            }
        }
        // Between any two of them: they close cycles.
        for _ in 0..self.below(4) {
            let Some(table) = catalog.table_at(self.below(catalog.len())) else { continue };
            let (table, foreign_key) = (table.name.clone(), self.alone(&catalog, table));
            catalog.apply(&Change::AddForeignKey { table, foreign_key }).expect("the table is there");
        }
        catalog
    }

    fn table_name(&mut self) -> TableName {
        let schema = self.engine != Engine::Sqlite && self.below(5) == 1;
        let schema = schema.then(|| self.ident(NameKind::Schema, "S p"));
        TableName { schema, name: self.fresh(NameKind::Table) }
    }

    fn table(&mut self, catalog: &Catalog) -> Table {
        // What stays takes no part in what is temporary.
        let stays = |table: &&Table| table.kind != TableKind::Temporary;
        let partitioned: Vec<&Table> =
            catalog.tables().filter(|table| table.is_partitioned()).filter(stays).collect();
        if self.engine == Engine::Postgres && !partitioned.is_empty() && self.flag() {
            let of = self.pick(&partitioned);
            return self.partition(of);
        }
        let mut table = Table::new(self.table_name());
        table.columns.push(Column::new(
            Ident::new(self.engine, NameKind::Column, "c0", Quoting::Bare),
            DataType::parse("int"),
        ));
        for _ in 0..self.below(4) {
            let column = self.column();
            if table.column(&column.name).is_none() {
                table.columns.push(column);
            }
        }
        if self.flag() {
            let key = self.key(&table, KeyKind::Primary);
            table.keys.push(key);
            self.autoincrement(&mut table);
        }
        for _ in 0..self.below(3) {
            let kind = self.pick(&[KeyKind::Unique, KeyKind::Plain]);
            table.keys.push(self.key(&table, kind));
        }
        for _ in 0..self.below(3) {
            let key = self.foreign_key(catalog, &table);
            table.foreign_keys.push(key);
        }
        if self.flag() {
            let check = self.check();
            table.checks.push(check);
        }
        self.options(catalog, &mut table);
        table
    }

    /// Its columns and keys are its table's; what it says itself are defaults, NOT NULLs and further keys.
    fn partition(&mut self, of: &Table) -> Table {
        let mut table = Table::new(self.table_name());
        let bounds = self.pick(&[
            "DEFAULT",
            "FOR VALUES FROM (1, ')') TO (MAXVALUE, 'b')",
            "FOR VALUES IN ('a', NULL)",
        ]);
        table.kind = TableKind::Partition { of: of.name.clone().into(), bounds: bounds.into() };
        table.columns = of.columns.clone();
        for column in table.columns.iter_mut().filter(|column| column.generator.is_none()) {
            column.not_null |= self.flag();
            if column.generated.is_none() && self.flag() {
                column.default = Some("7".into());
            }
        }
        table.keys = of.keys.iter().map(|key| Key { name: None, ..key.clone() }).collect();
        if self.flag() {
            table.keys.push(self.key(&table, KeyKind::Plain));
        }
        if self.flag() {
            table.partition_by = Some("HASH (c0)".into());
        }
        table
    }

    fn options(&mut self, catalog: &Catalog, table: &mut Table) {
        match self.engine {
            Engine::Mysql | Engine::Mariadb => {
                let engine = |name: &str| Some(StorageEngine(name.into()));
                table.storage_engine = self.pick(&[None, engine("InnoDB"), engine("MyISAM")]);
                table.charset = self.pick(&[None, Some("utf8mb4".into())]);
                table.collation = self.pick(&[None, Some("utf8mb4_bin".into())]);
            }
            Engine::Sqlite => {
                table.without_rowid = self.flag() && table.primary_key().is_some();
                table.strict = self.flag();
            }
            Engine::Postgres => {
                let heritable = |table: &&Table| table.kind == TableKind::Base && !table.is_partitioned();
                for parent in catalog.tables().filter(heritable).take(usize::from(self.flag())) {
                    table.inherits.push(parent.name.clone());
                    for (at, column) in parent.columns.iter().enumerate() {
                        let not_null = !parent.is_nullable(&column.name) && column.generator.is_none();
                        let mut copy = Column { not_null: column.not_null || not_null, ..column.clone() };
                        if let Some(own) = table.columns.iter().position(|own| own.name == column.name) {
                            let own = table.columns.remove(own);
                            let makes = own.generator.is_some() || own.generated.is_some();
                            let default = own.default.clone().or(copy.default.filter(|_| !makes));
                            copy = Column { not_null: own.not_null || copy.not_null, default, ..own };
                        }
                        table.columns.insert(at, copy);
                    }
                }
            }
            _ => {}
        }
        if table.inherits.is_empty() && self.engine == Engine::Postgres && self.flag() {
            table.partition_by = Some(self.pick(&["RANGE (c0, lower(\"b\"))", "LIST (c0)"]).into());
        }
        if self.engine.is_mysql_like() && self.below(6) == 1 {
            table.partition_by = Some(
                "RANGE (c0) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)"
                    .into(),
            );
        }
        if self.engine != Engine::SqlServer && self.below(6) == 1 {
            table.kind = TableKind::Temporary;
        }
        table.unlogged =
            self.engine == Engine::Postgres && table.kind == TableKind::Base && self.below(6) == 1;
    }

    fn autoincrement(&mut self, table: &mut Table) {
        let sqlite = self.engine == Engine::Sqlite;
        let Some(key) = table.keys.last().filter(|key| key.parts.len() == 1 && !key.parts[0].descending)
        else {
            return;
        };
        let name = key.parts[0].column.clone();
        let column = table.columns.iter_mut().find(|column| Some(&column.name) == name.as_ref());
        if let Some(column) = column.filter(|column| column.generator.is_none() && column.generated.is_none())
            && (sqlite || self.engine.is_mysql_like())
            && self.flag()
        {
            column.data_type = DataType::parse("integer");
            column.default = None;
            column.generator = Some(Generator::AutoIncrement);
        }
    }

    fn column(&mut self) -> Column {
        let types: &[&str] = match self.engine {
            Engine::Postgres => &[
                "integer",
                "bigint",
                "character varying(20)",
                "numeric(10,2)",
                "text[]",
                "timestamp with time zone",
                "public.citext",
                "\"My Type\"",
            ],
            Engine::Mysql | Engine::Mariadb => {
                &["int", "int(10) unsigned", "varchar(20)", "enum('a','B,)')", "decimal(10,2)", "timestamp"]
            }
            Engine::Sqlite => &["", "integer", "text", "unsigned big int", "varchar(20)"],
            Engine::Oracle => {
                &["number", "number(10,2)", "varchar2(20 char)", "timestamp(6) with local time zone"]
            }
            Engine::SqlServer => &["int", "nvarchar(max)", "decimal(10,2)"],
        };
        let data_type = DataType::parse(self.pick(types));
        let mut column = Column::new(self.fresh(NameKind::Column), data_type);
        column.not_null = self.flag();
        match self.below(6) {
            1 | 2 => {
                column.default =
                    Some(self.pick(&["0", "'x''y,)'", "NULL", "CURRENT_TIMESTAMP", "(1 + 2)", "-1"]).into());
            }
            3 => self.identity(&mut column),
            4 => {
                let stored = self.engine != Engine::Oracle && self.flag();
                let expression = self.expression("c0 + 1");
                column.generated = Some(Box::new(Generated { expression, stored }));
                if self.engine == Engine::SqlServer {
                    // A computed column has no type of its own there.
                    column.data_type = DataType::default();
                    column.not_null = false;
                }
            }
            _ => {}
        }
        if matches!(self.engine, Engine::Postgres) {
            column.collation = self.pick(&[None, None, Some("C".into()), Some("de-x-icu".into())]);
        }
        if self.engine.is_mysql_like() {
            column.comment = self.pick(&[None, None, Some("it's a \\ \"b\", c".into())]);
            column.charset = self.pick(&[None, None, Some("latin1".into())]);
            column.collation = self.pick(&[None, None, Some("latin1_bin".into())]);
            column.on_update = self.pick(&[None, None, Some("CURRENT_TIMESTAMP".into())]);
        }
        column
    }

    fn identity(&mut self, column: &mut Column) {
        match self.engine {
            Engine::Postgres => match self.below(3) {
                0 => {
                    column.data_type = DataType::parse("bigint");
                    column.not_null = true;
                    column.generator = Some(Generator::Serial);
                }
                1 => column.generator = Some(Generator::IdentityAlways),
                _ => column.generator = Some(Generator::IdentityByDefault),
            },
            Engine::Oracle => {
                column.generator =
                    Some(self.pick(&[Generator::IdentityAlways, Generator::IdentityByDefault]));
            }
            Engine::SqlServer => column.generator = Some(Generator::AutoIncrement),
            Engine::Sqlite | Engine::Mysql | Engine::Mariadb => {}
        }
    }

    fn expression(&self, text: &str) -> Expression {
        let column = Ident::new(self.engine, NameKind::Column, "c0", Quoting::Bare);
        Expression { text: text.into(), columns: Some(vec![column]) }
    }

    fn check(&mut self) -> Check {
        Check { name: self.optional_name(), expression: self.expression("c0 > 0 AND c0 <> ')'") }
    }

    /// Some of a table's columns, each once.
    fn columns(&mut self, table: &Table) -> Vec<Ident> {
        let first = self.below(table.columns.len());
        let count = 1 + self.below(2.min(table.columns.len()));
        let all = table.columns.iter().cycle().skip(first).take(count);
        all.map(|column| column.name.clone()).collect()
    }

    fn key(&mut self, table: &Table, kind: KeyKind) -> Key {
        let mut key = Key::over(kind, self.columns(table));
        key.name = self.optional_name();
        if self.flag()
            && (kind != KeyKind::Primary || self.engine.is_mysql_like() || self.engine == Engine::Sqlite)
            && kind != KeyKind::Unique
        {
            key.parts[0].descending = true;
        }
        if kind == KeyKind::Primary {
            return key;
        }
        if kind == KeyKind::Unique && self.flag() || kind == KeyKind::Plain {
            key.constraint = false;
            // The others want a name.
            if !self.engine.is_mysql_like() && self.engine != Engine::Postgres
                || key.name.is_none() && self.flag()
            {
                key.name = Some(self.numbered(NameKind::Constraint));
            }
            self.index(&mut key, table);
        }
        if key.constraint && matches!(self.engine, Engine::Postgres | Engine::Oracle) {
            key.deferrable =
                self.pick(&[Deferrable::No, Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred]);
        }
        if self.engine == Engine::Postgres && kind == KeyKind::Unique {
            key.nulls_not_distinct = self.flag();
        }
        key
    }

    fn index(&mut self, key: &mut Key, table: &Table) {
        let predicates = matches!(self.engine, Engine::Postgres | Engine::Sqlite | Engine::SqlServer);
        if predicates && self.flag() {
            let text = self.pick(&["c0 IS NOT NULL", "c0 > 5"]);
            let expression = self.expression(text);
            let not_null = if text.contains("NULL") { expression.columns.clone() } else { None };
            key.predicate = Some(Box::new(Predicate { expression, not_null }));
        }
        if matches!(self.engine, Engine::Postgres | Engine::SqlServer) && self.flag() {
            key.include = self.columns(table);
        }
        match self.engine {
            Engine::Postgres => key.method = self.pick(&[None, Some("btree".into())]),
            Engine::Mysql | Engine::Mariadb => {
                key.method = self.pick(&[None, Some("btree".into())]);
                key.parts[0].prefix = self.pick(&[None, Some(10)]);
                key.valid = !self.flag();
            }
            _ => {}
        }
        if matches!(self.engine, Engine::Postgres | Engine::Sqlite | Engine::Mysql) && self.flag() {
            key.parts.push(KeyPart::expression("(c0 + 1)".into()));
        }
    }

    fn foreign_key(&mut self, catalog: &Catalog, table: &Table) -> ForeignKey {
        let columns = self.columns(table);
        // MySQL looks for an unqualified parent in the child's database, and the default one has no name here.
        let in_reach = |parent: &&Table| {
            !self.engine.is_mysql_like() || parent.name.schema.is_some() || table.name.schema.is_none()
        };
        let parents: Vec<&Table> = catalog.tables().filter(in_reach).chain([table]).collect();
        let parent = self.pick(&parents);
        let target = if self.flag() {
            Target::ParentPrimaryKey
        } else {
            Target::Columns(self.target(parent, columns.len()))
        };
        let parent = if self.below(7) == 1 && table.name.schema.is_none() {
            TableName { schema: None, name: self.ident(NameKind::Table, "never made") }
        } else {
            parent.name.clone()
        };
        let actions =
            [Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault];
        let mut key = ForeignKey::new(columns, parent, target);
        key.name = self.optional_name();
        key.on_delete = self.pick(&actions);
        key.on_update = self.pick(&actions);
        key.match_kind = self.pick(&[MatchKind::Simple, MatchKind::Full, MatchKind::Partial]);
        key.deferrable =
            self.pick(&[Deferrable::No, Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred]);
        key.set_columns = key.columns.iter().take(usize::from(self.flag())).cloned().collect();
        key.force = match self.engine {
            Engine::Postgres | Engine::Oracle => {
                self.pick(&[Force::Enforced, Force::NotValidated, Force::Ignored(IgnoredBecause::Declared)])
            }
            Engine::SqlServer => self.pick(&[Force::Enforced, Force::NotValidated]),
            Engine::Mysql if key.columns.len() == 1 && key.name.is_none() => self.pick(&[
                Force::Enforced,
                Force::Enforced,
                Force::Ignored(IgnoredBecause::InlineReferences),
            ]),
            _ => Force::Enforced,
        };
        key.period = self.engine == Engine::Postgres && key.columns.len() == 2 && self.flag();
        key
    }

    /// A foreign key as ALTER TABLE adds one: that form is never forgotten.
    fn alone(&mut self, catalog: &Catalog, table: &Table) -> ForeignKey {
        let mut key = self.foreign_key(catalog, table);
        if key.force == Force::Ignored(IgnoredBecause::InlineReferences) {
            key.force = Force::Enforced;
        }
        key
    }

    fn target(&mut self, parent: &Table, count: usize) -> Vec<Ident> {
        let first = self.below(parent.columns.len());
        parent.columns.iter().cycle().skip(first).take(count).map(|column| column.name.clone()).collect()
    }
}
