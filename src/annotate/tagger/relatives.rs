//! Relatives: who is named behind the word for what they are to somebody, "his wife, Jo".

use crate::annotate::language::calendar;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{EntityKind, SortSmall};

/// The gender of a relative whom the words before a name at `start` make its bearer, with a comma or without: "his
/// brother, |Sean Okafor". None where they make nobody's.
pub(crate) fn kin_before(layer: &Layer<'_>, start: usize) -> Option<Gender> {
    let before = start.checked_sub(1)?;
    let comma = usize::from(layer.word(before) == ",");
    lexicon::kin(layer.word(before.checked_sub(comma)?))
}

/// Adds the names of relatives that were passed over: "Her husband, |Al|, disagrees", "his wife |Jo| said".
pub(super) fn relatives(layer: &Layer<'_>, names: &mut Vec<Name>) {
    let owner = |at: usize| matches!(layer.tag(at), Some(Tag::PrpS | Tag::Pos));
    let mut added: Vec<Name> = Vec::new();
    for (at, token) in layer.tokens.iter().enumerate() {
        let named = || {
            let next = names.partition_point(|name| name.tokens.end <= at);
            (names.get(next)).is_some_and(|name| name.tokens.start <= at)
        };
        let word = layer.word(at);
        let capital = word.len() > 1
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase);
        let comma = usize::from(at > 0 && layer.word(at - 1) == ",");
        let ends = matches!(layer.tag(at + 1), Some(Tag::Comma | Tag::Stop | Tag::Wh))
            || layer.tag(at + 1).is_some_and(Tag::is_finite);
        let whole = comma == 0 || matches!(layer.tag(at + 1), Some(Tag::Comma | Tag::Stop));
        if token.tag.is_noun()
            && capital
            && ends
            && whole
            && at > comma + 1
            && owner(at - comma - 2)
            && kin_before(layer, at).is_some()
            && !calendar::is_weekday(word)
            && !calendar::is_month(word)
            && !named()
        {
            added.push(Name {
                tokens: at..at + 1,
                kind: EntityKind::Person,
                confidence: 0.6,
                entity: None,
            });
        }
    }
    if !added.is_empty() {
        names.append(&mut added);
        names.sort_small_by_key(|name| name.tokens.start);
    }
}
