//! What a list knows better than weights: titles are no part of a name, and two names side by side
//! ("to Iraq Zalmay Khalilzad") are not one.

use super::words::{Words, gazetteer};
use crate::annotate::language::calendar;
use crate::annotate::language::lexicon;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// How many tokens after a name tell whether its sentence quotes.
const AHEAD: usize = 12;

/// Cuts names where titles and countries stand at their ends.
pub fn mend(layer: &Layer<'_>, words: &Words, names: Vec<Name>) -> Vec<Name> {
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names {
        if is_office(layer, &name)
            || is_chair(layer, &name)
            || is_date(layer, &name)
            || is_address(layer, &name)
        {
            continue;
        }
        without_department(layer, &mut name);
        let mut home = None;
        match name.kind {
            EntityKind::Organisation | EntityKind::Place if is_event(layer, &name) => {
                name.kind = EntityKind::Other;
            }
            EntityKind::Person => {
                without_company(layer, &mut name);
                without_verb(layer, &mut name);
                without_titles(layer, &mut name);
                home = home_behind_person(layer, &mut name);
            }
            EntityKind::Place => {
                if let Some(person) = person_behind_country(layer, words, &mut name) {
                    mended.push(name);
                    name = person;
                }
            }
            EntityKind::Organisation if is_spot(layer, &name) => name.kind = EntityKind::Place,
            EntityKind::Organisation if is_titled(layer, &name) => {
                name.kind = EntityKind::Person;
                without_titles(layer, &mut name);
            }
            EntityKind::Organisation => body_before_title(layer, words, &mut name),
            _ => {}
        }
        if !ends_nicknamed(layer, &mut mended, &name) && !ends_firm(layer, &mut mended, &name) {
            mended.push(name);
        }
        mended.extend(home);
    }
    mended
}

/// "Said" before a name at the beginning of a sentence that goes on to quote: "Said Ruiz: “…”"
fn without_verb(layer: &Layer<'_>, name: &mut Name) {
    let start = name.tokens.start;
    if name.tokens.len() < 2 || layer.word(start) != "Said" {
        return;
    }
    let begins = (layer.sentences).binary_search_by_key(&start, |sentence| sentence.start);
    let quotes = (layer.tokens.iter().enumerate())
        .skip(name.tokens.end)
        .take(AHEAD)
        .any(|(at, token)| token.tag == Tag::Quote || layer.word(at) == ":");
    if begins.is_ok() && quotes {
        name.tokens.start += 1;
    }
}

/// "Norwick Ltd. Hale": the company ended the sentence before, or the country did: "in the U.S. Hale".
fn without_company(layer: &Layer<'_>, name: &mut Name) {
    const ENDS: [&str; 8] = ["Co.", "Corp.", "Inc.", "LLC", "Ltd.", "PLC", "U.K.", "U.S."];
    let inner = name.tokens.start..name.tokens.end - 1;
    if let Some(at) = inner
        .clone()
        .rev()
        .find(|&at| ENDS.contains(&layer.word(at)))
    {
        name.tokens.start = at + 1;
    }
}

fn is_title(layer: &Layer<'_>, at: usize) -> bool {
    lexicon::title(layer.word(at)).is_some()
}

fn is_country(layer: &Layer<'_>, words: &Words, at: usize) -> bool {
    words.get(at).gazetteer & gazetteer::COUNTRY != 0
        || matches!(layer.word(at), "US" | "U.S." | "UK" | "U.K.")
}

/// "State" of "Secretary of State Ana Ruiz" is no name.
fn is_office(layer: &Layer<'_>, name: &Name) -> bool {
    let start = name.tokens.start;
    name.tokens.len() == 1
        && start > 1
        && layer.word(start) == "State"
        && layer.word(start - 1) == "of"
        && is_title(layer, start - 2)
}

/// "State" is no part of the name in "Secretary of State Ana Ruiz", nor "Finance" in "Minister of Finance Ana Ruiz".
fn without_department(layer: &Layer<'_>, name: &mut Name) {
    const DEPARTMENTS: [&str; 14] = [
        "Agriculture",
        "Commerce",
        "Defence",
        "Defense",
        "Education",
        "Energy",
        "Finance",
        "Health",
        "Interior",
        "Justice",
        "Labor",
        "State",
        "Transportation",
        "Treasury",
    ];
    let start = name.tokens.start;
    let office = start > 1 && layer.word(start - 1) == "of" && is_title(layer, start - 2);
    let whole = layer.word(name.tokens.end - 1);
    let person = (3..=4).contains(&name.tokens.len()) && lexicon::voice(whole).is_none();
    if office && person && DEPARTMENTS.contains(&layer.word(start)) {
        name.tokens.start += 1;
        name.kind = EntityKind::Person;
    }
}

/// "Mr. Speaker" and "Madam President" name nobody.
fn is_chair(layer: &Layer<'_>, name: &Name) -> bool {
    let start = name.tokens.start;
    let alone = name.tokens.len() == 1 && start > 0;
    alone
        && matches!(
            layer.word(start),
            "Speaker" | "President" | "Chairman" | "Chairwoman" | "Chair"
        )
        && matches!(layer.word(start - 1), "Mr." | "Mr" | "Madam" | "Madame")
}

/// "Sept. 3" and "Tuesday" are no names; "June" may be one.
fn is_date(layer: &Layer<'_>, name: &Name) -> bool {
    let mut words = name.tokens.clone().map(|at| layer.word(at));
    let calendar = |word: &str| {
        calendar::is_weekday(word)
            || calendar::is_month(word)
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let begins = layer.word(name.tokens.start);
    begins.starts_with(char::is_uppercase)
        && words.all(calendar)
        && (name.kind != EntityKind::Person || calendar::is_weekday(begins))
}

/// "ana@example.org" alone.
fn is_address(layer: &Layer<'_>, name: &Name) -> bool {
    name.tokens.len() == 1 && layer.word(name.tokens.start).contains('@')
}

/// "Irish Sea", "Harbour Street": what the last word says is on the map.
fn is_spot(layer: &Layer<'_>, name: &Name) -> bool {
    const SPOTS: [&str; 26] = [
        "Airport",
        "Archipelago",
        "Ave",
        "Avenue",
        "Boulevard",
        "Bridge",
        "Canal",
        "Delta",
        "Desert",
        "Highway",
        "Hills",
        "Island",
        "Islands",
        "Isles",
        "Mountains",
        "Oblast",
        "Ocean",
        "Peninsula",
        "Prefecture",
        "Province",
        "River",
        "Road",
        "Sea",
        "Seas",
        "Stadium",
        "Strait",
    ];
    const LEADS: [&str; 4] = ["Cape", "Lake", "Mount", "River"];
    let first = layer.word(name.tokens.start);
    let last = layer.word(name.tokens.end - 1).trim_end_matches('.');
    name.tokens.len() > 1
        && (SPOTS.contains(&last) || name.tokens.len() == 2 && LEADS.contains(&first))
}

/// "King Harald", "General de Ruiz": a title, and a name that ends like none of a body. "King Street", "Duke University"
/// and "General Motors" are no persons.
fn is_titled(layer: &Layer<'_>, name: &Name) -> bool {
    const TITLES: [&str; 28] = [
        "Archbishop",
        "Ayatollah",
        "Baron",
        "Baroness",
        "Bishop",
        "Captain",
        "Capt.",
        "Colonel",
        "Col.",
        "Congressman",
        "Congresswoman",
        "Dame",
        "Emperor",
        "Empress",
        "General",
        "Gen.",
        "King",
        "Lady",
        "Lieutenant",
        "Lord",
        "Mullah",
        "Pope",
        "Prince",
        "Princess",
        "Queen",
        "Sergeant",
        "Sir",
        "Sultan",
    ];
    const OTHERS: [&str; 12] = [
        "Assembly",
        "Atomics",
        "Counsel",
        "Delivery",
        "Director",
        "Dynamics",
        "Electric",
        "Hospital",
        "Medicine",
        "Mills",
        "Motors",
        "Secretary",
    ];
    let last = layer.word(name.tokens.end - 1);
    let rest = name.tokens.start + 1..name.tokens.end;
    let body =
        lexicon::voice(last).is_some() || lexicon::title(last).is_some() || lexicon::event(last);
    let plural = last.ends_with('s')
        && rest.len() == 1
        && lexicon::voice(last.trim_end_matches('s')).is_some();
    let linked = (rest.clone()).any(|at| matches!(layer.word(at), "of" | "and" | "for" | "&"));
    (1..=3).contains(&rest.len())
        && TITLES.contains(&layer.word(name.tokens.start))
        && !body
        && !plural
        && !linked
        && !OTHERS.contains(&last)
}

/// "Paris Agreement", "World Cup".
fn is_event(layer: &Layer<'_>, name: &Name) -> bool {
    name.tokens.len() > 1 && lexicon::event(layer.word(name.tokens.end - 1))
}

/// "General Ruiz" is Ruiz.
fn without_titles(layer: &Layer<'_>, name: &mut Name) {
    while name.tokens.len() > 1 && is_title(layer, name.tokens.start) {
        name.tokens.start += 1;
    }
}

/// Of "Helle Strand of Lower Quay" leaves the person and gives the place; "Joan of Arc" is called so.
fn home_behind_person(layer: &Layer<'_>, name: &mut Name) -> Option<Name> {
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
fn ends_firm(layer: &Layer<'_>, mended: &mut [Name], name: &Name) -> bool {
    let and = name.tokens.start.checked_sub(1);
    let Some(and) = and.filter(|&at| layer.word(at) == "&") else {
        return false;
    };
    // Not "Ana & Tom": two by their first names.
    let may = |name: &Name| {
        matches!(name.kind, EntityKind::Person | EntityKind::Organisation)
            && lexicon::first_name(layer.word(name.tokens.start)) == lexicon::Gender::Unknown
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

/// Takes `name` for the end of the person before it where only a nickname in quotation marks stands between:
/// `Edward "Ted" Hale`. The nickname may have been taken for a name of its own.
fn ends_nicknamed(layer: &Layer<'_>, mended: &mut Vec<Name>, name: &Name) -> bool {
    let Some(open) = name.tokens.start.checked_sub(3) else {
        return false;
    };
    let quote = |at: usize| layer.tag(at) == Some(Tag::Quote);
    let capital = layer.word(open + 1).starts_with(char::is_uppercase);
    if name.kind != EntityKind::Person || !quote(open) || !capital || !quote(open + 2) {
        return false;
    }
    let inside = mended
        .last()
        .is_some_and(|last| last.tokens == (open + 1..open + 2));
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

/// Of "ambassador to Iraq Zalmay Khalilzad" leaves the country and gives the person.
fn person_behind_country(layer: &Layer<'_>, words: &Words, name: &mut Name) -> Option<Name> {
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
fn body_before_title(layer: &Layer<'_>, words: &Words, name: &mut Name) {
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

#[cfg(test)]
mod tests {
    use crate::annotate::blocks_of;
    use crate::annotate::tagger;

    fn check(text: &str, names: &[&str]) {
        let layer = tagger::read(text, &blocks_of(text));
        let found = layer.names.iter().map(|name| {
            let words = layer.span(&name.tokens).of(text);
            format!("{words} {}", name.kind.code())
        });
        assert_eq!(found.collect::<Vec<_>>(), names);
    }

    #[test]
    fn titles_stay_outside() {
        check(
            "They met General Ana Ruiz in London.",
            &["Ana Ruiz PER", "London LOC"],
        );
        check(
            "Mr. Okafor's boat sank off Norway.",
            &["Okafor PER", "Norway LOC"],
        );
    }

    #[test]
    fn a_person_of_a_place_is_two_names() {
        check(
            "Helle Strand of Lower Quay said so.",
            &["Helle Strand PER", "Lower Quay LOC"],
        );
        check("Joan of Arc left.", &["Joan of Arc PER"]);
    }

    #[test]
    fn nicknames_stand_inside() {
        let text = "Mary “Molly” Hale met William \"Bill\" Berger.";
        check(
            text,
            &["Mary “Molly” Hale PER", "William \"Bill\" Berger PER"],
        );
    }

    #[test]
    fn the_chair_is_nobody() {
        check(
            "“Mr. Speaker, the boat sank,” said Ana Ruiz.",
            &["Ana Ruiz PER"],
        );
    }

    #[test]
    fn a_title_makes_a_person() {
        check("They met King Gyanendra there.", &["Gyanendra PER"]);
        check(
            "General Motors and Duke University paid.",
            &["General Motors ORG", "Duke University ORG"],
        );
    }

    #[test]
    fn neighbours_are_two_names() {
        let text = "The Harbour Union President Tomas Berger left.";
        check(text, &["Harbour Union ORG", "Tomas Berger PER"]);
        let text = "The envoy to Iraq Tomas Berger left on Friday.";
        check(text, &["Iraq LOC", "Tomas Berger PER"]);
    }

    #[test]
    fn two_names_with_and_between_are_two() {
        check(
            "They met Okafor and Berger, and then Ana Ruiz and Hale.",
            &["Okafor PER", "Berger PER", "Ana Ruiz PER", "Hale PER"],
        );
        check(
            "They asked the Fish and Tide Administration and the Ministry of Ports and Harbours.",
            &[
                "Fish and Tide Administration ORG",
                "Ministry of Ports and Harbours ORG",
            ],
        );
        check(
            "She flew to Bosnia and Herzegovina.",
            &["Bosnia and Herzegovina LOC"],
        );
    }

    #[test]
    fn what_is_on_the_map_is_a_place() {
        check(
            "The Okafor Islands lie in the Selian Sea.",
            &["Okafor Islands LOC", "Selian Sea LOC"],
        );
        check("Write to ana@example.org by Tuesday.", &[]);
    }

    #[test]
    fn treaties_are_no_bodies() {
        check(
            "Norway signed the Oslo Treaty.",
            &["Norway LOC", "Oslo Treaty MISC"],
        );
    }

    #[test]
    fn small_letters_name_nobody() {
        check("the boat sank and nobody came", &[]);
        check("", &[]);
    }
}
