//! The conventions of migration tools, as a table.

use fklint_catalog::Engine;
use serde::Deserialize;

use super::name::{Shape, join, vendor_engine};

/// How one tool names its files, and by what its directories are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Convention {
    /// The tool, as its makers write it.
    pub(super) tool: &'static str,
    /// The names of its files.
    pub(super) shape: Shape,
    /// What proves a directory to be the tool's.
    pub(super) proof: Proof,
}

/// What proves a directory to be a tool's.
#[derive(Clone, Copy, Debug)]
pub(super) enum Proof {
    /// A single file of that shape: no one names files so by chance.
    Name,
    /// A file of the tool beside the migrations.
    Beside(&'static str),
    /// A comment in one of the texts.
    Marker(&'static [&'static str]),
    /// More than half of the SQL files have that shape.
    Most,
    /// The name of the directory, and more than half of its files.
    Directory(&'static [&'static str]),
}

/// What a tool's own file says about its migrations.
#[derive(Debug, Default)]
pub(super) struct Hint {
    /// The engine.
    pub(super) engine: Option<Engine>,
    /// The names of all migrations in order, without `.sql`.
    pub(super) order: Option<Vec<String>>,
}

const JOURNAL: &str = "meta/_journal.json";
const PRISMA_LOCK: &str = "migration_lock.toml";

/// All conventions. The first that a directory follows takes its files; the vague ones come last.
pub(super) const CONVENTIONS: &[Convention] = &[
    // V1.2__x.sql, U1.2__x.sql (undo), B1__x.sql (baseline), R__x.sql (repeatable, last)
    Convention { tool: "Flyway", shape: Shape::Flyway, proof: Proof::Name },
    // <timestamp>_x/migration.sql
    Convention {
        tool: "Prisma",
        shape: Shape::InDirectory { up: "migration.sql", down: None },
        proof: Proof::Name,
    },
    // <timestamp>_x/up.sql and down.sql; Hasura's are the same
    Convention {
        tool: "Diesel",
        shape: Shape::InDirectory { up: "up.sql", down: Some("down.sql") },
        proof: Proof::Name,
    },
    // 0000_x.sql, listed in a journal
    Convention { tool: "drizzle", shape: Shape::Any, proof: Proof::Beside(JOURNAL) },
    // 000001_x.up.sql and .down.sql; sqlx's reversible ones; x.mysql.up.sql (Ory)
    Convention { tool: "golang-migrate", shape: Shape::UpDown, proof: Proof::Name },
    Convention { tool: "Atlas", shape: Shape::Numbered { digits: 1 }, proof: Proof::Beside("atlas.sum") },
    Convention {
        tool: "goose",
        shape: Shape::Numbered { digits: 1 },
        proof: Proof::Marker(&["-- +goose Up", "--+goose Up"]),
    },
    Convention {
        tool: "dbmate",
        shape: Shape::Numbered { digits: 1 },
        proof: Proof::Marker(&["-- migrate:up", "--migrate:up"]),
    },
    Convention {
        tool: "sql-migrate",
        shape: Shape::Any,
        proof: Proof::Marker(&["-- +migrate Up", "--+migrate Up"]),
    },
    Convention {
        tool: "Liquibase",
        shape: Shape::Any,
        proof: Proof::Marker(&["--liquibase formatted sql", "-- liquibase formatted sql"]),
    },
    // <id>.sql and <id>.rollback.sql; what a text depends on comes before it, as its number does
    Convention { tool: "yoyo", shape: Shape::Rollback, proof: Proof::Name },
    Convention {
        tool: "yoyo",
        shape: Shape::Numbered { digits: 1 },
        proof: Proof::Marker(&["-- depends:", "--depends:"]),
    },
    Convention {
        tool: "node-pg-migrate",
        shape: Shape::Numbered { digits: 1 },
        proof: Proof::Marker(&["-- Up Migration", "--Up Migration"]),
    },
    // 20200101120000_x.sql: Supabase, sqlx, and many others
    Convention { tool: "timestamps", shape: Shape::Numbered { digits: 8 }, proof: Proof::Most },
    Convention {
        tool: "numbers",
        shape: Shape::Numbered { digits: 1 },
        proof: Proof::Directory(&["migrations", "migration", "migrate", "db-migrations", "sql-migrations"]),
    },
];

impl Convention {
    /// What the tool's own file in `directory` says.
    pub(super) fn hint(&self, directory: &str) -> Hint {
        match self.tool {
            "drizzle" => journal(directory).unwrap_or_default(),
            "Prisma" => Hint { engine: prisma_provider(directory), order: None },
            _ => Hint::default(),
        }
    }
}

#[derive(Deserialize)]
struct Journal {
    #[serde(default)]
    dialect: String,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    tag: String,
}

/// A journal that cannot be read leaves the natural order, which is drizzle's own numbering.
fn journal(directory: &str) -> Option<Hint> {
    let text = std::fs::read(join(directory, JOURNAL)).ok()?;
    let journal: Journal = serde_json::from_slice(&text).ok()?;
    let order = journal.entries.into_iter().map(|entry| entry.tag).collect();
    Some(Hint { engine: vendor_engine(&journal.dialect), order: Some(order) })
}

fn prisma_provider(directory: &str) -> Option<Engine> {
    let text = std::fs::read_to_string(join(directory, PRISMA_LOCK)).ok()?;
    let lock: toml::Table = text.parse().ok()?;
    vendor_engine(lock.get("provider")?.as_str()?)
}
