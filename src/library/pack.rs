//! Blocks, marks and notes as short JSON: positions are counted from the end of the one before, so
//! that a paragraph costs some ten bytes. What cannot be read comes back as none, never as an error:
//! blocks fall back to one paragraph, notes are made again.
//! Notes are deflated besides: they name the same fields again and again.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use crate::model::{
    Article, Block, BlockKind, Entity, Mark, MarkKind, Meta, Notes, Quote, Span, clean, is_unsafe,
};

/// A block: the gap before it, its length, its kind, its depth, whether a block quote begins with it. Most are
/// paragraphs that stand in nothing.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PackedBlock {
    Opening(usize, usize, BlockKind, u8, bool),
    Any(usize, usize, BlockKind, u8),
    Paragraph(usize, usize),
}

/// A mark: its first byte, its length, what it means.
type PackedMark = (usize, usize, MarkKind);

/// [`Notes`] with sentences as gap, length, gap, length …
#[derive(Serialize, Deserialize)]
struct PackedNotes {
    sentences: Vec<usize>,
    quotes: Vec<Quote>,
    #[serde(default)]
    unsaid: Vec<Quote>,
    entities: Vec<Entity>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    pack: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    failed: bool,
}

pub fn blocks(blocks: &[Block]) -> String {
    let mut end = 0;
    let packed: Vec<PackedBlock> = blocks
        .iter()
        .map(|block| {
            let gap = block.span.start.saturating_sub(end);
            end = block.span.end;
            let len = block.span.len();
            match (block.kind, block.depth, block.opens) {
                (kind, depth, true) => PackedBlock::Opening(gap, len, kind, depth, true),
                (BlockKind::Paragraph, 0, _) => PackedBlock::Paragraph(gap, len),
                (kind, depth, _) => PackedBlock::Any(gap, len, kind, depth),
            }
        })
        .collect();
    serde_json::to_string(&packed).unwrap_or_default()
}

pub fn marks(marks: &[Mark]) -> String {
    let packed: Vec<PackedMark> = marks
        .iter()
        .map(|mark| (mark.span.start, mark.span.len(), mark.kind.clone()))
        .collect();
    serde_json::to_string(&packed).unwrap_or_default()
}

/// Notes of more bytes of JSON than this are made again rather than read.
const LONGEST: u64 = 256 << 20;

/// Notes as deflated JSON.
pub fn notes(notes: &Notes) -> Vec<u8> {
    let mut end = 0;
    let mut sentences = Vec::with_capacity(notes.sentences.len() * 2);
    for sentence in &notes.sentences {
        sentences.extend([sentence.start.saturating_sub(end), sentence.len()]);
        end = sentence.end;
    }
    let packed = PackedNotes {
        sentences,
        quotes: notes.quotes.clone(),
        unsaid: notes.unsaid.clone(),
        entities: notes.entities.clone(),
        lang: notes.lang.clone(),
        pack: notes.pack,
        failed: notes.failed,
    };
    deflated(&serde_json::to_vec(&packed).unwrap_or_default())
}

/// JSON as [`read_notes`] takes it too.
pub fn deflated(json: &[u8]) -> Vec<u8> {
    let mut deflated = DeflateEncoder::new(Vec::with_capacity(json.len() / 4), Compression::fast());
    let written = deflated.write_all(json).and_then(|()| deflated.finish());
    written.unwrap_or_default()
}

/// An article as it was packed. What stands on the shelf was made by the builder and is only read back.
pub fn article(meta: Meta, text: String, blocks: &str, marks: &str) -> Article {
    Article {
        meta,
        blocks: read_blocks(blocks, &text),
        marks: read_marks(marks, &text),
        text: harmless(text),
    }
}

/// A text of the file with blanks for what a terminal would obey, so that all else keeps its place.
fn harmless(text: String) -> String {
    let harms = |c: char| c != '\n' && is_unsafe(c);
    if !text.chars().any(harms) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match harms(c) {
            true => shown.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => shown.push(c),
        }
    }
    shown
}

/// A line of the file as it may be shown: somebody else may have made the file.
pub fn line(words: String) -> String {
    match clean(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(words) => words,
    }
}

/// The blocks of a text; one paragraph of it all when they cannot be read.
pub fn read_blocks(packed: &str, text: &str) -> Vec<Block> {
    let all = || {
        vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
            depth: 0,
            opens: false,
        }]
    };
    let Ok(packed) = serde_json::from_str::<Vec<PackedBlock>>(packed) else {
        return all();
    };
    let mut end = 0;
    let blocks: Vec<Block> = packed
        .into_iter()
        .map(|packed| {
            let (gap, len, kind, depth, opens) = match packed {
                PackedBlock::Opening(gap, len, kind, depth, opens) => {
                    (gap, len, kind, depth, opens)
                }
                PackedBlock::Any(gap, len, kind, depth) => (gap, len, kind, depth, false),
                PackedBlock::Paragraph(gap, len) => (gap, len, BlockKind::Paragraph, 0, false),
            };
            let span = next(&mut end, gap, len);
            Block {
                span,
                kind,
                depth,
                opens,
            }
        })
        .collect();
    if blocks.iter().all(|block| fits(block.span, text)) {
        blocks
    } else {
        all()
    }
}

/// The marks of a text, without those that do not fit it.
pub fn read_marks(packed: &str, text: &str) -> Vec<Mark> {
    serde_json::from_str::<Vec<PackedMark>>(packed)
        .unwrap_or_default()
        .into_iter()
        .map(|(start, len, kind)| Mark {
            span: Span::new(start, start.saturating_add(len)),
            kind,
        })
        .filter(|mark| fits(mark.span, text))
        .collect()
}

/// The notes on a text, deflated or, from before version 4 of the library, plain; none when they cannot be read or do
/// not fit it.
pub fn read_notes(packed: &[u8], version: u32, text: &str) -> Option<Notes> {
    let packed: PackedNotes = if packed.first() == Some(&b'{') {
        serde_json::from_slice(packed).ok()?
    } else {
        let mut json = Vec::new();
        let mut inflated = DeflateDecoder::new(packed).take(LONGEST);
        inflated.read_to_end(&mut json).ok()?;
        serde_json::from_slice(&json).ok()?
    };
    let mut end = 0;
    let sentences = packed
        .sentences
        .chunks_exact(2)
        .map(|pair| next(&mut end, pair[0], pair[1]))
        .collect();
    let notes = Notes {
        version,
        sentences,
        quotes: packed.quotes,
        unsaid: packed.unsaid,
        entities: packed.entities,
        lang: packed.lang,
        pack: packed.pack,
        failed: packed.failed,
    };
    let quotes = || notes.quotes.iter().chain(&notes.unsaid);
    let speakers = quotes().flat_map(|quote| quote.speakers.iter().chain(&quote.through));
    let fit = (notes.sentences.iter().copied())
        .chain(quotes().flat_map(|quote| quote.parts.iter().copied()))
        .chain(quotes().filter_map(|quote| quote.cue))
        .chain(speakers.map(|speaker| speaker.mention))
        .chain((notes.entities.iter()).flat_map(|entity| entity.mentions.iter().copied()))
        .all(|span| fits(span, text));
    fit.then_some(notes)
}

fn next(end: &mut usize, gap: usize, len: usize) -> Span {
    let start = end.saturating_add(gap);
    *end = start.saturating_add(len);
    Span::new(start, *end)
}

fn fits(span: Span, text: &str) -> bool {
    text.get(span.start..span.end).is_some()
}

/// A count as the columns hold it.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, QuoteKind, Speaker};

    #[test]
    fn comes_back_as_it_went() {
        let text = "Harbour\n\n“We row,” she said.";
        let blocks = vec![
            Block {
                span: Span::new(0, 7),
                kind: BlockKind::Heading(2),
                depth: 0,
                opens: false,
            },
            Block {
                span: Span::new(9, text.len()),
                kind: BlockKind::Item(Some(3)),
                depth: 1,
                opens: true,
            },
        ];
        assert_eq!(read_blocks(&super::blocks(&blocks), text), blocks);
        let marks = vec![Mark {
            span: Span::new(0, 7),
            kind: MarkKind::Link("https://a.example".into()),
        }];
        assert_eq!(read_marks(&super::marks(&marks), text), marks);
        let notes = Notes {
            version: 7,
            sentences: vec![Span::new(0, 7), Span::new(9, text.len())],
            quotes: vec![Quote {
                parts: vec![Span::new(9, 23)],
                kind: QuoteKind::Direct,
                cue: None,
                act: Act::Said,
                denied: false,
                through: None,
                speakers: vec![Speaker {
                    mention: Span::new(24, 27),
                    entity: None,
                    confidence: 0.5,
                }],
                confidence: 0.9,
            }],
            unsaid: Vec::new(),
            entities: Vec::new(),
            lang: Some("en".to_owned()),
            pack: true,
            failed: true,
        };
        assert_eq!(read_notes(&super::notes(&notes), 7, text), Some(notes));
        // As version 3 of the library has them.
        let plain = br#"{"sentences":[0,7],"quotes":[],"entities":[]}"#;
        let earlier = read_notes(plain, 7, text).map(|notes| notes.sentences);
        assert_eq!(earlier, Some(vec![Span::new(0, 7)]));
    }

    #[test]
    fn nonsense_is_one_paragraph_without_notes() {
        let whole = read_blocks("[[0,900,\"Paragraph\",0]]", "short");
        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].span, Span::new(0, 5));
        assert_eq!(read_blocks("{", "short").len(), 1);
        assert!(read_marks("[[0,900,\"Strong\"]]", "short").is_empty());
        assert_eq!(read_notes(b"", 1, "short"), None);
        assert_eq!(read_notes(&[7, 255, 0, 9], 1, "short"), None);
    }

    #[test]
    fn what_somebody_else_wrote_into_the_file_is_harmless() {
        let meta = Meta {
            title: line("T\u{1b}]0;x".to_owned()),
            ..Meta::default()
        };
        let read = article(meta, "A\u{1b}[2J \u{202e}b\nc".to_owned(), "", "");
        assert_eq!(
            (read.meta.title.as_str(), read.text.as_str()),
            ("Tx", "A [2J    b\nc")
        );
    }
}
