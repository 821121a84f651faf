//! A language with a pack: reports sentence by sentence, who goes on speaking, and how sure.

mod alone;
mod back;
mod carry;
mod echo;
mod lettered;
mod meant;
mod nobody;
mod sure;
mod turns;

use std::ops::Range;

use super::layer::Layer;
use super::names::Names;
use super::nouns::Sentence;
use super::packs::{Order, Row};
use super::region::trimmed;
use super::reports::{Report, Told, Why, reports};
use super::speakers::{Resolved, Speakers};
use super::words::{Kind, Token};
use crate::model::{Act, Quote, QuoteKind, SortSmall, Span, Speaker};

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

/// The quotations, each with the rule that found it; `names` are those of the text.
pub fn read(layer: &Layer<'_>, row: &Row, names: &Names) -> Vec<(Quote, &'static str)> {
    let mut engine = Engine {
        layer,
        row,
        speakers: Speakers::new(layer, names, row.pack()),
        out: Vec::new(),
        floor: None,
        mood: None,
    };
    engine.blocks();
    let quotes = engine.out;
    let quotes = quotes
        .into_iter()
        .map(|found| (found.quote, found.why.words()));
    quotes.collect()
}

impl Floor {
    /// Whoever spoke in a sentence of a block, in the report at `report`.
    fn spoken(
        mention: Option<Range<usize>>,
        block: usize,
        sentence: usize,
        report: Option<usize>,
    ) -> Self {
        Floor {
            mention,
            sentence,
            block,
            spoke: true,
            report,
        }
    }
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
        let mut turns = self.turns();
        let mut past = 0;
        for (block, (sentences, _)) in self.layer.blocks.iter().enumerate() {
            if block < past {
                continue;
            }
            if let Some(turn) = turns.remove(&block).or_else(|| self.set_off(block)) {
                past = self.turn(block, turn);
                continue;
            }
            for sentence in sentences.clone() {
                if let Some(range) = self.layer.sentences.get(sentence) {
                    let told = reports(self.layer, range.clone(), self.row, &self.speakers);
                    self.sentence(block, sentence, range.clone(), told);
                }
            }
        }
        self.echoes();
        self.out.sort_small_by_key(|found| found.quote.span().start);
    }

    fn sentence(&mut self, block: usize, number: usize, range: Range<usize>, told: Told) {
        let sentence = self.view(&range);
        let subject = self.subject(&sentence);
        let alone = !told.reporting && self.is_alone(&range);
        let loose: Vec<usize> = (self.tokens(&range).iter())
            .filter_map(|token| match token.kind {
                Kind::Region(region) if !told.used.contains(&region) => Some(region),
                _ => None,
            })
            .collect();
        if let Some(back) = told.back.clone() {
            self.said_before(block, number, back);
            self.mood = Some((number, None));
            if told.reports.is_empty() && loose.is_empty() {
                return;
            }
        }
        // Who is named beside a participle has not the floor.
        let passive = |report: &Report| report.why == Why::Passive;
        let any = !told.reports.iter().all(passive);
        let mut last: Option<(Option<Range<usize>>, usize)> = None;
        let mut nobody = false;
        for report in told.reports {
            let silent = report.silent;
            let speaks = report.mention.clone();
            let indirect = !matches!(report.why, Why::Before | Why::Guessed | Why::After);
            let passive = passive(&report);
            let at = self.report(block, number, report);
            // "le preguntaron", "mi rispose": somebody, but not whoever spoke before.
            let found = at.and_then(|at| self.out.get(at));
            nobody = silent && found.is_some_and(|found| found.quote.speakers.is_empty());
            if let Some(at) = at.filter(|_| !passive) {
                last = Some((speaks, at));
                let act = self.out.get(at).map(|found| found.quote.act);
                if indirect && act == Some(Act::Said) {
                    self.mood = Some((number, None));
                }
            }
        }
        if let Some((mention, at)) = last {
            let before = self.floor.take();
            let before = before.filter(|_| !nobody);
            let mention = mention.or_else(|| before.and_then(|floor| floor.mention));
            // "Parma podle obžaloby zmanipuloval zakázku. „…,“ hájil se": who goes on is whom the sentence tells of.
            let source = self.out.get(at).is_some_and(|it| it.why == Why::According);
            let person = subject.clone().filter(|one| self.speakers.is_named(one));
            let nobody = |one: &Range<usize>| !self.speakers.is_somebody(one);
            let mention = match (mention, person) {
                (Some(source_of), Some(person)) if source && nobody(&source_of) => Some(person),
                (mention, _) => mention,
            };
            self.floor = Some(Floor::spoken(mention, block, number, Some(at))).filter(|floor| {
                !floor
                    .mention
                    .as_ref()
                    .is_some_and(|one| self.speakers.is_writer(one))
            });
        }
        if !any
            && let Some(speaks) = told
                .speaks
                .filter(|speaks| self.speakers.is_person(speaks) || self.leads(&range))
        {
            self.floor = Some(Floor::spoken(Some(speaks), block, number, None));
            self.mood = Some((number, None));
            if loose.is_empty() {
                return;
            }
        }
        if alone {
            self.alone(block, number, &loose);
            return;
        }
        if !any && self.goes_on(&sentence, block, number) {
            return;
        }
        for region in loose {
            self.fragment(block, number, region, subject.clone(), any);
        }
        // Who thinks is somebody, whatever the word for them.
        let salutes = self.is_salutation(block, &range);
        let person = subject.filter(|subject| self.speakers.is_person(subject) && !salutes);
        if let Some(subject) = told.thinks.or(person).filter(|_| !any) {
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

    fn tokens(&self, range: &Range<usize>) -> &'a [Token] {
        self.layer.tokens.get(range.clone()).unwrap_or_default()
    }

    fn view(&self, range: &Range<usize>) -> Sentence<'a> {
        Sentence::new(&self.layer.tokens, range, self.row)
    }

    /// Whether a sentence ends in a colon.
    fn leads(&self, range: &Range<usize>) -> bool {
        let last = self.tokens(range).last();
        last.is_some_and(|last| last.kind == Kind::Colon)
    }

    /// Whether a sentence is words between marks and nothing else.
    fn is_alone(&self, range: &Range<usize>) -> bool {
        let tokens = self.tokens(range);
        tokens.iter().any(|token| token.is_region()) && !tokens.iter().any(|token| token.is_word())
    }

    /// Takes up a report; gives its place.
    fn report(&mut self, block: usize, number: usize, report: Report) -> Option<usize> {
        // "«+100500», пишет X": a name.
        let text = self.layer.text;
        let mut words = report.parts.iter().map(|part| part.of(text));
        if !words.any(|words| words.contains(char::is_alphabetic)) {
            return None;
        }
        let mut resolved = report
            .mention
            .clone()
            .map(|mention| self.speakers.resolve(&mention));
        if let Some(same) = self.goes_on_saying(block, number, &report) {
            let pronoun = report.mention.as_ref();
            resolved = resolved.map(|one| Resolved {
                span: pronoun.map_or(one.span, |pronoun| self.layer.span(pronoun)),
                entity: same.entity,
                sure: one.sure.max(0.86),
            });
        }
        let mut guess: f32 = 1.0;
        if let Some(unnamed) = self.told_before(block, number, &report) {
            let told = self.speakers.resolve(&unnamed);
            // A name is told by the pronoun, somebody without one by the word for them where nouns have cases.
            let word = self.names_by_word();
            let pronoun = report.mention.as_ref();
            let pronoun = pronoun.filter(|_| told.entity.is_some() || !word);
            let span = pronoun.map_or(told.span, |pronoun| self.layer.span(pronoun));
            resolved = Some(Resolved { span, ..told });
            guess = 0.86;
        }
        if report.silent && !self.is_of_many(&report) {
            let far = if matches!(report.why, Why::Before | Why::Guessed) {
                2
            } else {
                1
            };
            let near = self
                .floor
                .as_ref()
                .filter(|floor| floor.block + far >= block);
            let mention = near.and_then(|floor| floor.mention.clone());
            let mention = mention.filter(|one| !self.is_either(number, &report, Some(one)));
            // A paragraph that began with something else: whom it tells of may be another.
            let head = self.layer.blocks.get(block).map_or(number, |it| it.0.start);
            let first = self.row.order == Order::SubjectFirst;
            let own = |floor: &Floor| first && floor.block < block && head < number;
            let mention = mention.filter(|_| !near.is_some_and(own));
            guess = match near {
                Some(floor) if floor.block + 1 < block => 0.65,
                Some(floor) if floor.spoke => 0.8,
                Some(_) => 0.75,
                None => 0.0,
            };
            let before = mention.map(|mention| self.speakers.resolve(&mention));
            if before.is_none() && resolved.is_some() {
                guess = 0.9;
            }
            resolved = before.or(resolved);
            // "Duro l'ex portiere Cunico: allo Sturla, ha detto, «…»": whom the sentence names before its colon.
            if let Some(label) = self.before_colon(number, &report) {
                resolved = Some(self.speakers.resolve(&label));
                guess = guess.max(0.75);
            }
            // "Lenka potkala Karla. „…“, řekl."
            let fitting = report
                .cue
                .filter(|_| self.row.order == Order::Bare)
                .and_then(|cue| {
                    let verb = cue.of(self.layer.text).to_lowercase();
                    let taken = resolved.as_ref()?.entity?;
                    // "„…“, zašeptala" is not whom a man's name before means.
                    let fitting = self.speakers.fitting(cue.start, &verb, taken);
                    fitting.or_else(|| {
                        self.speakers.denies(&verb, taken).then(|| {
                            resolved.map(|one| Resolved {
                                entity: None,
                                sure: 0.0,
                                ..one
                            })
                        })?
                    })
                });
            resolved = fitting.or(resolved).filter(|one| one.sure > 0.0);
        }
        let said = sure::said(report.why);
        let sure = sure::speaker(report.why) * guess;
        let at = self.push(
            report.parts,
            report.cue,
            resolved,
            report.why,
            said,
            sure,
            number,
        );
        if let Some(found) = self.out.get_mut(at) {
            (found.quote.act, found.quote.denied) = (report.act, report.denied);
        }
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
        let resolved = resolved.filter(|_| sure > 0.3);
        let source = why == Why::According;
        let everybody = resolved
            .map(|one| self.everybody(one, source))
            .unwrap_or_default();
        let speakers = everybody.into_iter().map(|resolved| Speaker {
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
            speakers: speakers.collect(),
            through: None,
            confidence: said,
        };
        self.out.push(Found { quote, why });
        self.out.len() - 1
    }

    /// Whoever speaks, each by themselves: "Lena Horn und Karl Brandt" are two.
    fn everybody(&self, resolved: Resolved, source: bool) -> Vec<Resolved> {
        let parts = self.speakers.joint(resolved.span, source);
        match parts.is_empty() {
            true => vec![resolved],
            false => parts.iter().map(|it| self.speakers.resolve(it)).collect(),
        }
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
}
