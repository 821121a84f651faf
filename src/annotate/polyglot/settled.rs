//! What a name is, or that it is none, where its letters and the words beside it settle that.

use std::collections::HashMap;
use std::ops::Range;

use super::class;
use super::packs::{Order, Row};
use super::rules::{FUNCTION, Scan};
use super::words::Token;
use crate::annotate::language::lexicon::{self, Gender};
use crate::model::EntityKind;

/// The letters by which Italy's provinces are told behind towns: "Codogno (LO)".
const PROVINCES: &str = "AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PE PG PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD VA VB VC VE VI VR VT VV";

/// Who are called by their sees.
const SEES: [&str; 4] = ["патриарх", "митрополит", "архиепископ", "епископ"];
/// So many words what a body is of has at most.
const OF_WHAT: usize = 4;

/// Gives names the kind that their words settle, and lets go of what is no name.
pub fn settle(scan: &Scan<'_>, row: &Row, found: &mut Vec<(Range<usize>, EntityKind)>) {
    found.retain(|(range, _)| !is_nothing(scan, range));
    agree(scan, found);
    // The person before: "Anna Prato (LC)" is of no town.
    let mut bearer = 0;
    for (range, kind) in found {
        if *kind == EntityKind::Organisation && row.code == "ru" {
            range.end = past_genitives(scan, row, range);
            // "построила в Намибии завод"
            let small = scan.tokens.get(range.end - 1).is_some_and(|it| !it.capital);
            if range.len() == 2 && small && scan.is(range.start, class::PLACE) {
                (range.end, *kind) = (range.start + 1, EntityKind::Place);
            }
        }
        // "патриарх Московский и всея Руси Кирилл"
        let russia = |it: &Token| it.lower == "руси";
        if range.len() > 1 && scan.tokens.get(range.start).is_some_and(russia) {
            range.start += 1;
        }
        let words = scan.span(range.start, range.end).of(scan.text);
        // "Regno di Danimarca", "Golfo di Cagliari", "Piazza Affari"
        let land = class::REGION | class::BEFORE_PLACE;
        let lies = range.len() > 1
            && scan.is(range.start, land)
            && !scan.is(range.start, class::BODY | class::MAN | class::WOMAN);
        let russia = scan.tokens.get(range.end - 1).is_some_and(russia);
        if russia && *kind == EntityKind::Person {
            *kind = EntityKind::Place;
        }
        let town = row.code == "it" && bearer + 1 != range.start && is_province(scan, words);
        if lies && row.order == Order::SubjectFirst || town {
            *kind = EntityKind::Place;
        }
        // Whoever is named in a Russian text is named in its letters.
        let foreign = *kind == EntityKind::Person && row.code == "ru" && words.is_ascii();
        if foreign && !is_bearer(scan, range) {
            *kind = EntityKind::Organisation;
        }
        if *kind == EntityKind::Person {
            bearer = range.end;
        }
    }
}

/// Gives the same words the same kind: whoever is a person by full name once, and what most of its mentions are.
fn agree(scan: &Scan<'_>, found: &mut [(Range<usize>, EntityKind)]) {
    let words = |range: &Range<usize>| scan.span(range.start, range.end).of(scan.text);
    let mut times: HashMap<&str, [usize; 3]> = HashMap::new();
    let place = |kind: EntityKind| match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        _ => 2,
    };
    for (range, kind) in found.iter() {
        let times = times.entry(words(range)).or_default();
        if let Some(times) = times.get_mut(place(*kind)) {
            *times += 1;
        }
    }
    for (range, kind) in found {
        let Some(&[people, bodies, places]) = times.get(words(range)) else {
            continue;
        };
        let thing = class::BODY | class::REGION | class::BEFORE_PLACE;
        let full = range.len() > 1 && !range.clone().any(|at| scan.is(at, thing));
        let full = full && people >= places;
        if full && people > 0 && bodies == 0 || people > 2 * (bodies + places) && people > 1 {
            *kind = EntityKind::Person;
        } else if bodies > 2 * (people + places) && bodies > 1 {
            *kind = EntityKind::Organisation;
        } else if places > 2 * (people + bodies) && places > 1 {
            *kind = EntityKind::Place;
        }
    }
}

/// Whether a name is a number ("XXI"), or letters for a thing that the lists have ("СМИ").
fn is_nothing(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let Some([only]) = scan.tokens.get(range.clone()) else {
        return false;
    };
    let word = only.span.of(scan.text);
    // "патриарх Московский и всея Руси"
    let see = range
        .start
        .checked_sub(1)
        .and_then(|at| scan.tokens.get(at));
    let see = see.is_some_and(|it| SEES.iter().any(|title| it.lower.starts_with(title)));
    if see && only.lower.contains("ск") {
        return true;
    }
    let number = word.chars().count() > 1 && word.chars().all(|c| "IVXLCХ".contains(c));
    let letters = only.is(class::OTHER) && !only.is(class::BODY | class::PLACE);
    number || letters && word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// One past what a body is of: "Королевское общество защиты птиц", "Корпорация здравоохранения и больниц".
fn past_genitives(scan: &Scan<'_>, row: &Row, range: &Range<usize>) -> usize {
    const ENDS: [&str; 13] = [
        "ы", "и", "а", "я", "ов", "ев", "ей", "ой", "ий", "ого", "его", "ых", "их",
    ];
    let plain = |at: usize| {
        let token = scan.tokens.get(at).filter(|_| scan.adjacent(at));
        token.is_some_and(|it| {
            let known = FUNCTION | class::TITLE | class::PERSON;
            it.is_word()
                && !it.capital
                && !it.is(known)
                && !(scan.reporting)(&it.lower)
                && !row.pack().tells(&it.lower)
                && it.lower.chars().count() > 3
                && !it.lower.ends_with("ми")
                && it.lower != "имени"
                && ENDS.iter().any(|end| it.lower.ends_with(end))
        })
    };
    let body = range.clone().any(|at| scan.is(at, class::BODY));
    if !body || range.len() == 1 {
        return range.end;
    }
    let mut end = range.end;
    while end < range.end + OF_WHAT {
        end = match (plain(end), scan.is(end, class::AND) && plain(end + 1)) {
            (true, _) => end + 1,
            (_, true) if end > range.end => end + 2,
            _ => break,
        };
    }
    end
}

/// "Pioltello (MI)"
fn is_province(scan: &Scan<'_>, word: &str) -> bool {
    let at = word.as_ptr() as usize - scan.text.as_ptr() as usize;
    let before = scan.text.get(..at).unwrap_or_default();
    word.len() == 2 && before.ends_with('(') && PROVINCES.split(' ').any(|it| it == word)
}

/// Whether a name begins with a first name, or stands behind an office.
fn is_bearer(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let given = |it: &Token| {
        it.is(class::MAN | class::WOMAN) || lexicon::first_name(&it.lower) != Gender::Unknown
    };
    let office = range.start.checked_sub(1);
    scan.tokens.get(range.start).is_some_and(given)
        || office.is_some_and(|at| scan.is(at, class::TITLE | class::PERSON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate_text, blocks_of};

    #[track_caller]
    fn check(text: &str, wanted: &[(&str, EntityKind)], missing: &[&str]) {
        let notes = annotate_text(text, &blocks_of(text));
        let find = |name: &str| notes.entities.iter().find(|it| it.name == name);
        for (name, kind) in wanted {
            assert_eq!(find(name).map(|it| it.kind), Some(*kind), "{name}");
        }
        for name in missing {
            assert!(find(name).is_none(), "{name}");
        }
    }

    #[test]
    fn what_is_a_person_by_full_name_once_is_the_person() {
        let text = "A Porto Chiaro l'ultimo saluto a Denise Firenze. La cantante Denise Firenze, nata a Treviglio (BG), aveva 48 anni. \
            «Firenze cantava per tutti», ha detto il sindaco Paolo Rinaldi (LC). Nel XX secolo Denise Firenze aveva inciso dischi \
            nel Regno di Danimarca.";
        let wanted = [
            ("Denise Firenze", EntityKind::Person),
            ("BG", EntityKind::Place),
            ("Regno di Danimarca", EntityKind::Place),
        ];
        check(text, &wanted, &["XX"]);
    }

    #[test]
    fn bodies_keep_what_they_are_of_and_foreign_letters_name_firms_in_russian() {
        let text = "Глава Королевского общества защиты лесов Олег Снегирёв приехал в Эритрею. «В СМИ пишут неправду», — сказал он.\n\n\
            Компания Xilomar построила в Намибии завод. Xilomar сообщила, что завод откроется в мае.";
        let wanted = [
            (
                "Королевского общества защиты лесов",
                EntityKind::Organisation,
            ),
            ("Xilomar", EntityKind::Organisation),
            ("Намибии", EntityKind::Place),
        ];
        check(text, &wanted, &["СМИ", "Намибии завод"]);
    }
}
