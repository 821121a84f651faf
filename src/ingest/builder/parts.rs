//! The next page of an article that is split.

use std::collections::HashSet;

use crate::model::{Article, Block, Mark, Span};

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
