//! Sentences in the mood of reports that go on with the report before them.

use super::{Engine, Floor};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::nouns::Sentence;
use crate::annotate::polyglot::reports::Why;
use crate::annotate::polyglot::words::Kind;

impl Engine<'_> {
    /// A sentence in the mood of reports, or right behind one: it goes on with the report before.
    pub(super) fn goes_on(&mut self, sentence: &Sentence<'_>, block: usize, number: usize) -> bool {
        // "Ich habe …": the form alone says nothing beside the writer.
        let own = |at: usize| [at.wrapping_sub(1), at + 1].map(|near| sentence.is(near, class::I));
        // "im Laufe der Woche", "eine Stelle": nouns that look like the mood.
        let noun =
            |at: usize| at > sentence.start && sentence.get(at).is_some_and(|token| token.capital);
        let has = |classes: u64| {
            (sentence.start..sentence.end)
                .any(|at| sentence.is(at, classes) && !noun(at) && own(at) == [false, false])
        };
        let strong = has(class::MOOD);
        let weak = has(class::MOOD_WEAK);
        let next = self.mood.is_some_and(|(last, _)| last + 1 == number);
        let Some(floor) = self.floor.clone().filter(|floor| {
            floor.block + 1 >= block && (floor.spoke || strong && floor.sentence + 1 == number)
        }) else {
            return false;
        };
        if !(strong || weak && next) || self.is_told(sentence) {
            return false;
        }
        let span = self.layer.span(&(sentence.start..sentence.end));
        let joined = self
            .mood
            .and_then(|(last, at)| at.filter(|_| last + 1 == number && floor.block == block));
        let at = match joined {
            Some(at) => {
                let found = self.out.get_mut(at);
                if let Some(part) = found.and_then(|found| found.quote.parts.last_mut()) {
                    part.end = span.end;
                }
                at
            }
            None => {
                let resolved = floor
                    .mention
                    .clone()
                    .map(|mention| self.speakers.resolve(&mention));
                self.push(
                    vec![span],
                    None,
                    resolved,
                    Why::Carried,
                    0.85,
                    if floor.spoke { 0.77 } else { 0.6 },
                    number,
                )
            }
        };
        let parts = self.out.get(at).map(|found| found.quote.parts.clone());
        let kind = self.kind(&parts.unwrap_or_default());
        if let Some(found) = self.out.get_mut(at) {
            found.quote.kind = kind;
        }
        self.mood = Some((number, Some(at)));
        self.floor = Some(Floor::spoken(floor.mention, block, number, None));
        true
    }

    /// "Der Wirt hielt ihm vor, er sei schuld": a sentence whose first clause tells something, in no mood of reports.
    fn is_told(&self, sentence: &Sentence<'_>) -> bool {
        let ends = |&at: &usize| matches!(sentence.kind(at), Some(Kind::Comma | Kind::Colon));
        let Some(end) = (sentence.start..sentence.end).find(ends) else {
            return false;
        };
        let mut clause = sentence.start..end;
        let reported = class::MOOD | class::MOOD_WEAK;
        let leads = class::CONJUNCTION | class::THAT | class::QUESTION;
        // "Nach Kiel fuhr man einmal, da der Zug billig sei."
        let verb = class::VERB | class::HAVE | class::COPULA;
        let last = !(end + 1..sentence.end).any(|at| ends(&at));
        let whole = last && sentence.is(end + 1, class::CONJUNCTION);
        let led = sentence.is(sentence.start, leads)
            || sentence.is(sentence.start, class::PREPOSITION)
                && !whole
                && !clause.clone().any(|at| sentence.is(at, verb))
            || sentence.is(sentence.start, class::RELATIVE)
                && !sentence.is(sentence.start, class::DETERMINER | class::HE | class::SHE);
        let named = sentence.phrase(sentence.start);
        // "Der Wirt, der …, sei schuld"
        let only = named.as_ref().is_some_and(|named| named.end >= end);
        let opens = named.is_some() || sentence.is(sentence.start, class::PREPOSITION);
        opens && !only && !led && !clause.any(|at| sentence.is(at, reported))
    }
}
