//! Dialogue as stories have it: two people take turns, and most turns do not say whose they are.
//!
//! News gives quotations that follow each other to one speaker; a story gives them to two. Only a text that is
//! lively enough counts as a story, so that nothing here touches news.

use super::marks::Region;
use super::rule::Rule;
use super::said::{Mention, Said};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{EntityKind, QuoteKind, Span};

/// A story has at least so many quotations …
const FEWEST: usize = 8;

/// … or so many where most of its paragraphs begin with one.
const BRIEF: usize = 5;

/// More quotations than this in a block are more than one person's.
const CROWDED: usize = 4;

/// The turns of a short talk have fewer bytes than this, on average …
const TURN: usize = 60;

/// … and so many stand in paragraphs of their own.
const LONE: usize = 2;

/// How many turns back the other one of two speakers is sought.
const TURNS_BACK: usize = 6;

/// Whether a text reads like a story: many questions and cries, and quotation upon quotation without a word between.
pub(super) fn is_story(layer: &Layer<'_>, regions: &[Region]) -> bool {
    let text = layer.text;
    let outer: Vec<&Region> = regions.iter().filter(|region| region.depth == 0).collect();
    let cries = outer
        .iter()
        .filter(|region| {
            region
                .inner
                .of(text)
                .trim_end()
                .ends_with(['?', '!', '—', '-'])
        })
        .count();
    let meet = |(one, next): &(&&Region, &&Region)| {
        let gap = Span::new(one.span.end, next.span.start).of(text);
        one.closed && one.span.end < next.span.start && gap.trim().is_empty()
    };
    let pairs = outer.iter().zip(outer.iter().skip(1)).filter(meet);
    let (mut beside, mut below) = (0, 0);
    for (one, next) in pairs {
        let gap = Span::new(one.span.end, next.span.start).of(text);
        *(if gap.contains('\n') {
            &mut below
        } else {
            &mut beside
        }) += 1;
    }
    let all = outer.len();
    // Few, but most paragraphs begin with one.
    let opens = (layer.blocks.iter())
        .filter(|block| layer.tag(block.start) == Some(Tag::Quote))
        .count();
    // Short turns, and some of them paragraphs of their own.
    let lone = outer.iter().filter(|region| {
        let at = layer
            .blocks
            .partition_point(|block| layer.span(block).end < region.span.end);
        let block = layer.blocks.get(at).map(|block| layer.span(block));
        block == Some(region.span)
    });
    let bytes: usize = outer.iter().map(|region| region.inner.len()).sum();
    if all > BRIEF
        && opens * 3 >= layer.blocks.len() * 2
        && bytes < all * TURN
        && lone.count() >= LONE
    {
        return true;
    }
    if (BRIEF..FEWEST).contains(&all) {
        return cries * 4 >= all && opens * 3 >= layer.blocks.len() * 2 && opens > 2;
    }
    all >= FEWEST
        && (cries * 10 >= all && beside >= 3 && beside * 10 >= all
            || cries * 5 >= all && (beside + below) * 5 >= all)
}

/// Whether many turns share a block: the text has lost its paragraphs, and words after an attribution may be anybody's.
pub(super) fn is_flat(layer: &Layer<'_>, regions: &[Region]) -> bool {
    regions.len() > layer.blocks.len() * CROWDED
}

/// Parts quotations where the turn changes, and gives each turn that names nobody to whom it falls.
pub(super) fn take_turns(layer: &Layer<'_>, all: Vec<Said>) -> Vec<Said> {
    let mut turns: Vec<Said> = all
        .into_iter()
        .flat_map(|said| parted(layer.text, said))
        .collect();
    for at in 1..turns.len() {
        if let Some([before, turn]) = turns.get_mut(at - 1..=at) {
            turn.reply = replies(layer, before, turn);
        }
    }
    // What a turn was given because it stands after another is worth nothing where it answers that one.
    let open: Vec<bool> = turns
        .iter()
        .map(|turn| turn.kind == QuoteKind::Direct && !is_own(turn))
        .collect();
    for (turn, _) in turns
        .iter_mut()
        .zip(&open)
        .filter(|(turn, open)| **open && turn.reply)
    {
        turn.mention = None;
    }
    let fill = |turns: &mut Vec<Said>, at: usize, find: &dyn Fn(&[Said]) -> Option<Mention>| {
        let bare = turns.get(at).is_some_and(|turn| turn.mention.is_none());
        if bare && open.get(at) == Some(&true) {
            let found = find(turns);
            if let Some(turn) = turns.get_mut(at) {
                turn.mention = found;
            }
        }
    };
    for at in 1..turns.len() {
        fill(&mut turns, at, &|turns| {
            before_last(turns, at).or_else(|| addressed(layer, turns, at))
        });
    }
    for at in (0..turns.len()).rev() {
        let next = after_next(&turns, at);
        if let Some(turn) = turns.get_mut(at)
            && open.get(at) == Some(&true)
            && !turn.reply
        {
            turn.mention = next.or_else(|| turn.mention.take());
        }
        fill(&mut turns, at, &|turns| after_next(turns, at));
    }
    for at in 1..turns.len() {
        fill(&mut turns, at, &|turns| {
            before_last(turns, at).or_else(|| other(turns, at))
        });
    }
    turns
}

/// Whether the words around a turn say whose it is.
fn is_own(said: &Said) -> bool {
    said.cue.is_some() || said.rule == Rule::Fragment && said.mention.is_some()
}

/// A quotation parted where one mark closes and another opens without a word between: the next turn.
fn parted(text: &str, said: Said) -> Vec<Said> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut end = None;
    for &part in &said.parts {
        let meets = end.is_some_and(|end| Span::new(end, part.start).of(text).trim().is_empty());
        match groups.last_mut().filter(|_| !meets) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
        end = Some(part.end);
    }
    if said.kind != QuoteKind::Direct || groups.len() < 2 {
        return vec![said];
    }
    let cue = said.cue.map_or(0, |cue| cue.start);
    // The cue stands inside or right before its own group, or behind the last one before it.
    let own = groups
        .iter()
        .rposition(|group| group.first().is_some_and(|part| part.start < cue))
        .unwrap_or(0);
    let turn = |(at, parts): (usize, Vec<Span>)| {
        let mine = at == own;
        Said {
            parts,
            cue: said.cue.filter(|_| mine),
            mention: said.mention.clone().filter(|_| mine),
            rule: if mine { said.rule } else { Rule::Carried },
            ..said.clone()
        }
    };
    groups.into_iter().enumerate().map(turn).collect()
}

/// Whether `next` answers `turn`: nothing stands between them, or a new block begins with it.
fn replies(layer: &Layer<'_>, turn: &Said, next: &Said) -> bool {
    let (Some(last), Some(first)) = (turn.parts.last(), next.parts.first()) else {
        return false;
    };
    if turn.kind != QuoteKind::Direct || next.kind != QuoteKind::Direct {
        return false;
    }
    let gap = Span::new(last.end.min(first.start), first.start).of(layer.text);
    let begins = layer
        .blocks
        .get(next.block)
        .is_some_and(|block| layer.span(block).start == first.start);
    gap.trim().is_empty() || begins && next.block == turn.block + 1
}

/// Whoever had the turn before the last, where the last answers it.
fn before_last(turns: &[Said], at: usize) -> Option<Mention> {
    let [before, last, this] = turns.get(at.checked_sub(2)?..=at)? else {
        return None;
    };
    before.mention.clone().filter(|_| last.reply && this.reply)
}

/// Whoever has the turn after the next, where each answers the one before.
fn after_next(turns: &[Said], at: usize) -> Option<Mention> {
    let [next, again] = turns.get(at + 1..at + 3)? else {
        return None;
    };
    again.mention.clone().filter(|_| next.reply && again.reply)
}

/// The latest speaker who is somebody else than the one before, and is called by more than a pronoun.
fn other(turns: &[Said], at: usize) -> Option<Mention> {
    if !turns.get(at)?.reply {
        return None;
    }
    let last = at.checked_sub(1)?;
    let before = turns.get(last)?.mention.as_ref()?;
    (turns.get(at.saturating_sub(TURNS_BACK)..last)?)
        .iter()
        .rev()
        .filter_map(|turn| turn.mention.as_ref())
        .find(|other| other.span != before.span && other.tokens.len() > 1)
        .cloned()
}

/// The person whom the turn before `at` calls by name: "Come in, Ana." Whoever answers is that person.
fn addressed(layer: &Layer<'_>, turns: &[Said], at: usize) -> Option<Mention> {
    let turn = turns.get(at.checked_sub(1)?)?;
    if !turns.get(at)?.reply {
        return None;
    };
    let part = turn.parts.last()?;
    let first = layer
        .names
        .partition_point(|name| layer.span(&name.tokens).start < part.start);
    let inside = |name: &&Name| layer.span(&name.tokens).end <= part.end;
    let called = |name: &&Name| {
        let apart = |at: usize| {
            layer
                .tokens
                .get(at)
                .is_some_and(|token| matches!(token.tag, Tag::Comma | Tag::Stop | Tag::Quote))
        };
        name.kind == EntityKind::Person
            && name.tokens.start.checked_sub(1).is_some_and(apart)
            && apart(name.tokens.end)
    };
    let name = (layer.names.get(first..)?)
        .iter()
        .take_while(inside)
        .filter(called)
        .last()?;
    Some(Mention {
        span: layer.span(&name.tokens),
        tokens: name.tokens.clone(),
    })
}
