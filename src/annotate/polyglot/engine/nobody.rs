//! Where a verb without a subject is not whoever's spoke before.

use std::ops::Range;

use super::Engine;
use crate::annotate::language::lexicon::Gender;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::reports::{Report, Why};
use crate::annotate::polyglot::speakers::Resolved;
use crate::annotate::polyglot::words::{Kind, Token};

impl Engine<'_> {
    /// « … », dit Jean Roux. « … », a-t-il précisé: whoever spoke in the sentence before, if a pronoun beside marks fits.
    pub(super) fn goes_on_saying(
        &self,
        block: usize,
        number: usize,
        report: &Report,
    ) -> Option<Resolved> {
        let mention = report.mention.clone().filter(|it| it.len() == 1)?;
        let pronoun = self.layer.tokens.get(mention.start)?;
        let floor = self.floor.as_ref()?;
        let near = floor.spoke && floor.block == block && floor.sentence + 1 == number;
        let last = self
            .speakers
            .resolve(floor.mention.as_ref().filter(|_| near)?);
        let wanted = match (pronoun.is(class::HE), pronoun.is(class::SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => return None,
        };
        let gender = self.speakers.gender(usize::try_from(last.entity?.0).ok()?);
        let marks = matches!(report.why, Why::Before | Why::After);
        (marks && (gender == wanted || gender == Gender::Unknown)).then_some(last)
    }

    /// "—¿Vendrá? —le preguntaron": whether a verb of many without a subject comes behind the words of one.
    pub(super) fn is_of_many(&self, report: &Report) -> bool {
        let cue = report.cue.map_or("", |cue| cue.of(self.layer.text));
        let verb = cue
            .split([' ', '-', '\''])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let many = verb.chars().count() > 3 && self.row.pack().is_plural(&verb);
        let one = |mention: &Range<usize>| {
            let tokens = self.tokens(mention);
            let single = class::ONE_MAN | class::ONE_WOMAN;
            let one = |it: &Token| it.is(single) || it.is(class::ANY) && it.lower.len() < 4;
            let article = tokens.first().is_some_and(one);
            let is = |classes: u64| tokens.iter().any(|it| it.is(classes));
            let named = self.speakers.is_named(mention);
            !is(class::AND) && (named || article && !is(class::BODY))
        };
        let floor = self.floor.as_ref().and_then(|floor| floor.mention.clone());
        report.silent && report.mention.is_none() && many && floor.is_some_and(|it| one(&it))
    }

    /// "Señor director:", "Cara redazione,": a line by itself that names nobody, to whom the text is written.
    pub(super) fn is_salutation(&self, block: usize, range: &Range<usize>) -> bool {
        let one = self
            .layer
            .blocks
            .get(block)
            .is_some_and(|(sentences, _)| sentences.len() == 1);
        let tokens = self.tokens(range);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return false;
        };
        let ends = matches!(last.kind, Kind::Colon | Kind::Comma);
        one && ends
            && tokens.len() < 6
            && !first.is(class::DETERMINER)
            && !self.speakers.is_named(range)
    }

    /// "Quando lo raccontai a Bruno Celli, mi rispose che …": whether somebody else is named in the clause before a verb
    /// without a subject, so that it may be either's.
    pub(super) fn is_either(
        &self,
        number: usize,
        report: &Report,
        floor: Option<&Range<usize>>,
    ) -> bool {
        let Some(range) = self.layer.sentences.get(number) else {
            return false;
        };
        let tokens = self.tokens(range);
        let when = tokens
            .first()
            .is_some_and(|it| it.is(class::CONJUNCTION | class::AS));
        let Some(cue) = report.cue.filter(|_| when) else {
            return false;
        };
        let before = tokens
            .iter()
            .take_while(|it| it.span.end <= cue.start)
            .count();
        let mut before = range.start..range.start + before;
        let named = before.find(|&at| self.speakers.is_named(&(at..at + 1)));
        let whom = |at: &Range<usize>| self.speakers.resolve(at).entity;
        named.is_some_and(|at| floor.is_none_or(|floor| whom(floor) != whom(&(at..at + 1))))
    }
}
