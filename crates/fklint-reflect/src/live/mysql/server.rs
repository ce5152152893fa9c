//! Who answers: MySQL, MariaDB, or something that only speaks their protocol.

use fklint_catalog::{Engine, Version};

/// Servers that speak the protocol and are another database: what they say of themselves, and what they are.
const OTHERS: [(&str, &str); 18] = [
    ("tidb", "TiDB"),
    ("vitess", "Vitess"),
    ("planetscale", "Vitess"),
    ("starrocks", "StarRocks"),
    ("doris", "Apache Doris"),
    ("selectdb", "Apache Doris"),
    ("oceanbase", "OceanBase"),
    ("singlestore", "SingleStore"),
    ("memsql", "SingleStore"),
    ("clickhouse", "ClickHouse"),
    ("dolt", "Dolt"),
    ("databend", "Databend"),
    ("matrixone", "MatrixOne"),
    ("greptime", "GreptimeDB"),
    ("manticore", "Manticore Search"),
    ("risingwave", "RisingWave"),
    ("polardb-x", "PolarDB-X"),
    ("cratedb", "CrateDB"),
];

/// What a server is, from `VERSION()` and `@@version_comment`. Percona Server, Aurora and the clouds' builds are MySQL.
///
/// # Errors
/// What it is instead, or that it is too old: one sentence without a full stop.
pub(super) fn identify(version: &str, comment: &str) -> Result<(Engine, Version), String> {
    let said = format!("{version} {comment}").to_lowercase();
    if let Some((_, name)) = OTHERS.iter().find(|(word, _)| said.contains(word)) {
        return Err(format!(
            "this is {name} (`{version}`), whose foreign keys follow rules of their own: MySQL and MariaDB are read"
        ));
    }
    let engine = if said.contains("mariadb") { Engine::Mariadb } else { Engine::Mysql };
    // MariaDB 10 told old replicas that it was a 5.5.5, and proxies still pass that on.
    let number = version.strip_prefix("5.5.5-").unwrap_or(version);
    let oldest = if engine == Engine::Mariadb { Version::new(10, 3, 0) } else { Version::new(5, 7, 0) };
    match number.parse::<Version>() {
        Ok(number) if number < oldest => {
            Err(format!("this is {engine} {number}, which is too old: {oldest} is the oldest that is read"))
        }
        Ok(number) => Ok((engine, number)),
        Err(_) => Err(format!("the server calls its version `{version}`, which is none of MySQL or MariaDB")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_known_by_what_they_say() {
        let known = |version, comment| identify(version, comment).expect("MySQL or MariaDB");
        assert_eq!(known("10.11.6-MariaDB-log", "Debian 12"), (Engine::Mariadb, Version::new(10, 11, 6)));
        assert_eq!(known("5.5.5-10.6.12-MariaDB", ""), (Engine::Mariadb, Version::new(10, 6, 12)));
        assert_eq!(known("11.4.2", "mariadb.org binary distribution").0, Engine::Mariadb);
        assert_eq!(known("8.0.36-28", "Percona Server (GPL)"), (Engine::Mysql, Version::new(8, 0, 36)));
        assert_eq!(known("8.0.31-google", "(Google)").0, Engine::Mysql);
        assert_eq!(known("9.7.4-2", "(Debian)"), (Engine::Mysql, Version::new(9, 7, 4)));
    }

    #[test]
    fn what_only_speaks_the_protocol_is_named() {
        for (version, comment, name) in [
            ("8.0.11-TiDB-v7.5.0", "TiDB Server (Apache License 2.0)", "TiDB"),
            ("8.0.30-Vitess", "Version: 19.0.4", "Vitess"),
            ("5.1.0", "StarRocks version 3.2.6", "StarRocks"),
            ("5.7.32", "SingleStoreDB source distribution", "SingleStore"),
            ("8.0.33", "Dolt", "Dolt"),
        ] {
            let why = identify(version, comment).expect_err(name);
            assert!(why.starts_with(&format!("this is {name} (")), "{why}");
        }
    }

    #[test]
    fn too_old_is_said() {
        for version in ["5.6.51", "10.2.44-MariaDB", "5.5.68-MariaDB"] {
            assert!(identify(version, "").expect_err("too old").contains("too old"), "{version}");
        }
        assert!(identify("new", "").is_err());
    }
}
