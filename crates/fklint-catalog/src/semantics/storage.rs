//! The storage engines of MySQL and MariaDB: which keep foreign keys, and which drop them without a word.

use crate::StorageEngine;

/// What a storage engine does with foreign keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageFact {
    /// Its name.
    pub name: &'static str,
    /// Whether it keeps them, and can be referenced.
    pub keeps: bool,
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
    StorageFact { name, keeps: true, proof }
}

const fn drops(name: &'static str, proof: &'static str) -> StorageFact {
    StorageFact { name, keeps: false, proof }
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
    drops("CSV", "s4_engines_my 4a"),
    drops("ARCHIVE", "s4_engines_my 4a"),
    drops("MERGE", "documented"),
    drops("MRG_MYISAM", "documented"),
    drops("BLACKHOLE", "documented"),
    drops("FEDERATED", "documented"),
    drops("TokuDB", "documented"),
    drops("RocksDB", "documented"),
    drops("Maria", "documented"),
    drops("ColumnStore", "documented"),
    drops("CONNECT", "documented"),
    drops("SPIDER", "documented"),
    drops("S3", "documented"),
    drops("EXAMPLE", "documented"),
];
