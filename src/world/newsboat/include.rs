//! newsboat's `include "FILE"`: a setup that stands in several files.

use std::path::{Path, PathBuf};

use super::split;
use crate::error::Result;
use crate::world::inputs::Source;

/// The most files that one setup has.
const MOST: usize = 32;

/// The lines of a file and of what it includes, in order; what is not read goes to `notes` with why.
///
/// # Errors
/// When the file itself cannot be read.
pub fn gather(source: &Source, notes: &mut Vec<String>) -> Result<String> {
    let mut lines = String::new();
    let mut open = Vec::new();
    let mut seen = 0;
    take(source, &mut open, &mut seen, &mut lines, notes)?;
    Ok(lines)
}

/// `open` are the files that include this one.
fn take(
    source: &Source,
    open: &mut Vec<PathBuf>,
    seen: &mut usize,
    lines: &mut String,
    notes: &mut Vec<String>,
) -> Result<()> {
    let (Source::File(path) | Source::Found(path)) = source else {
        return Ok(());
    };
    let text = String::from_utf8_lossy(&source.get()?.bytes).into_owned();
    *seen += 1;
    open.push(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
    for line in text.trim_start_matches('\u{feff}').lines() {
        let words = split(line, Some('#'));
        let [first, file] = words.as_slice() else {
            lines.push_str(line);
            lines.push('\n');
            continue;
        };
        if first != "include" {
            lines.push_str(line);
            lines.push('\n');
            continue;
        }
        let not_read = match place(path, file, open) {
            Ok(_) if *seen >= MOST => Some(format!("newsboat's setup has more than {MOST} files")),
            Ok(found) => take(&Source::Found(found), open, seen, lines, notes)
                .err()
                .map(|error| error.to_string()),
            Err(why) => Some(why.to_owned()),
        };
        notes.extend(not_read.map(|why| format!("include {file}: not read; {why}")));
    }
    open.pop();
    Ok(())
}

/// Where an included file is: beside the first one or below, and not one that is being read.
fn place(from: &Path, file: &str, open: &[PathBuf]) -> std::result::Result<PathBuf, &'static str> {
    let folder = from.parent().unwrap_or(Path::new(""));
    let home = || etcetera::home_dir().ok();
    let path = match file.strip_prefix("~/") {
        Some(rest) => home().map_or_else(|| folder.join(file), |home| home.join(rest)),
        None => folder.join(file),
    };
    let found = path.canonicalize().map_err(|_| "there is no such file")?;
    let root = open.first().and_then(|first| first.parent());
    if !root.is_some_and(|root| found.starts_with(root)) {
        return Err("it is outside of newsboat's folder; give its path to `pullquote import`");
    }
    if open.contains(&found) {
        return Err("it includes itself");
    }
    Ok(found)
}
