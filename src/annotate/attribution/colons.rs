//! Colons and dashes that report: "X: words", "words" — X.

use std::ops::Range;

use super::boundaries;
use super::occasions;
use super::phrases;
use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::subjects;
use crate::annotate::language::tags::Tag;

/// Whose words come is told so many items before the colon at most.
const SENDER: usize = 20;

/// Whose words come before the colon: "a question came from |a man at the back|:", "are these comments from |Ana Ruiz|, who knows:".
pub(super) fn sender(sentence: &Sentence<'_>, colon: usize) -> Option<Range<usize>> {
    const SENT: [&str; 19] = [
        "came",
        "come",
        "comes",
        "comment",
        "comments",
        "email",
        "letter",
        "line",
        "message",
        "note",
        "observation",
        "post",
        "question",
        "quotation",
        "reply",
        "response",
        "text",
        "tweet",
        "words",
    ];
    let from = (colon.saturating_sub(SENDER).max(1)..colon).rfind(|&at| {
        (sentence.is(at, "from") || sentence.is(at, "by"))
            && SENT.iter().any(|word| sentence.is(at - 1, word))
    })?;
    let end = phrases::from(sentence, from + 1).filter(|&end| end <= colon)?;
    let ends = end == colon || sentence.tag(end) == Tag::Comma;
    let somebody = subjects::voice(sentence, &(from + 1..end)).is_somebody();
    (ends && somebody).then_some(from + 1..end)
}

impl Reader<'_> {
    /// "X: words", where nothing else in the sentence reports.
    pub(super) fn colon(&mut self) {
        let sentence = self.sentence;
        let Some(colon) = (1..sentence.len()).find(|&at| self.sentence.is(at, ":")) else {
            return;
        };
        let content = colon + 1..boundaries::clause_end(sentence, colon + 1);
        if content.is_empty() {
            return;
        }
        let quoted = sentence.is_quote(content.start);
        // "the default "type": "harbour"": a field and its value.
        if quoted && sentence.is_quote(colon - 1) {
            return;
        }
        let headline = sentence.block == 0 || sentence.tag(sentence.len() - 1) != Tag::Stop;
        let capital = (0..colon).any(|at| sentence.tag(at) == Tag::Nnp);
        let whole = phrases::from(sentence, 0).is_some_and(|end| end == colon)
            && (quoted
                || headline
                    && (self.clause_in(&content)
                        || capital
                            && sentence.block == 0
                            && (content.len() > 2
                                || content.clone().any(|at| sentence.is_quote(at))))
                    && !self.is_label(colon));
        // "Ana Ruiz, baker: “…”", "- Ana Ruiz, baker: “…”"
        let bullet = ["-", "–", "—", "•", "*"]
            .iter()
            .any(|sign| sentence.is(0, sign));
        let first = usize::from(bullet);
        let apposed = phrases::from(sentence, first).filter(|&end| {
            quoted
                && sentence.tag(end) == Tag::Comma
                && (first..end).all(|at| sentence.tag(at) == Tag::Nnp)
                && !(end..colon)
                    .any(|at| sentence.tag(at).is_finite() || sentence.word(at) == Word::And)
        });
        // "Ana Ruiz, who won in May: “…”": hers, whatever the clause tells.
        let named = phrases::simple_from(sentence, first).filter(|&end| {
            quoted
                && sentence.tag(end) == Tag::Comma
                && sentence.word(end + 1) == Word::Who
                && sentence.tag(end - 1) == Tag::Nnp
                && !(end..colon).any(|at| sentence.is_quote(at))
        });
        let presented = self.presented(colon).filter(|_| quoted);
        let sent = sender(sentence, colon).filter(|_| quoted);
        let speaker = match (&self.lead, apposed) {
            _ if whole => Some(0..colon),
            _ if presented.is_some() => presented,
            _ if sent.is_some() => sent,
            _ if named.is_some() => named.map(|end| first..end),
            (None, Some(end)) => Some(first..end),
            (Some((_, speaker)), _) => Some(speaker.clone()),
            (None, None) => self
                .main
                .clone()
                .filter(|main| !self.is_thing(Some(main)) || !self.names_at(colon))
                .or_else(|| phrases::before(sentence, colon))
                // "It was so in 1992: “…”"
                .filter(|np| np.clone().any(|at| sentence.tag(at) != Tag::Cd))
                // "After a pause: “…”"
                .filter(|np| np.start == 0 || sentence.word(np.start - 1) != Word::Sub),
        };
        if speaker.is_none() || !(quoted || whole && colon <= 5) {
            return;
        }
        // "On his keeper: “…”" tells what the words are about.
        let about = ["about", "on", "regarding"]
            .iter()
            .any(|word| sentence.is(0, word));
        // "Dear Ida: …" greets.
        let greets = sentence.is(0, "dear");
        let about = about
            && speaker
                .as_ref()
                .is_some_and(|np| np.start == 1 && np.end == colon);
        let speaker = speaker.filter(|_| !about && !greets);
        let owner = speaker.as_ref().and_then(|np| self.author(np));
        self.reports.push(Report {
            rule: Rule::Colon,
            cue: match &owner {
                Some(owner) => owner.end..colon + 1,
                None => colon..colon + 1,
            },
            speaker: owner.or(speaker),
            content: vec![content],
            mind: false,
        });
    }

    /// Who is brought on before the colon: "Here's |Ruiz in May 1992: “…”"
    fn presented(&self, colon: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let here =
            sentence.is(0, "here") && ["is", "'s", "’s"].iter().any(|word| sentence.is(1, word));
        let end = phrases::simple_from(sentence, 2).filter(|&end| here && end <= colon)?;
        (subjects::voice(sentence, &(2..end)).is_somebody()).then_some(2..end)
    }

    /// Whether a name ends right before the colon: "The surge does not surprise the pollster Dana Orr: “…”"
    fn names_at(&self, colon: usize) -> bool {
        colon > 1 && (colon - 2..colon).all(|at| self.sentence.tag(at) == Tag::Nnp)
    }

    /// Whose words a phrase announces: "Ruiz's reply", "Hale's message to the crews".
    fn author(&self, np: &Range<usize>) -> Option<Range<usize>> {
        const WORDS: [&str; 8] = [
            "advice", "answer", "motto", "question", "reply", "response", "verdict", "warning",
        ];
        let sentence = self.sentence;
        let owner = np.clone().find(|&at| {
            // "Ruiz's answer: “…”", "Her answer: “…”"
            sentence.tag(at) == Tag::Pos || at == np.start && sentence.tag(at) == Tag::PrpS
        })?;
        let noun = (owner + 1..np.end).take(3).find(|&at| {
            occasions::is_occasion_noun(sentence, at)
                || WORDS.iter().any(|word| sentence.is(at, word))
        });
        noun.map(|_| np.start..owner + 1)
    }

    /// Whether a headline gives what it says to the name before its colon: "Ruiz: I want a new harbour".
    pub(super) fn is_headline(&self) -> bool {
        let sentence = self.sentence;
        let stops =
            sentence.tag(sentence.len().saturating_sub(1)) == Tag::Stop && sentence.block > 0;
        let open = sentence.len() > 3 && !stops;
        let Some(colon) = (1..sentence.len().min(6)).find(|&at| open && sentence.is(at, ":"))
        else {
            return false;
        };
        let named = (0..colon).any(|at| sentence.tag(at) == Tag::Nnp);
        let quoted = (colon..sentence.len()).any(|at| sentence.closes_clause(at));
        named
            && !quoted
            && phrases::from(sentence, 0) == Some(colon)
            && self.clause_in(&(colon + 1..sentence.len()))
            && !self.is_label(colon)
    }

    /// "…" — X, and in a headline "…": X
    pub(super) fn signed(&mut self) {
        let sentence = self.sentence;
        let quotation = 0..1;
        let Some(dash) = (1..sentence.len()).find(|&at| sentence.is_dash(at)) else {
            return self.headed();
        };
        let end = phrases::whole_from(sentence, dash + 1);
        let closes = end.is_some_and(|end| {
            end == sentence.len() || matches!(sentence.tag(end), Tag::Comma | Tag::Stop)
        });
        if dash == 1 && sentence.closes_clause(0) && closes {
            self.reports.push(Report {
                rule: Rule::Colon,
                cue: dash..dash + 1,
                speaker: end.map(|end| dash + 1..end),
                content: vec![quotation],
                mind: false,
            });
        }
    }

    /// "…": X, a whole heading.
    fn headed(&mut self) {
        let sentence = self.sentence;
        let quotation = 0..1;
        let headed = sentence.is_quote(quotation.start)
            && sentence.is(1, ":")
            && sentence.tag(sentence.len() - 1) != Tag::Stop
            && phrases::from(sentence, 2) == Some(sentence.len());
        if headed {
            self.reports.push(Report {
                rule: Rule::Colon,
                cue: 1..2,
                speaker: Some(2..sentence.len()),
                content: vec![quotation],
                mind: false,
            });
        }
    }

    /// Whether a label stands before the colon at `colon`, not a speaker: "The Latest:", "Watch:".
    pub(super) fn is_label(&self, colon: usize) -> bool {
        let mut buffer = [0; 12];
        const LABELS: &[&str] = &[
            "analysis",
            "exclusive",
            "h/t",
            "latest",
            "more",
            "opinion",
            "photos",
            "poll",
            "related",
            "report",
            "review",
            "source",
            "sources",
            "transcript",
            "twitter",
            "update",
            "video",
            "watch",
        ];
        let word = self.sentence.lower(colon - 1, &mut buffer);
        word.is_some_and(|word| LABELS.binary_search(&word).is_ok())
    }
}
