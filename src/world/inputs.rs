//! INPUTs as the user gives them (files, folders, addresses, `-`) to articles and feeds.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::fetch::{Fetched, Known, Limits, Net};
use super::{apart, guard};
use crate::error::{Error, Result};
use crate::ingest::warc::{self, Records};
use crate::ingest::{Hint, Ingested, OPENING};
use crate::model::Article;

/// More bytes than this in one input are refused: an endless device must not fill the memory.
pub const MOST_BYTES: u64 = 128 << 20;

/// Folders deeper than this are left alone.
const MOST_DEPTH: usize = 16;

/// One thing to read, before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file that the user named.
    File(PathBuf),
    /// A file found in a folder that the user named; passed over when it holds no article.
    Found(PathBuf),
    /// An `http` or `https` address.
    Address(String),
}

impl Source {
    /// The source as the user would write it.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_string(),
            Source::File(path) | Source::Found(path) => path.display().to_string(),
            Source::Address(address) => address.clone(),
        }
    }

    /// Reads it and makes articles of it; `url` is where the words come from, if the user says so.
    ///
    /// # Errors
    /// One sentence that names the source when it cannot be read or holds no article.
    pub fn read(&self, url: Option<&str>) -> Result<Ingested> {
        self.read_fetched(&self.get()?, url)
    }

    /// Where a long file begins, read before the rest of its bytes is even looked at; none of other sources.
    pub fn opening(&self) -> Option<Article> {
        let Source::File(path) = self else {
            return None;
        };
        // A pipe can be read once only, and might be waited for.
        let known = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let length = Some(known.len()).filter(|length| *length <= MOST_BYTES)?;
        let mut head = Vec::with_capacity(OPENING);
        let file = File::open(path).ok()?;
        file.take(OPENING as u64).read_to_end(&mut head).ok()?;
        let hint = Hint {
            name: &self.name(),
            ..Hint::default()
        };
        guard::begun(&head, length, hint)
    }

    /// Makes articles of the bytes that [`Self::get`] gave.
    ///
    /// # Errors
    /// One sentence that names the source when there is no article in them.
    pub fn read_fetched(&self, fetched: &Fetched, url: Option<&str>) -> Result<Ingested> {
        let name = match self {
            Source::Stdin => "standard input".to_string(),
            _ => self.name(),
        };
        let from = (!fetched.url.is_empty()).then_some(fetched.url.as_str());
        let hint = Hint {
            name: &name,
            content_type: fetched.content_type.as_deref(),
            url: url.or(from),
        };
        match self {
            Source::Address(_) => apart::read(&fetched.bytes, hint),
            // What lies here the reader has chosen, and it shall be there at once.
            _ => guard::read(&fetched.bytes, hint),
        }
    }

    /// Whether it is a web archive, told by its first bytes, none of which is taken away.
    pub fn is_archive(&self) -> bool {
        self.archive().is_some()
    }

    /// Its pages as a stream, if it is a web archive: those are larger than memory.
    pub fn archive(&self) -> Option<Records<'static>> {
        let mut from: Box<dyn BufRead> = match self {
            // What was looked at of standard input stays in its buffer.
            Source::Stdin => Box::new(io::stdin().lock()),
            Source::File(path) | Source::Found(path) => {
                // A pipe can be read once only.
                fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
                Box::new(BufReader::new(File::open(path).ok()?))
            }
            Source::Address(_) => return None,
        };
        let is_archive = warc::is_archive(from.fill_buf().ok()?);
        is_archive.then(|| Records::new(from).ok()).flatten()
    }

    /// Its bytes, and for an address what the answer says of them.
    ///
    /// # Errors
    /// One sentence that names the source when it cannot be read.
    pub fn get(&self) -> Result<Fetched> {
        let bytes = match self {
            Source::Stdin => limited(io::stdin().lock(), "standard input", 0, MOST_BYTES)?,
            Source::File(path) => file(path)?,
            Source::Found(path) => regular_file(path)?,
            Source::Address(address) => {
                let answer = Net::new(Limits::default()).get(address, &Known::default());
                let fetched = answer.map_err(|refusal| Error::no_article(address, refusal.why))?;
                return Ok(fetched.unwrap_or_default());
            }
        };
        Ok(Fetched {
            bytes,
            ..Fetched::default()
        })
    }
}

/// What the INPUTs name, in their order; a folder gives its files, sorted by name.
///
/// Each entry is a source or the sentence why there is none.
pub fn sources(inputs: &[impl AsRef<OsStr>]) -> Vec<Result<Source>> {
    let mut sources = Vec::new();
    for input in inputs {
        let path = Path::new(input);
        // The names of files need not be text.
        let input = path.to_string_lossy();
        if input == "-" {
            sources.push(Ok(Source::Stdin));
        } else if is_address(&input) && !path.exists() {
            sources.push(Ok(Source::Address(input.into_owned())));
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, 0, &mut found);
            if found.is_empty() {
                sources.push(Err(Error::no_article(input, "no files in this folder")));
            }
            sources.extend(found.into_iter().map(|path| Ok(Source::Found(path))));
        } else {
            sources.push(Ok(Source::File(path.to_path_buf())));
        }
    }
    sources
}

/// Whether the words are an address that can be fetched.
pub fn is_address(input: &str) -> bool {
    let scheme = input
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// The regular files of a folder and of the folders in it, sorted; hidden ones are left out.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let Ok(kind) = fs::metadata(&path).map(|meta| meta.file_type()) else {
            continue;
        };
        if hidden {
            continue;
        } else if kind.is_file() {
            found.push(path);
        } else if kind.is_dir() && depth < MOST_DEPTH && !path.is_symlink() {
            walk(&path, depth + 1, found);
        }
    }
}

/// The bytes of a regular file; what else a name may stand for (a terminal, a pipe, a device) could make
/// the reader wait for ever, and is refused without a wait.
///
/// # Errors
/// One sentence that names the file.
pub fn regular_file(path: &Path) -> Result<Vec<u8>> {
    small_file(path, MOST_BYTES)
}

/// The same of a file that has to be smaller still.
///
/// # Errors
/// As [`regular_file`].
pub fn small_file(path: &Path, most: u64) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let (file, size) = regular(path)?;
    limited(file, &name, size, most)
}

/// The same file, open to be read, and how large it is.
///
/// # Errors
/// When it is none, or cannot be opened.
pub fn regular(path: &Path) -> Result<(File, u64)> {
    let name = path.display().to_string();
    let mut open = File::options();
    open.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut open, libc::O_NONBLOCK | libc::O_NOCTTY);
    let file = open
        .open(path)
        .map_err(|error| Error::unreadable(&name, &error))?;
    match file.metadata() {
        Ok(known) if known.is_file() => Ok((file, known.len())),
        _ => Err(Error::no_article(name, "is not a regular file")),
    }
}

fn file(path: &Path) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Error::unreadable(&name, &error))?;
    // Devices and pipes say 0, some say nonsense.
    let size = match file.metadata() {
        Ok(known) if known.is_file() => known.len(),
        _ => 0,
    };
    limited(file, &name, size, MOST_BYTES)
}

/// Reads all, which will be about `size` bytes, if it is not more than `most`.
fn limited(from: impl Read, name: &str, size: u64, most: u64) -> Result<Vec<u8>> {
    if size > most {
        return Err(too_large(name, most));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    from.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::unreadable(name, &error))?;
    if bytes.len() as u64 > most {
        return Err(too_large(name, most));
    }
    Ok(bytes)
}

fn too_large(name: &str, most: u64) -> Error {
    let most = most >> 20;
    Error::no_article(name, format!("larger than {most} MB; give a part of it"))
}
