//! Quotations that no report holds: they go on with one nearby, or stand alone in their sentence, in a clause without a
//! reporting word, or signed.

use std::ops::Range;

use super::exchanges::asks_something;
use super::joiner::Joiner;
use super::report::Report;
use super::rule::Rule;
use super::said::{Mention, Said};
use super::sentence::{Sentence, Word};
use super::titles::is_title;
use super::{boundaries, occasions, phrases, subjects};
use crate::annotate::entities::unnamed;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::model::{QuoteKind, Span};

/// How many words between marks are speech even where nothing reports them.
const SPEECH: usize = 6;

/// How many items after a content quoted words may still belong to it.
const NEAR: usize = 25;

/// So many items may stand before quoted words that end their sentence, and name nobody.
const OPENING: usize = 10;

/// Quoted words longer than this, in bytes, are a quotation of their own.
const LONG: usize = 60;

impl Joiner<'_> {
    /// Who says the words at `at`.
    fn mention_of(&self, at: usize) -> Option<Mention> {
        self.all.get(at)?.mention.clone()
    }

    /// Whether one mention means a man by its words and the other a woman.
    fn differ(&self, one: &Mention, other: &Mention) -> bool {
        let gender = |mention: &Mention| {
            let first = small(self.layer.word(mention.tokens.start));
            match first.as_ref() {
                "he" => Gender::Male,
                "she" => Gender::Female,
                first => unnamed::noun(self.layer.word(mention.tokens.end - 1))
                    .unwrap_or_else(|| lexicon::first_name(first)),
            }
        };
        matches!(
            (gender(one), gender(other)),
            (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male)
        )
    }

    fn same_speaker(&self, one: usize, other: usize) -> bool {
        let word = |at: usize| Some(self.all.get(at)?.mention.as_ref()?.span);
        word(one) == word(other)
    }

    /// Leaves the question at the end of a quotation to nobody known, which the words behind it answer: "“It is gone,” said
    /// Ruiz. |“All of it?”| “All.”" are the words of two.
    fn leave_question(&mut self, at: usize) {
        let text = self.layer.text;
        if let Some(said) = self.all.get_mut(at)
            && said.parts.len() > 1
            && let Some(question) = said.parts.pop_if(|part| asks_something(part.of(text)))
        {
            let block = said.block;
            self.all.push(Said {
                parts: vec![question],
                kind: QuoteKind::Direct,
                cue: None,
                mention: None,
                rule: Rule::Carried,
                mind: false,
                block,
                reply: false,
            });
        }
    }

    /// Quotations that stand alone belong to whoever was quoted or announced before.
    pub(super) fn float(&mut self, sentence: &Sentence<'_>, rest: &[(usize, usize)]) {
        let parts: Vec<Span> = rest
            .iter()
            .filter_map(|&(_, region)| Some(self.regions.get(region)?.span))
            .collect();
        let first = rest.first().and_then(|&(_, at)| self.regions.get(at));
        let Some(&region) = first else {
            return;
        };
        let near = self.last.filter(|&(_, block)| block + 1 >= sentence.block);
        let lead = self.lead.take().filter(|lead| lead.block >= sentence.block);
        let text = self.layer.text;
        let before = near.and_then(|(at, _)| self.all.get(at)?.parts.last().copied());
        // "“Not the ding?” “No.”", also in two paragraphs: another's.
        let answers = before.is_some_and(|before| {
            let between = text.get(before.end..region.span.start).unwrap_or_default();
            let short = |span: Span| span.of(text).split_whitespace().count() <= SPEECH;
            let asked = asks_something(before.of(text)) || asks_something(region.span.of(text));
            match near.is_some_and(|(_, block)| block < sentence.block) {
                true => asked && short(before) && short(region.span),
                false => !between.is_empty() && between.bytes().all(|byte| byte == b' '),
            }
        });
        if let Some((at, _)) = near.filter(|_| answers && !self.story) {
            self.leave_question(at);
        }
        if let Some((at, block)) = near.filter(|_| !answers)
            && (region.continues || block == sentence.block && lead.is_none() && !self.flat)
            && self
                .recent
                .is_none_or(|recent| recent <= at || self.same_speaker(recent, at))
            && let Some(said) = self.all.get_mut(at)
            && said.kind == QuoteKind::Direct
        {
            said.parts.extend(parts);
            self.last = Some((at, sentence.block));
            return;
        }
        let recent = self
            .recent
            .filter(|&at| (self.all.get(at)).is_some_and(|said| said.block == sentence.block))
            .or(near.map(|(at, _)| at));
        let beat = self.beat.take().filter(|(beat, block)| match self.story {
            true => *block == sentence.block,
            // In news whoever was quoted before goes on.
            false if recent.is_none() => block + 1 >= sentence.block,
            // "Her father said it was late. |She remembers the night. “It rained.”"
            false => recent
                .and_then(|at| self.mention_of(at))
                .is_some_and(|recent| *block == sentence.block && self.differ(&recent, beat)),
        });
        let acts = lead.is_none() && beat.is_some();
        let turn = (lead.is_none() && beat.is_none())
            .then(|| self.exchanged(sentence, region.inner))
            .flatten();
        let (mention, cue) = match (lead, beat, recent) {
            (Some(lead), _, _) => (Some(lead.mention), Some(lead.cue)),
            (None, Some((beat, _)), _) => (Some(beat), None),
            (None, None, Some(_)) if turn.is_some() => (turn, None),
            (None, None, Some(at)) if !answers => (self.mention_of(at), None),
            _ => (None, None),
        };
        if mention.is_none() && is_title(region.inner.of(self.layer.text)) {
            return;
        }
        self.last = Some((self.all.len(), sentence.block));
        self.all.push(Said {
            parts,
            kind: QuoteKind::Direct,
            cue,
            mention,
            rule: match cue {
                Some(_) => Rule::Colon,
                None if acts => Rule::Fragment,
                None => Rule::Carried,
            },
            mind: false,
            block: sentence.block,
            reply: false,
        });
    }

    /// Quoted words in a clause without a reporting verb: the clause's subject says them, unless they are a title.
    pub(super) fn fragment(
        &self,
        sentence: &Sentence<'_>,
        at: usize,
        region: usize,
        subject: Option<&Range<usize>>,
    ) -> Option<Said> {
        let region = *self.regions.get(region)?;
        let words = region.inner.of(self.layer.text);
        let led = at > 0 && sentence.tag(at - 1) == Tag::Colon || self.foreign;
        let whole = words.starts_with(char::is_uppercase) && sentence.closes_clause(at);
        let count = words.split_whitespace().count();
        let short = if self.foreign {
            words.len() < SPEECH
        } else {
            count < SPEECH
        };
        if at > 0 && count < SPEECH && names_it(sentence, at - 1) {
            return None;
        }
        if is_title(words) || short && !whole && (self.foreign || !led) {
            return None;
        }
        // An entry of a list of sources: “Harbour stays open” — Port Sel Times, 3 May.
        if at == 0 && sentence.is_dash(1) && !sentence.closes_clause(0) {
            return None;
        }
        // "And then, after a pause: “…”", "In the villages, on the other hand, “nobody knows.”"
        let opened = at > 0
            && at <= OPENING
            && sentence.tag(at - 1) == Tag::Comma
            && sentence.closes_clause(at)
            && at + 1 >= sentence.len();
        let resumed = (led || opened) && !self.foreign && subject.is_none();
        let first = at == 0 || at == 1 && sentence.tag(0) == Tag::Cc || resumed;
        let another = at == 0
            && sentence.ends_with_comma(0)
            && !self.foreign
            && matches!(
                sentence.tag(1),
                Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Nnp | Tag::Cd | Tag::Nn | Tag::Nns
            );
        if let Some((last, _)) = self
            .last
            .filter(|&(_, block)| first && block == sentence.block)
        {
            return Some(Said {
                parts: vec![region.span],
                kind: QuoteKind::Direct,
                cue: None,
                // "“We will meet,” both say.": not whoever spoke before.
                mention: self.mention_of(last).filter(|_| !another),
                rule: Rule::Carried,
                mind: false,
                block: sentence.block,
                reply: false,
            });
        }
        let subject = subject.filter(|subject| subject.end <= at);
        Some(Said {
            parts: vec![region.span],
            kind: QuoteKind::Direct,
            cue: None,
            mention: subject.map(|subject| self.mention(sentence, subject)),
            rule: Rule::Fragment,
            mind: false,
            block: sentence.block,
            reply: false,
        })
    }
}

/// Whether the word at `at` says that quoted words after it are a name or a word: "goes by the name “Tiny.”"
fn names_it(sentence: &Sentence<'_>, at: usize) -> bool {
    const NAMES: [&str; 16] = [
        "name",
        "names",
        "named",
        "nickname",
        "nicknamed",
        "called",
        "dubbed",
        "titled",
        "entitled",
        "labelled",
        "labeled",
        "marked",
        "word",
        "words",
        "term",
        "known",
    ];
    let comma = usize::from(at > 0 && sentence.tag(at) == Tag::Comma);
    let titled = ["titled", "entitled"]
        .iter()
        .any(|word| sentence.is(at - comma, word));
    titled
        || NAMES.iter().any(|word| sentence.is(at, word))
        || sentence.is(at, "as") && at > 0 && sentence.is(at - 1, "known")
}

/// Quoted words at `at` that no report holds go on with the report before them, if its content is near.
pub(super) fn extend_content(sentence: &Sentence<'_>, reports: &mut Vec<Report>, at: usize) {
    if let Some(open) = (reports.iter_mut()).rfind(|report| resumes(sentence, report, at)) {
        open.content.push(at..at + 1);
        return;
    }
    // "“The fee,” as Hale put it, “is theft.”"
    let asides = |report: &Report| {
        let named = (report.speaker.as_ref()).is_some_and(|speaker| speaker.start == at + 2);
        let after = report.content.iter().all(|part| part.start > at);
        named && after && sentence.word(at + 1) == Word::As
    };
    if sentence.ends_with_comma(at)
        && let Some(report) = reports.iter_mut().find(|report| asides(report))
    {
        report.content.insert(0, at..at + 1);
        return;
    }
    if let Some(own) = gapped(sentence, reports, at) {
        reports.push(own);
        return;
    }
    let Some(report) = reports.iter_mut().rfind(|report| report.cue.start < at) else {
        return;
    };
    let end = report.content.last().map_or(at, |last| last.end);
    if sentence.tag(end) == Tag::Comma && boundaries::sums_up(sentence, end + 1) {
        reports.extend(viewed(sentence, end + 1, at));
        return;
    }
    let cue = report.cue.end;
    let Some(last) = report.content.last_mut() else {
        return;
    };
    // "why she loved the yard, |“The girls are kind.”": what she says of it.
    let said = sentence.text_of(at).chars().find(|c| c.is_alphanumeric());
    let apart =
        report.mind && sentence.tag(at - 1) == Tag::Comma && said.is_some_and(char::is_uppercase);
    let after = !apart && last.start >= cue && last.end <= at && at - last.end <= NEAR;
    let quoted = sentence.is_quote(last.end.saturating_sub(1)) && last.len() == 1;
    // "which she called “odd,” Hale expressed a wish to “leave”"
    let goes_on = |start: usize| {
        let start = occasions::adjuncts(sentence, start);
        phrases::from(sentence, start).is_some_and(|end| {
            let adverb = usize::from(sentence.tag(end) == Tag::Rb);
            boundaries::begins_again(sentence, end + adverb)
        })
    };
    let and = usize::from(sentence.word(last.end + 1) == Word::And);
    // "Since she announced it last year, Hale has told everybody: “…”"
    let another = sentence.ends_with_comma(last.end.saturating_sub(1)) && goes_on(last.end)
        || sentence.tag(last.end) == Tag::Comma && goes_on(last.end + 1 + and);
    if another {
        return;
    }
    // "Ruiz quoted Scripture: |“Thou shalt …”"
    let plain = |at: usize| !sentence.tag(at).is_finite() && !sentence.is_quote(at);
    let named = last.len() < OPENING && last.clone().all(plain);
    if after && named && last.end + 1 == at && sentence.is(last.end, ":") {
        *last = at..at + 1;
        return;
    }
    if after && !(quoted && sentence.text_of(at).len() > LONG) {
        last.end = at + 1;
    }
}

/// What somebody says of the words that a phrase at `from` sums up: "…, an account that |the mayor called “untrue”|".
fn viewed(sentence: &Sentence<'_>, from: usize, at: usize) -> Option<Report> {
    let verb = at.checked_sub(1)?;
    let says = matches!(sentence.tag(verb), Tag::Vbd | Tag::Vbn | Tag::Vbz);
    let cue = sentence.items.get(verb)?.entry.is_some() && says;
    let speaker = subjects::subject_before(sentence, verb).filter(|np| cue && np.start >= from)?;
    let words = at..at + 1;
    Some(Report {
        rule: Rule::QuoteAfter,
        cue: verb..at,
        speaker: Some(speaker),
        content: vec![words],
        mind: false,
    })
}

/// The report whose verb is left out, since it is that of the one before: "Hale called the plan “a gift”, |Ruiz “a theft”".
fn gapped(sentence: &Sentence<'_>, reports: &[Report], at: usize) -> Option<Report> {
    let last = (reports.iter()).rfind(|report| report.cue.start < at)?;
    let end = last.content.last()?.end;
    let quoted = end > last.cue.end && sentence.is_quote(end - 1);
    let comma = usize::from(sentence.tag(end) == Tag::Comma);
    let and = usize::from(sentence.word(end + comma) == Word::And);
    let speaker = end + comma + and..at;
    let quotation = at..at + 1;
    let whole = phrases::simple_before(sentence, at).is_some_and(|np| np.start <= speaker.start);
    let somebody = subjects::voice(sentence, &speaker).is_somebody();
    // "called the plan “a gift” and |the mayor “a liar”": the same one calls both.
    let both = and > 0 && last.content.last().is_some_and(|part| part.len() > 1);
    (quoted && !both && comma + and > 0 && !speaker.is_empty() && whole && somebody).then(|| {
        Report {
            rule: last.rule,
            cue: at..at,
            speaker: Some(speaker),
            content: vec![quotation],
            mind: last.mind,
        }
    })
}

/// Whether the quotation at `at` goes on with the one of a report that a comma left open: "“This,” she said, pointing to
/// the cracks, “is what neglect looks like.”"
fn resumes(sentence: &Sentence<'_>, report: &Report, at: usize) -> bool {
    let open = |part: &Range<usize>| {
        part.len() == 1 && part.end <= report.cue.start && sentence.ends_with_comma(part.start)
    };
    let words = sentence.text_of(at);
    let first = words.chars().find(|c| c.is_alphanumeric());
    at > 0
        && sentence.tag(at - 1) == Tag::Comma
        && first.is_some_and(char::is_lowercase)
        && matches!(report.content.as_slice(), [part] if open(part))
}

pub(super) fn covered(reports: &[Report], at: usize) -> bool {
    reports
        .iter()
        .any(|report| report.content.iter().any(|part| part.contains(&at)))
}
