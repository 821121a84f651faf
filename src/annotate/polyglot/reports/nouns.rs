//! A noun for what is said beside marks, and whose it is: «…», l'accusa di X; «…», — передаёт слова X агентство.

use std::ops::Range;

use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::{Kind, Token};
use crate::model::Act;

/// So many words may stand between marks and the noun.
const NEAR: usize = 5;
/// So many adjectives may stand behind the noun: "il commento amaro di X".
const ADJECTIVES: usize = 2;

impl Reader<'_> {
    /// Reads the nouns for what is said that stand behind marks.
    pub(super) fn remarks(&mut self) {
        for at in self.sentence.start..self.sentence.end {
            if !self.sentence.is(at, class::REMARK) {
                continue;
            }
            let Some(marks) = self.marks_of(at) else {
                self.told.back = self.told.back.take().or_else(|| self.whose_it_was(at));
                continue;
            };
            let Some(source) = self.owner(at).or_else(|| self.user(marks, at)) else {
                continue;
            };
            self.push(
                Report {
                    parts: self.spans(&[marks]),
                    cue: Some(self.layer.span(&(at..at + 1))),
                    mention: Some(source),
                    why: Why::Noun,
                    silent: false,
                    act: Act::Said,
                    denied: false,
                },
                vec![marks],
            );
        }
    }

    /// The marks right before the words that lead up to the noun at `noun`.
    fn marks_of(&self, noun: usize) -> Option<usize> {
        let somebody = class::PERSON | class::TITLE | class::BODY | class::PAPER;
        let mut at = noun;
        while self
            .sentence
            .get(at.checked_sub(1)?)
            .is_some_and(Token::is_word)
        {
            at -= 1;
            let capital = self.sentence.get(at).is_some_and(|token| token.capital);
            if capital || self.sentence.is(at, somebody) || noun - at > NEAR {
                return None;
            }
        }
        let signs = (at.saturating_sub(2)..at).rev().take_while(|&at| {
            matches!(
                self.sentence.kind(at),
                Some(Kind::Comma | Kind::Break | Kind::Colon)
            )
        });
        let signs = signs.count();
        let marks = at.checked_sub(signs + 1)?;
        let Some(Kind::Region(number)) = self.sentence.kind(marks) else {
            return None;
        };
        // "il brano «…» la risposta di X": a sign sets them apart, or "is" does.
        let copula = self.sentence.is(at, class::COPULA | class::VERB);
        // "Un progetto «inutile»: questo il giudizio di X": the words before them are X's, too.
        if marks > self.sentence.start && self.sentence.is_word(marks - 1) {
            return None;
        }
        let free = !self.told.used.contains(&number) && (signs > 0 || !self.is_title(marks));
        (free && (signs > 0 || copula)).then_some(marks)
    }

    /// "È la posizione unanime del comitato.", "Questo il commento di X:": whose the noun is that the sentence begins
    /// with, where nothing stands between marks in it.
    fn whose_it_was(&self, noun: usize) -> Option<Range<usize>> {
        let small = class::COPULA | class::DETERMINER | class::BACK | class::IT;
        let head = self.sentence.start..noun;
        let plain = head.clone().all(|at| self.sentence.is(at, small));
        let this = head.clone().any(|at| {
            self.sentence
                .is(at, class::COPULA | class::BACK | class::IT)
        });
        let marks = (noun..self.sentence.end).any(|at| self.is_region(at));
        let romance = self.row.order == Order::SubjectFirst;
        let owner = || {
            self.owner(noun)
                .filter(|owner| owner.end + 1 >= self.sentence.end)
        };
        (romance && head.len() > 1 && plain && this && !marks).then(owner)?
    }

    /// Whose the noun at `noun` is.
    fn owner(&self, noun: usize) -> Option<Range<usize>> {
        let mut at = noun + 1;
        if self.row.order == Order::Bare {
            // "слова Петра Орлова", "slova starosty"
            let phrase = at..self.oblique_end(at);
            return self.can_speak(&phrase).then_some(phrase);
        }
        let small = class::PREPOSITION | class::TOWARDS | class::WITH | class::VERB | class::HAVE;
        let adjective = |at: usize| {
            let token = self.sentence.get(at);
            token.is_some_and(|it| it.is_word() && !it.capital && !it.is(small | class::RELATIVE))
        };
        while at <= noun + ADJECTIVES && !self.sentence.is(at, class::OF) && adjective(at) {
            at += 1;
        }
        // "È l'impegno preso da X"
        let joins = self.sentence.is(at, class::OF | class::BY);
        let source = self.source_after(at + usize::from(self.is_by(at)));
        let source = source.filter(|_| joins)?;
        let german = self.row.order == Order::German;
        let capital = |at: usize| self.sentence.get(at).is_some_and(|token| token.capital);
        let named = !german && source.clone().any(capital);
        (named || self.is_somebody(&source)).then_some(source)
    }

    /// Whether the token at `at` stands before whoever did it, and is no article, too.
    fn is_by(&self, at: usize) -> bool {
        self.sentence.is(at, class::BY) && !self.sentence.is(at, class::OF)
    }

    /// Who used the words: «…»: con queste parole il sindaco ha aperto; «…», — такими словами начал X.
    fn user(&self, marks: usize, noun: usize) -> Option<Range<usize>> {
        let led = class::DETERMINER | class::OBLIQUE | class::CASED | class::HE | class::SHE;
        let before = noun.checked_sub(1).filter(|&at| at > marks)?;
        // "le parole con cui X ha aperto la seduta"
        let small = class::PREPOSITION | class::WITH;
        if self.sentence.is(noun + 1, small) && self.sentence.is(noun + 2, class::RELATIVE) {
            let phrase = self.sentence.phrase(noun + 3);
            return phrase.filter(|phrase| self.is_somebody(phrase));
        }
        if !self.sentence.is(before, led) || self.sentence.is(noun + 1, class::OF) {
            return None;
        }
        let verb = self.sentence.get(noun + 1);
        let verb = verb.is_some_and(|token| token.is_word() && !token.capital);
        let direct = self.sentence.phrase(noun + 1);
        let behind = || self.sentence.subject_right(noun + 2).filter(|_| verb);
        direct
            .filter(|phrase| self.is_somebody(phrase))
            .or_else(behind)
            .filter(|phrase| self.is_somebody(phrase))
    }
}
