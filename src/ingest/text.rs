//! Plain text: paragraphs, title and byline; what a page wore round its article goes.

use std::borrow::Cow;

use super::builder::{ArticleBuilder, LINES, TOO_MANY_LINES};
use super::furniture;
use super::hint::Hint;
use super::piece::Piece;
use super::turns::{at_labels, ends_sentence, is_labelled, is_log, quoted};
use crate::model::{Article, BlockKind, Meta};

/// The longest line that a hand or a mailer would wrap at.
const WRAPPED: usize = 100;

/// Reads plain text. Lines of a hard-wrapped paragraph are joined; verse and addresses keep theirs.
pub fn read(words: &str, hint: Hint<'_>) -> Article {
    let words = with_line_feeds(words);
    let (mut pieces, left_out) = pieces(&words);
    let mut meta = Meta {
        url: hint.url.map(String::from),
        damage: left_out.map(String::from),
        ..Meta::default()
    };
    furniture::strip(&mut pieces, &mut meta);
    built(&pieces, meta)
}

/// Reads passages of plain text of which all is content, with its facts known; those with a number above 0 are quoted.
/// Their lines end with line feeds.
pub fn passages(passages: &[(usize, String)], meta: Meta) -> Article {
    let (mut all, mut damage) = (Vec::new(), meta.damage);
    for (depth, words) in passages {
        let (mut pieces, left_out) = pieces(words);
        for piece in &mut pieces {
            if *depth > 0 && piece.kind == BlockKind::Paragraph {
                piece.kind = BlockKind::BlockQuote;
            }
        }
        all.append(&mut pieces);
        damage = damage.or(left_out.map(String::from));
    }
    built(&all, Meta { damage, ..meta })
}

/// Writes plain text, as deep in lists and quotes, into an article.
pub fn write(words: &str, depth: u8, out: &mut ArticleBuilder) {
    let words = with_line_feeds(words);
    put(&pieces(&words).0, depth, out);
}

fn built(pieces: &[Piece<'_>], meta: Meta) -> Article {
    let mut builder = ArticleBuilder::new(meta);
    let lines = pieces.iter().flat_map(|piece| &piece.lines);
    builder.expect(lines.map(|line| line.len() + 2).sum());
    put(pieces, 0, &mut builder);
    builder.finish()
}

fn put(pieces: &[Piece<'_>], depth: u8, builder: &mut ArticleBuilder) {
    for piece in pieces {
        builder.block(piece.kind, depth);
        for (n, line) in piece.lines.iter().enumerate() {
            match n {
                0 => {}
                _ if piece.joined => builder.words("\n"),
                _ => builder.line_break(),
            }
            builder.words(line);
        }
    }
}

/// A text whose lines all end with a line feed.
pub fn with_line_feeds(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    // U+0085 in UTF-8.
    let next_line = memchr::memmem::find(bytes, b"\xc2\x85").is_some();
    if !next_line && memchr::memchr3(b'\r', b'\x0b', b'\x0c', bytes).is_none() {
        return Cow::Borrowed(words);
    }
    let words = words.replace("\r\n", "\n");
    Cow::Owned(words.replace(['\r', '\u{c}', '\u{b}', '\u{85}'], "\n"))
}

/// Cuts a text at its blank lines, and further where lines are paragraphs of their own. There is a bound on lines that is
/// kept here already, since each takes many times its size; what is beyond is told.
fn pieces(words: &str) -> (Vec<Piece<'_>>, Option<&'static str>) {
    let mut pieces = Vec::new();
    let mut group = Vec::new();
    let (mut count, mut depth) = (0, 0);
    for line in lines(words).chain([""]) {
        let (now, line) = quoted(line);
        let is_blank = line.trim().is_empty();
        if now != depth {
            cut(&std::mem::take(&mut group), depth, &mut pieces);
            depth = now;
        }
        count += usize::from(!is_blank);
        if count > LINES {
            cut(&group, depth, &mut pieces);
            return (pieces, Some(TOO_MANY_LINES));
        }
        if !is_blank {
            group.push(line.trim_end());
        } else {
            cut(&std::mem::take(&mut group), depth, &mut pieces);
        }
    }
    (pieces, None)
}

/// The lines of a text, cut at line feeds.
fn lines(words: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', words.as_bytes()).chain([words.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let line = &words[start..end];
        start = end + 1;
        line
    })
}

/// Makes pieces of the lines between two blank ones, which are quoted so deep.
fn cut<'a>(group: &[&'a str], depth: usize, pieces: &mut Vec<Piece<'a>>) {
    if group.is_empty() {
        return;
    }
    if depth > 0 {
        let lines = group.iter().map(|line| line.trim()).collect();
        pieces.push(Piece {
            kind: BlockKind::BlockQuote,
            ..Piece::paragraph(lines, is_wrapped(group))
        });
        return;
    }
    let trimmed = group.iter().map(|line| line.trim());
    if let [line] = group {
        let line = line.trim();
        if line.chars().all(|c| "=-_*~·•#".contains(c) || c == ' ') {
            pieces.push(Piece {
                kind: BlockKind::Rule,
                ..Piece::paragraph(Vec::new(), false)
            });
        } else {
            item_or(vec![line], true, pieces);
        }
    } else if group.iter().all(|line| bullet(line.trim()).is_some())
        || group.iter().any(|line| line.chars().count() > WRAPPED)
        || is_log(group)
    {
        for line in trimmed {
            item_or(vec![line], true, pieces);
        }
    } else if is_wrapped(group) {
        let labelled = group.iter().filter(|line| is_labelled(line)).count();
        let paragraphs = match labelled * 2 >= group.len() {
            true => at_labels(group),
            false => at_indents(group),
        };
        for paragraph in paragraphs {
            item_or(paragraph, true, pieces);
        }
    } else {
        pieces.push(Piece::paragraph(trimmed.collect(), false));
    }
}

/// Whether short lines are one running text: all but the last of a sentence are nearly as long as
/// the longest.
fn is_wrapped(group: &[&str]) -> bool {
    let length = |line: &&str| line.trim().chars().count();
    let longest = group.iter().map(length).max().unwrap_or(0);
    let full = |line: &&str| length(line) * 10 >= longest * 7 || ends_sentence(line);
    let running = &group[..group.len() - 1];
    longest >= 40 && running.iter().filter(|line| full(line)).count() * 10 >= running.len() * 9
}

/// Cuts hard-wrapped lines where one after the end of a sentence is indented, as in old texts.
fn at_indents<'a>(group: &[&'a str]) -> Vec<Vec<&'a str>> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    for (n, line) in group.iter().enumerate() {
        let opens = n == 0
            || indent(line) >= indent(group[n - 1]) + 2 && ends_sentence(group[n - 1])
            || bullet(line.trim()).is_some() && ends_sentence(group[n - 1]);
        match paragraphs.last_mut() {
            Some(paragraph) if !opens => paragraph.push(line.trim()),
            _ => paragraphs.push(vec![line.trim()]),
        }
    }
    paragraphs
}

/// Pushes a list item where the first line has a bullet, else a paragraph.
fn item_or<'a>(mut lines: Vec<&'a str>, joined: bool, pieces: &mut Vec<Piece<'a>>) {
    let mut kind = BlockKind::Paragraph;
    if let Some((number, rest)) = lines.first().and_then(|line| bullet(line)) {
        kind = BlockKind::Item(number);
        lines[0] = rest;
    }
    pieces.push(Piece {
        kind,
        ..Piece::paragraph(lines, joined)
    });
}

/// The number and the words of a line that begins with a bullet or a number. A dash opens dialogue in
/// many languages, so only the signs that nobody speaks behind count.
fn bullet(line: &str) -> Option<(Option<u32>, &str)> {
    for sign in ["* ", "• ", "‣ ", "◦ ", "- ", "▪ ", "● "] {
        if let Some(rest) = line.strip_prefix(sign) {
            return Some((None, rest.trim_start()));
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = line[digits..].strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    Some((line[..digits].parse().ok(), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let article = read(source, Hint::default());
        assert_eq!(article.text, expected, "{article:#?}");
    }

    const PROSE: &str =
        "The harbour master said on Monday that the new quay will be open before spring comes.";

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            "The harbour master said on Monday that the\nnew quay will be open before the spring comes,\nand nobody doubted her.\n\nNobody at all.",
            "The harbour master said on Monday that the new quay will be open before the spring comes, and nobody doubted her.\n\nNobody at all.",
        );
        check(
            "  It was a cold and windy morning at the quay.\nNobody had come to see the ships leave.\n  Then the bells of the old town began to ring\nand the people ran down to the harbour.",
            "It was a cold and windy morning at the quay. Nobody had come to see the ships leave.\n\nThen the bells of the old town began to ring and the people ran down to the harbour.",
        );
    }

    #[test]
    fn each_line_of_a_log_is_a_paragraph() {
        check(
            "12:03 <nell> Late again.\n12:04 <sven> It is.\nSven runs to the quay\n12:05 <nell> Bring bread.",
            "12:03 <nell> Late again.\n\n12:04 <sven> It is.\n\nSven runs to the quay\n\n12:05 <nell> Bring bread.",
        );
    }

    #[test]
    fn long_lines_are_paragraphs_and_short_ones_stay() {
        check(
            &format!("{PROSE} {PROSE}\n{PROSE}"),
            &format!("{PROSE} {PROSE}\n\n{PROSE}"),
        );
        let verse = "The ships went out,\nthe ships came home,\nand that was that.";
        check(
            &format!("{PROSE}\n\n{verse}"),
            &format!("{PROSE}\n\n{verse}"),
        );
    }

    #[test]
    fn the_lines_of_a_log_and_the_turns_of_an_interview_stay_apart() {
        check(
            "<ana> is it open\n<sam> no\n<ana> ta",
            "<ana> is it open\n\n<sam> no\n\n<ana> ta",
        );
        check(
            "[10:15] Ana: is it open\n[10:16] Sam: no",
            "[10:15] Ana: is it open\n\n[10:16] Sam: no",
        );
        check("Tel: 1\nFax: 2", "Tel: 1\nFax: 2");
        check(
            "Ana Ruiz, editor: How many hives have you got?\nSam Orr, beekeeper: Forty, if the bears let me.",
            "Ana Ruiz, editor: How many hives have you got?\n\nSam Orr, beekeeper: Forty, if the bears let me.",
        );
    }

    #[test]
    fn letters_offices_and_days_before_a_line_begin_a_turn() {
        for line in [
            "Q. Did you see it?\nA. I did not see it at all, nor did my sister see it.",
            "Ana Ruiz: Did you see it come in.\nHead baker Sam Orr: I did not see it at all.",
            "12/03/2024, 10:14 - Ana Ruiz: Did you see it?\n12/03/2024, 10:15 - Sam Orr: I did not see it at all.",
        ] {
            check(line, &line.replace('\n', "\n\n"));
        }
        check(
            "Sam Orr: Forty, if the bears let me have them.\nAnd how do you count?\nSam Orr: At night, when they are all at home and nobody else is up.",
            "Sam Orr: Forty, if the bears let me have them.\n\nAnd how do you count?\n\nSam Orr: At night, when they are all at home and nobody else is up.",
        );
    }

    #[test]
    fn lines_behind_angles_are_quoted() {
        let article = read(
            "Ana Ruiz wrote:\n> > Is it open?\n> It is shut.\n>\n> For good.\nA pity.\n>>> print(3)",
            Hint::default(),
        );
        let blocks = article.blocks.iter();
        let blocks: Vec<_> = blocks.map(|b| (b.kind, b.span.of(&article.text))).collect();
        use BlockKind::{BlockQuote, Paragraph};
        let expected = [
            (Paragraph, "Ana Ruiz wrote:"),
            (BlockQuote, "Is it open?"),
            (BlockQuote, "It is shut."),
            (BlockQuote, "For good."),
            (Paragraph, "A pity.\n>>> print(3)"),
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn bullets_become_items() {
        let article = read(
            &format!("{PROSE}\n\n* one\n* two\n\n3. three"),
            Hint::default(),
        );
        let kinds: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Item, Paragraph};
        assert_eq!(kinds, [Paragraph, Item(None), Item(None), Item(Some(3))]);
    }

    #[test]
    fn no_more_lines_are_read_than_are_kept() {
        for text in ["x\n\n", "x\n"] {
            let article = read(&text.repeat(LINES + 100), Hint::default());
            let damage = article.meta.damage.as_deref();
            assert_eq!(damage, Some(TOO_MANY_LINES));
            assert!(article.text.lines().count() > LINES / 2);
        }
        let article = read(&"x\n\n".repeat(LINES), Hint::default());
        assert_eq!(article.meta.damage, None);
    }

    #[test]
    fn a_word_alone_is_kept() {
        check("Hello\r\n", "Hello");
        check("   \n\n", "");
    }
}
