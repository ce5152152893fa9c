//! The storage engines of MySQL and MariaDB: which keep foreign keys, and which drop them without a word.

use crate::StorageEngine;

/// What a storage engine does with foreign keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageFact {
    /// Its name.
    pub name: &'static str,
    /// Whether it keeps them, and can be referenced.
    pub keeps: bool,
    /// Whether it takes them on rows of its own and drops them without a word.
    pub drops: bool,
    /// What proved it, as in [`Fact::proof`](super::Fact::proof).
    pub proof: &'static str,
}

/// All storage engines that are known.
#[must_use]
pub const fn storage_facts() -> &'static [StorageFact] {
    STORAGE
}

/// What is known of one.
pub(super) fn fact(engine: &StorageEngine) -> Option<&'static StorageFact> {
    STORAGE.iter().find(|fact| fact.name.eq_ignore_ascii_case(&engine.0))
}

const fn keeps(name: &'static str, proof: &'static str) -> StorageFact {
    StorageFact { name, keeps: true, drops: false, proof }
}

const fn drops(name: &'static str, proof: &'static str) -> StorageFact {
    StorageFact { name, keeps: false, drops: true, proof }
}

/// It refuses the foreign key's index, or its rows are not its own.
const fn has_none(name: &'static str, proof: &'static str) -> StorageFact {
    StorageFact { name, keeps: false, drops: false, proof }
}

static STORAGE: &[StorageFact] = &[
    keeps("InnoDB", "s4_engines_my 4b"),
    keeps("NDB", "documented"),
    keeps("NDBCLUSTER", "documented"),
    keeps("XtraDB", "documented"),
    drops("MyISAM", "s4_engines_my 4a"),
    drops("Aria", "s4_engines_my 4a2"),
    drops("MEMORY", "s4_engines_my 4a"),
    drops("HEAP", "documented"),
    // CSV and ARCHIVE refuse the index of the foreign key, and with it the table.
    has_none("CSV", "s4_engines_my 4a"),
    has_none("ARCHIVE", "s4_engines_my 4a"),
    has_none("MERGE", "documented"),
    has_none("MRG_MYISAM", "documented"),
    has_none("BLACKHOLE", "documented"),
    has_none("FEDERATED", "documented"),
    drops("TokuDB", "documented"),
    drops("RocksDB", "documented"),
    drops("Maria", "documented"),
    has_none("ColumnStore", "documented"),
    has_none("CONNECT", "documented"),
    has_none("SPIDER", "documented"),
    has_none("S3", "documented"),
    has_none("EXAMPLE", "documented"),
];
