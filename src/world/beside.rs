//! What lies beside the file that an article was read from, or in the book that it is: pictures, chapters, other files.

use std::fs;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::apart;
use super::inputs::regular_file;
use crate::error::{Error, Result};
use crate::ingest::{Hint, Ingested};
use crate::model::{Article, Picture};

/// Where an article was read from.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Its file.
    pub file: PathBuf,
    /// Where its words come from, if that is known: a page that was saved gives its pictures under that address.
    pub url: Option<String>,
    /// What tells it from the other articles of its file; empty where it is the only one.
    pub item: String,
    /// What lies in this folder or below it is read where a link leads there; what lies elsewhere after the reader was
    /// told. It is the folder of the file that was opened first.
    pub folder: PathBuf,
}

/// The folder of a file.
fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

impl Home {
    /// A file that was opened.
    pub fn new(file: &Path) -> Self {
        Home {
            file: file.to_owned(),
            folder: folder_of(file).to_owned(),
            ..Home::default()
        }
    }

    /// Whether a link of `other` leads to this article, which was read from the same file: a chapter of a book.
    pub fn is_led_to(&self, other: &Home, address: &str) -> bool {
        let before = self.item.strip_suffix(address);
        self.file == other.file && before.is_some_and(|before| before.ends_with('#'))
    }

    /// The file that a link leads to, as the system knows it.
    ///
    /// # Errors
    /// Why there is none, as it goes on after the address and a colon.
    pub fn linked(&self, address: &str) -> Result<PathBuf, String> {
        let place = address.split(['?', '#']).next().unwrap_or_default();
        let place = percent_decode_str(place).decode_utf8_lossy();
        let path = folder_of(&self.file).join(Path::new(place.as_ref()));
        match fs::canonicalize(path) {
            Ok(path) if path.is_dir() => Err("is a folder".to_owned()),
            Ok(path) => Ok(path),
            Err(_) => Err("there is no such file with the article".to_owned()),
        }
    }

    /// Whether such a file lies in the folder that was opened.
    pub fn holds(&self, linked: &Path) -> bool {
        fs::canonicalize(&self.folder).is_ok_and(|folder| linked.starts_with(folder))
    }

    /// The article of its file, read apart: the reader did not choose it by its name.
    ///
    /// # Errors
    /// A sentence where there is none, or several are.
    pub fn article(&self) -> Result<Article> {
        let bytes = regular_file(&self.file)?;
        let name = self.file.display().to_string();
        let hint = Hint {
            name: &name,
            ..Hint::default()
        };
        match apart::read(&bytes, hint)? {
            Ingested::Article(article) => Ok(*article),
            Ingested::Feed(_) => Err(Error::no_article(
                &name,
                "holds several articles; open it by itself",
            )),
        }
    }

    /// The file of a picture, where there is one in the folder of the article's or below it.
    pub fn find(&self, address: &str) -> Option<PathBuf> {
        let place = self.place(address)?;
        let place = place.split(['?', '#']).next().unwrap_or_default();
        let place = percent_decode_str(place).decode_utf8().ok()?;
        let place = Path::new(place.as_ref());
        let below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let path = folder_of(&self.file).join(place);
        (place.components().all(below) && path.is_file()).then_some(path)
    }

    /// The address of a picture as it is from the article's own.
    fn place<'a>(&self, address: &'a str) -> Option<&'a str> {
        let page = match self.url.as_deref().filter(|_| address.contains("://")) {
            None => return (!address.contains(':')).then_some(address),
            Some(url) => url.split(['?', '#']).next().unwrap_or_default(),
        };
        let (folder, _) = page.rsplit_once('/')?;
        address.strip_prefix(folder)?.strip_prefix('/')
    }

    /// A picture that lies beside the article, or in the book.
    ///
    /// # Errors
    /// Why there is none, as it goes on after the address and a colon.
    pub fn picture(&self, address: &str) -> Result<Picture, String> {
        let file = self.find(address);
        let bytes = regular_file(file.as_deref().unwrap_or(&self.file));
        let bytes = bytes.map_err(|error| error.to_string())?;
        let within = if file.is_some() { "" } else { address };
        apart::picture(&bytes, within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_with_the_article_is_found() {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let home = |url: Option<&str>| Home {
            url: url.map(str::to_owned),
            ..Home::new(&tests.join("page.html"))
        };
        let saved = home(Some("https://quay.example/a/page?x=1"));
        let red = tests.join("pictures/quarters.png");
        for (home, address, found) in [
            (&home(None), "pictures/quarters.png", true),
            (&home(None), "./pictures/quarters%2Epng?w=9#top", true),
            (&home(None), "pictures/none.png", false),
            (&home(None), "pictures", false),
            (&home(None), "../Cargo.toml", false),
            (&home(None), "/etc/hostname", false),
            (
                &home(None),
                "https://quay.example/a/pictures/quarters.png",
                false,
            ),
            (&saved, "https://quay.example/a/pictures/quarters.png", true),
            (&saved, "https://quay.example/pictures/quarters.png", false),
            (&saved, "https://quay.example/a/../../Cargo.toml", false),
        ] {
            let is = home.find(address);
            assert_eq!(is.is_some(), found, "{address}");
            assert!(is.is_none_or(|it| it.file_name() == red.file_name()));
        }
        assert!(home(None).picture("pictures/quarters.png").is_ok());
        assert!(home(None).picture("pictures/none.png").is_err());
    }

    #[test]
    fn links_lead_to_files_and_chapters() {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let home = Home::new(&tests.join("pictures/page.md"));
        let check = |address: &str, file: &str, inside: bool| {
            let linked = home.linked(address).unwrap();
            assert!(linked.ends_with(file), "{address}: {}", linked.display());
            assert_eq!(home.holds(&linked), inside, "{address}");
        };
        check("quarters.png", "tests/pictures/quarters.png", true);
        check("./quarters%2Epng?x#y", "tests/pictures/quarters.png", true);
        check(
            "../pictures/quarters.png",
            "tests/pictures/quarters.png",
            true,
        );
        check("../docs.rs", "tests/docs.rs", false);
        let root = tests.join("docs.rs").display().to_string();
        check(&root, "tests/docs.rs", false);
        assert!(home.linked("none.md").unwrap_err().contains("no such file"));
        assert_eq!(home.linked("..").unwrap_err(), "is a folder");
        let chapter = |item: &str| Home {
            item: item.to_owned(),
            ..Home::new(Path::new("tide.epub"))
        };
        let second = chapter("urn:tide#OPS/two.xhtml");
        assert!(second.is_led_to(&chapter("urn:tide#OPS/one.xhtml"), "OPS/two.xhtml"));
        assert!(!second.is_led_to(&chapter(""), "two.xhtml"));
        assert!(!second.is_led_to(&home, "OPS/two.xhtml"));
    }
}
