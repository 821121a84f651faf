//! The names of a text in a language with a pack, and who is the same.
//!
//! Rules find the sure ones, what was learned decides on all, and a second look gives a person's last name alone.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::class;
use super::learned;
use super::pack::Pack;
use super::packs::{Order, Row};
use super::rules::{FUNCTION, Scan, by_rules};
use super::words::{Kind, Token};
use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{Entity, EntityKind, SortSmall, Span, one_line};

/// A name in the text.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its bytes.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// Whom; the place in the entities.
    pub entity: usize,
    /// Whether another bears the name, too, and neither stands out: "Weber" after Anna and Paul Weber.
    pub shared: bool,
}

/// The people, bodies and places of a text.
#[derive(Debug, Default)]
pub struct Names {
    /// In order.
    pub names: Vec<Name>,
    /// By first mention.
    pub entities: Vec<Entity>,
    /// For each entity.
    pub genders: Vec<Gender>,
}

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
        }
    }
    no_overlap(&mut found);
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
    again(tokens, row.pack(), &mut found);
    let found = found.into_iter().map(|(range, kind)| {
        let titled = range.start > 0
            && scan.is(range.start - 1, class::TITLE | class::PERSON)
            && scan.adjacent(range.start);
        let gender = match kind {
            EntityKind::Person => match scan.gender(range.start, titled) {
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
    let first = name.len() > 1 && scan.is(name.end - 1, class::PARTICLE) || joined;
    while first && end < name.end + 3 && is(end, false) && scan.is(end, class::PARTICLE) {
        end += 1;
    }
    let whole = first && is(end, true) && !scan.is(end, FUNCTION);
    if whole { end + 1 } else { name.end }
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
    let mut rest = range.start + 1..range.end;
    let before = range.start.checked_sub(1);
    scan.order != Order::German
        && (2..=3).contains(&range.len())
        && given(range.start)
        && !scan.is(range.start, thing)
        && !before.is_some_and(|at| scan.is(at, bears))
        && rest.all(|at| scan.tokens.get(at).is_some_and(|it| it.capital) && !scan.is(at, thing))
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

/// So many names that begin alike are compared with one, which may be any of them in another case.
const MOST_ALIKE: usize = 100;

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
        if let Some([only]) = tokens.get(range.clone())
            && !only.is(class::PLACE)
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

/// Those who are named so far, by pieces of their names.
#[derive(Debug, Default)]
struct Known {
    /// For each entity, its name without capitals.
    lower: Vec<String>,
    /// By what their last words begin with, in languages with cases.
    alike: HashMap<Vec<u8>, Vec<usize>>,
    /// People, by their first word.
    given: HashMap<String, Vec<usize>>,
}

impl Known {
    /// Takes a new entity, or the better name of one.
    fn take(&mut self, number: usize, entity: &Entity) {
        let lower = entity.name.to_lowercase();
        if let (EntityKind::Person, Some((first, _))) = (entity.kind, entity.name.split_once(' ')) {
            let them = self.given.entry(first.to_lowercase()).or_default();
            if !them.contains(&number) && them.len() < MOST_ALIKE {
                them.push(number);
            }
        }
        match self.lower.get_mut(number) {
            Some(before) => *before = lower,
            None => self.lower.push(lower),
        }
    }

    /// The only entity of that kind whose name a name is in another case: "Олега Верещагина", "Верещагину".
    fn in_another_case(
        &self,
        pack: &Pack,
        entities: &[Entity],
        name: &str,
        kind: EntityKind,
    ) -> Option<usize> {
        let last = name.rsplit(' ').next().unwrap_or(name);
        let length = name.split(' ').count();
        let fits = |known: &str| {
            let known_last = known.rsplit(' ').next().unwrap_or(known);
            if !pack.same(known_last, last) {
                return false;
            }
            match known.split(' ').count() {
                same if same == length => {
                    let mut words = name.split(' ').zip(known.split(' '));
                    words.all(|(one, other)| pack.same(one, other))
                }
                other => kind == EntityKind::Person && (length == 1 || other == 1),
            }
        };
        let alike = self.alike.get(Pack::beginning(last))?;
        let mut fitting = alike.iter().copied().take(MOST_ALIKE).filter(|number| {
            let entity = entities.get(*number);
            entity.is_some_and(|entity| entity.kind == kind)
                && self.lower.get(*number).is_some_and(|known| fits(known))
        });
        let number = fitting.next()?;
        fitting.next().is_none().then_some(number)
    }

    /// The only person of that first name: "Loreto" after "Loreto Aravena", "Romana" after "Roman Sýkora", "Богдан Ильич"
    /// after "Богдан Рысин".
    fn by_first_name(&self, pack: &Pack, words: &str) -> Option<usize> {
        let lower = words.to_lowercase();
        if let Some((first, father)) = lower.split_once(' ') {
            let ends = ["ич", "овна", "евна", "ична"];
            let fits = ends.iter().any(|end| father.ends_with(end));
            return self.of_first_name(first).filter(|_| fits);
        }
        if pack.classes(&lower) & (class::MAN | class::WOMAN) == 0 {
            return None;
        }
        let in_case = || {
            let mut names = pack.nominatives(&lower);
            names.find_map(|first| self.of_first_name(&first))
        };
        self.of_first_name(&lower).or_else(in_case)
    }

    /// The only person whose first word that is, in small letters.
    fn of_first_name(&self, first: &str) -> Option<usize> {
        let fits = |number: &usize| {
            let name = self.lower.get(*number);
            let rest = name.and_then(|name| name.strip_prefix(first));
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let mut fitting = self.given.get(first)?.iter().copied().filter(fits);
        let number = fitting.next()?;
        fitting.next().is_none().then_some(number)
    }
}

/// "Bianchi Rossi" of "Anna Bianchi Rossi": whether a name of several words is the end of a longer one. A first name before
/// it makes somebody else of it: "Silvio Berti" and "Pier Silvio Berti".
fn is_end_of(words: &str, name: &str, pack: &Pack) -> bool {
    let given = |word: &str| {
        let lower = word.to_lowercase();
        pack.classes(&lower) & (class::MAN | class::WOMAN) != 0
            || lexicon::first_name(&lower) != Gender::Unknown
    };
    let first = |words: &str| words.split([' ', '-']).next().is_some_and(given);
    let rest = name.strip_suffix(words);
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.ends_with(' ') && !(first(rest) && first(words))
    })
}

/// Whom of several a last name alone means, and whether that is sure: the one of that gender, or the one who is named
/// more often than the others.
fn meant(names: &Names, bearers: &[usize], gender: Gender) -> Option<(usize, bool)> {
    let of_gender =
        |number: &&usize| gender != Gender::Unknown && names.genders.get(**number) == Some(&gender);
    let mut fitting = bearers.iter().filter(of_gender);
    if let (Some(only), None) = (fitting.next(), fitting.next()) {
        return Some((*only, true));
    }
    let times = |number: &usize| {
        names
            .entities
            .get(*number)
            .map_or(0, |it| it.mentions.len())
    };
    let most = bearers.iter().max_by_key(|number| times(number))?;
    let next = bearers
        .iter()
        .filter(|other| *other != most)
        .map(times)
        .max();
    Some((*most, times(most) > 1 + next.unwrap_or_default()))
}

/// Joins the mentions of one: the same words, or a person's last name alone.
fn group(text: &str, pack: &Pack, found: Vec<(Span, EntityKind, Gender)>) -> Names {
    let mut names = Names::default();
    let mut by_last: HashMap<String, usize> = HashMap::new();
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    let mut them = Known::default();
    let mut by_name: HashMap<(String, EntityKind), usize> = HashMap::new();
    for (span, kind, gender) in found {
        let words = &*one_line(span.of(text));
        let lower = words.to_lowercase();
        let last = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
        let person = kind == EntityKind::Person;
        let alone = person && !words.contains(' ');
        let several = bearers.get(&last).filter(|them| alone && them.len() > 1);
        let meant = several.and_then(|them| meant(&names, them, gender));
        let known = meant
            .map(|(number, _)| number)
            .or_else(|| by_name.get(&(lower.clone(), kind)).copied())
            .or_else(|| {
                let number = by_last.get(&last).copied().filter(|_| person)?;
                let entity = names.entities.get(number)?;
                let shorter = !words.contains(' ')
                    || !entity.name.contains(' ')
                    || is_end_of(words, &entity.name, pack);
                shorter.then_some(number)
            })
            .or_else(|| them.in_another_case(pack, &names.entities, &lower, kind))
            .or_else(|| person.then(|| them.by_first_name(pack, words))?);
        let number = known.unwrap_or_else(|| {
            let number = names.entities.len();
            let entity = Entity {
                kind,
                name: words.to_owned(),
                role: None,
                mentions: Vec::new(),
            };
            them.take(number, &entity);
            names.entities.push(entity);
            names.genders.push(Gender::Unknown);
            if pack.declines() {
                let beginning = Pack::beginning(&last).to_vec();
                them.alike.entry(beginning).or_default().push(number);
            }
            number
        });
        let known = names.entities.get_mut(number);
        let Some((entity, known)) = known.zip(names.genders.get_mut(number)) else {
            continue;
        };
        // A name is told as lists have it: "Олег Верещагин", not "Олега Верещагина".
        let case = |name: &str| {
            let first = name.split(' ').next().unwrap_or_default().to_lowercase();
            pack.classes(&first) & class::CASE != 0
        };
        let fuller = words.split(' ').count() > entity.name.split(' ').count();
        let better = if pack.declines() {
            fuller || words.contains(' ') && case(&entity.name) && !case(words)
        } else {
            words.len() > entity.name.len()
        };
        if better && person {
            entity.name = words.to_owned();
            them.take(number, entity);
        }
        entity.mentions.push(span);
        if *known == Gender::Unknown {
            *known = gender;
        }
        by_name.insert((lower, kind), number);
        if person {
            let them = bearers.entry(last.clone()).or_default();
            if !alone && !them.contains(&number) && them.len() < MOST_ALIKE {
                them.push(number);
            }
            by_last.insert(last, number);
        }
        names.names.push(Name {
            span,
            kind,
            entity: number,
            shared: meant.is_some_and(|(_, sure)| !sure),
        });
    }
    names
}
