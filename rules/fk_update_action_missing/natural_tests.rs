//! Columns as real schemas have them, and what they hold.

use fklint_catalog::{DataType, Generator, Ident, NameKind, Quoting};

use super::*;

fn column(name: &str, data_type: &str) -> Column {
    let name = Ident::new(Engine::Postgres, NameKind::Column, name, Quoting::Quoted);
    Column::new(name, DataType::parse(data_type))
}

fn of(table: &str, name: &str, data_type: &str) -> Nature {
    nature(
        Engine::Postgres,
        table,
        &column(name, data_type),
        Standing { primary: true, ..Standing::default() },
    )
}

#[test]
fn what_people_give_is_natural() {
    for (table, name, data_type) in [
        ("users", "username", "varchar(32)"),
        ("users", "email", "text"),
        ("app_user", "userName", "varchar(255)"),
        ("product", "sku", "char(12)"),
        ("department", "dept_no", "char(4)"),
        ("employee", "emp_no", "integer"),
        ("book", "isbn", "bigint"),
        ("blueprint", "blueprint_name", "varchar(100)"),
        ("matrix_server", "destination", "text"),
        ("badge", "badge", "integer"),
        ("rate", "percent", "numeric(5,2)"),
    ] {
        assert_eq!(of(table, name, data_type), Nature::Natural, "{table}.{name} {data_type}");
    }
}

#[test]
fn identifiers_in_disguise_are_surrogates() {
    for (table, name, data_type) in [
        ("folders", "uuid", "char(36)"),
        ("realm", "reference", "varchar(36)"),
        ("session", "secret", "char(64)"),
        ("act_re_procdef", "ID_", "varchar(64)"),
        ("item", "i_u_id", "varchar(128)"),
        ("action", "actionId", "text"),
        ("action", "actionid", "text"),
        ("sources", "key", "text"),
        ("supplier", "s_suppkey", "integer"),
        ("date_dim", "d_date_sk", "integer"),
        ("cliente", "id_cliente", "integer"),
        ("users", "idusers", "integer"),
        ("torrents", "info_hash", "bytea"),
        ("account", "owner", "uuid"),
    ] {
        assert_eq!(of(table, name, data_type), Nature::Surrogate, "{table}.{name} {data_type}");
    }
}

#[test]
fn codes_that_nobody_renames_are_stable() {
    for (table, name, data_type) in [
        ("countries", "code", "varchar(8)"),
        ("currency", "currency_code", "text"),
        ("airport", "iata_code", "varchar(4)"),
        ("region", "code", "char(2)"),
        ("order_statuses", "name", "varchar(40)"),
        ("file_type_cd_lk", "file_type_cd", "varchar(20)"),
        ("roles", "role", "text"),
        ("mood", "mood", "enum('sad','happy')"),
        ("calendar", "day", "date"),
        ("pk11", "a", "integer"),
    ] {
        assert_eq!(of(table, name, data_type), Nature::Stable, "{table}.{name} {data_type}");
    }
}

#[test]
fn what_the_engine_makes_is_a_surrogate_whatever_its_name() {
    let mut number = column("order_number", "integer");
    number.generator = Some(Generator::IdentityByDefault);
    assert_eq!(nature(Engine::Postgres, "orders", &number, Standing::default()), Nature::Surrogate);
    let mut code = column("code", "text");
    code.default = Some("gen_random_uuid()".into());
    assert_eq!(nature(Engine::Postgres, "coupon", &code, Standing::default()), Nature::Surrogate);
    let rowid = Standing { rowid: true, primary: true, composite: false };
    assert_eq!(nature(Engine::Sqlite, "orders", &column("number", "integer"), rowid), Nature::Surrogate);
}

#[test]
fn a_number_within_a_composite_key_counts() {
    let (alone, among) = (Standing::default(), Standing { composite: true, ..Standing::default() });
    let line = column("line_no", "integer");
    assert_eq!(nature(Engine::Postgres, "order_line", &line, among), Nature::Stable);
    assert_eq!(nature(Engine::Postgres, "order_line", &line, alone), Nature::Natural);
    assert_eq!(nature(Engine::Postgres, "part", &column("part_code", "integer"), among), Nature::Natural);
}

#[test]
fn a_number_of_unknown_meaning_is_natural_as_a_primary_key_alone() {
    let badge = column("badge", "integer");
    let primary = Standing { primary: true, ..Standing::default() };
    assert_eq!(nature(Engine::Postgres, "employee", &badge, primary), Nature::Natural);
    assert_eq!(nature(Engine::Postgres, "employee", &badge, Standing::default()), Nature::Stable);
}
