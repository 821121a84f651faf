//! The blocks of an article as places: which one a byte stands in, and what counts as a paragraph.

use crate::model::{Article, BlockKind};

/// The block that the byte at `offset` stands in, or the one before it.
pub fn block_at(article: &Article, offset: usize) -> usize {
    article
        .blocks
        .partition_point(|block| block.span.start <= offset)
        .saturating_sub(1)
}

/// Whether a block counts as a paragraph when paragraphs are counted.
pub const fn is_paragraph(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Rule | BlockKind::Heading(_))
}
