//! Fills lines with the blocks of an article.

use super::cut::{Cut, Piece};
use super::lines::{Layout, Manner, indent};
use super::{table, width};
use crate::model::{Article, Block, BlockKind, Span};

/// The least width that is wrapped to; narrower screens cut off.
const LEAST: u16 = 4;

/// Wraps an article to `width` columns.
pub fn layout(article: &Article, width: u16) -> Layout {
    Layout::new(article, &Cut::new(article), width)
}

impl Layout {
    /// Wraps the blocks of an article that are cut.
    pub fn new(article: &Article, cut: &Cut, width: u16) -> Self {
        Self::filled(article, cut, width, Manner::default())
    }

    /// The same in a manner.
    pub fn filled(article: &Article, cut: &Cut, width: u16, manner: Manner) -> Self {
        let mut layout = Layout {
            width: width.max(LEAST),
            manner,
            lines: Vec::with_capacity(article.text.len() / usize::from(width.max(LEAST)) + 16),
            ..Layout::default()
        };
        layout.go_on(article, cut);
        layout
    }

    /// Wraps the blocks that were cut since.
    pub fn go_on(&mut self, article: &Article, cut: &Cut) {
        let layout = self;
        let done = cut.stretches.partition_point(|s| s.block < layout.blocks);
        let (mut stretch, mut piece) = (done, 0);
        if let Some(last) = done.checked_sub(1) {
            piece = cut.stretches[last].end;
        }
        let blocks = article.blocks.iter().enumerate().take(cut.blocks);
        for (index, block) in blocks.skip(layout.blocks) {
            if index > 0 && has_gap(&article.blocks[index - 1], block) {
                layout.push(
                    Span::new(block.span.start - 1, block.span.start - 1),
                    None,
                    0,
                );
            }
            match block.kind {
                BlockKind::Code => layout.code(article, index),
                BlockKind::Table => table::lay(layout, article, index),
                BlockKind::Rule => layout.push(block.span, Some(index), 0),
                kind => {
                    let rows = if kind == BlockKind::Image {
                        layout.manner.pictures
                    } else {
                        0
                    };
                    for row in 0..rows {
                        let start = block.span.start;
                        layout.push(Span::new(start, start), Some(index), 0);
                        if let Some(line) = layout.lines.last_mut() {
                            line.set_picture(row);
                        }
                    }
                    while let Some(it) = cut.stretches.get(stretch).filter(|s| s.block == index) {
                        layout.stretch(article, index, it.span, &cut.pieces[piece..it.end]);
                        (stretch, piece) = (stretch + 1, it.end);
                    }
                }
            }
        }
        layout.blocks = cut.blocks;
    }

    /// Wraps the pieces of one stretch.
    fn stretch(&mut self, article: &Article, block: usize, span: Span, pieces: &[Piece]) {
        let (first, kind) = (self.lines.len(), article.blocks[block].kind);
        let indent = indent(&article.blocks[block]).min(self.width / 2);
        self.wrap(&article.text, span, pieces, |span| (span, block, indent));
        let running = matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::BlockQuote
        );
        if self.manner.justified && running {
            // The last row ends where its words do.
            let last = self.lines.len().saturating_sub(1).max(first);
            for line in &mut self.lines[first..last] {
                line.full = !line.from_right;
            }
        }
    }

    /// Preformatted lines keep their spaces and break where the row is full.
    fn code(&mut self, article: &Article, block: usize) {
        let span = article.blocks[block].span;
        let indent = 2.min(self.width / 4);
        let columns = usize::from(self.width - indent);
        let mut start = span.start;
        for line in span.of(&article.text).split_inclusive('\n') {
            let end = start + line.len();
            if self.manner.sideways {
                self.push(Span::new(start, end), Some(block), indent);
                start = end;
            }
            while start < end {
                let rest = Span::new(start, end).of(&article.text);
                let (fits, _) = width::fit(rest.trim_end_matches('\n'), columns);
                let taken = if fits.len() >= rest.trim_end_matches('\n').len() {
                    rest.len()
                } else {
                    fits.len()
                        .max(rest.chars().next().map_or(1, char::len_utf8))
                };
                self.push(Span::new(start, start + taken), Some(block), indent);
                start += taken;
            }
        }
    }
}

/// Whether an empty line stands between two blocks: not inside a list, not between a picture and
/// its caption.
fn has_gap(before: &Block, after: &Block) -> bool {
    let item = |block: &Block| matches!(block.kind, BlockKind::Item(_));
    !(item(before) && item(after)
        || after.kind == BlockKind::Caption
            && matches!(before.kind, BlockKind::Image | BlockKind::Table))
}
