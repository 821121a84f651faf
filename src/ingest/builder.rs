//! The only way to make an [`Article`]: cleans every character and keeps every span right.
//!
//! A reader opens a block, feeds it words and marks, and opens the next one. White space is folded
//! as a browser folds it, except in code; where a line of Chinese or Japanese was broken it vanishes. A block that stays empty is dropped, but for pictures and
//! for rules between other blocks; marks that enclose nothing are dropped, but for pictures and
//! table cells.

mod draft;
mod parts;
mod plain;
mod room;

use self::draft::Draft;
pub use self::parts::append;
use self::room::Room;
pub use self::room::{LINES, TOO_MANY_LINES};
use super::fold;
use crate::model::{
    Article, Block, BlockKind, Mark, MarkKind, Meta, SortSmall, Span, clean, is_unsafe, shortened,
    without_escapes,
};

/// Between two blocks of [`Article::text`].
const JOIN: &str = "\n\n";

/// Bytes of the longest title, byline or other name: every key draws them, and every export says them again.
const LONGEST_LINE: usize = 16_000;

/// Collects blocks, words and marks into an [`Article`].
#[derive(Debug, Default)]
pub struct ArticleBuilder {
    article: Article,
    /// The block that takes words now.
    draft: Option<Draft>,
    /// A rule waits for a block to divide from the one before.
    rule: Option<u8>,
    /// A block quote begins with its next block.
    opens: bool,
    /// What is taken, and whether more is.
    room: Room,
}

impl ArticleBuilder {
    /// Starts an article about which `meta` is known.
    pub fn new(meta: Meta) -> Self {
        let article = Article {
            meta,
            ..Article::default()
        };
        Self {
            article,
            ..Self::default()
        }
    }

    /// What is known so far; may be changed until [`Self::finish`], which cleans it.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.article.meta
    }

    /// Makes room for about so many bytes of text at once: room that grows is moved, and what it leaves stays with the program.
    pub fn expect(&mut self, bytes: usize) {
        self.article.text.reserve(bytes);
    }

    /// Bytes of text in the blocks that are ended.
    pub fn len(&self) -> usize {
        self.article.text.len()
    }

    /// Whether no block has been ended that has words.
    pub fn is_empty(&self) -> bool {
        self.article.text.is_empty()
    }

    /// Ends the current block and begins the next one. A rule takes no words.
    pub fn block(&mut self, kind: BlockKind, depth: u8) {
        self.end_block();
        if kind == BlockKind::Rule {
            self.rule = Some(depth);
        } else if !self.room.is_full() {
            self.draft = Some(Draft::new(kind, depth));
        }
    }

    /// Says that a block quote begins, or goes on after one that stood in it: its next block is not of the one before.
    pub fn block_quote(&mut self) {
        self.end_block();
        self.opens = true;
    }

    /// Adds words to the current block; without one, to a new paragraph. White space is folded but
    /// in code, where lines and spaces stay and a tab is four spaces.
    pub fn words(&mut self, words: &str) {
        let shows = |c: char| !c.is_whitespace() && !is_unsafe(c);
        if self.room.is_full() {
            return;
        }
        if self.draft.is_some() || words.contains(shows) {
            self.draft().words(&without_escapes(words));
        }
    }

    /// Ends the line inside the current block: `<br>`, a line of verse, a row of a table.
    pub fn line_break(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.line_break();
            if !self.room.line() {
                self.end_block();
            }
        }
    }

    /// Begins a mark at the next word.
    pub fn open(&mut self, kind: MarkKind) {
        let is_cell = matches!(kind, MarkKind::Cell { .. });
        if is_cell && !self.room.cell() {
            self.end_block();
        }
        if !self.room.is_full() {
            let kind = self.room.with_address(kind);
            self.draft().open(kind);
        }
    }

    /// Ends the mark that was opened last, if there is one.
    pub fn close(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.close();
        }
    }

    /// Writes the text between two cells of a table row.
    pub fn cell_gap(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.cell_gap();
        }
    }

    /// Parts two items of a list within a cell.
    pub fn item_gap(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.item_gap();
        }
    }

    /// Ends the article; every text of its `meta` becomes one clean line.
    pub fn finish(mut self) -> Article {
        self.end_block();
        let mut article = self.article;
        if let Some(left_out) = self.room.left_out() {
            article.meta.damage = Some(left_out.into());
        }
        article.meta = clean_meta(article.meta);
        article
    }

    fn draft(&mut self) -> &mut Draft {
        self.draft
            .get_or_insert_with(|| Draft::new(BlockKind::Paragraph, 0))
    }

    /// Moves the draft into the article, without the white space at its ends.
    fn end_block(&mut self) {
        let Some(mut draft) = self.draft.take() else {
            return;
        };
        while !draft.open.is_empty() {
            draft.close();
        }
        let range = draft.trimmed();
        if range.is_empty() && draft.kind != BlockKind::Image {
            return;
        }
        if let Some(depth) = self.rule.take()
            && !self.article.blocks.is_empty()
        {
            self.push(BlockKind::Rule, depth, "", Vec::new());
        }
        let place = |at: usize| at.clamp(range.start, range.end) - range.start;
        let mut marks = draft.marks;
        for mark in &mut marks {
            mark.span = Span::new(place(mark.span.start), place(mark.span.end));
        }
        self.push(draft.kind, draft.depth, &draft.text[range], marks);
    }

    fn push(&mut self, kind: BlockKind, depth: u8, words: &str, mut marks: Vec<Mark>) {
        self.room.line();
        if kind == BlockKind::Caption {
            self.unsay_picture(words);
        }
        let article = &mut self.article;
        if !article.blocks.is_empty() {
            article.text.push_str(JOIN);
        }
        let start = article.text.len();
        article.text.push_str(words);
        let opens = kind == BlockKind::BlockQuote && std::mem::take(&mut self.opens);
        article.blocks.push(Block {
            span: Span::new(start, article.text.len()),
            kind,
            depth,
            opens,
        });
        marks.retain(|mark| !mark.span.is_empty() || may_be_empty(&mark.kind));
        marks.retain(|mark| !matches!(&mark.kind, MarkKind::Link(to) if to.is_empty()));
        marks.retain(|mark| matches!(mark.kind, MarkKind::Cell { .. }) || self.room.mark());
        marks.sort_small_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        article.marks.extend(marks.into_iter().map(|mark| Mark {
            span: Span::new(mark.span.start + start, mark.span.end + start),
            ..mark
        }));
    }
}

impl ArticleBuilder {
    /// Takes the words of the picture before a caption away where the caption says them too: nobody hears them twice.
    fn unsay_picture(&mut self, caption: &str) {
        let Article {
            text,
            blocks,
            marks,
            ..
        } = &mut self.article;
        let Some(picture) = blocks
            .last_mut()
            .filter(|block| block.kind == BlockKind::Image)
        else {
            return;
        };
        let start = picture.span.start;
        let words = picture.span.of(text).trim_end_matches(['.', ' ']);
        if words.is_empty() || !caption.contains(words) {
            return;
        }
        text.truncate(start);
        picture.span = Span::new(start, start);
        let first = marks.partition_point(|mark| mark.span.start < start);
        let mut own = marks.split_off(first);
        own.retain(|mark| may_be_empty(&mark.kind));
        marks.extend(own.into_iter().map(|mark| Mark {
            span: Span::new(start, start),
            ..mark
        }));
    }
}

const fn may_be_empty(kind: &MarkKind) -> bool {
    matches!(kind, MarkKind::Image(_) | MarkKind::Cell { .. })
}

fn clean_meta(meta: Meta) -> Meta {
    // Line breaks are folded first, while they are known from blanks.
    let line = |s: String| clean(&fold::one_line(&s)).trim().to_owned();
    let option = |s: Option<String>| s.map(line).filter(|s| !s.is_empty());
    let short = |s: String| shortened(&s, LONGEST_LINE).into_owned();
    Meta {
        title: short(line(meta.title)),
        byline: option(meta.byline).map(short),
        site: option(meta.site).map(short),
        published: option(meta.published),
        lang: option(meta.lang).map(short),
        url: option(meta.url),
        excerpt: option(meta.excerpt),
        damage: option(meta.damage),
    }
}

/// The blocks of an article that end within its first `bytes`, as an article of their own; none when there is no such block.
pub fn beginning(article: &Article, bytes: usize) -> Option<Article> {
    let blocks = (article.blocks).partition_point(|block| block.span.end <= bytes);
    let end = article.blocks[..blocks].last()?.span.end;
    let marks = article.marks.iter().filter(|mark| mark.span.end <= end);
    Some(Article {
        meta: article.meta.clone(),
        text: article.text[..end].to_owned(),
        blocks: article.blocks[..blocks].to_vec(),
        marks: marks.cloned().collect(),
    })
}

#[cfg(test)]
mod tests;
