//! Database engines and their versions.

use std::fmt;
use std::str::FromStr;

/// A database engine, which is also the dialect of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// SQLite 3.
    Sqlite,
    /// MySQL.
    Mysql,
    /// MariaDB.
    Mariadb,
    /// PostgreSQL.
    Postgres,
    /// Oracle Database.
    Oracle,
    /// Microsoft SQL Server: read, not advised on.
    SqlServer,
}

impl Engine {
    /// All engines.
    pub const ALL: [Self; 6] =
        [Self::Sqlite, Self::Mysql, Self::Mariadb, Self::Postgres, Self::Oracle, Self::SqlServer];

    /// The word of the command line and of JSON: `postgres`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
            Self::Postgres => "postgres",
            Self::Oracle => "oracle",
            Self::SqlServer => "sqlserver",
        }
    }

    /// The name in prose: `PostgreSQL`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Mysql => "MySQL",
            Self::Mariadb => "MariaDB",
            Self::Postgres => "PostgreSQL",
            Self::Oracle => "Oracle",
            Self::SqlServer => "SQL Server",
        }
    }

    /// MySQL or MariaDB: one grammar, two sets of facts.
    #[must_use]
    pub const fn is_mysql_like(self) -> bool {
        matches!(self, Self::Mysql | Self::Mariadb)
    }

    /// The schema that unqualified names mean, where the engine has a fixed one.
    #[must_use]
    pub const fn default_schema(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("main"),
            Self::Postgres => Some("public"),
            Self::SqlServer => Some("dbo"),
            Self::Mysql | Self::Mariadb | Self::Oracle => None,
        }
    }

    /// The version whose facts hold when none is known: the oldest that its makers still support, so that
    /// advice also works on newer ones. What changed since is said where it matters.
    #[must_use]
    pub const fn assumed_version(self) -> Version {
        match self {
            Self::Sqlite => Version::new(3, 40, 1),
            Self::Mysql => Version::new(8, 4, 0),
            Self::Mariadb => Version::new(10, 11, 0),
            Self::Postgres => Version::new(15, 0, 0),
            Self::Oracle => Version::new(19, 0, 0),
            Self::SqlServer => Version::new(16, 0, 0),
        }
    }

    /// The longest name that the engine keeps: in characters on MySQL and MariaDB, in bytes elsewhere. PostgreSQL cuts
    /// longer ones, the others refuse them (facts long_names).
    #[must_use]
    pub const fn name_limit(self) -> Option<usize> {
        match self {
            Self::Postgres => Some(63),
            Self::Mysql | Self::Mariadb => Some(64),
            Self::Oracle | Self::SqlServer => Some(128),
            Self::Sqlite => None,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.to_ascii_lowercase().as_str() {
            "sqlite" | "sqlite3" => Ok(Self::Sqlite),
            "mysql" => Ok(Self::Mysql),
            "mariadb" => Ok(Self::Mariadb),
            "postgres" | "postgresql" | "pg" => Ok(Self::Postgres),
            "oracle" => Ok(Self::Oracle),
            "sqlserver" | "mssql" => Ok(Self::SqlServer),
            _ => Err(format!(
                "unknown dialect `{word}`: sqlite, mysql, mariadb, postgres, oracle or sqlserver"
            )),
        }
    }
}

/// A server version, compared part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// `8` of 8.4.10.
    pub major: u16,
    /// `4` of 8.4.10.
    pub minor: u16,
    /// `10` of 8.4.10.
    pub patch: u16,
}

impl Version {
    /// A version of three parts.
    #[must_use]
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        if self.patch == 0 { Ok(()) } else { write!(f, ".{}", self.patch) }
    }
}

impl FromStr for Version {
    type Err = String;

    /// Reads `8`, `8.4`, `8.4.10`, and what servers say of themselves (`10.11.6-MariaDB-log`).
    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.trim().split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or("");
        let mut parts = numbers.split('.').filter(|part| !part.is_empty()).map(str::parse::<u16>);
        let mut next = || parts.next().unwrap_or(Ok(0));
        let bad = |_| format!("`{text}` is no version: write it like 8.4 or 15");
        if numbers.is_empty() {
            return Err(format!("`{text}` is no version: write it like 8.4 or 15"));
        }
        Ok(Self::new(next().map_err(bad)?, next().map_err(bad)?, next().map_err(bad)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_servers_write_them() {
        assert_eq!("10.11.6-MariaDB-log".parse(), Ok(Version::new(10, 11, 6)));
        assert_eq!("15".parse(), Ok(Version::new(15, 0, 0)));
        assert!("new".parse::<Version>().is_err());
        assert_eq!(Version::new(8, 4, 0).to_string(), "8.4");
    }
}
