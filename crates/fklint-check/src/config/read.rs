//! From the text of a configuration file to a [`Config`].

use std::path::Path;

use fklint_rule::Severity;
use toml::de::DeTable;

use super::value::{Page, Section, Value};
use super::{Config, ConfigError, IgnoreEntry, KeyConfig, RuleConfig, Spotted, TargetConfig, keys};

/// Reads the table at `within` of a file; `None` when there is no such table.
pub(super) fn config(path: &Path, text: &str, within: &[&str]) -> Result<Option<Config>, ConfigError> {
    let page = Page::new(path, text);
    let parsed = DeTable::parse(text).map_err(|error| {
        page.error(error.span().unwrap_or(0..0), error.message().lines().collect::<Vec<_>>().join(", "))
    })?;
    let mut span = parsed.span();
    let mut table = parsed.get_ref();
    for &key in within {
        let Some(inner) = table.get(key) else { return Ok(None) };
        span = inner.span();
        let Some(inner) = inner.get_ref().as_table() else { return Ok(None) };
        table = inner;
    }
    let root = page.section("", span, table, keys::ROOT)?;
    let mut config = whole(root)?;
    config.path = Some(path.to_path_buf());
    config.root = path.parent().unwrap_or(Path::new("")).to_path_buf();
    Ok(Some(config))
}

fn whole(root: Section<'_, '_>) -> Result<Config, ConfigError> {
    Ok(Config {
        path: None,
        root: Path::new("").to_path_buf(),
        fail_on: root.get("fail-on").map(|value| severity(&value)).transpose()?,
        baseline: root.get("baseline").map(|value| value.text()).transpose()?.map(|path| path.text.into()),
        rules: root.get("rules").map(|value| rules(&value)).transpose()?.unwrap_or_default(),
        keys: root.get("keys").map(|value| natural_keys(&value)).transpose()?.unwrap_or_default(),
        post_update: all(root.get("post-update"), "[[post-update]]", keys::POST_UPDATE, |entry| {
            entry.need("foreign-key")
        })?,
        ignore: all(root.get("ignore"), "[[ignore]]", keys::IGNORE, ignore)?,
        targets: all(root.get("target"), "[[target]]", keys::TARGET, target)?,
    })
}

fn all<'p, 't, T>(
    value: Option<Value<'p, 't>>,
    name: &'p str,
    keys: &[&str],
    read: impl FnMut(Section<'p, 't>) -> Result<T, ConfigError>,
) -> Result<Vec<T>, ConfigError> {
    let Some(value) = value else { return Ok(Vec::new()) };
    value.sections(name, keys)?.into_iter().map(read).collect()
}

fn rules(value: &Value<'_, '_>) -> Result<RuleConfig, ConfigError> {
    let rules = value.section("[rules]", keys::RULES)?;
    let mut severities = Vec::new();
    if let Some(value) = rules.get("severity") {
        for (rule, value) in value.map()?.entries() {
            severities.push((rule, severity(&value)?));
        }
    }
    Ok(RuleConfig {
        select: rules.get("select").map(|value| value.texts()).transpose()?,
        ignore: texts(rules.get("ignore"))?,
        severity: severities,
    })
}

fn natural_keys(value: &Value<'_, '_>) -> Result<KeyConfig, ConfigError> {
    let section = value.section("[keys]", keys::KEYS)?;
    Ok(KeyConfig { immutable: texts(section.get("immutable"))?, mutable: texts(section.get("mutable"))? })
}

fn ignore(entry: Section<'_, '_>) -> Result<IgnoreEntry, ConfigError> {
    let until = match entry.get("until") {
        Some(value) => Some(value.words()?.text.parse().map_err(|message: String| value.error(message))?),
        None => None,
    };
    let reason = entry.get("reason").map(|value| value.text()).transpose()?.map(|reason| reason.text);
    Ok(IgnoreEntry { rule: entry.need("rule")?, object: entry.need("object")?, reason, until })
}

fn target(entry: Section<'_, '_>) -> Result<TargetConfig, ConfigError> {
    let target = TargetConfig {
        name: entry.need("name")?.text,
        ddl: many(entry.get("ddl"))?,
        migrations: entry.get("migrations").map(|value| value.text()).transpose()?,
        models: many(entry.get("models"))?,
        database: entry.get("database").map(|value| value.text()).transpose()?,
        dialect: parsed(entry.get("dialect"))?,
        version: parsed(entry.get("version"))?,
    };
    let sources = [!target.ddl.is_empty(), target.migrations.is_some()];
    if sources == [true, true] {
        return Err(entry.error(format!(
            "target `{}` has both `ddl` and `migrations`: make it two targets, or keep one of them",
            target.name
        )));
    }
    if sources == [false, false] && target.models.is_empty() && target.database.is_none() {
        return Err(entry.error(format!(
            "target `{}` has nothing to read: give it `ddl`, `migrations`, `models` or `database`",
            target.name
        )));
    }
    Ok(target)
}

fn texts(value: Option<Value<'_, '_>>) -> Result<Vec<Spotted>, ConfigError> {
    value.map_or_else(|| Ok(Vec::new()), |value| value.texts())
}

fn many(value: Option<Value<'_, '_>>) -> Result<Vec<Spotted>, ConfigError> {
    value.map_or_else(|| Ok(Vec::new()), |value| value.text_or_texts())
}

fn parsed<T: std::str::FromStr<Err = String>>(
    value: Option<Value<'_, '_>>,
) -> Result<Option<T>, ConfigError> {
    let Some(value) = value else { return Ok(None) };
    value.words()?.text.parse().map(Some).map_err(|message: String| value.error(message))
}

fn severity(value: &Value<'_, '_>) -> Result<Severity, ConfigError> {
    let word = value.text()?;
    [Severity::Note, Severity::Warning, Severity::Error]
        .into_iter()
        .find(|severity| severity.id() == word.text)
        .ok_or_else(|| value.error(format!("`{word}` is no severity: error, warning or note")))
}

#[cfg(test)]
mod tests {
    use fklint_catalog::{Engine, Version};

    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("db/fklint.toml"), text).map_err(|error| error.to_string())
    }

    fn error(text: &str) -> String {
        parse(text).expect_err("the configuration is wrong")
    }

    #[test]
    fn every_documented_key_is_read() {
        let config = parse(
            r#"
fail-on = "error"
baseline = "fklint-baseline.json"
[rules]
select = ["fk-unnamed"]
ignore = ["fk-type-mismatch"]
severity = { fk-index-missing = "error" }
[keys]
immutable = ["country.code"]
mutable = ["users.username"]
[[post-update]]
foreign-key = "widget.favorite_entry_id"
[[ignore]]
rule = "fk-index-missing"
object = "public.audit.fk(user_id)"
reason = "append only"
until = 2027-01-01
[[target]]
name = "app"
ddl = ["db/schema.sql", "db/extra"]
models = ["app/models/**/*.py"]
database = "$DATABASE_URL"
dialect = "postgres"
version = 16
[[target]]
name = "two"
migrations = "migrations"
"#,
        )
        .expect("the configuration is right");
        assert_eq!(config.root, Path::new("db"));
        assert_eq!(config.fail_on, Some(Severity::Error));
        assert_eq!(config.baseline.as_deref(), Some(Path::new("fklint-baseline.json")));
        assert_eq!(config.rules.select.as_ref().map(Vec::len), Some(1));
        assert_eq!(config.rules.ignore[0].text, "fk-type-mismatch");
        assert_eq!(config.rules.severity[0].0.text, "fk-index-missing");
        assert_eq!(config.keys.immutable[0].text, "country.code");
        assert_eq!(config.post_update[0].line, 12);
        assert_eq!(config.ignore[0].until.map(|date| date.to_string()).as_deref(), Some("2027-01-01"));
        assert_eq!(config.targets[0].dialect, Some(Engine::Postgres));
        assert_eq!(config.targets[0].version, Some(Version::new(16, 0, 0)));
        assert_eq!(config.targets[1].migrations.as_ref().map(|path| path.text.as_str()), Some("migrations"));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place_and_the_nearest_key() {
        assert_eq!(
            error("[rules]\n  ignroe = []\n"),
            "db/fklint.toml:2:3: unknown key `ignroe` in [rules]: did you mean `ignore`?"
        );
        assert_eq!(
            error("[[target]]\nname = 'é'\nfoo = 1\n"),
            "db/fklint.toml:3:1: unknown key `foo` in [[target]]: known are `database`, `ddl`, `dialect`, \
             `migrations`, `models`, `name`, `version`"
        );
        assert_eq!(
            error("fail_on = 'error'"),
            "db/fklint.toml:1:1: unknown key `fail_on`: did you mean `fail-on`?"
        );
    }

    #[test]
    fn a_wrong_type_or_word_is_an_error_with_its_place() {
        for (text, message) in [
            ("fail-on = 1", "1:11: `fail-on` is an integer, and must be a string"),
            ("fail-on = 'high'", "1:11: `high` is no severity: error, warning or note"),
            ("rules = []", "1:9: `rules` is an array, and must be a table"),
            (
                "[ignore]\nrule = 'a'",
                "1:1: `ignore` is a table, and must be an array of tables: write [[ignore]]",
            ),
            ("[[ignore]]\nrule = 'a'", "1:1: [[ignore]] needs the key `object`"),
            (
                "[[ignore]]\nrule='a'\nobject='b'\nuntil='soon'",
                "4:7: `soon` is no date: write it like 2027-01-31",
            ),
            ("[rules]\nselect = [1]", "2:11: `select` is an integer, and must be a string"),
            (
                "[[target]]\nname = 'a'",
                "1:1: target `a` has nothing to read: give it `ddl`, `migrations`, `models` or `database`",
            ),
        ] {
            assert_eq!(error(text), format!("db/fklint.toml:{message}"));
        }
        assert!(error("[rules\n").starts_with("db/fklint.toml:1:"));
        assert!(
            error("[[target]]\nname='a'\nddl='x'\ndialect='db2'")
                .starts_with("db/fklint.toml:4:9: unknown dialect `db2`")
        );
    }

    #[test]
    fn an_unknown_rule_is_an_error_with_its_place_and_the_nearest_name() {
        let config = parse("[rules]\nignore = [\"fk-indx-missing\"]\n").expect("rules are not known here");
        let errors: Vec<_> =
            config.unknown_rules(&["fk-index-missing"]).iter().map(ToString::to_string).collect();
        assert_eq!(
            errors,
            ["db/fklint.toml:2:11: unknown rule `fk-indx-missing`: did you mean `fk-index-missing`?"]
        );
    }
}
