//! Lines to paragraphs: a paragraph goes on over the ends of lines, columns and pages, and words that were parted there
//! are whole again.

use super::order::Line;

/// A paragraph, a heading, an item of a list.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its words.
    pub text: String,
    /// The size of its letters.
    pub size: f64,
    /// The page that it begins on, and its number among the blocks.
    pub page: usize,
    /// See `page`.
    pub nth: usize,
    /// Its letters are larger than those of most of the text.
    pub is_heading: bool,
    /// It begins with a bullet.
    pub is_item: bool,
}

const BULLETS: &[char] = &['•', '▪', '‣', '●', '◦', '·', '\u{f0b7}'];
/// A heading is so many times as large as the text, and no longer than so many bytes.
pub const LARGER: f64 = 1.15;
const LONGEST_HEADING: usize = 300;

/// The blocks of a text.
pub fn blocks(lines: &[Line]) -> Vec<Block> {
    let body = usual_size(lines.iter());
    let leading = usual(lines.windows(2).filter_map(|two| match two {
        [a, b] if a.y > b.y && same_size(a, b) => Some(((a.y - b.y) / a.size, 1)),
        _ => None,
    }));
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        let right = edge(lines, at);
        let goes_on = before.is_some_and(|before| goes_on(before, line, leading, right));
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) => join(&mut block.text, line.text.trim()),
            None => {
                let text = line.text.trim();
                let bare = text.trim_start_matches(BULLETS);
                blocks.push(Block {
                    text: bare.trim_start().to_owned(),
                    size: line.size,
                    page: line.page,
                    nth: blocks.len(),
                    is_heading: line.size > LARGER * body,
                    is_item: bare.len() < text.len(),
                });
            }
        }
        before = Some(line);
    }
    for block in &mut blocks {
        block.is_heading &= block.text.len() <= LONGEST_HEADING && !block.is_item;
    }
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// The size of most of the letters.
pub fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f64 {
    usual(lines.map(|line| (line.size, line.text.len())))
}

/// The value that most have, each with its weight, to a tenth.
fn usual(values: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights = std::collections::BTreeMap::new();
    for (value, weight) in values.filter(|(value, _)| (0.0..1000.0).contains(value)) {
        *weights.entry((value * 10.0).round() as u32).or_insert(0) += weight;
    }
    let most = weights.into_iter().max_by_key(|(_, weight)| *weight);
    most.map_or(1.2, |(tenths, _)| f64::from(tenths) / 10.0)
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.1 * a.size.max(b.size)
}

/// How far to the right the lines around one reach.
fn edge(lines: &[Line], at: usize) -> f64 {
    let near = lines
        .get(at.saturating_sub(6)..(at + 6).min(lines.len()))
        .unwrap_or_default();
    let column = near.iter().filter(|it| {
        lines
            .get(at)
            .is_some_and(|line| (it.x - line.x).abs() < 4.0 * line.size)
    });
    column.map(|it| it.end).fold(f64::NEG_INFINITY, f64::max)
}

/// Whether a line goes on with the paragraph of the one before.
fn goes_on(before: &Line, line: &Line, leading: f64, right: f64) -> bool {
    let (end, text) = (before.text.trim_end(), line.text.trim_start());
    let ends = end.ends_with(['.', '?', '!', ':', '"', '”', '’', ')']);
    let lower = text.starts_with(char::is_lowercase);
    let parted = is_parted(end);
    if !same_size(before, line) || text.starts_with(BULLETS) {
        return false;
    }
    // The next column or page.
    if line.page != before.page || line.y >= before.y {
        return parted && lower || !ends && (lower || end.ends_with(','));
    }
    let far = (before.y - line.y) / line.size > 1.4 * leading;
    let indented = line.x - before.x > 0.8 * line.size && !ends_early(before, right);
    let short = ends && ends_early(before, right);
    let indented_here = ends && line.x - before.x > 0.8 * line.size;
    !(far || short || indented_here) && (!indented || lower)
}

/// Whether a line ends well before the edge of its column.
fn ends_early(line: &Line, right: f64) -> bool {
    line.end < right - 2.5 * line.size
}

fn is_parted(text: &str) -> bool {
    let Some(word) = text.strip_suffix(['-', '\u{2010}', '\u{ad}']) else {
        return false;
    };
    word.ends_with(char::is_alphabetic)
}

/// Words that have a hyphen of their own behind them: "well-known" at the end of a line stays so.
const HYPHENED: [&str; 24] = [
    "ex", "full", "half", "high", "ill", "long", "low", "mid", "non", "part", "self", "short",
    "so", "well", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty",
];

/// Puts a line behind the words before it; a word that was parted between them is one again.
fn join(text: &mut String, line: &str) {
    let kept = text.trim_end().len();
    text.truncate(kept);
    if is_parted(text) && line.starts_with(char::is_lowercase) {
        let word = text
            .rsplit(|c: char| !c.is_alphabetic())
            .nth(1)
            .unwrap_or_default();
        if !HYPHENED.contains(&word.to_lowercase().as_str()) {
            text.pop();
        }
    } else {
        text.push(' ');
    }
    text.push_str(line);
}
