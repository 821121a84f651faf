//! The teller's words inside marks: between dashes ("Sí -dijo Ana-, sí"), between commas (« Oui, souffle Anne, demain »).

use super::region::{Habits, Region, trimmed};
use crate::model::Span;

/// A region, in two where the teller's words stand between dashes in it.
pub(super) fn push_told(text: &str, region: Region, habits: Habits<'_>, out: &mut Vec<Region>) {
    let words = region.inner.of(text);
    let told = habits.tells.and_then(|tells| {
        DASHES.iter().find_map(|(opens, closes)| {
            words.match_indices(opens).find_map(|(open, dash)| {
                let begin = open + dash.len();
                let end = begin + words.get(begin..)?.find(closes)?;
                let inside = words.get(begin..end)?.trim();
                let short = (3..140).contains(&inside.len()) && !inside.contains(['"', '“', '«']);
                let verb = inside.split([' ', ',']).take(2).any(|word| tells(word, ""));
                (short && verb).then_some((open, begin, end, end + closes.len()))
            })
        })
    });
    let told = told.map(|(open, _, _, after)| (open, after));
    let Some((open, after)) = told.or_else(|| aside(words, habits)) else {
        out.push(region);
        return;
    };
    let at = region.inner.start;
    let first = Span::new(at, at + open);
    let second = Span::new(at + after, region.inner.end);
    out.push(Region {
        span: Span::new(region.span.start, first.end),
        inner: trimmed(text, first),
        ..region
    });
    let inner = trimmed(
        text,
        Span::new(
            second.end - second.of(text).trim_start_matches([',', '.', ' ']).len(),
            second.end,
        ),
    );
    if inner.of(text).contains(char::is_alphanumeric) {
        out.push(Region {
            span: Span::new(inner.start, region.span.end),
            inner,
            continues: false,
            dash: false,
        });
    }
}

/// So many bytes of the teller's words between commas are believed.
const ASIDE: usize = 60;

/// The teller's words behind a comma or a question, to the next comma or the end of their sentence, and what closes them.
fn aside(words: &str, habits: Habits<'_>) -> Option<(usize, usize)> {
    let tells = habits.asides?;
    let signs = words.match_indices([',', '?', '!', '…']);
    let mut behind = signs.filter_map(|(open, sign)| {
        let open = open + sign.len();
        let rest = words.get(open..)?.strip_prefix([' ', '\u{a0}'])?;
        Some((open, words.len() - rest.len(), rest))
    });
    behind.find_map(|(open, begin, rest)| {
        // "souffle-t-elle"
        let mut near = rest.split([' ', '-', ',', '.']).filter(|word| *word != "t");
        let verb = near.next()?;
        let next = near.next()?;
        let close = [", ", ". "].iter().filter_map(|sign| rest.find(sign)).min();
        let close = close.filter(|&close| (3..ASIDE).contains(&close))?;
        (verb.starts_with(char::is_lowercase) && tells(verb, next))
            .then_some((open, begin + close + 1))
    })
}

/// What opens and closes the teller's words inside marks.
const DASHES: [(&str, &str); 6] = [
    (" - ", " - "),
    (" – ", " – "),
    (" — ", " — "),
    (" -", "-"),
    (" –", "–"),
    (" —", "—"),
];
