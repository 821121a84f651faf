//! Quotation marks of every language to regions, outermost ones only.
//!
//! A mark opens or closes by its shape first and by its neighbours only where the shape leaves it open, so
//! what stands *between* two quotations is never taken for one: «a» X «b», » a « X » b «, “…。”X：“…”. A region
//! whose closing mark is missing ends with its paragraph.

use super::region::{Habits, Region, trimmed};
use super::told::push_told;
use crate::model::Span;

/// An opening mark without its partner is believed up to so many bytes.
const LONGEST_OPEN: usize = 600;

/// Deeper nesting than this is not followed.
const DEEPEST: usize = 6;

struct Open {
    at: usize,
    closers: &'static str,
}

/// The regions of one block. `carried` says what the block before left open, and is told what this one leaves open.
pub fn regions(
    text: &str,
    block: Span,
    habits: Habits<'_>,
    carried: &mut Option<&'static str>,
    out: &mut Vec<Region>,
) {
    let words = block.of(text);
    if !habits.dashes && !words.contains(is_mark) {
        *carried = None;
        return;
    }
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    let mut continues = false;
    let mut odd = words.matches('"').count() % 2 == 1;
    for (index, &(offset, c)) in chars.iter().enumerate() {
        let around = Around {
            before: index.checked_sub(1).and_then(|at| Some(chars.get(at)?.1)),
            after: chars.get(index + 1).map(|next| next.1),
        };
        let end = offset + c.len_utf8();
        // "ma perché? La morte …: "ha avuto: a mark that can only open, where one is open already.
        if odd
            && matches!(open.as_slice(), [only] if words.get(only.at..).is_some_and(|it| it.starts_with('"')))
            && c == '"'
            && around.before.is_some_and(char::is_whitespace)
            && around.after.is_some_and(char::is_alphanumeric)
        {
            odd = false;
            open.clear();
            if let Some(end) = first_stop(words.get(start + 1..offset).unwrap_or_default()) {
                let span = Span::new(block.start + start, block.start + start + 1 + end);
                let inner = Span::new(span.start + 1, span.end);
                push_told(text, region(text, span, inner, continues), habits, out);
            }
        }
        // Taken up again: « or » at the head of the next paragraph.
        let again = index == 0 && carried.is_some_and(|closers| taken_up(closers, c));
        let act = if again {
            Act::Open(carried.unwrap_or_default())
        } else {
            act(
                &open,
                c,
                around,
                words.get(end..).unwrap_or_default(),
                habits,
            )
        };
        match act {
            Act::Open(closers) => {
                if open.is_empty() {
                    start = offset;
                    continues = again;
                }
                if open.len() >= DEEPEST {
                    continue;
                }
                open.push(Open {
                    at: offset,
                    closers,
                });
            }
            Act::Close => {
                let matching = open.iter().rposition(|open| open.closers.contains(c));
                open.truncate(matching.unwrap_or(open.len()));
                if open.is_empty() {
                    let span = Span::new(block.start + start, block.start + end);
                    let first = length_of_first(words, start);
                    let inner = Span::new(block.start + start + first, block.start + offset);
                    push_told(text, region(text, span, inner, continues), habits, out);
                }
            }
            Act::Nothing => {}
        }
    }
    *carried = None;
    if let Some(first) = open.first() {
        let closers = first.closers;
        let rest = words.len() - first.at;
        let mark = length_of_first(words, first.at);
        let before = words.get(..first.at).unwrap_or_default();
        let whole = first.at == 0 || before.trim_end().ends_with([':', ',']);
        // "‘Aisyah": one single mark is a letter of a name as often as a mark.
        let single = closers.contains('’') && !habits.singles;
        if rest > mark + 1 && !single && (rest < LONGEST_OPEN || whole) {
            let span = Span::new(block.start + first.at, block.end);
            let inner = Span::new(span.start + mark, block.end);
            out.push(region(text, span, inner, continues));
            *carried = Some(closers);
        }
    }
}

/// Where the first sentence of some words ends, if another follows.
fn first_stop(words: &str) -> Option<usize> {
    let stops = words.match_indices(['.', '!', '?', '…']);
    let mut ends = stops.map(|(at, stop)| at + stop.len());
    ends.find(|&end| words.get(end..).is_some_and(|rest| rest.starts_with(' ')))
}

/// Bytes of the character at a place of the words.
fn length_of_first(words: &str, at: usize) -> usize {
    let first = words.get(at..).and_then(|words| words.chars().next());
    first.map_or(1, char::len_utf8)
}

/// Whether a character is a quotation mark that may open a region.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '`'
            | '＂'
            | '\''
            | '‘'
            | '’'
            | '״'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‚'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

fn region(text: &str, span: Span, inner: Span, continues: bool) -> Region {
    // A mark of two signs: ,,…''
    let double = inner.of(text).starts_with([',', '`']);
    let words = inner.of(text).trim_start_matches([',', '`']);
    let start = inner.end - words.len();
    let end = start
        + words
            .strip_suffix('\'')
            .filter(|_| double)
            .unwrap_or(words)
            .len();
    Region {
        span,
        inner: trimmed(text, Span::new(start, end)),
        continues,
        dash: false,
    }
}

fn taken_up(closers: &str, c: char) -> bool {
    closers.contains(c)
        || c == '«' && closers == "»"
        || c == '“' && closers.contains('”')
        || c == '„' && closers.contains('“')
}

/// The characters beside a mark.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    /// Nothing, a space or an opening sign before it.
    fn left(self) -> bool {
        self.before
            .is_none_or(|c| c.is_whitespace() || "([{-–—/„“«»‘‚\"'¿¡：，。".contains(c))
    }

    /// Nothing, a space or a stop after it.
    fn right(self) -> bool {
        self.after
            .is_none_or(|c| c.is_whitespace() || ".,;:!?)]}…-–—/”“»«’\"'，。".contains(c))
    }

    fn in_word(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric)
            && self.after.is_some_and(char::is_alphanumeric)
    }
}

enum Act {
    Open(&'static str),
    Close,
    Nothing,
}

fn act(open: &[Open], c: char, around: Around, rest: &str, habits: Habits<'_>) -> Act {
    let closes = open.iter().any(|open| open.closers.contains(c));
    let (left, right) = (around.left(), around.right());
    match c {
        '"' | '＂' if closes && left && !right && nested(rest) => Act::Open("\""),
        '"' | '＂' if closes => Act::Close,
        // A closing mark whose opening is missing, inches.
        '"' | '＂' if !left && right => Act::Nothing,
        '"' | '＂' => Act::Open("\"”“＂"),
        // ,,…'' and ``…'': two signs for one mark.
        ',' if around.after == Some(',') && around.left() => Act::Open("'"),
        '`' if around.after == Some('`') && around.left() => Act::Open("'"),
        '\'' if closes && around.after == Some('\'') => Act::Nothing,
        '\'' if closes && around.before == Some('\'') => Act::Close,
        '\'' | '‘' | '’' if around.in_word() => Act::Nothing,
        '\'' | '‘' | '’' if closes && !left => Act::Close,
        '’' if closes && right => Act::Close,
        '‘' if left && !right => Act::Open("’'"),
        '\'' if habits.singles && left && !right && closes_later(rest) => Act::Open("'’"),
        '\'' | '‘' | '’' => Act::Nothing,
        '“' if closes && !(left && !right && around.before.is_some_and(char::is_whitespace)) => {
            Act::Close
        }
        '“' if closes && open.last().is_some_and(|open| open.closers.contains('“')) => {
            Act::Close
        }
        '»' | '«' | '”' | '」' | '』' | '›' | '‹' if closes => Act::Close,
        // Hebrew has one sign for marks and inside what is shortened.
        '״' if closes && right => Act::Close,
        '״' if left && !right => Act::Open("״"),
        // Swedish and Finnish set ” on both sides.
        '”' if open.is_empty() && left && !right => Act::Open("”"),
        '“' => Act::Open("”\"“"),
        '„' | '‟' => Act::Open("“”\"‟"),
        '«' => Act::Open("»"),
        '»' if around.after.is_some_and(char::is_alphanumeric) || left && !right => {
            Act::Open("«»")
        }
        '‹' => Act::Open("›"),
        '›' if left && !right => Act::Open("‹"),
        '‚' if left && !right => Act::Open("‘’"),
        '「' => Act::Open("」"),
        '『' => Act::Open("』"),
        _ => Act::Nothing,
    }
}

/// Whether a straight mark inside straight marks opens a short piece of its own: "Der "große" Tag ist da".
fn nested(rest: &str) -> bool {
    let Some((inside, rest)) = rest.split_once('"') else {
        return false;
    };
    let after = rest.chars().next();
    let closed = after.is_some_and(|c| c.is_whitespace() || ".,;:!?)".contains(c));
    (1..60).contains(&inside.len()) && closed && rest.contains('"')
}

/// Whether a straight single mark that closes follows.
fn closes_later(rest: &str) -> bool {
    // 's, 't, 'n stand for words in Dutch.
    let elided = rest.split([' ', ',']).next().unwrap_or_default();
    if ["s", "t", "n", "k", "m", "r", "em", "ie"].contains(&elided) {
        return false;
    }
    let mut before = None;
    let mut chars = rest.chars().take(LONGEST_OPEN).peekable();
    while let Some(c) = chars.next() {
        let word_after = chars.peek().is_some_and(|c| c.is_alphanumeric());
        if c == '\'' && !word_after && before.is_some_and(|c: char| !c.is_whitespace()) {
            return true;
        }
        before = Some(c);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        let habits = Habits {
            dashes: true,
            joins: false,
            inside: false,
            singles: true,
            tells: Some(&|word, _| word == "dijo"),
            asides: Some(&|word, next| word == "dit" && next.starts_with(char::is_uppercase)),
        };
        let mut out = Vec::new();
        let mut carried = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = trimmed(text, Span::new(start, start + line.len()));
            regions(text, span, habits, &mut carried, &mut out);
            start += line.len();
        }
        let found: Vec<&str> = out.iter().map(|region| region.inner.of(text)).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn what_stands_between_two_quotations_is_none() {
        check("« Oui », dit Anne. « Non »", &["Oui", "Non"]);
        check("«Ja», sagt Urs, «nein»", &["Ja", "nein"]);
        check("»Ja«, sagt Urs, »nein«", &["Ja", "nein"]);
        check("„Ja“, sagt Urs, „nein“", &["Ja", "nein"]);
        check("“好。”她说：“走吧。”", &["好。", "走吧。"]);
        check("”Ja”, sade Eva, ”nej”", &["Ja", "nej"]);
        check("\"Vamos -dijo Eva-, ahora\"", &["Vamos", "ahora"]);
        check("\"Sí\", dijo Eva, \"no\"", &["Sí", "no"]);
        check("« Oui, dit Anne, demain. »", &["Oui,", "demain."]);
        check(
            "« Oui, dit comme ça, demain. »",
            &["Oui, dit comme ça, demain."],
        );
    }

    #[test]
    fn marks_may_be_mixed_nested_or_missing() {
        check("“Sin duda\", dijo", &["Sin duda"]);
        check("„Das ist ‚gut‘ so“, sagt er", &["Das ist ‚gut‘ so"]);
        check("«Vi «Ana» ayer», dijo", &["Vi «Ana» ayer"]);
        check("Dijo: «No iremos", &["No iremos"]);
        check("L'homme d'aujourd'hui, l’eau", &[]);
        check("Oma's huis in 's-Hertogenbosch", &[]);
        check(
            "\"Perché? Roma, Anna: \"Era bella\", dice",
            &["Perché?", "Era bella"],
        );
        check("'Ik ga', zei Piet", &["Ik ga"]);
        check("« Un.\n« Deux. »", &["Un.", "Deux."]);
        let habits = Habits::default();
        let (mut out, text) = (Vec::new(), "Siti ‘Aisyah pergi, dan Syi’ah tinggal.");
        regions(text, Span::new(0, text.len()), habits, &mut None, &mut out);
        assert_eq!(out, []);
    }
}
