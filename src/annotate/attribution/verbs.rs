//! Which words of a sentence are verbs that report, and in which form.

use super::phrases::{self, Group};
use super::reader::Reader;
use super::relatives;
use super::sentence::{LONGEST_CUE, Word};
use super::subjects;
use crate::annotate::language::cues::{Cue, Form, Frames, Reading};
use crate::annotate::language::tags::Tag;

/// A verb that reports, where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Verb<'l> {
    /// After the words that belong to it ("out" of "point out").
    pub end: usize,
    pub form: Form,
    pub group: Group,
    pub cue: &'l Cue,
}

/// What somebody was asked, between commas, has fewer items than this.
const ASIDE: usize = 30;

impl Reader<'_> {
    /// The reporting verb at `at`, with its group.
    pub(super) fn verb_at(&self, at: usize) -> Option<Verb<'static>> {
        let item = self.sentence.items.get(at)?;
        let noun_place = at > 0
            && matches!(
                self.sentence.tag(at - 1),
                Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj
            )
            && self.sentence.word(at - 1) != Word::That
            && !phrases::is_floating(self.sentence, at - 1)
            && (item.tag != Tag::Vbd || self.sentence.tag(at - 1) == Tag::PrpS)
            // "a woman who lives nearby told"
            && !(item.tag == Tag::Vbn && relatives::who_before(self.sentence, at).is_some())
            // "Some say they saw it"
            && !(matches!(item.tag, Tag::Vbp | Tag::Vbn)
                && ["some", "many", "most", "others", "all", "another", "both"]
                    .iter()
                    .any(|word| self.sentence.is(at - 1, word)))
            // "the so called “reform”"
            || at > 1 && self.sentence.is(at - 1, "so") && self.sentence.tag(at - 2) == Tag::Dt;
        let verbal = item.tag.is_verb();
        let nominal =
            matches!(item.tag, Tag::Nn | Tag::Nns | Tag::Jj) || at == 0 && item.tag == Tag::Nnp;
        if !verbal && !nominal || noun_place || phrases::modifies(self.sentence, at) {
            return None;
        }
        let word = self.sentence.text_of(at);
        let readings = self.sentence.verbs(at);
        let group = phrases::group(self.sentence, at);
        if readings.is_empty() {
            // A word of other letters than ASCII's reports nothing, nor does a very long one.
            self.sentence.lower(at, &mut [0; LONGEST_CUE])?;
            // "“A,” was another", but not "although it is “a step,” they were late"
            let links =
                self.sentence.word(at) == Word::Be && !self.sentence.is_quote(at.max(1) - 1);
            // "“It is fine,” |shrugs Ben": a third person, whatever its tag.
            let third = item.tag == Tag::Nns
                && at > 0
                && self.sentence.ends_with_comma(at - 1)
                && self.sentence.tag(at + 1) == Tag::Nnp;
            let plain = (matches!(item.tag, Tag::Vbd | Tag::Vbz) || third) && !links
                || item.tag == Tag::Vbn && !phrases::is_link(self.sentence, at + 1)
                || item.tag == Tag::Nn && ends_in_ed(word)
                // "“Everybody does,” shrugs the lamp keeper."
                || item.tag == Tag::Nns
                    && self.sentence.ends_with_comma(at.max(1) - 1)
                    && matches!(self.sentence.tag(at + 1), Tag::Dt | Tag::PrpS | Tag::Nnp);
            return (plain && self.beside_quote(&group, at)).then(|| Verb {
                end: at + 1,
                form: Form::Past,
                group,
                cue: self.lexicon.other(),
            });
        }
        // A past that cannot be a noun ("wrote"), or that stands beside quoted words.
        let past = readings.iter().all(|reading| reading.form == Form::Past);
        let irregular = past && !ends_in_ed(word);
        let may_be_past = readings.iter().any(|reading| reading.form == Form::Past);
        let third = self.is_third(at, readings) || self.is_opinion(at, readings);
        // "A banner read “Go home”"
        let reads = item.tag == Tag::Nn && self.sentence.is_quote(at + 1);
        let reading = item.tag == Tag::Nn
            && readings
                .first()
                .is_some_and(|reading| reading.form == Form::Ing)
            && (self.sentence.is_quote(at + 1)
                || self.sentence.tag(at + 1) == Tag::Comma && self.sentence.is_quote(at + 2));
        let past = reading || irregular || may_be_past && (reads || self.beside_quote(&group, at));
        if nominal && !past && !third {
            return None;
        }
        let form = self.form(at, &group, readings)?;
        let reading = readings
            .iter()
            .find(|reading| self.tail_end(at, self.lexicon.cue(reading.cue)).is_some())?;
        let cue = self.lexicon.cue(reading.cue);
        // "“You are sure?” Ruiz pressed.": whatever else it does, beside quoted words it speaks.
        let quotes = (readings.iter())
            .any(|reading| self.lexicon.cue(reading.cue).frames.any(Frames::QUOTE));
        let ends = matches!(self.sentence.tag(at + 1), Tag::Stop | Tag::Comma);
        if !quotes && ends && item.tag == Tag::Vbd && self.beside_quote(&group, at) {
            return Some(Verb {
                end: at + 1,
                form: Form::Past,
                group,
                cue: self.lexicon.other(),
            });
        }
        let end = self.tail_end(at, cue)?;
        // "a sailor now |charged with theft"; "the fund that holds Dell |shares, is down"
        let charged = cue.lemma == "charge" && self.sentence.is(end, "with") && !group.auxiliary;
        let shares = self.sentence.is(at, "shares") && self.sentence.tag(end) == Tag::Comma;
        if charged || shares {
            return None;
        }
        Some(Verb {
            end,
            form,
            group,
            cue,
        })
    }

    /// Whether what may be a plural at `at` is a verb: "she notes", "Ruiz promises to", "the paper notes that".
    fn is_third(&self, at: usize, readings: &[Reading]) -> bool {
        let sentence = self.sentence;
        let may = readings.iter().any(|reading| reading.form == Form::Third);
        if at == 0 || !may || sentence.tag(at) != Tag::Nns {
            return false;
        }
        let (left, next) = (sentence.tag(at - 1), sentence.word(at + 1));
        let named = left == Tag::Nnp || matches!(sentence.word(at - 1), Word::Who | Word::Which);
        let leads = next == Word::That
            || sentence.is_quote(at + 1)
            || sentence.tag(at + 1) == Tag::Comma && sentence.is_quote(at + 2);
        let object = matches!(sentence.tag(at + 1), Tag::Dt | Tag::PrpS | Tag::Prp);
        let noun = (sentence.items.get(at))
            .and_then(|item| self.lexicon.noun(item.entry?))
            .is_some();
        // "what one sailor calls “…”"
        let what = phrases::simple_before(sentence, at)
            .is_some_and(|np| np.start > 0 && sentence.is(np.start - 1, "what"));
        // "Ruiz, a lawyer, writes in the paper that"
        let apposed =
            left == Tag::Comma && !noun && subjects::subject_before(sentence, at).is_some();
        // "What has been made public suggests that"
        let bare = !noun && next == Word::That && matches!(left, Tag::Jj | Tag::Vbn);
        // "The Quay Times reports Ruiz will"
        let tells = || {
            left == Tag::Nnp
                && sentence.tag(at + 1) == Tag::Nnp
                && phrases::simple_from(sentence, at + 1)
                    .is_some_and(|end| sentence.tag(end).is_finite())
        };
        // "The ad claims “…”", and "“…,” Hale answers."
        let spoken = || {
            let whole = phrases::simple_before(sentence, at)
                .is_some_and(|np| np.start == 0 || phrases::opens_clause(sentence, np.start - 1));
            let ends = matches!(sentence.tag(at + 1), Tag::Stop | Tag::Comma);
            whole && left.is_noun() && sentence.closes_clause(at + 1)
                || left == Tag::Nnp && ends && self.beside_quote(&phrases::group(sentence, at), at)
        };
        // "as the harbour trust's website notes:"
        let as_noted = || {
            let colon = sentence.is(at + 1, ":");
            colon
                && phrases::before(sentence, at)
                    .is_some_and(|np| np.start > 0 && sentence.word(np.start - 1) == Word::As)
        };
        // "“…,” shrugs the lamp keeper"
        let inverted = sentence.ends_with_comma(at - 1)
            && (matches!(sentence.tag(at + 1), Tag::Dt | Tag::PrpS | Tag::Nnp)
                || self.names_somebody(at + 1));
        left == Tag::Prp
            || bare
            || inverted
            || spoken()
            || as_noted()
            || tells()
            || what
            || apposed
            || !noun && self.beside_quote(&phrases::group(sentence, at), at)
            || named && (leads || next == Word::To || object)
            || left.is_noun() && leads && !noun
    }

    /// Whether a speaker stands at `at` with what they are before the name: "“It leaks,” cautions |harbour engineer Ida Orr."
    fn names_somebody(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let noun = matches!(sentence.tag(at), Tag::Nn | Tag::Jj);
        phrases::whole_from(sentence, at).is_some_and(|end| {
            let named = (at..end).any(|at| sentence.tag(at) == Tag::Nnp);
            noun && named && !sentence.tag(end).is_finite()
        })
    }

    /// Whether what may be a noun at `at` is the verb of a clause that begins with its subject: "Some sailors |doubt that",
    /// "The leadership |fears that".
    fn is_opinion(&self, at: usize, readings: &[Reading]) -> bool {
        let sentence = self.sentence;
        let (Some(left), Word::That) = (at.checked_sub(1), sentence.word(at + 1)) else {
            return false;
        };
        let form = match sentence.tag(at) {
            Tag::Nns => Form::Third,
            Tag::Nn if matches!(sentence.tag(left), Tag::Nns | Tag::Nnps) => Form::Base,
            _ => return false,
        };
        let whole = phrases::simple_before(sentence, at)
            .is_some_and(|np| np.start == 0 || phrases::opens_clause(sentence, np.start - 1));
        whole && sentence.tag(left).is_noun() && readings.iter().any(|reading| reading.form == form)
    }

    /// Whether nothing but a subject stands between the verb at `at` and quoted words before it, or
    /// quoted words follow.
    pub(super) fn beside_quote(&self, group: &Group, at: usize) -> bool {
        let sentence = self.sentence;
        if group.auxiliary || group.start == 0 {
            return false;
        }
        let speech = |at: usize| {
            let long = sentence
                .items
                .get(at)
                .is_some_and(|item| item.span.len() > 20);
            sentence.closes_clause(at) && long || sentence.ends_with_comma(at)
        };
        speech(group.start - 1)
            || subjects::subject_before(sentence, group.start)
                .is_some_and(|np| np.start > 0 && speech(np.start - 1) && np.end == group.start)
            || matches!(sentence.tag(at + 1), Tag::Comma | Tag::Colon)
                && (speech(at + 2)
                    || sentence.is_quote(at + 2) && sentence.text_of(at + 2).len() > 20)
    }

    /// The form of a verb from its tag, its neighbours and the forms that its spelling allows.
    pub(super) fn form(&self, at: usize, group: &Group, readings: &[Reading]) -> Option<Form> {
        let sentence = self.sentence;
        let may = |form: Form| readings.iter().any(|reading| reading.form == form);
        let form = match sentence.tag(at) {
            Tag::Vbg => Form::Ing,
            Tag::Vbz => Form::Third,
            Tag::Vb | Tag::Vbp => Form::Base,
            Tag::Vbn if group.auxiliary || !may(Form::Past) => {
                if group.auxiliary {
                    Form::Past
                } else {
                    Form::Participle
                }
            }
            // "“…,” a person briefed on the plan |said"
            Tag::Vbn if phrases::is_reduced(sentence, at) => Form::Participle,
            Tag::Vbn if self.is_past(group, at) => Form::Past,
            Tag::Vbn => Form::Participle,
            // "Asked whether …, Ruiz said", "When asked whether"
            Tag::Vbd if self.opens(group.start) && self.is_asked(at) => Form::Participle,
            Tag::Vbd if phrases::is_reduced(sentence, at) => Form::Participle,
            Tag::Vbd if self.is_asked_aside(at) => Form::Participle,
            Tag::Vbd => Form::Past,
            Tag::Nns if may(Form::Third) => Form::Third,
            _ => readings.first()?.form,
        };
        Some(match form {
            Form::Base if !may(Form::Base) => Form::Past,
            other => other,
        })
    }

    /// Whether a verb begins its sentence or stands right behind "when", "once" or "if", so that it has no subject.
    fn opens(&self, start: usize) -> bool {
        let sentence = self.sentence;
        start.checked_sub(1).is_none_or(|before| {
            ["if", "once", "when"]
                .iter()
                .any(|word| sentence.is(before, word))
        })
    }

    /// Whether a sentence that begins with a past means somebody who was asked or told.
    fn is_asked(&self, at: usize) -> bool {
        matches!(
            self.sentence.word(at + 1),
            Word::That | Word::Wh | Word::Sub | Word::By
        )
    }

    /// Whether a past between commas tells what the subject before it was asked: "Hale, |asked what she would do, looked out."
    fn is_asked_aside(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let parted = at > 1 && sentence.is(at, "asked") && sentence.tag(at - 1) == Tag::Comma;
        if !parted || !self.is_asked(at) || self.clause_in(&(0..at)) {
            return false;
        }
        let main = |at: usize| sentence.tag(at) == Tag::Comma && sentence.tag(at + 1).is_finite();
        (at + 2..sentence.len().min(at + ASIDE)).any(main)
    }

    /// Whether what may be a participle at `at` is a past: it has a subject or takes an object.
    pub(super) fn is_past(&self, group: &Group, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(left) = group.start.checked_sub(1) else {
            return false;
        };
        // "sent |out a notice"
        let out = ["out", "off", "up"]
            .iter()
            .any(|word| sentence.is(at + 1, word));
        let next = sentence.tag(at + 1 + usize::from(out));
        let opens = phrases::simple_before(sentence, group.start)
            .is_some_and(|np| np.start == 0 || phrases::opens_clause(sentence, np.start - 1));
        let some = ["all", "both", "many", "most", "others", "some"]
            .iter()
            .any(|word| sentence.is(left, word));
        let subject = sentence.tag(left) == Tag::Prp
            || some && sentence.is_quote(at + 1)
            || sentence.is_quote(left)
            || sentence.word(left) == Word::Who
            || relatives::who_before(sentence, group.start).is_some()
            || matches!(sentence.tag(left), Tag::Comma | Tag::Colon)
                && subjects::subject_before(sentence, group.start).is_some();
        let object = matches!(next, Tag::Prp | Tag::Nnp | Tag::Dt | Tag::PrpS)
            || sentence.word(at + 1) == Word::That
            || sentence.is(at + 1, "there") && sentence.tag(at + 2).is_finite()
            || (opens && sentence.tag(left).is_noun() || sentence.tag(left) == Tag::Nnp)
                && next.is_noun()
            || sentence.is_quote(at + 1)
                && self.takes(at, Frames::QUOTE, Frames::default())
                && !self.is_name(group, at)
            || sentence.is_quote(at + 2) && next == Tag::Comma
            || next == Tag::To
                && sentence.tag(left).is_noun()
                && self.takes(at, Frames::INF, Frames::HEARER);
        let alone = || {
            let nominal = sentence.tag(left).is_noun() || sentence.tag(left) == Tag::Rb;
            nominal
                && !self.clause_in(&(self.free..group.start))
                && !self.clause_in(&(at + 1..self.clause_of(at + 1, 12)))
        };
        // "responded by saying": nobody is named by that "by".
        let doing = sentence.word(at + 1) == Word::By
            && sentence.tag(at + 2) == Tag::Vbg
            && sentence.tag(left).is_noun();
        (sentence.word(at + 1) != Word::By || doing || sentence.is(at, "said"))
            && (subject
                || doing
                || object
                || sentence.is(at, "said")
                || self.beside_quote(group, at)
                || alone())
    }

    /// Where a clause that depends on the one at `from` begins, `most` items from there at most.
    fn clause_of(&self, from: usize, most: usize) -> usize {
        let sentence = self.sentence;
        let end = sentence.len().min(from + most);
        (from..end)
            .find(|&at| matches!(sentence.word(at), Word::That | Word::Wh))
            .unwrap_or(end)
    }

    /// Whether the verb at `at` tells what something is called that another clause speaks of: "has staged a play called
    /// “The Port”".
    fn is_name(&self, group: &Group, at: usize) -> bool {
        let thing = phrases::simple_before(self.sentence, group.start);
        self.takes(at, Frames::PRED, Frames::default())
            && thing.is_some_and(|np| {
                let any = self.sentence.is(np.start, "a") || self.sentence.is(np.start, "an");
                any && self.clause_in(&(self.free..np.start))
            })
    }

    /// Whether the verb at `at` has a reading with the frame `with` and not the frame `without`.
    fn takes(&self, at: usize, with: Frames, without: Frames) -> bool {
        self.sentence.verbs(at).iter().any(|reading| {
            let frames = self.lexicon.cue(reading.cue).frames;
            frames.any(with) && !frames.any(without)
        })
    }

    /// The item after the words that must follow the cue's head at `at`.
    pub(super) fn tail_end(&self, at: usize, cue: &Cue) -> Option<usize> {
        let mut end = at + 1;
        for word in &cue.tail {
            if !self.sentence.is(end, word) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The end of a verb of speech at `at`, past its auxiliaries.
    pub(super) fn speaks(&self, at: usize) -> Option<usize> {
        let head = (at..at + 3).find(|&at| {
            !matches!(self.sentence.word(at), Word::Have) && self.sentence.tag(at) != Tag::Rb
        })?;
        let verb = self.verb_at(head)?;
        // "…, the study found."
        let found = ["estimate", "find"].contains(&verb.cue.lemma);
        let speech = verb.cue.frames.any(Frames::QUOTE | Frames::THAT)
            && (found || !verb.cue.frames.any(Frames::MIND))
            && !verb.group.be
            && verb.group.start <= at;
        speech.then_some(verb.end)
    }
}

fn ends_in_ed(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1
        && bytes
            .get(bytes.len() - 2..)
            .is_some_and(|end| end.eq_ignore_ascii_case(b"ed"))
}
