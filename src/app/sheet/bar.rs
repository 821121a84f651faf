//! The words of a row that is a name and a bar.

use crate::words;

/// A row that is a name and a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose bar it is.
    pub name: String,
    /// Columns of the longest name of the sheet.
    pub column: usize,
    /// Words said.
    pub words: usize,
    /// Words of the longest bar.
    pub most: usize,
    /// The person, when it is one.
    pub who: Option<String>,
}

impl Bar {
    /// "1 word", "345 words".
    pub fn label(&self) -> String {
        words::count(self.words, "word")
    }
}
