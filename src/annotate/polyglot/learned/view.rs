//! A text as the features see it: what each word is, what the rest of the text shows of it, and where names may stand.

use std::collections::HashMap;
use std::ops::Range;

use super::super::class;
use super::super::pack::Pack;
use super::super::packs::{Order, Row};
use super::super::which::ENGLISH;
use super::super::words::{Kind, Token, mended};
use crate::annotate::tagger::model::{Model, SHIPPED};
use crate::annotate::tagger::words::{Cap, Word, gazetteer, mix, phrase_next, phrase_start};
use crate::model::EntityKind;

/// The most small words in a row inside a name.
const LINKS: usize = 3;

/// A stretch is cut after so many words, so that a text that is all capitals takes no more memory than others.
const LONGEST: usize = 2000;

/// The most small words of its own behind a word that heads a name: "Union européenne", "Ligue nationale de hockey".
const TAIL: usize = 3;

/// The classes of such a word.
const HEAD: u64 = class::BODY | class::REGION;

/// The classes of words that are no part of any name.
const APART: u64 = class::VERB
    | class::HAVE
    | class::COPULA
    | class::ADVERB
    | class::MONTH
    | class::THAT
    | class::HE
    | class::SHE
    | class::THEY
    | class::IT
    | class::I
    | class::CLITIC
    | class::CONJUNCTION
    | class::RELATIVE
    | class::NEGATION
    | class::PREPOSITION
    | class::TITLE
    | class::PERSON;

/// The classes of a word that may link the parts of a name.
const LINKING: u64 = class::OF | class::PARTICLE | class::AND | class::DETERMINER | class::OBLIQUE;

/// Bits of what a text shows of a word, whatever its capitals.
mod seen {
    pub const SMALL: u64 = 1;
    pub const INNER: u64 = 2;
    pub const TITLED: u64 = 4;
    pub const AFTER_GIVEN: u64 = 8;
    pub const TOWARDS: u64 = 16;
    pub const SPEAKS: u64 = 32;
    pub const PERSON: u64 = 64;
    pub const BODY: u64 = 128;
    pub const PLACE: u64 = 256;
}

/// A text, ready to be looked at.
pub struct View<'v> {
    /// All of it.
    pub tokens: &'v [Token],
    /// The hash of the language.
    pub language: u64,
    /// The word order of the language, as a number.
    pub order: u64,
    /// The language's, where small words may end a name.
    tails: Option<&'v Pack>,
    /// Whether small nouns that head a name may stand behind its capitals: "Верховный суд".
    bare: bool,
    /// What can be said of a word alone, each form once; the first stands for what is no word.
    pub types: Vec<Word>,
    /// The place in `types` of each token.
    pub of_token: Vec<usize>,
    /// What stands for a word before the first and after the last.
    pub none: Word,
    /// What the rules take each token for: 0 nothing; then for each kind begin, inside, last, only.
    pub ruled: Vec<u8>,
    /// For each token: the longest phrase of the gazetteer over it, its bits and the token's place in it.
    pub phrases: Vec<u64>,
    /// What the text shows of each token's word.
    pub seen: Vec<u64>,
    /// Whether a sentence begins at each token.
    pub first: Vec<bool>,
    /// Whether each token is a form of a reporting verb.
    pub reports: Vec<bool>,
}

impl<'v> View<'v> {
    /// Looks through the text once.
    pub fn new(
        text: &str,
        tokens: &'v [Token],
        row: &'v Row,
        reporting: &dyn Fn(&str) -> bool,
        rules: &[(Range<usize>, EntityKind)],
    ) -> Self {
        let (types, of_token) = words(text, tokens, &SHIPPED);
        let bare = row.order == Order::Bare;
        let tails = bare || row.order == Order::SubjectFirst && row.code != ENGLISH;
        let mut view = View {
            tokens,
            language: row
                .code
                .bytes()
                .fold(7, |hash, byte| mix(hash, u64::from(byte))),
            order: row.order as u64,
            tails: tails.then(|| row.pack()),
            bare,
            types,
            of_token,
            none: Word::default(),
            ruled: vec![0; tokens.len()],
            phrases: vec![0; tokens.len()],
            seen: Vec::new(),
            first: begins(text, tokens),
            reports: tokens
                .iter()
                .map(|token| token.is_word() && !token.capital && reporting(&token.lower))
                .collect(),
        };
        view.rule(rules);
        view.list(&SHIPPED);
        view.show();
        view
    }

    /// The word at `at`, if there is a token.
    pub fn word_at(&self, at: usize) -> Option<&Word> {
        self.types.get(*self.of_token.get(at)?)
    }

    fn rule(&mut self, rules: &[(Range<usize>, EntityKind)]) {
        for (range, kind) in rules {
            let kind = match kind {
                EntityKind::Person => 0,
                EntityKind::Organisation => 1,
                _ => 2,
            };
            for at in range.clone() {
                let place = match (at == range.start, at + 1 == range.end) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                if let Some(ruled) = self.ruled.get_mut(at) {
                    *ruled = 1 + kind * 4 + place;
                }
            }
        }
    }

    /// Marks the phrases of the gazetteer.
    fn list(&mut self, model: &Model<'_>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(word) = self.word_at(at).filter(|_| self.may_name(at)) else {
                at += 1;
                continue;
            };
            let mut bits = word.gazetteer;
            let mut phrase = phrase_start(word.lower);
            let mut longest = (at + 1, bits & gazetteer::FEATURES);
            let mut next = at + 1;
            while bits & gazetteer::BEGINS != 0
                && self.tokens.get(next).is_some_and(Token::is_word)
                && let Some(word) = self.word_at(next)
            {
                phrase = phrase_next(phrase, word.lower);
                bits = model.phrase(phrase);
                next += 1;
                if bits & gazetteer::FEATURES != 0 {
                    longest = (next, bits & gazetteer::FEATURES);
                }
            }
            let (end, bits) = longest;
            for inside in at..end {
                let place =
                    1 + u64::from(inside > at) + u64::from(inside + 1 == end && inside > at);
                if let Some(phrase) = self.phrases.get_mut(inside) {
                    *phrase = u64::from(bits) << 2 | place;
                }
            }
            at = end;
        }
    }

    /// Gathers what the whole text shows of each word.
    fn show(&mut self) {
        let mut shown: HashMap<&str, u64> = HashMap::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if token.is_word() {
                *shown.entry(token.lower.as_str()).or_default() |= self.shows(at, token);
            }
        }
        let tokens = self.tokens.iter();
        self.seen = tokens
            .map(|token| shown.get(token.lower.as_str()).copied().unwrap_or_default())
            .collect();
    }

    fn shows(&self, at: usize, token: &Token) -> u64 {
        if !token.capital {
            return seen::SMALL;
        }
        let mut bits = match value(&self.ruled, at) {
            0 => 0,
            1..=4 => seen::PERSON,
            5..=8 => seen::BODY,
            _ => seen::PLACE,
        };
        if !value(&self.first, at)
            && let Some(last) = at.checked_sub(1)
            && let Some(before) = self.tokens.get(last)
        {
            bits |= seen::INNER;
            if before.is(class::TITLE | class::PERSON) {
                bits |= seen::TITLED;
            } else if before.is(class::MAN | class::WOMAN)
                || self
                    .word_at(last)
                    .is_some_and(|word| word.gazetteer & gazetteer::FIRST_NAME != 0)
            {
                bits |= seen::AFTER_GIVEN;
            } else if before.is(class::TOWARDS) {
                bits |= seen::TOWARDS;
            }
            if value(&self.reports, last) {
                bits |= seen::SPEAKS;
            }
        }
        if value(&self.reports, at + 1) {
            bits |= seen::SPEAKS;
        }
        bits
    }

    /// Whether the token may be part of a name by how it is written.
    pub fn may_name(&self, at: usize) -> bool {
        let word = self.tokens.get(at).is_some_and(Token::is_word);
        word && self.word_at(at).is_some_and(|word| {
            matches!(
                word.cap,
                Cap::Title | Cap::Single | Cap::All | Cap::Mixed | Cap::Coded
            )
        })
    }

    /// Whether a small word begins a place's name: "via Verdi", "mer du Nord".
    fn heads_place(&self, at: usize) -> bool {
        let is =
            |at: usize, classes: u64| self.tokens.get(at).is_some_and(|token| token.is(classes));
        let link = |at: usize| is(at, LINKING) && !self.may_name(at);
        is(at, class::BEFORE_PLACE) && {
            let behind = (at + 1..at + LINKS).find(|&at| !link(at));
            behind.is_some_and(|at| self.may_name(at))
        }
    }

    /// Whether a small noun behind capitals is the head of the name, or right before it: "Верховный суд".
    fn heads_body(&self, at: usize) -> bool {
        let small = |at: usize| {
            let token = self.tokens.get(at);
            token.filter(|token| token.is_word() && !token.capital)
        };
        let head = |at: usize| small(at).is_some_and(|token| token.is(HEAD));
        self.bare
            && (head(at)
                || small(at).is_some_and(|token| !token.is(APART | LINKING))
                    && !value(&self.reports, at)
                    && head(at + 1))
    }

    /// Whether a small word may stand behind the head of a name: an adjective by its end, a noun behind "of".
    fn may_end(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.is_word()) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let linked = before.is_some_and(|before| before.is(LINKING) && !before.capital);
        let fits = |pack: &Pack| linked || pack.is_tail(&token.lower);
        !token.is(APART) && !value(&self.reports, at) && self.tails.is_some_and(fits)
    }

    /// The words in a row that may hold names, as ranges of tokens.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut links = LINKS + 1;
        // Small words that may still follow the head of a name.
        let mut tail = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if value(&self.first, at) {
                (links, tail) = (LINKS + 1, 0);
            }
            let cap = self.word_at(at).map(|word| word.cap);
            let digits = token.is_word() && cap == Some(Cap::Digits);
            if self.may_name(at) || self.heads_place(at) || digits && links == 0 {
                let goes_on = |it: &&mut Range<usize>| links <= LINKS && it.len() < LONGEST;
                match found.last_mut().filter(goes_on) {
                    Some(stretch) => stretch.end = at + 1,
                    None => found.push(at..at + 1),
                }
                links = 0;
                tail = if self.tails.is_some() && token.is(HEAD) {
                    TAIL
                } else {
                    0
                };
            } else if links == 0
                && self.heads_body(at)
                && let Some(stretch) = found.last_mut()
            {
                stretch.end = at + 1;
                tail = TAIL;
            } else if links < LINKS
                && (token.is_word() && token.is(LINKING)
                    || token.kind == Kind::Sign && token.span.len() == 1)
            {
                links += 1;
            } else if tail > 0
                && links <= LINKS
                && self.may_end(at)
                && let Some(stretch) = found.last_mut()
            {
                stretch.end = at + 1;
                (links, tail) = (0, tail - 1);
            } else {
                (links, tail) = (LINKS + 1, 0);
            }
        }
        found
    }
}

/// What a list says of a token; nothing where there is none.
pub fn value<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

/// What can be said of each form alone, and which form each token has.
fn words(text: &str, tokens: &[Token], model: &Model<'_>) -> (Vec<Word>, Vec<usize>) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut types = vec![Word::default()];
    let of_token = tokens.iter().map(|token| {
        if !token.is_word() {
            return 0;
        }
        let form = token.span.of(text);
        *known.entry(form).or_insert_with(|| {
            let right = mended(form);
            types.push(Word::new(model, right.as_deref().unwrap_or(form), false));
            types.len() - 1
        })
    });
    let of_token = of_token.collect();
    (types, of_token)
}

/// Whether a sentence, a line or what stands between marks begins at each token.
fn begins(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut first = Vec::with_capacity(tokens.len());
    let mut opened = true;
    let mut before = 0;
    for token in tokens {
        let line = text
            .get(before..token.span.start)
            .is_some_and(|gap| gap.contains('\n'));
        first.push(opened || line);
        before = token.span.end;
        opened = match token.kind {
            Kind::Stop | Kind::Colon => true,
            // Marks keep what was before them: "… . „Wir", but not: der „Rote Löwe".
            Kind::Sign | Kind::Break | Kind::Opens => opened || line,
            _ => false,
        };
    }
    first
}
