//! Quotations that a name signs in the block after: "— Ana Ruiz".

use super::joiner::Joiner;
use super::phrases;
use super::rule::Rule;
use super::sentence::Sentence;

/// A signature is no longer than this, in items.
const LONGEST_SIGNATURE: usize = 16;

impl Joiner<'_> {
    /// "— Ana Ruiz" in a block after a quotation that nobody has said so far.
    pub(super) fn signature(&mut self, sentence: &Sentence<'_>) -> bool {
        let Some((at, _)) = self.last.filter(|&(_, block)| block + 1 >= sentence.block) else {
            return false;
        };
        let open = (self.all.get(at))
            .is_some_and(|said| matches!(said.rule, Rule::Carried | Rule::Fragment));
        // "with what?--my hired clerk?" is in the middle of a block.
        let first = sentence.items.first().map_or(0, |item| item.token);
        let starts = self
            .layer
            .blocks
            .binary_search_by_key(&first, |block| block.start);
        let same = (self.last).is_some_and(|(_, block)| block == sentence.block);
        if !(same || starts.is_ok()) {
            return false;
        }
        if !open || !sentence.is_dash(0) || sentence.len() > LONGEST_SIGNATURE {
            return false;
        }
        let Some(end) = phrases::from(sentence, 1) else {
            return false;
        };
        let mention = self.mention(sentence, &(1..end));
        let Some(said) = self.all.get_mut(at) else {
            return false;
        };
        said.mention = Some(mention);
        said.cue = Some(sentence.span(&(0..1)));
        said.rule = Rule::Colon;
        true
    }
}
