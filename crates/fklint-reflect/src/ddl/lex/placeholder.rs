//! Template placeholders that stand for names: `{{ … }}`, `${x}`, `@x`, `%x`, `&x.`, `:x`.

use fklint_catalog::Engine;

use super::skip::{self, is_word};

/// The end of the placeholder that starts at `at`; `floor` is the start of the statement.
///
/// A placeholder needs a letter right behind its sign and nothing before it that would make the sign an
/// operator: `a::b`, `[1:n]`, `t.c%TYPE`, `x@>y` hold none.
pub(super) fn placeholder_end(text: &[u8], at: usize, floor: usize, engine: Engine) -> Option<usize> {
    let before = if at > floor { Some(text[at - 1]) } else { None };
    let operand =
        before.is_some_and(|byte| is_word(byte, engine) || matches!(byte, b'"' | b'\'' | b'`' | b')' | b']'));
    let letter = |at: usize| text.get(at).is_some_and(|&b| b.is_ascii_alphabetic() || b == b'_' || b >= 0x80);
    match text[at] {
        b'{' => skip::template_end(text, at).or_else(|| braced_end(text, at + 1)),
        b'$' if text.get(at + 1) == Some(&b'{') => braced_end(text, at + 2),
        b'$' if text.get(at + 1) == Some(&b'(') && engine == Engine::SqlServer => {
            let end = skip::word_end(text, at + 2, engine);
            (end > at + 2 && text.get(end) == Some(&b')')).then_some(end + 1)
        }
        b'@' => at_sign_end(text, at, before, operand, engine),
        b'&' if engine == Engine::Oracle => {
            let name = if text.get(at + 1) == Some(&b'&') { at + 2 } else { at + 1 };
            let end = skip::word_end(text, name, engine);
            // SQL*Plus: the first full stop behind a variable ends the variable and is no full stop.
            (end > name).then(|| if text.get(end) == Some(&b'.') { end + 1 } else { end })
        }
        b'%' if letter(at + 1) && !operand && before != Some(b'%') => Some(at + 1),
        b':' if !operand && before != Some(b':') => match text.get(at + 1)? {
            _ if letter(at + 1) => Some(at + 1),
            // psql: `:'name'`, `:"name"`
            &quote @ (b'\'' | b'"') if engine == Engine::Postgres => {
                let end = skip::word_end(text, at + 2, engine);
                (end > at + 2 && text.get(end) == Some(&quote)).then_some(end + 1)
            }
            _ => None,
        },
        _ => None,
    }
}

/// `name}`
fn braced_end(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest
        .iter()
        .take_while(|&&b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':') || b >= 0x80)
        .count();
    (length > 0 && rest.get(length) == Some(&b'}')).then_some(at + length + 1)
}

fn at_sign_end(text: &[u8], at: usize, before: Option<u8>, operand: bool, engine: Engine) -> Option<usize> {
    let variables = engine.is_mysql_like() || engine == Engine::SqlServer;
    // `user@host` and Oracle's `table@link`
    if operand || before.is_some_and(|byte| matches!(byte, b'@' | b'<' | b'~' | b'&' | b'|' | b'!' | b'#')) {
        return None;
    }
    if variables && text.get(at + 1) == Some(&b'@') {
        let mut end = skip::word_end(text, at + 2, engine);
        if end == at + 2 {
            return None;
        }
        while text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(|&b| is_word(b, engine)) {
            end = skip::word_end(text, end + 1, engine);
        }
        return Some(end);
    }
    text.get(at + 1)
        .is_some_and(|&b| is_word(b, engine) && !b.is_ascii_digit())
        .then(|| skip::word_end(text, at + 1, engine))
}
