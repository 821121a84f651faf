//! Marks and reports joined: each quotation once, with its parts, its cue and the words that name its source.

use std::ops::Range;

use super::announced::{announces, is_somebody};
use super::floating::{covered, extend_content};
use super::items;
use super::joiner::{Joiner, Lead};
use super::label_words::is_field;
use super::mails;
use super::marks;
use super::passage::Passage;
use super::phrases;
use super::report::{Report, Reports};
use super::rule::Rule;
use super::said::Said;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::titles::{is_inside_name, is_nickname, is_styled};
use super::{citations, colons, dialogue, exchanges};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{QuoteKind, SortSmall, Span};

/// Every quotation of a text, by start; parts do not overlap.
pub(crate) fn said(layer: &Layer<'_>, passages: &[Passage]) -> Vec<Said> {
    let blocks = layer.blocks.iter().map(|range| {
        let span = layer.span(range);
        span.start..span.end
    });
    let regions = marks::regions(layer.text, blocks);
    let story = dialogue::is_story(layer, &regions);
    let mut joiner = Joiner {
        layer,
        regions: &regions,
        all: Vec::new(),
        lead: None,
        recent: None,
        last: None,
        past: 0,
        turn: None,
        foreign: is_foreign(layer),
        story,
        flat: story && dialogue::is_flat(layer, &regions),
        beat: None,
    };
    let mut passages = passages.iter().peekable();
    items::sentences(layer, &regions, |sentence| {
        let Some(first) = sentence.items.first().map(|item| item.token) else {
            return;
        };
        while let Some(passage) = passages.next_if(|passage| passage.tokens.start <= first) {
            joiner.passage(passage);
        }
        joiner.introduced(first, sentence.block);
        if joiner.past <= first {
            joiner.sentence(sentence);
        }
    });
    let mut all = tidy(joiner.all);
    if story {
        return dialogue::take_turns(layer, all);
    }
    exchanges::between_answers(layer, &mut all);
    all
}

impl Joiner<'_> {
    fn sentence(&mut self, sentence: &Sentence<'_>) {
        if self.signature(sentence) {
            return;
        }
        let (undated, found) = self.reports(sentence);
        let sentence = undated.as_ref().unwrap_or(sentence);
        let mut found = found;
        // `Miles "Moose" Tarrant sang` tells no words of his.
        let name_only =
            |part: &Range<usize>| part.len() < 4 && is_inside_name(sentence, part.end - 1);
        // "The man calling himself “Captain” ran"
        let styled = |part: &Range<usize>| part.clone().any(|at| is_styled(sentence, at));
        (found.reports).retain(|report| {
            let named = report.rule == Rule::Object && report.content.iter().any(styled);
            !named && !report.content.iter().any(name_only)
        });
        let mut used = vec![false; sentence.len()];
        for report in &found.reports {
            for part in &report.content {
                used.get_mut(part.clone()).unwrap_or_default().fill(true);
            }
        }
        let alone = is_alone(sentence);
        let mut rest: Vec<(usize, usize)> = Vec::new();
        for (at, item) in sentence.items.iter().enumerate() {
            if let Some(region) = item.region.filter(|_| used.get(at) == Some(&false)) {
                rest.push((at, region));
            }
        }
        if alone {
            self.float(sentence, &rest);
        } else {
            for &(at, _) in rest.iter().filter(|&&(at, _)| !is_nickname(sentence, at)) {
                extend_content(sentence, &mut found.reports, at);
            }
            rest.retain(|&(at, _)| !covered(&found.reports, at) && !is_nickname(sentence, at));
            let mut new: Vec<Said> = found
                .reports
                .iter()
                .map(|report| self.report(sentence, report))
                .filter(|said| !self.is_label(said) && !self.is_pointer(said))
                // "According to Ruiz:"
                .filter(|said| {
                    said.parts
                        .iter()
                        .any(|part| is_worded(part.of(self.layer.text)))
                })
                .collect();
            new.extend(rest.iter().filter_map(|&(at, region)| {
                self.fragment(sentence, at, region, found.subject.as_ref())
            }));
            let direct = new
                .iter()
                .position(|said| said.kind == QuoteKind::Direct && said.rule != Rule::Fragment);
            for (at, said) in new.into_iter().enumerate() {
                if self.continued(&said) {
                    continue;
                }
                let speech = !said.mind && said.mention.is_some();
                if direct.map_or(speech, |direct| direct == at) {
                    self.recent = Some(self.all.len());
                }
                if said.kind != QuoteKind::Indirect {
                    self.last = Some((self.all.len(), sentence.block));
                }
                self.all.push(said);
            }
        }
        self.lead = self.lead_of(sentence, &found);
        let quiet = !alone && sentence.items.iter().all(|item| item.region.is_none());
        let subject = found
            .subject
            .as_ref()
            .filter(|subject| quiet && (self.story || may_speak(sentence, subject)));
        self.beat = subject.map(|subject| (self.mention(sentence, subject), sentence.block));
    }

    /// Joins a quotation to the one that the block before left open: only its last paragraph names who said it.
    fn continued(&mut self, said: &Said) -> bool {
        let start = said.parts.first().map_or(0, |part| part.start);
        let region = self
            .regions
            .partition_point(|region| region.span.start < start);
        let goes_on = self
            .regions
            .get(region)
            .is_some_and(|region| region.span.start == start && region.continues);
        let Some((at, _)) = self
            .last
            .filter(|_| goes_on && said.kind == QuoteKind::Direct)
        else {
            return false;
        };
        let Some(open) = self.all.get_mut(at) else {
            return false;
        };
        let guessed = open.mention.is_none() || matches!(open.rule, Rule::Carried | Rule::Fragment);
        if open.kind != QuoteKind::Direct || !guessed {
            return false;
        }
        open.parts.extend(&said.parts);
        open.mention.clone_from(&said.mention);
        open.cue = said.cue;
        open.rule = said.rule;
        self.recent = Some(at);
        self.last = Some((at, said.block));
        true
    }

    /// "… had this to say:" at the end of a sentence, or a verb of speech without content in it.
    fn lead_of(&self, sentence: &Sentence<'_>, found: &Reports) -> Option<Lead> {
        let last = sentence.items.last()?;
        let colon = last.span.of(sentence.text) == ":";
        if !colon && sentence.items.iter().any(|item| item.region.is_some()) {
            return None;
        }
        // "What should he have said? “We were warned.”" is what nobody said.
        let should = |at: usize| sentence.tag(at) == Tag::Md;
        if last.span.of(sentence.text) == "?" && (0..3).any(should) {
            return None;
        }
        let sent = || colons::sender(sentence, sentence.len() - 1);
        if let Some(writer) = mails::writer(sentence).or_else(sent).filter(|_| colon) {
            return Some(Lead {
                mention: self.mention(sentence, &writer),
                cue: last.span,
                block: sentence.block + 1,
            });
        }
        // "Ruiz called it “a shame”:" announces more of the same.
        let said = found
            .reports
            .last()
            .and_then(|report| report.speaker.as_ref());
        // "The mayor, Ana Ruiz:"
        let bare = phrases::whole_from(sentence, 0)
            .filter(|&end| colon && end + 1 == sentence.len())
            .map(|end| 0..end)
            .filter(|bare| !is_field(sentence.text_of(bare.end - 1)))
            .filter(|bare| is_somebody(self.layer, &self.mention(sentence, bare)));
        // "Ruiz was asked if the quay would hold.": what follows is her answer.
        let asked = !colon && is_asked(sentence);
        let subject = || found.subject.as_ref().or(said).filter(|_| colon || asked);
        let speaker = match &found.lead {
            Some((_, speaker)) => speaker,
            None => subject().or(bare.as_ref())?,
        };
        if asked && !subjects::voice(sentence, speaker).is_somebody() {
            return None;
        }
        let cue = match &found.lead {
            Some((cue, _)) => sentence.span(cue),
            None => last.span,
        };
        Some(Lead {
            mention: self.mention(sentence, speaker),
            cue,
            block: sentence.block + usize::from(colon || asked),
        })
    }

    /// Whether all that is said is a word that points elsewhere: "Ruiz was silent on |that."
    fn is_pointer(&self, said: &Said) -> bool {
        const POINTERS: [&str; 6] = ["it", "that", "these", "this", "those", "which"];
        let [part] = said.parts.as_slice() else {
            return false;
        };
        // "as Ruiz warned |it would be", "than Hale said |they did", but "Ruiz said |he would"
        const SUBJECTS: [&str; 6] = ["he", "it", "she", "they", "we", "you"];
        const AUXILIARIES: [&str; 16] = [
            "are", "be", "can", "could", "did", "do", "does", "had", "has", "have", "is", "should",
            "was", "were", "will", "would",
        ];
        let mut words = part.of(self.layer.text).split(' ');
        let bare = words.next().is_some_and(|word| SUBJECTS.contains(&word))
            && words.all(|word| AUXILIARIES.contains(&word));
        let before =
            (said.mention.as_ref()).and_then(|mention| mention.tokens.start.checked_sub(1));
        let likened =
            before.is_some_and(|at| ["as", "than", "that"].contains(&self.layer.word(at)));
        // "Ruiz argued |that:"
        // "He said, |she said."
        let all = part
            .of(self.layer.text)
            .split_once(' ')
            .is_some_and(|(who, verb)| {
                verb == "said" && SUBJECTS.iter().any(|one| who.eq_ignore_ascii_case(one))
            });
        let pointer = all || POINTERS.contains(&part.of(self.layer.text).trim_end_matches(':'));
        said.kind == QuoteKind::Indirect && (pointer || bare && likened)
    }

    /// Whether what stands before a colon names nobody who could say what follows it without marks: "Red wines: …".
    fn is_label(&self, said: &Said) -> bool {
        let Some(mention) = &said.mention else {
            return false;
        };
        let names = self.layer.names_in(&mention.tokens);
        let colon = said.rule == Rule::Colon && said.kind == QuoteKind::Indirect;
        colon && names.is_empty() && !announces(self.layer, mention)
    }

    fn report(&self, sentence: &Sentence<'_>, report: &Report) -> Said {
        let mut parts = Vec::new();
        let (mut quoted, mut plain) = (false, false);
        for content in &report.content {
            let mut range = inside_bracket(sentence, content);
            range.end = citations::before(sentence, &range);
            // "called it “odd,” and": what the "and" joins is no part of it.
            while range.len() > 1 && matches!(sentence.tag(range.end - 1), Tag::Comma | Tag::Cc) {
                range.end -= 1;
            }
            for at in range.clone() {
                let quote = sentence.is_quote(at);
                quoted |= quote;
                plain |= !quote && !is_mark(sentence.tag(at));
            }
            parts.push(sentence.span(&range));
        }
        Said {
            parts,
            kind: match (quoted, plain) {
                (true, false) => QuoteKind::Direct,
                (true, true) => QuoteKind::Mixed,
                _ => QuoteKind::Indirect,
            },
            cue: Some(sentence.span(&report.cue)).filter(|cue| !cue.is_empty()),
            mention: report
                .speaker
                .as_ref()
                .map(|speaker| self.mention(sentence, speaker)),
            rule: report.rule,
            mind: report.mind,
            block: sentence.block,
            reply: false,
        }
    }
}

/// Content without what stands before a bracket that is open where it ends: "The dialogue creaks (|“I am the sea,”| says".
fn inside_bracket(sentence: &Sentence<'_>, content: &Range<usize>) -> Range<usize> {
    let opens = |at: &usize| sentence.is(*at, "(") || sentence.is(*at, "[");
    let closes = |at: &usize| sentence.is(*at, ")") || sentence.is(*at, "]");
    let last = content.clone().rev().find(|at| opens(at) || closes(at));
    match last.filter(opens) {
        Some(open) if open + 1 < content.end => open + 1..content.end,
        _ => content.clone(),
    }
}

/// Whether a sentence tells that its subject was asked something: "Ruiz was asked if …", "Asked whether …, Ruiz laughed."
fn is_asked(sentence: &Sentence<'_>) -> bool {
    let asks = |word: Word| matches!(word, Word::That | Word::Wh | Word::Sub | Word::By);
    let opens = ["asked", "pressed"].iter().any(|word| sentence.is(0, word))
        || sentence.is(0, "when") && sentence.is(1, "asked");
    let passive =
        (1..sentence.len()).find(|&at| sentence.is(at, "asked") && phrases::group(sentence, at).be);
    let ends = sentence.is(sentence.len() - 1, ".");
    let what = |at: usize| {
        asks(sentence.word(at + 1))
            || ["about", "how"]
                .iter()
                .any(|word| sentence.is(at + 1, word))
    };
    ends && (opens || passive.is_some_and(what))
}

/// Whether some words have a letter: "According to the trust: [41]" says nothing.
fn is_worded(words: &str) -> bool {
    words.contains(char::is_alphabetic)
}

/// Whether a subject is a person or a body by its looks: a name, "he" or "she".
fn may_speak(sentence: &Sentence<'_>, subject: &Range<usize>) -> bool {
    let one = subject.len() == 1
        && ["he", "she"]
            .iter()
            .any(|word| sentence.is(subject.start, word));
    one || subject.clone().any(|at| sentence.tag(at) == Tag::Nnp)
}

/// Whether a text has hardly any of the words that English cannot do without.
fn is_foreign(layer: &Layer<'_>) -> bool {
    const COMMON: [&str; 8] = ["the", "a", "of", "and", "to", "in", "it", "is"];
    let mut words = 0;
    let mut english = 0;
    for (at, token) in layer.tokens.iter().enumerate().take(2000) {
        let counts = !is_mark(token.tag);
        words += usize::from(counts);
        english += usize::from(counts && COMMON.contains(&layer.word(at)));
    }
    words >= 10 && english * 20 < words
}

/// Whether a sentence is quoted words and no more: nothing but marks beside them, and after them notes in brackets,
/// "(laughs)".
fn is_alone(sentence: &Sentence<'_>) -> bool {
    let mut quoted = false;
    let mut depth = 0;
    sentence.items.iter().enumerate().all(|(at, item)| {
        let word = item.span.of(sentence.text);
        if item.tag == Tag::Bracket {
            depth += if word.starts_with(['(', '[']) { 1 } else { -1 };
        }
        quoted |= item.region.is_some();
        let note = quoted && depth > 0 && word.starts_with(char::is_lowercase);
        let short = (at.saturating_sub(2)..at).any(|at| sentence.tag(at) == Tag::Bracket);
        item.region.is_some() || is_mark(item.tag) || note && short
    })
}

fn is_mark(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Quote | Tag::Bracket | Tag::Sym
    )
}

/// By start, without overlaps: what comes first wins.
fn tidy(mut all: Vec<Said>) -> Vec<Said> {
    let mut parts: Vec<(Span, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(at, said)| said.parts.iter().map(move |part| (*part, at)))
        .filter(|(part, _)| !part.is_empty())
        .collect();
    parts.sort();
    for said in &mut all {
        said.parts.clear();
    }
    let mut end = 0;
    for (part, at) in parts {
        if part.start >= end
            && let Some(said) = all.get_mut(at)
        {
            end = part.end;
            said.parts.push(part);
        }
    }
    all.retain(|said| !said.parts.is_empty());
    all.sort_small_by_key(|said| said.parts.first().map_or(0, |part| part.start));
    all
}

#[cfg(test)]
mod tests;
