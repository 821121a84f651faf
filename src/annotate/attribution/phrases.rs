//! Noun phrases and verb groups around a place in a stretch, from parts of speech alone.
//!
//! No tree: each function walks a few items left or right. A phrase takes in what hangs on it:
//! "two officials familiar with the talks", "Ms. Ruiz, who chairs the board".

use std::ops::Range;

use super::sentence::{Stretch, Word};
use crate::annotate::language::tags::Tag;

/// A phrase is not followed further than this many items.
const REACH: usize = 40;

pub(crate) fn is_link(stretch: &Stretch<'_>, at: usize) -> bool {
    matches!(stretch.tag(at), Tag::In | Tag::To)
        && !matches!(stretch.word(at), Word::Sub | Word::That | Word::As)
}

fn is_modifier(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::Jj | Tag::Cd | Tag::Vbn | Tag::Vbg | Tag::Pos | Tag::Sym
        )
}

/// The plain noun phrase that ends before `end`: determiner, modifiers, head.
pub(crate) fn simple_before(stretch: &Stretch<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if stretch.tag(last) == Tag::Prp {
        let itself =
            last > 0 && stretch.tag(last - 1).is_noun() && stretch.items[last].span.len() > 5;
        return if itself {
            simple_before(stretch, last).map(|np| np.start..end)
        } else {
            Some(last..end)
        };
    }
    let heads = stretch.tag(last).is_noun()
        || matches!(stretch.tag(last), Tag::Cd | Tag::Jj | Tag::Dt)
        || stretch.is(last, "%")
        || stretch.is_quote(last) && stretch.items[last].span.len() < 30 && end > 1;
    if !heads || stretch.word(last) == Word::That {
        return None;
    }
    let mut start = last;
    while start > 0 && last - start < REACH {
        let (tag, left) = (stretch.tag(start), stretch.tag(start - 1));
        if matches!(tag, Tag::Dt | Tag::PrpS) {
            if left != Tag::Dt || stretch.word(start - 1) == Word::That {
                break;
            }
        } else if left == Tag::Vbn || left == Tag::Vbg {
            // "the leading candidate", not "officials leading the race"
            let inside = start >= 2
                && matches!(
                    stretch.tag(start - 2),
                    Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Pos | Tag::Rb
                );
            if !inside {
                break;
            }
        } else if stretch.word(start - 1) == Word::Time && left != Tag::Nn {
            break;
        } else if stretch.is_quote(start - 1) {
            let inside = start >= 2
                && matches!(stretch.tag(start - 2), Tag::Dt | Tag::PrpS | Tag::Jj)
                && !stretch.closes_clause(start - 1);
            if !inside {
                break;
            }
        } else if left == Tag::Rb {
            let inside = tag == Tag::Jj || tag == Tag::Cd;
            if !inside || start < 2 || !matches!(stretch.tag(start - 2), Tag::Dt | Tag::PrpS) {
                break;
            }
        } else if left == Tag::Dt || left == Tag::PrpS {
            if matches!(stretch.word(start - 1), Word::That) {
                break;
            }
        } else if left == Tag::Prp || !is_modifier(left) {
            break;
        }
        start -= 1;
    }
    if stretch.tag(start) == Tag::Pos {
        start += 1;
    }
    (start < end).then_some(start..end)
}

/// The noun phrase that ends before `end` with all that hangs on it: "a spokesman for the mayor".
pub(crate) fn before(stretch: &Stretch<'_>, end: usize) -> Option<Range<usize>> {
    if let Some(open) = opening_bracket(stretch, end) {
        return before(stretch, open).map(|np| np.start..end);
    }
    let mut np = match end.checked_sub(1).map(|at| stretch.tag(at)) {
        // "those surveyed said"
        Some(Tag::Vbn | Tag::Vbd) => simple_before(stretch, end - 1)?.start..end,
        _ => simple_before(stretch, end)?,
    };
    while np.start > 1 && end - np.start < REACH {
        let link = np.start - 1;
        let left = if is_link(stretch, link) {
            let post = matches!(stretch.tag(link - 1), Tag::Jj | Tag::Vbn | Tag::Vbg)
                || stretch.is(link - 1, "close")
                || is_reduced(stretch, link - 1)
                || stretch.tag(link - 1) == Tag::Vbd && stretch.word(link) == Word::By;
            if post {
                simple_before(stretch, link - 1).filter(|np| stretch.tag(np.end - 1).is_noun())
            } else {
                None
            }
            .or_else(|| simple_before(stretch, link))
        } else if stretch.tag(link) == Tag::Vbg {
            simple_before(stretch, link).filter(|np| stretch.tag(np.end - 1).is_noun())
        } else if stretch.word(link) == Word::And {
            simple_before(stretch, link).filter(|np| joins(stretch, np.start))
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

/// Whether what looks like a past at `at` only hangs on the noun before it: "People briefed on the matter |say".
pub(crate) fn is_reduced(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch.tag(at) == Tag::Vbd
        && at > 0
        && stretch.tag(at - 1) == Tag::Nns
        && is_link(stretch, at + 1)
        && from(stretch, at + 2)
            .is_some_and(|end| matches!(stretch.tag(end), Tag::Vbd | Tag::Vbp | Tag::Vb | Tag::Md))
}

/// Whether the phrase that begins at `start` may be joined by "and" to the next one, as a subject or as what hangs on
/// one: "Hale and …", "sailors from the north and …", but not "met Ruiz and …".
fn joins(stretch: &Stretch<'_>, start: usize) -> bool {
    let mut start = start;
    for _ in 0..4 {
        if start == 0 || opens_clause(stretch, start - 1) {
            return true;
        }
        let link = start - 1;
        match simple_before(stretch, link).filter(|_| is_link(stretch, link)) {
            Some(np) if stretch.tag(np.end - 1).is_noun() => start = np.start,
            _ => return false,
        }
    }
    false
}

/// Where the bracket opens that closes right before `end`: "Ted Cruz (R-Texas)".
fn opening_bracket(stretch: &Stretch<'_>, end: usize) -> Option<usize> {
    let closing = end.checked_sub(1)?;
    if stretch.tag(closing) != Tag::Bracket || !stretch.is(closing, ")") {
        return None;
    }
    (1..closing)
        .rev()
        .take(20)
        .find(|&at| stretch.is(at, "(") && !stretch.is(at - 1, ")"))
}

/// Whether a clause may begin right after the item at `at`.
pub(crate) fn opens_clause(stretch: &Stretch<'_>, at: usize) -> bool {
    matches!(
        stretch.tag(at),
        Tag::Comma | Tag::Colon | Tag::Stop | Tag::Quote | Tag::Cc | Tag::Bracket
    ) || matches!(
        stretch.word(at),
        Word::That | Word::Sub | Word::But | Word::And | Word::As
    ) || stretch.is_quote(at)
}

/// The end of the plain noun phrase that begins at `start`.
pub(crate) fn simple_from(stretch: &Stretch<'_>, start: usize) -> Option<usize> {
    if stretch.tag(start) == Tag::Prp {
        return Some(start + 1);
    }
    let mut at = start;
    let mut head = None;
    while at < stretch.len() && at - start < REACH {
        let tag = stretch.tag(at);
        let goes_on = match tag {
            Tag::Dt | Tag::PrpS => head.is_none() && stretch.word(at) != Word::That || at == start,
            Tag::Prp => false,
            Tag::Vbg | Tag::Vbn => {
                // "another leading lawyer"
                let opens = at > start && matches!(stretch.tag(at - 1), Tag::Dt | Tag::PrpS);
                (head.is_none() || opens)
                    && is_modifier(stretch.tag(at + 1))
                    && at + 1 < stretch.len()
            }
            // "the most recent debate"
            Tag::Rb => {
                let opens = at == start || matches!(stretch.tag(at - 1), Tag::Dt | Tag::PrpS);
                let noun = at > start && opens && stretch.tag(at + 1).is_noun();
                (head.is_none() || opens)
                    && (matches!(stretch.tag(at + 1), Tag::Jj | Tag::Cd | Tag::Vbn) || noun)
            }
            Tag::Pos => head.is_some(),
            Tag::Vb | Tag::Vbp => is_owned(stretch, at, start),
            _ if stretch.is_quote(at) => at > start && !stretch.closes_clause(at),
            _ => is_modifier(tag),
        };
        let dated = at > start && stretch.word(at - 1) == Word::Time && tag == Tag::Nnp;
        if !goes_on || dated {
            break;
        }
        if tag.is_noun() || matches!(tag, Tag::Cd | Tag::Dt | Tag::Jj | Tag::Vb | Tag::Vbp) {
            head = Some(at + 1);
        }
        if tag == Tag::Pos {
            head = head.or(Some(at + 1));
        }
        at += 1;
    }
    head
}

/// Whether a word that looks like a verb is what somebody has: "the owners' offer".
fn is_owned(stretch: &Stretch<'_>, at: usize, start: usize) -> bool {
    at > start && stretch.tag(at - 1) == Tag::Pos
}

/// The end of the noun phrase that begins at `start`, with the prepositional phrases that follow.
pub(crate) fn from(stretch: &Stretch<'_>, start: usize) -> Option<usize> {
    let mut end = simple_from(stretch, start)?;
    while end < stretch.len() && end - start < REACH {
        let next = if is_link(stretch, end) {
            simple_from(stretch, end + 1)
        } else if stretch.word(end) == Word::And && stretch.tag(end - 1).is_noun() {
            simple_from(stretch, end + 1).filter(|&after| !stretch.tag(after).is_finite())
        } else if (matches!(stretch.tag(end), Tag::Vbg | Tag::Vbn | Tag::Jj)
            || stretch.is(end, "close"))
            && (is_link(stretch, end + 1) || stretch.word(end + 1) == Word::As)
        {
            simple_from(stretch, end + 2)
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
pub(crate) fn whole_from(stretch: &Stretch<'_>, start: usize) -> Option<usize> {
    let end = from(stretch, start)?;
    let comma = stretch.tag(end) == Tag::Comma;
    let relative = stretch.word(end) == Word::Who;
    let apposed = comma
        && (matches!(stretch.word(end + 1), Word::Who)
            || matches!(stretch.tag(end + 1), Tag::Dt | Tag::Cd | Tag::PrpS)
            || stretch.tag(end + 1).is_noun() && stretch.word(end + 1) != Word::Time);
    if !relative && !apposed {
        return Some(end);
    }
    let mut at = end + 1;
    while at < stretch.len() && at - start < REACH {
        if matches!(stretch.tag(at), Tag::Comma | Tag::Stop | Tag::Colon) || stretch.is_quote(at) {
            return Some(at);
        }
        at += 1;
    }
    Some(if at >= stretch.len() { at } else { end })
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
pub(crate) fn is_floating(stretch: &Stretch<'_>, at: usize) -> bool {
    at > 0
        && matches!(stretch.word(at - 1), Word::Have | Word::Be)
        && ["all", "both", "each", "long"]
            .iter()
            .any(|word| stretch.is(at, word))
}

/// The verb group that ends with the verb at `head`: "has also said", "did not say".
pub(crate) fn group(stretch: &Stretch<'_>, head: usize) -> Group {
    let mut group = Group {
        start: head,
        ..Group::default()
    };
    let mut at = head;
    while at > 0 && head - at < 8 {
        let left = at - 1;
        match stretch.word(left) {
            Word::Be => (group.be, group.auxiliary) = (true, true),
            Word::Have | Word::Do => group.auxiliary = true,
            Word::Not => {}
            Word::To => {
                group.to = true;
                group.start = left;
                return group;
            }
            Word::Sub if left > 0 && matches!(stretch.word(left - 1), Word::Have | Word::Be) => {}
            // "who once said"
            Word::Sub
                if left > 0
                    && stretch.is(left, "once")
                    && (matches!(stretch.word(left - 1), Word::Who | Word::Which)
                        || stretch.tag(left - 1) == Tag::Comma && left + 1 == head
                        || stretch.tag(left - 1).is_noun()
                        || stretch.tag(left - 1) == Tag::Prp) => {}
            Word::Time if matches!(stretch.tag(left), Tag::Rb) => {}
            Word::Time | Word::Sub => break,
            _ if stretch.is(left, "ago") => {
                // "two weeks ago said"
                at = simple_before(stretch, left).map_or(left, |np| np.start);
                continue;
            }
            _ if stretch.tag(left) == Tag::Md => group.auxiliary = true,
            _ if stretch.tag(left) == Tag::Rb => {}
            _ if group.start == head && is_floating(stretch, left) => {}
            _ if stretch.tag(left) == Tag::Pos && stretch.tag(head) == Tag::Vbg => {
                (group.be, group.auxiliary) = (true, true);
            }
            _ => break,
        }
        at = left;
    }
    group.start = at;
    group
}
