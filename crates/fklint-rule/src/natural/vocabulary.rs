//! The words from which the nature of a key is told: lists of last words, first words and words of tables.

/// Last words of column names that say: an identifier without meaning, of whatever type.
#[rustfmt::skip]
pub(super) const IDENTIFIERS: &[&str] = &[
    "checksum", "cuid", "digest", "fingerprint", "guid", "hash", "id", "identifier", "ids", "key",
    "md5", "nanoid", "objectid", "oid", "pk", "ref", "rowid", "sha", "sha1", "sha256", "sk", "surrogate",
    "token", "uid", "ulid", "uuid",
];

/// Ends of last words that say the same where no underscore parts them: `actionid`, `suppkey`.
pub(super) const IDENTIFIER_ENDS: &[&str] = &["id", "key"];

/// Whole names of a table's own identifier.
pub(super) const OWN_IDENTIFIERS: &[&str] = &["guid", "id", "uuid"];

/// Words in default expressions that say: no person gives such a value.
#[rustfmt::skip]
pub(super) const MADE_UP_DEFAULTS: &[&str] =
    &["cuid", "guid", "nanoid", "nextval", "random", "ulid", "uuid"];

/// Lengths of texts that hold UUIDs, without and with dashes.
pub const UUID_LENGTHS: &[u32] = &[32, 36];

/// Texts of fixed length are identifiers from here on: xid, ObjectId, ULID, SHA.
pub(super) const MADE_UP_LENGTH: u32 = 20;

/// Texts up to this length are codes.
pub(super) const CODE_LENGTH: u32 = 3;

/// Last words of column names that say: given by people. They outweigh the lengths of identifiers.
#[rustfmt::skip]
pub(super) const GIVEN: &[&str] = &[
    "abbr", "abbreviation", "acronym", "alias", "asin", "bic", "callsign", "cd", "code", "domain",
    "ean", "email", "gtin", "handle", "host", "hostname", "iban", "isbn", "isin", "issn", "label", "login",
    "mail", "mobile", "msisdn", "name", "nick", "nickname", "nm", "no", "nr", "num", "number", "path",
    "phone", "plate", "plz", "postcode", "registration", "sku", "slug", "ssn", "symbol", "ticker", "title",
    "upc", "url", "username", "vat", "vin", "zip", "zipcode",
];

/// Ends of last words that say the same where no underscore parts them: `typename`, `countrycode`.
pub(super) const GIVEN_ENDS: &[&str] = &["code", "email", "name", "number"];

/// Among those, what a number inside a composite key also is when it counts lines or versions: not given by people.
pub(super) const COUNTERS: &[&str] = &["no", "nr", "num", "number"];

/// Words that name what a standards body keeps: withdrawn codes are retired, not renamed.
#[rustfmt::skip]
pub(super) const STANDARDS: &[&str] = &[
    "country", "currency", "iata", "icao", "iso", "iso2", "iso3", "lang", "language", "locale",
    "timezone", "tz",
];

/// Words of columns that tell states of a thing apart: a new version is a new row.
pub(super) const VERSIONS: &[&str] = &["revision", "version"];

/// Words before the last one that say whose name it is: that of a part of a program, which its code gives.
pub(super) const PARTS: &[&str] = &["plugin", "schema", "type", "view"];

/// The same within a composite key, where the other columns say in which installation; alone they may be a business's.
pub(super) const SCOPED_PARTS: &[&str] = &["attribute", "class", "component", "metric", "module", "service"];

/// Tables and columns whose few values programs compare with literals: renaming one is a release, not an UPDATE.
#[rustfmt::skip]
pub(super) const LOOKUPS: &[&str] = &[
    "constant", "enum", "enumeration", "flag", "gender", "kind", "level", "lk", "lkp", "lookup",
    "method", "mode", "outcome", "permission", "phase", "priority", "reason", "result", "role", "severity",
    "state", "status", "type", "value",
];

/// Among those, the ones that say it of a table wherever they stand in its name.
pub(super) const LOOKUP_MARKS: &[&str] = &["enum", "lk", "lkp", "lookup"];

/// Words at the end of a table's name that say nothing of what it holds.
pub(super) const FILLERS: &[&str] = &["cd", "code", "dim", "list", "master", "ref", "table", "tbl"];

/// Words of calendars: a day does not become another day.
pub(super) const CALENDAR: &[&str] = &["calendar", "date", "day", "month", "quarter", "time", "week", "year"];
