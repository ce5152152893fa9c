//! `fklint order`

use std::process::ExitCode;

use fklint_catalog::{Graph, Semantics};
use fklint_check::{Loaded, Options, Schema, load};
use fklint_report::order::{OrderEntry, text};

use crate::args::{ListFormat, OrderArgs};
use crate::{options, output, progress};

pub(crate) fn run(args: &OrderArgs) -> ExitCode {
    let (sources, mut options) = match options::of_source(&args.source) {
        Ok(asked) => asked,
        Err(problem) => return output::finish(&[problem], 0),
    };
    let loaded = progress::during(!args.source.no_progress, &mut options, |options| load(&sources, options));
    let orders: Vec<OrderEntry<'_>> =
        loaded.schemas.iter().map(|schema| order(&loaded, schema, &options)).collect();
    let written = output::stdout(|out| match args.format {
        ListFormat::Text => out.write_all(text(&orders).as_bytes()),
        ListFormat::Json => {
            serde_json::to_writer(&mut *out, &serde_json::json!({ "version": 1, "targets": orders }))?;
            out.write_all(b"\n")
        }
    });
    let mut problems = loaded.problems;
    problems.extend(written.err());
    output::finish(&problems, 0)
}

fn order<'s>(loaded: &Loaded, schema: &'s Schema, options: &Options) -> OrderEntry<'s> {
    let catalog = &schema.reflection.catalog;
    let semantics = Semantics::for_catalog(catalog);
    let second = loaded.declared(schema, options).post_update;
    OrderEntry::new(&schema.name, catalog, &Graph::new(catalog, &semantics), &second)
}
