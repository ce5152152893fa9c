//! What a server that speaks PostgreSQL's protocol really is.

use fklint_catalog::Version;

/// The oldest version whose catalog has identity columns and partitions.
const OLDEST: Version = Version::new(10, 0, 0);

/// Servers that are something else, with what their `version()` says of them. YugabyteDB runs PostgreSQL's own
/// catalog and is read.
const OTHERS: &[(&str, &str)] = &[
    ("CockroachDB", "CockroachDB"),
    ("Redshift", "Amazon Redshift"),
    ("CrateDB", "CrateDB"),
    ("Materialize", "Materialize"),
    ("RisingWave", "RisingWave"),
    ("QuestDB", "QuestDB"),
    ("openGauss", "openGauss"),
    ("GaussDB", "GaussDB"),
    ("Greenplum", "Greenplum"),
    ("Cloudberry", "Apache Cloudberry"),
    ("Spanner", "Spanner"),
];

/// A server that can be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Product {
    pub(super) version: Version,
    pub(super) note: Option<String>,
}

/// Reads what `version()` says; why it cannot be read, if so.
pub(super) fn of(banner: &str) -> Result<Product, String> {
    let says = |word: &str| banner.to_ascii_lowercase().contains(&word.to_ascii_lowercase());
    if let Some((_, name)) = OTHERS.iter().find(|(word, _)| says(word)) {
        return Err(format!("this server is {name}, whose catalog differs: give fklint its DDL as a file"));
    }
    let number = banner.strip_prefix("PostgreSQL ").or_else(|| banner.strip_prefix("EnterpriseDB "));
    let version: Version = number
        .and_then(|rest| rest.parse().ok())
        .ok_or_else(|| format!("this server says it is `{banner}`, which is no PostgreSQL that is known"))?;
    if version < OLDEST {
        return Err(format!("this server is PostgreSQL {version}: {} or newer is needed", OLDEST.major));
    }
    let note = says("-YB-")
        .then(|| format!("this server is YugabyteDB: read as the PostgreSQL {version} that it is made from"));
    Ok(Product { version, note })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postgres_is_known_by_its_version() {
        for (banner, version) in [
            (
                "PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu, 64-bit",
                Version::new(15, 18, 0),
            ),
            ("PostgreSQL 18beta1 on aarch64-apple-darwin", Version::new(18, 0, 0)),
            ("PostgreSQL 10.23, compiled by Visual C++ build 1800, 64-bit", Version::new(10, 23, 0)),
        ] {
            assert_eq!(of(banner), Ok(Product { version, note: None }), "{banner}");
        }
        let yugabyte = of("PostgreSQL 11.2-YB-2.14.0.0-b0 on x86_64-pc-linux-gnu").unwrap();
        assert_eq!(yugabyte.version, Version::new(11, 2, 0));
        assert!(yugabyte.note.unwrap().contains("YugabyteDB"));
    }

    #[test]
    fn others_are_named_and_refused() {
        for (banner, name) in [
            ("CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27)", "CockroachDB"),
            ("PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC, Redshift 1.0.62878", "Amazon Redshift"),
            ("PostgreSQL 12.12 (Greenplum Database 7.0.0 build commit:…) on x86_64", "Greenplum"),
            ("PostgreSQL 9.6.24 on x86_64-pc-linux-gnu", "10 or newer is needed"),
            ("", "no PostgreSQL that is known"),
        ] {
            assert!(of(banner).is_err_and(|why| why.contains(name)), "{banner}");
        }
    }
}
