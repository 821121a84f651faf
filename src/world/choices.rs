//! What the reader chose by a key and would choose again: kept between runs, beside the settings and never in their file.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::inputs::small_file;
use crate::config::Shows;

/// Bytes of the file, which has a line of a few words.
const MOST: u64 = 1000;

/// What is shown to begin with: what was chosen last, unless the settings say something else since.
pub fn shows(set: Shows) -> Shows {
    let kept = file().and_then(|file| small_file(&file, MOST).ok());
    let kept = kept.and_then(|kept| chosen(&String::from_utf8_lossy(&kept), set));
    kept.unwrap_or(set)
}

/// Keeps what was chosen; `set` is what the settings say. A choice that cannot be kept is none that fails.
pub fn keep_shows(set: Shows, chosen: Shows) {
    if let Some(file) = file() {
        let _ = write(&file, &format!("{} {}\n", set.word(), chosen.word()));
    }
}

pub(super) fn write(file: &Path, words: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // A pipe would wait for somebody who reads.
    if file.metadata().is_ok_and(|found| !found.is_file()) {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    fs::write(file, words)
}

/// What the settings said, and what was chosen over it.
fn file() -> Option<PathBuf> {
    Some(folder()?.join("shows"))
}

/// `~/.local/state/pullquote` on Linux.
pub(super) fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
    Some(folder.join("pullquote"))
}

fn chosen(kept: &str, set: Shows) -> Option<Shows> {
    let (over, chosen) = kept.trim().split_once(' ')?;
    (over == set.word()).then_some(())?;
    Shows::ALL.into_iter().find(|shows| shows.word() == chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_not_written_to() {
        let folder = std::env::temp_dir().join(format!("pullquote-choices-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(write(&folder, "said marks").is_err());
        assert!(write(&folder.join("a/b"), "said marks").is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_choice_holds_until_the_settings_change() {
        assert_eq!(chosen("said marks\n", Shows::Said), Some(Shows::Marks));
        assert_eq!(chosen("said marks\n", Shows::Thoughts), None);
        assert_eq!(chosen("said everything\n", Shows::Said), None);
        assert_eq!(chosen("", Shows::Said), None);
    }
}
