//! Which noun phrase is the subject of a verb: that on its left or its right, across commas and relatives.

use std::ops::Range;

use super::class;
use super::nouns::{ENDS, LONGEST, NOT_BARE, PRONOUN, Sentence};
use super::packs::Order;
use super::words::{Kind, Token};

/// So many words between commas may stand before a subject.
const ASIDE: usize = 6;
/// So many tokens behind a verb a subject is looked for past all else.
const LATE: usize = 30;
/// So many adverbs and prepositional phrases may stand between a verb and its subject.
const ADJUNCTS: usize = 5;

impl Sentence<'_> {
    /// The subject right of a verb that ends at `at`: past adverbs and the like.
    pub fn subject_right(&self, at: usize) -> Option<Range<usize>> {
        let direct = self.skip_small(at);
        // "Řekl to starosta": what was said before.
        let said = self.order == Order::Bare && self.is(direct, class::IT | class::BACK);
        let direct = if said && !self.is(direct, class::DETERMINER) {
            self.skip_small(direct + 1)
        } else {
            direct
        };
        if let Some(phrase) = self.phrase(direct) {
            return Some(self.without_addressee(phrase));
        }
        // "verzuchtte dramaturg Hugo Sales": a word that no list has, before a name.
        let unknown = self.get(direct).is_some_and(|token| {
            token.is_word() && !token.capital && token.classes == 0 && token.lower.len() > 3
        });
        let name = self.phrase(direct + 1).filter(|name| {
            let first = |token: &Token| token.capital && !token.is(class::PLACE);
            unknown && self.get(name.start).is_some_and(first)
        });
        if let Some(name) = name {
            return Some(direct..name.end);
        }
        let skipped = self.skip_adjuncts(direct, ADJUNCTS);
        let phrase = self
            .phrase(skipped)
            .map(|phrase| self.without_addressee(phrase));
        let phrase = phrase.filter(|phrase| skipped == direct || !self.is_a_bodys(phrase));
        let known =
            class::MAN | class::WOMAN | class::TITLE | class::PERSON | class::BODY | PRONOUN;
        let sure = phrase
            .as_ref()
            .is_some_and(|phrase| phrase.clone().any(|at| self.is(at, known)));
        let late = || self.late_subject(skipped).filter(|_| skipped > direct);
        let late = if sure { None } else { late() };
        late.or(phrase).or_else(|| self.past_aside(skipped))
    }

    /// "řekl po jednání se zástupci koncernu Avia ministr průmyslu Karel Dlouhý": an office in the case of subjects, and a
    /// name behind it, past all that stands between in a language without articles.
    fn late_subject(&self, at: usize) -> Option<Range<usize>> {
        let office = |at: usize| {
            self.is(at, class::TITLE | class::PERSON)
                && !self.is(at, class::CASE)
                && !self.is_capital(at)
                && !self.is(
                    at.wrapping_sub(1),
                    class::PREPOSITION | class::OF | class::AS,
                )
        };
        let near = at..(at + LATE).min(self.end);
        let same = near.take_while(|&at| {
            matches!(
                self.kind(at),
                Some(Kind::Word | Kind::Comma | Kind::Region(_))
            ) && !self.is(at, class::RELATIVE | class::THAT | class::VERB)
                && !self.reports(at)
        });
        let head = same.into_iter().find(|&at| office(at))?;
        let phrase = self.phrase(head).filter(|_| self.order == Order::Bare)?;
        let named = phrase.clone().any(|at| self.is_capital(at));
        let last = self.get(phrase.end).is_none_or(|next| !next.is_word());
        (named && last).then_some(phrase)
    }

    /// "Při příležitosti Dne mlynářů ředitel Jan Novák v Praze řekl": an office in the case of subjects, and a name behind
    /// it, in the clause before a verb in a language without articles.
    pub(super) fn office_before(&self, verb: usize) -> Option<Range<usize>> {
        let before = (self.start..verb).rev().take(LATE);
        let same = before.take_while(|&at| self.is_word(at) && !self.bounds(at));
        let office = |&at: &usize| {
            let led = class::PREPOSITION | class::OF | class::AS | class::CASED;
            self.is(at, class::TITLE | class::PERSON)
                && !self.is(at, class::CASE)
                && !self.is(at.wrapping_sub(1), led)
        };
        let head = same.filter(office).last()?;
        let phrase = self.phrase(head).filter(|_| self.order == Order::Bare)?;
        let mut rest = head + 1..phrase.end.min(verb);
        let named = rest.any(|at| self.is_capital(at));
        named.then_some(phrase.start..phrase.end.min(verb))
    }

    /// "advirtió, desafiante, el gobernador": the subject behind some words that commas set off.
    fn past_aside(&self, comma: usize) -> Option<Range<usize>> {
        let is_comma = |at: usize| self.kind(at) == Some(Kind::Comma);
        let closing = (comma + 2..comma + ASIDE + 2).find(|&at| is_comma(at));
        let closing = closing.filter(|_| is_comma(comma) && self.order.subject_first())?;
        let small = |at: usize| {
            let word = self.get(at);
            word.is_some_and(|word| word.is_word() && !word.capital && !word.is(ENDS))
                && !self.reports(at)
        };
        let phrase = self.phrase(closing + 1)?;
        // What follows is the subject alone where nothing else does.
        let last = self.get(phrase.end).is_none_or(|next| !next.is_word());
        let office = class::DETERMINER | class::TITLE | class::PERSON;
        // "вздохнула, выходя из зала, крановщица Галина Лапина"
        let bare = self.order == Order::Bare;
        let named = bare && phrase.clone().any(|at| self.is_capital(at));
        let fits = self.is(phrase.start, office) || self.is_capital(phrase.start) || named;
        ((comma + 1..closing).all(small) && last && fits).then_some(phrase)
    }

    /// "řekla ČTK mluvčí policie", "sagte der Zeitung „Kurier“ die Sprecherin": a body or a paper right before a word for
    /// people is whom somebody told.
    fn without_addressee(&self, phrase: Range<usize>) -> Range<usize> {
        let office = class::TITLE | class::PERSON;
        let told = class::BODY | class::PAPER;
        if self.order == Order::Bare {
            let capital = self.get(phrase.start).is_some_and(|token| token.capital);
            let told = self.is(phrase.start, told) && (capital || phrase.len() > 1);
            let next = (phrase.start + 1..phrase.end + 2).find(|&at| self.is(at, office));
            let named = |next: usize| {
                (phrase.start + 1..next).all(|at| self.is_region(at) || self.is_capital(at))
            };
            let next = next.filter(|&next| told && named(next));
            let other = || self.past_body(&phrase);
            let next = next.and_then(|next| self.phrase(next)).or_else(other);
            return next.unwrap_or(phrase);
        }
        let speaks = phrase
            .clone()
            .any(|at| self.is(at, office | class::MAN | class::WOMAN));
        let told = phrase.clone().any(|at| self.is(at, told)) && !speaks;
        let head = phrase.end + usize::from(self.is(phrase.end, class::DETERMINER));
        let next = self.phrase(phrase.end).filter(|next| {
            let named = next
                .clone()
                .any(|at| self.is(at, class::MAN | class::WOMAN));
            told && (named || self.is(head, office))
        });
        next.unwrap_or(phrase)
    }

    /// "řekl České televizi devadesátiletý Antonín Pavel": the person named behind a phrase with a capital that names none.
    fn past_body(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let given = class::MAN | class::WOMAN;
        let somebody = given | class::TITLE | class::PERSON | PRONOUN;
        if !self.is_capital(phrase.start) || phrase.clone().any(|at| self.is(at, somebody)) {
            return None;
        }
        let near = (phrase.start + 1..phrase.start + ASIDE).take_while(|&at| self.is_word(at));
        let mut near = near.take_while(|&at| !self.is(at, ENDS | class::PREPOSITION | class::AND));
        let named = |&at: &usize| {
            let capital = |at: usize| self.is_capital(at);
            capital(at) && self.is(at, given) && !self.is(at, class::CASE) && capital(at + 1)
        };
        let name = near.find(named)?;
        self.phrase(name)
    }

    /// "po jednání se zástupci koncernu Škoda Plzeň, …": in a language without articles, several words with capitals of
    /// which none is a first name belong to the noun before them.
    fn is_a_bodys(&self, phrase: &Range<usize>) -> bool {
        let known = class::MAN | class::WOMAN | class::TITLE | class::PERSON | class::BODY;
        self.order == Order::Bare
            && phrase.len() > 1
            && phrase
                .clone()
                .all(|at| self.is_capital(at) && !self.is(at, known))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.capital)
    }

    /// The subject behind the first finite verb before `end`: "In Kiel befand X …, und nannte …".
    pub fn second_subject(&self, end: usize) -> Option<Range<usize>> {
        let finite = (self.start..end).find(|&at| {
            self.is(at, class::VERB | class::HAVE) && !self.is(at, class::DETERMINER)
                || self.reports(at)
        })?;
        // "È arrivato il sindaco"
        let participle = finite + 1;
        let unknown = self
            .get(participle)
            .is_some_and(|token| token.is_word() && !token.capital && !token.is(ENDS));
        self.subject_left(finite)
            .or_else(|| self.subject_right(finite + 1))
            .or_else(|| self.subject_right(participle + 1).filter(|_| unknown))
            .filter(|subject| subject.end <= end)
    }

    /// "К столу, у которого сидели, спустился старик и сказал": who did something that has no object, before a verb of the
    /// same form that ends the clause.
    pub fn who_came(&self, end: usize) -> Option<Range<usize>> {
        const FORMS: [(&str, [&str; 3]); 3] = [
            ("л", ["лся", "шел", "шёл"]),
            ("ла", ["лась", "шла", "шлась"]),
            ("ли", ["лись", "шли", "шлись"]),
        ];
        let said = self.get(end)?;
        let mut forms = FORMS.iter();
        let (_, came) = forms.find(|(form, _)| said.lower.ends_with(form))?;
        let ends = |token: &Token| {
            !token.lower.starts_with("наш") && came.iter().any(|end| token.lower.ends_with(end))
        };
        let before = (self.start..end).rev().take(LATE);
        let mut same = before.take_while(|&at| self.is_word(at));
        let came = same.find(|&at| self.get(at).is_some_and(|it| !it.capital && ends(it)))?;
        self.subject_right(came + 1)
            .filter(|subject| subject.end <= end)
    }

    fn skip_small(&self, mut at: usize) -> usize {
        // "scherza ridendo X"
        let gerund = |word: &str| self.order == Order::SubjectFirst && word.ends_with("ndo");
        while self.get(at).is_some_and(|token| {
            token.is(class::ADVERB | class::CLITIC | class::NEGATION)
                && !token.is(PRONOUN | class::DETERMINER)
                || !token.capital && gerund(&token.lower)
        }) {
            at += 1;
        }
        at
    }

    /// The subject left of a verb that begins at `at`.
    pub fn subject_left(&self, at: usize) -> Option<Range<usize>> {
        let mut start = at;
        while start > self.start && !self.bounds(start - 1) {
            start -= 1;
        }
        if let Some(phrase) = self.first_phrase(start, at) {
            return Some(phrase);
        }
        if self.only_small(start, at) && start > self.start {
            let bound = start - 1;
            let token = self.get(bound)?;
            if token.is(class::RELATIVE) && !token.is(class::DETERMINER | class::HE)
                || self.kind(bound.wrapping_sub(1)) == Some(Kind::Comma)
                    && token.is(class::RELATIVE)
            {
                return self.phrase_before(bound);
            }
            if token.kind == Kind::Comma {
                return self.across_comma(bound);
            }
            if token.kind == Kind::Closes {
                return self.phrase_before(at);
            }
            if token.kind == Kind::Break {
                return self.across_dashes(bound);
            }
        }
        None
    }

    /// "Orlov — učitel — řekl": the phrase at the head of a sentence, before the dashes of which `closing` is the second.
    fn across_dashes(&self, closing: usize) -> Option<Range<usize>> {
        let before = (self.start..closing).rev().take(ASIDE);
        let mut inside = before.take_while(|&at| !self.is(at, ENDS) && !self.reports(at));
        let opening = inside.find(|&at| self.kind(at) == Some(Kind::Break))?;
        let phrase = self.phrase(self.start)?;
        (phrase.end == opening).then_some(phrase)
    }

    /// The first noun phrase between `start` and `at` that is in no prepositional phrase.
    pub fn first_phrase(&self, start: usize, at: usize) -> Option<Range<usize>> {
        let mut from = start;
        while from < at {
            let small = self.is(from, class::AND | class::ADVERB | class::CLITIC)
                || self.is_still(from)
                || self
                    .get(from)
                    .is_some_and(|token| token.classes == class::OTHER);
            if small && !self.is(from, class::DETERMINER | PRONOUN) {
                from += 1;
                continue;
            }
            // "Una volta una signora ha detto"
            if self.is(from, class::ANY)
                && self.order == Order::SubjectFirst
                && self.is(from + 1, class::MONTH)
                && self.get(from + 2).is_some_and(Token::is_word)
            {
                from += 2;
                continue;
            }
            // "sám on", "сам он"
            if self.order == Order::Bare
                && self.is(from, class::DETERMINER)
                && self.is(from + 1, class::HE | class::SHE)
                && !self.is(from + 1, class::DETERMINER)
            {
                from += 1;
                continue;
            }
            // "to řekl Novák": what is said, where no subject need stand.
            if self.order == Order::Bare && self.is(from, class::IT) {
                from += 1;
                continue;
            }
            if let Some(phrase) = self.phrase(from) {
                let phrase = phrase.start..phrase.end.min(at);
                // "l'explique": the word is the verb's object.
                let small = |at| self.is(at, class::DETERMINER) && !self.is(at, PRONOUN);
                return (!phrase.clone().all(small)).then_some(phrase);
            }
            let token = self.get(from)?;
            if token.is(class::PREPOSITION
                | class::TOWARDS
                | class::WITH
                | class::OBLIQUE
                | class::OF)
            {
                if !self.order.subject_first() && from == start {
                    return None; // the verb comes second, its subject after it
                }
                let next = self.oblique(from + 1);
                from = next.max(from + 1);
                continue;
            }
            return None;
        }
        None
    }

    fn only_small(&self, start: usize, at: usize) -> bool {
        (start..at).all(|at| {
            self.is(
                at,
                class::ADVERB | class::CLITIC | class::NEGATION | class::HAVE | class::AND,
            ) || self.is_still(at)
        })
    }

    /// "всё же": not all.
    fn is_still(&self, at: usize) -> bool {
        let word = |at: usize| self.get(at).map_or("", |token| token.lower.as_str());
        matches!(word(at), "все" | "всё") && matches!(word(at + 1), "же" | "еще" | "ещё")
    }

    /// Whether a clause ends before the token at `at`.
    fn bounds(&self, at: usize) -> bool {
        let Some(token) = self.get(at) else {
            return true;
        };
        match token.kind {
            // "volverá como profesor y anunció": what somebody is.
            Kind::Word
                if token.is(class::AS)
                    && self.order.subject_first()
                    && self.is(at + 1, class::TITLE | class::PERSON | class::BODY) =>
            {
                false
            }
            // "Novák ale oponuje", "Орлов однако заявил": in the second place it opens no clause.
            Kind::Word
                if token.is(class::CONJUNCTION)
                    && self.order == Order::Bare
                    && at > self.start
                    && self.get(at - 1).is_some_and(|before| {
                        before.is_word() && before.capital && !before.is(NOT_BARE)
                    }) =>
            {
                false
            }
            Kind::Word => {
                token.is(class::THAT | class::CONJUNCTION)
                    || token.is(class::RELATIVE)
                        && !token.is(class::DETERMINER | class::OBLIQUE | class::HE | class::SHE)
                    || token.is(class::RELATIVE)
                        && self.kind(at.wrapping_sub(1)) == Some(Kind::Comma)
                        && !self.begins_noun(at + 1)
            }
            Kind::Sign => false,
            Kind::Opens | Kind::Closes => false,
            // "Ferri in un'intervista al quotidiano «Voce» ha detto": the name of a paper.
            Kind::Region(_) => !self.is(at.wrapping_sub(1), class::PAPER | class::BODY),
            _ => true,
        }
    }

    fn begins_noun(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            token.is_word() && !token.is(ENDS | class::PREPOSITION | class::TOWARDS | class::WITH)
        })
    }

    /// The noun phrase that ends before `end`, past a comma.
    fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut last = end;
        while last > self.start && self.kind(last - 1) == Some(Kind::Comma) {
            last -= 1;
        }
        let mut best = None;
        let mut start = last;
        // "Bernd Lohse (CDU) entgegnete"
        if self.kind(last.wrapping_sub(1)) == Some(Kind::Closes) {
            let opens = (self.start..last).rev().take(LONGEST);
            start = opens
                .into_iter()
                .find(|&at| self.kind(at) == Some(Kind::Opens))
                .unwrap_or(last);
        }
        while start > self.start && last - start < LONGEST && !self.bounds(start - 1) {
            start -= 1;
            if let Some(phrase) = self.phrase(start).filter(|phrase| phrase.end >= last) {
                best = Some(phrase.start..last);
            }
        }
        best
    }

    /// "Jean Roux, maire de Lens, a dit", "die Leiterin, Eva Mahl, sagt": what stands before the comma at `comma`.
    fn across_comma(&self, comma: usize) -> Option<Range<usize>> {
        let mut end = comma;
        let mut found: Option<Range<usize>> = None;
        for _ in 0..4 {
            let mut start = end;
            while start > self.start
                && !matches!(
                    self.kind(start - 1),
                    Some(Kind::Comma | Kind::Colon | Kind::Break | Kind::Region(_) | Kind::Stop)
                )
            {
                start -= 1;
            }
            let clause = (start..end).any(|at| {
                self.is(
                    at,
                    class::VERB | class::HAVE | class::RELATIVE | class::THAT,
                ) && !self.is(at, class::DETERMINER)
            });
            // "Sinn Fein, die deel uitmaakt van …, waarschuwt": a relative is the subject only where nothing stands before it.
            let relative = self.is(start, class::RELATIVE)
                && !self.order.subject_first()
                && self.kind(start.wrapping_sub(1)) == Some(Kind::Comma)
                && start - 1 > self.start
                && !self.get(start + 1).is_some_and(|next| next.capital);
            // "il treno Milano - Mantova gestito da …, la capotreno, …": a way between two towns.
            let way = self.is(start, class::PLACE)
                && self.kind(start.wrapping_sub(1)) == Some(Kind::Break)
                && self.is(start.wrapping_sub(2), class::PLACE);
            let first = self.first_phrase(start, end).filter(|_| !relative && !way);
            let full = |phrase: &Range<usize>| {
                phrase
                    .clone()
                    .any(|at| self.get(at).is_some_and(|token| token.capital))
            };
            if let Some(phrase) = first.filter(|_| {
                !(clause && self.is(start, class::RELATIVE | class::THAT | class::CONJUNCTION))
            }) {
                let whole = phrase.end >= end;
                if found
                    .as_ref()
                    .is_none_or(|known| !full(known) || whole && full(&phrase))
                {
                    found = Some(phrase);
                }
                // "X, candidat de Y, propose": a role without an article says who the name before it is.
                let role = self.is(start, class::TITLE | class::PERSON)
                    && self.get(start).is_some_and(|token| !token.capital)
                    && self.order == Order::SubjectFirst;
                if !whole && !clause && !role {
                    break;
                }
            }
            if start == self.start || self.kind(start - 1) != Some(Kind::Comma) {
                break;
            }
            end = start - 1;
        }
        found
    }
}
