//! Copies of the pictures that lay beside a file, or in a book, when it was taken into the library: they can be looked at
//! when the file is gone.
//!
//! They stand in a folder beside the library's file, not in it: with the pictures of a few books every copy, repair and
//! reading of it would take many times as long. The folder has a bound, beyond which the oldest go, and what is taken
//! back and brought again finds its pictures there. What cannot be copied is not missed: the words are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::beside::Home;
use super::inputs::{regular_file, small_file};
use super::paths;
use crate::ingest::{files_in_book, is_picture};
use crate::model::{Article, MarkKind, SortSmall};

/// Bytes of the largest picture that is copied.
const LARGEST: u64 = 8_000_000;
/// Bytes of all pictures of one file.
const OF_ONE_FILE: usize = 64_000_000;
/// Bytes of all.
pub const MOST: u64 = 256_000_000;

/// The copies that belong to a library.
#[derive(Clone, Debug)]
pub struct Copies {
    folder: PathBuf,
}

impl Copies {
    /// Those of the library at that path.
    pub fn of(library: &Path) -> Self {
        let folder = library.with_extension("pictures");
        Copies { folder }
    }

    /// Where they stand.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many there are, and their bytes.
    pub fn size(&self) -> (usize, u64) {
        let all = self.all();
        (all.len(), all.iter().map(|copy| copy.1).sum())
    }

    /// The copy of a picture, where there is one.
    pub fn find(&self, home: &Home, address: &str) -> Option<PathBuf> {
        let path = self.path(home, address);
        path.is_file().then_some(path)
    }

    /// Copies the pictures of articles that were read from a file.
    pub fn take<'a>(&self, home: &Home, articles: impl Iterator<Item = &'a Article>) {
        let (mut left, mut inside) = (OF_ONE_FILE, Vec::new());
        for address in articles.flat_map(pictures) {
            match home.find(address) {
                Some(file) => {
                    if let Ok(bytes) = small_file(&file, LARGEST) {
                        self.write(home, address, &bytes, &mut left);
                    }
                }
                None if !address.contains(':') => inside.push(address),
                None => {}
            }
        }
        if !inside.is_empty()
            && let Ok(book) = regular_file(&home.file)
        {
            for (address, bytes) in files_in_book(&book, inside) {
                self.write(home, address, &bytes, &mut left);
            }
        }
        self.let_go(MOST);
    }

    fn write(&self, home: &Home, address: &str, bytes: &[u8], left: &mut usize) {
        if bytes.len() > *left || bytes.len() as u64 > LARGEST || !is_picture(bytes) {
            return;
        }
        *left -= bytes.len();
        let path = self.path(home, address);
        let begun = path.with_extension("part");
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&begun, bytes))
            .and_then(|()| fs::rename(&begun, &path));
        if written.is_err() {
            let _ = fs::remove_file(&begun);
        }
    }

    /// Lets the oldest go until no more bytes than these are left.
    fn let_go(&self, most: u64) {
        let mut all = self.all();
        all.sort_small_by(Ord::cmp);
        let mut bytes: u64 = all.iter().map(|copy| copy.1).sum();
        for (_, size, path) in all {
            if bytes <= most {
                return;
            }
            if fs::remove_file(path).is_ok() {
                bytes -= size;
            }
        }
    }

    /// All of them: when each was taken, its bytes, its place.
    fn all(&self) -> Vec<(SystemTime, u64, PathBuf)> {
        let known = |entry: io::Result<fs::DirEntry>| {
            let entry = entry.ok()?;
            let file = entry.metadata().ok()?;
            Some((file.modified().ok()?, file.len(), entry.path()))
        };
        fs::read_dir(&self.folder)
            .map(|entries| entries.filter_map(known).collect())
            .unwrap_or_default()
    }

    fn path(&self, home: &Home, address: &str) -> PathBuf {
        let file = home.file.as_os_str().as_encoded_bytes();
        self.folder
            .join(paths::short_name(&[file, address.as_bytes()]))
    }
}

/// The addresses of an article's pictures.
fn pictures(article: &Article) -> impl Iterator<Item = &str> {
    article.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(address) => Some(address.as_str()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::{env, process};

    use super::*;
    use crate::ingest::builder::ArticleBuilder;
    use crate::model::{BlockKind, Meta};

    #[test]
    fn pictures_are_there_when_their_file_is_gone_and_the_oldest_go_first() {
        let folder = env::temp_dir().join(format!("pullquote-copies-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/quarters.png");
        for name in ["one.png", "two.png"] {
            fs::copy(&tests, folder.join(name)).unwrap();
        }
        fs::write(folder.join("words.png"), "no picture").unwrap();
        let home = Home::new(&folder.join("page.md"));
        let copies = Copies::of(&folder.join("library.db"));
        let taken = |address: &str| {
            let mut builder = ArticleBuilder::new(Meta::default());
            builder.block(BlockKind::Image, 0);
            builder.open(MarkKind::Image(address.to_owned()));
            builder.words("a boat");
            builder.close();
            copies.take(&home, [&builder.finish()].into_iter());
            copies.find(&home, address).is_some()
        };
        let all = ["one.png", "two.png", "words.png", "none.png", "../one.png"];
        assert_eq!(all.map(taken), [true, true, false, false, false]);
        let (many, bytes) = copies.size();
        assert_eq!(many, 2);
        let first = copies.find(&home, "one.png").unwrap();
        let opened = fs::File::options().write(true).open(&first).unwrap();
        opened.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        copies.let_go(bytes - 1);
        let found = |address| copies.find(&home, address).is_some();
        assert_eq!((found("one.png"), found("two.png")), (false, true));
        fs::remove_dir_all(&folder).unwrap();
    }
}
