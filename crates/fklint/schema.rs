//! `fklint schema`

use std::io::Write;
use std::process::ExitCode;

use fklint_catalog::write::write_catalog;
use fklint_check::{Loaded, Problem, load};
use fklint_report::schema::{Document, clauses, sum};
use fklint_report::{clauses_text, schema_text};

use crate::args::{SchemaArgs, SchemaFormat};
use crate::{options, output, progress};

pub(crate) fn run(args: &SchemaArgs) -> ExitCode {
    if args.declared && args.format == SchemaFormat::Sql {
        let message = "clauses as written are no schema to write down: ask for text or json";
        return output::finish(&[Problem::new("--declared", message)], 0);
    }
    let (sources, mut options) = match options::of_source(&args.source) {
        Ok(asked) => asked,
        Err(problem) => return output::finish(&[problem], 0),
    };
    let loaded = progress::during(!args.source.no_progress, &mut options, |options| load(&sources, options));
    let mut problems = loaded.problems.clone();
    problems.extend(output::stdout(|out| write(out, args, &loaded)).err());
    output::finish(&problems, 0)
}

fn write(mut out: &mut dyn Write, args: &SchemaArgs, loaded: &Loaded) -> std::io::Result<()> {
    match args.format {
        SchemaFormat::Text if args.declared => {
            out.write_all(clauses_text(&document(loaded, true).foreign_keys).as_bytes())
        }
        SchemaFormat::Text => out.write_all(schema_text(&document(loaded, false)).as_bytes()),
        SchemaFormat::Json => {
            serde_json::to_writer(&mut out, &document(loaded, args.declared))?;
            out.write_all(b"\n")
        }
        SchemaFormat::Sql => {
            let mut catalogs = loaded.schemas.iter().map(|schema| &schema.reflection.catalog);
            catalogs.try_for_each(|catalog| out.write_all(write_catalog(catalog).as_bytes()))
        }
    }
}

fn document(loaded: &Loaded, declared: bool) -> Document<'_> {
    let mut document = sum(&loaded.sources, &loaded.schemas, loaded.statistics.tally);
    if declared {
        let summed = std::mem::take(&mut document.foreign_keys);
        document.foreign_keys = clauses(&loaded.sources, &loaded.schemas, summed);
    }
    document
}
