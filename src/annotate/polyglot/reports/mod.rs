//! Who said what in one sentence: each verb and phrase that reports, its subject, and the words that it gives.

mod back;
mod before;
mod beside;
mod clauses;
mod nouns;
mod passive;
mod silent;
mod sources;
mod speakable;
mod subject;
mod unsaid;
mod verb;

use std::ops::Range;

use super::cues::{self, Cue};
use super::layer::Layer;
use super::nouns::Sentence;
use super::packs::Row;
use super::speakers::Speakers;
use super::words::{Kind, Token};
use crate::model::{Act, SortSmall, Span};

/// Why a piece of text is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// "…", dit X
    Before,
    /// "…", and a word that no list has before X.
    Guessed,
    /// X dit : "…"
    After,
    /// X dit que …
    Clause,
    /// …, sagte X
    ClauseBefore,
    /// X sagte, er sei …
    Mood,
    /// X assure avoir …
    Infinitive,
    /// X critique le "…"
    Object,
    /// Selon X, …
    According,
    /// "…", l'accusa di X
    Noun,
    /// … Lo ha detto X.
    Back,
    /// A headline's quotation whose words come again with their speaker.
    Echo,
    /// qualifié de "…" par X
    Passive,
    /// X : "…"
    Colon,
    /// A quotation alone, or a sentence whose verbs report: its speaker is the one before.
    Carried,
    /// A quotation alone before its speaker is named.
    Ahead,
    /// Quoted words in a sentence that has no reporting word.
    Fragment,
    /// A line that a name and a colon begin.
    Label,
    /// What is answered to questions that stand by themselves.
    Answer,
    /// What a page sets off as quoted.
    SetOff,
}

impl Why {
    /// The rule in words.
    pub const fn words(self) -> &'static str {
        match self {
            Why::Before => "marks before a reporting verb and its subject",
            Why::Guessed => {
                "marks before a word that stands like a reporting verb, and its subject"
            }
            Why::After => "marks after a reporting verb and its subject",
            Why::Clause => "a clause after a reporting verb",
            Why::ClauseBefore => "a clause before a reporting verb and its subject",
            Why::Mood => "a clause in the mood of reports after a reporting verb",
            Why::Infinitive => "an infinitive after a reporting verb",
            Why::Object => "marks in the object of a reporting verb",
            Why::According => "a phrase that gives a source",
            Why::Noun => "marks beside a noun for what is said, and whose it is",
            Why::Back => "words before a sentence that only tells who said them",
            Why::Echo => "marks whose words come again with whoever said them",
            Why::Passive => "marks beside a participle and who did it",
            Why::Colon => "a name, a colon, marks",
            Why::Carried => "words that go on with the report before",
            Why::Ahead => "marks before the sentence that names who speaks",
            Why::Fragment => "marks in a sentence without a reporting verb",
            Why::Label => "a line that a name and a colon begin",
            Why::Answer => "an answer to a question that stands by itself",
            Why::SetOff => "words that are set off behind whoever says them",
        }
    }
}

/// Words and the report that gives them to somebody.
#[derive(Clone, Debug)]
pub struct Report {
    /// In order.
    pub parts: Vec<Span>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// The tokens that name who spoke; none where nobody is named.
    pub mention: Option<Range<usize>>,
    /// Why.
    pub why: Why,
    /// The verb needs no subject and has none: whoever spoke before.
    pub silent: bool,
    /// Said, thought, found.
    pub act: Act,
    /// The sentence says that it was not said.
    pub denied: bool,
}

/// What a sentence says.
#[derive(Debug, Default)]
pub struct Told {
    /// By start.
    pub reports: Vec<Report>,
    /// The regions that belong to a report, by number.
    pub used: Vec<usize>,
    /// Whether the sentence has a reporting verb or phrase at all.
    pub reporting: bool,
    /// Whose verb reports nothing in this sentence: "Der Bürgermeister widersprach."
    pub speaks: Option<Range<usize>>,
    /// Who thinks something in it.
    pub thinks: Option<Range<usize>>,
    /// Whoever said what stands before the sentence: "Lo ha detto il sindaco."
    pub back: Option<Range<usize>>,
}

/// Reads one sentence.
pub struct Reader<'a> {
    layer: &'a Layer<'a>,
    sentence: Sentence<'a>,
    row: &'a Row,
    people: &'a Speakers<'a>,
    cues: Vec<Cue>,
    /// Where each verb read so far stands, and its subject.
    subjects: Vec<(usize, Option<Range<usize>>)>,
    told: Told,
}

/// The reports of a sentence.
pub fn reports<'a>(
    layer: &'a Layer<'a>,
    range: Range<usize>,
    row: &'a Row,
    people: &'a Speakers<'a>,
) -> Told {
    let sentence = Sentence::new(&layer.tokens, &range, row);
    let pack = row.pack();
    let phrases = cues::phrases(&sentence, pack);
    // "è la denuncia di X": a noun of a phrase is no verb.
    let mut cues = cues::verbs(&sentence, pack);
    cues.retain(|cue| {
        let mut over = phrases.iter().map(|phrase| phrase.start..phrase.end);
        !over.any(|phrase| phrase.contains(&cue.finite))
    });
    let mut reader = Reader {
        layer,
        sentence,
        row,
        people,
        cues,
        subjects: Vec::new(),
        told: Told::default(),
    };
    // "Was sagt Roux dazu?": the text asks, and nobody has said it.
    if reader.asks() {
        reader.cues.clear();
    }
    let unsaid: Vec<bool> = reader
        .cues
        .iter()
        .map(|cue| reader.is_unsaid(cue))
        .collect();
    let mut unsaid = unsaid.into_iter();
    reader.cues.retain(|_| unsaid.next() != Some(true));
    reader.told.reporting = !phrases.is_empty() || !reader.cues.is_empty();
    reader.remarks();
    // What stands right behind marks has them first: «…», disse X.
    let (glued, others): (Vec<Cue>, Vec<Cue>) =
        reader.cues.iter().partition(|cue| reader.is_glued(cue));
    for cue in glued.into_iter().chain(others) {
        reader.verb(cue);
    }
    for phrase in phrases {
        reader.phrase(phrase);
    }
    reader.passives();
    reader.participles();
    reader.told.back = reader.told.back.take().or_else(|| reader.points_back());
    reader
        .told
        .reports
        .sort_small_by_key(|report| report.parts.first().map(|part| part.start));
    reader.told
}

impl Reader<'_> {
    /// Whether the sentence is a question of the text's own: its mark at the end, nothing between marks.
    fn asks(&self) -> bool {
        let tokens = self.sentence.start..self.sentence.end;
        let tokens = self.layer.tokens.get(tokens).unwrap_or_default();
        let asks = |last: &Token| last.span.of(self.layer.text).ends_with('?');
        tokens.last().is_some_and(asks) && !tokens.iter().any(Token::is_region)
    }

    fn push(&mut self, report: Report, regions: Vec<usize>) {
        for at in regions {
            if let Some(Kind::Region(number)) = self.sentence.kind(at) {
                self.told.used.push(number);
            }
        }
        self.told.reports.push(report);
    }
}
