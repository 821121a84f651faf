//! What a list knows better than weights: titles are no part of a name, and two names side by side
//! ("to Iraq Zalmay Khalilzad") are not one.

use super::callings::{is_dean, is_holder, is_native, without_calling, without_titles};
use super::houses::houses;
use super::lines::within_line;
use super::neighbours::{
    body_before_title, ends_firm, ends_membership, ends_nicknamed, home_behind_person, is_title,
    person_behind_country, place_before_person,
};
use super::relatives::relatives;
use super::words::Words;
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
    let is_dean = is_dean(layer);
    for mut name in names {
        let taken = (mended.last()).is_some_and(|last| name.tokens.start < last.tokens.end);
        if taken
            || is_office(layer, &name)
            || is_chair(layer, &name)
            || is_date(layer, &name)
            || is_address(layer, &name)
        {
            continue;
        }
        within_line(layer, &mut name);
        without_department(layer, &mut name);
        without_officer(layer, &mut name);
        without_clock(layer, &mut name);
        without_calling(layer, &mut name);
        let mut home = None;
        let other = place_before_person(layer, &mut name);
        mended.extend(other.or_else(|| firm_before_person(layer, &mut name)));
        match name.kind {
            EntityKind::Organisation | EntityKind::Place if is_event(layer, &name) => {
                name.kind = EntityKind::Other;
            }
            // "the Dane said"
            EntityKind::Person if is_native(layer, words, &name) => name.kind = EntityKind::Group,
            EntityKind::Person => {
                without_company(layer, &mut name);
                without_degree(layer, &mut name);
                with_particle(layer, &mut name);
                without_verb(layer, &mut name);
                without_titles(layer, &mut name, is_dean);
                home = home_behind_person(layer, &mut name);
            }
            EntityKind::Place => {
                if let Some(person) = person_behind_country(layer, words, &mut name) {
                    mended.push(name);
                    name = person;
                }
            }
            EntityKind::Organisation if is_spot(layer, &name) => name.kind = EntityKind::Place,
            // "Its chief executive, |Anneke de Wit,| said"
            EntityKind::Organisation if is_holder(layer, &name) => name.kind = EntityKind::Person,
            EntityKind::Organisation if is_titled(layer, &name) => {
                name.kind = EntityKind::Person;
                without_titles(layer, &mut name, is_dean);
            }
            EntityKind::Organisation => body_before_title(layer, words, &mut name),
            _ => {}
        }
        if !ends_nicknamed(layer, &mut mended, &name)
            && !ends_firm(layer, &mut mended, &name)
            && !ends_membership(layer, &mut mended, &name)
        {
            mended.push(name);
        }
        mended.extend(home);
    }
    relatives(layer, &mut mended);
    houses(layer, &mut mended);
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

/// Where a company or a country ends inside a name: "Norwick Ltd.| Hale".
fn firm_end(layer: &Layer<'_>, name: &Name) -> Option<usize> {
    const ENDS: [&str; 10] = [
        "Bros.", "Co.", "Corp.", "D.C.", "Inc.", "LLC", "Ltd.", "PLC", "U.K.", "U.S.",
    ];
    let inner = name.tokens.start..name.tokens.end - 1;
    let ends = |at: usize| ENDS.contains(&layer.word(at));
    // "Tarn Bros. Inc." is one.
    (inner.rev()).find(|&at| ends(at) && !ends(at + 1))
}

/// Of "Tarn Bros. Hale said", where all is taken for one body or place, leaves the person and gives the other.
fn firm_before_person(layer: &Layer<'_>, name: &mut Name) -> Option<Name> {
    let end = firm_end(layer, name).filter(|_| name.kind != EntityKind::Person)? + 1;
    let acts = matches!(layer.tag(name.tokens.end), Some(Tag::Vbd | Tag::Vbz));
    let rest = end..name.tokens.end;
    let capital = |at: usize| layer.word(at).starts_with(char::is_uppercase);
    let body = lexicon::voice(layer.word(rest.end - 1)).is_some();
    if !acts || rest.len() > 3 || body || !rest.clone().all(capital) {
        return None;
    }
    let firm = Name {
        tokens: name.tokens.start..end,
        ..name.clone()
    };
    (name.tokens, name.kind) = (rest, EntityKind::Person);
    Some(firm)
}

/// "Norwick Ltd. Hale": the company ended the sentence before, or the country did: "in the U.S. Hale".
fn without_company(layer: &Layer<'_>, name: &mut Name) {
    if let Some(at) = firm_end(layer, name) {
        name.tokens.start = at + 1;
    }
    // "Quay Lines S.A. Hale", but not "Mary S.A. Hale"
    const FORMS: [&str; 5] = ["A.G.", "GmbH", "N.V.", "S.A.", "S.p.A."];
    let firm = |at: usize| {
        let word = layer.word(at);
        word.starts_with(char::is_uppercase)
            && lexicon::first_name(word) == lexicon::Gender::Unknown
    };
    let start = name.tokens.start;
    if name.tokens.len() > 1 && FORMS.contains(&layer.word(start)) && start > 0 && firm(start - 1) {
        name.tokens.start += 1;
    }
}

/// "Ana Ruiz Ph.D." is Ana Ruiz.
fn without_degree(layer: &Layer<'_>, name: &mut Name) {
    const DEGREES: [&str; 17] = [
        "CBE", "DDS", "Esq", "Esq.", "J.D.", "KBE", "KC", "M.D.", "MBE", "MD", "MEP", "MP", "OBE",
        "Ph.D.", "PhD", "QC", "SC",
    ];
    while name.tokens.len() > 1 && DEGREES.contains(&layer.word(name.tokens.end - 1)) {
        name.tokens.end -= 1;
    }
}

/// "Aled ap Rhys" where only "Rhys" was found: a small word that links the parts of names stands before it.
fn with_particle(layer: &Layer<'_>, name: &mut Name) {
    const PARTICLES: [&str; 6] = ["af", "ap", "bint", "ibn", "zu", "zur"];
    let Some(first) = name.tokens.start.checked_sub(2) else {
        return;
    };
    let named =
        layer.word(first).starts_with(char::is_uppercase) && layer.tag(first) == Some(Tag::Nnp);
    if named && PARTICLES.contains(&layer.word(first + 1)) {
        name.tokens.start = first;
    }
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

/// "Executive Officer of Norvane" behind a name is Norvane.
fn without_officer(layer: &Layer<'_>, name: &mut Name) {
    const OFFICERS: [&str; 6] = [
        "Chair",
        "Director",
        "Head",
        "Manager",
        "Officer",
        "Treasurer",
    ];
    let mut tokens = name.tokens.clone().take(4);
    let of = tokens.find(|&at| layer.word(at) == "of");
    let of = of.filter(|&of| of > name.tokens.start && of + 1 < name.tokens.end);
    if let Some(of) = of.filter(|&of| OFFICERS.contains(&layer.word(of - 1))) {
        name.tokens.start = of + 1;
        name.kind = EntityKind::Organisation;
    }
}

/// "10.55am Met Office" is the Met Office.
fn without_clock(layer: &Layer<'_>, name: &mut Name) {
    if name.tokens.len() > 1 && is_clock(layer.word(name.tokens.start)) {
        name.tokens.start += 1;
    }
}

/// Whether a word is a time as reports from the place begin with: "10.55am", "21:04".
pub(crate) fn is_clock(word: &str) -> bool {
    let digits = word.trim_end_matches("am").trim_end_matches("pm");
    let parts = digits.split_once([':', '.']);
    parts.is_some_and(|(hours, minutes)| {
        let short = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        short(hours, 2) && minutes.len() == 2 && short(minutes, 2)
    })
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
    const TITLES: [&str; 41] = [
        "Archbishop",
        "Ayatollah",
        "Baron",
        "Baroness",
        "Bishop",
        "Cllr",
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
        "Judge",
        "Justice",
        "King",
        "Lady",
        "Lieutenant",
        "Lord",
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Mullah",
        "Pope",
        "Prince",
        "Princess",
        "Prof",
        "Prof.",
        "Professor",
        "Queen",
        "Rev.",
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

#[cfg(test)]
mod tests;
