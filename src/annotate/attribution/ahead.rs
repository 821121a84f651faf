//! Words before their cue: "“…,” X said", "…, X argued".

use std::ops::Range;

use super::sentence::{Sentence, Word};
use super::titles::is_title;
use super::{phrases, subjects};
use crate::annotate::language::tags::Tag;

/// What precedes a subject or an inverted cue and is said: "…," X said. `end` is where X begins.
pub(crate) fn before(sentence: &Sentence<'_>, free: usize, end: usize) -> Option<Range<usize>> {
    let left = end.checked_sub(1)?;
    let comma = matches!(sentence.tag(left), Tag::Comma | Tag::Colon);
    let last = if comma { left } else { end };
    if last <= free {
        return None;
    }
    // "“The Port” star Ana Ruiz said": a name, not what she said; so is "the “Fish. We’re on it.” campaign".
    let inside = last > 1
        && matches!(
            sentence.tag(last - 2),
            Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj
        );
    let named = !comma
        && (matches!(sentence.tag(end), Tag::Nn | Tag::Nns)
            // "the “distant” foreign news, which has"
            || sentence.tag(end) == Tag::Jj && sentence.tag(end + 1).is_noun())
        && (inside || !sentence.closes_clause(last - 1));
    if sentence.is_quote(last - 1) && !named {
        let mut start = last - 1;
        // "Speaking to “Good Morning Larton,” |Ruiz said"
        let told = sentence
            .text_of(start)
            .trim_matches(|c: char| !c.is_alphanumeric());
        let opens = matches!(sentence.tag(free), Tag::In | Tag::Vbg) && free + 1 < start;
        if opens && is_title(told) && !(free..start).any(|at| sentence.tag(at).is_finite()) {
            return None;
        }
        if start > free && !opens_quoted(sentence, start) {
            start = past_lead(sentence, free..start);
        }
        return Some(start..last);
    }
    // An unquoted clause: it needs a verb of its own, and no word that makes it depend on the next.
    let clause = comma
        && ![":", ";"].iter().any(|mark| sentence.is(left, mark))
        && (free..last).any(|at| sentence.tag(at).is_finite() || sentence.is_quote(at))
        && !matches!(sentence.word(free), Word::Sub | Word::As)
        && !sentence.is(free, "besides")
        && !matches!(
            sentence.tag(free),
            Tag::In | Tag::Vbg | Tag::Vbn | Tag::To | Tag::Wh
        );
    clause.then(|| past_lead(sentence, free..last)..last)
}

/// Past a clause and a colon that tell of whoever speaks next: "Hale is not so sure: |it “could be the frost”, he writes".
pub(super) fn past_lead(sentence: &Sentence<'_>, range: Range<usize>) -> usize {
    let start = range.start;
    let Some(colon) = range.clone().find(|&at| sentence.is(at, ":")) else {
        return start;
    };
    let tells = phrases::from(sentence, start).is_some_and(|end| {
        end < colon
            && sentence.tag(end).is_finite()
            && subjects::voice(sentence, &(start..end)).is_somebody()
    });
    if tells && colon + 1 < range.end {
        colon + 1
    } else {
        start
    }
}

/// Past what heads a sentence and is no part of it, a time, a label or a handle: "14:05 |", "Update: |", "@ana: |".
pub(super) fn past_label(sentence: &Sentence<'_>) -> usize {
    const LABELS: [&str; 14] = [
        "analysis",
        "breaking",
        "claim",
        "correction",
        "exclusive",
        "latest",
        "live",
        "quote",
        "statement",
        "update",
        "updated",
        "verdict",
        "video",
        "watch",
    ];
    let first = sentence.text_of(0);
    let timed = sentence.tag(0) == Tag::Cd && first.contains([':', '.']);
    let colon = sentence.is(1, ":");
    if timed {
        let parts = colon || sentence.is_dash(1);
        return 1 + usize::from(parts);
    }
    if let Some(past) = past_dateline(sentence) {
        return past;
    }
    let labels = first.starts_with('@') || LABELS.iter().any(|word| sentence.is(0, word));
    if labels && colon { 2 } else { 0 }
}

/// Past a place, a day and a dash that head a report: "STENVIK, 12 May 2026 – |Norrland Rail has", "LARTON (Quay News) — |".
fn past_dateline(sentence: &Sentence<'_>) -> Option<usize> {
    /// So many items at most stand before the dash.
    const LONGEST: usize = 12;
    let dash = (1..sentence.len().min(LONGEST)).find(|&at| sentence.is_dash(at))?;
    let word = sentence.text_of(0);
    let shouted = word.chars().count() > 2 && !word.contains(char::is_lowercase);
    let dated = (0..dash).any(|at| sentence.word(at) == Word::Time || sentence.tag(at) == Tag::Cd);
    let plain = (0..dash).all(|at| {
        matches!(
            sentence.tag(at),
            Tag::Nnp | Tag::Nnps | Tag::Comma | Tag::Cd | Tag::Bracket
        ) || matches!(sentence.word(at), Word::Time)
    });
    let opens = dash == 1 || matches!(sentence.tag(1), Tag::Comma | Tag::Bracket | Tag::Nnp);
    let place = shouted || dated && sentence.tag(0) == Tag::Nnp && sentence.tag(1) == Tag::Comma;
    (plain && opens && place).then_some(dash + 1)
}

/// Whether a quotation at `at` stands by itself rather than inside a clause.
fn opens_quoted(sentence: &Sentence<'_>, at: usize) -> bool {
    at == 0
        || at == past_label(sentence)
        || matches!(
            sentence.tag(at - 1),
            Tag::Stop | Tag::Comma | Tag::Colon | Tag::Cc
        )
        || sentence.is_quote(at - 1)
}
