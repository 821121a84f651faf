//! Whom a sentence is about, and whom a report means that does not say it itself.

use std::ops::Range;

use super::super::class;
use super::super::nouns::Sentence;
use super::super::packs::Order;
use super::super::reports::{Report, Why};
use super::super::words::{Kind, Token};
use super::{Engine, Floor};
use crate::annotate::language::lexicon::Gender;

/// A sentence that tells who speaks behind its colon has no more tokens before it.
const HEAD: usize = 60;

impl Engine<'_> {
    /// The phrase that a sentence begins with, or that its finite verb is followed by.
    pub(super) fn subject(&self, sentence: &Sentence<'_>) -> Option<Range<usize>> {
        let mut at = sentence.start;
        while sentence
            .get(at)
            .is_some_and(|token| !token.is_word() && !token.is_region())
        {
            at += 1;
        }
        let skipped = sentence.skip_adjuncts(at, 2);
        if self.row.order.subject_first() || skipped == at {
            let from = if sentence.kind(skipped) == Some(Kind::Comma) {
                skipped + 1
            } else {
                skipped
            };
            // "Comme X tenait à jouer, il refusa …", "Qualifié de « … », X n'a pas réagi"
            let participle = sentence.get(from).is_some_and(|token| {
                let forms = sentence.pack.forms(&token.lower);
                !forms.is_empty() && forms.iter().all(|form| form.participle)
            });
            // "Assis dans l'herbe, Quentin Morel savoure."
            let led = class::PREPOSITION | class::TOWARDS | class::OBLIQUE;
            let participle = participle
                || self.row.order == Order::SubjectFirst
                    && sentence
                        .get(from)
                        .is_some_and(|it| it.capital && it.classes == 0)
                    && sentence.is(from + 1, led)
                    && !self.speakers.is_named(&(from..from + 1));
            let commas = (from..sentence.end)
                .filter(|&at| sentence.kind(at) == Some(Kind::Comma))
                .filter(|_| sentence.is(from, class::CONJUNCTION | class::AS) || participle);
            let behind = commas.clone().find_map(|comma| sentence.phrase(comma + 1));
            let subject = behind.or_else(|| sentence.phrase(from));
            // "Abonamentu bronił muzyk Iwan Skała": what stands first is no subject.
            let known = class::TITLE | class::PERSON | class::BODY | class::MAN | class::WOMAN;
            let bare = self.row.order == Order::Bare;
            let unknown = |one: &Range<usize>| !one.clone().any(|at| sentence.is(at, known));
            let first = subject
                .as_ref()
                .filter(|one| bare && one.len() == 1 && unknown(one));
            let later = first.and_then(|first| {
                let stop = (first.end..sentence.end).find(|&at| !sentence.is_word(at));
                let end = stop.unwrap_or(sentence.end);
                sentence
                    .office_before(end)
                    .filter(|office| office.start > first.end && office.end == end)
            });
            return later.or(subject);
        }
        let verb =
            (skipped..sentence.end).find(|&at| sentence.is(at, class::VERB | class::HAVE))?;
        sentence.subject_right(verb + 1)
    }

    /// The one person whom a sentence names before its colon, behind which a verb without a subject reports.
    pub(super) fn before_colon(&self, number: usize, report: &Report) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?.clone();
        let start = report.parts.first()?.start.max(report.cue?.start);
        let colon = range.clone().take(HEAD).find(|&at| {
            let token = self.layer.tokens.get(at);
            token.is_some_and(|it| it.kind == Kind::Colon && it.span.end < start)
        })?;
        let mut named = (range.start..colon).filter(|&at| self.speakers.is_named(&(at..at + 1)));
        let first = named.next()?;
        // "Interrogata sul futuro di Righi, ha risposto": who is spoken of.
        let before = first
            .checked_sub(1)
            .and_then(|at| self.layer.tokens.get(at));
        if before.is_some_and(|it| it.is(class::OF | class::PREPOSITION | class::OBLIQUE)) {
            return None;
        }
        let end = self.speakers.name_end(first)?;
        named.all(|at| at < end).then_some(first..end)
    }

    /// Whether somebody without a name is told by the word for them where a pronoun stands.
    pub(super) fn names_by_word(&self) -> bool {
        self.row.pack().declines() || self.row.code == "sv"
    }

    /// "Сын погибшей кричал. «…», — сказал он": somebody without a name whom the sentence before tells of, and whom the
    /// pronoun fits; where nouns have cases also whoever spoke in it: "По мнению Орлова, … «…», — сказал он".
    pub(super) fn told_before(
        &self,
        block: usize,
        number: usize,
        report: &Report,
    ) -> Option<Range<usize>> {
        let mention = report.mention.as_ref().filter(|it| it.len() == 1)?;
        let pronoun = self.layer.tokens.get(mention.start)?;
        let other = match (pronoun.is(class::HE), pronoun.is(class::SHE)) {
            (true, false) => class::FEMALE,
            (false, true) => class::MALE,
            _ => return None,
        };
        // In other languages whoever spoke in it: « …», a dit un ami de Paul. « … », a-t-il ajouté.
        let fits = self.names_by_word();
        let goes_on = !fits;
        let marks = matches!(report.why, Why::Before | Why::After);
        let near = |floor: &&Floor| {
            let spoke = fits || floor.spoke && marks;
            floor.block == block && floor.sentence + 1 == number && spoke
        };
        let floor = self.floor.as_ref().filter(near)?;
        let before = floor.mention.clone()?;
        let tokens = self.tokens(&before);
        let somebody = class::TITLE | class::PERSON;
        let resolved = self.speakers.resolve(&before);
        let spoke = floor.spoke && self.row.pack().declines() && resolved.entity.is_some();
        let articles: &[&str] = match other {
            class::FEMALE => &["un", "um", "ein", "een", "der", "le", "il", "el", "o"],
            _ => &["une", "una", "uma", "eine", "een", "die", "la", "a"],
        };
        let one = |token: &Token| floor.spoke && articles.contains(&token.lower.as_str());
        let fits = (spoke
            || tokens.iter().any(|token| token.is(somebody))
            || tokens.first().is_some_and(one))
            && !tokens
                .iter()
                .any(|token| token.is(other | class::HE | class::SHE));
        let other_gender = match other {
            class::FEMALE => Gender::Female,
            _ => Gender::Male,
        };
        let gender = resolved
            .entity
            .map(|id| self.speakers.gender(id.0 as usize));
        let fits = fits && gender != Some(other_gender);
        // Whoever is named since is nearer.
        let sentence = self.layer.sentences.get(number)?;
        let named = (before.end..mention.start.min(sentence.start))
            .chain(sentence.start..mention.start)
            .any(|at| self.speakers.is_named(&(at..at + 1)));
        let unnamed = resolved.entity.is_none();
        let taken = fits && (unnamed || spoke) && (!named || goes_on);
        // "Сама подсудимая", not what follows.
        let head = tokens.iter().position(|token| token.is(somebody));
        let end = match head.filter(|_| unnamed) {
            Some(head) => {
                let rest = tokens.iter().skip(head + 1);
                let case = class::CASE | class::CASED;
                before.start + head + 1 + rest.take_while(|token| token.is(case)).count()
            }
            None => before.end,
        };
        taken.then_some(before.start..end)
    }
}
