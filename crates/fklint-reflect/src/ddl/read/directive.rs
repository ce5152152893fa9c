//! Comments that speak to fklint: `-- fklint: allow(rule) reason`.

use fklint_source::Span;

use crate::ddl::{Directive, DirectiveKind};

/// No directive is longer: in a text of one line each would be searched to its end.
const LONGEST: usize = 4096;

/// All directives of a text. One is recognised where `fklint:` is the first word of a comment.
pub(super) fn directives(text: &[u8]) -> Vec<Directive> {
    memchr::memmem::find_iter(text, b"fklint:")
        .filter(|&at| opens_comment(&text[..at]))
        .map(|at| {
            let rest = &text[at..text.len().min(at + LONGEST)];
            let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            let close = memchr::memmem::find(&rest[..end], b"*/").unwrap_or(end);
            let line = rest[..close].trim_ascii_end();
            let said = String::from_utf8_lossy(&line["fklint:".len()..]).trim().to_owned();
            Directive { kind: kind(&said), span: Span::new(at as u32, (at + line.len()) as u32) }
        })
        .collect()
}

fn opens_comment(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    before.ends_with(b"--") || before.ends_with(b"/*") || before.ends_with(b"#")
}

fn kind(said: &str) -> DirectiveKind {
    if said == "post-update" || said.starts_with("post-update ") {
        return DirectiveKind::PostUpdate;
    }
    for (word, file) in [("allow-file", true), ("allow", false)] {
        let Some(rest) = said.strip_prefix(word) else { continue };
        let Some((rules, reason)) = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'))
        else {
            return DirectiveKind::Unknown(format!("write `{word}(rule) reason`"));
        };
        let rules: Vec<String> =
            rules.split(',').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty()).collect();
        if rules.is_empty() {
            return DirectiveKind::Unknown(format!("`{word}()` names no rule"));
        }
        let reason = reason.trim().to_owned();
        return if file {
            DirectiveKind::AllowFile { rules, reason }
        } else {
            DirectiveKind::Allow { rules, reason }
        };
    }
    let word = said.split([' ', '(']).next().unwrap_or("");
    DirectiveKind::Unknown(format!(
        "`{word}` is not known: `allow(rule)`, `allow-file(rule)` or `post-update`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<DirectiveKind> {
        directives(text.as_bytes()).into_iter().map(|directive| directive.kind).collect()
    }

    #[test]
    fn directives_stand_in_comments_only() {
        let rules = vec!["fk-index-missing".to_owned(), "fk-unnamed".to_owned()];
        assert_eq!(
            kinds("-- fklint: allow(fk-index-missing, fk-unnamed) append only\nSELECT 'fklint: allow(x)';"),
            [DirectiveKind::Allow { rules, reason: "append only".to_owned() }]
        );
        assert_eq!(kinds("a int, /* fklint: post-update */ b int"), [DirectiveKind::PostUpdate]);
    }

    #[test]
    fn a_directive_that_is_not_understood_is_kept() {
        assert!(matches!(kinds("-- fklint: ignore").as_slice(), [DirectiveKind::Unknown(_)]));
        assert!(matches!(kinds("-- fklint: allow fk-unnamed").as_slice(), [DirectiveKind::Unknown(_)]));
    }

    #[test]
    fn the_span_ends_with_the_words() {
        let text = "x -- fklint: post-update \r\ny";
        let [directive] = directives(text.as_bytes()).try_into().expect("one directive");
        assert_eq!(&text[directive.span.range()], "fklint: post-update");
    }
}
