//! Functions that a statement calls, told from the names and words before other parentheses.

use fklint_catalog::Engine;

use super::words::Words;

/// Words before a parenthesis that call nothing: of the language, and types. In alphabetical order.
#[rustfmt::skip]
const NO_CALLS: &[&str] = &[
    "add", "after", "all", "always", "and", "any", "array", "as", "between", "bigint", "binary", "bit",
    "blob", "bool", "boolean", "bpchar", "brin", "btree", "by", "case", "char", "character", "check", "clob",
    "column", "columns", "conflict", "cube", "date", "datetime", "datetime2", "dec", "decimal", "default",
    "distinct", "div", "double", "else", "end", "enum", "except", "exists", "filter", "first", "fixed",
    "float", "float4", "float8", "for", "foreign", "from", "fulltext", "geography", "geometry", "gin", "gist",
    "group", "grouping", "hash", "having", "identity", "ilike", "in", "include", "index", "inherits", "int",
    "int2", "int4", "int8", "integer", "intersect", "interval", "is", "join", "json", "jsonb", "key",
    "lateral", "like", "limit", "list", "longblob", "longtext", "materialized", "mediumblob", "mediumint",
    "mediumtext", "minus", "modify", "money", "national", "nchar", "not", "nothing", "null", "number",
    "numeric", "nvarchar", "nvarchar2", "offset", "on", "only", "options", "or", "over", "overlaps",
    "partition", "point", "precision", "primary", "range", "raw", "real", "recursive", "references",
    "restrict", "returning", "rollup", "row", "select", "serial", "set", "sets", "signed", "similar",
    "smallint", "some", "spatial", "spgist", "stored", "string", "subpartition", "table", "text", "than",
    "then", "time", "timestamp", "timestamptz", "timetz", "tinyblob", "tinyint", "tinytext", "to", "union",
    "unique", "unsigned", "update", "using", "uuid", "value", "values", "varbinary", "varbit", "varchar",
    "varchar2", "varying", "vector", "virtual", "when", "where", "window", "with", "within", "xor", "year",
    "zone",
];

/// Functions that only reckon, tell the time, make a key or count a sequence. In alphabetical order.
#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "abs", "acos", "adddate", "addtime", "age", "any_value", "area", "array_agg", "array_append", "array_cat",
    "array_dims", "array_fill", "array_length", "array_lower", "array_ndims", "array_position",
    "array_positions", "array_prepend", "array_remove", "array_replace", "array_to_string", "array_upper",
    "ascii", "asin", "atan", "atan2", "avg", "bin", "bin_to_uuid", "bit_and", "bit_count", "bit_length",
    "bit_or", "bit_xor", "bool_and", "bool_or", "box", "broadcast", "btrim", "cardinality", "cast", "cbrt",
    "ceil", "ceiling", "center", "changes", "char_length", "character_length", "chr", "circle",
    "clock_timestamp", "coalesce", "concat", "concat_ws", "conv", "convert", "convert_from", "convert_to",
    "corr", "cos", "cot", "count", "crc32", "cume_dist", "curdate", "current_database", "current_date",
    "current_schema", "current_time", "current_timestamp", "current_user", "currval", "curtime", "date_add",
    "date_bin", "date_format", "date_part", "date_sub", "date_trunc", "datediff", "datemultirange",
    "daterange", "day", "dayname", "dayofmonth", "dayofweek", "dayofyear", "decode", "degrees", "dense_rank",
    "elt", "encode", "ends_with", "every", "exp", "extract", "factorial", "family", "field", "find_in_set",
    "first_value", "floor", "format", "from_base64", "from_days", "from_unixtime", "gcd", "gen_random_bytes",
    "gen_random_uuid", "generate_subscripts", "get_bit", "get_byte", "glob", "greatest", "group_concat",
    "hashtext", "hex", "host", "hour", "if", "ifnull", "iif", "inet6_aton", "inet6_ntoa", "inet_aton",
    "inet_ntoa", "inet_same_family", "initcap", "insert", "instr", "int4multirange", "int4range",
    "int8multirange", "int8range", "is_ipv4", "is_ipv6", "is_normalized", "is_uuid", "isempty", "isfinite",
    "isnull", "json_agg", "json_array", "json_array_elements", "json_array_elements_text",
    "json_array_length", "json_arrayagg", "json_build_array", "json_build_object", "json_contains",
    "json_contains_path", "json_depth", "json_each", "json_each_text", "json_extract", "json_extract_path",
    "json_extract_path_text", "json_insert", "json_keys", "json_length", "json_merge_patch", "json_object",
    "json_object_agg", "json_object_keys", "json_objectagg", "json_overlaps", "json_patch", "json_quote",
    "json_remove", "json_replace", "json_search", "json_set", "json_strip_nulls", "json_tree", "json_type",
    "json_typeof", "json_unquote", "json_valid", "json_value", "jsonb_agg", "jsonb_array_elements",
    "jsonb_array_elements_text", "jsonb_array_length", "jsonb_build_array", "jsonb_build_object",
    "jsonb_each", "jsonb_each_text", "jsonb_exists", "jsonb_extract_path", "jsonb_extract_path_text",
    "jsonb_insert", "jsonb_object_agg", "jsonb_object_keys", "jsonb_path_exists", "jsonb_path_match",
    "jsonb_path_query_first", "jsonb_pretty", "jsonb_set", "jsonb_strip_nulls", "jsonb_typeof", "julianday",
    "justify_days", "justify_hours", "justify_interval", "lag", "last_day", "last_insert_id",
    "last_insert_rowid", "last_value", "lastval", "lcase", "lcm", "lead", "least", "left", "length",
    "likelihood", "likely", "line", "ln", "localtime", "localtimestamp", "locate", "log", "log10", "log2",
    "lower", "lower_inc", "lower_inf", "lpad", "lseg", "ltrim", "make_date", "make_interval", "make_time",
    "make_timestamp", "make_timestamptz", "makedate", "maketime", "masklen", "max", "md5", "median",
    "microsecond", "mid", "min", "min_scale", "minute", "mod", "mode", "month", "monthname", "multirange",
    "netmask", "network", "nextval", "normalize", "now", "nth_value", "ntile", "nullif", "num_nonnulls",
    "num_nulls", "nummultirange", "numrange", "nvl", "nvl2", "oct", "octet_length", "ord", "overlay",
    "parse_ident", "path", "percent_rank", "percentile_cont", "percentile_disc", "phraseto_tsquery", "pi",
    "plainto_tsquery", "polygon", "position", "pow", "power", "printf", "quarter", "quote", "quote_ident",
    "quote_literal", "quote_nullable", "radians", "radius", "rand", "random", "range_agg", "range_merge",
    "rank", "regexp_count", "regexp_instr", "regexp_like", "regexp_match", "regexp_replace",
    "regexp_split_to_array", "regexp_substr", "repeat", "replace", "reverse", "right", "round", "row_number",
    "row_to_json", "rpad", "rtrim", "scale", "sec_to_time", "second", "session_user", "set_bit", "set_byte",
    "setval", "setweight", "sha1", "sha2", "sha224", "sha256", "sha384", "sha512", "sign", "similarity",
    "sin", "soundex", "space", "split_part", "sqlite_version", "sqrt", "st_area", "st_astext", "st_contains",
    "st_distance", "st_geometrytype", "st_geomfromewkt", "st_geomfromtext", "st_intersects", "st_isvalid",
    "st_length", "st_makepoint", "st_point", "st_setsrid", "st_srid", "st_transform", "st_within", "st_x",
    "st_y", "starts_with", "statement_timestamp", "std", "stddev", "stddev_pop", "stddev_samp", "str_to_date",
    "strcmp", "strftime", "string_agg", "string_to_array", "string_to_table", "strpos", "subdate", "substr",
    "substring", "substring_index", "subtime", "sum", "sysdate", "tan", "textcat", "time_to_sec", "timediff",
    "timeofday", "timestampadd", "timestampdiff", "to_base64", "to_char", "to_date", "to_days", "to_hex",
    "to_json", "to_jsonb", "to_number", "to_seconds", "to_timestamp", "to_tsquery", "to_tsvector", "total",
    "total_changes", "transaction_timestamp", "translate", "trim", "trim_array", "trim_scale", "trunc",
    "truncate", "ts_rank", "tsmultirange", "tsrange", "tstzmultirange", "tstzrange", "typeof", "ucase",
    "unaccent", "unhex", "unicode", "unistr", "unix_timestamp", "unixepoch", "unlikely", "unnest", "upper",
    "upper_inc", "upper_inf", "user", "utc_date", "utc_time", "utc_timestamp", "uuid_generate_v1",
    "uuid_generate_v1mc", "uuid_generate_v4", "uuid_to_bin", "uuidv4", "uuidv7", "var_pop", "var_samp",
    "variance", "version", "websearch_to_tsquery", "week", "weekday", "weekofyear", "width_bucket",
    "yearweek", "zeroblob",
];

/// Words behind which something gets its name, or is named with its columns: `REFERENCES t (a)`, `UNIQUE KEY k (a)`.
const BEFORE_NAMES: &[&str] = &[
    "AS",
    "EXISTS",
    "FULLTEXT",
    "INDEX",
    "INSERT",
    "INTO",
    "KEY",
    "OF",
    "RECURSIVE",
    "REFERENCES",
    "SPATIAL",
    "TABLE",
    "UNIQUE",
    "VIEW",
    "WITH",
];

/// The first function that is not known to be harmless, as it is written.
pub(super) fn stranger(statement: Words<'_>) -> Option<String> {
    // Of each pair of parentheses that is open: whether columns are listed there.
    let mut open = Vec::new();
    for at in 0..statement.tokens.len() {
        if statement.is_punct(at, b')') {
            open.pop();
        }
        // PostgreSQL calls a function of `('x').pg_read_file`.
        if statement.is_punct(at, b'.')
            && at > 0
            && (statement.is_punct(at - 1, b')') || statement.is_punct(at - 1, b']'))
        {
            return Some(statement.text(at + 1).to_owned());
        }
        if !statement.is_punct(at, b'(') {
            continue;
        }
        let lists = open.last().copied().unwrap_or_default();
        match before(statement, at, open.is_empty(), lists) {
            Before::Call(name) => return Some(name),
            Before::Columns => open.push(true),
            Before::Nothing => open.push(false),
        }
    }
    None
}

/// What stands before a parenthesis.
enum Before {
    /// A function that is not listed.
    Call(String),
    /// What has columns: a table, a key.
    Columns,
    /// A function that is listed, a word, an operator.
    Nothing,
}

fn before(statement: Words<'_>, open: usize, outermost: bool, lists: bool) -> Before {
    let Some(at) = open.checked_sub(1) else { return Before::Nothing };
    let Some(name) = statement.name(at) else { return Before::Nothing };
    // The first part of a qualified name.
    let mut first = at;
    while first >= 2 && statement.is_punct(first - 1, b'.') && statement.name(first - 2).is_some() {
        first -= 2;
    }
    if first > 0 && is_named_by(statement, first - 1, outermost) {
        return Before::Columns;
    }
    let is_bare = statement.is_word(at) && first == at;
    if is_bare && statement.is_any(at, &["FULLTEXT", "INDEX", "KEY", "SPATIAL", "UNIQUE"]) {
        return Before::Columns;
    }
    if is_bare && NO_CALLS.binary_search(&name.as_str()).is_ok() {
        return Before::Nothing;
    }
    // MySQL: `KEY k (a(10))`, the first ten characters. What an index reckons stands in two pairs of parentheses there.
    let starts_part =
        first > 0 && (statement.is_punct(first - 1, b'(') || statement.is_punct(first - 1, b','));
    let is_prefix =
        statement.is_number(open + 1) && statement.is_punct(open + 2, b')') && lists && starts_part;
    if statement.engine.is_mysql_like() && is_prefix {
        return Before::Nothing;
    }
    let is_own_schema = statement.engine == Engine::Postgres
        && at - first == 2
        && statement.name(first).is_some_and(|schema| schema == "pg_catalog" || schema == "public");
    if (first == at || is_own_schema) && FUNCTIONS.binary_search(&name.as_str()).is_ok() {
        return Before::Nothing;
    }
    Before::Call((first..=at).map(|at| statement.text(at)).collect())
}

/// Whether the word there gives what follows its name.
fn is_named_by(statement: Words<'_>, at: usize, outermost: bool) -> bool {
    let named = 1 + usize::from(statement.is_any(1, &["UNIQUE", "FULLTEXT", "SPATIAL"]));
    let indexes = outermost && statement.is(0, "CREATE") && statement.is(named, "INDEX");
    let is_on = |at: usize| statement.is(at, "ON");
    statement.is_any(at, BEFORE_NAMES)
        || indexes && (is_on(at) || statement.is(at, "ONLY") && at > 0 && is_on(at - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(NO_CALLS.is_sorted() && FUNCTIONS.is_sorted());
    }
}
