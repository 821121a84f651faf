//! What the reader chose by a key and would choose again: kept between runs, beside the settings and never in their file.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::config::Shows;

/// What is shown to begin with: what was chosen last, unless the settings say something else since.
pub fn shows(set: Shows) -> Shows {
    let kept = file().and_then(|file| fs::read_to_string(file).ok());
    kept.and_then(|kept| chosen(&kept, set)).unwrap_or(set)
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
    fn a_choice_holds_until_the_settings_change() {
        assert_eq!(chosen("said marks\n", Shows::Said), Some(Shows::Marks));
        assert_eq!(chosen("said marks\n", Shows::Thoughts), None);
        assert_eq!(chosen("said everything\n", Shows::Said), None);
        assert_eq!(chosen("", Shows::Said), None);
    }
}
