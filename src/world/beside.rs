//! Pictures that lie beside the file that an article was read from, or in the book that it is.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::apart;
use super::inputs::regular_file;
use crate::model::Picture;

/// Where an article was read from.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Its file.
    pub file: PathBuf,
    /// Where its words come from, if that is known: a page that was saved gives its pictures under that address.
    pub url: Option<String>,
}

impl Home {
    /// The file of a picture, where there is one in the folder of the article's or below it.
    pub fn find(&self, address: &str) -> Option<PathBuf> {
        let place = self.place(address)?;
        let place = place.split(['?', '#']).next().unwrap_or_default();
        let place = percent_decode_str(place).decode_utf8().ok()?;
        let place = Path::new(place.as_ref());
        let below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        let path = self.file.parent()?.join(place);
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
            file: tests.join("page.html"),
            url: url.map(str::to_owned),
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
}
