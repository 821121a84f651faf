//! Articles that come in parts: the beginning of one, and the next page of one that is split.

use std::collections::HashSet;

use crate::model::{Article, Block, Mark, Span};

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

/// Appends the next page of an article that is split. Blocks that are there already (an introduction, a
/// byline) are left out; false when nothing is new.
pub fn append(whole: &mut Article, page: &Article) -> bool {
    let words = |block: &Block| block.span.of(&page.text).trim();
    let known: HashSet<String> = {
        let known = whole.blocks.iter().map(|block| block.span.of(&whole.text));
        let title = [whole.meta.title.as_str()];
        let known = known.chain(title).map(|words| words.trim().to_owned());
        known.collect()
    };
    let is_new = |block: &&Block| !words(block).is_empty() && !known.contains(words(block));
    let before = whole.blocks.len();
    let mut marks = page.marks.iter().peekable();
    for block in page.blocks.iter().filter(is_new) {
        let span = block.span;
        if !whole.text.is_empty() {
            whole.text.push_str("\n\n");
        }
        let start = whole.text.len();
        whole.text.push_str(span.of(&page.text));
        let moved =
            |it: Span| Span::new(it.start - span.start + start, it.end - span.start + start);
        whole.blocks.push(Block {
            span: moved(span),
            ..*block
        });
        while marks.next_if(|mark| mark.span.start < span.start).is_some() {}
        while let Some(mark) = marks.next_if(|mark| mark.span.end <= span.end) {
            whole.marks.push(Mark {
                span: moved(mark.span),
                kind: mark.kind.clone(),
            });
        }
    }
    whole.blocks.len() > before
}
