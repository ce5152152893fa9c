//! Keys in the shapes that real schemas have, each with its nature.

use fklint_catalog::{Column, DataType, Engine, Generator, Ident, NameKind, Quoting};

use super::Nature::{self, Natural, Stable, Surrogate};
use super::column::{Standing, nature};

/// How the column stands in its table.
#[derive(Clone, Copy, Debug)]
enum As {
    /// The whole primary key.
    Primary,
    /// The whole of another unique key.
    Unique,
    /// One of several columns of the key.
    Part,
    /// SQLite's alias of the row number.
    Rowid,
}
use As::{Part, Primary, Rowid, Unique};

/// Table, column, type, what makes its values, how it stands, and what it then is.
type Case = (&'static str, &'static str, &'static str, &'static str, As, Nature);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // What people give.
    ("users", "username", "varchar(32)", "", Primary, Natural),
    ("users", "email", "text", "", Unique, Natural),
    ("app_user", "userName", "varchar(255)", "", Primary, Natural),
    ("product", "sku", "char(12)", "", Primary, Natural),
    ("department", "dept_no", "char(4)", "", Primary, Natural),
    ("employee", "emp_no", "integer", "", Primary, Natural),
    ("book", "isbn", "bigint", "", Primary, Natural),
    ("recipe_book", "recipe_name", "varchar(100)", "", Primary, Natural),
    ("mail_server", "destination", "text", "", Primary, Natural),
    ("rate", "percent", "numeric(5,2)", "", Primary, Natural),
    ("part", "part_code", "integer", "", Part, Natural),
    ("project", "project_name", "varchar(100)", "", Part, Natural),
    // Identifiers in disguise.
    ("folders", "uuid", "char(36)", "", Primary, Surrogate),
    ("realm", "reference", "varchar(36)", "", Primary, Surrogate),
    ("session", "secret", "char(64)", "", Primary, Surrogate),
    ("wf_re_definition", "ID_", "varchar(64)", "", Primary, Surrogate),
    ("item", "i_u_id", "varchar(128)", "", Primary, Surrogate),
    ("action", "actionId", "text", "", Primary, Surrogate),
    ("action", "actionid", "text", "", Primary, Surrogate),
    ("sources", "key", "text", "", Primary, Surrogate),
    ("supplier", "s_suppkey", "integer", "", Primary, Surrogate),
    ("date_dim", "d_date_sk", "integer", "", Primary, Surrogate),
    ("cliente", "id_cliente", "integer", "", Primary, Surrogate),
    ("users", "idusers", "integer", "", Primary, Surrogate),
    ("torrents", "info_hash", "bytea", "", Primary, Surrogate),
    ("account", "owner", "uuid", "", Primary, Surrogate),
    // What the engine or a function makes, whatever its name.
    ("orders", "order_number", "integer", "identity", Primary, Surrogate),
    ("orders", "number", "integer", "", Rowid, Surrogate),
    ("coupon", "code", "text", "gen_random_uuid()", Primary, Surrogate),
    ("ticket", "number", "integer", "nextval('ticket_numbers')", Primary, Surrogate),
    // Codes that nobody renames.
    ("countries", "code", "varchar(8)", "", Primary, Stable),
    ("currency", "currency_code", "text", "", Primary, Stable),
    ("airport", "iata_code", "varchar(4)", "", Primary, Stable),
    ("region", "code", "char(2)", "", Primary, Stable),
    ("order_statuses", "name", "varchar(40)", "", Primary, Stable),
    ("file_type_cd_lk", "file_type_cd", "varchar(20)", "", Primary, Stable),
    ("roles", "role", "text", "", Primary, Stable),
    ("mood", "mood", "enum('sad','happy')", "", Primary, Stable),
    ("calendar", "day", "date", "", Primary, Stable),
    // What a program calls its parts, and versions.
    ("main_view", "view_name", "varchar(255)", "", Primary, Stable),
    ("config", "type_name", "varchar(255)", "", Part, Stable),
    ("config", "version_tag", "varchar(255)", "", Part, Stable),
    ("site_service", "service_name", "varchar(100)", "", Part, Stable),
    ("service_part", "componentName", "varchar(100)", "", Part, Stable),
    ("salon_offer", "service_name", "varchar(100)", "", Primary, Natural),
    // Numbers: a line keeps its own; one of unknown meaning is given only where it is the primary key.
    ("order_line", "line_no", "integer", "", Part, Stable),
    ("order_line", "line_no", "integer", "", Unique, Natural),
    ("employee", "badge", "integer", "", Primary, Natural),
    ("employee", "badge", "integer", "", Unique, Stable),
    ("pk11", "a", "integer", "", Primary, Stable),
];

#[test]
fn columns_as_real_schemas_have_them() {
    for case in CASES {
        let (table, name, data_type, made, standing, expected) = *case;
        let name = Ident::new(Engine::Postgres, NameKind::Column, name, Quoting::Quoted);
        let mut column = Column::new(name, DataType::parse(data_type));
        match made {
            "" => {}
            "identity" => column.generator = Some(Generator::IdentityByDefault),
            default => column.default = Some(default.into()),
        }
        let standing = Standing {
            rowid: matches!(standing, Rowid),
            composite: matches!(standing, Part),
            primary: matches!(standing, Primary | Rowid),
        };
        assert_eq!(nature(Engine::Postgres, table, &column, standing).0, expected, "{case:?}");
    }
}
