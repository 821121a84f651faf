//! Plain text: paragraphs divided by blank lines.

use super::Hint;
use super::builder::ArticleBuilder;
use crate::model::{Article, BlockKind, Meta};

/// Reads plain text; the first paragraph is taken as the title when it is one short line.
pub fn read(words: &str, hint: Hint<'_>) -> Article {
    let mut paragraphs = words
        .split("\n\n")
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .peekable();
    let mut meta = Meta {
        url: hint.url.map(String::from),
        ..Meta::default()
    };
    if let Some(first) =
        paragraphs.next_if(|p| p.len() < 150 && !p.contains('\n') && !p.ends_with('.'))
    {
        meta.title = first.to_string();
    }
    let mut builder = ArticleBuilder::new(meta);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(paragraph);
    }
    builder.finish()
}
