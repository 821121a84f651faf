//! Labels of a transcript's lines: who speaks, before a colon: "ANA RUIZ, HOST:", "[00:12] Hale (via Skype):", "Q.".

use std::ops::Range;

use super::label_words::{FIELDS, is_speaker};
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// The name in a label is no longer than this, in tokens.
const LONGEST_NAME: usize = 6;

/// A label with office and place is no longer than this, in tokens.
const LONGEST: usize = 18;

/// Whose initials or surname a label may be is sought among so many names.
const INITIALLED: usize = 200;

/// What a line begins with, where that says who speaks in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The tokens that name the speaker, without office and notes; None for a bare "Q" or "A".
    pub name: Option<Range<usize>>,
    /// The colon, or the stop of "Q.": its token.
    pub colon: usize,
    /// The same for the labels of one speaker: the surname in small letters.
    pub key: String,
    pub speaker: Speaker,
    /// Whether more than the name stands before the colon: an office, a note.
    pub office: bool,
}

/// What a label calls its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// "Q", "A".
    Letter,
    /// As a person, by name.
    Person,
    /// By the first letters of a name that stands elsewhere: "HL".
    Initials,
    /// As chats do: "@anaruiz".
    Handle,
    /// By a name in capitals.
    Shouted,
    /// As a paper, a board, a company, by name.
    Body,
    /// By what they are: "Host", "Unidentified man".
    Generic,
    /// By words with capitals that may be anything.
    Other,
}

/// The label of a line.
pub(super) fn label(layer: &Layer<'_>, line: &Range<usize>) -> Option<Label> {
    let start = past_time(layer, line.start, line.end);
    if let Some(letter) = letter(layer, start, line.end) {
        return Some(letter);
    }
    if let Some(doubled) = doubled(layer, start) {
        return Some(doubled);
    }
    let bracketed = holder(layer, start, line.end).or_else(|| guest(layer, start, line.end));
    if let Some(named) = bracketed.or_else(|| nick(layer, start)) {
        return Some(named);
    }
    let end = line.end.min(start + LONGEST);
    let stops = |at: &usize| {
        let word = layer.word(*at);
        matches!(word, ":" | "," | "(" | "[") || layer.tag(*at) == Some(Tag::Quote)
    };
    let name = start..(start..end).find(stops)?;
    if name.is_empty() || name.len() > LONGEST_NAME || !is_name(layer, &name) {
        return None;
    }
    let shouts = is_shouted(layer, &name);
    let mut speaker = speaker(layer, &name, shouts)?;
    // "[10:16] Sven: me"
    if speaker == Speaker::Other && name.len() == 1 && layer.word(line.start) == "[" {
        speaker = Speaker::Handle;
    }
    let colon = (name.end..end).find(|&at| layer.word(at) == ":")?;
    if is_glued(layer, colon) {
        return None;
    }
    let rest = name.end..colon;
    if rest.is_empty()
        && let Some(full) = bearer(layer, &name)
    {
        return Some(Label {
            key: key(layer, &full),
            name: Some(full),
            colon,
            speaker: Speaker::Initials,
            office: false,
        });
    }
    let office = !rest.is_empty();
    (!office || is_office(layer, &rest, shouts)).then(|| Label {
        key: key(layer, &name),
        name: Some(name),
        colon,
        speaker,
        office,
    })
}

/// Whether a colon runs into what follows it, as in code and links: "Harbour::open", "mole:3".
fn is_glued(layer: &Layer<'_>, colon: usize) -> bool {
    let end = layer.token(colon).span().end;
    let after = layer.text.get(end..).unwrap_or_default();
    after.starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '/')
}

/// Whether a label is the surname of a person who is named elsewhere in full.
fn is_surname(layer: &Layer<'_>, label: &Range<usize>) -> bool {
    let word = layer.word(label.start);
    let names = layer.names.get(..layer.names.len().min(INITIALLED));
    let bears = |name: &Name| {
        name.kind == EntityKind::Person
            && name.tokens.len() > 1
            && layer.word(name.tokens.end - 1) == word
    };
    label.len() == 1 && names.unwrap_or_default().iter().any(bears)
}

/// The name that a label of two or three capitals stands for, if all persons with these initials are one: "HL:" of "Hanna
/// Lorenz".
fn bearer(layer: &Layer<'_>, label: &Range<usize>) -> Option<Range<usize>> {
    let letters = layer.word(label.start);
    if label.len() != 1 || !matches!(letters.len(), 2 | 3) || !is_shouted_word(letters) {
        return None;
    }
    let fits = |name: &&Name| {
        let firsts = name
            .tokens
            .clone()
            .filter_map(|at| layer.word(at).chars().next());
        matches!(name.kind, EntityKind::Person | EntityKind::Organisation)
            && name.tokens.len() > 1
            && firsts.eq(letters.chars())
    };
    let names = layer.names.get(..layer.names.len().min(INITIALLED));
    let mut all = names.unwrap_or_default().iter().filter(fits);
    let first = all.next()?;
    let surname = |name: &Name| layer.word(name.tokens.end - 1);
    all.all(|name| surname(name) == surname(first))
        .then(|| first.tokens.clone())
}

/// "Q:", "A.".
fn letter(layer: &Layer<'_>, at: usize, end: usize) -> Option<Label> {
    let word = layer.word(at);
    let letter = word.trim_end_matches('.');
    if !matches!(letter, "Q" | "A") || at + 1 >= end {
        return None;
    }
    let colon = match layer.word(at + 1) {
        ":" | "." if letter == word => at + 1,
        _ if word.ends_with('.') => at,
        // "Q Will you sign it?"
        next if word == "Q" && next.starts_with(char::is_uppercase) => at,
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
    let titled = lexicon::title(layer.word(name.start)).is_some() && name.len() > 1;
    let whole = titled && layer.word(close + 1) == ":" && is_name(layer, &name);
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

/// "<nell>", as logs of chats name who writes.
fn nick(layer: &Layer<'_>, start: usize) -> Option<Label> {
    let name = start + 1..start + 2;
    let whole = layer.word(start) == "<" && layer.word(name.end) == ">";
    let word = layer.word(name.start);
    (whole && word.contains(char::is_alphabetic)).then(|| Label {
        key: word.to_lowercase(),
        colon: name.end,
        name: Some(name),
        speaker: Speaker::Handle,
        office: false,
    })
}

/// Past a time that stands before the label: "[00:12]", "(9:03 p.m.)", "00:12:31".
pub(super) fn past_time(layer: &Layer<'_>, at: usize, end: usize) -> usize {
    let is_time = |at: usize| {
        let word = layer.word(at);
        word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit())
    };
    let bracket = matches!(layer.word(at), "[" | "(");
    if !is_time(at + usize::from(bracket)) {
        return at;
    }
    if !bracket {
        return at + 1;
    }
    let close = (at + 2..end.min(at + 5)).find(|&at| matches!(layer.word(at), "]" | ")"));
    close.map_or(at, |close| close + 1)
}

/// Whether words may be a speaker's name by how they are written.
fn is_name(layer: &Layer<'_>, name: &Range<usize>) -> bool {
    let mut letters = false;
    let written = name.clone().all(|at| {
        let word = layer.word(at);
        let small = matches!(
            word,
            "al" | "and"
                | "bin"
                | "da"
                | "de"
                | "del"
                | "der"
                | "di"
                | "du"
                | "la"
                | "of"
                | "van"
                | "von"
                | "&"
                | "-"
        );
        let capital = word.starts_with(char::is_uppercase) || is_handle(word);
        letters |= capital && word.chars().any(char::is_alphabetic);
        let number = word.bytes().all(|byte| byte.is_ascii_digit()) && at > name.start;
        capital || number || small && at > name.start || layer.tag(at) == Some(Tag::Pos)
    });
    written && letters
}

/// "@anaruiz", as chats name who writes.
fn is_handle(word: &str) -> bool {
    word.strip_prefix('@')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

fn is_shouted(layer: &Layer<'_>, name: &Range<usize>) -> bool {
    let words = layer.span(name).of(layer.text);
    let letters = words.chars().filter(|c| c.is_uppercase()).count();
    letters > 1
        && (name.clone()).any(|at| is_shouted_word(layer.word(at)))
        && (name.clone()).all(|at| {
            lexicon::title(layer.word(at)).is_some()
                || !layer.word(at).contains(char::is_lowercase)
                || layer.word(at).starts_with("Mc")
        })
}

fn is_shouted_word(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// What the words of a label call a speaker; None for facts, credits and hints: "Price", "Step 3".
fn speaker(layer: &Layer<'_>, name: &Range<usize>, shouts: bool) -> Option<Speaker> {
    let word = |at: usize| layer.word(at).trim_end_matches('.').to_lowercase();
    let number = |at: usize| layer.word(at).bytes().all(|byte| byte.is_ascii_digit());
    let last = (name.clone()).rev().find(|&at| !number(at))?;
    let person = |word: &str| {
        is_speaker(word) || lexicon::title(word).is_some() || lexicon::voice(word) == Some("person")
    };
    if name.clone().any(number) {
        return person(&word(last)).then_some(Speaker::Generic);
    }
    if FIELDS.binary_search(&word(last).as_str()).is_ok() {
        return None;
    }
    let names = layer.names_in(name);
    let named = |kind| names.iter().any(|name| name.kind == kind);
    let first = lexicon::first_name(layer.word(name.start)) != Gender::Unknown;
    Some(match () {
        () if name.len() == 1 && is_handle(layer.word(name.start)) => Speaker::Handle,
        () if person(&word(last)) => Speaker::Generic,
        () if named(EntityKind::Person) || first => Speaker::Person,
        () if is_surname(layer, name) => Speaker::Person,
        () if shouts => Speaker::Shouted,
        () if named(EntityKind::Organisation) => Speaker::Body,
        () => Speaker::Other,
    })
}

/// Whether what stands between a speaker's name and the colon is an office or a note: ", CHAIRMAN, HARBOUR BOARD",
/// "(via Skype)", "(00:12)".
fn is_office(layer: &Layer<'_>, rest: &Range<usize>, shouts: bool) -> bool {
    let mut depth = 0;
    rest.clone().all(|at| {
        let word = layer.word(at);
        match word {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ if depth == 0 && shouts => return !word.contains(char::is_lowercase),
            _ => {}
        }
        depth > 0
            || !matches!(
                layer.tag(at),
                Some(Tag::Vbd | Tag::Vbz | Tag::Md | Tag::Quote | Tag::Stop | Tag::Prp | Tag::Wh)
            )
    })
}

/// The same for all names of one speaker: the last word in small letters, "jr." apart.
fn key(layer: &Layer<'_>, name: &Range<usize>) -> String {
    let small = |at: usize| {
        let word = layer.word(at).trim_end_matches('.').to_lowercase();
        word.replace('’', "'")
    };
    let last = (name.clone()).rev().map(small);
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words =
        last.skip_while(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "'s"));
    match words.next() {
        Some(word) if number(&word) => words.next().unwrap_or_default() + " " + &word,
        word => word.unwrap_or_default(),
    }
}
