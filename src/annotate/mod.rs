//! An article to notes: quotes, speakers, names. Pure; never fails.

mod layer;

use crate::model::{Article, Block, BlockKind, Notes, Span};

/// Raised whenever the notes would come out otherwise, so that stored ones are made again.
pub const VERSION: u32 = 1;

/// Notes on an article.
pub fn annotate(article: &Article) -> Notes {
    annotate_text(&article.text, &article.blocks)
}

/// Notes on a text whose blocks are known; the text is taken as it stands, spans are bytes in it.
pub fn annotate_text(_text: &str, _blocks: &[Block]) -> Notes {
    Notes {
        version: VERSION,
        ..Notes::default()
    }
}

/// The blocks of a text that comes without: each line that is not blank is a paragraph.
pub fn blocks_of(text: &str) -> Vec<Block> {
    let mut start = 0;
    let lines = text.split('\n').map(|line| {
        let span = Span::new(start, start + line.len());
        start += line.len() + 1;
        (span, line)
    });
    let paragraph = |(span, _)| Block {
        span,
        kind: BlockKind::Paragraph,
        depth: 0,
    };
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(paragraph)
        .collect()
}
