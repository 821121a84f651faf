//! Relatives: who is named behind the word for what they are to somebody, "his wife, Jo".

use super::second_look::add_persons;
use crate::annotate::language::calendar;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};

/// The gender of a relative whom the words before a name at `start` make its bearer, with a comma or without: "his
/// brother, |Sean Okafor". None where they make nobody's.
pub(crate) fn kin_before(layer: &Layer<'_>, start: usize) -> Option<Gender> {
    let before = start.checked_sub(1)?;
    let comma = usize::from(layer.word(before) == ",");
    lexicon::kin(layer.word(before.checked_sub(comma)?))
}

/// Adds the names of relatives that were passed over: "Her husband, |Al|, disagrees", "his wife |Jo| said".
pub(super) fn relatives(layer: &Layer<'_>, names: &mut Vec<Name>) {
    let mut added = Vec::new();
    for (owner, token) in layer.tokens.iter().enumerate() {
        let whose = matches!(token.tag, Tag::PrpS | Tag::Pos);
        if !whose || lexicon::kin(layer.word(owner + 1)).is_none() {
            continue;
        }
        let comma = layer.word(owner + 2) == ",";
        let at = owner + 2 + usize::from(comma);
        let parted = matches!(layer.tag(at + 1), Some(Tag::Comma | Tag::Stop));
        let verb = matches!(layer.tag(at + 1), Some(Tag::Wh))
            || layer.tag(at + 1).is_some_and(Tag::is_finite);
        let named = || {
            let next = names.partition_point(|name| name.tokens.end <= at);
            (names.get(next)).is_some_and(|name| name.tokens.start <= at)
        };
        if (parted || verb && !comma) && is_first_name(layer, at) && !named() {
            added.push(at);
        }
    }
    add_persons(names, added);
}

/// Whether the word at `at` may be a name by how it is written: "Al", no day and no month.
fn is_first_name(layer: &Layer<'_>, at: usize) -> bool {
    let word = layer.word(at);
    layer.tag(at).is_some_and(Tag::is_noun)
        && word.len() > 1
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase)
        && !calendar::is_weekday(word)
        && !calendar::is_month(word)
}
