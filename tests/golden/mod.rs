//! Golden files: what came out is compared with a file that was reviewed.
//!
//! `SNAPSHOTS=overwrite cargo test` writes the files anew; then read the diff.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

use std::fs;
use std::path::Path;

/// Compares `actual` with the file at `path`, which counts from the crate's root.
///
/// # Panics
/// When they differ, with the first line that does.
pub fn check(path: &str, actual: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
        fs::create_dir_all(file.parent().expect("a golden file stands in a folder"))
            .expect("the folder can be made");
        fs::write(&file, actual).expect("the golden file can be written");
        return;
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if expected != actual {
        let differs = |(_, (e, a)): &(usize, (&str, &str))| e != a;
        let first = expected
            .lines()
            .chain([""])
            .zip(actual.lines().chain([""]))
            .enumerate()
            .find(differs);
        let (number, (expected_line, actual_line)) = first.unwrap_or((0, ("", "")));
        panic!(
            "{path} differs at line {}:\n  expected: {expected_line}\n  actual:   {actual_line}\n\
             SNAPSHOTS=overwrite cargo test writes it anew; the whole output was:\n{actual}",
            number + 1
        );
    }
}
