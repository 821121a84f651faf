//! Where things are kept on this machine.

use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use super::inputs::small_file;
use crate::config::Config;
use crate::error::{Error, Result};

/// Names the library's file in the environment, in place of the platform's data folder.
pub const LIBRARY_VARIABLE: &str = "PULLQUOTE_LIBRARY";

/// Nobody writes settings of so many bytes.
const MOST_SETTINGS: u64 = 1 << 20;

/// The library's file: as given, else as the environment names it, else in the platform's data
/// folder. Its folder is made when it is not there.
///
/// # Errors
/// When there is no home folder, or the folder cannot be made.
pub fn library(given: Option<&Path>) -> Result<PathBuf> {
    let path = match (given, std::env::var_os(LIBRARY_VARIABLE)) {
        (Some(path), _) => path.to_owned(),
        (None, Some(path)) if !path.is_empty() => path.into(),
        _ => data_folder()?.join("library.db"),
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(|error| {
            Error::Message(format!(
                "{}: the library's folder cannot be made ({error})",
                folder.display()
            ))
        })?;
    }
    Ok(path)
}

/// The settings: the defaults, and over them the reader's file where there is one.
///
/// # Errors
/// When the file cannot be read or a setting in it is wrong.
pub fn settings() -> Result<Config> {
    let Some(path) = settings_file() else {
        return Config::defaults();
    };
    let name = path.display().to_string();
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Config::defaults(),
        _ => {}
    }
    let text = String::from_utf8(small_file(&path, MOST_SETTINGS)?);
    let text = text.map_err(|_| Error::no_article(&name, "is not text in UTF-8"))?;
    Config::read(&text, &name)
}

/// Where the reader's settings belong: `~/.config/pullquote/config.toml` on Linux. None without a
/// home folder.
pub fn settings_file() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("pullquote").join("config.toml"))
}

/// A short name for a file that belongs to what these bytes tell.
pub(super) fn short_name(parts: &[&[u8]]) -> String {
    let sum = Sha256::digest(parts.join(&0));
    let mut name = String::new();
    for byte in sum.iter().take(8) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// `~/.local/share/pullquote` on Linux.
fn data_folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Error::Message(format!(
            "there is no home folder to keep a library in; name a file in {LIBRARY_VARIABLE}"
        ))
    })?;
    Ok(base.data_dir().join("pullquote"))
}
