//! What stands between two pieces: blanks, comments, terminators.

use fklint_catalog::Engine;

use super::{Piece, PieceKind, Split, client, piece};
use crate::ddl::lex::skip;

impl Split<'_> {
    /// Passes everything that belongs to no piece. A marker or a comment without end is returned as a piece;
    /// else the current place is that of the next piece or the end of the text.
    pub(super) fn gap(&mut self) -> Option<Piece> {
        let (text, engine) = (self.scan.text, self.scan.engine);
        let mysql = engine.is_mysql_like();
        loop {
            self.scan.at = skip::blanks(text, self.scan.at);
            let at = self.scan.at;
            let next = text.get(at + 1).copied();
            if let Some(delimiter) = self.scan.delimiter
                && text[at..].starts_with(delimiter)
            {
                self.scan.at += delimiter.len();
                continue;
            }
            match (*text.get(at)?, next) {
                (b';', _) => self.scan.at += 1,
                // psql: `\;` keeps statements together that the server splits.
                (b'\\', Some(b';')) if engine == Engine::Postgres => self.scan.at += 2,
                (b'-', Some(b'-')) => {
                    let end = skip::line_comment_end(text, at, engine);
                    if let Some(marker) = self.scan.marker(end) {
                        self.scan.at = end;
                        return Some(piece(PieceKind::Marker(marker), at, skip::trimmed(text, at, end)));
                    }
                    self.scan.at = end;
                }
                (b'#', _) => {
                    let end = skip::line_end(text, at);
                    if let Some(marker) = self.scan.marker(end) {
                        self.scan.at = end;
                        return Some(piece(PieceKind::Marker(marker), at, skip::trimmed(text, at, end)));
                    }
                    if !mysql {
                        return None;
                    }
                    self.scan.at = end;
                }
                (b'/', Some(b'*')) => {
                    if mysql && skip::hint_opener(text, at).is_some() {
                        return None;
                    }
                    let Some(end) = skip::comment_end(text, at, engine) else {
                        self.scan.at = text.len();
                        return Some(piece(PieceKind::Problem("unterminated comment"), at, text.len()));
                    };
                    self.scan.at = end;
                }
                (b'*', Some(b'/')) if self.scan.hint => {
                    self.scan.hint = false;
                    self.scan.at += 2;
                }
                (b'/', _) if engine == Engine::Oracle && client::is_lone_slash(text, at) => self.scan.at += 1,
                _ => return None,
            }
        }
    }
}
