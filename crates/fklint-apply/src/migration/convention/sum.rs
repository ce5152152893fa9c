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

#[cfg(test)]
mod tests {
    use super::*;

    /// Made from the texts by the algorithm's description, in another language.
    const SUM: &str = "h1:x5Y/JZV2VruO4brlFV2mqjc1MD1I94oS2Ejq00MoVjg=\n\
                       1_a.sql h1:Zr96bZDDIa+GQWQIV1+tqul8dtW0mvCQauiHIPhxMAY=\n\
                       2_b.sql h1:mxaroQ4JzqqRXngqrLL+gsJScXRAnagCSajo9XJ9ZEI=\n";

    #[test]
    fn each_hash_is_over_all_files_up_to_it() {
        let files: [(&str, &[u8]); 2] =
            [("1_a.sql", b"CREATE TABLE p (id int);\n"), ("2_b.sql", b"CREATE TABLE c (id int);\n")];
        assert_eq!(of(files), SUM);
        assert_eq!(names(SUM), ["1_a.sql", "2_b.sql"]);
    }
}
