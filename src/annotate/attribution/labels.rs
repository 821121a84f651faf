//! Labels of a transcript's lines: who speaks, before a colon: "ANA RUIZ, HOST:", "[00:12] Hale (via Skype):", "Q.".

use std::ops::Range;

use super::label_forms::{self, LONGEST, past_time};
use super::label_names::{INITIALLED, Label, Speaker, bearer, is_handle, is_name, is_shouted, key};
use super::label_words::{FIELDS, is_speaker};
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// The name in a label is no longer than this, in tokens.
const LONGEST_NAME: usize = 6;

/// The label of a line.
pub(super) fn label(layer: &Layer<'_>, line: &Range<usize>) -> Option<Label> {
    let start = past_time(layer, line.start, line.end);
    if let Some(label) = label_forms::of_a_form(layer, line.start, start, line.end) {
        return Some(label);
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
    // "Skipper ($5 a month): Includes a lamp", "Crew: $11"
    let priced = (name.end..colon + 2).any(|at| layer.word(at).starts_with(['$', '€', '£']));
    if is_glued(layer, colon) || priced {
        return None;
    }
    // "Interviewer: Lena Moor" credits her.
    let credits = layer
        .names_in(&(colon + 1..line.end))
        .first()
        .is_some_and(|found| {
            found.kind == EntityKind::Person && found.tokens == (colon + 1..line.end)
        });
    if credits && is_speaker(&layer.word(name.start).to_lowercase()) {
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
