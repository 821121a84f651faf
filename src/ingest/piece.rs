//! The pieces that a text is cut into before it is an article.

use crate::model::BlockKind;

/// One block to be: its trimmed lines.
#[derive(Debug)]
pub struct Piece<'a> {
    /// What it will be.
    pub kind: BlockKind,
    /// Without the white space at both ends; never empty.
    pub lines: Vec<&'a str>,
    /// The lines are one running text.
    pub joined: bool,
}

impl<'a> Piece<'a> {
    /// A paragraph of these lines.
    pub fn paragraph(lines: Vec<&'a str>, joined: bool) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            lines,
            joined,
        }
    }

    /// The only line, when there is only one.
    pub fn line(&self) -> Option<&'a str> {
        match self.lines.as_slice() {
            [line] => Some(line),
            _ => None,
        }
    }
}
