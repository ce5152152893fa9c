//! The keys of the configuration file: one list for reading and for the nearest key to an unknown one.

/// Keys of the file itself.
pub(super) const ROOT: &[&str] = &["baseline", "fail-on", "ignore", "keys", "post-update", "rules", "target"];
/// Keys of `[rules]`.
pub(super) const RULES: &[&str] = &["ignore", "select", "severity"];
/// Keys of `[keys]`.
pub(super) const KEYS: &[&str] = &["immutable", "mutable"];
/// Keys of `[[post-update]]`.
pub(super) const POST_UPDATE: &[&str] = &["foreign-key"];
/// Keys of `[[ignore]]`.
pub(super) const IGNORE: &[&str] = &["object", "reason", "rule", "until"];
/// Keys of `[[target]]`.
pub(super) const TARGET: &[&str] = &["database", "ddl", "dialect", "migrations", "models", "name", "version"];
