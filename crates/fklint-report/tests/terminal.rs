//! What a finding looks like in the terminal.

mod common;

use common::{asked, located, outcome, place};
use fklint_check::Outcome;
use fklint_report::terminal::{Style, render, write_concise};
use fklint_rule::{Answer, Note, Remedy, Rows};
use fklint_source::{FileId, Place, Span};

const CYCLE: &str = "\
CREATE TABLE widget (
  widget_id integer PRIMARY KEY,
  favorite_entry_id integer
);
CREATE TABLE entry (
  widget_id integer NOT NULL REFERENCES widget (widget_id),
  entry_id integer PRIMARY KEY
);
ALTER TABLE widget
  ADD CONSTRAINT fk_favorite_entry FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
";

fn cycle() -> Outcome {
    let mut outcome = outcome(&[("db/schema.sql", CYCLE.as_bytes())]);
    let primary = place(
        &outcome,
        0,
        b"ADD CONSTRAINT fk_favorite_entry FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id)",
    );
    let related = place(&outcome, 0, b"REFERENCES widget (widget_id)");
    let mut found = located(
        "`widget` and `entry` point at each other, and nothing says which link is written second",
        "the cheapest to write second: nullable, many-to-one",
        Some(primary),
        &[(related, "an `entry` needs its `widget` first")],
    );
    found.finding.report.notes = vec![
        Note {
            heading: "write it so",
            text: "INSERT widget (favorite_entry_id NULL), INSERT entry, UPDATE widget\n\
                   UPDATE widget SET favorite_entry_id = NULL, DELETE entry, DELETE widget"
                .into(),
        },
        Note {
            heading: "or declare",
            text: "`-- fklint: post-update` on this clause, `post_update=True` in the model".into(),
        },
    ];
    outcome.targets[0].findings.push(found);
    outcome.statistics.tables = 2;
    outcome.statistics.foreign_keys = 2;
    outcome.statistics.tally.statements = 3;
    outcome
}

#[test]
fn a_finding_shows_places_remarks_and_the_way_out() {
    let expected = "\
warning[fk-cycle-undeclared]: `widget` and `entry` point at each other, and nothing says which link is written second
   ┌─ db/schema.sql:10:3
   │
 6 │   widget_id integer NOT NULL REFERENCES widget (widget_id),
   │                              ----------------------------- an `entry` needs its `widget` first
   ·
10 │   ADD CONSTRAINT fk_favorite_entry FOREIGN KEY (favorite_entry_id) REFERENCES entry (entry_id);
   │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the cheapest to write second: nullable, many-to-one
   │
   = write it so:  INSERT widget (favorite_entry_id NULL), INSERT entry, UPDATE widget
                   UPDATE widget SET favorite_entry_id = NULL, DELETE entry, DELETE widget
   = fix (risky):  ALTER TABLE widget ALTER CONSTRAINT fk_favorite_entry DEFERRABLE INITIALLY DEFERRED;
   = or declare:   `-- fklint: post-update` on this clause, `post_update=True` in the model
   = more:         fklint explain fk-cycle-undeclared

1 warning in 1 file: 2 tables, 2 foreign keys, 3 statements, 0 unread
";
    assert_eq!(render(&cycle(), &Style::default()), expected);
}

#[test]
fn colours_and_links_change_nothing_but_themselves() {
    let style = Style { color: true, hyperlinks: true, ..Style::default() };
    let styled = render(&cycle(), &style);
    assert!(styled.contains("\x1b]8;;https://"), "{styled}");
    assert_eq!(strip(&styled), render(&cycle(), &Style::default()));
}

/// The text without CSI and OSC sequences.
fn strip(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\x1b') {
        plain.push_str(&rest[..at]);
        let end = match &rest[at + 1..at + 2] {
            "]" => at + rest[at..].find("\x1b\\").expect("a link ends") + 2,
            _ => at + rest[at..].find('m').expect("a colour ends") + 1,
        };
        rest = &rest[end..];
    }
    plain + rest
}

#[test]
fn labels_in_several_files_have_their_own_frames() {
    let mut outcome = outcome(&[("a.sql", b"one\ntwo here\n"), ("b.sql", b"\n\n\nother there\n")]);
    let found = located(
        "message",
        "",
        Some(place(&outcome, 1, b"there")),
        &[(place(&outcome, 0, b"here"), "elsewhere")],
    );
    outcome.targets[0].findings.push(found);
    let text = render(&outcome, &Style::default());
    let first = text.find("┌─ b.sql:4:7").expect("the primary file comes first");
    let second = text.find("┌─ a.sql:2:5").expect("the other file has a frame");
    assert!(first < second, "{text}");
    assert!(text.contains("4 │ other there\n  │       ^^^^^\n"), "{text}");
    assert!(text.contains("2 │ two here\n  │     ---- elsewhere\n"), "{text}");
}

#[test]
fn nothing_from_a_schema_reaches_the_terminal_as_a_command() {
    let mut outcome = outcome(&[("a\x1b[2J.sql", b"CREATE \x1b[31mTABLE \xe2\x80\xae caf\xe9 t;\n")]);
    let at = place(&outcome, 0, b"t;");
    let mut found = located("bad \x1b]0;title\x07 `\u{202e}x`", "a\x1bb", Some(at), &[(at, "c\x1bd\ne")]);
    found.sql = vec!["SELECT '\x1b[5m'".into()];
    found.finding.report.notes = vec![Note { heading: "why", text: "x\x1b[1m".into() }];
    outcome.targets[0].findings.push(found);
    let mut concise = Vec::new();
    write_concise(&mut concise, &outcome, &Style::default()).expect("memory can be written");
    let concise = String::from_utf8(concise).expect("it is text");
    for text in [render(&outcome, &Style::default()), concise] {
        assert!(!text.contains(['\x1b', '\x07', '\u{202e}']), "{text:?}");
    }
    let full = render(&outcome, &Style::default());
    assert!(full.contains("CREATE \u{241b}[31mTABLE \u{fffd} caf\u{fffd} t;"), "{full}");
}

#[test]
fn wide_characters_and_tabs_keep_the_carets_below_their_text() {
    let mut outcome = outcome(&[("a.sql", "\t表 😀 target\n".as_bytes())]);
    let at = place(&outcome, 0, b"target");
    outcome.targets[0].findings.push(located("message", "here", Some(at), &[]));
    let text = render(&outcome, &Style::default());
    assert!(text.contains("┌─ a.sql:1:6\n"), "{text}");
    assert!(text.contains("1 │     表 😀 target\n  │           ^^^^^^ here\n"), "{text}");
}

#[test]
fn a_huge_line_is_cropped_to_the_width() {
    let line = format!("INSERT {} FOREIGN KEY {}", "x".repeat(120_000), "y".repeat(120_000));
    let mut outcome = outcome(&[("a.sql", line.as_bytes())]);
    let at = place(&outcome, 0, b"FOREIGN KEY");
    outcome.targets[0].findings.push(located("message", "", Some(at), &[]));
    let text = render(&outcome, &Style { width: 80, ..Style::default() });
    let shown = text.lines().find(|line| line.starts_with("1 │")).expect("the line is shown");
    assert!(shown.chars().count() <= 82 && shown.contains("…xxx") && shown.ends_with("y…"), "{shown}");
    assert!(text.contains("a.sql:1:120009"), "{text}");
}

#[test]
fn a_table_over_many_lines_is_marked_on_its_first() {
    let text = format!("CREATE TABLE t (\n{});\n", "  c int,\n".repeat(60));
    let mut outcome = outcome(&[("a.sql", text.as_bytes())]);
    let all = Place { file: FileId(0), span: Span::new(0, text.len() as u32) };
    outcome.targets[0].findings.push(located("message", "all of it", Some(all), &[]));
    let text = render(&outcome, &Style::default());
    assert!(text.contains("1 │ CREATE TABLE t (\n  │ ^^^^^^^^^^^^^^^^ all of it\n"), "{text}");
    assert!(text.lines().count() < 12, "{text}");
}

#[test]
fn advice_probes_and_missing_places_are_told() {
    let mut outcome = outcome(&[("a.sql", b"x")]);
    let mut found = located("message", "", None, &[]);
    found.finding.remedy = Remedy::Advice("decide which of the two tables is written first".into());
    outcome.targets[0].findings.push(found);
    let mut found = located("message", "", None, &[]);
    found.probes = vec![asked(None)];
    outcome.targets[0].findings.push(found);
    let mut found = located("message", "", None, &[]);
    let samples = vec![vec![Some("7".to_owned())]];
    found.probes = vec![
        asked(Some(Answer::Rows(Rows::default()))),
        asked(Some(Answer::Rows(Rows { count: 1, samples: samples.clone() }))),
        asked(Some(Answer::Rows(Rows { count: 3, samples }))),
        asked(Some(Answer::Unanswered("it took too long".to_owned()))),
    ];
    outcome.targets[0].findings.push(found);
    let text = render(&outcome, &Style::default());
    assert!(text.contains("= object:   public.widget.fk(favorite_entry_id)\n"), "{text}");
    assert!(text.contains("= way out:  decide which of the two tables is written first\n"), "{text}");
    assert!(text.contains("= ask first:    SELECT a FROM t WHERE a IS NULL;\n"), "{text}");
    assert!(text.contains("= probe:        no rows stand in the way\n"), "{text}");
    assert!(text.contains("= probe:        1 row stands in the way, such as 7\n"), "{text}");
    assert!(text.contains("= probe:        3 rows stand in the way, such as 7\n"), "{text}");
    assert!(text.contains("= probe:        not answered: it took too long\n"), "{text}");
    assert!(
        text.ends_with("3 warnings in 1 file: 0 tables, 0 foreign keys, 0 statements, 0 unread\n"),
        "{text}"
    );
}

#[test]
fn a_cycle_of_many_tables_shows_some_places_and_counts_the_rest() {
    let text: String = (0..40).map(|n| format!("line {n}\n")).collect();
    let mut outcome = outcome(&[("a.sql", text.as_bytes())]);
    let related: Vec<(Place, &str)> =
        (1..40).map(|n| (place(&outcome, 0, format!("line {n}").as_bytes()), "an edge")).collect();
    let at = place(&outcome, 0, b"line 0");
    outcome.targets[0].findings.push(located("message", "", Some(at), &related));
    let text = render(&outcome, &Style::default());
    assert_eq!(text.matches("an edge").count(), 16);
    assert!(text.contains("= more places:  23 (--format json has all)"), "{text}");
}

#[test]
fn concise_is_one_line_a_finding() {
    let mut concise = Vec::new();
    write_concise(&mut concise, &cycle(), &Style::default()).expect("memory can be written");
    assert_eq!(
        String::from_utf8(concise).expect("it is text"),
        "db/schema.sql:10:3: warning[fk-cycle-undeclared] `widget` and `entry` point at each other, \
         and nothing says which link is written second\n"
    );
}

#[test]
fn many_findings_come_in_order() {
    let text: String = (0..3000).map(|n| format!("line {n};\n")).collect();
    let mut outcome = outcome(&[("a.sql", text.as_bytes())]);
    for n in 0..3000 {
        let at = place(&outcome, 0, format!("line {n};").as_bytes());
        outcome.targets[0].findings.push(located("message", "", Some(at), &[]));
    }
    let text = render(&outcome, &Style::default());
    let lines: Vec<usize> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("┌─ a.sql:")?.strip_suffix(":1")?.parse().ok())
        .collect();
    assert_eq!(lines, (1..=3000).collect::<Vec<_>>());
}
