//! Reports by inversion ("…," said Ruiz) and by passives ("was told that …").

use std::ops::Range;

use super::boundaries;
use super::inner_ends;
use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::titles::is_title;
use super::verbs::Verb;
use super::{ahead, clauses, content, occasions, phrases, quoted, subjects};
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// "…," said X
    pub(super) fn inverted(&self, verb: &Verb<'_>) -> Option<Report> {
        let start = verb.group.start;
        if start == 0 {
            return self.opening(verb);
        }
        // Whoever stands after "told" hears it.
        if verb.group.auxiliary || verb.cue.lemma == "tell" {
            return None;
        }
        let sentence = self.sentence;
        let left = start - 1;
        // "Ruiz, who came late, called |it “a shame”"
        let object = ["him", "it", "me", "them", "us"];
        if object.iter().any(|word| sentence.is(verb.end, word)) {
            return None;
        }
        let quoted = sentence.is_quote(left);
        if !quoted && sentence.tag(left) != Tag::Comma && sentence.tag(left) != Tag::Colon {
            return None;
        }
        let end = phrases::whole_from(sentence, verb.end)?;
        // "said people |involved in the plan", whatever its tag
        let told = quoted
            && sentence.tag(end) == Tag::Vbd
            && matches!(sentence.tag(end - 1), Tag::Nn | Tag::Nns)
            && phrases::is_link(sentence, end + 1);
        let told = phrases::from(sentence, end + 2).filter(|_| told);
        let end = before_year(sentence, verb.end..told.unwrap_or(end));
        // "He studied maps, called |himself “a sailor”": nobody speaks there.
        const OBJECTS: [&str; 8] = [
            "her",
            "herself",
            "him",
            "himself",
            "it",
            "itself",
            "them",
            "themselves",
        ];
        let object = end == verb.end + 1
            && OBJECTS.iter().any(|word| sentence.is(verb.end, word))
            && (!quoted || !verb.cue.frames.any(Frames::PLAIN));
        if object {
            return None;
        }
        let named = (verb.end..end)
            .any(|at| sentence.tag(at).is_noun() || sentence.tag(at) == Tag::Prp)
            // "wrote the two"
            || sentence.is(verb.end, "the") && sentence.tag(verb.end + 1) == Tag::Cd
            || ["one", "another", "others", "some"]
                .iter()
                .any(|word| sentence.is(verb.end, word));
        let closes = matches!(
            sentence.tag(end),
            Tag::Stop | Tag::Comma | Tag::Colon | Tag::In | Tag::Cc | Tag::Bracket
        ) || sentence.word(end) == Word::Time
            || sentence.is_quote(end)
            || matches!(sentence.word(end), Word::Who | Word::Sub);
        // After words that end with a comma inside the marks nothing else can follow.
        let spoken = quoted && sentence.ends_with_comma(left) && !sentence.tag(end).is_finite();
        if !named || !(closes || spoken) || sentence.word(verb.end) == Word::That {
            return None;
        }
        // "Ruiz, the mayor, said he and Hale were late."
        let shared = sentence.tag(end) == Tag::Cc && boundaries::shares_verb(sentence, end);
        // "Mara Wells, star of “Night Ferry,” thanked Ruiz"
        let title = || {
            let words = sentence.items.get(left).map(|item| item.span);
            let words = words.map_or("", |span| span.of(sentence.text));
            quoted && is_title(words.trim_matches(|c: char| !c.is_alphanumeric()))
        };
        let plain = verb.cue.frames.any(Frames::PLAIN);
        let somebody = || subjects::voice(sentence, &(verb.end..end)).is_somebody();
        if left > 0 && (!plain || !somebody()) && title() {
            return None;
        }
        if !quoted && (shared || self.takes_object(verb, end)) {
            return None;
        }
        let clause = || {
            let opens = matches!(sentence.tag(self.free), Tag::In | Tag::Rb | Tag::Vbg);
            opens
                && !self.clause_in(&(self.free..left))
                && phrases::from(sentence, end + 1).is_some_and(|end| sentence.tag(end).is_finite())
        };
        if !quoted
            && sentence.tag(end) == Tag::Comma
            && (sentence.tag(end + 1).is_finite() || clause())
        {
            // "The port, said Ruiz, would close.", "Rather than wait, said Ruiz, the port would close."
            let goes_on = end + 1..boundaries::clause_end(sentence, end + 1);
            return (left > self.free).then(|| Report {
                rule: Rule::Inverted,
                cue: start..verb.end,
                speaker: Some(verb.end..end),
                content: vec![self.free..left, goes_on],
                mind: false,
            });
        }
        let before_quote = !quoted
            && left > 0
            && sentence.is_quote(left - 1)
            && (sentence.closes_clause(left - 1) || left - 1 == self.free);
        if !quoted && !before_quote {
            // "Ruiz, a lawyer, said critics": the comma closes an apposition, or "Ruiz, who came, thanked Hale “for all”".
            let subject = subjects::subject_before(sentence, start);
            let whole = |np: &Range<usize>| np.start <= self.free;
            if subject.as_ref().is_some_and(whole)
                || subject.is_some() && !self.clause_before(start)
            {
                return None;
            }
        }
        let before = ahead::before(sentence, self.free, start);
        // "“Go,” said Ruiz; “go,” |Hale repeated."
        let another = |on: &Range<usize>| {
            let subject = phrases::from(sentence, on.end);
            sentence.ends_with_comma(on.end - 1)
                && subject.is_some_and(|end| self.speaks(end).is_some())
        };
        let content: Vec<Range<usize>> = before
            .into_iter()
            .chain(
                quoted::quote_on(sentence, end)
                    .filter(|_| !told_in(sentence, verb.end..end))
                    .filter(|on| !another(on)),
            )
            .collect();
        // "reads a sign" may follow words in marks, but "the club, a private one, charged a “fee”".
        let spoken = |part: &Range<usize>| part.len() == 1 && sentence.is_quote(part.start);
        let thing = self.is_thing(Some(&(verb.end..end)));
        // "summed her up as “a terror,” denounced |her record": an object.
        let object = matches!(sentence.tag(verb.end), Tag::PrpS) && !plain && !somebody();
        if content.is_empty() || object || thing && !content.iter().all(spoken) {
            return None;
        }
        let speaks = || subjects::voice(sentence, &(verb.end..end)).is_somebody();
        let speaker = match sentence.word(start) == Word::Be && !speaks() {
            true => self.came_from(verb.end, end),
            false => Some(verb.end..end),
        };
        Some(Report {
            rule: Rule::Inverted,
            cue: start..verb.end,
            speaker,
            content,
            mind: false,
        })
    }

    /// Whose words a thing was: "“Why?” was |the first question, from Ruiz", "|the reply of the board".
    fn came_from(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let sentence = self.sentence;
        let from = (start..end + 2).find(|&at| {
            let leads = ["by", "from", "of"]
                .iter()
                .any(|word| sentence.is(at, word));
            leads && (at <= end || sentence.tag(end) == Tag::Comma)
        })?;
        let whose = from + 1..phrases::whole_from(sentence, from + 1)?;
        subjects::voice(sentence, &whose)
            .is_somebody()
            .then_some(whose)
    }

    /// Said X, "…"
    fn opening(&self, verb: &Verb<'_>) -> Option<Report> {
        let sentence = self.sentence;
        let end = phrases::whole_from(sentence, verb.end)?;
        let named = (verb.end..end).any(|at| sentence.tag(at) == Tag::Nnp);
        // "Said Ruiz, through her clerk: “…”"
        let colon = (end + 1..sentence.len().min(end + 10)).find(|&at| sentence.is(at, ":"));
        let after = colon
            .filter(|_| sentence.tag(end) == Tag::Comma && !sentence.is_quote(end + 1))
            .unwrap_or(end);
        let quotation = after + 1..after + 2;
        let leads = matches!(sentence.tag(after), Tag::Comma | Tag::Colon)
            && sentence.is_quote(quotation.start);
        (named && leads).then(|| Report {
            rule: Rule::Inverted,
            cue: 0..verb.end,
            speaker: Some(verb.end..end),
            content: vec![quotation],
            mind: false,
        })
    }

    /// "was told that", "is expected to": the speaker is unnamed, or follows "by".
    pub(super) fn passive(&self, verb: &Verb<'_>) -> Option<Report> {
        let sentence = self.sentence;
        let cue = verb.group.start..verb.end;
        let by = self.by(verb.end);
        let after = by.as_ref().map_or(verb.end, |by| by.end);
        let subject = subjects::subject_before(sentence, verb.group.start);
        // "was quoted |in the Post |as saying"
        let cited = ["cite", "quote", "report"].contains(&verb.cue.lemma);
        let past = occasions::adjuncts(sentence, after);
        let as_ = if cited { past } else { after };
        if let Some(report) = self.quoted_as(verb, as_, subject.as_ref()) {
            return Some(report);
        }
        // "was accused of “…” |by Ruiz"
        let led = (verb.cue.prepositions.iter()).any(|word| sentence.is(after, word));
        if led
            && sentence.is_quote(after + 1)
            && let Some(mut by) = self.by(after + 2)
        {
            // "by MPs yesterday", "by sailors last week"
            let quotation = after + 1..after + 2;
            let end = subjects::strip_time(sentence, by.end);
            by.end = end.max(by.start + 1);
            return Some(Report {
                rule: Rule::Object,
                cue,
                speaker: Some(by),
                content: vec![quotation],
                mind: false,
            });
        }
        // "Ruiz was asked, “…”": the question is not hers.
        let asked = ["ask", "tell"].contains(&verb.cue.lemma);
        if let Some(quote) = quoted::quote_on(sentence, after).filter(|_| asked) {
            return Some(Report {
                rule: Rule::QuoteAfter,
                cue,
                speaker: by,
                content: vec![quote],
                mind: false,
            });
        }
        if let Some(report) = self.said_to_have(after, subject.as_ref()) {
            return Some(report);
        }
        let mind = verb.cue.frames.any(Frames::MIND);
        let frames = verb.cue.frames;
        // "is described on its cover as"
        let after = match sentence.word(past) {
            Word::As => past,
            _ => after,
        };
        let mut content = Vec::new();
        if let Some(clause) = clauses::that(sentence, after, frames) {
            content.push(clause);
        } else if sentence.word(after) == Word::To
            && frames.any(Frames::INF | Frames::THAT)
            // "was supposed to": nobody's.
            && verb.cue.lemma != "suppose"
        {
            content.extend(subject);
            content.push(after..boundaries::clause_end(sentence, after));
        } else if by.is_some()
            || frames.any(Frames::NOUN | Frames::AS) && sentence.word(after) == Word::As
        {
            content.extend(subject);
            if sentence.word(after) == Word::As {
                content.push(after..boundaries::clause_end(sentence, after));
            }
        }
        if content.is_empty() {
            return None;
        }
        Some(Report {
            rule: Rule::Passive,
            cue,
            speaker: by,
            content,
            mind,
        })
    }

    /// "X is reported to have said that …": the words are X's.
    fn said_to_have(&self, to: usize, subject: Option<&Range<usize>>) -> Option<Report> {
        let sentence = self.sentence;
        let have = sentence.word(to) == Word::To && sentence.word(to + 1) == Word::Have;
        let speaker = subject.filter(|_| have)?;
        let saying = self.verb_at(to + 2)?;
        let says = saying.cue.frames.any(Frames::QUOTE) && !saying.cue.frames.any(Frames::MIND);
        let found = content::after(sentence, &saying).filter(|_| says)?;
        Some(Report {
            rule: found.rule,
            cue: to + 1..saying.end,
            speaker: Some(speaker.clone()),
            content: vec![found.content],
            mind: false,
        })
    }

    /// "The plan seems to fail": nobody says who thinks so.
    pub(super) fn seems(&self, verb: &Verb<'_>) -> Option<Report> {
        let sentence = self.sentence;
        if sentence.word(verb.end) != Word::To && sentence.tag(verb.end) != Tag::Jj {
            return None;
        }
        let subject = subjects::subject_before(sentence, verb.group.start);
        // "Ruiz seemed hopeful that …": her hope.
        let feels = sentence.items.get(verb.end).and_then(|item| {
            let cue = self.lexicon.adjective(item.entry?)?;
            content::complement(sentence, self.tail_end(verb.end, cue)?, cue)
                .filter(|(_, content)| sentence.word(content.start) == Word::That)
        });
        if let Some((cue_end, content)) = feels {
            return Some(Report {
                rule: Rule::Adjective,
                cue: verb.group.start..cue_end,
                speaker: subject,
                content: vec![content],
                mind: true,
            });
        }
        let mut content: Vec<Range<usize>> = Vec::new();
        content.extend(subject);
        content.push(verb.end..boundaries::clause_end(sentence, verb.end));
        Some(Report {
            rule: Rule::Passive,
            cue: verb.group.start..verb.end,
            speaker: None,
            content,
            mind: true,
        })
    }

    /// "the plan proposed by X"
    pub(super) fn by_whom(&self, verb: &Verb<'_>) -> Option<Report> {
        let sentence = self.sentence;
        let by = self.by(verb.end);
        let after = by.as_ref().map_or(verb.end, |by| by.end);
        let opens = verb.group.start == 0
            || sentence.tag(verb.group.start - 1) == Tag::Comma
            || sentence.word(verb.group.start - 1) == Word::Sub;
        if opens && let Some(content) = clauses::that(sentence, after, verb.cue.frames) {
            // "Asked by reporters whether …, Ruiz said"
            // "Hale, asked whether it would pass, |pointed to the vote"
            let main = (content.clone().skip(1)).find(|&at| {
                let inside = verb.group.start > 0;
                let verb = sentence.tag(at + 1);
                inside && sentence.tag(at) == Tag::Comma && (verb.is_finite() || verb == Tag::Vbn)
            });
            let end = main.unwrap_or_else(|| inner_ends::opening_end(sentence, &content));
            let content = content.start..end;
            return Some(Report {
                rule: Rule::Passive,
                cue: verb.group.start..verb.end,
                speaker: by,
                content: vec![content],
                mind: false,
            });
        }
        // "first offered in May and described by one clerk as “an insult”"
        let quotation = after + 1..after + 2;
        if by.is_some()
            && sentence.word(after) == Word::As
            && sentence.is_quote(quotation.start)
            && verb.cue.frames.any(Frames::AS | Frames::PRED)
        {
            return Some(Report {
                rule: Rule::Passive,
                cue: verb.group.start..verb.end,
                speaker: by,
                content: vec![quotation],
                mind: false,
            });
        }
        // "changes introduced by Ruiz" are no words of hers.
        let says = Frames::QUOTE | Frames::THAT | Frames::NOUN | Frames::INF | Frames::PRED;
        let speaker = by.filter(|_| verb.cue.frames.any(says))?;
        let np = phrases::before(sentence, verb.group.start)?;
        // "a show called “The Ropes,” written by sailors"
        let inner = sentence.text_of(np.end - 1);
        if sentence.is_quote(np.end - 1)
            && is_title(inner.trim_matches(|c: char| !c.is_alphanumeric()))
        {
            return None;
        }
        Some(Report {
            rule: Rule::Passive,
            cue: verb.group.start..verb.end,
            speaker: Some(speaker),
            content: vec![np],
            mind: verb.cue.frames.any(Frames::MIND),
        })
    }
}

/// Whether a relative clause of a speaker runs into quoted words: "said Hale, who called it “a shame”".
fn told_in(sentence: &Sentence<'_>, speaker: Range<usize>) -> bool {
    sentence.is_quote(speaker.end) && speaker.into_iter().any(|at| sentence.word(at) == Word::Who)
}

/// The end of whoever speaks, without the time behind: "wrote the keeper |in 1871", "|in March 1871".
fn before_year(sentence: &Sentence<'_>, speaker: Range<usize>) -> usize {
    let is_year = |at: usize| {
        let word = sentence.text_of(at);
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let Some(year) = speaker.end.checked_sub(1).filter(|at| is_year(*at)) else {
        return speaker.end;
    };
    let month = usize::from(year > 0 && sentence.word(year - 1) == Word::Time);
    match year.checked_sub(1 + month) {
        Some(at) if at > speaker.start && sentence.is(at, "in") => at,
        _ => speaker.end,
    }
}
