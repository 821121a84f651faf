//! What lists know better than labels that a program made: "Czech Republic" is one place, "African Union" no place.

use pullquote::model::Span;

use crate::lexicon::Lists;

/// The most words of a listed name.
const LONGEST: usize = 6;

/// The names of a text, with countries and listed bodies set right; where one word may be something
/// else, nobody knows.
pub fn relisted(lists: &Lists, text: &str, mut names: Vec<(Span, String)>) -> Vec<(Span, String)> {
    let mut end = 0;
    for start in starts(text) {
        let Some((span, kind)) = listed(lists, text, start).filter(|_| start >= end) else {
            continue;
        };
        end = span.end;
        let touches = |name: &Span| name.start < span.end && span.start < name.end;
        let mut touching = names.iter().filter(|(name, _)| touches(name));
        // A longer name has its own meaning: "Bank of China".
        if touching.any(|(name, _)| *name != span && !span.covers(*name)) {
            continue;
        }
        let words = span.of(text);
        let before = names.iter().find(|(name, _)| *name == span);
        let before = before.map(|(_, kind)| kind.clone());
        let long = words.contains(' ');
        let unsure = !long
            && before
                .as_deref()
                .is_none_or(|kind| kind == "PER" && words != "U.S.");
        if before.as_deref() == Some(kind) || before.as_deref() == Some("NORP") && kind == "ORG" {
            continue;
        }
        names.retain(|(name, _)| !touches(name));
        names.push((span, if unsure { "?" } else { kind }.to_owned()));
    }
    names.sort();
    names
}

/// Where words with a capital begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = !inside && c.is_uppercase();
        inside = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
        begins.then_some(at)
    })
}

/// The longest country or body whose name begins at `start`.
fn listed(lists: &Lists, text: &str, start: usize) -> Option<(Span, &'static str)> {
    let rest = &text[start..];
    let boundary = |at: usize| !rest[at..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let ends = rest.char_indices().filter_map(|(at, c)| {
        let end = at + c.len_utf8();
        ((c.is_alphanumeric() || c == '.') && boundary(end)).then_some(end)
    });
    let kind = |words: &str| {
        if matches!(words, "US" | "U.S." | "UK" | "U.K.") || lists.country(words) {
            Some("LOC")
        } else {
            lists.only_body(&words.to_lowercase()).then_some("ORG")
        }
    };
    let named = ends
        .take(LONGEST)
        .filter_map(|end| Some((Span::new(start, start + end), kind(&rest[..end])?)));
    named.last()
}
