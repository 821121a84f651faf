//! Whole blocks that are somebody's words: lines that a label begins, answers to questions, quotations that a page sets off.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Engine, Floor, sure};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::reports::Why;
use crate::annotate::polyglot::words::Kind;
use crate::model::{BlockKind, EntityKind, QuoteKind, Span};

/// A label is no longer than this, in tokens.
const LABEL: usize = 7;
/// So many labelled lines make a transcript where nobody asks.
const LINES: usize = 3;
/// So many questions with answers make an interview.
const QUESTIONS: usize = 3;
/// A question is no longer than this, in tokens; an answer in blocks.
const LONGEST: usize = 60;
const BLOCKS: usize = 8;
/// A signature is no longer than this, in tokens.
const SIGNED: usize = 7;

/// What somebody says in one block or several.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Who, in tokens.
    pub(super) mention: Range<usize>,
    pub(super) parts: Vec<Span>,
    /// One past the last block.
    pub(super) end: usize,
    pub(super) why: Why,
}

/// A line that a label begins: "Lena Horn: Weil …".
struct Line {
    block: usize,
    label: Range<usize>,
    key: String,
    words: Span,
    person: bool,
    asks: bool,
}

impl Engine<'_> {
    /// The turns of a transcript or an interview, by their first blocks; none in any other text.
    pub(super) fn turns(&self) -> HashMap<usize, Turn> {
        let labelled = self.labelled();
        let lettered = || Some(self.lettered()).filter(|turns| !turns.is_empty());
        match labelled.is_empty() {
            true => lettered().unwrap_or_else(|| self.answers()),
            false => labelled,
        }
    }

    /// Takes up a turn; gives the block behind it.
    pub(super) fn turn(&mut self, block: usize, turn: Turn) -> usize {
        let sentences = self.layer.blocks.get(turn.end - 1).map(|it| it.0.clone());
        let number = sentences.map_or(0, |it| it.end.saturating_sub(1));
        let resolved = self.speakers.resolve(&turn.mention);
        let (said, speaker) = (sure::said(turn.why), sure::speaker(turn.why));
        let at = self.push(
            turn.parts,
            None,
            Some(resolved),
            turn.why,
            said,
            speaker,
            number,
        );
        if let Some(found) = self.out.get_mut(at) {
            found.quote.kind = QuoteKind::Direct;
        }
        self.floor = Some(Floor::spoken(Some(turn.mention), block, number, None));
        turn.end
    }

    /// "Lena Horn schrieb:" and what the page sets off as quoted, or a quotation that is signed.
    pub(super) fn set_off(&self, block: usize) -> Option<Turn> {
        let quoted = |at: usize| self.block_kind(at) == Some(BlockKind::BlockQuote);
        if !quoted(block) || block > 0 && quoted(block - 1) {
            return None;
        }
        let end = (block..).find(|&at| !quoted(at))?;
        let runs = block..end;
        if runs.clone().any(|at| self.has_marks(at)) {
            return None;
        }
        let signed = self.signature(end - 1);
        let before = self
            .layer
            .blocks
            .get(block.checked_sub(1)?)?
            .0
            .end
            .checked_sub(1)?;
        let leads = self.layer.sentences.get(before);
        let floor = self.floor.as_ref().filter(|floor| {
            floor.spoke && floor.sentence == before && leads.is_some_and(|it| self.leads(it))
        });
        let led = floor.and_then(|floor| floor.mention.clone());
        let close = signed.as_ref().map(|name| self.layer.span(name).start);
        let parts = runs.filter_map(|at| {
            let span = self.words_of(at)?;
            let text = self.layer.text;
            let cut = close.filter(|&close| span.start < close && close < span.end);
            let end = cut.map_or(span.end, |close| {
                let words = text.get(span.start..close).unwrap_or_default();
                span.start + words.trim_end_matches([' ', '\n', '—', '–', '-']).len()
            });
            (Some(span.start) != close && end > span.start).then(|| Span::new(span.start, end))
        });
        Some(Turn {
            mention: signed.or(led)?,
            parts: parts.collect(),
            end,
            why: Why::SetOff,
        })
    }

    /// "— Lena Horn" at the end of a block: the person's name.
    fn signature(&self, block: usize) -> Option<Range<usize>> {
        let tokens = self.block_tokens(block)?;
        let view = self.view(&tokens);
        let near = tokens.end.saturating_sub(SIGNED).max(tokens.start)..tokens.end;
        let dash = near.rev().find(|&at| view.kind(at) == Some(Kind::Break))?;
        let name = dash + 1..tokens.end;
        let whole = name.clone().all(|at| view.is_word(at));
        (whole && self.speakers.is_named(&name)).then_some(name)
    }

    /// The lines of a transcript: one asks and another, whom a label names, answers; or several are labelled and labels
    /// come again.
    fn labelled(&self) -> HashMap<usize, Turn> {
        let lines: Vec<Line> = (0..self.layer.blocks.len())
            .filter_map(|at| self.line(at))
            .collect();
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let mut kept: HashSet<&str> = HashSet::new();
        for (asks, answers) in pairs {
            let follows = asks.block + 1 == answers.block && asks.key != answers.key;
            if follows && asks.asks && answers.person {
                kept.extend([asks.key.as_str(), &answers.key]);
            }
        }
        let mut times: HashMap<&str, u32> = HashMap::new();
        for line in &lines {
            *times.entry(&line.key).or_default() += 1;
        }
        let again = |line: &&Line| line.person && times.get(line.key.as_str()) > Some(&1);
        let speakers = lines.iter().filter(again).map(|it| it.key.as_str());
        let speakers: HashSet<&str> = speakers.collect();
        if kept.is_empty() && lines.len() >= LINES && speakers.len() > 1 {
            kept = speakers;
        }
        let turns = lines.iter().filter(|line| kept.contains(line.key.as_str()));
        // "El Faro: ¿Por qué se va?" is no Faro.
        let led = |line: &Line| {
            self.view(&line.label)
                .is(line.label.start, class::DETERMINER)
        };
        let named = |line: &Line| self.speakers.kind(&line.label).is_some() && !led(line);
        let turns = turns.filter(|line| line.person && !led(line) || named(line));
        let turns = turns.map(|line| {
            let turn = Turn {
                mention: line.label.clone(),
                parts: vec![line.words],
                end: line.block + 1,
                why: Why::Label,
            };
            (line.block, turn)
        });
        turns.collect()
    }

    fn line(&self, block: usize) -> Option<Line> {
        let kind = self.block_kind(block)?;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item(_)) {
            return None;
        }
        let tokens = self.block_tokens(block)?;
        let view = self.view(&tokens);
        let near = tokens.start..(tokens.start + LABEL).min(tokens.end);
        let colon = near
            .clone()
            .find(|&at| view.kind(at) == Some(Kind::Colon))?;
        let label = tokens.start..colon;
        let nobody = class::VERB
            | class::HAVE
            | class::MOOD
            | class::WORDS
            | class::CALLED
            | class::MONTH
            | class::PAPER;
        let small = class::PARTICLE | class::OF | class::DETERMINER | class::TITLE | class::PERSON;
        let fits = label.clone().all(|at| {
            let token = view.get(at);
            token.is_some_and(|it| it.is_word() && !it.is(nobody) && (it.capital || it.is(small)))
        });
        let first = view.get(label.start).is_some_and(|first| first.capital);
        let words = colon + 1..tokens.end;
        // "Frage: Warum gehen Sie?"
        let fits = fits || label.len() == 1 && view.is(label.start, class::WORDS);
        // "Horn: „…“" is read as it is anywhere.
        if label.is_empty() || !fits || !first || words.len() < 3 || view.is_region(colon + 1) {
            return None;
        }
        let last = view.get(tokens.end - 1)?.span.of(self.layer.text);
        let key = self.layer.span(&label).of(self.layer.text).to_lowercase();
        Some(Line {
            block,
            person: self.speakers.is_named(&label),
            key,
            words: self.layer.span(&words),
            asks: last.ends_with('?'),
            label,
        })
    }

    /// The answers to questions that stand by themselves, if one person is named before the first and they say "I".
    fn answers(&self) -> HashMap<usize, Turn> {
        let blocks = 0..self.layer.blocks.len();
        let asks: Vec<usize> = blocks.filter(|&at| self.is_question(at)).collect();
        let first = asks.first().and_then(|&at| self.block_tokens(at));
        let person = first.and_then(|first| self.only_person(first.start));
        let (Some(mention), true) = (person, asks.len() >= QUESTIONS) else {
            return HashMap::new();
        };
        let mut own = 0;
        let mut turns = HashMap::new();
        for (place, &ask) in asks.iter().enumerate() {
            // Behind the last answer the article may go on.
            let end = asks.get(place + 1).copied().unwrap_or(ask + 2);
            let answer = ask + 1..end.min(self.layer.blocks.len());
            let plain = |at| {
                matches!(
                    self.block_kind(at),
                    Some(BlockKind::Paragraph | BlockKind::Item(_))
                )
            };
            if answer.is_empty() || answer.len() > BLOCKS || !answer.clone().all(plain) {
                continue;
            }
            own += usize::from(
                answer
                    .clone()
                    .any(|at| self.says(at, class::I | class::MINE)),
            );
            let turn = Turn {
                mention: mention.clone(),
                parts: answer.clone().filter_map(|at| self.words_of(at)).collect(),
                end: answer.end,
                why: Why::Answer,
            };
            turns.insert(answer.start, turn);
        }
        match turns.len() >= QUESTIONS && own * 2 > turns.len() {
            true => turns,
            false => HashMap::new(),
        }
    }

    /// Whether a block is one question and no more, and not the writer's own.
    fn is_question(&self, block: usize) -> bool {
        let kind = self.block_kind(block);
        let Some(tokens) = self.block_tokens(block) else {
            return false;
        };
        let last = self.tokens(&tokens).last();
        let asks = last.is_some_and(|last| last.span.of(self.layer.text).ends_with('?'));
        asks && (3..=LONGEST).contains(&tokens.len())
            && matches!(kind, Some(BlockKind::Paragraph | BlockKind::Heading(_)))
            && !self.has_marks(block)
            && !self.says(block, class::I)
    }

    fn says(&self, block: usize, classes: u64) -> bool {
        let tokens = self.block_tokens(block).unwrap_or_default();
        self.tokens(&tokens).iter().any(|it| it.is(classes))
    }

    fn has_marks(&self, block: usize) -> bool {
        let tokens = self.block_tokens(block).unwrap_or_default();
        self.tokens(&tokens).iter().any(|it| it.is_region())
    }

    /// The fullest name before a token, if all persons named there are one.
    pub(super) fn only_person(&self, end: usize) -> Option<Range<usize>> {
        let end = self.layer.tokens.get(end)?.span.start;
        let names = self.speakers.names.names.iter();
        let before = names.take_while(|name| name.span.end <= end);
        let people = || {
            before
                .clone()
                .filter(|name| name.kind == EntityKind::Person)
        };
        let full = people().max_by_key(|name| name.span.len())?;
        let tokens = &self.layer.tokens;
        let start = tokens.partition_point(|token| token.span.start < full.span.start);
        let end = tokens.partition_point(|token| token.span.end <= full.span.end);
        let one = people().all(|name| name.entity == full.entity);
        (one && end > start + 1).then_some(start..end)
    }

    pub(super) fn block_kind(&self, block: usize) -> Option<BlockKind> {
        self.layer.blocks.get(block).map(|(_, block)| block.kind)
    }

    pub(super) fn block_tokens(&self, block: usize) -> Option<Range<usize>> {
        let (sentences, _) = self.layer.blocks.get(block)?;
        let first = self.layer.sentences.get(sentences.start)?;
        let last = self.layer.sentences.get(sentences.end.checked_sub(1)?)?;
        (first.start < last.end).then_some(first.start..last.end)
    }

    pub(super) fn words_of(&self, block: usize) -> Option<Span> {
        self.block_tokens(block)
            .map(|tokens| self.layer.span(&tokens))
    }
}
