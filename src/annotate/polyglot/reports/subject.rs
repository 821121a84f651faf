//! Whose verb it is: the phrases on both sides of a reporting verb, and which of them is its subject.

use std::ops::Range;

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CITES, OBJECT, WRITTEN};
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::{Kind, Token};
use crate::model::Span;

/// So many words before a relative the noun that it tells of may stand.
const RELATED: usize = 8;

/// What stands on both sides of a verb.
pub struct Sides {
    /// The phrase left of it that may be its subject.
    pub left: Option<Range<usize>>,
    /// The phrase right of it.
    pub right: Option<Range<usize>>,
}

impl Reader<'_> {
    /// The phrases on both sides of a verb; none where the verb is nobody's: the writer's own, a relative's.
    pub(super) fn sides(&self, cue: &Cue) -> Option<Sides> {
        let (right, left) = if cue.gerund {
            (None, self.main_subject(cue))
        } else {
            let left = self.sentence.subject_left(cue.finite);
            (
                self.right_of(cue),
                left.map(|left| self.whom_it_tells_of(left, cue)),
            )
        };
        let right = right.filter(|right| !self.is_object(cue, right));
        // "Rádiu Vlna Lenka Horáková řekla": whom somebody told stands first.
        let left = match left {
            // "На вопрос о будущем Лапина директор Иван Орлов ответил"
            Some(left) if self.is_before_office(&left) && self.name_beside(cue).is_some() => {
                self.name_beside(cue)
            }
            Some(left) if self.is_somebody(&left) && !self.is_in_case(&left) => Some(left),
            left => {
                let office = || self.sentence.office_before(cue.finite);
                self.name_beside(cue).or_else(office).or(left)
            }
        };
        // "una de las que planteó": whoever that is.
        let before = cue.finite.checked_sub(1);
        let relative = before.is_some_and(|at| self.sentence.is(at, class::RELATIVE))
            && self.row.order.subject_first();
        // "una manobra que considerou «desleal»": nothing that could speak.
        let plain =
            before.is_some_and(|at| self.sentence.kind(at.wrapping_sub(1)) == Some(Kind::Word));
        let left = left.filter(|left| {
            !relative || !plain || self.row.order == Order::Bare || self.can_speak(left)
        });
        let left = left.or_else(|| self.told_of(before.filter(|_| relative)?));
        if relative && left.is_none() {
            return None;
        }
        // "X, che a fine gara ha ammesso": past what stands between.
        let left = match self.far_relative(cue).filter(|_| left.is_none()) {
            Some(relative) => Some(self.told_of(relative)?),
            None => left,
        };
        let beside = self.is_addressed(cue.finite.wrapping_sub(1)) || self.is_addressed(cue.end);
        if beside || self.is_author(right.as_ref()) || self.is_author(left.as_ref()) {
            return None;
        }
        // "In der Mitteilung heißt es": what is written speaks.
        if cue.frames & WRITTEN != 0 {
            let small = class::PREPOSITION | class::TOWARDS | class::OF;
            let last = match cue.particle {
                Some(at) if self.sentence.is(at, small) => at - 1,
                Some(at) => at,
                None => cue.end - 1,
            };
            // "staat in", "steht in" says where things are, too.
            // "En el informe se señala"
            let clitic = self.sentence.is(cue.start.wrapping_sub(1), class::CLITIC);
            let plain = cue.particle.is_none()
                && (self.sentence.is(cue.start, class::VERB) && self.row.order != Order::Bare
                    || clitic);
            let paper = self.paper(last).filter(|paper| {
                !plain || paper.clone().any(|at| self.sentence.is(at, class::PAPER))
            });
            return Some(Sides {
                left: paper,
                right: None,
            });
        }
        if cue.frames & CITES != 0 {
            return Some(self.cited(cue, left, right));
        }
        // "…, sagte er": a pronoun right behind the verb is its subject where the verb comes second. "Sie" may be
        // whom somebody sure names so.
        let follows = right.as_ref().is_some_and(|right| {
            let pronoun = right.len() == 1
                && right.start == cue.finite + 1
                && self.sentence.is(right.start, class::HE | class::SHE);
            let object = cue.frames & OBJECT != 0
                && self.sentence.is(right.start, class::SHE)
                && left.as_ref().is_some_and(|left| self.is_somebody(left));
            pronoun && !object
        });
        let left = left.filter(|_| !follows || self.row.order.subject_first());
        // «…», пишет «Вестник»: a name between marks.
        let right = right.or_else(|| {
            let named = self.is_region(cue.end) && self.is_glued(cue) && left.is_none();
            let last = self
                .sentence
                .get(cue.end + 1)
                .is_none_or(|next| !next.is_word() && !next.is_region());
            // "powiedziała „Kurierowi”"
            let told = self.sentence.get(cue.end).is_some_and(|marks| {
                let words = marks.span.of(self.layer.text);
                let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
                self.row.order == Order::Bare
                    && ["owi", "у", "ю"].iter().any(|end| words.ends_with(end))
            });
            (named && last && !told && self.is_title(cue.end)).then_some(cue.end..cue.end + 1)
        });
        Some(Sides { left, right })
    }

    /// Whether the end of a phrase's first word tells that it is no subject.
    fn is_in_case(&self, phrase: &Range<usize>) -> bool {
        self.row.order == Order::Bare && self.sentence.is(phrase.start, class::CASE)
    }

    /// Whether an office in the case of subjects stands right behind a phrase that names somebody.
    fn is_before_office(&self, phrase: &Range<usize>) -> bool {
        self.sentence.is(phrase.end, class::TITLE | class::PERSON)
            && !self.sentence.is(phrase.end, class::CASE)
            && self.people.is_named(phrase)
    }

    /// In a language without articles, the person named right before a verb.
    fn name_beside(&self, cue: &Cue) -> Option<Range<usize>> {
        let bare = self.row.order == Order::Bare && !cue.gerund;
        let last = cue.finite.checked_sub(1).filter(|_| bare)?;
        let name = self.people.name_until(last)?;
        let case = self.sentence.is(name.start, class::CASE);
        (name.start >= self.sentence.start && !case).then_some(name)
    }

    /// "criticada por el gobernador de X, que afirmó": the person or body right before a relative, behind a preposition.
    fn told_of(&self, relative: usize) -> Option<Range<usize>> {
        let last = relative.checked_sub(1)?;
        let comma = self.sentence.kind(last) == Some(Kind::Comma);
        let last = last.checked_sub(usize::from(comma))?;
        let name = self.people.name_until(last);
        if let Some(name) = name.filter(|name| name.start >= self.sentence.start) {
            return Some(name);
        }
        let known = class::TITLE | class::PERSON | class::BODY;
        let before = (self.sentence.start..=last).rev().take(RELATED);
        let same = before.take_while(|&at| self.sentence.kind(at) == Some(Kind::Word));
        let head = same.into_iter().find(|&at| {
            let led = class::DETERMINER | class::OBLIQUE;
            self.sentence.is(at, known) && self.sentence.is(at.wrapping_sub(1), led)
        })?;
        let phrase = self.sentence.phrase(head)?;
        (phrase.end == last + 1).then_some(phrase)
    }

    /// "Ayer Nora Sosa, directora de Marea, anunció": what is set off between commas says who the name before it is.
    fn whom_it_tells_of(&self, left: Range<usize>, cue: &Cue) -> Range<usize> {
        let comma = |at: usize| self.sentence.kind(at) == Some(Kind::Comma);
        let closing = cue.finite.saturating_sub(1);
        let mut commas = (self.sentence.start..closing).rev();
        let opening = commas.find(|&at| comma(at)).filter(|_| comma(closing));
        let Some(opening) = opening else { return left };
        let beside = class::PREPOSITION | class::TOWARDS | class::WITH | class::OF | class::OBLIQUE;
        let name = opening
            .checked_sub(1)
            .and_then(|last| self.people.name_until(last));
        let name = name.filter(|name| {
            let before = name.start.wrapping_sub(1);
            name.start >= self.sentence.start && !self.sentence.is(before, beside)
        });
        match name {
            Some(name) if left.end <= name.start => name,
            Some(name) if left.start > opening && !self.people.is_named(&left) => name,
            _ => left,
        }
    }

    /// The subject of a verb between two phrases.
    pub(super) fn chosen(&self, cue: &Cue, sides: &Sides) -> Option<Range<usize>> {
        // "Nell'interrogazione si ricorda … e si sostiene che": what is written speaks, nobody whom the sentence names.
        if cue.frames & WRITTEN != 0 {
            return sides.left.clone();
        }
        if let Some(subject) = self.joined(cue, sides) {
            return subject;
        }
        match (&sides.left, &sides.right) {
            // "Die Pläne nannte Lindner …": what stands first need not be the subject.
            (Some(left), Some(right))
                if !self.row.order.subject_first()
                    && !self.is_somebody(left)
                    && self.is_somebody(right) =>
            {
                Some(right.clone())
            }
            // "Abonamentu bronił muzyk Iwan Skała"
            (Some(left), Some(right)) if self.is_told_of(left, right) => Some(right.clone()),
            (Some(left), _) => Some(left.clone()),
            (None, right) => right.clone(),
        }
    }

    /// Whether the one word before a verb, which no list has, is what an office and a name behind it speak of, in a language
    /// without articles.
    fn is_told_of(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let office = class::TITLE | class::PERSON;
        let known = office | class::BODY | class::PAPER | class::MAN | class::WOMAN | class::HE;
        let head =
            self.sentence.is(right.start, office) && !self.sentence.is(right.start, class::CASE);
        self.row.order == Order::Bare
            && left.len() == 1
            && left.start == self.sentence.start
            && !self
                .sentence
                .is(left.start, known | class::SHE | class::THEY)
            && head
            && right.clone().any(|at| self.has_capital(at))
    }

    /// "X sagte …, und nannte …", "X dijo que … y agregó que …": the subject of a verb that is joined to an earlier one.
    /// None where the verb is joined to none.
    fn joined(&self, cue: &Cue, sides: &Sides) -> Option<Option<Range<usize>>> {
        let first = self.sentence.order.subject_first();
        let joint = class::AND | class::CONJUNCTION;
        let mut at = cue.finite;
        while at > self.sentence.start && self.sentence.is(at - 1, class::CLITIC | class::NEGATION)
        {
            at -= 1;
        }
        // "doch sagte Roux": an adverb that holds the first place.
        let joins = at > self.sentence.start
            && self.sentence.is(at - 1, joint)
            && (first || !self.sentence.is(at - 1, class::ADVERB));
        if !joins {
            return None;
        }
        // "…, y agregó el ministro": it has a subject of its own.
        let own = sides.right.as_ref().is_some_and(|right| {
            // "y rechaza las «insinuaciones»": an article may begin its object.
            let article = self.sentence.is(right.start, class::DETERMINER);
            first && (self.is_somebody(right) || article && cue.frames & OBJECT == 0)
        });
        let earlier = self.subjects.iter().rev().find(|(at, _)| *at < cue.start);
        match earlier {
            _ if own => None,
            Some((_, subject)) => Some(subject.clone()),
            None if sides.left.is_none() => {
                let subject = self.sentence.second_subject(cue.start);
                // "Llegó el alcalde y dijo", but not: "Tiene un hermano y dice".
                let definite = class::ONE_MAN | class::ONE_WOMAN;
                let fits = |subject: &Range<usize>| {
                    !first
                        || self.is_somebody(subject)
                            && (self.row.order == Order::Bare
                                || self.people.is_named(subject)
                                || self.sentence.is(subject.start, definite))
                };
                let came = || self.sentence.who_came(cue.start);
                subject.filter(fits).or_else(came).map(Some)
            }
            None => None,
        }
    }

    /// Whether a phrase is somebody for sure: a pronoun, a person's name at its head, a word for people or bodies.
    pub(super) fn is_somebody(&self, phrase: &Range<usize>) -> bool {
        let somebody = class::TITLE | class::PERSON | class::BODY | class::HE | class::SHE;
        let head = phrase.clone().find(|&at| {
            let small = self
                .sentence
                .is(at, class::DETERMINER | class::OBLIQUE | class::CLITIC);
            let german = self.row.order == Order::German;
            let capital = self.sentence.get(at).is_some_and(|token| token.capital);
            !small && (capital || !german) || self.sentence.is(at, class::HE | class::SHE)
        });
        let Some(head) = head else { return false };
        self.sentence.is(head, somebody) || self.people.is_named(&(head..head + 1)) || {
            // "Bundesinnenminister Wolf Lindner", not "Äußerungen Lindners".
            let next = head + 1..(head + 2).min(phrase.end);
            !next.is_empty()
                && self.people.is_named(&next)
                && self
                    .sentence
                    .get(next.start)
                    .is_some_and(|name| !name.lower.ends_with('s'))
        }
    }

    /// "сообщили в мэрии", "desde el sindicato lamentan": the body behind a preposition beside a verb of many that has
    /// no subject.
    pub(super) fn body_behind(&self, cue: &Cue) -> Option<Range<usize>> {
        let finite = self.sentence.get(cue.finite)?;
        let may = self.row.silent || self.row.order == Order::Bare;
        if !may || !self.row.pack().is_plural(&finite.lower) {
            return None;
        }
        let small = class::PREPOSITION | class::TOWARDS | class::OF;
        // "заявили «Вестнику» в мэрии": whom the body told stands between.
        let told = self.row.order == Order::Bare && self.is_title(cue.end);
        let behind = Some(cue.end + usize::from(told)).filter(|&at| self.sentence.is(at, small));
        let first = (self.sentence.start..cue.start).find(|&at| self.sentence.is(at, small));
        let at = behind.or(first)? + 1;
        let limit = if at < cue.start {
            cue.start
        } else {
            usize::MAX
        };
        let shout = |at: usize| {
            self.sentence.get(at).is_some_and(|token| {
                let word = token.span.of(self.layer.text);
                token.capital && word.chars().skip(1).any(char::is_uppercase)
            })
        };
        let speaks = |at: usize| self.sentence.is(at, class::BODY | class::PAPER) || shout(at);
        let end = self.oblique_end(at).min(limit);
        (at..end).take(3).any(speaks).then_some(at..end)
    }

    /// "zitiert X mit den Worten", "wird X zitiert": whose words they are.
    fn cited(&self, cue: &Cue, left: Option<Range<usize>>, right: Option<Range<usize>>) -> Sides {
        let finite = self.sentence.get(cue.finite);
        let cites = finite.is_some_and(|it| !self.row.pack().forms(&it.lower).is_empty());
        let passive = self.sentence.is(cue.finite, class::VERB) && !cites;
        let object = self.sentence.skip_adjuncts(cue.end, 1);
        // "цитирует infox.ru директора Philips", "цитирует РБК режиссёра", "цитирует Лапина Wday.ru": a site or a body says
        // whose words they are.
        let site = |at: usize| {
            let bare = self.row.order == Order::Bare;
            bare && self.sentence.get(at).is_some_and(|it| {
                let word = it.span.of(self.layer.text);
                let shout = word.chars().nth(1).is_some_and(char::is_uppercase);
                it.lower.contains('.') || it.capital && (shout || it.is(class::BODY))
            })
        };
        // "цитирует заявление Лапина РИА": whose statement it is.
        let paper = self.row.order == Order::Bare && self.sentence.is(cue.end, class::PAPER);
        let begins = cue.end + usize::from(site(cue.end) || paper);
        // "цитирует РИА «Новости» президента"
        let begins = begins + usize::from(begins > cue.end && self.is_region(begins));
        let right = match right {
            right if begins > cue.end => self.source_after(begins).or(right),
            right => right,
        };
        let right = right.map(|right| {
            let end = (right.start + 1..right.end).find(|&at| site(at));
            // "цитирует РБК президента «Маяка» Виктора Лапина"
            let name = self.people.name_end(right.end + 1);
            let name = name.filter(|_| end.is_none() && self.is_region(right.end));
            let mut start = right.start;
            // "mrzelo trenéra Lubomíra Kadlece"
            while start > cue.end && self.sentence.is(start - 1, class::TITLE | class::PERSON) {
                start -= 1;
            }
            start..end.or(name).unwrap_or(right.end)
        });
        let object = right
            .clone()
            .or_else(|| self.source_after(cue.end))
            .or_else(|| self.source_after(object))
            .filter(|object| {
                let german = self.row.order == Order::German;
                let capital = self.sentence.get(object.start).is_some_and(|it| it.capital);
                self.is_somebody(object) || capital && !german
            });
        let left = left.or_else(|| self.sentence.second_subject(cue.end));
        match object.filter(|_| !passive && cue.finite == cue.start) {
            Some(object) => Sides {
                left: None,
                right: Some(object),
            },
            None => Sides { left, right },
        }
    }

    fn is_author(&self, phrase: Option<&Range<usize>>) -> bool {
        phrase.is_some_and(|phrase| {
            phrase.len() == 1
                && (self.is_addressed(phrase.start)
                    || self.sentence.is(phrase.start, class::I | class::YOU)
                        && !self
                            .sentence
                            .is(phrase.start, class::HE | class::SHE | class::THEY))
        })
    }

    /// Whether nothing but signs and small words stands between marks and a verb.
    pub(super) fn is_glued(&self, cue: &Cue) -> bool {
        let mut at = cue.start;
        while at > self.sentence.start
            && matches!(self.sentence.kind(at - 1), Some(Kind::Comma | Kind::Break))
            || self.sentence.is(at.wrapping_sub(1), class::CLITIC)
        {
            at -= 1;
        }
        at > self.sentence.start && self.sentence.get(at - 1).is_some_and(Token::is_region)
    }

    /// The subject of the whole sentence: the first phrase, or that behind the comma of what leads it.
    fn main_subject(&self, cue: &Cue) -> Option<Range<usize>> {
        let commas = (self.sentence.start..cue.start)
            .filter(|&at| self.sentence.kind(at) == Some(Kind::Comma))
            .map(|comma| comma + 1);
        let mut starts = std::iter::once(self.sentence.start).chain(commas);
        let first = starts.find_map(|start| self.sentence.first_phrase(start, cue.start));
        first.or_else(|| {
            let comma = (cue.end..self.sentence.end)
                .find(|&at| self.sentence.kind(at) == Some(Kind::Comma))?;
            self.sentence.phrase(comma + 1)
        })
    }

    /// The subject right of a verb: "hat Müller gesagt", "a-t-il dit" have it behind the auxiliary.
    pub(super) fn right_of(&self, cue: &Cue) -> Option<Range<usize>> {
        let parted = cue.finite + 1 < cue.end || cue.finite < cue.start;
        let inside = || self.sentence.subject_right(cue.finite + 1);
        if cue.finite < cue.start {
            return inside();
        }
        let last = cue.end - 1;
        let between = parted.then(inside).flatten();
        let right = between
            .filter(|phrase| phrase.end <= last)
            .or_else(|| self.sentence.subject_right(cue.end));
        // "рассказал «Вестнику» мэр города": whom somebody told stands between.
        let told = self.row.order == Order::Bare && self.is_title(cue.end);
        let right = right.or_else(|| self.sentence.subject_right(cue.end + 1).filter(|_| told));
        // "nechal se slyšet": the particle is nobody.
        let right = right.filter(|right| right.len() > 1 || cue.particle != Some(right.start));
        // "gaf de trainer van de gasten toe": the particle is the verb's.
        right.map(|right| match cue.particle {
            Some(particle) if particle + 1 == right.end && particle > right.start => {
                right.start..particle
            }
            _ => right,
        })
    }

    /// The bytes of a verb.
    pub(super) fn cue_span(&self, cue: &Cue) -> Span {
        self.layer.span(&(cue.start..cue.end))
    }

    /// One past the verb and its subject; past its particle, too, if `far`.
    pub(super) fn behind(&self, cue: &Cue, subject: Option<&Range<usize>>, far: bool) -> usize {
        let subject_end = subject
            .filter(|subject| subject.start >= cue.finite)
            .map_or(0, |subject| subject.end);
        let particle = cue.particle.filter(|_| far).map_or(0, |at| at + 1);
        cue.end.max(subject_end).max(particle)
    }
}
