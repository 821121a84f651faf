//! A language with a pack: reports sentence by sentence, who goes on speaking, and how sure.

use std::ops::Range;

use super::class;
use super::layer::Layer;
use super::marks::{Region, trimmed};
use super::marksonly::is_speech;
use super::names::{self, Names};
use super::nouns::Sentence;
use super::packs::Row;
use super::reports::{Report, Told, Why, reports};
use super::speakers::{Resolved, Speakers};
use super::words::Kind;
use crate::model::{Act, Entity, Quote, QuoteKind, Span, Speaker};

/// Whoever has the floor.
#[derive(Clone, Debug)]
struct Floor {
    mention: Option<Range<usize>>,
    /// The sentence in which they spoke.
    sentence: usize,
    /// Its block.
    block: usize,
    /// Whether that was a report, not only a sentence about them.
    spoke: bool,
    /// The place of the last report among all.
    report: Option<usize>,
}

/// The quotations, each with the rule that found it, and the names.
pub fn read(layer: &Layer<'_>, row: &Row) -> (Vec<(Quote, &'static str)>, Vec<Entity>) {
    let reporting = |word: &str| !row.pack().forms(word).is_empty();
    let names = names::names(layer.text, &layer.flat, row.order, &reporting);
    let mut engine = Engine {
        layer,
        row,
        speakers: Speakers::new(layer, &names, row),
        out: Vec::new(),
        floor: None,
        mood: None,
    };
    engine.blocks();
    let quotes = engine.out;
    let quotes = quotes
        .into_iter()
        .map(|found| (found.quote, found.why.words()));
    let quotes = quotes.collect();
    let Names { entities, .. } = names;
    (quotes, entities)
}

struct Found {
    quote: Quote,
    why: Why,
}

struct Engine<'a> {
    layer: &'a Layer<'a>,
    row: &'a Row,
    speakers: Speakers<'a>,
    out: Vec<Found>,
    floor: Option<Floor>,
    /// The sentence whose report in the mood of reports may go on, and its place in `out` if it goes on already.
    mood: Option<(usize, Option<usize>)>,
}

impl<'a> Engine<'a> {
    fn blocks(&mut self) {
        for (block, (sentences, _)) in self.layer.blocks.iter().enumerate() {
            for sentence in sentences.clone() {
                let told = reports(self.layer, self.layer.sentences[sentence].clone(), self.row);
                self.sentence(block, sentence, told);
            }
        }
        self.out.sort_by_key(|found| found.quote.span().start);
    }

    fn sentence(&mut self, block: usize, number: usize, told: Told) {
        let range = self.layer.sentences[number].clone();
        let sentence = self.view(&range);
        let subject = self.subject(&sentence);
        let alone = !told.reporting && self.is_alone(&range);
        let loose: Vec<usize> = range
            .clone()
            .filter_map(|at| match self.layer.tokens[at].kind {
                Kind::Region(region) if !told.used.contains(&region) => Some(region),
                _ => None,
            })
            .collect();
        let any = !told.reports.is_empty();
        let mut last: Option<(Option<Range<usize>>, usize)> = None;
        for report in told.reports {
            let speaks = report.mention.clone();
            let indirect = !matches!(report.why, Why::Before | Why::After);
            let at = self.report(block, number, report);
            if let Some(at) = at {
                last = Some((speaks, at));
                if indirect && self.out[at].quote.act == Act::Said {
                    self.mood = Some((number, None));
                }
            }
        }
        if let Some((mention, at)) = last {
            let before = self.floor.take();
            let mention = mention.or_else(|| before.and_then(|floor| floor.mention));
            self.floor = Some(Floor {
                mention,
                sentence: number,
                block,
                spoke: true,
                report: Some(at),
            });
        }
        if !any
            && let Some(speaks) = told
                .speaks
                .filter(|speaks| self.speakers.is_person(speaks) || self.leads(&range))
        {
            self.floor = Some(Floor {
                mention: Some(speaks),
                sentence: number,
                block,
                spoke: true,
                report: None,
            });
            self.mood = Some((number, None));
            if loose.is_empty() {
                return;
            }
        }
        if alone {
            self.alone(block, number, &loose);
            return;
        }
        if !any && loose.is_empty() && self.goes_on(&sentence, block, number) {
            return;
        }
        for region in loose {
            self.fragment(block, number, region, subject.clone(), any);
        }
        if !any && let Some(subject) = subject {
            let person = self.speakers.is_person(&subject);
            if person {
                let spoke = self.floor.as_ref().is_some_and(|floor| {
                    floor.sentence + 1 == number
                        && floor.spoke
                        && floor.mention == Some(subject.clone())
                });
                self.floor = Some(Floor {
                    mention: Some(subject),
                    sentence: number,
                    block,
                    spoke,
                    report: None,
                });
            }
        }
    }

    fn view(&self, range: &Range<usize>) -> Sentence<'a> {
        Sentence {
            tokens: &self.layer.tokens,
            start: range.start,
            end: range.end,
            order: self.row.order,
            pack: self.row.pack(),
        }
    }

    /// Whether a sentence ends in a colon.
    fn leads(&self, range: &Range<usize>) -> bool {
        range
            .end
            .checked_sub(1)
            .is_some_and(|last| self.layer.tokens[last].kind == Kind::Colon)
    }

    /// The phrase that a sentence begins with, or that its finite verb is followed by.
    fn subject(&self, sentence: &Sentence<'_>) -> Option<Range<usize>> {
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
            return sentence.phrase(from);
        }
        let verb =
            (skipped..sentence.end).find(|&at| sentence.is(at, class::VERB | class::HAVE))?;
        sentence.subject_right(verb + 1)
    }

    /// Whether a sentence is words between marks and nothing else.
    fn is_alone(&self, range: &Range<usize>) -> bool {
        let tokens = &self.layer.tokens[range.clone()];
        tokens.iter().any(|token| token.is_region()) && !tokens.iter().any(|token| token.is_word())
    }

    /// Takes up a report; gives its place.
    fn report(&mut self, block: usize, number: usize, report: Report) -> Option<usize> {
        let mut resolved = report
            .mention
            .clone()
            .map(|mention| self.speakers.resolve(&mention));
        let mut guess = 1.0;
        if report.silent {
            let near = self.floor.as_ref().filter(|floor| floor.block + 1 >= block);
            let mention = near.and_then(|floor| floor.mention.clone());
            guess = match near {
                Some(floor) if floor.spoke => 0.8,
                Some(_) => 0.75,
                None => 0.0,
            };
            resolved = mention.map(|mention| self.speakers.resolve(&mention));
        }
        let said = said(report.why);
        let sure = speaker(report.why) * guess;
        let at = self.push(
            report.parts,
            report.cue,
            resolved,
            report.why,
            said,
            sure,
            number,
        );
        let quote = &mut self.out[at].quote;
        (quote.act, quote.denied) = (report.act, report.denied);
        Some(at)
    }

    #[expect(clippy::too_many_arguments, reason = "what a quotation is made of")]
    fn push(
        &mut self,
        parts: Vec<Span>,
        cue: Option<Span>,
        resolved: Option<Resolved>,
        why: Why,
        said: f32,
        sure: f32,
        _number: usize,
    ) -> usize {
        let text = self.layer.text;
        let parts: Vec<Span> = parts
            .into_iter()
            .map(|part| trimmed(text, part))
            .filter(|part| !part.is_empty())
            .collect();
        let kind = self.kind(&parts);
        let speaker = resolved.filter(|_| sure > 0.3).map(|resolved| Speaker {
            mention: resolved.span,
            entity: resolved.entity,
            confidence: sure * resolved.sure,
        });
        let quote = Quote {
            parts,
            kind,
            cue,
            act: Act::Said,
            denied: false,
            speakers: speaker.into_iter().collect(),
            through: None,
            confidence: said,
        };
        self.out.push(Found { quote, why });
        self.out.len() - 1
    }

    fn kind(&self, parts: &[Span]) -> QuoteKind {
        let text = self.layer.text;
        let letters = |span: Span| {
            span.of(text)
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
        };
        let all: usize = parts.iter().map(|part| letters(*part)).sum();
        let (start, end) = match parts {
            [first, .., last] => (first.start, last.end),
            [only] => (only.start, only.end),
            [] => (0, 0),
        };
        let regions = &self.layer.regions;
        let near = regions.partition_point(|region| region.span.end <= start)
            ..regions.partition_point(|region| region.span.start < end);
        let near = regions.get(near).unwrap_or_default();
        let inside = near.iter().flat_map(|region| {
            parts
                .iter()
                .filter(|part| part.overlaps(region.inner))
                .map(|part| {
                    letters(Span::new(
                        part.start.max(region.inner.start),
                        part.end.min(region.inner.end),
                    ))
                })
        });
        match inside.sum::<usize>() {
            0 => QuoteKind::Indirect,
            inside if inside * 20 >= all * 19 => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        }
    }

    /// A sentence that is only words between marks: it goes on with who spoke, or whoever the text is about says it.
    fn alone(&mut self, block: usize, number: usize, loose: &[usize]) {
        for &region in loose {
            let region = self.layer.regions[region];
            if region.inner.is_empty() {
                continue;
            }
            let near = self.floor.clone().filter(|floor| floor.block + 1 >= block);
            let same_block = near.as_ref().is_some_and(|floor| floor.block == block);
            let sure = near.as_ref().is_some_and(|floor| {
                floor.spoke && floor.sentence + 1 == number && (same_block || region.continues)
            });
            let ahead = if sure {
                None
            } else {
                self.ahead(block, number)
            };
            let near = near.filter(|_| ahead.is_none());
            let (mention, why, sure) = match (&near, ahead) {
                (Some(floor), _) if region.continues => (floor.mention.clone(), Why::Carried, 0.9),
                (Some(floor), _) if same_block && floor.spoke => {
                    (floor.mention.clone(), Why::Carried, 0.9)
                }
                (Some(floor), _) if same_block => (floor.mention.clone(), Why::Carried, 0.78),
                (Some(floor), _) if floor.spoke => (floor.mention.clone(), Why::Carried, 0.7),
                (Some(floor), _) => (floor.mention.clone(), Why::Carried, 0.55),
                (None, Some(mention)) => (Some(mention), Why::Ahead, 0.6),
                (None, None) => (None, Why::Fragment, 0.0),
            };
            if mention.is_none() && !is_speech(self.layer.text, &region) {
                continue;
            }
            // Right behind a report of the same block: its next part.
            let joins = near.as_ref().and_then(|floor| floor.report).filter(|_| {
                same_block
                    && near
                        .as_ref()
                        .is_some_and(|floor| floor.sentence + 1 == number)
            });
            if let Some(at) = joins.filter(|&at| self.out[at].quote.kind == QuoteKind::Direct) {
                self.out[at].quote.parts.push(region.span);
                if let Some(floor) = &mut self.floor {
                    floor.sentence = number;
                }
                continue;
            }
            let resolved = mention
                .clone()
                .map(|mention| self.speakers.resolve(&mention));
            let (resolved, sure) = match resolved {
                None => (self.speakers.last_person(region.span.start), 0.5),
                resolved => (resolved, sure),
            };
            let said = if is_speech(self.layer.text, &region) {
                0.85
            } else {
                0.55
            };
            let at = self.push(vec![region.span], None, resolved, why, said, sure, number);
            if mention.is_some() {
                self.floor = Some(Floor {
                    mention,
                    sentence: number,
                    block,
                    spoke: true,
                    report: Some(at),
                });
            }
        }
    }

    /// The subject of the next sentence of the block, where it is a person: “…” Koerts schonk nog een glas in.
    fn ahead(&self, block: usize, number: usize) -> Option<Range<usize>> {
        let (sentences, _) = self.layer.blocks.get(block)?;
        let next = self
            .layer
            .sentences
            .get(number + 1)
            .filter(|_| sentences.contains(&(number + 1)))?;
        let subject = self.subject(&self.view(next))?;
        self.speakers.is_person(&subject).then_some(subject)
    }

    /// Words between marks in a sentence that nothing reports, or beside what is reported.
    fn fragment(
        &mut self,
        block: usize,
        number: usize,
        region: usize,
        subject: Option<Range<usize>>,
        beside: bool,
    ) {
        let region = self.layer.regions[region];
        if !is_speech(self.layer.text, &region) || self.is_called(&region) {
            return;
        }
        let text = self.layer.text;
        let words = region.inner.of(text).split_whitespace().count();
        if region
            .inner
            .of(text)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && words < 7
            && !after_colon(text, &region)
            && !region.inner.of(text).ends_with(['.', '!', '?', '…'])
        {
            return; // a title
        }
        let colon = after_colon(text, &region);
        let floor = self.floor.clone().filter(|floor| floor.block == block);
        let person = subject.filter(|subject| self.speakers.is_person(subject));
        let (mention, why, sure) = match (person, floor) {
            (_, _) if colon && self.named_before(number, &region).is_some() => {
                (self.named_before(number, &region), Why::Colon, 0.8)
            }
            (Some(subject), _) if colon => (Some(subject), Why::Colon, 0.8),
            (_, Some(floor)) if beside => (floor.mention, Why::Fragment, 0.75),
            (Some(subject), _) => (Some(subject), Why::Fragment, 0.6),
            (None, Some(floor)) => (floor.mention, Why::Fragment, if colon { 0.7 } else { 0.5 }),
            (None, None) => (None, Why::Fragment, 0.0),
        };
        let resolved = mention.map(|mention| self.speakers.resolve(&mention));
        let last = || self.speakers.last_person(region.span.start);
        let (resolved, sure) = match resolved {
            None if colon => (last(), 0.5),
            resolved => (resolved, sure),
        };
        if resolved.is_none() && words < 5 && !colon {
            return;
        }
        let said = if colon { 0.8 } else { 0.6 };
        self.push(vec![region.span], None, resolved, why, said, sure, number);
    }

    /// The last person named in a sentence before the colon of a region.
    fn named_before(&self, number: usize, region: &Region) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?.clone();
        let colon = range
            .clone()
            .find(|&at| self.layer.tokens[at].span.start >= region.span.start)?
            .checked_sub(1)?;
        let view = self.view(&range);
        // Right before the colon: "la tesi del perito, Italo Fainelli: …"
        let starts = (range.start..colon).rev().take(6);
        let phrases = starts.filter_map(|at| view.phrase(at).filter(|phrase| phrase.end == colon));
        let mut people = phrases.filter(|phrase| self.speakers.is_person(phrase));
        // The longest: the rest of them begin inside it.
        let mut longest = people.next()?;
        for phrase in people {
            longest = phrase;
        }
        Some(longest)
    }

    /// "der Film „…“", "intitulé « … »": the name of a thing.
    fn is_called(&self, region: &Region) -> bool {
        let at = self
            .layer
            .tokens
            .partition_point(|token| token.span.end <= region.span.start);
        let before = at.checked_sub(1).and_then(|at| self.layer.tokens.get(at));
        before.is_some_and(|before| before.is(class::CALLED))
    }

    /// A sentence in the mood of reports, or right behind one: it goes on with the report before.
    fn goes_on(&mut self, sentence: &Sentence<'_>, block: usize, number: usize) -> bool {
        let has = |classes: u64| (sentence.start..sentence.end).any(|at| sentence.is(at, classes));
        let strong = has(class::MOOD);
        let weak = has(class::MOOD_WEAK);
        let next = self.mood.is_some_and(|(last, _)| last + 1 == number);
        let Some(floor) = self.floor.clone().filter(|floor| {
            floor.block + 1 >= block && (floor.spoke || strong && floor.sentence + 1 == number)
        }) else {
            return false;
        };
        if !(strong || weak && next) {
            return false;
        }
        let span = self.layer.span(&(sentence.start..sentence.end));
        let joined = self
            .mood
            .and_then(|(last, at)| at.filter(|_| last + 1 == number && floor.block == block));
        let at = match joined {
            Some(at) => {
                if let Some(part) = self.out[at].quote.parts.last_mut() {
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
        let kind = self.kind(&self.out[at].quote.parts.clone());
        self.out[at].quote.kind = kind;
        self.mood = Some((number, Some(at)));
        self.floor = Some(Floor {
            mention: floor.mention,
            sentence: number,
            block,
            spoke: true,
            report: None,
        });
        true
    }
}

/// Whether a colon stands before a region.
fn after_colon(text: &str, region: &Region) -> bool {
    text[..region.span.start].trim_end().ends_with([':', '：'])
}

/// That the words are somebody's.
fn said(why: Why) -> f32 {
    match why {
        Why::Before | Why::After => 0.97,
        Why::Clause | Why::Mood => 0.92,
        Why::ClauseBefore | Why::According => 0.9,
        Why::Colon | Why::Carried => 0.85,
        Why::Infinitive | Why::Object => 0.82,
        Why::Ahead => 0.75,
        Why::Fragment => 0.6,
    }
}

/// That the speaker is right.
fn speaker(why: Why) -> f32 {
    match why {
        Why::Before | Why::After => 0.97,
        Why::Clause | Why::Mood | Why::According => 0.79,
        Why::ClauseBefore | Why::Infinitive | Why::Object => 0.77,
        Why::Colon | Why::Carried => 0.85,
        Why::Ahead | Why::Fragment => 0.6,
    }
}
