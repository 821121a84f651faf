//! Forms of labels that are more than a name and a colon: "Q.", "((WN))", "The Minister (Mr Orme):", "Baker Sam Orr:", "NELL.".

use std::ops::Range;

use super::label_names::{Label, Speaker, bearer, is_name, is_shouted_word, key};
use super::label_words::is_speaker;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{EntityKind, Span};

/// A label with office and place is no longer than this, in tokens.
pub(super) const LONGEST: usize = 18;

/// What somebody is or does, before the name in a label, is no longer than this, in tokens.
const OFFICE: usize = 5;

/// A day before a time is no longer than this, in tokens.
const DAY: usize = 8;

/// "Q:", "A.", "Question 3:", "Answer:".
fn letter(layer: &Layer<'_>, at: usize, end: usize) -> Option<Label> {
    let word = layer.word(at);
    let letter = match word.trim_end_matches('.') {
        "Q" | "Question" | "QUESTION" => "Q",
        "A" | "Answer" | "ANSWER" => "A",
        _ => return None,
    };
    if at + 1 >= end {
        return None;
    }
    let number = layer.tag(at + 1) == Some(Tag::Cd) && layer.word(at + 2) == ":";
    // "A   I did not.", but not "A ship came."
    let gap = Span::new(layer.token(at).span().end, layer.token(at + 1).span().start);
    let apart = gap.len() > 1 && gap.of(layer.text).chars().all(char::is_whitespace);
    let colon = match layer.word(at + 1) {
        ":" => at + 1,
        _ if number => at + 2,
        "." if letter == word => at + 1,
        _ if word.len() == 2 && word.ends_with('.') => at,
        // "Q Will you sign it?"
        next if word == "Q" && next.starts_with(char::is_uppercase) => at,
        _ if word == "A" && apart => at,
        _ => return None,
    };
    Some(Label {
        name: None,
        colon,
        key: letter.to_owned(),
        speaker: Speaker::Letter,
        office: false,
    })
}

/// "((WN))", as Wikinews names who speaks.
fn doubled(layer: &Layer<'_>, start: usize) -> Option<Label> {
    let is = |at: usize, bracket: &str| layer.word(at) == bracket;
    let name = start + 2..start + 3;
    let whole = is(start, "(") && is(start + 1, "(") && is(name.end, ")") && is(name.end + 1, ")");
    (whole && is_shouted_word(layer.word(name.start))).then(|| {
        let full = bearer(layer, &name);
        let speaker = match full {
            Some(_) => Speaker::Initials,
            None => Speaker::Shouted,
        };
        let name = full.unwrap_or(name.clone());
        Label {
            key: key(layer, &name),
            colon: start + 4,
            name: Some(name),
            speaker,
            office: false,
        }
    })
}

/// The label of somebody whose name stands in brackets behind what they are there for.
fn in_brackets(layer: &Layer<'_>, name: Range<usize>, colon: usize) -> Label {
    Label {
        key: key(layer, &name),
        name: Some(name),
        colon,
        speaker: Speaker::Person,
        office: true,
    }
}

/// "The Minister for Fisheries (Mr Giles Orme):", as reports of parliaments name who holds an office.
fn holder(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    if layer.word(start) != "The" {
        return None;
    }
    let end = end.min(start + LONGEST);
    let plain = |at: &usize| !matches!(layer.word(*at), ":" | "," | ")" | ".");
    let open = (start + 1..end)
        .take_while(plain)
        .find(|&at| layer.word(at) == "(")?;
    let close = (open + 1..end).find(|&at| layer.word(at) == ")")?;
    let name = open + 1..close;
    let first = layer.word(name.start);
    let known = lexicon::title(first).is_some() || lexicon::first_name(first) != Gender::Unknown;
    let whole = known && name.len() > 1 && layer.word(close + 1) == ":" && is_name(layer, &name);
    whole.then(|| in_brackets(layer, name, close + 1))
}

/// "HOST (Nell Dyer):", "GUEST (Prof. Yan Wu, via Skype):"
fn guest(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    let end = end.min(start + LONGEST);
    let is = |at: usize, word: &str| layer.word(at) == word;
    if !is_speaker(&layer.word(start).to_lowercase()) || !is(start + 1, "(") {
        return None;
    }
    let close = (start + 2..end).find(|&at| is(at, ")"))?;
    let name = start + 2..(start + 2..close).find(|&at| is(at, ",")).unwrap_or(close);
    let whole = name.len() > 1 && is(close + 1, ":") && is_name(layer, &name);
    whole.then(|| in_brackets(layer, name, close + 1))
}

/// "<nell>", as logs of chats name who writes; not "<td>{name}</td>".
fn nick(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    let name = start + 1..start + 2;
    let code = |at: usize| matches!(layer.word(at), "<" | "{");
    let whole = layer.word(start) == "<"
        && layer.word(name.end) == ">"
        && !(name.end..end.max(name.end + 2)).any(code);
    let word = layer.word(name.start);
    (whole && word.contains(char::is_alphabetic)).then(|| Label {
        key: word.to_lowercase(),
        colon: name.end,
        name: Some(name),
        speaker: Speaker::Handle,
        office: false,
    })
}

/// "Head baker Sam Orr:": what somebody is, in small letters, before the name.
fn office_first(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    let end = end.min(start + LONGEST);
    let colon = (start + 2..end).find(|&at| layer.word(at) == ":")?;
    let person = (layer.names_in(&(start..colon)).last())
        .filter(|name| name.kind == EntityKind::Person && name.tokens.end == colon)?;
    let office = start..person.tokens.start;
    let is = |at: usize| {
        let noun = layer.tag(at).is_some_and(Tag::is_noun);
        noun || matches!(layer.tag(at), Some(Tag::Jj | Tag::Pos))
    };
    let whole = (1..=OFFICE).contains(&office.len()) && office.clone().all(is);
    let capital = layer.word(start).starts_with(char::is_uppercase);
    let small = |at: usize| layer.word(at).starts_with(char::is_lowercase);
    (whole && capital && office.clone().any(small))
        .then(|| in_brackets(layer, person.tokens.clone(), colon))
}

/// "NELL. Where is it?", as plays are printed: a name in capitals, a stop, a sentence.
fn played(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    let stop = (start + 1..end.min(start + OFFICE)).find(|&at| layer.word(at) == ".")?;
    let name = start..stop;
    let shouted = is_name(layer, &name) && name.clone().all(|at| is_shouted_word(layer.word(at)));
    let next = layer.word(stop + 1);
    let whole = stop + 1 < end && (next.starts_with(char::is_uppercase) || next == "(");
    let known = lexicon::first_name(&layer.word(start).to_lowercase()) != Gender::Unknown;
    (shouted && whole).then(|| Label {
        key: key(layer, &name),
        name: Some(name),
        colon: stop,
        speaker: match known {
            true => Speaker::Person,
            false => Speaker::Shouted,
        },
        office: false,
    })
}

/// "ana:" behind a time, as logs of chats name who writes.
fn logged(layer: &Layer<'_>, line: usize, start: usize) -> Option<Label> {
    let word = layer.word(start);
    // "2:10 p.m.:" is no more than a time.
    let nick = word.len() > 2 && word.starts_with(char::is_lowercase) && !word.contains('.');
    let whole = start > line && nick && layer.word(start + 1) == ":";
    whole.then(|| Label {
        key: word.to_owned(),
        name: Some(start..start + 1),
        colon: start + 1,
        speaker: Speaker::Handle,
        office: false,
    })
}

/// "Ana Ruiz (0:12) |Welcome."
fn clocked(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    let open = (start + 1..end.min(start + OFFICE)).find(|&at| layer.word(at) == "(")?;
    let whole = is_time(layer, open + 1)
        && layer.word(open + 2) == ")"
        && open + 3 < end
        && layer.word(open + 3) != ":";
    let mut label = timed(layer, start, open + 3).filter(|_| whole)?;
    label.colon = open + 2;
    Some(label)
}

/// "Ana Ruiz 0:12", "Speaker 2 (10:15 AM)" as a line of its own, with the words under it.
fn timed(layer: &Layer<'_>, start: usize, end: usize) -> Option<Label> {
    if end > start + OFFICE + 4 {
        return None;
    }
    let time = (start + 1..end).find(|&at| is_time(layer, at))?;
    let bracket = matches!(layer.word(time - 1), "(" | "[");
    let name = start..time - usize::from(bracket);
    let after = |at: usize| {
        matches!(
            layer.word(at),
            "AM" | "PM" | "am" | "pm" | "a.m." | "p.m." | ")" | "]"
        )
    };
    let person = (layer.names_in(&name).first()).is_some_and(|found| found.tokens == name)
        || lexicon::first_name(layer.word(start)) != Gender::Unknown;
    let generic = is_speaker(&layer.word(start).to_lowercase());
    let whole = !name.is_empty() && (time + 1..end).all(after) && is_name(layer, &name);
    (whole && (person || generic)).then(|| Label {
        key: key(layer, &name),
        name: Some(name),
        colon: end - 1,
        speaker: match generic {
            true => Speaker::Generic,
            false => Speaker::Person,
        },
        office: false,
    })
}

/// Words that a line ends with where the words under it are somebody's: "Ana Ruiz says:"
const WRITES: [&str; 8] = [
    "asked", "asks", "replied", "replies", "said", "says", "writes", "wrote",
];

/// A line that names who speaks in the one under it: "Ana Ruiz -- Head of Sales", "Ana Ruiz says:".
pub(super) fn above(layer: &Layer<'_>, over: &Range<usize>, under: &Range<usize>) -> Option<Label> {
    let sentence = matches!(layer.tag(under.end - 1), Some(Tag::Stop | Tag::Quote));
    if over.len() < 2 || over.len() > LONGEST || !sentence {
        return None;
    }
    let last = over.end - 1;
    let writes = |at: usize| WRITES.contains(&layer.word(at));
    let name = if layer.word(last) == ":" && writes(last - 1) {
        over.start..last - 1
    } else if let Some(dash) = over.clone().find(|&at| layer.word(at) == "--") {
        over.start..dash
    } else {
        return None;
    };
    let known = lexicon::first_name(&layer.word(name.start).to_lowercase()) != Gender::Unknown;
    let names = layer.names_in(&name);
    let person = known || names.iter().any(|name| name.kind == EntityKind::Person);
    (person && name.len() < OFFICE && is_name(layer, &name)).then(|| Label {
        key: key(layer, &name),
        name: Some(name),
        colon: last,
        speaker: Speaker::Person,
        office: false,
    })
}

/// The label of the line from `line` to `end`, whose words begin at `start`, if it has one of these forms.
pub(super) fn of_a_form(layer: &Layer<'_>, line: usize, start: usize, end: usize) -> Option<Label> {
    letter(layer, start, end)
        .or_else(|| doubled(layer, start))
        .or_else(|| holder(layer, start, end))
        .or_else(|| guest(layer, start, end))
        .or_else(|| nick(layer, start, end))
        .or_else(|| office_first(layer, start, end))
        .or_else(|| played(layer, start, end))
        .or_else(|| logged(layer, line, start))
        .or_else(|| timed(layer, start, end))
        .or_else(|| clocked(layer, start, end))
}

/// Past a time that stands before the label: "[00:12]", "(9:03 p.m.)", "00:12:31", "12/03/2024, 10:14 -".
pub(super) fn past_time(layer: &Layer<'_>, at: usize, end: usize) -> usize {
    let bracket = matches!(layer.word(at), "[" | "(");
    if bracket && is_time(layer, at + 1) {
        let close = (at + 2..end.min(at + 5)).find(|&at| matches!(layer.word(at), "]" | ")"));
        return close.map_or(at, |close| close + 1);
    }
    // A day comes before the time.
    let number = |word: &str| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit() || b"/.-,[]".contains(&byte))
    };
    let time = (at..end.min(at + DAY)).find(|&at| is_time(layer, at));
    let Some(time) = time.filter(|&time| (at..time).all(|at| number(layer.word(at)))) else {
        return at;
    };
    let sign = |at: &usize| matches!(layer.word(*at), "]" | "-" | "–" | ",");
    time + 1 + (time + 1..end).take_while(sign).count()
}

fn is_time(layer: &Layer<'_>, at: usize) -> bool {
    let word = layer.word(at);
    word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit())
}
