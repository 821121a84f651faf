//! The tokens of a sentence, and where a noun phrase begins in it.

use std::ops::Range;

use super::class;
use super::pack::Pack;
use super::packs::{Order, Row};
use super::words::{Kind, Token};

/// The longest noun phrase, in tokens.
pub(super) const LONGEST: usize = 18;

/// A pronoun that may be a subject.
pub(super) const PRONOUN: u64 = class::HE | class::SHE | class::THEY | class::IT | class::I;

/// A word that begins no noun phrase in a language without articles.
pub(super) const NOT_BARE: u64 = ENDS
    | class::PREPOSITION
    | class::TOWARDS
    | class::WITH
    | class::OBLIQUE
    | class::ADVERB
    | class::AND
    | class::OTHER
    | class::MONTH
    | class::QUESTION
    | class::AS;

/// A word that ends a noun phrase wherever it stands.
pub(super) const ENDS: u64 = class::THAT
    | class::CONJUNCTION
    | class::RELATIVE
    | class::HAVE
    | class::VERB
    | class::MOOD
    | class::NEGATION
    | class::CLITIC
    | PRONOUN;

/// The tokens of one sentence, read by the word order of its language.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// All tokens of the text.
    pub tokens: &'a [Token],
    /// The first token of the sentence.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The word order of the language.
    pub order: Order,
    /// What is known of the language.
    pub pack: &'a Pack,
}

impl<'a> Sentence<'a> {
    /// The tokens of `range`, to be read by a language's pack.
    pub fn new(tokens: &'a [Token], range: &Range<usize>, row: &'a Row) -> Self {
        Sentence {
            tokens,
            start: range.start,
            end: range.end,
            order: row.order,
            pack: row.pack(),
        }
    }
}

impl Sentence<'_> {
    /// The token at `at`, if it is in the sentence.
    pub fn get(&self, at: usize) -> Option<&Token> {
        (self.start <= at && at < self.end)
            .then(|| self.tokens.get(at))
            .flatten()
    }

    /// Whether the token at `at` is in one of these classes.
    pub fn is(&self, at: usize, classes: u64) -> bool {
        self.get(at).is_some_and(|token| token.is(classes))
    }

    /// Whether the token at `at` is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_word)
    }

    /// Whether the token at `at` is words between marks.
    pub fn is_region(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_region)
    }

    /// What the token at `at` is.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|token| token.kind)
    }

    /// Whether a noun phrase that may be a subject begins at `at`.
    pub fn begins_phrase(&self, at: usize) -> bool {
        let Some(token) = self.get(at).filter(|token| token.is_word()) else {
            return false;
        };
        // "Nato in una famiglia …": no body without its article.
        let participle = at == self.start && token.is(class::OTHER) && token.is(class::BODY);
        if participle
            || token.is(class::OBLIQUE) && !token.is(class::DETERMINER)
            || token.is(class::CASE | class::CASED) && !token.capital
            // "Przedmowę napisał Ryba"
            || token.is(class::CASE) && token.lower.ends_with(['ę', 'ą'])
            // "wzruszył ramionami i powiedział"
            || self.is_past(at)
            || self.is_dative(at)
            || self.is_infinitive(at)
            || self.is_asked(at)
            || self.is_inverted(at)
        {
            return false;
        }
        let bare = self.order == Order::Bare
            && !token.is_number()
            && !token.is(NOT_BARE)
            && self.pack.forms(&token.lower).is_empty();
        // "had Van Moorsel": a name's small word with a capital.
        let particle = token.capital
            && at > self.start
            && token.is(class::PARTICLE)
            && self.get(at + 1).is_some_and(|next| next.capital)
            // "De Palacio ha afirmado"
            || at == self.start
                && token.is(class::PARTICLE)
                && self.order == Order::SubjectFirst
                && self.get(at + 1).is_some_and(|next| next.capital)
                && (self.is(at + 2, class::HAVE) || self.reports(at + 2));
        // "Von der Leyen betonte"
        let particle = particle || self.is_noble(at);
        // "teaterns chef": in Swedish a genitive has the article's place.
        let owner = self.order == Order::VerbSecond
            && !token.is(ENDS | class::PREPOSITION | class::TOWARDS | class::ADVERB)
            && token.lower.ends_with('s')
            && self.is(at + 1, class::TITLE | class::PERSON);
        // "benadrukt technisch manager Sjoerd Haan"
        let adjective = !self.order.subject_first()
            && !token.capital
            && token.classes & !class::ADJECTIVE == 0
            && self.is(at + 1, class::TITLE | class::PERSON)
            && self
                .get(at + 2)
                .is_some_and(|name| name.is_word() && name.capital)
            && self.pack.forms(&token.lower).is_empty()
            && !self.pack.tells(&token.lower);
        bare || particle
            || owner
            || adjective
            || token.is(class::DETERMINER
                | PRONOUN
                | class::TITLE
                | class::PERSON
                | class::BODY
                | class::PAPER)
            // "признаётся Марта": a month has no capital there.
            || token.capital
                && at > self.start
                && self.order == Order::Bare
                && token.classes & !class::CASE == class::MONTH
            || token.capital
                && !token.is(class::PREPOSITION
                    | class::TOWARDS
                    | class::WITH
                    | class::CONJUNCTION
                    | class::THAT
                    | class::ADVERB
                    | class::AND
                    | class::OTHER
                    | class::MONTH)
            || token.is_number() && self.get(at + 1).is_some_and(|next| next.is(class::PERSON))
    }

    /// "Interrogata sul futuro di Bassi, …", "Preguntado por Robles, …": a participle at the head of a sentence, and a
    /// preposition.
    fn is_asked(&self, at: usize) -> bool {
        const ENDS: [&str; 8] = ["ato", "ata", "ito", "ita", "ado", "ada", "ido", "ida"];
        let led = class::PREPOSITION | class::TOWARDS | class::OBLIQUE;
        let participle = |token: &Token| {
            let word = token.lower.trim_end_matches(['s', 'e']);
            let ends = word.ends_with('é') || ENDS.iter().any(|end| word.ends_with(end));
            let plain = token.classes & !(class::VERB | class::OTHER) == 0;
            token.capital && plain && word.len() > 5 && ends
        };
        at == self.start
            && self.order.subject_first()
            && self.get(at).is_some_and(participle)
            && self.is(at + 1, led)
            && !self.is(at + 1, class::OF)
    }

    /// "Von der Leyen betonte": a name at the head of a sentence whose small words look like a preposition.
    fn is_noble(&self, at: usize) -> bool {
        let thing = class::NOUN | class::BODY | class::PAPER | class::PERSON | class::PLACE;
        self.order == Order::German
            && at == self.start
            && self.get(at).is_some_and(|token| token.lower == "von")
            && self.get(at + 1).is_some_and(|token| token.lower == "der")
            && self
                .get(at + 2)
                .is_some_and(|name| name.capital && !name.is(thing))
            && (self.is(at + 3, class::HAVE) || self.reports(at + 3))
    }

    /// "Llegó el alcalde y dijo": a verb at the head of a sentence, its subject behind it.
    fn is_inverted(&self, at: usize) -> bool {
        let behind = class::DETERMINER | class::TITLE | class::PERSON | class::BODY;
        let verb = |token: &Token| {
            let finite = class::VERB | class::COPULA | class::HAVE;
            // A word that is a verb by its end alone may be a name.
            let known = || self.pack.words.contains_key(token.lower.as_str());
            let ends = || token.classes == 0 && self.pack.tells(&token.lower);
            let somebody = self.is(at + 1, behind);
            let told = token.is(finite) && (known() || somebody) || ends() && somebody;
            told && !token.is(behind | PRONOUN) && !self.has_later_verb(at + 2)
        };
        at == self.start && self.order.subject_first() && self.get(at).is_some_and(verb)
    }

    /// "Domácí gólman Jan Novák pochytal": whether a verb follows the names at `at` in a language without articles.
    fn has_later_verb(&self, at: usize) -> bool {
        let mut names = at..self.end;
        let next = names.find(|&at| !self.get(at).is_some_and(|it| it.is_word() && it.capital));
        let finite = |token: &Token| {
            let known = token.is(class::VERB | class::COPULA | class::HAVE);
            known || token.classes == 0 && self.pack.tells(&token.lower)
        };
        // "Hlavní rozhodčí Jana Nová protest zamítla": an object may stand between.
        let near = next.map_or(0..0, |next| next..next + 3);
        let mut words = near.map_while(|at| self.get(at).filter(|token| token.is_word()));
        self.order == Order::Bare && words.any(finite)
    }

    /// "diz a rir", "disse a este jornal": a preposition that looks like an article, before an infinitive or an article.
    fn is_infinitive(&self, at: usize) -> bool {
        let both = |token: &Token| token.is(class::PREPOSITION) && token.is(class::DETERMINER);
        let this = class::INFINITIVE | class::DETERMINER | class::HE | class::SHE;
        let verb = |token: &Token| token.is(this) && !token.capital;
        self.get(at).is_some_and(both) && self.get(at + 1).is_some_and(verb)
    }

    /// "Der englischen Zeitung sagte X": no subject has an adjective in "-en" behind "der".
    fn is_dative(&self, at: usize) -> bool {
        let small = class::PREPOSITION | class::TOWARDS | class::WITH | class::ADVERB | class::VERB;
        self.order == Order::German
            && self.get(at).is_some_and(|token| token.lower == "der")
            && self.get(at + 1).is_some_and(|next| {
                next.is_word()
                    && !next.capital
                    && !next.is(small | ENDS)
                    && next.lower.len() > 5
                    && next.lower.ends_with("en")
            })
            && self.get(at + 2).is_some_and(|noun| noun.capital)
    }

    /// Whether a word that no list has ends as a verb of the past does in a language without articles.
    pub(super) fn is_past(&self, at: usize) -> bool {
        const ENDS: [&str; 10] = ["л", "ла", "ли", "ло", "l", "la", "li", "ł", "ła", "ły"];
        // "były bramkarz": an adjective.
        let former = self
            .get(at)
            .is_some_and(|token| token.lower.ends_with("ły"))
            && self.is(at + 1, class::TITLE | class::PERSON | class::BODY);
        self.order == Order::Bare
            && !former
            && self.get(at).is_some_and(|token| {
                let word = token.lower.as_str();
                token.classes == 0
                    && !token.capital
                    && self.pack.tells(word)
                    && ENDS.iter().any(|end| word.ends_with(end))
            })
    }

    /// Whether the token at `at` is a form of a reporting verb, and no noun of that form.
    pub(super) fn reports(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            !token.capital
                && self
                    .pack
                    .forms(&token.lower)
                    .iter()
                    .any(|form| !form.participle)
        }) && !self.is(
            at.wrapping_sub(1),
            class::DETERMINER | class::OF | class::PREPOSITION,
        )
    }

    /// Whether the capital of the word at `at` is only that of its sentence.
    pub(super) fn sentence_head(&self, at: usize) -> bool {
        at == self.start
            && self.get(at).is_some_and(|token| {
                let office = class::TITLE | class::PERSON | class::BODY | class::PAPER;
                // "Глава района Олег Лапин", "Бывшая супермодель": the capital is the sentence's.
                let name = class::MAN | class::WOMAN | class::PLACE;
                let noun = |next: &Token| {
                    let small = ENDS | class::PREPOSITION | class::TOWARDS | class::WITH;
                    let small = small | class::ADVERB | class::AND | class::MONTH | class::OTHER;
                    next.is_word()
                        && !next.capital
                        && !next.is(small)
                        && (next.is(class::ADJECTIVE) || !self.pack.tells(&next.lower))
                };
                let adjective =
                    !token.is(name) && self.get(at + 1).is_some_and(noun) && !self.reports(at + 1);
                // "Tekniske chefen Sven Lind", "Vice ordföranden Sven Lind"
                let titled = self.is(at + 1, class::TITLE | class::PERSON)
                    && self.get(at + 1).is_some_and(|next| !next.capital);
                token.is(class::DETERMINER)
                    || self.order == Order::VerbSecond && titled && !token.is(name | office)
                    || self.order == Order::Bare && (token.is(office) || adjective)
            })
    }
}
