//! How sure a quotation and its speaker are: shares counted on texts by rule and place, rounded by hand.
//!
//! Two numbers: that the words are somebody's at all, and, given that, that the speaker is right. A
//! pronoun takes its person's share too: the further ahead of the next candidate, the surer.

use crate::annotate::attribution::{Mention, Rule, Said};
use crate::annotate::language::animacy::{Voice, voice};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{QuoteKind, Span};

/// So many tokens between a speaker and the cue are few.
const FEW: usize = 5;

/// Quoted words are few up to so many bytes.
const SHORT: usize = 60;

/// What the words of a mention are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// With a name in them.
    Name,
    /// A pronoun.
    Pronoun,
    /// Common nouns: "two officials".
    Noun,
    /// What cannot speak by itself: "the wall", "it".
    Thing,
}

/// How far a mention stands from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Side by side.
    None,
    /// A few words between.
    Few,
    /// More.
    Many,
}

/// What stands before a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Nothing, a mark, "and" or "with": a clause may begin with it.
    Open,
    /// "if", "who": the clause depends on another.
    Dependent,
    /// "while", "although": the clause says something beside another.
    Beside,
    /// "that": it is often another's words.
    Told,
    /// Any other word: the mention may be less than the whole phrase.
    Inside,
}

/// A mention as far as its sureness goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stance {
    pub words: Words,
    pub gap: Gap,
    pub edge: Edge,
    /// The mention is "they", or ends with "that": who holds the floor in the clause around it may be meant.
    pub vague: bool,
    /// The mention is a paper, "a sign that": who holds or wrote it may be meant.
    pub paper: bool,
    /// The cue is a participle right after a noun, which may do itself what it says: "Ruiz ran ads |attacking Hale".
    pub loose: bool,
}

impl Stance {
    /// How a mention stands to its cue and its clause.
    pub fn new(layer: &Layer<'_>, mention: &Mention, cue: Option<Span>) -> Self {
        // "The paper quoted |Ruiz, the mayor, as saying"
        let quoted = cue.is_some_and(|cue| cue.of(layer.text).starts_with("as "));
        let (gap, edge) = match quoted {
            true => (Gap::None, Edge::Open),
            false => (
                cue.map_or(Gap::None, |cue| gap(layer, mention, cue)),
                edge(layer, mention.tokens.start),
            ),
        };
        Stance {
            words: words(layer, mention),
            gap,
            edge,
            vague: ["they", "that"].contains(&layer.word(mention.tokens.end.saturating_sub(1))),
            paper: voice_of(layer, mention) == Voice::Paper,
            loose: cue.is_some_and(|cue| is_loose(layer, mention, cue)),
        }
    }
}

fn words(layer: &Layer<'_>, mention: &Mention) -> Words {
    let tokens = layer.tokens.get(mention.tokens.clone()).unwrap_or_default();
    match voice_of(layer, mention) {
        Voice::Thing | Voice::It => return Words::Thing,
        _ => {}
    }
    match tokens {
        [only] if matches!(only.tag, Tag::Prp | Tag::PrpS | Tag::Wh | Tag::Dt) => Words::Pronoun,
        _ if tokens
            .iter()
            .any(|token| matches!(token.tag, Tag::Nnp | Tag::Nnps)) =>
        {
            Words::Name
        }
        _ => Words::Noun,
    }
}

fn voice_of(layer: &Layer<'_>, mention: &Mention) -> Voice {
    let tokens = layer.tokens.get(mention.tokens.clone()).unwrap_or_default();
    let words = mention.tokens.clone().map(|at| layer.word(at));
    voice(words.zip(tokens.iter().map(|token| token.tag)))
}

fn gap(layer: &Layer<'_>, mention: &Mention, cue: Span) -> Gap {
    let first = layer
        .tokens
        .partition_point(|token| token.span().end <= cue.start);
    let last = layer
        .tokens
        .partition_point(|token| token.span().start < cue.end);
    let between = if mention.tokens.end <= first {
        mention.tokens.end..first
    } else {
        last..mention.tokens.start.max(last)
    };
    let tokens = layer.tokens.get(between).unwrap_or_default();
    let words = tokens
        .iter()
        .filter(|token| !matches!(token.tag, Tag::Comma | Tag::Quote | Tag::Bracket))
        .take(FEW + 1)
        .count();
    match words {
        0 => Gap::None,
        words if words <= FEW => Gap::Few,
        _ => Gap::Many,
    }
}

fn is_loose(layer: &Layer<'_>, mention: &Mention, cue: Span) -> bool {
    let verb = layer
        .tokens
        .partition_point(|token| token.span().end <= cue.start);
    let participle = layer.tokens.get(verb).map(|token| token.tag) == Some(Tag::Vbg);
    participle
        && mention.tokens.end < verb
        && matches!(
            layer.token(verb - 1).tag,
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp
        )
}

fn edge(layer: &Layer<'_>, start: usize) -> Edge {
    let begins = layer
        .sentences
        .binary_search_by_key(&start, |sentence| sentence.start)
        .is_ok();
    let Some(before) = start.checked_sub(1).filter(|_| !begins) else {
        return Edge::Open;
    };
    const DEPENDENT: [&str; 9] = [
        "after", "as", "because", "before", "if", "since", "than", "when", "whether",
    ];
    const BESIDE: [&str; 4] = ["although", "though", "whereas", "while"];
    let word = layer.word(before);
    match layer.token(before).tag {
        Tag::Stop | Tag::Colon | Tag::Comma | Tag::Cc | Tag::Quote | Tag::Bracket => Edge::Open,
        // "with Ruiz saying"
        _ if word.eq_ignore_ascii_case("with") => Edge::Open,
        Tag::Wh => Edge::Dependent,
        _ if word.eq_ignore_ascii_case("that") => Edge::Told,
        _ if DEPENDENT.iter().any(|one| word.eq_ignore_ascii_case(one)) => Edge::Dependent,
        _ if BESIDE.iter().any(|one| word.eq_ignore_ascii_case(one)) => Edge::Beside,
        _ => Edge::Inside,
    }
}

/// A bare surname that two persons share names one of them no more often than by chance.
pub(crate) const SHARED: f32 = 0.6;

/// That the speaker is right, given that the words are somebody's: 0 to 1.
pub(crate) fn speaker(said: &Said, stance: Stance) -> f32 {
    let direct = said.kind == QuoteKind::Direct;
    match (said.rule, stance.words) {
        (Rule::Colon, Words::Thing) => 0.3,
        // "The board met, but it rejected the plan"
        (Rule::Object, Words::Thing) if stance.edge == Edge::Open && stance.gap == Gap::None => 0.7,
        (Rule::Clause | Rule::Object, Words::Thing) if stance.edge == Edge::Inside => 0.45,
        (Rule::Inverted | Rule::Adjective | Rule::Object, Words::Thing) => 0.55,
        (Rule::QuoteBefore | Rule::Inverted, Words::Noun) if direct => 0.96,
        (Rule::QuoteBefore | Rule::Inverted, _) if direct => 0.985,
        (Rule::QuoteBefore | Rule::Inverted, Words::Noun) => 0.93,
        (Rule::QuoteBefore | Rule::Inverted, _) => 0.955,
        // "The lights went out as Ruiz said, “…”"
        (Rule::QuoteAfter, Words::Name | Words::Pronoun)
            if direct
                && matches!(stance.edge, Edge::Dependent | Edge::Beside)
                && stance.gap == Gap::None =>
        {
            0.92
        }
        (Rule::According, Words::Name) => 0.945,
        (Rule::According, _) => 0.9,
        (Rule::Adjective, Words::Name) => 0.95,
        (Rule::Adjective, _) => 0.88,
        (Rule::Passive, _) => 0.96,
        (Rule::Colon, Words::Name) => 0.94,
        (Rule::Colon, _) => 0.85,
        (Rule::Carried, _) if said.reply => 0.55,
        (Rule::Carried, Words::Noun) => 0.75,
        (Rule::Carried, _) => 0.88,
        (Rule::Noun, _) if stance.gap == Gap::Many => 0.3,
        (Rule::Noun, _) if stance.edge == Edge::Inside => 0.6,
        (Rule::Noun, Words::Pronoun) => 0.6,
        (Rule::Noun, _) => 0.75,
        (Rule::Transcript, _) => 0.97,
        (Rule::Block, Words::Thing) => 0.6,
        (Rule::Block, _) => 0.95,
        (Rule::Fragment, Words::Noun | Words::Thing) => 0.35,
        // A few quoted words beside a name are often another's.
        (Rule::Fragment, _) if length(said) < SHORT => 0.45,
        (Rule::Fragment, _) => 0.7,
        // A wish of a clause that depends on another, or far from its subject, is often another's.
        (Rule::Infinitive, Words::Name)
            if matches!(stance.edge, Edge::Dependent | Edge::Beside | Edge::Told) =>
        {
            0.6
        }
        (Rule::Infinitive, Words::Noun | Words::Pronoun) if stance.edge == Edge::Inside => 0.6,
        (Rule::Infinitive, Words::Noun | Words::Pronoun) if stance.gap == Gap::Many => 0.6,
        (Rule::Infinitive, _) => clause(stance).min(0.9),
        // So is an opinion.
        (Rule::Object, _) if stance.loose => 0.6,
        (Rule::Object, Words::Noun) if stance.gap == Gap::Many => 0.55,
        (Rule::Object, Words::Noun | Words::Pronoun) if stance.edge == Edge::Inside => 0.6,
        (Rule::Object, _) if stance.gap == Gap::Many => clause(stance).min(0.78),
        (Rule::Clause | Rule::Object | Rule::QuoteAfter, _) => clause(stance),
    }
}

/// The bytes of all parts of a quotation.
fn length(said: &Said) -> usize {
    said.parts.iter().map(|part| part.len()).sum()
}

/// The same in a story, where who speaks is seldom said and people take turns: a name stands beside its quotation, or
/// it is a guess.
pub(crate) fn in_story(said: &Said, sure: f32) -> f32 {
    match said.rule {
        Rule::Carried | Rule::Fragment => 0.5,
        _ => sure.min(0.85),
    }
}

/// That the subject found before a reporting word is its subject: 0 to 1.
fn clause(stance: Stance) -> f32 {
    match (stance.edge, stance.gap, stance.words) {
        (Edge::Open, Gap::None, Words::Thing) => 0.9,
        (Edge::Inside, _, Words::Noun | Words::Thing) if stance.vague && stance.paper => 0.45,
        (_, Gap::Many, Words::Thing) => 0.2,
        (_, _, Words::Thing) => 0.55,
        (Edge::Open, Gap::None, Words::Noun) => 0.935,
        (Edge::Open, Gap::None, _) => 0.97,
        (Edge::Open, Gap::Few, Words::Name) => 0.91,
        (Edge::Open, Gap::Few, Words::Pronoun) => 0.95,
        (Edge::Open, Gap::Many, Words::Name) => 0.9,
        (Edge::Open, Gap::Few | Gap::Many, _) => 0.79,
        (Edge::Dependent | Edge::Beside, _, Words::Pronoun) if stance.vague => 0.6,
        (Edge::Inside | Edge::Told, _, Words::Noun | Words::Name) if stance.vague => 0.6,
        (Edge::Dependent | Edge::Beside, Gap::None, Words::Noun) => 0.9,
        (Edge::Beside, Gap::None, Words::Name) => 0.92,
        (Edge::Dependent | Edge::Beside, Gap::None, _) => 0.79,
        (Edge::Told, _, Words::Pronoun) => 0.5,
        (Edge::Told, Gap::None, _) => 0.64,
        (Edge::Inside, Gap::None, Words::Name) => 0.85,
        (Edge::Inside, Gap::None, _) => 0.72,
        (_, _, Words::Noun) => 0.5,
        (_, _, _) => 0.62,
    }
}

/// That a pronoun means the person chosen, from the points by which it leads the next: 0 to 1. Where people take
/// turns, every other one is right at best; of whom nobody knows whether it is "she", it may be another.
pub(crate) fn person(lead: f32, agrees: bool, story: bool) -> f32 {
    match lead {
        _ if story => 0.6,
        // Nobody else is near.
        lead if !agrees && lead >= 4.0 => 0.86,
        _ if !agrees => 0.8,
        lead if lead >= 3.0 => 0.97,
        lead if lead >= 1.5 => 0.92,
        lead if lead >= 0.5 => 0.8,
        _ => 0.6,
    }
}
