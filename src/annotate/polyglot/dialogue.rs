//! Dialogue that a dash at the head of a paragraph opens, and the teller's words in it: between two further dashes, or none.

use super::region::{Habits, Region, trimmed};
use crate::model::Span;

/// So many bytes of the teller's words between a speaker's are believed.
const ASIDE: usize = 80;

/// A speaker's words without the teller's among them: "Plus une seule, répondit le marchand. Revenez demain."
fn without_asides(text: &str, span: Span, habits: Habits<'_>) -> Vec<Span> {
    let words = span.of(text);
    let verb = |at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        let mut near = rest.split([' ', '-', ',', '.']);
        let word = near.next().unwrap_or_default();
        let next = near.next().unwrap_or_default();
        let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && habits.tells.is_some_and(|tells| tells(word, next))
    };
    let signs = words.match_indices([',', '?', '!', '…']);
    let mut aside = signs.filter_map(|(at, sign)| {
        let rest = words
            .get(at + sign.len()..)
            .unwrap_or_default()
            .trim_start();
        let begin = words.len() - rest.len();
        let end = begin + rest.find(['.', '!', '?']).unwrap_or(rest.len());
        (verb(begin) && end - begin < ASIDE).then_some((at + sign.len(), end))
    });
    let Some((open, close)) = aside.next() else {
        return vec![span];
    };
    let first = Span::new(span.start, span.start + open);
    let first = if first.of(text).ends_with(',') {
        Span::new(first.start, first.end - 1)
    } else {
        first
    };
    let rest = words
        .get(close..)
        .unwrap_or_default()
        .trim_start_matches(['.', '!', '?', ' ']);
    let last = Span::new(span.end - rest.len(), span.end);
    vec![trimmed(text, first), last]
}

/// Dialogue after a dash: —No lo sé —dijo Ana—. Mañana veremos.
pub(super) fn dialogue(text: &str, block: Span, habits: Habits<'_>, out: &mut Vec<Region>) {
    let words = block.of(text);
    let is_dash = |c: char| c == '—' || c == '–';
    let Some(rest) = words.strip_prefix(is_dash) else {
        return;
    };
    let begin = words.len() - rest.trim_start().len();
    let ends = words
        .trim_end()
        .ends_with(['.', '!', '?', '…', '»', '"', '”', ',']);
    if !ends || begin >= words.len() {
        return;
    }
    let mut told = false;
    let mut from = begin;
    let mut push = |from: usize, to: usize| {
        let span = trimmed(text, Span::new(block.start + from, block.start + to));
        // A stop that the teller's words end with is none of the speaker's.
        let words = span.of(text).trim_start_matches(['.', ',', ' ']);
        let span = Span::new(span.end - words.len(), span.end);
        for span in without_asides(text, span, habits) {
            if span.of(text).contains(char::is_alphanumeric) {
                out.push(Region {
                    span,
                    inner: span,
                    continues: false,
                    dash: true,
                });
            }
        }
    };
    let spoken = words.get(begin..).unwrap_or_default();
    for (offset, dash) in spoken.match_indices(is_dash) {
        let at = begin + offset;
        let beside = words.split_at_checked(at);
        let before = beside.and_then(|(before, _)| before.chars().next_back());
        let after = beside.and_then(|(_, rest)| rest.get(dash.len()..)?.chars().next());
        let (before, after) = (before.unwrap_or(' '), after.unwrap_or(' '));
        let spaced = before.is_whitespace() || after.is_whitespace() || ".,;:".contains(after);
        let stopped = || {
            let said = beside.map_or("", |(before, _)| before.trim_end());
            said.ends_with([',', '.', '!', '?', '…', ':', '»', '"'])
        };
        // "мой блог – моя страсть": no teller's words.
        if !spaced || at == begin || habits.joins && !stopped() {
            continue;
        }
        if !told {
            push(from, at);
        }
        from = at + dash.len();
        told = !told;
    }
    if !told {
        push(from, words.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let habits = Habits {
            dashes: true,
            joins: text.contains(|c: char| ('а'..='я').contains(&c)),
            singles: true,
            tells: Some(&|word, _| matches!(word, "dijo" | "répondit")),
            asides: None,
        };
        let mut out = Vec::new();
        dialogue(text, Span::new(0, text.len()), habits, &mut out);
        let found: Vec<&str> = out.iter().map(|region| region.inner.of(text)).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn a_dash_opens_dialogue() {
        check("—No lo sé —dijo Ana—. Mañana.", &["No lo sé", "Mañana."]);
        check("— Não sei — disse ela. — Amanhã.", &["Não sei", "Amanhã."]);
        check("La ville — Paris — est belle.", &[]);
        check("— Да, — кивнул он, — иду.", &["Да,", "иду."]);
        check("— Хлеб – это труд.", &["Хлеб – это труд."]);
    }

    #[test]
    fn the_tellers_words_need_no_dash() {
        check(
            "— Plus une seule, répondit le marchand. Revenez demain.",
            &["Plus une seule", "Revenez demain."],
        );
        check("— Pourquoi ? répondit-elle.", &["Pourquoi ?"]);
        check("— Oui, demain, à midi.", &["Oui, demain, à midi."]);
    }
}
