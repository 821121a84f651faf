//! Words that the sentence behind them gives to somebody: "«…». Lo ha detto il sindaco.", "… Об этом заявил мэр."

use std::ops::Range;

use super::{Engine, Floor, sure};
use crate::annotate::polyglot::reports::Why;
use crate::model::{Quote, Span, Speaker};

/// A sentence of fewer words is no statement.
const STATES: usize = 4;
/// How sure it is that a sentence without marks is what somebody said.
const UNMARKED: f32 = 0.8;
/// A speaker that no verb gives is believed less than whom the next sentence names.
const BELIEVED: f32 = 0.8;

impl Engine<'_> {
    /// Gives what stands before the sentence `number` to whom it names.
    pub(super) fn said_before(&mut self, block: usize, number: usize, mention: Range<usize>) {
        let resolved = self.speakers.resolve(&mention);
        let floor = Floor::spoken(Some(mention.clone()), block, number, None);
        let Some(last) = number.checked_sub(1) else {
            self.floor = Some(floor);
            return;
        };
        let (same, from) = self.block_of(block, last);
        let before = self.layer.sentences.get(last).cloned().unwrap_or_default();
        let span = self.layer.span(&before);
        let open = |quote: &Quote| {
            quote.speakers.is_empty()
                || quote.cue.is_none() && quote.speakers.iter().all(|it| it.confidence < BELIEVED)
        };
        let mut told = false;
        let speaker = Speaker {
            mention: resolved.span,
            entity: resolved.entity,
            confidence: sure::speaker(Why::Back) * resolved.sure,
        };
        for found in self.out.iter_mut().rev() {
            if found.quote.span().start < from || !open(&found.quote) {
                break;
            }
            told |= found.quote.span().overlaps(span);
            if !told {
                break;
            }
            found.quote.speakers = vec![speaker];
            found.why = Why::Back;
        }
        let somebody = resolved.entity.is_some() && self.speakers.is_named(&mention);
        if !told && same && somebody && self.states(&before, span) {
            let speaker = UNMARKED * sure::speaker(Why::Back);
            self.push(
                vec![span],
                None,
                Some(resolved),
                Why::Back,
                UNMARKED,
                speaker,
                number,
            );
        }
        self.floor = Some(floor);
    }

    /// Whether the sentence `last` is in the block, and where that block, or the one before, begins in the text.
    fn block_of(&self, block: usize, last: usize) -> (bool, usize) {
        let own = self.layer.blocks.get(block);
        let same = own.is_some_and(|(sentences, _)| sentences.contains(&last));
        let block = if same {
            own
        } else {
            self.layer.blocks.get(block.wrapping_sub(1))
        };
        (
            same,
            block.map_or(usize::MAX, |(_, block)| block.span.start),
        )
    }

    /// Whether a sentence states something that nobody is told to have said yet.
    fn states(&self, range: &Range<usize>, span: Span) -> bool {
        let tokens = self.tokens(range);
        let words = tokens.iter().filter(|token| token.is_word()).count();
        let asks = tokens
            .last()
            .is_some_and(|last| last.span.of(self.layer.text).ends_with(['?', ':']));
        let marks = tokens.iter().any(|token| token.is_region());
        let told = self
            .out
            .iter()
            .rev()
            .take(3)
            .any(|found| found.quote.span().overlaps(span));
        words >= STATES && !asks && !marks && !told
    }
}
