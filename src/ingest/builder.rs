//! The only way to make an [`Article`]: cleans every character and keeps every span right.
//!
//! A reader opens a block, feeds it words and marks, and opens the next one. White space is folded
//! as a browser folds it, except in code. A block that stays empty is dropped, but for rules and
//! pictures; marks that enclose nothing are dropped, but for pictures and table cells.

use crate::model::{Article, Block, BlockKind, Mark, MarkKind, Meta, Span, clean, is_unsafe};

/// Between two blocks of [`Article::text`].
const JOIN: &str = "\n\n";

/// Collects blocks, words and marks into an [`Article`].
#[derive(Debug, Default)]
pub struct ArticleBuilder {
    meta: Meta,
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    /// The block that takes words now: its kind, depth and first byte.
    current: Option<(BlockKind, u8, usize)>,
    /// Marks opened in the current block and not closed: what, and where it began.
    open: Vec<(MarkKind, usize)>,
    /// A fold of white space waits to be written before the next word.
    space: bool,
}

impl ArticleBuilder {
    /// Starts an article about which `meta` is known.
    pub fn new(meta: Meta) -> Self {
        Self {
            meta,
            ..Self::default()
        }
    }

    /// What is known so far; may be changed until [`Self::finish`], which cleans it.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.meta
    }

    /// Bytes of text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether no word has been written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Ends the current block and begins the next one.
    pub fn block(&mut self, kind: BlockKind, depth: u8) {
        self.end_block();
        if !self.blocks.is_empty() {
            self.text.push_str(JOIN);
        }
        self.current = Some((kind, depth, self.text.len()));
        if kind == BlockKind::Rule {
            self.end_block();
        }
    }

    /// Adds words to the current block; without one, to a new paragraph. White space is folded but
    /// in code, where lines and spaces stay and a tab is four spaces.
    pub fn words(&mut self, words: &str) {
        if self.current.is_none() {
            if words.chars().all(|c| c.is_whitespace() || is_unsafe(c)) {
                return;
            }
            self.block(BlockKind::Paragraph, 0);
        }
        if self.kind() == Some(BlockKind::Code) {
            return self.code(words);
        }
        for c in words.chars() {
            if c == '\u{a0}' || c == '\u{202f}' || !c.is_whitespace() {
                if is_unsafe(c) {
                    continue;
                }
                self.fold();
                self.text.push(if c == '\u{a0}' || c == '\u{202f}' {
                    ' '
                } else {
                    c
                });
            } else {
                self.space = true;
            }
        }
    }

    /// Ends the line inside the current block: `<br>`, a line of verse, a row of a table.
    pub fn line_break(&mut self) {
        if self.has_words() && !self.text.ends_with('\n') {
            self.trim_spaces();
            self.text.push('\n');
        }
        self.space = false;
    }

    /// Begins a mark at the next word.
    pub fn open(&mut self, kind: MarkKind) {
        if self.current.is_none() {
            self.block(BlockKind::Paragraph, 0);
        }
        if self.space && self.has_words() {
            self.fold();
        }
        self.open.push((kind, self.text.len()));
    }

    /// Ends the mark that was opened last, if there is one.
    pub fn close(&mut self) {
        if let Some((kind, start)) = self.open.pop() {
            self.mark(kind, start);
        }
    }

    /// Writes the text between two cells of a table row.
    pub fn cell_gap(&mut self) {
        self.trim_spaces();
        self.text.push_str(" | ");
        self.space = false;
    }

    /// Ends the article; every text of its `meta` becomes one clean line.
    pub fn finish(mut self) -> Article {
        self.end_block();
        if self.text.ends_with(JOIN)
            && self
                .blocks
                .last()
                .is_none_or(|b| b.span.end + JOIN.len() <= self.text.len())
        {
            self.text.truncate(self.text.len() - JOIN.len());
        }
        let mut marks = self.marks;
        marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        Article {
            meta: clean_meta(self.meta),
            text: self.text,
            blocks: self.blocks,
            marks,
        }
    }

    fn kind(&self) -> Option<BlockKind> {
        self.current.map(|(kind, ..)| kind)
    }

    fn has_words(&self) -> bool {
        self.current
            .is_some_and(|(_, _, start)| self.text.len() > start)
    }

    fn fold(&mut self) {
        if std::mem::take(&mut self.space) && self.has_words() && !self.text.ends_with([' ', '\n'])
        {
            self.text.push(' ');
        }
    }

    fn code(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\n' if self.has_words() => self.text.push('\n'),
                '\n' => {}
                '\t' => self.text.push_str("    "),
                c if is_unsafe(c) => {}
                c => self.text.push(c),
            }
        }
    }

    fn trim_spaces(&mut self) {
        let Some((_, _, start)) = self.current else {
            return;
        };
        let kept = self.text[start..].trim_end_matches(' ').len();
        self.text.truncate(start + kept);
    }

    fn mark(&mut self, kind: MarkKind, start: usize) {
        let start = start.min(self.text.len());
        let words = &self.text[start..];
        let span = match kind {
            MarkKind::Cell { .. } => Span::new(start, start + words.trim_end().len()),
            _ => {
                let lead = words.len() - words.trim_start().len();
                Span::new(start + lead, start + words.trim_end().len().max(lead))
            }
        };
        if !span.is_empty() || matches!(kind, MarkKind::Image(_) | MarkKind::Cell { .. }) {
            self.marks.push(Mark { span, kind });
        }
    }

    fn end_block(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        let Some((kind, depth, start)) = self.current.take() else {
            return;
        };
        self.space = false;
        let words = &self.text[start..];
        let end = start + words.trim_end_matches(['\n', ' ']).len();
        self.text.truncate(end);
        for mark in self
            .marks
            .iter_mut()
            .rev()
            .take_while(|m| m.span.end > end || m.span.start >= start)
        {
            mark.span = Span::new(mark.span.start.min(end), mark.span.end.min(end));
        }
        let stays = matches!(kind, BlockKind::Rule | BlockKind::Image);
        if end > start || stays {
            self.blocks.push(Block {
                span: Span::new(start, end),
                kind,
                depth,
            });
        } else {
            let kept = self.blocks.last().map_or(0, |b| b.span.end);
            self.text.truncate(kept);
            self.marks
                .retain(|m| m.span.end <= kept && m.span.start <= kept);
        }
    }
}

fn clean_meta(meta: Meta) -> Meta {
    let line = |s: String| clean(&s).split_whitespace().collect::<Vec<_>>().join(" ");
    let option = |s: Option<String>| s.map(line).filter(|s| !s.is_empty());
    Meta {
        title: line(meta.title),
        byline: option(meta.byline),
        site: option(meta.site),
        published: option(meta.published),
        lang: option(meta.lang),
        url: option(meta.url),
        excerpt: option(meta.excerpt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_joined_by_blank_lines_and_white_space_is_folded() {
        let mut b = ArticleBuilder::new(Meta::default());
        b.block(BlockKind::Heading(2), 0);
        b.words("  A \n heading ");
        b.block(BlockKind::Paragraph, 0);
        b.block(BlockKind::Paragraph, 0);
        b.words("one ");
        b.open(MarkKind::Emphasis);
        b.words(" two\u{1b}[2J ");
        b.close();
        b.words("three");
        let article = b.finish();
        assert_eq!(article.text, "A heading\n\none two[2J three");
        assert_eq!(article.blocks.len(), 2);
        assert_eq!(article.marks[0].span.of(&article.text), "two[2J");
    }

    #[test]
    fn code_keeps_its_lines() {
        let mut b = ArticleBuilder::new(Meta::default());
        b.block(BlockKind::Code, 0);
        b.words("\nif x:\n\ty()\n\n");
        b.block(BlockKind::Paragraph, 0);
        b.words("after");
        let article = b.finish();
        assert_eq!(article.text, "if x:\n    y()\n\nafter");
        assert_eq!(article.blocks[0].span.of(&article.text), "if x:\n    y()");
    }
}
