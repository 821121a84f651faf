//! Houses that are named after somebody: "St. Mary's Hospital", "King's College", "the Church of St. Anne".

use std::ops::Range;

use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// Whom houses belong to without a saint.
const OWNERS: [&str; 9] = [
    "Children", "Christ", "King", "Men", "People", "Queen", "Trinity", "Veterans", "Women",
];

const HOUSES: [&str; 20] = [
    "Abbey",
    "Academy",
    "Basilica",
    "Cathedral",
    "Center",
    "Centre",
    "Chapel",
    "Church",
    "Clinic",
    "College",
    "Grammar",
    "Hospice",
    "Hospital",
    "Institute",
    "Parish",
    "Park",
    "School",
    "Square",
    "Theatre",
    "University",
];

/// What may stand between an owner and the house: "St. Mary's Primary School".
const SORTS: [&str; 8] = [
    "Catholic",
    "Elementary",
    "High",
    "Medical",
    "Middle",
    "Parish",
    "Primary",
    "Secondary",
];

/// How confident a name is that its form tells.
const SURE: f32 = 0.95;

/// Makes one name of each house and of what was taken for names inside it.
pub(super) fn houses(layer: &Layer<'_>, names: &mut Vec<Name>) {
    let found =
        (0..layer.tokens.len()).filter_map(|at| owned(layer, at).or_else(|| dedicated(layer, at)));
    for mut tokens in found.collect::<Vec<_>>() {
        let first = names.partition_point(|name| name.tokens.end <= tokens.start);
        let rest = names.iter().skip(first);
        let end = tokens.end;
        let inside = rest.take_while(|name| name.tokens.start < end).count();
        // "King's College London"
        for name in names.iter().skip(first).take(inside) {
            tokens.start = tokens.start.min(name.tokens.start);
            tokens.end = tokens.end.max(name.tokens.end);
        }
        let open = matches!(layer.word(tokens.end - 1), "Park" | "Square");
        let house = Name {
            tokens,
            kind: match open {
                true => EntityKind::Place,
                false => EntityKind::Organisation,
            },
            confidence: SURE,
            entity: None,
        };
        names.splice(first..first + inside, [house]);
    }
}

/// "St. Mary's Hospital", "King's College Hospital", of which the possessive is at `at`.
fn owned(layer: &Layer<'_>, at: usize) -> Option<Range<usize>> {
    if layer.tag(at) != Some(Tag::Pos) {
        return None;
    }
    let owner = at.checked_sub(1)?;
    let start = match OWNERS.contains(&layer.word(owner)) {
        true => owner,
        false => saint(layer, owner)?,
    };
    let sorts = (at + 1..at + 3).take_while(|&at| SORTS.contains(&layer.word(at)));
    let house = at + 1 + sorts.count();
    let houses = (house..house + 3).take_while(|&at| HOUSES.contains(&layer.word(at)));
    let end = house + houses.count();
    (end > house).then_some(start..end)
}

/// "Church of St. Anne", of which "of" is at `at`.
fn dedicated(layer: &Layer<'_>, at: usize) -> Option<Range<usize>> {
    let house = at.checked_sub(1)?;
    let named = layer.word(at) == "of" && HOUSES.contains(&layer.word(house));
    (named && is_saint(layer.word(at + 1)) && is_capital(layer, at + 2)).then_some(house..at + 3)
}

/// Where the saint begins whose name ends at `last`: "|St. Francis Xavier".
fn saint(layer: &Layer<'_>, last: usize) -> Option<usize> {
    let starts = (last.saturating_sub(2)..last).rev();
    let start = starts.clone().find(|&at| is_saint(layer.word(at)))?;
    (start + 1..=last)
        .all(|at| is_capital(layer, at))
        .then_some(start)
}

fn is_saint(word: &str) -> bool {
    matches!(word, "Saint" | "St" | "St." | "Sts.")
}

fn is_capital(layer: &Layer<'_>, at: usize) -> bool {
    layer.word(at).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests;
