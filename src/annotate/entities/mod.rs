//! Names to entities: who is meant, under which name, in what role.

mod candidates;
pub mod coreference;
pub(crate) mod dates;
pub(crate) mod pronouns;
pub(crate) mod unnamed;
mod weights;

use std::collections::HashMap;
use std::ops::Range;

use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};

use crate::model::{Entity, EntityId, EntityKind};

/// The longest role that stands before or behind a name, in tokens.
const LONGEST_ROLE: usize = 12;

/// The entities of a text, and what a pronoun must agree with.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By first mention; what [`EntityId`] counts.
    pub entities: Vec<Entity>,
    /// A man, a woman, or not known; for each entity.
    pub genders: Vec<Gender>,
}

/// Groups the layer's names, marks each with its entity, and gives the entities.
pub fn entities(layer: &mut Layer<'_>) -> People {
    let groups = coreference::group(layer, &layer.names);
    let mut people = People::default();
    let mut names = std::mem::take(&mut layer.names);
    for (name, group) in names.iter_mut().zip(groups) {
        name.entity = u32::try_from(group).ok().map(EntityId);
        if group == people.entities.len() {
            people.entities.push(Entity {
                kind: name.kind,
                name: String::new(),
                role: None,
                mentions: Vec::new(),
            });
            people.genders.push(Gender::Unknown);
        }
        let (Some(entity), Some(gender)) = (
            people.entities.get_mut(group),
            people.genders.get_mut(group),
        ) else {
            continue;
        };
        let span = layer.span(&name.tokens);
        if full_name(layer, name, &entity.name) {
            // A name may go over the end of a line.
            let words: Vec<&str> = span.of(layer.text).split_whitespace().collect();
            entity.name = words.join(" ");
        }
        entity.mentions.push(span);
        if name.kind == EntityKind::Person {
            if *gender == Gender::Unknown {
                *gender = coreference::gender(layer, name);
            }
            if entity.role.is_none() {
                entity.role = role(layer, &name.tokens).map(|tokens| {
                    let words = layer.span(&tokens).of(layer.text);
                    let role = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    one_of(role)
                });
            }
        }
    }
    by_first_name(&mut people);
    apart(layer, &names, &mut people);
    said_of_self(layer, &names, &mut people);
    layer.names = names;
    people
}

/// Names that two persons share get the title by which the text keeps them apart: "Mr Ruiz" and "Mrs Ruiz".
fn apart(layer: &Layer<'_>, names: &[Name], people: &mut People) {
    let mut bearers: HashMap<String, u32> = HashMap::new();
    let persons = (people.entities.iter()).filter(|entity| entity.kind == EntityKind::Person);
    for entity in persons {
        *bearers.entry(entity.name.clone()).or_default() += 1;
    }
    bearers.retain(|_, count| *count > 1);
    if bearers.is_empty() {
        return;
    }
    for name in names {
        let title = name
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |at| layer.word(at));
        let tells = lexicon::title(title).is_some_and(|gender| gender != Gender::Unknown);
        let entity = (name.entity).and_then(|entity| people.entities.get_mut(entity.0 as usize));
        if let Some(entity) = entity.filter(|entity| tells && bearers.contains_key(&entity.name)) {
            entity.name.insert_str(0, &format!("{title} "));
        }
    }
}

/// Who is called by a first name alone and throughout: "Petra".
fn by_first_name(people: &mut People) {
    for (entity, gender) in people.entities.iter().zip(&mut people.genders) {
        let alone = entity.kind == EntityKind::Person && !entity.name.contains(' ');
        if alone && *gender == Gender::Unknown {
            *gender = lexicon::first_name(&entity.name);
        }
    }
}

/// "Kimes said |he would go": what nobody's name or title tells, the first pronoun after the verb may.
fn said_of_self(layer: &Layer<'_>, names: &[Name], people: &mut People) {
    const SAYS: [&str; 9] = [
        "added", "admitted", "believes", "claimed", "insisted", "said", "says", "thinks", "thought",
    ];
    /// Another person so many tokens before may be meant as well.
    const NEAR: usize = 25;
    let (mut man, mut woman) = (None, None);
    for name in names {
        let near = |other: Option<usize>| {
            other.is_some_and(|other| name.tokens.start.saturating_sub(other) < NEAR)
        };
        let entity = name.entity.map(|entity| entity.0 as usize);
        let known = entity
            .and_then(|entity| people.genders.get(entity))
            .copied();
        let verb = past_modifier(layer, name.tokens.end);
        let that = usize::from(layer.word(verb + 1) == "that");
        let pronoun = layer.word(verb + 1 + that);
        let (gender, other) = match pronoun {
            "he" => (Gender::Male, near(man)),
            "she" => (Gender::Female, near(woman)),
            _ => (Gender::Unknown, false),
        };
        let person = name.kind == EntityKind::Person && !is_owned(layer, name.tokens.start);
        let alone = known == Some(Gender::Unknown) && gender != Gender::Unknown && !other;
        if person && alone && SAYS.contains(&layer.word(verb)) {
            let own = entity.and_then(|entity| people.genders.get_mut(entity));
            if let Some(own) = own {
                *own = gender;
            }
        }
        match known {
            Some(Gender::Male) => man = Some(name.tokens.end),
            Some(Gender::Female) => woman = Some(name.tokens.end),
            _ => {}
        }
    }
}

/// Whether the words before a name at `start` say whose it is, who may be meant by the next pronoun: "his editor, |Ida".
fn is_owned(layer: &Layer<'_>, start: usize) -> bool {
    let before = start.saturating_sub(LONGEST_ROLE)..start;
    let inside = |at: &usize| {
        matches!(
            layer.tag(*at),
            Some(Tag::Comma | Tag::Nn | Tag::Jj | Tag::Nnp | Tag::PrpS | Tag::Pos)
        )
    };
    let owns = |at: usize| matches!(layer.tag(at), Some(Tag::PrpS | Tag::Pos));
    before.rev().take_while(inside).any(owns)
}

/// Past a few words between commas at `at`, with no verb among them: ", |visibly angry,| said".
fn past_modifier(layer: &Layer<'_>, at: usize) -> usize {
    const LONGEST: usize = 8;
    let parts = |at: &usize| layer.tag(*at) == Some(Tag::Comma);
    let plain = |at: &usize| {
        layer
            .tag(*at)
            .is_some_and(|tag| !tag.is_finite() && tag != Tag::Stop)
    };
    (at + 1..at + LONGEST)
        .take_while(plain)
        .find(|next| parts(&at) && parts(next))
        .map_or(at, |comma| comma + 1)
}

/// The office of one where it is written for several: "Reps." before "Hale and Kroll".
fn one_of(role: String) -> String {
    match role.as_str() {
        "Govs." | "Profs." | "Reps." | "Sens." => role.replace("s.", "."),
        _ => role,
    }
}

/// Whether `name` says more than the entity's name so far: more words, but not all in capitals.
fn full_name(layer: &Layer<'_>, name: &Name, so_far: &str) -> bool {
    let words = layer.span(&name.tokens).of(layer.text);
    let shouts = |text: &str| text.len() > 5 && !text.contains(char::is_lowercase);
    let better = words.split(' ').count() > so_far.split(' ').count()
        || words.len() > so_far.len() && so_far.len() < 6;
    let longer = |one: &str, other: &str| one.split(' ').count() >= other.split(' ').count();
    // "VW ID", what VW makes
    let coded = |long: &str, short: &str| {
        let rest = long
            .strip_prefix(short)
            .and_then(|rest| rest.strip_prefix(' '));
        name.kind == EntityKind::Organisation
            && !short.is_empty()
            && rest.is_some_and(|rest| rest.len() < 4 && rest.chars().all(char::is_uppercase))
    };
    if coded(words, so_far) || coded(so_far, words) {
        return coded(so_far, words);
    }
    so_far.is_empty()
        || better && (!shouts(words) || shouts(so_far) || !so_far.contains(char::is_lowercase))
        || shouts(so_far) && words.contains(char::is_lowercase) && longer(words, so_far)
}

/// The tokens that say what the person named by `name` is: "State Department Spokesman" before the
/// name, or "the harbour master" between commas behind it.
pub fn role(layer: &Layer<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    role_before(layer, name.start).or_else(|| role_behind(layer, name.end))
}

fn role_before(layer: &Layer<'_>, end: usize) -> Option<Range<usize>> {
    let earliest = end.saturating_sub(LONGEST_ROLE);
    let mut start = end;
    while start > earliest && in_role(layer, start - 1) {
        start -= 1;
    }
    while start < end
        && matches!(
            layer.token(start).tag,
            Tag::Pos | Tag::Cc | Tag::In | Tag::Cd
        )
    {
        start += 1;
    }
    // "may rest |captain Jo Stahl": a verb, whatever its tag
    let verb = start > 0 && matches!(layer.token(start - 1).tag, Tag::Md | Tag::To);
    start += usize::from(verb);
    let mut last = end.checked_sub(1).filter(|&last| last >= start)?;
    let only_address =
        start == last && layer.word(last).ends_with('.') && layer.word(last).len() < 5;
    let address = ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady"];
    if last > start + 1 && layer.word(last - 1) == "of" {
        last -= 2; // "Secretary of State"
    }
    let word = small(layer.word(last).trim_end_matches('.'));
    (is_office(&word) && !only_address && !address.contains(&word.as_ref())).then_some(start..end)
}

/// Whether the token at `at` may be part of a role before a name.
fn in_role(layer: &Layer<'_>, at: usize) -> bool {
    matches!(
        layer.token(at).tag,
        Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Jj | Tag::Pos | Tag::Vbg
    ) || layer.word(at) == "of" && at > 0 && layer.token(at - 1).tag != Tag::Nns
}

fn role_behind(layer: &Layer<'_>, start: usize) -> Option<Range<usize>> {
    if layer.word(start) != "," {
        return None;
    }
    let mut first = start + 1;
    match layer.tokens.get(first)?.tag {
        Tag::Dt => first += 1,
        // "Ida Orr, and the treasurer, Paul Reed": somebody else.
        Tag::Cc => return None,
        _ => {}
    }
    let mut office = false;
    let sentence = (layer.sentences).partition_point(|sentence| sentence.end <= start);
    let sentence = layer.sentences.get(sentence)?;
    if is_roll(layer, sentence) {
        return None;
    }
    let end = sentence.end;
    for at in first..end.min(first + LONGEST_ROLE) {
        match layer.token(at).tag {
            Tag::Comma | Tag::Stop | Tag::Colon | Tag::Wh | Tag::Bracket => {
                return (office && at > first).then_some(first..at);
            }
            Tag::Vbd | Tag::Vbz | Tag::Md | Tag::Quote | Tag::Prp => return None,
            Tag::Nn | Tag::Nnp if !office => {
                office = is_office(&small(layer.word(at)));
            }
            Tag::In if !office => return None,
            _ => {}
        }
    }
    // A line that ends without a stop: "Ana Ruiz, harbour master"
    (office && end < first + LONGEST_ROLE && end > first).then_some(first..end)
}

/// Whether a sentence lists who is there: "Present: Cllr A. Moss, Cllr J. Orr, the clerk." What stands between its commas is
/// one person each.
pub(crate) fn is_roll(layer: &Layer<'_>, sentence: &Range<usize>) -> bool {
    /// So many names make a list, and so many tokens tell.
    const NAMES: usize = 3;
    const NEAR: usize = 60;
    let start = sentence.start;
    let near = start..sentence.end.min(start + NEAR);
    let acts = near
        .clone()
        .any(|at| layer.tag(at).is_some_and(Tag::is_finite));
    let colon = near.clone().take(NAMES).any(|at| layer.word(at) == ":");
    colon && !acts && layer.names_in(&near).len() >= NAMES
}

/// Whether `word`, in small letters, is what a person can be.
fn is_office(word: &str) -> bool {
    let endings = [
        "man", "woman", "person", "ist", "ian", "ier", "eer", "ant", "yst", "master", "tor", "ter",
        "der", "ger", "ner", "ker", "ver", "her", "chief", "head",
    ];
    lexicon::title(word).is_some()
        || lexicon::shared_office(word)
        || word.len() > 4 && endings.iter().any(|end| word.ends_with(end))
}
