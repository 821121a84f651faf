//! Which names mean the same, in a language with a pack: the same words, a person's last or first name alone, another case.

use std::collections::HashMap;

use super::class;
use super::pack::Pack;
use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{Entity, EntityKind, Span, one_line};

/// So many names that begin alike are compared with one, which may be any of them in another case.
pub(super) const MOST_ALIKE: usize = 100;

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

/// "Олег Верещагин": a full name that only other cases of were seen, once its last name stands alone as lists have it.
fn in_first_case(pack: &Pack, name: &str, last: &str) -> Option<String> {
    let (first, known) = name.split_once(' ')?;
    let given = |word: &String| {
        let classes = pack.classes(word);
        classes & (class::MAN | class::WOMAN) != 0 && classes & class::CASE == 0
    };
    let lower = first.to_lowercase();
    let first = pack.nominatives(&lower).find(given)?;
    let mut letters = first.chars();
    let capital = letters.next()?.to_uppercase();
    pack.is_case_of(&last.to_lowercase(), &known.to_lowercase())
        .then(|| format!("{capital}{} {last}", letters.as_str()))
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
pub(super) fn group(text: &str, pack: &Pack, found: Vec<(Span, EntityKind, Gender)>) -> Names {
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
        // "Путиным", and "Путин" anywhere.
        let nominative = || {
            let (known, new) = (entity.name.to_lowercase(), lower.as_str());
            pack.is_case_of(new, &known) && !pack.is_case_of(&known, new)
        };
        let better = if pack.declines() {
            fuller
                || words.contains(' ') && case(&entity.name) && !case(words)
                || alone && !entity.name.contains(' ') && nominative()
        } else {
            words.len() > entity.name.len()
        };
        let whole = alone && pack.declines() && case(&entity.name);
        let whole = whole.then(|| in_first_case(pack, &entity.name, words));
        if let Some(name) = whole.flatten() {
            entity.name = name;
            them.take(number, entity);
        } else if better && person {
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
