//! The clause that a verb reports: where it begins, what tells it, where it ends.

use std::ops::Range;

use super::{Reader, Report, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::DENIES;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::Kind;
use crate::model::Act;

impl Reader<'_> {
    /// Where a reported clause begins behind a verb.
    pub(super) fn clause(&self, cue: &Cue, behind: usize) -> Option<(usize, Why)> {
        let mut at = behind;
        let mut commas = 0;
        let mut steps = 0;
        // "que" behind a noun modifies the noun: "narra la historia que …".
        let adjuncts = self.sentence.skip_adjuncts(behind, 4);
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Word => {
                    if token.is(class::THAT | class::QUESTION) {
                        let far = steps > 7 && !token.is(class::THAT);
                        // "insistió en que": a preposition of the verb's own.
                        let small = class::PREPOSITION | class::TOWARDS | class::WITH | class::OF;
                        let led = steps == 1 && self.sentence.is(at - 1, small);
                        // "falou de uma manobra que", "parla di un piano che"
                        let of = self.sentence.is(behind, class::OF)
                            && self.sentence.is(behind + 1, class::ANY);
                        let after_noun = steps > 0
                            && commas < 2
                            && token.is(class::RELATIVE)
                            && (adjuncts < at || of)
                            && !led;
                        // "skrev om det på nätet"
                        let about = self.row.order == Order::VerbSecond
                            && token.lower == "om"
                            && !(at + 1..self.sentence.end).any(|at| self.is_finite(at));
                        if !far && !after_noun && !about {
                            // "спросил, починят ли мост": the word stands second in its clause.
                            let second = token.lower == "ли";
                            let mut before = (behind..at).rev().filter(|_| second);
                            let comma =
                                before.find(|&at| self.sentence.kind(at) == Some(Kind::Comma));
                            let at = comma.map_or(at, |comma| comma + 1);
                            return Some((at, Why::Clause));
                        }
                    }
                    if self
                        .cues
                        .iter()
                        .any(|other| other.start == at && other.start > cue.start)
                    {
                        return None;
                    }
                    steps += 1;
                    if steps > 16 {
                        return None;
                    }
                }
                Kind::Comma => {
                    commas += 1;
                    let next = self.sentence.get(at + 1)?;
                    // "respondió a Lanza, que había …": behind one comma it tells of the noun.
                    let tells = self.row.order == Order::SubjectFirst
                        && next.is(class::RELATIVE)
                        && commas == 1
                        && steps > 0;
                    // "invita a …, poi mette ai voti il bilancio, che …": it tells of another verb's object.
                    let tells = tells
                        || self.row.order == Order::SubjectFirst
                            && next.is(class::RELATIVE)
                            && commas == 2
                            && self.is_another_clause(behind, at);
                    if next.is(class::THAT | class::QUESTION) {
                        return (!tells).then_some((at + 1, Why::Clause));
                    }
                    let relative = next.is(class::RELATIVE) && !self.begins_clause(at + 1);
                    if !relative && self.has_mood(at + 1, true) && !next.is(class::CONJUNCTION) {
                        return Some((at + 1, Why::Mood));
                    }
                    if !relative
                        && self.has_mood(at + 1, true)
                        && next.is(class::CONJUNCTION)
                        && steps < 6
                    {
                        return Some((at + 1, Why::Mood));
                    }
                }
                Kind::Colon => {
                    let rest = self.sentence.end.saturating_sub(at);
                    return (rest > 4 && self.sentence.get(at + 1)?.is_word())
                        .then_some((at + 1, Why::Clause));
                }
                Kind::Region(_) if steps < 3 => return None,
                Kind::Region(_) | Kind::Sign | Kind::Opens | Kind::Closes => {}
                Kind::Stop | Kind::Break => return None,
            }
            at += 1;
        }
        None
    }

    /// Whether a word is a finite verb by a list or its end.
    fn is_finite(&self, at: usize) -> bool {
        let verb = class::VERB | class::HAVE | class::COPULA;
        self.sentence.get(at).is_some_and(|token| {
            token.is(verb)
                || token.is_word() && !token.capital && self.row.pack().tells(&token.lower)
        })
    }

    /// Whether a clause of its own begins behind the first comma before the one at `comma`: "poi mette ai voti".
    fn is_another_clause(&self, from: usize, comma: usize) -> bool {
        let mut behind = from..comma;
        let first = behind.find(|&at| self.sentence.kind(at) == Some(Kind::Comma));
        let Some(first) = first else { return false };
        let then = class::ADVERB | class::AND | class::CONJUNCTION;
        let verb = |at: usize| {
            let token = self.sentence.get(at);
            token.is_some_and(|it| {
                let ends = it.classes == 0 && !it.capital && self.row.pack().tells(&it.lower);
                it.is(class::VERB | class::HAVE) || ends
            })
        };
        let joined = self.sentence.is(first + 1, then) && comma - first > 3;
        joined && (first + 2..first + 4).any(verb)
    }

    /// "der Bericht sei …": a determiner that may be a relative begins a clause of its own where its verb comes second.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        let Some(phrase) = self.sentence.phrase(at) else {
            return false;
        };
        self.sentence
            .is(phrase.end, class::MOOD | class::MOOD_WEAK | class::VERB)
    }

    pub(super) fn has_mood(&self, from: usize, weak: bool) -> bool {
        let classes = if weak {
            class::MOOD | class::MOOD_WEAK
        } else {
            class::MOOD
        };
        (from..self.sentence.end).any(|at| self.sentence.is(at, classes) || self.is_present(at))
    }

    /// "man prüfe", "er komme": the first subjunctive of any German verb, told by its end behind its pronoun.
    fn is_present(&self, at: usize) -> bool {
        let pronoun = at
            .checked_sub(1)
            .and_then(|at| self.sentence.get(at))
            .is_some_and(|token| matches!(token.lower.as_str(), "er" | "es" | "man"));
        self.row.order == Order::German
            && pronoun
            && self.sentence.get(at).is_some_and(|token| {
                let word = token.lower.as_str();
                !token.capital
                    && word.len() > 4
                    && word.ends_with('e')
                    && !word.ends_with("te")
                    && !word.ends_with("de")
                    && !token.is(class::ADVERB | class::DETERMINER | class::OBLIQUE)
            })
    }

    pub(super) fn infinitive(&self, behind: usize) -> Option<usize> {
        let at = self.skip_small(behind);
        let token = self.sentence.get(at)?;
        if token.is(class::INFINITIVE) {
            // "n'avoir prévenu personne"
            let negation = (behind..at).find(|&at| self.sentence.is(at, class::NEGATION));
            return Some(negation.unwrap_or(at));
        }
        // "ha raccontato alla polizia di aver visto"
        let past = self.sentence.skip_adjuncts(at, 1);
        if past > at && self.sentence.is(past, class::INFINITIVE) {
            return Some(past);
        }
        // ", … zu"
        if token.kind == Kind::Comma && !self.row.order.subject_first() {
            let rest = at + 1..self.sentence.end;
            return rest
                .clone()
                .any(|at| self.sentence.is(at, class::INFINITIVE))
                .then_some(at + 1);
        }
        None
    }

    pub(super) fn skip_small(&self, mut at: usize) -> usize {
        while self
            .sentence
            .is(at, class::ADVERB | class::NEGATION | class::CLITIC)
            && !self.sentence.is(at, class::INFINITIVE | class::DETERMINER)
        {
            at += 1;
        }
        at
    }

    /// Where the words that begin at `from` end: with the sentence, or before another report beside them.
    pub(super) fn clause_end(&self, from: usize, cue: &Cue) -> usize {
        let mut end = self.sentence.end;
        for at in from..end {
            let Some(token) = self.sentence.get(at) else {
                continue;
            };
            if token.kind == Kind::Break
                && token.span.len() == 1
                && at > from + 1
                && self.sentence.order != Order::German
            {
                end = at;
                break;
            }
            // "… scharf: So sagte Rehn": the colon leads another report.
            if token.kind == Kind::Colon
                && self
                    .cues
                    .iter()
                    .any(|other| other.start > at && other.start < at + 6)
            {
                end = at;
                break;
            }
            // ", matizó el edil Castillo, que …": whoever said all that.
            let told = token.kind == Kind::Comma
                && self.cues.iter().any(|other| {
                    other.start == at + 1
                        && other.start > cue.end
                        && self.right_of(other).is_some_and(|it| self.is_somebody(&it))
                });
            if told && at > from + 1 {
                end = at;
                break;
            }
            // ", und kündigte an": another verb of the same speaker.
            let joins = token.is(class::AND | class::CONJUNCTION)
                && self.cues.iter().any(|other| {
                    other.start > at && other.start <= at + 3 && other.start > cue.end
                });
            if joins && at > from + 1 {
                end = at;
                break;
            }
        }
        while end > from
            && !self.sentence.is_word(end - 1)
            && !self.sentence.is_region(end - 1)
            && self.sentence.kind(end - 1) != Some(Kind::Closes)
        {
            end -= 1;
        }
        end
    }

    /// A report of the tokens `words`, and the regions in it.
    pub(super) fn stretch(
        &mut self,
        cue: &Cue,
        words: Range<usize>,
        subject: Option<Range<usize>>,
        why: Why,
        silent: bool,
    ) {
        let count = words
            .clone()
            .filter(|&at| self.sentence.is_word(at))
            .count();
        let regions: Vec<usize> = words
            .clone()
            .filter(|&at| self.sentence.is_region(at))
            .collect();
        // What somebody only thinks, or did not say, is worth showing where its words stand between marks.
        let speech = cue.act == Act::Said && !cue.denied;
        // "La digue, explique X, montre que « … »": X has them.
        let taken = regions.iter().any(|&at| {
            matches!(self.sentence.kind(at), Some(Kind::Region(number)) if self.told.used.contains(&number))
        });
        if taken {
            return;
        }
        if (count < 2 || !speech) && regions.is_empty() {
            return;
        }
        let parts = vec![self.layer.span(&words)];
        let span = Some(self.cue_span(cue));
        self.push(
            Report {
                parts,
                cue: span,
                mention: subject,
                why,
                silent,
                act: cue.act,
                denied: cue.denied || cue.frames & DENIES != 0,
            },
            regions,
        );
    }

    /// …, sagte X: the clause before the comma; whether it is one.
    pub(super) fn clause_before(&mut self, cue: &Cue, subject: Range<usize>) -> bool {
        let comma = cue.start - 1;
        let mut from = self.sentence.start;
        for at in self.sentence.start..comma {
            let token = self.sentence.get(at);
            if token.is_some_and(|token| token.kind == Kind::Break && token.span.len() == 1) {
                from = at + 1;
            }
        }
        // "Wie X sagte, …": what follows is said.
        let as_said =
            self.sentence.is(from, class::QUESTION) && self.sentence.is(from, class::CONJUNCTION);
        let rest = subject.end.max(cue.end);
        let goes_on = self.sentence.kind(rest) == Some(Kind::Comma)
            && self.has_verb(rest + 1, (rest + 8).min(self.sentence.end));
        if !self.has_verb(from, comma) && !goes_on && !self.is_clause(from..comma, &subject)
            || !self.may_speak(&subject) && !self.has_mood(from, false)
        {
            return false;
        }
        if as_said
            || comma < from + 2
            || self.sentence.is(from, class::CONJUNCTION)
                && !self.sentence.is(from, class::AND)
                && self.row.order.subject_first()
        {
            return false;
        }
        let mut parts = vec![self.layer.span(&(from..comma))];
        let mut regions: Vec<usize> = (from..comma)
            .filter(|&at| self.sentence.is_region(at))
            .collect();
        // "…, sagte X, …": the rest of it.
        if self.sentence.kind(rest) == Some(Kind::Comma)
            && !self.sentence.is(rest + 1, class::RELATIVE)
        {
            let to = self.clause_end(rest + 1, cue);
            let apposed = self.sentence.subject_left(to).is_none()
                && to - rest < 8
                && self.sentence.begins_phrase(rest + 1);
            // "X, sagte Y, habe „…“"
            let verb = class::HAVE | class::VERB | class::MOOD | class::MOOD_WEAK;
            let goes_on = self.sentence.is(rest + 1, verb) && to > rest + 2
                // "Sie habe, sagte X, nichts bemerkt"
                || (self.sentence.is(comma - 1, verb) || self.sentence.is_region(rest + 1)) && to > rest + 1;
            if goes_on || to > rest + 3 && !apposed && self.has_verb(rest + 1, to) {
                parts.push(self.layer.span(&(rest + 1..to)));
                regions.extend((rest + 1..to).filter(|&at| self.sentence.is_region(at)));
            }
        }
        self.push(
            Report {
                parts,
                cue: Some(self.cue_span(cue)),
                mention: Some(subject),
                why: Why::ClauseBefore,
                silent: false,
                act: cue.act,
                denied: cue.denied || cue.frames & DENIES != 0,
            },
            regions,
        );
        true
    }

    /// "Řidič nadýchal dvě promile, uvedla mluvčí": in a language whose verbs no list has, some words that no relative is
    /// among, before somebody who is in the case of subjects.
    fn is_clause(&self, words: Range<usize>, subject: &Range<usize>) -> bool {
        let relative = |at: usize| {
            self.sentence.is(at, class::RELATIVE)
                && self.sentence.kind(at.wrapping_sub(1)) == Some(Kind::Comma)
        };
        let count = words
            .clone()
            .filter(|&at| self.sentence.is_word(at))
            .count();
        let case = self.sentence.is(subject.start, class::CASE | class::CASED);
        // "Skadorna uppskattas till två miljoner, säger Petra Mus"
        let verb = |at: usize| {
            self.sentence.get(at).is_some_and(|it| {
                !it.capital
                    && it.classes == 0
                    && (self.row.pack().tells(&it.lower) || it.lower.ends_with("as"))
            })
        };
        let finite = || self.row.order == Order::VerbSecond && words.clone().any(verb);
        let led = self.sentence.is(
            words.start,
            class::CONJUNCTION | class::AS | class::QUESTION,
        );
        (self.row.order == Order::Bare || !led && finite())
            && count > 1
            && !case
            && (self.is_somebody(subject) || self.has_capital(subject.start))
            && !words.clone().any(relative)
    }

    pub(super) fn has_verb(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.sentence.is(
                at,
                class::VERB | class::HAVE | class::MOOD | class::MOOD_WEAK,
            ) || self.sentence.is_region(at)
        })
    }
}
