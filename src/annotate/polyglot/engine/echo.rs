//! A headline's quotation that names nobody, and whose words come again in the article with whoever said them.

use std::collections::HashSet;

use super::{Engine, Found, sure};
use crate::annotate::polyglot::region::Region;
use crate::annotate::polyglot::reports::Why;
use crate::model::{Act, BlockKind, Quote, QuoteKind, Speaker};

/// So many blocks may be the head of an article.
const HEAD: usize = 3;
/// So many quotations of a head are looked for again, among so many of the article.
const MOST: usize = 8;
const AMONG: usize = 200;
/// Shorter words say nothing, and a word is known by so many of its first letters.
const LETTERS: usize = 4;
const STEM: usize = 5;
/// A speaker is passed on if that sure, of words that are said for sure.
const SURE: f32 = 0.7;
/// A speaker that a headline's own words give is kept if that sure.
const KEPT: f32 = 0.5;

/// How sure it is that a headline is said by the only one whom the article quotes.
const ONLY: f32 = 0.65;

/// What somebody is told to have said: the beginnings of its words, where it begins, its kind, who.
type Told = (HashSet<String>, usize, QuoteKind, Vec<Speaker>);

/// The beginnings of the long words.
fn stems(words: &str) -> HashSet<String> {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let long = words.filter(|word| word.chars().count() >= LETTERS);
    long.map(|word| {
        word.chars()
            .take(STEM)
            .flat_map(char::to_lowercase)
            .collect()
    })
    .collect()
}

impl Engine<'_> {
    /// Gives the quotations of the article's head to whoever says the same in it.
    pub(super) fn echoes(&mut self) {
        let open: Vec<Region> = self.open_in_head();
        if open.is_empty() {
            return;
        }
        let known = |speaker: &Speaker| speaker.confidence >= SURE;
        let with_speaker = self
            .out
            .iter()
            .filter(|found| found.quote.confidence >= SURE)
            .filter(|found| found.quote.speakers.iter().any(known));
        let told: Vec<Told> = with_speaker
            .take(AMONG)
            .map(|found| {
                let quote = &found.quote;
                let parts = quote.parts.iter().map(|part| part.of(self.layer.text));
                let stems = parts.flat_map(stems).collect();
                (
                    stems,
                    quote.span().start,
                    quote.kind,
                    quote.speakers.clone(),
                )
            })
            .collect();
        for region in open {
            let own = stems(region.inner.of(self.layer.text));
            let again = told.iter().find(|(stems, start, kind, _)| {
                let same = own.intersection(stems).count();
                let enough = if *kind == QuoteKind::Indirect { 3 } else { 2 };
                *start > region.span.end && same >= enough && same * 3 >= own.len() * 2
            });
            let speakers = again.map(|(.., speakers)| speakers.clone());
            if let Some(speakers) = speakers.or_else(|| self.alone_in_head(&region, &told)) {
                self.echo(&region, &speakers);
            }
        }
    }

    /// Who says a headline that is a quotation and nothing else: the only one whom the article quotes.
    fn alone_in_head(&self, region: &Region, told: &[Told]) -> Option<Vec<Speaker>> {
        let before = self.layer.text.get(..region.span.start)?;
        let after = self.layer.text.get(region.span.end..)?;
        let alone = before.is_empty() || before.ends_with('\n');
        let ends = after.trim_start_matches(['.', ' ']).starts_with('\n');
        let words = region.inner.of(self.layer.text).split_whitespace().count();
        let first = told.first()?.3.first()?;
        let entity = first.entity?;
        let one = |told: &Told| matches!(told.3.as_slice(), [only] if only.entity == Some(entity));
        let fits = alone && ends && words > 2 && told.len() > 1 && told.iter().all(one);
        fits.then(|| {
            vec![Speaker {
                confidence: ONLY,
                ..*first
            }]
        })
    }

    /// The regions in the head of the article that nobody is told to have said.
    fn open_in_head(&self) -> Vec<Region> {
        let blocks = self.layer.blocks.iter().enumerate().take(2 * HEAD);
        let heads = blocks.filter(|(number, (_, block))| {
            *number < HEAD || matches!(block.kind, BlockKind::Heading(_))
        });
        let near = heads.flat_map(|(_, (_, block))| {
            let regions = &self.layer.regions;
            let first = regions.partition_point(|region| region.span.start < block.span.start);
            let end = regions.partition_point(|region| region.span.start < block.span.end);
            regions.get(first..end).unwrap_or_default()
        });
        let taken = |region: &&Region| {
            self.out.iter().take(AMONG).any(|found| {
                let known = |speaker: &Speaker| speaker.confidence >= KEPT;
                found.quote.span().overlaps(region.span) && found.quote.speakers.iter().any(known)
            })
        };
        let near = near.take(AMONG);
        let open = near.filter(|region| !taken(region) && !self.is_called(region));
        open.take(MOST).copied().collect()
    }

    /// Gives a region to speakers.
    fn echo(&mut self, region: &Region, speakers: &[Speaker]) {
        let confidence = sure::speaker(Why::Echo);
        let passed_on = speakers.iter().map(|speaker| Speaker {
            confidence: confidence.min(speaker.confidence),
            ..*speaker
        });
        let speakers: Vec<Speaker> = passed_on.collect();
        let known = self
            .out
            .iter_mut()
            .find(|found| found.quote.span().overlaps(region.span));
        if let Some(found) = known {
            found.quote.speakers = speakers;
            found.why = Why::Echo;
            return;
        }
        let quote = Quote {
            parts: vec![region.span],
            kind: QuoteKind::Direct,
            cue: None,
            act: Act::Said,
            denied: false,
            speakers,
            through: None,
            confidence: sure::said(Why::Echo),
        };
        self.out.push(Found {
            quote,
            why: Why::Echo,
        });
    }
}
