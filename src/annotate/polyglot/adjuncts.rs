//! What may stand between a verb and what belongs to it: adverbs, days, prepositional phrases.

use super::class;
use super::nouns::{ENDS, PRONOUN, Sentence};
use super::packs::Order;
use super::words::Token;

impl Sentence<'_> {
    /// Past adverbs, days and prepositional phrases that may stand between a verb and what belongs to it.
    pub fn skip_adjuncts(&self, mut at: usize, most: usize) -> usize {
        let first = at;
        for _ in 0..most {
            let Some(token) = self.get(at).filter(|token| token.is_word()) else {
                break;
            };
            // "A associação queria": an article at the head of a sentence, though a preposition looks like it.
            let article = token.is(class::DETERMINER) && token.is(class::PREPOSITION);
            if article && at == self.start && self.begins_phrase(at) {
                break;
            }
            // "disse ao jornal a diretora"
            let woman =
                self.is(at + 1, class::TITLE | class::PERSON) && !self.is(at + 1, class::MALE);
            if article && at > first && woman {
                break;
            }
            // "este martes", "esta semana"
            if token.is(PRONOUN | class::DETERMINER) && self.is(at + 1, class::MONTH) {
                at += 2;
                continue;
            }
            if token.is(PRONOUN) && !token.is(class::CLITIC) {
                break;
            }
            // "po jednání se zástupci": a clitic that is a preposition, too.
            let with = at > first && token.is(class::CLITIC) && token.is(class::WITH);
            if !with && token.is(class::ADVERB | class::MONTH | class::CLITIC | class::NEGATION)
                && !(token.capital && self.begins_phrase(at) && !token.is(class::MONTH))
                // "jeudi le ministre": an article, not a pronoun.
                && !(token.is(class::DETERMINER) && self.begins_phrase(at))
                || token.is_number() && !self.begins_phrase(at)
                || token.is(class::CASE) && !token.capital
            {
                at = self.past_called(at + 1);
            } else if token.is(class::PREPOSITION
                | class::TOWARDS
                | class::WITH
                | class::OBLIQUE
                | class::CASED
                | class::OF)
            {
                let inner = at + 1;
                let inner_end = self.oblique(inner);
                if inner_end == inner {
                    break;
                }
                at = inner_end;
            } else {
                break;
            }
        }
        at
    }

    /// "este jornal", "questo giornale": a pronoun before a noun.
    fn is_this(&self, at: usize) -> bool {
        let noun = |token: &Token| {
            let small = ENDS | class::PREPOSITION | class::TOWARDS | class::WITH | class::ADVERB;
            token.is_word() && !token.capital && !token.is(small | class::OF)
        };
        self.is(at, class::HE | class::SHE) && self.get(at + 1).is_some_and(noun)
    }

    /// The end of the noun phrase behind a preposition.
    pub(super) fn oblique(&self, at: usize) -> usize {
        let mut begin = at;
        while self.is(
            begin,
            class::DETERMINER | class::OBLIQUE | class::CASED | class::MONTH | class::ADVERB,
        ) && !self.is_like_adverb(begin)
            || self.get(begin).is_some_and(Token::is_number)
            || begin == at && self.is_this(begin)
        {
            begin += 1;
        }
        // "k tomu Jan Novák", "об этом мэр": the pronoun is all that the preposition leads.
        let office = class::TITLE | class::PERSON;
        let alone = self.order == Order::Bare && begin == at + 1 && self.is(at, class::OBLIQUE);
        if alone
            && self
                .get(begin)
                .is_some_and(|next| next.capital || next.is(office) && !next.is(class::CASE))
        {
            return begin;
        }
        // "Por la noche Nora Sosa": the time is all that the preposition leads.
        let given = |next: &Token| next.capital && next.is(class::MAN | class::WOMAN);
        let time = begin > at && self.is(begin - 1, class::ADVERB | class::MONTH);
        if time && self.get(begin).is_some_and(given) {
            return begin;
        }
        // "im Gespräch mit dem „Kurier“"
        if self.is_region(begin) {
            return begin + 1;
        }
        if self.order == Order::German {
            // Adjectives, then nouns with capitals.
            let mut end = begin;
            while self.get(end).is_some_and(|token| {
                token.is_word() && !token.capital && !token.is(ENDS | class::PREPOSITION)
            }) && end < begin + 4
            {
                end += 1;
            }
            // "nach dem Spiel Trainer Hugo Sahl": somebody begins behind the noun.
            let people = class::TITLE | class::PERSON | class::MAN | class::WOMAN;
            let somebody = |end: usize| {
                end > begin && self.is(end, people) && !self.is(end - 1, people | class::OF)
            };
            while self
                .get(end)
                .is_some_and(|token| token.is_word() && token.capital && !token.is(PRONOUN))
                && !somebody(end)
            {
                end += 1;
            }
            // "am Rande der Einweihung", but not "nach dem Spiel der Trainer"
            let speaks = people | class::BODY;
            if end > begin
                && self
                    .get(end)
                    .is_some_and(|it| matches!(it.lower.as_str(), "der" | "des"))
                && self.get(end + 1).is_some_and(|noun| noun.capital)
                && !self.is(end + 1, speaks | class::PLACE)
            {
                end += 2;
            }
            return self.past_called(end);
        }
        let mut end = begin;
        while let Some(token) = self.get(end).filter(|token| token.is_word()) {
            // "con tristeza el entrenador": a small word of names joins names alone.
            let named = |at: usize| self.get(at).is_some_and(|token| token.capital);
            let particle = token.is(class::PARTICLE)
                && (named(end + 1) || self.is(end + 1, class::PARTICLE) && named(end + 2));
            let joint = token.is(class::OF) || particle;
            // "à l'AFP Jean Roux": a person's name begins.
            let given = token.lower.split('-').next().unwrap_or_default();
            let named = class::MAN | class::WOMAN;
            let person = end > begin && token.capital && self.pack.classes(given) & named != 0;
            // "sul futuro di Giulio Righi" goes on.
            let joins = class::TITLE | class::PERSON | class::OF | named;
            if person && !self.is(end - 1, joins) {
                break;
            }
            let stops =
                token.is(ENDS | class::PREPOSITION | class::TOWARDS | class::WITH | class::ADVERB)
                    || end > begin
                        && !joint
                        && self.begins_phrase(end)
                        && !token.capital
                        && !self.is(end - 1, class::OF)
                    || end > begin
                        && token.capital
                        && !self.get(end - 1).is_some_and(|before| {
                            before.capital
                                || before.is(class::OF | class::PARTICLE | class::DETERMINER)
                        });
            let noun = end < begin + 2 && self.is_like_adverb(end);
            if stops && !joint && !noun && !self.goes_on(begin, end) || end > begin + 6 {
                break;
            }
            end += 1;
        }
        self.past_called(end)
    }

    /// "v základní sestavě", "po wojnie": a noun that a preposition leads and that only ends like an adverb.
    fn is_like_adverb(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            token.classes == class::ADVERB && !self.pack.words.contains_key(token.lower.as_str())
        })
    }

    /// Whether a word that may begin a phrase still belongs to what a preposition leads: "na úterní tiskové konferenci",
    /// "in conferenza stampa", "al quotidiano Il Corriere la portavoce".
    fn goes_on(&self, begin: usize, end: usize) -> bool {
        let Some(token) = self.get(end).filter(|_| end > begin) else {
            return false;
        };
        let small = ENDS | class::PREPOSITION | class::TOWARDS | class::WITH | class::ADVERB;
        let office = class::TITLE | class::PERSON;
        let before = self.get(end - 1);
        let noun = before.is_some_and(|it| !it.capital && !it.is(small | class::DETERMINER));
        match self.order {
            Order::Bare => {
                let other = class::BODY | class::PAPER | class::DETERMINER | class::OF;
                let listed = office | other | class::MONTH | class::AND | class::OTHER;
                !token.capital && !token.is(small | listed) && !self.reports(end)
            }
            // A paper's name, somebody behind it.
            _ if token.capital && self.is(end - 1, class::PAPER | class::BODY) => {
                let names = class::MAN | class::WOMAN | office;
                let mut past = end;
                while self.get(past).is_some_and(|it| it.is_word() && it.capital) && past < end + 4
                {
                    past += 1;
                }
                let somebody = self.is(past, class::DETERMINER) && self.is(past + 1, office);
                !token.is(names) && (somebody || self.is(past, office))
            }
            Order::SubjectFirst => noun && token.is(class::BODY | class::PAPER) && !token.capital,
            _ => false,
        }
    }

    /// Past the name between marks behind a word for a paper or a body: "газете «Курьер»".
    fn past_called(&self, end: usize) -> usize {
        let paper = self.is(end.wrapping_sub(1), class::PAPER | class::BODY);
        // "deníku Kurýr mluvčí"
        if paper && self.order == Order::Bare {
            let capital = |at: &usize| self.get(*at).is_some_and(|token| token.capital);
            let past = end + (end..end + 3).take_while(capital).count();
            // "řekla deníku Kurýr ve čtvrtek", but not: "řekl deníku Jan Novák"
            let given = class::MAN | class::WOMAN;
            let told = self.is(end - 1, class::CASE) && !self.is(end, given);
            if past > end && (told || self.is(past, class::TITLE | class::PERSON)) {
                return past;
            }
        }
        let called =
            self.is_region(end) && self.is(end.wrapping_sub(1), class::PAPER | class::BODY);
        end + usize::from(called)
    }
}
