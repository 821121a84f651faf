//! Two people who ask and answer in a report: turns that name nobody.

use super::joiner::Joiner;
use super::rule::Rule;
use super::said::{Mention, Said};
use super::sentence::Sentence;
use crate::annotate::language::lexicon;
use crate::annotate::text::layer::Layer;
use crate::model::{QuoteKind, Span};

impl Joiner<'_> {
    /// Who has the turn in a block of quoted words alone, where two people have just taken turns: "“Is it true?” Ruiz asked."
    /// and under it "“It was,” Hale said.", then "“That isn’t what I asked, sir.”"
    pub(super) fn exchanged(&mut self, sentence: &Sentence<'_>, words: Span) -> Option<Mention> {
        let (at, block) = self.last?;
        let [asker, answer] = self.all.get(at.checked_sub(1)?..=at)? else {
            return None;
        };
        let (asks, answers) = (asker.mention.as_ref()?, answer.mention.as_ref()?);
        let direct = [asker, answer]
            .iter()
            .all(|said| said.kind == QuoteKind::Direct);
        let next = block + 1 == sentence.block && asker.block + 1 == answer.block;
        let question = asker
            .parts
            .last()
            .is_some_and(|part| asks_something(part.of(self.layer.text)));
        let called = answers.span.of(self.layer.text);
        let opens = question
            && asker.cue.is_some()
            && answer.cue.is_some()
            && addresses(words.of(self.layer.text), called);
        let turns = direct && next && asks.span != answers.span;
        let turn = Some(asks.clone()).filter(|_| turns && (opens || self.turn == Some(at)))?;
        self.turn = Some(self.all.len());
        Some(turn)
    }
}

/// Gives back to who asked what stands alone between two answers of the other: "“Did you?” Ruiz asked." "“I wrote much,”
/// Hale said." |“That is no answer.”| "“It is mine,” Hale said."
pub(super) fn between_answers(layer: &Layer<'_>, all: &mut [Said]) {
    for at in 3..all.len() {
        let Some([asker, answer, bare, again]) = all.get_mut(at - 3..=at) else {
            return;
        };
        let below = |one: &Said, next: &Said| one.block + 1 == next.block;
        let rows = below(asker, answer) && below(answer, bare) && below(bare, again);
        let direct = [&*asker, answer, bare, again]
            .iter()
            .all(|said| said.kind == QuoteKind::Direct);
        let alone = bare.rule == Rule::Carried && bare.cue.is_none();
        if !rows || !direct || !alone || answer.cue.is_none() || again.cue.is_none() {
            continue;
        }
        let asks = asker
            .parts
            .last()
            .is_some_and(|part| asks_something(part.of(layer.text)));
        let called = |said: &Said| {
            let last = said.mention.as_ref()?.tokens.end.checked_sub(1)?;
            Some(layer.word(last))
        };
        let (one, other) = (called(asker), called(answer));
        if asks && one.is_some() && one != other && other.is_some() && called(again) == other {
            bare.mention.clone_from(&asker.mention);
        }
    }
}

pub(super) fn asks_something(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    words.ends_with('?')
}

/// Whether quoted words speak to somebody: "…, sir.", "Mr Hale, …" to a Hale, or a question with "you".
fn addresses(words: &str, called: &str) -> bool {
    const SIRS: [&str; 4] = ["Sir", "Ma'am", "Ma’am", "Madam"];
    let mut all = words.split(|c: char| c.is_whitespace() || c == ',' || c == '?' || c == '.');
    let asked = asks_something(words)
        && all.any(|word| {
            ["you", "your"]
                .iter()
                .any(|you| word.eq_ignore_ascii_case(you))
        });
    let ends = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = ends.rsplit_once(", ").map_or("", |(_, last)| last);
    let first = words.split_once(',').map_or("", |(first, _)| first);
    let titled = |words: &str| {
        let (title, name) = words.split_once(' ').unwrap_or((words, ""));
        let sir = name.is_empty() && SIRS.iter().any(|sir| title.eq_ignore_ascii_case(sir));
        sir || lexicon::title(title).is_some() && !name.is_empty() && called.ends_with(name)
    };
    asked || titled(first) || titled(last)
}
