//! Where what a clause inside a sentence reports ends, and the rest of the sentence goes on without it.

use std::ops::Range;

use super::boundaries::reports;
use super::phrases;
use super::sentence::{Sentence, Word};
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

/// Whether the word at `at` opens a clause inside another.
fn opens_inner(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.word(at),
        Word::That | Word::Who | Word::Which | Word::Wh | Word::Sub | Word::As
    )
}

/// Where what a relative clause reports ends: "Ruiz, who says that …, | called it a shame".
pub(crate) fn relative_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    let mut told = false;
    // The first verb of the words, and whether another after it may be theirs, too.
    let mut first = None;
    let inside = |mut words: Range<usize>| {
        words.any(|at| {
            let links = matches!(sentence.word(at), Word::Be | Word::Have);
            let tells = sentence.tag(at).is_verb() && !sentence.verbs(at).is_empty();
            sentence.is_quote(at)
                || tells && !links
                || matches!(
                    sentence.tag(at),
                    Tag::Comma | Tag::Colon | Tag::Cc | Tag::Wh
                )
                || opens_inner(sentence, at)
        })
    };
    for at in content.clone() {
        let quoted = sentence.closes_clause(at);
        let parts = quoted || sentence.tag(at) == Tag::Comma;
        // "called" before its object is a past, whatever its tag.
        let object = matches!(
            sentence.tag(at + 2),
            Tag::Nnp | Tag::Prp | Tag::Dt | Tag::PrpS
        );
        let verb = sentence.tag(at + 1).is_finite()
            || sentence.tag(at + 1) == Tag::Vbn && object
            || sentence.is(at + 1, "left");
        if told && parts && verb {
            return at + usize::from(quoted);
        }
        // "Ruiz, who asks that her name be withheld |said"
        // "The man who says he lost it |told"
        let object = sentence.tag(at) == Tag::Prp && at > 0 && sentence.tag(at - 1).is_verb();
        let inner =
            (object || matches!(sentence.tag(at), Tag::Vbn | Tag::Rb)) && at > content.start;
        let goes_on = sentence.tag(at + 1).is_finite() && reports(sentence, at + 1, Frames::QUOTE);
        if told && inner && goes_on {
            return at + 1;
        }
        // "The share who said they had voted |rose"
        // Not "delegates", a plural that looks like a verb.
        let links = matches!(sentence.word(at + 1), Word::Be | Word::Have);
        let main = matches!(sentence.tag(at + 1), Tag::Vbd | Tag::Md)
            || links && sentence.tag(at + 1).is_finite();
        if main && first.is_some_and(|first| at > first && !inside(first..at + 1)) {
            return at + 1;
        }
        if first.is_none() && sentence.tag(at).is_finite() {
            first = Some(at);
        }
        // "to |“come and look”"
        let quoted = sentence.is_quote(at) && sentence.word(at.max(1) - 1) == Word::To;
        told |= sentence.tag(at).is_verb() || sentence.tag(at) == Tag::Vb || quoted;
    }
    content.end
}

/// Where words end whose subject a relative clause has taken out of them: "A plan that critics say |would ruin the
/// port| was passed", "The bridge, which engineers say |is unsafe|, will close". None where there is no such clause.
pub(super) fn gap_end(
    sentence: &Sentence<'_>,
    speaker: &Range<usize>,
    content: &Range<usize>,
) -> Option<usize> {
    let opener = speaker.start.checked_sub(1)?;
    let relative = matches!(sentence.word(opener), Word::Which | Word::That | Word::Who)
        && opener > 0
        && (sentence.tag(opener - 1).is_noun() || sentence.tag(opener - 1) == Tag::Comma);
    let verb = sentence.tag(content.start);
    if !relative || !(verb.is_finite() || verb == Tag::Vbn) {
        return None;
    }
    let mut inner = false;
    let mut group = true;
    for at in content.clone().skip(1) {
        let tag = sentence.tag(at);
        if tag == Tag::Comma {
            return Some(at);
        }
        // "would ruin the port |passed.", "was ill |left town"
        let past = tag == Tag::Vbn
            && (matches!(sentence.tag(at + 1), Tag::Stop | Tag::Rb)
                || !group && sentence.tag(at - 1) == Tag::Jj);
        let finite = tag.is_finite() || past;
        // "are lost |were seen"
        let again = tag.is_finite() && sentence.tag(at - 1) == Tag::Vbn;
        if finite && (!group || again) && !inner {
            return Some(at);
        }
        group &= tag.is_verb() || matches!(tag, Tag::Vb | Tag::Rb);
        inner |= tag == Tag::Cc || opens_inner(sentence, at);
    }
    None
}

/// Where the main clause goes on after the words that a participle of its subject reports: the second verb without a
/// subject of its own. None where that is not plain.
pub(super) fn main_verb(sentence: &Sentence<'_>, content: &Range<usize>) -> Option<usize> {
    let first = content.clone().find(|&at| sentence.tag(at).is_finite())?;
    // "stating that the tower |leans |was": what looks like a plural before a singular verb is the verb.
    let single = ["has", "is", "was"]
        .iter()
        .any(|word| sentence.is(first, word));
    let plural = first > content.start + 2
        && sentence.tag(first - 1) == Tag::Nns
        && sentence.tag(first - 2) == Tag::Nn;
    if single && plural {
        return Some(first);
    }
    let verbal = |&at: &usize| {
        let tag = sentence.tag(at);
        tag == Tag::Vbd && at == first + 1 || matches!(tag, Tag::Vb | Tag::Vbn | Tag::Vbg | Tag::Rb)
    };
    let rest = (first + 1..content.end).find(|at| !verbal(at))?;
    let stops =
        |&at: &usize| matches!(sentence.tag(at), Tag::Cc | Tag::Comma) || opens_inner(sentence, at);
    (rest..content.end)
        .take_while(|at| !stops(at))
        .find(|&at| sentence.tag(at).is_finite())
}

/// Where what an opening clause reports ends: "While Ruiz says that …, | the council waits".
pub(crate) fn opening_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    let main = |comma: usize| {
        let start = comma + 1 + usize::from(sentence.tag(comma + 1) == Tag::Rb);
        phrases::from(sentence, start).is_some_and(|end| {
            sentence.tag(end).is_finite()
                || sentence.is(end, "said")
                || sentence.tag(end) == Tag::Rb && sentence.tag(end + 1).is_finite()
                // "When she said no, she “broke down” …"
                || sentence.tag(start) == Tag::Prp && sentence.is_quote(end)
        })
    };
    content
        .clone()
        .skip(usize::from(!sentence.is_quote(content.start)))
        .find(|&at| (sentence.tag(at) == Tag::Comma || sentence.ends_with_comma(at)) && main(at))
        .map_or(content.end, |at| at + usize::from(sentence.is_quote(at)))
}
