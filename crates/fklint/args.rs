//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use fklint_catalog::{Engine, Version};
use fklint_check::SourceArg;
use fklint_report::{Color, Format};
use fklint_rule::{Safety, Severity};

const EXAMPLES: &str = "\
Examples:
  fklint db/schema.sql                     check a file; `check` is the default command
  fklint migrations/ --fail-on error       check a directory of migrations
  fklint sqlite:shop.db --data             check a live database, and ask its rows
  fklint shop.db postgres://db/crm         check several; nothing is ever written to them
  fklint db/ --format json --output full=report.txt
  fklint fix db/schema.sql                 show the remedies that are edits of the text, as a diff
  fklint order db/schema.sql               in which order to write rows
  fklint prove db/schema.sql --on $URL     try the findings on a real server, in a database of their own
  fklint explain fk-cycle-undeclared       what a rule finds, and why

Exit codes:
  0  no finding at or over --fail-on
  1  findings
  2  something could not be looked at: the message says what, and how to go on";

const FIX_HELP: &str = "\
Examples:
  fklint fix db/schema.sql                    show what would change
  fklint fix db/schema.sql | git apply        the same, made by git
  fklint fix db/schema.sql --write            change the file, comments and layout kept
  fklint fix db/ --write --safety risky       also what rows may refuse
  fklint fix db/ --select fk-index-missing    only these
  fklint fix --migration db/migrations        write a new migration, in the convention of those that are there
  fklint fix --migration db/migrations --diff | git apply
  fklint fix --apply app.db                   carry remedies out on a live database: asks first
  fklint fix --apply postgres://db/shop --safety risky
  fklint fix --undo app.db.fklint-1.jsonl     take that back

Migrations are history and never rewritten (--migration adds to them), live databases are only read but for --apply, and
texts inside strings, blocks and routines stay as they are: of these it is told what is left to do.

Exit codes: those of `check`, for the schema as it is when the command ends:
  0  no finding at or over --fail-on
  1  findings
  2  something could not be looked at or written: the message says what, and how to go on";

/// Finds the foreign keys that a database will refuse, silently ignore, or cannot be written through.
#[derive(Debug, Parser)]
#[command(name = "fklint", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find what is wrong with the foreign keys of a schema (the default command)
    Check(CheckArgs),
    /// Carry out remedies in the texts that declare the schema
    Fix(FixArgs),
    /// Show what was read
    Schema(SchemaArgs),
    /// Show in which order to insert and delete rows, with the second steps that cycles need
    Order(OrderArgs),
    /// Try the findings of a schema on a real engine, before and after their remedies
    Prove(ProveArgs),
    /// Show a rule's page
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
}

/// Where to read from, and how.
#[derive(Args, Debug)]
pub(crate) struct SourceArgs {
    /// Files, directories, `-` for standard input, or live databases: an SQLite file, or a URL (sqlite:, mysql:,
    /// mariadb:, postgres:); without any, the targets of the configuration, else the current directory
    #[arg(value_name = "SOURCE", value_parser = OsStringValueParser::new().map(source))]
    pub(crate) sources: Vec<SourceArg>,

    /// Read every text in this dialect: sqlite, mysql, mariadb, postgres, oracle or sqlserver [default: found out
    /// for each file]
    #[arg(long, value_name = "DIALECT")]
    pub(crate) dialect: Option<Engine>,

    /// The version of the server, such as 8.4; a live database tells its own
    #[arg(long, value_name = "VERSION")]
    pub(crate) server_version: Option<Version>,

    /// The configuration [default: the nearest .fklint.toml, fklint.toml or pyproject.toml upward]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Use at most this many threads
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<usize>,

    /// Of live databases, read only these schemas (on MySQL and MariaDB: databases)
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(crate) schema: Vec<String>,

    /// Wait so long for a connection to a live database [default: as its URL says, else 5]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,

    /// Wait so long for each answer of a live database
    #[arg(long, value_name = "SECONDS", value_parser = seconds, default_value = "60")]
    pub(crate) query_timeout: Duration,

    /// No progress bar (it shows on a terminal only, and only after a second)
    #[arg(long)]
    pub(crate) no_progress: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ColorArgs {
    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub(crate) color: When,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,

    /// Also ask the rows of live databases: which break a foreign key, and which stand in the way of a remedy.
    /// They are counted there; five samples at most are shown
    #[arg(long)]
    pub(crate) data: bool,

    /// Also say why other places are not reported: what declares, suppresses or settles each. Narrow it with --select;
    /// with -v it lists all
    #[arg(long)]
    pub(crate) explain_why: bool,

    /// How to write findings to standard output: full, concise, json or jsonl
    #[arg(long, value_name = "FORMAT", default_value = "full", env = "FKLINT_FORMAT")]
    pub(crate) format: Format,

    /// Also write a report to a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    pub(crate) output: Vec<(Format, PathBuf)>,

    /// Also tell counts and times
    #[arg(long)]
    pub(crate) statistics: bool,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

/// Which findings count.
#[derive(Args, Debug)]
pub(crate) struct ChoiceArgs {
    /// Run only these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(crate) select: Option<Vec<String>>,

    /// Leave these rules out
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// The severity from which on findings make the exit code 1: error, warning or note [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    pub(crate) fail_on: Option<Severity>,

    /// A file of known findings, which are not reported
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Exit with 0 in spite of findings
    #[arg(long)]
    pub(crate) exit_zero: bool,

    /// No summary, no warnings about the configuration
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Also report notes
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

#[derive(Args, Debug)]
#[command(after_help = FIX_HELP)]
pub(crate) struct FixArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// Show the edits as a unified diff, which `git apply` takes, and change nothing (the default)
    #[arg(long, group = "what")]
    pub(crate) diff: bool,

    /// Write the edited files in place
    #[arg(long, group = "what")]
    pub(crate) write: bool,

    /// Write the remedies as a new migration into this directory of migrations, up and down, in its tool's convention;
    /// with --diff, show the new files. Without a SOURCE, the migrations are the schema
    #[arg(long, value_name = "DIR", conflicts_with_all = ["write", "apply", "resume", "undo"])]
    pub(crate) migration: Option<PathBuf>,

    /// The name of the new migration [default: from the rule]
    #[arg(long, value_name = "NAME", requires = "migration", value_parser = migration_name)]
    pub(crate) name: Option<String>,

    /// Carry remedies out on a live database, which SOURCE names: it is shown what would be done, and asked
    #[arg(long, groups = ["what", "live"])]
    pub(crate) apply: bool,

    /// Go on with what a journal of --apply began, from wherever the database is
    #[arg(long, value_name = "JOURNAL", groups = ["what", "live"])]
    pub(crate) resume: Option<PathBuf>,

    /// Take back what a journal of --apply did, from wherever the database is
    #[arg(long, value_name = "JOURNAL", groups = ["what", "live"])]
    pub(crate) undo: Option<PathBuf>,

    /// With --apply, --resume or --undo: do not ask
    #[arg(long, requires = "live")]
    pub(crate) yes: bool,

    /// With --apply: where to write the journal [default: beside an SQLite file, else in the current directory]
    #[arg(long, value_name = "FILE", requires = "apply")]
    pub(crate) journal: Option<PathBuf>,

    /// With --apply: make no copy of an SQLite file first
    #[arg(long, requires = "apply")]
    pub(crate) no_backup: bool,

    /// How much thought a remedy may need: safe, or risky (it changes what the schema accepts, or rows may refuse it)
    #[arg(long, value_enum, default_value_t = SafetyArg::Safe)]
    pub(crate) safety: SafetyArg,

    /// What to write to standard output: text (with --diff, the diff), or json: the findings as `check` writes them,
    /// each with the edits of its remedy; with --migration, the new files instead
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,

    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// How to write it
    #[arg(long, value_enum, default_value_t = SchemaFormat::Text)]
    pub(crate) format: SchemaFormat,

    /// List every foreign key clause as written, not the sum
    #[arg(long)]
    pub(crate) declared: bool,
}

#[derive(Args, Debug)]
pub(crate) struct OrderArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ProveArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,

    /// Where to try them: a server that lets this user make databases; each is dropped after its use. Texts are read
    /// as that server would [default: the SQLite that is built in]
    #[arg(long, value_name = "URL", value_parser = OsStringValueParser::new().map(source))]
    pub(crate) on: Option<SourceArg>,

    /// Only findings of these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(crate) select: Option<Vec<String>>,

    /// No findings of these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// How to write the results
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,

    /// Show every statement, and what the engine did
    #[arg(long)]
    pub(crate) transcript: bool,

    /// Also try notes
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The rule's name
    pub(crate) rule: String,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// How to write it
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SafetyArg {
    /// It says what was meant
    Safe,
    /// It changes what the schema accepts, or rows may refuse it
    Risky,
}

impl From<SafetyArg> for Safety {
    fn from(safety: SafetyArg) -> Self {
        match safety {
            SafetyArg::Safe => Self::Safe,
            SafetyArg::Risky => Self::Risky,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaFormat {
    /// A block for each table
    Text,
    /// One document
    Json,
    /// Statements that make the schema
    Sql,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Text,
    /// One document
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<When> for Color {
    fn from(when: When) -> Self {
        match when {
            When::Auto => Self::Auto,
            When::Always => Self::Always,
            When::Never => Self::Never,
        }
    }
}

fn source(argument: OsString) -> SourceArg {
    match argument.to_str() {
        Some(text) => SourceArg::from(text),
        None => SourceArg::Path(argument.into()),
    }
}

fn migration_name(text: &str) -> Result<String, String> {
    let words = text.chars().any(|c| c.is_ascii_alphanumeric());
    words.then(|| text.to_owned()).ok_or_else(|| "give it letters or digits: add_invoice_indexes".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.001..=86_400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "give seconds, such as 5 or 0.5".to_owned())
}

fn severity(word: &str) -> Result<Severity, String> {
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let known = all.into_iter().find(|severity| severity.id() == word);
    known.ok_or_else(|| "severities are error, warning and note".to_owned())
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("write it as FORMAT=FILE: json=report.json")?;
    if file.is_empty() {
        return Err("the file has no name: write it as FORMAT=FILE".to_owned());
    }
    Ok((format.parse::<Format>().map_err(|error| error.to_string())?, PathBuf::from(file)))
}

fn jobs(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(jobs @ 1..=1024) => Ok(jobs),
        _ => Err("give a number from 1 to 1024".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn check_is_the_default_command() {
        let cli = Cli::try_parse_from(["fklint", "--format", "json", "schema.sql"]).expect("it parses");
        assert!(cli.command.is_none());
        assert_eq!(cli.check.source.sources, [SourceArg::from("schema.sql")]);
        let cli = Cli::try_parse_from(["fklint", "check", "schema.sql"]).expect("it parses");
        assert!(matches!(cli.command, Some(Command::Check(_))));
        assert!(Cli::try_parse_from(["fklint"]).expect("it parses").command.is_none());
    }
}
