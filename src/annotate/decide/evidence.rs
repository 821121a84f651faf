//! What speaks for and against words being somebody's: the cue's class, who can speak, mood and negation, marks.
//!
//! All of it is read off the tokens around the cue and the mention, once the words are found.

use std::borrow::Cow;
use std::ops::Range;

use super::mood::{Mood, mood};
use super::voiced::{Voiced, is_glued, is_known, is_person, voiced};
use super::works::{is_crowd_name, is_named_work, is_slogan, is_thing, is_work};
use crate::annotate::attribution::{Mention, Rule, Said};
use crate::annotate::language::cues::{Cue, Frames, lexicon};
use crate::annotate::language::lookup::small;
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

/// How the words depend on the cue.
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
    /// What a sort of people does at all times: "Researchers call it".
    pub generic: bool,
    /// What they say: a proverb, or words of people whom the text names before.
    pub proverb: bool,
    /// A person is named, or a word for people.
    pub person: bool,
    /// The speaker is one plain noun of a thing, or what one goes by: "according to plan".
    pub bare: bool,
    /// A mark ends the words, inside their marks or right behind them.
    pub closed: bool,
    /// All that is quoted looks like the title of a work, and the cue is no word that gives speech: "unveiled “The Lantern,”".
    pub title: bool,
    /// A few quoted words right after a cue that as often has a thing for its object: "ordered a “harbour stew”".
    pub thing: bool,
    /// A place is named before a colon, and nobody: "Chicago: What to see", the heading of a part.
    pub place: bool,
    /// The words that name the speaker are run together, as in lists of links: "Ana RuizAna RuizHale leaves".
    pub glued: bool,
}

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
            Some(cue) => sort(cue, said.kind, voiced, is_relative(layer, said)),
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
            finite: is_finite(layer, said, word),
            proverb: is_proverb(layer, said),
            generic: cue.as_ref().is_some_and(|cue| is_generic(layer, said, cue)),
            person: said
                .mention
                .as_ref()
                .is_some_and(|mention| is_person(layer, &mention.tokens)),
            bare: (said.mention.as_ref()).is_some_and(|mention| is_bare(layer, mention, voiced)),
            closed: is_closed(layer, said),
            title: said.kind != QuoteKind::Indirect
                && (is_work(layer, said, word)
                    || is_slogan(layer, said)
                    || is_crowd_name(layer, said, word)
                    || (said.kind == QuoteKind::Direct
                        || !is_whole(layer, said)
                        || word.is_some_and(|cue| !cue.frames.any(Frames::QUOTE | Frames::THAT)))
                        && is_named_work(layer, said, word)),
            thing: word.is_some_and(|cue| cue.frames.any(Frames::THING)) && is_thing(layer, said),
            place: said.block > 0
                && said.mention.as_ref().is_some_and(|mention| {
                    let names = layer.names_in(&mention.tokens);
                    !names.is_empty() && names.iter().all(|name| name.kind == EntityKind::Place)
                }),
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

/// Whether a paragraph begins with "They say", or people in general say it: "what people say".
fn is_proverb(layer: &Layer<'_>, said: &Said) -> bool {
    said.mention.as_ref().is_some_and(|mention| {
        let at = mention.tokens.start;
        let opens = layer.blocks.binary_search_by_key(&at, |block| block.start);
        let say = mention.tokens.len() == 1 && layer.word(at + 1) == "say";
        let people = layer.word(at).eq_ignore_ascii_case("people");
        say && (people || layer.word(at) == "They" && opens.is_ok())
    })
}

/// Whether a bare plural does what the cue says at all times.
fn is_generic(layer: &Layer<'_>, said: &Said, cue: &Range<usize>) -> bool {
    let present = matches!(layer.tag(cue.start), Some(Tag::Vbp | Tag::Vb));
    let bare = |mention: &Mention| {
        mention.tokens.len() == 1 && layer.tag(mention.tokens.start) == Some(Tag::Nns)
    };
    cue.len() == 1 && present && said.mention.as_ref().is_some_and(bare)
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
        .partition_point(|token| token.span().end <= span.start);
    let last = layer
        .tokens
        .partition_point(|token| token.span().start < span.end);
    first..last.max(first)
}

/// The word of a cue that reports.
fn reporting(layer: &Layer<'_>, cue: &Range<usize>, rule: Rule) -> Option<&'static Cue> {
    let lexicon = lexicon();
    let words = || cue.clone().rev().map(|at| small(layer.word(at)));
    let verb = |word: Cow<'_, str>| {
        let readings = lexicon.verb(&word);
        let reading = readings.iter().find(|reading| {
            let tail = &lexicon.cue(reading.cue).tail;
            tail.iter().all(|tail| words().any(|word| word == *tail))
        });
        reading.map(|reading| lexicon.cue(reading.cue))
    };
    match rule {
        Rule::Noun => words().find_map(|word| lexicon.noun(lexicon.entry(&word)?)),
        Rule::Adjective => words().find_map(|word| lexicon.adjective(lexicon.entry(&word)?)),
        _ => words().find_map(verb),
    }
}

/// Whether things do what the cue says, by a relative "which": "the new firms, which |suggest".
fn is_relative(layer: &Layer<'_>, said: &Said) -> bool {
    said.mention.as_ref().is_some_and(|mention| {
        mention.tokens.len() > 1
            && layer
                .word(mention.tokens.end - 1)
                .eq_ignore_ascii_case("which")
    })
}

fn sort(cue: &Cue, kind: QuoteKind, voiced: Voiced, relative: bool) -> Sort {
    let frames = cue.frames;
    let speaks = frames.any(Frames::QUOTE)
        && (kind == QuoteKind::Direct || frames.any(Frames::THAT | Frames::WH));
    match () {
        () if frames.any(Frames::MIND) => Sort::Thought,
        () if frames.any(Frames::FINDING) && !(voiced == Voiced::Other && speaks && !relative) => {
            Sort::Finding
        }
        () if speaks => Sort::Speech,
        () => Sort::Loose,
    }
}

/// Whether a source is one plain noun that nobody speaks by: "according to plan", "according to size".
fn is_bare(layer: &Layer<'_>, mention: &Mention, voiced: Voiced) -> bool {
    const RULES: [&str; 7] = [
        "custom",
        "design",
        "law",
        "plan",
        "schedule",
        "script",
        "tradition",
    ];
    let head = mention.tokens.start;
    mention.tokens.len() == 1
        && layer.tag(head) == Some(Tag::Nn)
        && (voiced == Voiced::Thing || RULES.contains(&layer.word(head)))
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

fn is_clause(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    const OPENERS: [&str; 6] = ["that", "whether", "if", "how", "why", "what"];
    let Some(part) = said.parts.first() else {
        return false;
    };
    let content = tokens(layer, *part);
    let opens = OPENERS
        .iter()
        .any(|opener| layer.word(content.start).eq_ignore_ascii_case(opener))
        // "wrote |that list"
        && !(layer.tag(content.start) == Some(Tag::Dt)
            && layer.tag(content.start + 1) == Some(Tag::Nn));
    if hangs(layer, content.start) {
        return false;
    }
    // "Asked whether it would close, she said |no."
    if content.len() == 1 && ["no", "yes"].contains(&layer.word(content.start)) {
        return true;
    }
    let takes_object = word.is_none_or(|cue| cue.frames.any(Frames::NOUN));
    opens || !takes_object && is_whole(layer, said)
}

/// Whether the first part has a verb, and where the cue takes an object too one that is no relative clause's: not
/// "mentioned a man who sells maps".
fn is_finite(layer: &Layer<'_>, said: &Said, word: Option<&Cue>) -> bool {
    let content = said.parts.first().map_or(0..0, |part| tokens(layer, *part));
    let relative = |at: &usize| {
        let word = layer.word(*at);
        let who = ["who", "which"]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one));
        let that = word.eq_ignore_ascii_case("that") && layer.tag(*at) != Some(Tag::Dt);
        (who || that) && layer.token(at.saturating_sub(1)).tag.is_noun()
    };
    let object = word.is_some_and(|cue| cue.frames.any(Frames::NOUN));
    let verbs = match finite_verbs(layer, &content) {
        0 if !object => usize::from(has_third(layer, &content)),
        verbs => verbs,
    };
    let inner = match object {
        true => content.clone().skip(1).filter(relative).count(),
        false => 0,
    };
    !hangs(layer, content.start) && verbs > inner
}

/// Whether the first part has a verb of its own: more of them than of words that open a clause inside it. Not "a flag
/// which is set when the port closes".
fn is_whole(layer: &Layer<'_>, said: &Said) -> bool {
    const OPENERS: [&str; 8] = [
        "although", "because", "if", "though", "unless", "until", "when", "while",
    ];
    let content = said.parts.first().map_or(0..0, |part| tokens(layer, *part));
    if hangs(layer, content.start) {
        return false;
    }
    let opens = |at: &usize| {
        let word = layer.word(*at);
        let that = word.eq_ignore_ascii_case("that") && layer.tag(*at) != Some(Tag::Dt);
        that || layer.tag(*at) == Some(Tag::Wh)
            || OPENERS.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    finite_verbs(layer, &content) > content.skip(1).filter(opens).count()
}

fn finite_verbs(layer: &Layer<'_>, content: &Range<usize>) -> usize {
    // "the quarter |ended Sept. 29"
    let ended = |at: usize| {
        at > content.start
            && layer.word(at) == "ended"
            && ["month", "period", "quarter", "season", "week", "year"]
                .contains(&layer.word(at - 1))
    };
    // "on top of their base |rates."
    let owned = |at: usize| {
        at + 1 == content.end
            && layer.tag(at) == Some(Tag::Vbz)
            && at > content.start + 1
            && layer.tag(at - 2) == Some(Tag::PrpS)
    };
    // "it |held two million", whatever its tag
    let told = |at: usize| {
        layer.tag(at) == Some(Tag::Vbn)
            && at == content.start + 1
            && layer.tag(content.start) == Some(Tag::Prp)
    };
    let finite =
        |at: &usize| layer.token(*at).tag.is_finite() && !ended(*at) && !owned(*at) || told(*at);
    content.clone().filter(finite).count()
}

/// Whether the plural behind the first noun of some words is their verb, since they have no other: "the bus |stops at
/// noon".
fn has_third(layer: &Layer<'_>, content: &Range<usize>) -> bool {
    let first = usize::from(layer.word(content.start).eq_ignore_ascii_case("that"));
    let start = content.start + first;
    let noun = start + 1;
    matches!(layer.tag(start), Some(Tag::Dt | Tag::PrpS))
        && layer.tag(noun) == Some(Tag::Nn)
        && layer.tag(noun + 1) == Some(Tag::Nns)
        && noun + 1 < content.end
}

/// Whether a relative clause begins at a token: "asked for tanks of water |that are to come", but not "said in a statement
/// |that talks would resume".
fn hangs(layer: &Layer<'_>, at: usize) -> bool {
    let tag = |at: usize| layer.tag(at);
    let finite = |at: usize| tag(at).is_some_and(Tag::is_finite);
    let auxiliary = ["does", "has", "is", "was"].contains(&layer.word(at + 1));
    let subject = tag(at + 1) == Some(Tag::Vbz) && !auxiliary && finite(at + 2);
    layer.word(at).eq_ignore_ascii_case("that")
        && at > 0
        && layer.token(at - 1).tag.is_noun()
        && finite(at + 1)
        && !subject
}
