//! What follows `PARTITION BY`, from rows of `PARTITIONS`.

use std::fmt::Write;

use super::super::link::quoted;
use super::super::rows::PartitionRow;

/// The clause of a table, from its rows in their order.
pub(super) fn by(rows: &[&PartitionRow]) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let mut out = format!("{} ({})", first.method, first.expression);
    if let Some(method) = &first.submethod {
        let _ = write!(out, " SUBPARTITION BY {method} ({})", first.subexpression);
    }
    for (index, partition) in rows.chunk_by(|a, b| a.position == b.position).enumerate() {
        let row = partition[0];
        let _ = write!(out, "{}PARTITION {}", if index == 0 { " (" } else { ", " }, quoted(&row.name));
        match row.values.as_deref() {
            Some("MAXVALUE") if row.method.starts_with("LIST") => out.push_str(" DEFAULT"),
            Some("MAXVALUE") if row.method == "RANGE" => out.push_str(" VALUES LESS THAN MAXVALUE"),
            Some(values) => {
                let words = if row.method.starts_with("RANGE") { "LESS THAN" } else { "IN" };
                let _ = write!(out, " VALUES {words} ({values})");
            }
            None => {}
        }
        let names = partition.iter().filter_map(|row| row.subpartition.as_deref());
        let names: Vec<String> = names.map(|name| format!("SUBPARTITION {}", quoted(name))).collect();
        if !names.is_empty() {
            let _ = write!(out, " ({})", names.join(", "));
        }
    }
    out.push(')');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(method: &str, name: &str, position: u32, values: Option<&str>) -> PartitionRow {
        PartitionRow {
            name: name.to_owned(),
            position,
            method: method.to_owned(),
            expression: "`a`".to_owned(),
            values: values.map(str::to_owned),
            ..PartitionRow::default()
        }
    }

    fn text(rows: &[PartitionRow]) -> String {
        by(&rows.iter().collect::<Vec<_>>())
    }

    #[test]
    fn each_method_says_its_values_in_its_way() {
        let range = [row("RANGE", "p0", 1, Some("10")), row("RANGE", "p`1", 2, Some("MAXVALUE"))];
        assert_eq!(
            text(&range),
            "RANGE (`a`) (PARTITION `p0` VALUES LESS THAN (10), PARTITION `p``1` VALUES LESS THAN MAXVALUE)"
        );
        let columns = [row("RANGE COLUMNS", "p0", 1, Some("MAXVALUE"))];
        assert_eq!(text(&columns), "RANGE COLUMNS (`a`) (PARTITION `p0` VALUES LESS THAN (MAXVALUE))");
        let list =
            [row("LIST COLUMNS", "p0", 1, Some("'x',NULL")), row("LIST COLUMNS", "d", 2, Some("MAXVALUE"))];
        assert_eq!(
            text(&list),
            "LIST COLUMNS (`a`) (PARTITION `p0` VALUES IN ('x',NULL), PARTITION `d` DEFAULT)"
        );
        assert_eq!(text(&[row("LINEAR KEY", "p0", 1, None)]), "LINEAR KEY (`a`) (PARTITION `p0`)");
    }

    #[test]
    fn subpartitions_stand_behind_their_partition() {
        let sub = |name: &str, subposition| PartitionRow {
            subpartition: Some(name.to_owned()),
            subposition,
            submethod: Some("HASH".to_owned()),
            subexpression: "`b`".to_owned(),
            ..row("RANGE", "p0", 1, Some("10"))
        };
        assert_eq!(
            text(&[sub("s0", 1), sub("s1", 2)]),
            "RANGE (`a`) SUBPARTITION BY HASH (`b`) (PARTITION `p0` VALUES LESS THAN (10) (SUBPARTITION `s0`, \
             SUBPARTITION `s1`))"
        );
    }
}
