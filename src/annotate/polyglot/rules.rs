//! Names by rules: capitals, lists, and the titles and cues beside them.
//!
//! The first look takes what a title, a first name, a word for bodies or a list makes sure, the second gives single words
//! that the first has seen as part of a name ("Roux" after "Anne Roux"). What was learned has the last word
//! ([`super::learned`]); what the rules say is the best that it knows.

use std::collections::HashMap;
use std::ops::Range;

use super::class;
use super::packs::Order;
use super::words::{Kind, Token};
use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{EntityKind, SortSmall, Span};

/// So many words with capitals in a row are looked at together.
const LONGEST: usize = 12;

/// Small words, which are no names.
pub const FUNCTION: u64 = class::THAT
    | class::QUESTION
    | class::HE
    | class::SHE
    | class::THEY
    | class::IT
    | class::I
    | class::CLITIC
    | class::DETERMINER
    | class::OBLIQUE
    | class::OF
    | class::PREPOSITION
    | class::AND
    | class::CONJUNCTION
    | class::RELATIVE
    | class::NEGATION
    | class::HAVE
    | class::ADVERB
    | class::MONTH
    | class::OTHER
    | class::VERB
    | class::MOOD
    | class::MOOD_WEAK
    | class::TOWARDS
    | class::WITH
    | class::CALLED
    | class::WORDS;

const NOUNS: u64 =
    class::TITLE | class::PERSON | class::BODY | class::PAPER | class::NOUN | class::REGION;

/// A name that was found: its tokens, what it names, whether a man or a woman.
type Hit = (Range<usize>, EntityKind, Gender);

/// The names that lists, titles and cues give, as ranges of tokens.
pub fn by_rules(
    text: &str,
    tokens: &[Token],
    order: Order,
    reporting: &dyn Fn(&str) -> bool,
) -> Vec<(Range<usize>, EntityKind)> {
    let scan = Scan {
        text,
        tokens,
        order,
        reporting,
    };
    let mut found: Vec<Hit> = Vec::new();
    let mut unsure: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = scan.run(at) else {
            at += 1;
            continue;
        };
        scan.split(at, end, &mut found, &mut unsure);
        at = end.max(at + 1);
    }
    let mut parts: HashMap<String, EntityKind> = HashMap::new();
    for (range, kind, _) in &found {
        let words = scan.span(range.start, range.end).of(text);
        let last = words.rsplit(' ').next().unwrap_or(words);
        parts.entry(last.to_lowercase()).or_insert(*kind);
        if *kind != EntityKind::Person {
            parts.entry(words.to_lowercase()).or_insert(*kind);
        }
    }
    for (start, end) in unsure {
        let words = scan.span(start, end).of(text).to_lowercase();
        let known = parts.get(words.as_str()).copied();
        if let Some(kind) = known.or_else(|| scan.guess(start, end)) {
            found.push((start..end, kind, Gender::Unknown));
        }
    }
    found.sort_small_by_key(|(range, ..)| (range.start, range.end));
    found.dedup_by(|later, first| later.0.start < first.0.end);
    let found = found.into_iter().map(|(range, kind, _)| (range, kind));
    found.collect()
}

/// The tokens of a text, to look for names in.
pub struct Scan<'a> {
    /// All of it.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The word order of the language.
    pub order: Order,
    /// Whether a word is a form of a reporting verb.
    pub reporting: &'a dyn Fn(&str) -> bool,
}

impl Scan<'_> {
    /// The bytes of the tokens from `start` to `end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match self.tokens.get(start..end) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// Whether the token at `at` is in one of these classes.
    pub fn is(&self, at: usize, classes: u64) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(classes))
    }

    /// The token before `at`, and what stands between it and that one.
    fn before(&self, at: usize) -> Option<(&Token, &str)> {
        let before = self.tokens.get(at.checked_sub(1)?)?;
        let gap = before.span.end..self.tokens.get(at)?.span.start;
        Some((before, self.text.get(gap).unwrap_or_default()))
    }

    /// Whether a sentence begins at `at`.
    pub fn begins(&self, at: usize) -> bool {
        self.before(at).is_none_or(|(before, gap)| {
            matches!(
                before.kind,
                Kind::Stop | Kind::Colon | Kind::Sign | Kind::Break | Kind::Opens
            ) || gap.contains('\n')
        })
    }

    /// The end of the run of capitals that begins at `at`.
    fn run(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        if !token.is_word() || !token.capital {
            return None;
        }
        let small = token.is(FUNCTION) && !token.is(class::MAN | class::WOMAN | class::PLACE);
        if small && (self.begins(at) || token.lower.chars().count() < 4 || token.is(class::MONTH)) {
            return None;
        }
        let mut end = at + 1;
        while let Some(next) = self.tokens.get(end).filter(|_| end < at + LONGEST) {
            let joins = |c: char| matches!(c, ' ' | '.' | '\u{a0}');
            let near = self
                .before(end)
                .is_some_and(|(_, gap)| gap.chars().all(joins));
            if !near || !next.is_word() {
                break;
            }
            if next.capital && !next.is(class::MONTH) {
                end += 1;
                continue;
            }
            let joint = next.is(class::PARTICLE) && !next.capital;
            let mut after = end + 1;
            while joint
                && self.is(after, class::PARTICLE)
                && self.tokens.get(after).is_some_and(|token| !token.capital)
            {
                after += 1;
            }
            let goes_on = joint
                && self.tokens.get(after).is_some_and(|token| {
                    let beside = |before: &Token| token.span.start <= before.span.end + 1;
                    token.capital
                        && token.is_word()
                        && self.tokens.get(after - 1).is_some_and(beside)
                });
            if !goes_on {
                break;
            }
            end = after + 1;
        }
        Some(end)
    }

    /// What a run of capitals holds: names at once, or words that must wait.
    fn split(
        &self,
        start: usize,
        end: usize,
        found: &mut Vec<Hit>,
        unsure: &mut Vec<(usize, usize)>,
    ) {
        let mut from = start;
        // Titles, offices and the small words of a sentence's beginning come off.
        while let Some(token) = self.tokens.get(from).filter(|_| from < end) {
            let listed = token.is(class::MAN | class::WOMAN) && from + 1 < end;
            let title = token.is(class::TITLE | class::PERSON) && !listed;
            let noun =
                self.order == Order::German && token.is(NOUNS) && !listed && !token.is(class::BODY);
            let small = token.is(FUNCTION) && !listed && !token.is(class::PLACE);
            if title || noun || small && from == start {
                from += 1;
            } else {
                break;
            }
        }
        let Some(first) = self.tokens.get(from).filter(|_| from < end) else {
            return;
        };
        let titled =
            from > 0 && self.is(from - 1, class::TITLE | class::PERSON) && self.adjacent(from);
        let len = end - from;
        let given = first.is(class::MAN | class::WOMAN)
            || lexicon::first_name(&first.lower) != Gender::Unknown;
        let gender = self.gender(from, titled);
        let shout = |token: &Token| {
            let word = token.span.of(self.text);
            (2..=6).contains(&word.chars().count())
                && !word.contains(char::is_lowercase)
                && word.contains(char::is_alphabetic)
        };
        let body = (from..end)
            .any(|at| self.is(at, class::BODY) && !(self.order == Order::German && len == 1));
        let person_end = self.person_end(from, end);
        if first.is(class::PLACE) && (len == 1 || !given) {
            let place_end = (from + 1..end)
                .take_while(|&at| self.is(at, class::PLACE))
                .last()
                .map_or(from + 1, |at| at + 1);
            if len == 1 || self.order == Order::German {
                found.push((from..place_end, EntityKind::Place, Gender::Unknown));
                if place_end < end {
                    self.split(place_end, end, found, unsure);
                }
                return;
            }
        }
        if first.is(class::REGION) && len > 1 {
            found.push((from..end, EntityKind::Place, Gender::Unknown));
        } else if body && len > 1 && !given && self.order != Order::German
            || len == 1 && shout(first) && !first.is(class::NOUN)
        {
            found.push((from..end, EntityKind::Organisation, Gender::Unknown));
        } else if len >= 2 && given
            || titled
                && len <= 4
                && !shout(first)
                && !(self.order == Order::German && self.is(from, NOUNS))
        {
            found.push((from..person_end, EntityKind::Person, gender));
            if person_end < end {
                self.split(person_end, end, found, unsure);
            }
        } else if self.order == Order::German {
            // Nouns have capitals, too: each word is looked at by itself.
            if len > 1 {
                unsure.push((from, from + 1));
                self.split(from + 1, end, found, unsure);
            } else {
                unsure.push((from, end));
            }
        } else {
            unsure.push((from, end));
        }
    }

    /// Whether the token before `at` stands right beside it.
    pub fn adjacent(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        let beside = |(before, _): (&Token, &str)| {
            token.is_some_and(|token| token.span.start <= before.span.end + 2)
        };
        self.before(at).is_some_and(beside)
    }

    /// How far a person's name reaches in a run: in German no further than three words, and not into nouns.
    fn person_end(&self, from: usize, end: usize) -> usize {
        if self.order != Order::German {
            return end;
        }
        // Surnames end like nouns: "Lindner", "Berger".
        let mut to = (from + 2).min(end);
        while to < end && to < from + 5 && !self.is(to, NOUNS | class::PLACE) {
            to += 1;
        }
        while to > from + 1 && self.is(to - 1, class::PARTICLE) {
            to -= 1;
        }
        to
    }

    /// Whether the person named from `from` on is a man or a woman, by name or title.
    pub fn gender(&self, from: usize, titled: bool) -> Gender {
        let Some(token) = self.tokens.get(from) else {
            return Gender::Unknown;
        };
        let before = from.checked_sub(1).filter(|_| titled);
        let says = |classes: u64| {
            token.is(classes & (class::MAN | class::WOMAN))
                || before.is_some_and(|at| self.is(at, classes & (class::MALE | class::FEMALE)))
        };
        if says(class::WOMAN | class::FEMALE) {
            Gender::Female
        } else if says(class::MAN | class::MALE) {
            Gender::Male
        } else {
            lexicon::first_name(&token.lower)
        }
    }

    /// What a run is that nothing has made sure.
    fn guess(&self, start: usize, end: usize) -> Option<EntityKind> {
        let len = end - start;
        let before = start
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .filter(|_| !self.begins(start));
        let german = self.order == Order::German;
        let first = self.tokens.get(start)?;
        if first.is(class::PLACE) {
            return Some(EntityKind::Place);
        }
        let reports = |at: Option<usize>| {
            at.and_then(|at| self.tokens.get(at)).is_some_and(|token| {
                token.is_word() && !token.capital && (self.reporting)(&token.lower)
            })
        };
        let beside = reports(start.checked_sub(1)) || reports(Some(end));
        if german {
            return (beside
                && !first.is(NOUNS | FUNCTION)
                && before.is_none_or(|before| !before.is(class::DETERMINER | class::OBLIQUE)))
            .then_some(EntityKind::Person);
        }
        if (start..end).any(|at| self.is(at, class::BODY)) {
            return (len > 1 || !self.begins(start)).then_some(EntityKind::Organisation);
        }
        if before.is_some_and(|before| before.is(class::TOWARDS)) && len <= 3 {
            return Some(EntityKind::Place);
        }
        if self.begins(start) && len == 1 {
            return (beside && !first.is(FUNCTION | NOUNS)).then_some(EntityKind::Person);
        }
        let joined = (start..end).any(|at| self.is(at, class::OF) && !self.is(at, class::PARTICLE));
        if (2..=3).contains(&len)
            && !joined
            && !(start..end).any(|at| self.is(at, NOUNS | FUNCTION))
        {
            let determined = before.is_some_and(|before| before.is(class::DETERMINER));
            return Some(if determined {
                EntityKind::Organisation
            } else {
                EntityKind::Person
            });
        }
        if len == 1 && beside && !first.is(NOUNS | FUNCTION) {
            return Some(EntityKind::Person);
        }
        None
    }
}
