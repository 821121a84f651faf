//! Names side by side: which are two where one was found, and which are one where two were.

use super::words::{Words, gazetteer};
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// Of "Helle Strand of Lower Quay" leaves the person and gives the place; "Joan of Arc" is called so.
pub(super) fn home_behind_person(layer: &Layer<'_>, name: &mut Name) -> Option<Name> {
    let tokens = name.tokens.clone();
    let of = tokens.clone().skip(2).find(|&at| layer.word(at) == "of")?;
    let the = layer.word(of + 1).eq_ignore_ascii_case("the");
    let home = of + 1 + usize::from(the)..tokens.end;
    if home.is_empty() || is_title(layer, of - 1) {
        return None;
    }
    let letters = layer.word(home.start);
    let acronym = letters.len() > 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    name.tokens.end = of;
    Some(Name {
        tokens: home,
        kind: if the || acronym {
            EntityKind::Organisation
        } else {
            EntityKind::Place
        },
        ..name.clone()
    })
}

/// Takes `name` for the end of a firm whose first name stands before it: "Kroll & Hale".
pub(super) fn ends_firm(layer: &Layer<'_>, mended: &mut [Name], name: &Name) -> bool {
    let and = name.tokens.start.checked_sub(1);
    let Some(and) = and.filter(|&at| layer.word(at) == "&") else {
        return false;
    };
    // Not "Ana & Tom": two by their first names.
    let may = |name: &Name| {
        matches!(name.kind, EntityKind::Person | EntityKind::Organisation)
            && lexicon::first_name(layer.word(name.tokens.start)) == Gender::Unknown
    };
    match mended.last_mut() {
        Some(first)
            if first.tokens.end == and && first.tokens.len() == 1 && may(first) && may(name) =>
        {
            first.tokens.end = name.tokens.end;
            first.kind = EntityKind::Organisation;
            true
        }
        _ => false,
    }
}

/// Takes `name` for the end of a body whose members stand before it: "the Fire Officers’ |Union|", "the Women’s |Institute|".
pub(super) fn ends_membership(layer: &Layer<'_>, mended: &mut [Name], name: &Name) -> bool {
    const MEMBERS: [&str; 4] = ["Children", "Men", "People", "Women"];
    let body = lexicon::voice(layer.word(name.tokens.end - 1)) == Some("body");
    let mark = name.tokens.start.checked_sub(1);
    let mark = mark.filter(|&at| body && layer.tag(at) == Some(Tag::Pos));
    let (Some(mark), Some(first)) = (mark, mended.last_mut()) else {
        return false;
    };
    let member = layer.word(first.tokens.end - 1);
    // "Farmers’", not "Texas’ Assembly" or "Rovers’ Club"
    let bare = matches!(layer.word(mark), "’" | "'");
    let many = member.strip_suffix('s').is_some_and(|one| {
        ["er", "or", "ist", "ant", "an", "ee", "ent"]
            .iter()
            .any(|end| one.ends_with(end))
    });
    let members = bare && many || MEMBERS.contains(&member);
    let joins = first.tokens.end == mark
        && members
        && !matches!(first.kind, EntityKind::Person | EntityKind::Place);
    if joins {
        first.tokens.end = name.tokens.end;
        first.kind = EntityKind::Organisation;
    }
    joins
}

/// Takes `name` for the end of the person before it where only a nickname in quotation marks stands between:
/// `Edward "Ted" Hale`. The nickname may have been taken for a name of its own.
pub(super) fn ends_nicknamed(layer: &Layer<'_>, mended: &mut Vec<Name>, name: &Name) -> bool {
    let quote = |at: usize| layer.tag(at) == Some(Tag::Quote);
    // "Ted", "Big Bill"
    let close = name.tokens.start.checked_sub(1).filter(|&at| quote(at));
    let open = close
        .and_then(|close| (2..=3).find_map(|back| close.checked_sub(back).filter(|&at| quote(at))));
    let (Some(open), Some(close)) = (open, close) else {
        return false;
    };
    let capital = layer.word(open + 1).starts_with(char::is_uppercase);
    if name.kind != EntityKind::Person || !capital {
        return false;
    }
    let inside = mended
        .last()
        .is_some_and(|last| last.tokens == (open + 1..close));
    let count = mended.len() - usize::from(inside);
    let Some(first) = count.checked_sub(1).and_then(|at| mended.get_mut(at)) else {
        return false;
    };
    let whole = first.tokens.start..name.tokens.end;
    let one_line = !layer.span(&whole).of(layer.text).contains('\n');
    let joins = first.kind == EntityKind::Person && first.tokens.end == open && one_line;
    if joins {
        first.tokens = whole;
        mended.truncate(count);
    }
    joins
}

/// Of "At the hearing in Dover Colin Peake said" leaves the person and gives the place: three words after "in", of which
/// the second alone is a first name.
pub(super) fn place_before_person(layer: &Layer<'_>, name: &mut Name) -> Option<Name> {
    const LEADS: [&str; 14] = [
        "East", "Fort", "King", "Lake", "Lower", "Mount", "New", "North", "Port", "Saint", "San",
        "South", "Upper", "West",
    ];
    let start = name.tokens.start;
    let after = start > 0 && matches!(layer.word(start - 1), "in" | "at" | "from" | "near");
    let first = |at: usize| lexicon::first_name(layer.word(at)) != Gender::Unknown;
    let acts = matches!(
        layer.tag(name.tokens.end),
        Some(Tag::Comma | Tag::Vbd | Tag::Vbz)
    );
    let three = name.tokens.len() == 3 && after && acts;
    if !three
        || first(start)
        || !first(start + 1)
        || LEADS.contains(&layer.word(start))
        || lexicon::voice(layer.word(start + 2)).is_some()
    {
        return None;
    }
    let place = Name {
        tokens: start..start + 1,
        kind: EntityKind::Place,
        ..name.clone()
    };
    name.tokens.start += 1;
    name.kind = EntityKind::Person;
    Some(place)
}

/// Of "ambassador to Iraq Zalmay Khalilzad" leaves the country and gives the person.
pub(super) fn person_behind_country(
    layer: &Layer<'_>,
    words: &Words,
    name: &mut Name,
) -> Option<Name> {
    let tokens = &name.tokens;
    let start = tokens.start;
    if tokens.len() != 3 || start == 0 || !is_country(layer, words, start) {
        return None;
    }
    let after_small = matches!(layer.word(start - 1), "to" | "in" | "for" | "of");
    let capital = |at: usize| layer.word(at).starts_with(char::is_uppercase);
    // "Mexico City Airport" is one name.
    let place = words.get(start + 1).gazetteer & (gazetteer::COUNTRY | gazetteer::CITY) != 0;
    if !after_small || place || !tokens.clone().all(capital) {
        return None;
    }
    let person = Name {
        tokens: start + 1..tokens.end,
        kind: EntityKind::Person,
        ..name.clone()
    };
    name.tokens.end = start + 1;
    Some(person)
}

/// "US Envoy" is the US; "United Nations Secretary-General" before a name is the United Nations.
pub(super) fn body_before_title(layer: &Layer<'_>, words: &Words, name: &mut Name) {
    let start = name.tokens.start;
    let named_behind = layer.word(name.tokens.end).starts_with(char::is_uppercase);
    while name.tokens.len() > 1 && is_title(layer, name.tokens.end - 1) {
        let country = name.tokens.len() == 2 && is_country(layer, words, start);
        if !country && !named_behind {
            break;
        }
        name.tokens.end -= 1;
        if country {
            name.kind = EntityKind::Place;
        }
    }
}

/// Whether the word at `at` stands before a person's name.
pub(super) fn is_title(layer: &Layer<'_>, at: usize) -> bool {
    let word = layer.word(at);
    lexicon::title(word).is_some() || lexicon::shared_office(word)
}

fn is_country(layer: &Layer<'_>, words: &Words, at: usize) -> bool {
    words.get(at).gazetteer & gazetteer::COUNTRY != 0
        || matches!(layer.word(at), "US" | "U.S." | "UK" | "U.K.")
}
