//! Blocks of a text that comes without any: a line or a paragraph each.

use crate::model::{Block, BlockKind, Span};

/// The longest line that may be a heading, in bytes.
const HEADING: usize = 120;

/// The blocks of a bare text, which is taken as it stands.
///
/// Each line is a block, unless the text is wrapped by hand: then blank lines part the blocks. A
/// short first line without a stop is a heading.
pub fn blocks_of(text: &str) -> Vec<Block> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut joins = false;
    for line in lines(text) {
        let words = line.of(text);
        if words.is_empty() {
            joins = false;
            continue;
        }
        match blocks.last_mut().filter(|_| joins && wrapped) {
            Some(block) => block.span.end = line.end,
            None => blocks.push(Block {
                span: line,
                kind: BlockKind::Paragraph,
                depth: 0,
                opens: false,
            }),
        }
        joins = true;
    }
    if let [first, _, ..] = &mut blocks[..] {
        let words = first.span.of(text);
        let open = !words.ends_with(['.', '!', '?', ':', ';', ',', '"', '”', '…']);
        if open && words.len() <= HEADING && !words.contains('\n') {
            first.kind = BlockKind::Heading(1);
        }
    }
    blocks
}

/// The lines without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    text.split('\n').scan(0, |start, line| {
        let begin = *start + line.len() - line.trim_start().len();
        *start += line.len() + 1;
        Some(Span::new(begin, begin + line.trim().len()))
    })
}

/// Whether lines were broken to fit a width: most that another line follows are about as long as the
/// longest, and that is no paragraph's length.
fn is_wrapped(text: &str) -> bool {
    let lengths: Vec<usize> = lines(text).map(Span::len).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if !(40..=100).contains(&longest) {
        return false;
    }
    let followed = lengths
        .iter()
        .zip(lengths.iter().skip(1))
        .filter(|(one, next)| **one > 0 && **next > 0);
    let (full, all) = followed.fold((0, 0), |(full, all), (one, _)| {
        (full + usize::from(one * 4 >= longest * 3), all + 1)
    });
    all >= 3 && full * 4 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, blocks: &[&str]) {
        let found = blocks_of(text);
        let texts: Vec<&str> = found.iter().map(|block| block.span.of(text)).collect();
        assert_eq!(texts, blocks);
    }

    #[test]
    fn a_line_is_a_block() {
        check("", &[]);
        check(
            "Harbour opens\n\n Ships came.\nMore came. \n",
            &["Harbour opens", "Ships came.", "More came."],
        );
        assert_eq!(
            blocks_of("Harbour opens\n\nShips came.")[0].kind,
            BlockKind::Heading(1)
        );
        assert_eq!(blocks_of("Harbour opens")[0].kind, BlockKind::Paragraph);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let line = "words that fill the line up to its end as a typist would";
        let paragraph = format!("{line}\n{line}\n{line}\n{line}\nend.");
        check(
            &format!("{paragraph}\n\n{paragraph}"),
            &[&paragraph, &paragraph],
        );
    }
}
