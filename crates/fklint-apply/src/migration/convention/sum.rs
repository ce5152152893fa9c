//! Atlas's `atlas.sum`: a checksum over each migration and those before it, and one over all of these.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// The file's name.
pub(crate) const NAME: &str = "atlas.sum";

/// The names that a sum lists, in order.
pub(crate) fn names(sum: &str) -> Vec<&str> {
    sum.lines().skip(1).filter_map(|line| line.rsplit_once(" h1:").map(|(name, _)| name)).collect()
}

/// The text of the sum of files, given by name in order.
pub(crate) fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> String {
    let (mut each, mut all, mut lines) = (Sha256::new(), Sha256::new(), String::new());
    for (name, text) in files {
        each.update(name);
        each.update(text);
        let hash = BASE64.encode(each.clone().finalize());
        all.update(name);
        all.update(&hash);
        lines.push_str(&format!("{name} h1:{hash}\n"));
    }
    format!("h1:{}\n{lines}", BASE64.encode(all.finalize()))
}
