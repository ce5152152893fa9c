//! Words that cannot be bare names, per engine. Quoting one too many is harmless.

use crate::Engine;

/// Whether `name` must stand between quotes.
pub(super) fn is_reserved(engine: Engine, name: &str) -> bool {
    let mut buffer = [0_u8; LONGEST];
    let Some(lower) = buffer.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    let own = match engine {
        Engine::Sqlite => SQLITE,
        Engine::Mysql | Engine::Mariadb => MYSQL,
        Engine::Postgres => POSTGRES,
        Engine::Oracle => ORACLE,
        Engine::SqlServer => SQL_SERVER,
    };
    [COMMON, own].iter().any(|words| words.binary_search_by(|word| word.as_bytes().cmp(lower)).is_ok())
}

/// Bytes of the longest word below.
const LONGEST: usize = 29;

/// Reserved by most engines.
#[rustfmt::skip]
static COMMON: &[&str] = &[
    "add", "all", "alter", "and", "any", "as", "asc", "between", "both", "by", "case", "check", "collate",
    "column", "constraint", "create", "cross", "current_date", "current_time", "current_timestamp",
    "default", "delete", "desc", "distinct", "drop", "else", "end", "except", "exists", "for", "foreign",
    "from", "full", "grant", "group", "having", "in", "index", "inner", "insert", "intersect", "into", "is",
    "join", "key", "leading", "left", "like", "limit", "natural", "not", "null", "offset", "on", "or",
    "order", "outer", "primary", "references", "right", "select", "set", "some", "table", "then", "to",
    "trailing", "union", "unique", "update", "user", "using", "values", "when", "where", "with",
];

/// SQLite's own.
#[rustfmt::skip]
static SQLITE: &[&str] = &[
    "autoincrement", "commit", "deferrable", "escape", "glob", "if", "indexed", "isnull", "match",
    "nothing", "notnull", "raise", "regexp", "returning", "transaction",
];

/// Of MySQL 9 and MariaDB 11.
#[rustfmt::skip]
static MYSQL: &[&str] = &[
    "accessible", "analyze", "asensitive", "before", "bigint", "binary", "blob", "call", "cascade",
    "change", "char", "character", "condition", "continue", "convert", "cube", "cume_dist", "current_role",
    "current_user", "cursor", "database", "databases", "day_hour", "day_microsecond", "day_minute",
    "day_second", "dec", "decimal", "declare", "delayed", "dense_rank", "describe", "deterministic",
    "distinctrow", "div", "double", "dual", "each", "elseif", "empty", "enclosed", "escaped", "exit",
    "explain", "false", "fetch", "first_value", "float", "float4", "float8", "force", "fulltext",
    "function", "generated", "get", "grouping", "groups", "high_priority", "hour_microsecond",
    "hour_minute", "hour_second", "if", "ignore", "infile", "inout", "insensitive", "int", "int1", "int2",
    "int3", "int4", "int8", "integer", "interval", "io_after_gtids", "io_before_gtids", "iterate",
    "json_table", "keys", "kill", "lag", "last_value", "lateral", "lead", "leave", "linear", "lines",
    "load", "localtime", "localtimestamp", "lock", "long", "longblob", "longtext", "loop", "low_priority",
    "manual", "master_bind", "master_ssl_verify_server_cert", "match", "maxvalue", "mediumblob",
    "mediumint", "mediumtext", "middleint", "minute_microsecond", "minute_second", "mod", "modifies",
    "no_write_to_binlog", "nth_value", "ntile", "numeric", "of", "optimize", "optimizer_costs", "option",
    "optionally", "out", "outfile", "over", "parallel", "partition", "percent_rank", "precision",
    "procedure", "purge", "qualify", "range", "rank", "read", "read_write", "reads", "real", "recursive",
    "regexp", "release", "rename", "repeat", "replace", "require", "resignal", "restrict", "return",
    "returning", "revoke", "rlike", "row", "row_number", "rows", "schema", "schemas", "second_microsecond",
    "sensitive", "separator", "show", "signal", "smallint", "spatial", "specific", "sql", "sql_big_result",
    "sql_calc_found_rows", "sql_small_result", "sqlexception", "sqlstate", "sqlwarning", "ssl", "starting",
    "stored", "straight_join", "system", "tablesample", "terminated", "tinyblob", "tinyint", "tinytext",
    "trigger", "true", "undo", "unlock", "unsigned", "usage", "use", "utc_date", "utc_time",
    "utc_timestamp", "varbinary", "varchar", "varcharacter", "varying", "virtual", "while", "window",
    "write", "xor", "year_month", "zerofill",
];

/// PostgreSQL's own.
#[rustfmt::skip]
static POSTGRES: &[&str] = &[
    "analyse", "analyze", "array", "asymmetric", "authorization", "binary", "cast", "collation",
    "concurrently", "current_catalog", "current_role", "current_schema", "current_user", "deferrable", "do",
    "false", "fetch", "freeze", "ilike", "initially", "isnull", "lateral", "localtime", "localtimestamp",
    "notnull", "only", "overlaps", "placing", "returning", "session_user", "similar", "symmetric",
    "system_user", "tablesample", "true", "variadic", "verbose", "window",
];

/// Oracle's own.
#[rustfmt::skip]
static ORACLE: &[&str] = &[
    "access", "audit", "char", "cluster", "comment", "compress", "connect", "current", "date", "decimal",
    "exclusive", "file", "float", "identified", "immediate", "increment", "initial", "integer", "level",
    "lock", "long", "maxextents", "minus", "mlslabel", "mode", "modify", "noaudit", "nocompress", "nowait",
    "number", "of", "offline", "online", "option", "partition", "pctfree", "prior", "public", "raw", "rename",
    "resource", "revoke", "row", "rowid", "rownum", "rows", "session", "share", "size", "smallint", "start",
    "successful", "synonym", "sysdate", "trigger", "uid", "validate", "varchar", "varchar2", "view",
    "whenever",
];

/// SQL Server's own.
#[rustfmt::skip]
static SQL_SERVER: &[&str] = &[
    "authorization", "backup", "begin", "break", "browse", "bulk", "cascade", "checkpoint", "close",
    "clustered", "coalesce", "commit", "compute", "contains", "containstable", "continue", "convert",
    "current", "current_user", "cursor", "database", "dbcc", "deallocate", "declare", "deny", "disk",
    "distributed", "double", "dump", "errlvl", "escape", "exec", "execute", "exit", "external", "fetch",
    "file", "fillfactor", "freetext", "freetexttable", "function", "goto", "holdlock", "identity",
    "identity_insert", "identitycol", "if", "kill", "lineno", "load", "merge", "national", "nocheck",
    "nonclustered", "nullif", "of", "off", "offsets", "open", "opendatasource", "openquery", "openrowset",
    "openxml", "option", "over", "percent", "pivot", "plan", "precision", "print", "proc", "procedure",
    "public", "raiserror", "read", "readtext", "reconfigure", "replication", "restore", "restrict",
    "return", "revert", "revoke", "rollback", "rowcount", "rowguidcol", "rule", "save", "schema",
    "securityaudit", "session_user", "setuser", "shutdown", "statistics", "system_user", "tablesample",
    "textsize", "top", "tran", "transaction", "trigger", "truncate", "try_convert", "tsequal", "unpivot",
    "updatetext", "use", "varying", "view", "waitfor", "while", "within", "writetext",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_fits() {
        for words in [COMMON, SQLITE, MYSQL, POSTGRES, ORACLE, SQL_SERVER] {
            assert!(words.is_sorted());
            assert!(words.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn words_are_reserved_where_the_engine_says_so() {
        assert!(is_reserved(Engine::Sqlite, "Order"));
        assert!(is_reserved(Engine::Mysql, "rank") && !is_reserved(Engine::Postgres, "rank"));
        assert!(is_reserved(Engine::Oracle, "COMMENT") && !is_reserved(Engine::Mysql, "comment"));
    }
}
