//! What speaks for and against words being somebody's: the cue's class, who can speak, mood and negation, marks.
//!
//! All of it is read off the tokens around the cue and the mention, once the words are found.

use std::ops::Range;

use crate::annotate::attribution::{Rule, Said};
use crate::annotate::language::animacy::{self, Voice};
use crate::annotate::language::cues::{Cue, Frames, lexicon};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{EntityKind, QuoteKind, Span};

/// What sort of word reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    /// "said", "argued that": it gives words.
    Speech,
    /// "thinks", "wants": it gives a thought.
    Thought,
    /// "shows", "suggests": it gives what is found.
    Finding,
    /// "called", "offered": with the words it stands for, it may be speech.
    Loose,
    /// No word that reports: a colon, nothing.
    None,
}

/// How the words hang on the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Frame {
    /// Words beside a subject and its verb: "…," X said.
    Beside,
    /// X said that …
    Clause,
    /// According to X, …
    According,
    /// X: "…"
    Colon,
    /// A turn of a transcript, or a passage that somebody introduces or signs.
    Turn,
    /// A quotation alone.
    Alone,
    /// Quoted words in a clause that reports nothing.
    Fragment,
    /// The object of a verb, an infinitive, what a noun or an adjective is about.
    Loose,
}

/// Who is said to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Voiced {
    /// Somebody else than the author: somebody by name, "he", "officials".
    Other,
    /// What has a name that may be anything's.
    Named,
    /// "I", "we": the author.
    Author,
    /// "you", "one": anybody.
    Anybody,
    /// "the report", "a poll".
    Paper,
    /// What cannot speak.
    Thing,
    /// Nobody is named.
    Nobody,
}

/// Whether the text says that it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mood {
    /// It was.
    Real,
    /// It will, would, should, may be; somebody is asked to; if somebody says so.
    Unreal,
    /// It was not.
    Denied,
}

/// All that is known of one quotation before anybody decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Evidence {
    pub kind: QuoteKind,
    pub sort: Sort,
    pub frame: Frame,
    pub voiced: Voiced,
    pub mood: Mood,
    pub rule: Rule,
    /// The cue reports speech by itself, in any text: "said that", not "ordered that".
    pub plain: bool,
    /// The words are a clause: they begin with "that" or "whether", or have a verb where the cue takes no object.
    pub clause: bool,
    /// The speaker has a name, or is a man or a woman.
    pub named: bool,
    /// They have a verb of their own.
    pub finite: bool,
    /// The cue calls something something: "called it “a shame”".
    pub names: bool,
    /// A person is named, or a word for people.
    pub person: bool,
    /// A mark ends the words, inside their marks or right behind them.
    pub closed: bool,
    /// The words that name the speaker are run together, as in lists of links: "Ana RuizAna RuizHale leaves".
    pub glued: bool,
}

/// What sounds like a person by its ending, and is a machine or a part of one.
const MACHINES: [&str; 24] = [
    "adapter",
    "browser",
    "buffer",
    "compiler",
    "container",
    "controller",
    "counter",
    "debugger",
    "display",
    "filter",
    "handler",
    "installer",
    "linker",
    "loader",
    "monitor",
    "panel",
    "parser",
    "printer",
    "router",
    "scanner",
    "scheduler",
    "sensor",
    "server",
    "timer",
];

/// Words between a cue and the "if" or "never" before it.
const BEFORE: usize = 3;

impl Evidence {
    /// The evidence for words that a rule found.
    pub fn of(layer: &Layer<'_>, said: &Said) -> Self {
        let cue = said.cue.map(|cue| tokens(layer, cue));
        let word = cue
            .as_ref()
            .and_then(|cue| reporting(layer, cue, said.rule));
        let voiced = voiced(layer, said);
        let sort = match word {
            _ if matches!(said.rule, Rule::According) => Sort::Speech,
            Some(cue) => sort(cue, said.kind, voiced),
            None => Sort::None,
        };
        Evidence {
            kind: said.kind,
            sort,
            frame: frame(said.rule),
            voiced,
            rule: said.rule,
            plain: word.is_some_and(|cue| cue.frames.any(Frames::PLAIN)),
            clause: is_clause(layer, said, word),
            named: said.mention.as_ref().is_some_and(|mention| {
                let first = layer.word(mention.tokens.start);
                let one = mention.tokens.len() == 1
                    && ["he", "she"]
                        .iter()
                        .any(|word| first.eq_ignore_ascii_case(word));
                one || is_known(layer, &mention.tokens)
            }),
            finite: is_finite(layer, said),
            person: said
                .mention
                .as_ref()
                .is_some_and(|mention| is_person(layer, &mention.tokens)),
            closed: is_closed(layer, said),
            glued: said
                .mention
                .as_ref()
                .is_some_and(|mention| is_glued(layer, &mention.tokens)),
            names: word.is_some_and(|cue| {
                cue.frames.any(Frames::PRED | Frames::AS) && !cue.frames.any(Frames::MIND)
            }),
            mood: cue.map_or(Mood::Real, |cue| mood(layer, said, &cue, word)),
        }
    }

    /// Whether somebody else spoke these words beyond doubt, whatever sort of text they stand in.
    pub fn is_sure(self) -> bool {
        self.mood == Mood::Real
            && self.voiced == Voiced::Other
            && self.named
            && self.sort == Sort::Speech
            && matches!(self.frame, Frame::Beside | Frame::Clause | Frame::According)
    }
}

fn frame(rule: Rule) -> Frame {
    match rule {
        Rule::QuoteAfter | Rule::QuoteBefore | Rule::Inverted => Frame::Beside,
        Rule::Clause => Frame::Clause,
        Rule::According => Frame::According,
        Rule::Colon => Frame::Colon,
        Rule::Transcript | Rule::Block => Frame::Turn,
        Rule::Carried => Frame::Alone,
        Rule::Fragment => Frame::Fragment,
        Rule::Object | Rule::Infinitive | Rule::Noun | Rule::Adjective | Rule::Passive => {
            Frame::Loose
        }
    }
}

/// The tokens that a span covers.
fn tokens(layer: &Layer<'_>, span: Span) -> Range<usize> {
    let first = layer
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let last = layer
        .tokens
        .partition_point(|token| token.span.start < span.end);
    first..last.max(first)
}

/// The word of a cue that reports.
fn reporting(layer: &Layer<'_>, cue: &Range<usize>, rule: Rule) -> Option<&'static Cue> {
    let lexicon = lexicon();
    let words = || cue.clone().rev().map(|at| layer.word(at).to_lowercase());
    let verb = |word: String| {
        let readings = lexicon.verb(&word);
        let reading = readings.iter().find(|reading| {
            let tail = &lexicon.cue(reading.cue).tail;
            tail.iter().all(|tail| words().any(|word| word == *tail))
        });
        reading.map(|reading| lexicon.cue(reading.cue))
    };
    match rule {
        Rule::Noun => words().find_map(|word| lexicon.noun(&word)),
        Rule::Adjective => words().find_map(|word| lexicon.adjective(&word)),
        _ => words().find_map(verb),
    }
}

fn sort(cue: &Cue, kind: QuoteKind, voiced: Voiced) -> Sort {
    let frames = cue.frames;
    let speaks = frames.any(Frames::QUOTE)
        && (kind == QuoteKind::Direct || frames.any(Frames::THAT | Frames::WH));
    match () {
        () if frames.any(Frames::MIND) => Sort::Thought,
        () if frames.any(Frames::FINDING) && !(voiced == Voiced::Other && speaks) => Sort::Finding,
        () if speaks => Sort::Speech,
        () => Sort::Loose,
    }
}

fn voiced(layer: &Layer<'_>, said: &Said) -> Voiced {
    let Some(mention) = &said.mention else {
        return Voiced::Nobody;
    };
    if said.rule == Rule::Transcript {
        return match names_somebody(layer, &mention.tokens) {
            true => Voiced::Other,
            false => Voiced::Thing,
        };
    }
    let first = layer.word(mention.tokens.start).to_lowercase();
    match first.as_str() {
        "i" | "we" | "me" | "us" | "myself" | "ourselves" => return Voiced::Author,
        "my" | "our" if mention.tokens.len() == 1 => return Voiced::Author,
        "you" | "your" | "one" | "anyone" | "anybody" | "everyone" | "everybody"
            if mention.tokens.len() == 1 =>
        {
            return Voiced::Anybody;
        }
        "nobody" | "none" | "neither" => return Voiced::Nobody,
        _ => {}
    }
    let words = mention.tokens.clone().map(|at| layer.word(at));
    let tags = layer.tokens.get(mention.tokens.clone()).unwrap_or_default();
    let head = mention.tokens.end.saturating_sub(1);
    let machine = MACHINES
        .iter()
        .any(|word| layer.word(head).eq_ignore_ascii_case(word));
    match animacy::voice(words.zip(tags.iter().map(|token| token.tag))) {
        _ if machine => Voiced::Thing,
        Voice::Name if !is_known(layer, &mention.tokens) => Voiced::Named,
        Voice::Name | Voice::Pronoun | Voice::People => Voiced::Other,
        Voice::Paper => Voiced::Paper,
        Voice::It | Voice::Thing => Voiced::Thing,
    }
}

/// Whether a person is named in these tokens, or people are meant.
fn is_person(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let tags = layer.tokens.get(range.clone()).unwrap_or_default();
    let words = range.clone().map(|at| layer.word(at));
    let names = layer.names_in(range);
    names.iter().any(|name| name.kind == EntityKind::Person)
        || animacy::voice(words.zip(tags.iter().map(|token| token.tag))) == Voice::People
}

/// Whether two of these words or more have a capital after several small letters: words that a page ran together.
fn is_glued(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let glued = |word: &str| {
        let small = word
            .char_indices()
            .skip(1)
            .find(|(_, letter)| letter.is_uppercase())
            .and_then(|(at, _)| word.get(..at))
            .unwrap_or_default();
        small.len() >= 4 && small.ends_with(char::is_lowercase)
    };
    range.clone().filter(|&at| glued(layer.word(at))).count() > 1
}

/// Whether a mark ends the words: “Closed,” or “Closed”, but not 'S' in "'S' links start services".
fn is_closed(layer: &Layer<'_>, said: &Said) -> bool {
    const ENDS: [char; 8] = [',', '.', '!', '?', '—', '…', ':', '-'];
    const CLOSERS: [char; 6] = ['"', '”', '’', '\'', '»', '“'];
    said.parts.iter().any(|part| {
        let inner = part.of(layer.text).trim_end_matches(CLOSERS);
        let after = layer.text.get(part.end..).unwrap_or_default();
        let after = after.trim_start_matches(CLOSERS).trim_start_matches(' ');
        inner.trim_end().ends_with(ENDS)
            || after.is_empty()
            || after.starts_with(['\n', ',', '.', '!', '?', '—', '-', '–'])
    })
}

/// Whether the label of a turn names somebody: a person, a word for people, or a word in capitals as transcripts
/// write names. Not "Pricing:", "Red Wines:", "FYI:".
fn names_somebody(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    const LABELS: [&str; 10] = [
        "FAQ", "FYI", "NOTE", "NOTES", "PRICE", "PROS", "CONS", "TIP", "UPDATE", "WARNING",
    ];
    let person = (layer.names_in(range).iter()).any(|name| name.kind == EntityKind::Person);
    let words = || range.clone().map(|at| layer.word(at));
    let capitals = words().any(|word| word.len() > 2 && word.chars().all(char::is_uppercase))
        && !words().any(|word| word.contains(char::is_lowercase) || LABELS.contains(&word));
    let tags = layer.tokens.get(range.clone()).unwrap_or_default();
    let people =
        || animacy::voice(words().zip(tags.iter().map(|token| token.tag))) == Voice::People;
    person || capitals || people()
}

/// Whether a name of a person, a body, a place or a group stands in these tokens.
fn is_known(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    (layer.names_in(range).iter()).any(|name| {
        name.kind != EntityKind::Other && !name.tokens.clone().any(|at| is_coded(layer.word(at)))
    })
}

/// Whether a word is written as programs and products are: "X-Left", "setUp", "utf_8".
fn is_coded(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let letter = first.is_some_and(char::is_uppercase) && chars.next() == Some('-');
    let digits = word.contains(|c: char| c == '_' || c == '/' || c.is_ascii_digit());
    let lower = first.is_some_and(char::is_lowercase) && word.contains(char::is_uppercase);
    letter || digits || lower
}

fn is_clause(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    const OPENERS: [&str; 6] = ["that", "whether", "if", "how", "why", "what"];
    let Some(part) = said.parts.first() else {
        return false;
    };
    let content = tokens(layer, *part);
    let opens = OPENERS
        .iter()
        .any(|opener| layer.word(content.start).eq_ignore_ascii_case(opener));
    if hangs(layer, content.start) {
        return false;
    }
    let takes_object = word.is_none_or(|cue| cue.frames.any(Frames::NOUN));
    opens || !takes_object && is_finite(layer, said)
}

/// Whether the first part has a verb of its own.
fn is_finite(layer: &Layer<'_>, said: &Said) -> bool {
    let mut content = said.parts.first().map_or(0..0, |part| tokens(layer, *part));
    !hangs(layer, content.start) && content.any(|at| layer.token(at).tag.is_finite())
}

/// Whether a relative clause begins at a token: "asked for tanks of water |that are to come".
fn hangs(layer: &Layer<'_>, at: usize) -> bool {
    layer.word(at).eq_ignore_ascii_case("that")
        && at > 0
        && layer.token(at - 1).tag.is_noun()
        && layer
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.tag.is_finite())
}

fn mood(layer: &Layer<'_>, said: &Said, cue: &Range<usize>, word: Option<&Cue>) -> Mood {
    let head = cue
        .clone()
        .rev()
        .find(|&at| layer.token(at).tag.is_verb())
        .unwrap_or(cue.end);
    let sentence = sentence(layer, cue.start);
    let is = |at: usize, words: &[&str]| {
        let word = layer.word(at);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let content = said.parts.first().map_or(0, |part| part.start);
    let group = cue.start..head;
    let before = cue.start.saturating_sub(BEFORE).max(sentence.start)..cue.start;
    // "It was not he who said", but not "“I won't,” she said".
    let outside = |at: &usize| {
        let span = layer.token(*at).span;
        !said
            .parts
            .iter()
            .any(|part| part.start <= span.start && span.end <= part.end)
    };
    const NOT: [&str; 5] = ["not", "never", "n't", "n’t", "neither"];
    let only = |at: usize| is(at + 1, &["only", "just", "merely", "simply", "to"]);
    let no_one = said.mention.as_ref().is_some_and(|mention| {
        let first = mention.tokens.start;
        is(first, &["nobody", "none", "neither", "no"])
    });
    let denies = word.is_some_and(|cue| cue.lemma == "deny");
    let unsaid = group.clone().any(|at| is(at, &NOT) && !only(at))
        || cue.start > sentence.start && is(cue.start - 1, &["never"])
        // "denied having said"
        || before.clone().filter(outside).any(|at| is(at, &["denied", "denies", "denying"]));
    let direct = said.kind == QuoteKind::Direct;
    if no_one || unsaid || denies && !direct {
        return Mood::Denied;
    }
    let modal = group.clone().any(|at| layer.token(at).tag == Tag::Md);
    // Not "used to say".
    let infinitive = group
        .clone()
        .any(|at| layer.token(at).tag == Tag::To && !(at > 0 && is(at - 1, &["used"])))
        || layer
            .tokens
            .get(head)
            .is_some_and(|token| token.tag == Tag::Vb)
            && cue.start > 1
            && layer.token(cue.start - 1).tag == Tag::To
            && !is(cue.start - 2, &["used"]);
    let subject = said
        .mention
        .as_ref()
        .map_or(cue.start, |mention| mention.tokens.start);
    let opens =
        subject.min(cue.start).saturating_sub(2).max(sentence.start)..subject.min(cue.start);
    let if_so = opens.clone().filter(outside).any(|at| {
        is(
            at,
            &[
                "if", "unless", "suppose", "imagine", "let", "whether", "lest",
            ],
        )
    }) || is(sentence.start, &["if"])
        && cue.end <= sentence.start + 6
        && layer.token(sentence.start).span.start < content;
    // "Say that …", "Ask whether …"
    let told = said.mention.is_none()
        && layer
            .tokens
            .get(head)
            .is_some_and(|token| matches!(token.tag, Tag::Vb | Tag::Vbp));
    if modal || infinitive || if_so || told {
        return Mood::Unreal;
    }
    Mood::Real
}

fn sentence(layer: &Layer<'_>, token: usize) -> Range<usize> {
    let after = layer.sentences.partition_point(|range| range.end <= token);
    layer.sentences.get(after).cloned().unwrap_or(token..token)
}
