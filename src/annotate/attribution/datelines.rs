//! Where a report is from, before a colon: "Larton: |Mayor Ana Ruiz said".

use super::joiner::Joiner;
use super::report::Reports;
use super::reports;
use super::sentence::Sentence;
use crate::annotate::language::tags::Tag;
use crate::model::EntityKind;

/// A dateline before a colon is no longer than this, in items.
const DATELINE: usize = 5;

impl Joiner<'_> {
    /// The reports of a sentence; of the sentence without its dateline where that reports by itself: "Larton: |Mayor Ana Ruiz
    /// said on Monday that …".
    pub(super) fn reports<'s>(&self, sentence: &Sentence<'s>) -> (Option<Sentence<'s>>, Reports) {
        let colon = (1..sentence.len().min(DATELINE)).find(|&at| sentence.is(at, ":"));
        let place = |colon: &usize| {
            let mention = self.mention(sentence, &(0..*colon));
            let names = self.layer.names_in(&mention.tokens);
            let written = (0..*colon).all(|at| sentence.tag(at) == Tag::Nnp);
            match names {
                [] => written,
                [name] => name.tokens == mention.tokens && name.kind == EntityKind::Place,
                _ => false,
            }
        };
        if let Some(colon) = colon.filter(place) {
            let rest = Sentence {
                text: sentence.text,
                items: sentence.items.get(colon + 1..).unwrap_or_default().to_vec(),
                block: sentence.block,
            };
            let found = reports::reports(&rest);
            if found.reports.iter().any(|report| report.speaker.is_some()) {
                return (Some(rest), found);
            }
        }
        (None, reports::reports(sentence))
    }
}
