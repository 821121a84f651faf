//! Marks and the trail between runs: a small file for each library, beside what else was chosen by keys.

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::inputs::regular;
use super::{choices, paths};
use crate::message::KeptTrail;
use crate::model::ArticleId;

/// Bytes of the file that are read; it has a line for each mark and each stop.
const MOST: u64 = 1 << 16;

/// What was kept for the library at `path`; nothing where nothing can be read.
pub fn read(path: &Path) -> KeptTrail {
    let mut words = String::new();
    if let Some((file, _)) = file(path).and_then(|file| regular(&file).ok()) {
        let _ = file.take(MOST).read_to_string(&mut words);
    }
    parse(&words)
}

/// Keeps it. A trail that cannot be kept is none that fails.
pub fn keep(path: &Path, kept: &KeptTrail) {
    if let Some(file) = file(path) {
        let _ = choices::write(&file, &written(kept));
    }
}

/// The file of a library, by the name that its place gives it.
fn file(library: &Path) -> Option<PathBuf> {
    let place = fs::canonicalize(library).ok()?;
    let name = paths::short_name(&[place.as_os_str().as_encoded_bytes()]);
    Some(choices::folder()?.join(format!("trail-{name}")))
}

fn written(kept: &KeptTrail) -> String {
    let mut words = String::new();
    for (letter, id, offset) in &kept.marks {
        let _ = writeln!(words, "mark {letter} {} {offset}", id.0);
    }
    for (id, offset) in &kept.back {
        let _ = writeln!(words, "stop {} {offset}", id.0);
    }
    words
}

fn parse(words: &str) -> KeptTrail {
    let mut kept = KeptTrail::default();
    for line in words.lines() {
        let mut parts = line.split(' ');
        let kind = parts.next();
        let letter = match kind {
            Some("mark") => parts.next().and_then(|it| it.parse::<char>().ok()),
            _ => None,
        };
        let id = parts
            .next()
            .and_then(|it| it.parse().ok())
            .filter(|id| *id > 0);
        let offset = parts.next().and_then(|it| it.parse().ok());
        let (Some(id), Some(offset)) = (id.map(ArticleId), offset) else {
            continue;
        };
        match (kind, letter) {
            (Some("mark"), Some(letter)) if letter.is_alphanumeric() => {
                kept.marks.push((letter, id, offset));
            }
            (Some("stop"), _) => kept.back.push((id, offset)),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again_and_nothing_else() {
        let kept = KeptTrail {
            marks: vec![('a', ArticleId(3), 70), ('é', ArticleId(1), 0)],
            back: vec![(ArticleId(3), 70), (ArticleId(9), 1)],
        };
        assert_eq!(parse(&written(&kept)), kept);
        let damaged = "mark a\nmark ab 1 2\nmark \u{1b} 1 2\nstop -4 1\nstop 1 x\n\0\nstop 5 6\n";
        let left = parse(damaged);
        assert_eq!((left.marks.len(), left.back), (0, vec![(ArticleId(5), 6)]));
    }
}
