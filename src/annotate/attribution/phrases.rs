//! Noun phrases and verb groups around a place in a sentence, from parts of speech alone.
//!
//! No tree: each function walks a few items left or right. A phrase includes its modifiers:
//! "two officials familiar with the talks", "Ms. Ruiz, who chairs the board".

use std::ops::Range;

use super::sentence::{Sentence, Word};
use crate::annotate::language::tags::Tag;

/// A phrase is not followed further than this many items.
const REACH: usize = 40;

pub(crate) fn is_link(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.tag(at), Tag::In | Tag::To)
        && !matches!(sentence.word(at), Word::Sub | Word::That | Word::As)
}

fn is_modifier(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::Jj | Tag::Cd | Tag::Vbn | Tag::Vbg | Tag::Pos | Tag::Sym
        )
}

/// The plain noun phrase that ends before `end`: determiner, modifiers, head.
pub(crate) fn simple_before(sentence: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if sentence.tag(last) == Tag::Prp {
        let itself =
            last > 0 && sentence.tag(last - 1).is_noun() && sentence.text_of(last).len() > 5;
        return if itself {
            simple_before(sentence, last).map(|np| np.start..end)
        } else {
            Some(last..end)
        };
    }
    let heads = sentence.tag(last).is_noun()
        || matches!(sentence.tag(last), Tag::Cd | Tag::Jj | Tag::Dt)
        || sentence.is(last, "%")
        || sentence.is_quote(last) && sentence.text_of(last).len() < 30 && end > 1;
    if !heads || sentence.word(last) == Word::That {
        return None;
    }
    // "In the guest book |someone has written"
    const SOMEONE: [&str; 8] = [
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        // "a game |many are calling “a classic”"
        "many",
        "some",
        "somebody",
        "someone",
    ];
    if SOMEONE.iter().any(|word| sentence.is(last, word)) {
        return Some(last..end);
    }
    let mut start = last;
    while start > 0 && last - start < REACH {
        let (tag, left) = (sentence.tag(start), sentence.tag(start - 1));
        if matches!(tag, Tag::Dt | Tag::PrpS) {
            if left != Tag::Dt || sentence.word(start - 1) == Word::That {
                break;
            }
        } else if start > 1
            && sentence.is_quote(start - 2)
            && ["acting", "outgoing", "retired", "visiting"]
                .iter()
                .any(|word| sentence.is(start - 1, word))
        {
            // "“…,” |retired teacher Otto Vik said"
        } else if left == Tag::Vbn || left == Tag::Vbg {
            // "the leading candidate", not "officials leading the race"
            let inside = start >= 2
                && matches!(
                    sentence.tag(start - 2),
                    Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Pos | Tag::Rb
                );
            if !inside {
                break;
            }
        } else if sentence.word(start - 1) == Word::Time && left != Tag::Nn {
            break;
        } else if sentence.is_quote(start - 1) {
            let inside = start >= 2
                && matches!(sentence.tag(start - 2), Tag::Dt | Tag::PrpS | Tag::Jj)
                && !sentence.closes_clause(start - 1);
            if !inside {
                break;
            }
        } else if left == Tag::Rb {
            let inside = tag == Tag::Jj || tag == Tag::Cd;
            if !inside || start < 2 || !matches!(sentence.tag(start - 2), Tag::Dt | Tag::PrpS) {
                break;
            }
        } else if left == Tag::Dt || left == Tag::PrpS {
            if matches!(sentence.word(start - 1), Word::That) {
                break;
            }
        } else if left == Tag::Comma && is_firm(sentence, start) && start > 1 {
            // "Quay Foods, |Inc."
            start -= 1;
            if sentence.tag(start - 1) != Tag::Nnp {
                start += 1;
                break;
            }
        } else if left == Tag::Prp || !is_modifier(left) {
            break;
        }
        start -= 1;
    }
    if sentence.tag(start) == Tag::Pos {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// Whether the word at `at` closes the name of a firm: "Inc.", "Ltd."
fn is_firm(sentence: &Sentence<'_>, at: usize) -> bool {
    const FIRMS: [&str; 6] = ["inc", "inc.", "ltd", "ltd.", "llc", "plc"];
    FIRMS.iter().any(|word| sentence.is(at, word))
}

/// The noun phrase that ends before `end` with all its modifiers: "a spokesman for the mayor".
pub(crate) fn before(sentence: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    if let Some(open) = opening_bracket(sentence, end) {
        return before(sentence, open).map(|np| np.start..end);
    }
    let mut np = match end.checked_sub(1).map(|at| sentence.tag(at)) {
        // "those surveyed said"
        Some(Tag::Vbn | Tag::Vbd) => simple_before(sentence, end - 1)?.start..end,
        _ => simple_before(sentence, end)?,
    };
    while np.start > 1 && end - np.start < REACH {
        let link = np.start - 1;
        let left = if is_link(sentence, link) {
            let post = matches!(sentence.tag(link - 1), Tag::Jj | Tag::Vbn | Tag::Vbg)
                || sentence.is(link - 1, "close")
                || is_reduced(sentence, link - 1)
                || sentence.tag(link - 1) == Tag::Vbd && sentence.word(link) == Word::By;
            if post {
                simple_before(sentence, link - 1).filter(|np| sentence.tag(np.end - 1).is_noun())
            } else {
                None
            }
            .or_else(|| simple_before(sentence, link))
            // "|most of the sailors"
            .or_else(|| {
                let most = sentence.word(link) == Word::Of && sentence.is(link - 1, "most");
                most.then_some(link - 1..link)
            })
        } else if sentence.word(link) == Word::As && sentence.tag(link - 1) == Tag::Vbn {
            // "a man dressed as a lobster"
            simple_before(sentence, link - 1).filter(|np| sentence.tag(np.end - 1).is_noun())
        } else if sentence.tag(link) == Tag::Vbg {
            simple_before(sentence, link).filter(|np| sentence.tag(np.end - 1).is_noun())
        } else if sentence.word(link) == Word::And {
            // "“He has views,” and |I said"
            simple_before(sentence, link).filter(|np| {
                joins(sentence, np.start) && !np.clone().any(|at| sentence.closes_clause(at))
            })
        } else {
            None
        };
        match left {
            Some(left) => np.start = left.start,
            None => break,
        }
    }
    Some(np)
}

/// Whether what looks like a past tense at `at` only modifies the noun before it: "People briefed on the matter |say".
pub(crate) fn is_reduced(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(noun) = at.checked_sub(1).map(|noun| sentence.tag(noun)) else {
        return false;
    };
    matches!(sentence.tag(at), Tag::Vbd | Tag::Vbn)
        && matches!(noun, Tag::Nn | Tag::Nns)
        && is_link(sentence, at + 1)
        // "responded by saying it was"
        && sentence.tag(at + 2) != Tag::Vbg
        && from(sentence, at + 2).is_some_and(|end| match sentence.tag(end) {
            Tag::Vbd | Tag::Md => true,
            // "A driver stopped on the coast road |told"
            Tag::Vbz => noun == Tag::Nn,
            Tag::Vbp | Tag::Vb => noun == Tag::Nns,
            _ => false,
        })
}

/// Whether the phrase that begins at `start` may be joined by "and" to the next one, as a subject or as a modifier of
/// one: "Hale and …", "sailors from the north and …", but not "met Ruiz and …".
fn joins(sentence: &Sentence<'_>, start: usize) -> bool {
    let mut start = start;
    for _ in 0..4 {
        if start == 0 || opens_clause(sentence, start - 1) {
            return true;
        }
        let link = start - 1;
        match simple_before(sentence, link).filter(|_| is_link(sentence, link)) {
            Some(np) if sentence.tag(np.end - 1).is_noun() => start = np.start,
            _ => return false,
        }
    }
    false
}

/// Where the bracket opens that closes right before `end`: "Ted Cruz (R-Texas)".
fn opening_bracket(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    let closing = end.checked_sub(1)?;
    let (open, close) = match sentence.text_of(closing) {
        ")" => ("(", ")"),
        "]" => ("[", "]"),
        _ => return None,
    };
    (1..closing)
        .rev()
        .take(20)
        .find(|&at| sentence.is(at, open) && !sentence.is(at - 1, close))
}

/// Whether a clause may begin right after the item at `at`.
pub(crate) fn opens_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.tag(at),
        Tag::Comma | Tag::Colon | Tag::Stop | Tag::Quote | Tag::Cc | Tag::Bracket
    ) || matches!(
        sentence.word(at),
        Word::That | Word::Sub | Word::But | Word::And | Word::As
    ) || sentence.is_quote(at)
}

/// The end of the plain noun phrase that begins at `start`.
pub(crate) fn simple_from(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    // "according to |one estimate"
    // "said |both men"
    let both = sentence.is(start, "both") && sentence.tag(start + 1) == Tag::Nns;
    let one = both || sentence.is(start, "one") && sentence.tag(start + 1).is_noun();
    if sentence.tag(start) == Tag::Prp && !one {
        return Some(start + 1);
    }
    let mut at = start + usize::from(one);
    let mut head = None;
    while at < sentence.len() && at - start < REACH {
        let tag = sentence.tag(at);
        let goes_on = match tag {
            Tag::Dt | Tag::PrpS => head.is_none() && sentence.word(at) != Word::That || at == start,
            Tag::Prp => false,
            Tag::Vbg | Tag::Vbn => {
                // "another leading lawyer"
                let opens = at > start && matches!(sentence.tag(at - 1), Tag::Dt | Tag::PrpS);
                (head.is_none() || opens)
                    && is_modifier(sentence.tag(at + 1))
                    && at + 1 < sentence.len()
            }
            // "the most recent debate"
            Tag::Rb => {
                let opens = at == start || matches!(sentence.tag(at - 1), Tag::Dt | Tag::PrpS);
                let noun = at > start && opens && sentence.tag(at + 1).is_noun();
                (head.is_none() || opens)
                    && (matches!(sentence.tag(at + 1), Tag::Jj | Tag::Cd | Tag::Vbn) || noun)
            }
            Tag::Pos => head.is_some(),
            Tag::Vb | Tag::Vbp => is_owned(sentence, at, start),
            _ if sentence.is_quote(at) => at > start && !sentence.closes_clause(at),
            _ => is_modifier(tag),
        };
        let dated = at > start && sentence.word(at - 1) == Word::Time && tag == Tag::Nnp;
        if !goes_on || dated {
            break;
        }
        let headed =
            tag.is_noun() || matches!(tag, Tag::Cd | Tag::Dt | Tag::Jj | Tag::Vb | Tag::Vbp);
        // "49 |% said"
        if headed || sentence.is(at, "%") {
            head = Some(at + 1);
        }
        if tag == Tag::Pos {
            head = head.or(Some(at + 1));
        }
        at += 1;
    }
    head
}

/// Whether what looks like a verb at `at` only modifies a noun: "took |suspected pills", "managers and |presumed owners".
pub(crate) fn modifies(sentence: &Sentence<'_>, at: usize) -> bool {
    let is = |words: &[&str]| words.iter().any(|word| sentence.is(at, word));
    let doubted = is(&["perceived", "presumed", "rumored", "rumoured", "suspected"]);
    let led = at
        .checked_sub(1)
        .is_some_and(|left| match sentence.word(left) {
            Word::Be | Word::Have => false,
            Word::And => doubted,
            _ => sentence.tag(left).is_finite(),
        });
    let noun = matches!(sentence.tag(at + 1), Tag::Nn | Tag::Nns | Tag::Jj);
    // "Another |repeated motif has been the sea."
    let another = at > 0 && sentence.is(at - 1, "another");
    if another && noun && is(&["repeated", "reported", "suggested"]) {
        return true;
    }
    led && noun && (doubted || is(&["alleged", "claimed", "reported"]))
}

/// Whether a word that looks like a verb is what somebody has: "the owners' offer".
fn is_owned(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    at > start && sentence.tag(at - 1) == Tag::Pos
}

/// The end of the noun phrase that begins at `start`, with the prepositional phrases that follow.
pub(crate) fn from(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    let mut end = simple_from(sentence, start)?;
    while end < sentence.len() && end - start < REACH {
        let next = if is_link(sentence, end) {
            simple_from(sentence, end + 1)
        } else if sentence.word(end) == Word::And && sentence.tag(end - 1).is_noun() {
            simple_from(sentence, end + 1).filter(|&after| !sentence.tag(after).is_finite())
        } else if (matches!(sentence.tag(end), Tag::Vbg | Tag::Vbn | Tag::Jj)
            || sentence.is(end, "close"))
            && (is_link(sentence, end + 1) || sentence.word(end + 1) == Word::As)
        {
            simple_from(sentence, end + 2)
        } else {
            None
        };
        match next {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

/// As [`from`], with an apposition or a relative clause up to its closing comma: "Ms. Ruiz, who chairs the board".
pub(crate) fn whole_from(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    let end = from(sentence, start)?;
    let comma = sentence.tag(end) == Tag::Comma;
    let relative = sentence.word(end) == Word::Who;
    // "On the one hand, said Ruiz, |the town needs it"
    let clause = || {
        simple_from(sentence, end + 1).is_some_and(|end| {
            matches!(sentence.tag(end), Tag::Vbz | Tag::Vbp | Tag::Md)
                || sentence.tag(end) == Tag::Vbd && !is_link(sentence, end + 1)
        })
    };
    let apposed = comma
        && (matches!(sentence.word(end + 1), Word::Who)
            || matches!(sentence.tag(end + 1), Tag::Dt | Tag::Cd | Tag::PrpS)
            || sentence.tag(end + 1).is_noun() && sentence.word(end + 1) != Word::Time)
        && summary(sentence, end + 1).is_none();
    if !relative && (!apposed || clause()) {
        return Some(end);
    }
    let mut at = end + 1;
    while at < sentence.len() && at - start < REACH {
        if matches!(sentence.tag(at), Tag::Comma | Tag::Stop | Tag::Colon) || sentence.is_quote(at)
        {
            return Some(at);
        }
        at += 1;
    }
    Some(if at >= sentence.len() { at } else { end })
}

/// The end of a phrase at `at` that calls something said by a noun and goes on: "|a version of events| that the widow".
pub(crate) fn summary(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const NOUNS: [&str; 39] = [
        "account",
        "accusation",
        "admission",
        "allegation",
        "argument",
        "assertion",
        "assessment",
        "assurance",
        "charge",
        "claim",
        "comparison",
        "complaint",
        "conclusion",
        "contention",
        "description",
        "estimate",
        "explanation",
        "figure",
        "finding",
        "idea",
        "notion",
        "opinion",
        "position",
        "prediction",
        "promise",
        "remark",
        "scenario",
        "sentiment",
        "something",
        "statement",
        "story",
        "suggestion",
        "suspicion",
        "testimony",
        "theory",
        "verdict",
        "version",
        "view",
        "warning",
    ];
    let article = ["a", "an", "the"].iter().any(|word| sentence.is(at, word));
    let noun = at + usize::from(article);
    let noun = noun + usize::from(article && sentence.tag(noun) == Tag::Jj);
    let mut buffer = [0; 12];
    let word = sentence.lower(noun, &mut buffer)?;
    NOUNS.binary_search(&word).ok()?;
    let end = match sentence.word(noun + 1) {
        Word::Of => simple_from(sentence, noun + 2)?,
        _ => noun + 1,
    };
    let goes_on = matches!(
        sentence.tag(end),
        Tag::Dt | Tag::Nnp | Tag::Nns | Tag::Nn | Tag::Prp | Tag::PrpS | Tag::Vbn
    ) || matches!(sentence.word(end), Word::That | Word::Which | Word::Not);
    // "a story editor"
    let compound = sentence.tag(end) == Tag::Nn && noun + 1 == end;
    (goes_on && !compound).then_some(end)
}

/// What stands before a verb and belongs to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// Its first item.
    pub start: usize,
    /// A form of "be" in it.
    pub be: bool,
    /// A modal, "do", "have" or "be" in it.
    pub auxiliary: bool,
    /// "to" right before it.
    pub to: bool,
}

/// Whether "all", "both", "each" or "long" at `at` stands inside a verb group: "have all said".
pub(crate) fn is_floating(sentence: &Sentence<'_>, at: usize) -> bool {
    at > 0
        && matches!(sentence.word(at - 1), Word::Have | Word::Be)
        && ["all", "both", "each", "long"]
            .iter()
            .any(|word| sentence.is(at, word))
}

/// The verb group that ends with the verb at `head`: "has also said", "did not say".
pub(crate) fn group(sentence: &Sentence<'_>, head: usize) -> Group {
    let mut group = Group {
        start: head,
        ..Group::default()
    };
    let mut at = head;
    while at > 0 && head - at < 8 {
        let left = at - 1;
        match sentence.word(left) {
            Word::Be => (group.be, group.auxiliary) = (true, true),
            Word::Have | Word::Do => group.auxiliary = true,
            Word::Not => {}
            Word::To => {
                group.to = true;
                group.start = left;
                return group;
            }
            Word::Sub if left > 0 && matches!(sentence.word(left - 1), Word::Have | Word::Be) => {}
            // "has not once said"
            Word::Sub
                if left > 0
                    && sentence.is(left, "once")
                    && sentence.word(left - 1) == Word::Not => {}
            // "who once said"
            Word::Sub
                if left > 0
                    && sentence.is(left, "once")
                    && (matches!(sentence.word(left - 1), Word::Who | Word::Which)
                        || sentence.tag(left - 1) == Tag::Comma && left + 1 == head
                        || sentence.tag(left - 1).is_noun()
                        || sentence.tag(left - 1) == Tag::Prp) => {}
            Word::Time if matches!(sentence.tag(left), Tag::Rb) => {}
            Word::Time | Word::Sub => break,
            _ if sentence.is(left, "ago") => {
                // "two weeks ago said"
                at = simple_before(sentence, left).map_or(left, |np| np.start);
                continue;
            }
            _ if sentence.tag(left) == Tag::Md => group.auxiliary = true,
            _ if sentence.tag(left) == Tag::Rb => {}
            _ if group.start == head && is_floating(sentence, left) => {}
            // "who was himself called"
            _ if left > 0
                && matches!(sentence.word(left - 1), Word::Be | Word::Have)
                && ["herself", "himself", "itself", "themselves"]
                    .iter()
                    .any(|word| sentence.is(left, word)) => {}
            _ if sentence.tag(left) == Tag::Pos && sentence.tag(head) == Tag::Vbg => {
                (group.be, group.auxiliary) = (true, true);
            }
            _ => break,
        }
        at = left;
    }
    group.start = at;
    group
}
