//! The names of a text in a language with a pack.
//!
//! Rules find the sure ones, what was learned decides on all, and a second look gives a person's last name alone.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::class;
use super::firms::firms;
use super::grouping::{MOST_ALIKE, group};
use super::learned;
use super::pack::Pack;
use super::packs::{Order, Row};
use super::rules::{FUNCTION, Scan, by_rules};
use super::settled::settle;
use super::words::{Kind, Token};
use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{EntityKind, SortSmall};

pub use super::grouping::{Name, Names};

/// Finds the names in the tokens of whole blocks (what stands between marks is looked into, too).
pub fn names(text: &str, tokens: &[Token], row: &Row, reporting: &dyn Fn(&str) -> bool) -> Names {
    let scan = Scan {
        text,
        tokens,
        order: row.order,
        reporting,
    };
    let rules: Vec<(Range<usize>, EntityKind)> = by_rules(text, tokens, row.order, reporting);
    let mut found = learned::names(text, tokens, row, reporting, &rules);
    for (range, kind) in &mut found {
        // "Dijkgraaf Uwe Hansma": the office is no part of the name.
        let office = |at: usize| {
            let titled = scan.is(at, class::TITLE | class::PERSON);
            titled && !scan.is(at, class::MAN | class::WOMAN | class::PARTICLE)
        };
        // "цитирует Вести.ру Лапина"
        let site = |at: usize| {
            let token = scan.tokens.get(at);
            scan.order == Order::Bare
                && token.is_some_and(|it| it.lower.trim_end_matches('.').contains('.'))
                && token.is_some_and(|it| it.lower.len() > 4)
        };
        let led = |at: usize| office(at) || site(at);
        while *kind == EntityKind::Person && range.len() > 1 && led(range.start) {
            range.start += 1;
        }
    }
    let alone = found
        .iter()
        .filter(|(range, kind)| *kind == EntityKind::Place && range.len() == 1);
    let places: HashSet<&str> = alone
        .filter_map(|(range, _)| Some(tokens.get(range.start)?.lower.as_str()))
        .collect();
    for (range, kind) in &mut found {
        // "burmistrz Zarzecza Jerzy Nowotny": what the office is of comes before the name.
        let given = |at: usize| scan.is(at, class::MAN | class::WOMAN);
        let office = range.start > 0
            && scan.is(range.start - 1, class::TITLE | class::PERSON)
            && scan.adjacent(range.start);
        let of = scan.order == Order::Bare && office && range.len() > 2 && !given(range.start);
        let place = || {
            let first = tokens.get(range.start);
            first.is_some_and(|first| places.contains(first.lower.as_str()))
        };
        if *kind == EntityKind::Person && of && (given(range.start + 1) || place()) {
            range.start += 1;
        }
        if *kind == EntityKind::Person && leads_to_name(&scan, range, row.pack()) {
            range.start += 1;
        }
        // "Alexander Van der Bellen"
        if *kind == EntityKind::Person {
            range.end = past_particles(&scan, range);
            range.start = before_particle(&scan, range);
        }
    }
    no_overlap(&mut found);
    part_agencies(&scan, &mut found);
    for (range, kind) in &mut found {
        if *kind != EntityKind::Person && is_full_name(&scan, range) {
            *kind = EntityKind::Person;
        }
        // "der Minister Österreichs"
        let stem = tokens
            .get(range.start)
            .and_then(|it| it.lower.strip_suffix('s'));
        let place = stem.is_some_and(|stem| row.pack().classes(stem) & class::PLACE != 0);
        if row.order == Order::German && range.len() == 1 && place {
            *kind = EntityKind::Place;
        }
    }
    let full: HashSet<&str> = found
        .iter()
        .filter(|(range, _)| range.len() > 1)
        .filter_map(|(range, _)| Some(tokens.get(range.end - 1)?.lower.as_str()))
        .collect();
    found.retain(|(range, kind)| {
        let known = |it: &Token| full.contains(it.lower.as_str());
        *kind != EntityKind::Person
            || !is_answer(&scan, range)
            || tokens.get(range.start).is_some_and(known)
    });
    found.retain(|(range, kind)| {
        // "de Jurgen van den Berg-tribune"
        let thing = || {
            scan.tokens
                .get(range.end - 1)
                .is_some_and(|it| is_joined(&scan, it))
        };
        let person = *kind == EntityKind::Person && range.len() > 1;
        !(is_label(&scan, range) || person && thing())
    });
    firms(&scan, &mut found);
    settle(&scan, row, &mut found);
    again(tokens, row.pack(), &mut found);
    let found = found.into_iter().map(|(range, kind)| {
        let titled = range.start > 0
            && scan.is(range.start - 1, class::TITLE | class::PERSON)
            && scan.adjacent(range.start);
        let gender = match kind {
            EntityKind::Person => match scan.gender(range.start, titled) {
                Gender::Unknown if titled => by_article(&scan, range.start - 1),
                Gender::Unknown => match by_role(tokens, range.start) {
                    Gender::Unknown => {
                        // "зоолога Родиона Шульгина" is no woman.
                        let case = titled && scan.is(range.start - 1, class::CASE);
                        let last = tokens.get(range.end - 1);
                        let last = last.filter(|_| range.len() > 1 && !case);
                        last.map_or(Gender::Unknown, |last| row.pack().bearer(&last.lower))
                    }
                    gender => gender,
                },
                gender => gender,
            },
            _ => Gender::Unknown,
        };
        (scan.span(range.start, range.end), kind, gender)
    });
    group(text, row.pack(), found.collect())
}

/// "Commenta Carlo Rognoni", "Morreu Adelino Rocha": whether the first word of a sentence has its capital from there, and
/// somebody's name begins behind it.
fn leads_to_name(scan: &Scan<'_>, name: &Range<usize>, pack: &Pack) -> bool {
    let Some([first, next, ..]) = scan.tokens.get(name.clone()) else {
        return false;
    };
    let given = |token: &Token| {
        token.is(class::MAN | class::WOMAN) || lexicon::first_name(&token.lower) != Gender::Unknown
    };
    let small = first.is(FUNCTION) && !first.is(class::PARTICLE | class::PLACE);
    let participle = scan.order == Order::SubjectFirst && first.lower.ends_with("ant");
    let verb = (scan.reporting)(&first.lower)
        || first.classes == 0 && given(next) && (pack.tells(&first.lower) || participle);
    scan.begins(name.start) && !given(first) && (small || verb)
}

/// One past a person's name that the lists cut before its small words: "Van" and "der Bellen".
fn past_particles(scan: &Scan<'_>, name: &Range<usize>) -> usize {
    let is = |at: usize, capital: bool| {
        let token = scan.tokens.get(at);
        token.is_some_and(|it| it.is_word() && it.capital == capital) && scan.adjacent(at)
    };
    let mut end = name.end;
    // "Alexander van der Berg", but not "Karl von Kiel": what joins nouns, too, joins nothing here.
    let joins = |token: &Token| matches!(token.lower.as_str(), "van" | "von" | "ter" | "ten");
    let joined = scan.tokens.get(end).is_some_and(joins) && !scan.is(end, class::OF);
    // "Ministerin Ursula von der Leyen", "Karl von der Heide": more words than a place has, or behind an office.
    let titled = name.start > 0 && scan.is(name.start - 1, class::TITLE | class::PERSON);
    let article = scan.tokens.get(end + 1);
    let article = article.is_some_and(|it| matches!(it.lower.as_str(), "der" | "dem" | "den"));
    let given = name.len() == 1 && scan.is(name.start, class::MAN | class::WOMAN);
    let noble = scan
        .tokens
        .get(end)
        .is_some_and(|it| it.lower == "von" && !it.capital);
    let joined = joined || scan.order == Order::German && noble && given && (titled || article);
    let first = name.len() > 1 && scan.is(name.end - 1, class::PARTICLE) || joined;
    while first && end < name.end + 3 && is(end, false) && scan.is(end, class::PARTICLE) {
        end += 1;
    }
    let thing = class::NOUN | class::BODY | class::PAPER | class::PERSON;
    let whole =
        first && is(end, true) && !scan.is(end, FUNCTION) && !(given && scan.is(end, thing));
    if whole { end + 1 } else { name.end }
}

/// The first token of a person's name, with a small word before it that has a capital in the middle of a sentence: "Dell'Utri",
/// "Di Lauro".
fn before_particle(scan: &Scan<'_>, name: &Range<usize>) -> usize {
    let Some(before) = name.start.checked_sub(1) else {
        return name.start;
    };
    let small = scan.tokens.get(before).is_some_and(|it| {
        let letters = it.lower.trim_end_matches(['\'', '’']);
        let joins = matches!(
            letters,
            "di" | "de" | "del" | "dell" | "della" | "dello" | "d"
        );
        it.capital
            && joins
            && it
                .span
                .of(scan.text)
                .chars()
                .nth(1)
                .is_none_or(|c| !c.is_uppercase())
    });
    let subject_first = scan.order == Order::SubjectFirst;
    match small && subject_first && scan.adjacent(name.start) && !scan.begins(before) {
        true => before,
        false => name.start,
    }
}

/// "сказал Орлов РИА Новости": parts the agency from whoever told it, where the text names them in full.
fn part_agencies(scan: &Scan<'_>, found: &mut Vec<(Range<usize>, EntityKind)>) {
    if scan.order != Order::Bare {
        return;
    }
    let word = |at: usize| scan.tokens.get(at).map_or("", |it| it.lower.as_str());
    let shouts = |at: usize| {
        let word = scan.tokens.get(at).map_or("", |it| it.span.of(scan.text));
        let number = word.chars().all(|c| "IVXLC".contains(c));
        word.chars().count() > 2 && word.chars().all(char::is_uppercase) && !number
    };
    let full = found
        .iter()
        .filter(|it| it.1 == EntityKind::Person && it.0.len() > 1);
    let people: HashSet<&str> = full.map(|(range, _)| word(range.end - 1)).collect();
    let mut agencies = Vec::new();
    for (range, kind) in found.iter_mut() {
        let agency = (range.start + 1..range.end).find(|&at| shouts(at));
        let agency = agency.filter(|_| !shouts(range.start));
        let Some(at) = agency else { continue };
        let told = at == range.start + 1 && scan.is(at, class::BODY);
        if *kind == EntityKind::Person || told || people.contains(word(at - 1)) {
            agencies.push((at..range.end, EntityKind::Organisation));
            (range.end, *kind) = (at, EntityKind::Person);
        }
    }
    found.extend(agencies);
    found.sort_small_by_key(|(range, _)| range.start);
}

/// Leaves of names that overlap the first alone.
fn no_overlap(found: &mut Vec<(Range<usize>, EntityKind)>) {
    found.sort_small_by_key(|(range, _)| range.start);
    found.dedup_by(|later, first| later.0.start < first.0.end);
}

/// Whether a name is a first name of the lists and one or two more words that name no place and no body, behind nothing
/// that bears somebody's name: "Fabrizio Corona", "Leopoldo II", but not "via Cristoforo Colombo". German firms and streets
/// are called so too often.
fn is_full_name(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let bears = class::BEFORE_PLACE | class::REGION | class::BODY | class::CALLED;
    let thing = class::PLACE | class::BODY | class::REGION | class::BEFORE_PLACE;
    let given = |at: usize| {
        let lists = |token: &Token| lexicon::first_name(&token.lower) != Gender::Unknown;
        scan.is(at, class::MAN | class::WOMAN) || scan.tokens.get(at).is_some_and(lists)
    };
    let last = scan.tokens.get(range.end - 1);
    let mut rest = range.start + 1..range.end;
    // "Denise Firenze": a town may be a last name behind a first name that is none.
    let town = range.len() == 2 && !scan.is(range.start, FUNCTION);
    let thing = if town { thing & !class::PLACE } else { thing };
    let before = range.start.checked_sub(1);
    scan.order != Order::German
        && (2..=3).contains(&range.len())
        && !last.is_some_and(|it| is_joined(scan, it))
        && given(range.start)
        && !scan.is(range.start, thing | class::PLACE)
        && !before.is_some_and(|at| scan.is(at, bears))
        && rest.all(|at| scan.tokens.get(at).is_some_and(|it| it.capital) && !scan.is(at, thing))
}

/// "Berg-tribune", not "Jong-un": whether a longer word in small letters follows a hyphen.
fn is_joined(scan: &Scan<'_>, token: &Token) -> bool {
    let mut parts = token.span.of(scan.text).split('-').skip(1);
    parts.any(|part| part.starts_with(char::is_lowercase) && part.len() > 4)
}

/// "R. Primero, descanso.": whether a letter before an answer was taken for part of a name.
fn is_label(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let letter = scan.tokens.get(range.start);
    let letter = letter.is_some_and(|it| it.lower.trim_end_matches('.').chars().count() == 1);
    let small = scan.is(range.start + 1, FUNCTION | class::ADVERB | class::OTHER);
    letter && range.len() == 2 && small && scan.begins(range.start)
}

/// "«Pare.»", "— Adeus.": whether a word that is no first name is a sentence by itself.
fn is_answer(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let next = scan.tokens.get(range.end).map(|next| next.kind);
    let ends = matches!(next, None | Some(Kind::Stop | Kind::Sign));
    let given = |it: &Token| lexicon::first_name(&it.lower) != Gender::Unknown;
    range.len() == 1
        && ends
        && scan.begins(range.start)
        && !scan.is(range.start, class::MAN | class::WOMAN)
        && !scan.tokens.get(range.start).is_some_and(given)
}

/// "la députée Inès Vauquelin": whether the article before the office at `at` is a man's or a woman's.
fn by_article(scan: &Scan<'_>, at: usize) -> Gender {
    let article = at
        .checked_sub(1)
        .filter(|_| scan.order == Order::SubjectFirst);
    let is = |classes: u64| article.is_some_and(|at| scan.is(at, classes));
    match (is(class::ONE_MAN), is(class::ONE_WOMAN)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// "der Sprecher der Eltern, Siegfried Russ": whether the role before the comma is a man's or a woman's.
fn by_role(tokens: &[Token], name: usize) -> Gender {
    let Some(comma) = name.checked_sub(1) else {
        return Gender::Unknown;
    };
    if tokens.get(comma).map(|token| token.kind) != Some(Kind::Comma) {
        return Gender::Unknown;
    }
    let before = tokens
        .get(comma.saturating_sub(ROLE)..comma)
        .unwrap_or_default();
    let words = before.iter().rev().take_while(|token| token.is_word());
    // The first word of the role: "die Sprecherin des Ministers, Eva Mahl".
    let role = words
        .filter(|token| token.is(class::TITLE | class::PERSON))
        .last();
    match role {
        Some(role) if role.is(class::FEMALE) => Gender::Female,
        Some(role) if role.is(class::MALE) => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// So many words before the comma a role is looked for.
const ROLE: usize = 6;

/// The second look: a person's last name alone, where nothing else was seen in it.
fn again(tokens: &[Token], pack: &Pack, found: &mut Vec<(Range<usize>, EntityKind)>) {
    let mut last_names: HashMap<&str, bool> = HashMap::new();
    // Last names that stand behind a first name, and last words of longer names of anything else.
    let (mut full, mut others) = (HashSet::new(), HashSet::new());
    for (range, kind) in found.iter() {
        let Some(last) = tokens.get(range.clone()).and_then(<[Token]>::last) else {
            continue;
        };
        let last = last.lower.as_str();
        let person = *kind == EntityKind::Person && range.len() > 1;
        if range.len() > 1 {
            let names = if person { &mut full } else { &mut others };
            names.insert(last);
        }
        if person || range.len() == 1 && *kind != EntityKind::Person {
            *last_names.entry(last).or_insert(person) &= person;
        }
    }
    full.retain(|name| !others.contains(name));
    // "Berlusconi" is whom the text calls Silvio Berlusconi, whatever it looks like elsewhere.
    for (range, kind) in found.iter_mut() {
        let named = |word: &str| {
            full.contains(word)
                || pack
                    .nominatives(word)
                    .any(|word| full.contains(word.as_str()))
        };
        // "a Houston" is the town, "Houston canta" whoever bears the name.
        let led = range.start.checked_sub(1).and_then(|at| tokens.get(at));
        let led = led.is_some_and(|it| it.is(class::TOWARDS | class::PREPOSITION));
        if let Some([only]) = tokens.get(range.clone())
            && !(only.is(class::PLACE) && led)
            && named(&only.lower)
        {
            *kind = EntityKind::Person;
        }
    }
    let mut alike: HashMap<&[u8], Vec<&str>> = HashMap::new();
    if pack.declines() {
        let mut names: Vec<&str> = last_names.keys().copied().collect();
        names.sort_unstable();
        for name in names {
            alike.entry(Pack::beginning(name)).or_default().push(name);
        }
    }
    let mut taken = vec![false; tokens.len()];
    for (range, _) in found.iter() {
        if let Some(taken) = taken.get_mut(range.clone()) {
            taken.fill(true);
        }
    }
    for (at, (token, taken)) in tokens.iter().zip(taken).enumerate() {
        let known = token.capital && !taken && token.is_word();
        let lower = token.lower.as_str();
        let named = || {
            last_names.get(lower).copied().or_else(|| {
                // The name in another case.
                let mut names = alike.get(Pack::beginning(lower))?.iter().take(MOST_ALIKE);
                let name = names.find(|name| pack.same(name, lower))?;
                last_names.get(name).copied()
            })
        };
        if known && named() == Some(true) {
            found.push((at..at + 1, EntityKind::Person));
        }
    }
    found.sort_small_by_key(|(range, _)| range.start);
}
