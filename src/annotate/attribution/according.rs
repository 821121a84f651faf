//! Reports by a phrase rather than a verb: "according to X", "as X noted", "in X's words", "in a poll".

use std::ops::Range;

use super::reader::Reader;
use super::report::Report;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::{boundaries, citations, content, occasions, phrases, subjects};
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

impl Reader<'_> {
    /// "…, according to X."
    pub(super) fn trailing_according(&self) -> Option<Report> {
        let sentence = self.sentence;
        let at = (3..sentence.len())
            .rfind(|&at| sentence.word(at + 1) == Word::To && sentence.is(at, "according"))?;
        let end = phrases::whole_from(sentence, past_odd(sentence, at + 2))?;
        // "that according to its count, the party has won": no apposition.
        let clause = |range: Range<usize>| {
            let who = |at: usize| matches!(sentence.word(at), Word::Who | Word::Which);
            !range.clone().any(who) && self.clause_in(&range)
        };
        if clause(at + 2..end) {
            return None;
        }
        let goes_on = (end..sentence.len()).any(|at| {
            // "a poll conducted in May"
            let hangs =
                at == end && sentence.tag(at) == Tag::Vbd && sentence.tag(at + 1) == Tag::In;
            sentence.tag(at).is_finite() && !hangs
                || sentence.tag(at) == Tag::Colon
                || sentence.is_quote(at)
        });
        let content = 0..at - usize::from(sentence.tag(at - 1) == Tag::Comma);
        let told = (content.clone()).any(|at| sentence.tag(at).is_finite());
        if self.reports_itself(&content) {
            return None;
        }
        (told && !goes_on).then(|| Report {
            rule: Rule::According,
            cue: at..at + 2,
            speaker: Some(at + 2..end),
            content: vec![content],
            mind: false,
        })
    }

    /// Whether the first verb of some words reports them: "|Ruiz says the port is shut|, according to the News" is hers.
    fn reports_itself(&self, content: &Range<usize>) -> bool {
        let sentence = self.sentence;
        let verb = content.clone().find(|&at| sentence.tag(at).is_finite());
        let verb = verb
            .filter(|&at| !sentence.is_quote(at))
            .and_then(|at| self.verb_at(at));
        verb.is_some_and(|verb| {
            let subject = subjects::subject_before(sentence, verb.group.start);
            let somebody = subject.is_some_and(|np| {
                let opens = np.start == 0 || sentence.tag(np.start - 1) == Tag::Comma;
                let named = np.clone().any(|at| sentence.tag(at) == Tag::Nnp);
                opens && named && subjects::voice(sentence, &np).is_somebody()
            });
            somebody
                && verb.cue.frames.any(Frames::PLAIN)
                && content::after(sentence, &verb).is_some_and(|found| found.rule == Rule::Clause)
        })
    }

    /// Whether somebody quotes in the clause from `at` on: "According to the papers, |Ruiz told a friend: “…”" is hers.
    fn quotes_itself(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let verb = (at..sentence.len()).find(|&at| sentence.tag(at).is_finite());
        let verb = (verb.filter(|&verb| !(at..=verb).any(|at| sentence.is_quote(at))))
            .and_then(|verb| self.verb_at(verb));
        verb.is_some_and(|verb| {
            let subject = subjects::subject_before(sentence, verb.group.start);
            subject.is_some_and(|np| np.start == at && subjects::voice(sentence, &np).is_somebody())
                && content::after(sentence, &verb)
                    .is_some_and(|found| sentence.is_quote(found.content.start))
        })
    }

    /// "In a poll released on Monday, …"
    pub(super) fn survey(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        if at > 0 || !sentence.is(0, "in") {
            return None;
        }
        let head = phrases::simple_from(sentence, 1)?;
        // "In a September |Quay Post poll"
        let dated = sentence.word(head - 1) == Word::Time;
        let head = (phrases::simple_from(sentence, head).filter(|_| dated)).unwrap_or(head);
        let polls = ["poll", "survey", "study", "ruling", "polls", "surveys"];
        let comma =
            (head..sentence.len().min(head + 12)).find(|&at| sentence.tag(at) == Tag::Comma)?;
        // "In a poll of sailors, conducted in May, …"
        let hangs = matches!(sentence.tag(comma + 1), Tag::Vbn | Tag::Vbd)
            && phrases::is_link(sentence, comma + 2);
        let next = (comma + 1..sentence.len().min(comma + 12))
            .find(|&at| hangs && sentence.tag(at) == Tag::Comma);
        let comma = next.unwrap_or(comma);
        // "In its ruling, the court found that": it is the court's; "In a poll, 8 percent of voters said": it is the poll's.
        let subject = comma + 1..phrases::from(sentence, comma + 1).unwrap_or(comma + 1);
        // "six in ten", "8 percent", but not "three economists"
        let share = subject.clone().take(3).any(|at| {
            let of = !sentence.tag(at + 1).is_noun() || sentence.is(at + 1, "percent");
            sentence.tag(at) == Tag::Cd && of || sentence.is(at, "percent") || sentence.is(at, "%")
        });
        // Who makes a study speaks; who is asked in a poll does not.
        let people =
            sentence.is(head - 1, "study") && subjects::voice(sentence, &subject) == Voice::People;
        let speaks = || {
            self.verb_at(subject.end)
                .is_some_and(|verb| verb.cue.frames.any(Frames::QUOTE | Frames::THAT))
        };
        let another = !share && (people || speaks());
        if another || !polls.iter().any(|word| sentence.is(head - 1, word)) {
            return None;
        }
        let content = comma + 1..boundaries::clause_end(sentence, comma + 1);
        // "In the polls, |anyway."
        self.clause_in(&content).then_some(Report {
            rule: Rule::According,
            cue: 0..1,
            speaker: Some(1..comma),
            content: vec![content],
            mind: false,
        })
    }

    /// "As X noted, …", "However, as X told the paper, …"
    pub(super) fn as_noted(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        let opens = at == 0
            || at <= 2 && matches!(sentence.tag(at - 1), Tag::Comma | Tag::Bracket)
            || at == 1 && sentence.ends_with_comma(0);
        if !opens || sentence.word(at) != Word::As {
            return None;
        }
        let plain = phrases::from(sentence, at + 1)?;
        // "As the coach, Art Bell, says"
        let whole = phrases::whole_from(sentence, at + 1)
            .filter(|&end| end > plain && sentence.tag(end) == Tag::Comma)
            .filter(|&end| sentence.tag(plain + 1) == Tag::Nnp && self.speaks(end + 1).is_some());
        let speaker = at + 1..whole.map_or(plain, |end| end + 1);
        if at == 1 && sentence.ends_with_comma(0) || at == 2 && sentence.is_quote(0) {
            return self.put_by(speaker);
        }
        // "As Ruiz spoke, the lamp went out", "As the session resumed, …": tells when.
        const WHEN: [&str; 10] = [
            "began",
            "begins",
            "continued",
            "continues",
            "opened",
            "resumed",
            "speaks",
            "spoke",
            "talked",
            "talks",
        ];
        if WHEN.iter().any(|word| sentence.is(speaker.end, word)) {
            return None;
        }
        // "As the day went on, …"
        let end = (self.speaks(speaker.end)).filter(|_| !self.is_thing(Some(&speaker)))?;
        // "As Ruiz attacked the board, …" tells when.
        let hears = ["told", "tells", "assured", "reminded", "reminds", "warned"]
            .iter()
            .any(|word| sentence.is(end - 1, word));
        let hearer = phrases::from(sentence, end)
            .filter(|_| hears)
            .unwrap_or(end);
        // "As Ruiz put it: “…”"
        let it = end + usize::from(sentence.is(end, "it"));
        let parts = |&at: &usize| {
            sentence.tag(at) == Tag::Comma || sentence.is(at, ":") && sentence.is_quote(at + 1)
        };
        let comma = [
            it,
            occasions::adjuncts(sentence, end),
            occasions::adjuncts(sentence, hearer),
        ]
        .into_iter()
        .find(parts)?;
        // "As Ruiz wrote in her book Ships, Quays, Stars, “…”"
        let quoted = (comma + 1..sentence.len().min(comma + 12))
            .take_while(|&at| !sentence.tag(at).is_finite())
            .find(|&at| sentence.is_quote(at) && sentence.tag(at - 1) == Tag::Comma);
        let start = quoted.unwrap_or(comma + 1);
        let content = start..boundaries::clause_end(sentence, start.min(sentence.len()));
        let told = self.clause_in(&content) || sentence.is_quote(start);
        told.then(|| Report {
            rule: Rule::According,
            cue: speaker.end..end,
            speaker: Some(speaker),
            content: vec![content],
            mind: false,
        })
    }

    /// "“…,” as X put it.", where no more follows.
    #[expect(clippy::single_range_in_vec_init, reason = "one part")]
    fn put_by(&self, speaker: Range<usize>) -> Option<Report> {
        let sentence = self.sentence;
        let end = (self.speaks(speaker.end)).filter(|_| !self.is_thing(Some(&speaker)))?;
        let past = occasions::adjuncts(sentence, end);
        (sentence.tag(past) == Tag::Stop).then(|| Report {
            rule: Rule::QuoteBefore,
            cue: speaker.end..end,
            speaker: Some(speaker),
            content: vec![0..1],
            mind: false,
        })
    }

    /// "in X's words", "in the words of X": the clause around it.
    pub(super) fn in_words_of(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        let words = |at: usize| sentence.is(at, "words") || sentence.is(at, "view");
        if sentence.tag(at) != Tag::In || !sentence.is(at, "in") {
            return None;
        }
        let np = phrases::simple_from(sentence, at + 1)?;
        let (speaker, cue) = if words(np - 1) && sentence.word(np) == Word::Of {
            (np + 1..phrases::from(sentence, np + 1)?, at..np + 1)
        } else {
            let owner =
                (at + 1..np).rfind(|&at| matches!(sentence.tag(at), Tag::Pos | Tag::PrpS))?;
            let noun = words(np - 1);
            noun.then_some((at + 1..owner + 1, owner + 1..np))?
        };
        // "in shaping the view of the market": nobody's.
        if !subjects::voice(sentence, &speaker).is_somebody() {
            return None;
        }
        let end = speaker.end.max(cue.end);
        let rest = end + usize::from(sentence.tag(end) == Tag::Comma);
        // "In Ruiz's words, “it leaks” (and it does)"
        let aside = sentence.is_quote(rest) && sentence.tag(rest + 1) == Tag::Bracket;
        let after = match aside {
            true => rest..rest + 1,
            false => rest..boundaries::clause_end(sentence, rest.min(sentence.len())),
        };
        let left = at - usize::from(at > 0 && sentence.tag(at - 1) == Tag::Comma);
        // "The lesson is that in its view |there is none"
        let that = left == at && at > 0 && sentence.word(at - 1) == Word::That;
        let before = match that {
            true => left..left,
            false => self.free.min(left)..left,
        };
        let content: Vec<Range<usize>> = [before, after]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let quoted = |part: &Range<usize>| part.clone().any(|at| sentence.is_quote(at));
        let told = content
            .iter()
            .any(|part| self.clause_in(part) || quoted(part));
        told.then_some(Report {
            rule: Rule::According,
            cue,
            speaker: Some(speaker),
            content,
            mind: false,
        })
    }

    /// "according to X", before or after what X says.
    pub(super) fn according(&self, at: usize) -> Option<Report> {
        let sentence = self.sentence;
        if sentence.word(at + 1) != Word::To || !self.sentence.is(at, "according") {
            return None;
        }
        let start = at + 2;
        // At the beginning a comma leads to the content, not to an apposition: "In the long term, according to Ruiz, the port".
        // "…, and according to Ruiz, the port is shut"
        let joins = at > 0 && sentence.word(at - 1) == Word::And;
        let opens = at == 0
            || at == 1 && sentence.tag(0) == Tag::Cc
            || joins
            || self.free == 0
                && sentence.tag(at - 1) == Tag::Comma
                && !(0..at).any(|at| sentence.is_quote(at) || sentence.tag(at).is_finite());
        let first = past_odd(sentence, start);
        let plain = phrases::from(sentence, first);
        let end =
            if let Some(end) = plain.filter(|&end| opens && sentence.word(end + 1) != Word::Who) {
                let end = subjects::list_end(sentence, start, end);
                // "According to her aunt, Ana Ruiz, …"
                let name = phrases::simple_from(sentence, end + 1).filter(|&name| {
                    let named = (end + 1..name).all(|at| sentence.tag(at) == Tag::Nnp);
                    let role = sentence.tag(end) == Tag::Comma && sentence.tag(end - 1) == Tag::Nn;
                    role && named && sentence.tag(name) == Tag::Comma
                });
                past_participle(sentence, name.unwrap_or(end))
            } else {
                phrases::whole_from(sentence, first)?
            };
        let end = citations::past(sentence, end);
        // "according to Ruiz's book of 1640, …"
        if sentence.tag(end) == Tag::Pos {
            return None;
        }
        let speaker = start..end;
        let mut content = Vec::new();
        let before = if at > self.free && sentence.tag(at - 1) == Tag::Comma {
            at - 1
        } else {
            at
        };
        // "“It leaks”, according to Ruiz": the comma may stand behind the marks.
        let quoted = before > self.free
            && (sentence.closes_clause(before - 1) || before < at && sentence.is_quote(before - 1));
        // "One thing to note: according to Ruiz, …"
        let headed = before > 0 && sentence.is(before - 1, ":");
        // "“…,” she told |the council|, according to a note"
        let hearer = self.free > 0
            && !(self.free..before).any(|at| sentence.is_quote(at) || sentence.tag(at).is_finite());
        let more = before > self.free + 1
            && !(before <= self.free + 2 && sentence.tag(self.free) == Tag::Cc);
        if quoted || more && !hearer && !joins && !headed {
            // "They left; according to Ruiz, …"
            let parted = (self.free..before).rfind(|&at| sentence.is(at, ";"));
            let start = parted.map_or(self.free, |at| at + 1);
            if start < before {
                content.push(start..before);
            }
        }
        // "Best Boats of 2026 according to our readers", a heading
        let heads = |part: &Range<usize>| {
            let plain = |at: usize| !sentence.tag(at).is_finite() && !sentence.is_quote(at);
            part.start == 0 && part.end == at && end == sentence.len() && part.clone().all(plain)
        };
        content.retain(|part| !heads(part));
        let comma = sentence.tag(end) == Tag::Comma;
        let rest = match self.hangs_on(end).filter(|_| opens) {
            Some(end) => end + 1,
            None => end + usize::from(comma),
        };
        if opens && comma && self.quotes_itself(rest) {
            return None;
        }
        // "according to papers |found in a drawer", "an account |she gave", "two clerks |present who": told of the source.
        let paper = subjects::voice(sentence, &speaker) == Voice::Paper;
        let goes_on = sentence.tag(end).is_finite() && !(paper && sentence.tag(end) == Tag::Vbd);
        let relative =
            matches!(sentence.word(rest), Word::Who | Word::Which) || sentence.is(rest, "whose");
        let told_of = !comma && at > 0 && !goes_on
            // "It rose, according to Ana Ruiz, |whose father sailed."
            || relative && !opens
            // "According to Ana Ruiz, |writing for the Quay News: “…”"
            || sentence.tag(rest) == Tag::Vbg && !self.clause_in(&(rest..sentence.len()));
        if (content.is_empty() || comma) && rest < sentence.len() && !told_of {
            // "According to X, …" opens the whole sentence.
            let stop = match opens {
                true => boundaries::sentence_end(sentence, rest),
                false => boundaries::clause_end(sentence, rest),
            };
            if stop > rest {
                content.push(rest..stop);
            }
        }
        // "left while, according to papers"
        let open = matches!(content.as_slice(), [part] if part.end <= at && sentence.word(part.end - 1) == Word::Sub);
        if content.is_empty() || open {
            return None;
        }
        Some(Report {
            rule: Rule::According,
            cue: at..at + 2,
            speaker: Some(speaker),
            content,
            mind: false,
        })
    }

    /// The comma after the modifiers of the name before the comma at `end`, where a clause follows: "according to Ana
    /// Ruiz, of Quay Water Ltd., the river rose", "Ana Ruiz, a clerk at the port, it rose".
    fn hangs_on(&self, end: usize) -> Option<usize> {
        let sentence = self.sentence;
        let named = sentence.tag(end.checked_sub(1)?) == Tag::Nnp;
        // "according to a report, seen by the Quay News, the river rose", ", which was leaked, the river rose"
        let which = sentence.word(end + 1) == Word::Which;
        let seen = matches!(sentence.tag(end + 1), Tag::Vbn | Tag::Vbd)
            && phrases::is_link(sentence, end + 2);
        if !(named || seen || which) || sentence.tag(end) != Tag::Comma {
            return None;
        }
        let plain = |at: &usize| !sentence.tag(*at).is_finite() && !sentence.is_quote(*at);
        let comma = (end + 2..sentence.len().min(end + 14))
            .take_while(|at| which || plain(at))
            .find(|&at| sentence.tag(at) == Tag::Comma)?;
        let is = |word: &str| sentence.is(end + 1, word);
        let people = || subjects::voice(sentence, &(end + 1..comma)) == Voice::People;
        if !(seen
            || which
            || sentence.word(end + 1) == Word::Of
            || is("a")
            || is("an")
            || is("the") && people())
        {
            return None;
        }
        let told = boundaries::sentence_end(sentence, comma + 1) > comma + 2;
        (told && sentence.word(comma + 1) != Word::And).then_some(comma)
    }
}

/// Where a source at `start` begins whose first word looks like none of a phrase: "according to lead |author Ana Ruiz", "to
/// most of |the sailors", "to early |results"; else `start`.
fn past_odd(sentence: &Sentence<'_>, start: usize) -> usize {
    let odd = matches!(sentence.tag(start), Tag::Vb | Tag::Vbp | Tag::Rb);
    let past = start + 1 + usize::from(sentence.word(start + 1) == Word::Of);
    match odd && phrases::from(sentence, start).is_none() {
        true => past,
        false => start,
    }
}

/// Past a participle and its adjuncts, up to a comma, that modify the phrase before `end`: "a poll |published last week
/// by Quaywatch|, six in ten", "people |we met|, it rose", "those |who sail|, it rose".
fn past_participle(sentence: &Sentence<'_>, end: usize) -> usize {
    let participle = matches!(sentence.tag(end), Tag::Vbn | Tag::Vbd);
    let author = ["I", "we"].contains(&sentence.text_of(end));
    let relative = sentence.word(end) == Word::Who || author && sentence.tag(end - 1).is_noun();
    (end + 1..sentence.len().min(end + 12))
        .take_while(|&at| (relative || !sentence.tag(at).is_finite()) && !sentence.is_quote(at))
        .find(|&at| (participle || relative) && sentence.tag(at) == Tag::Comma)
        .unwrap_or(end)
}
