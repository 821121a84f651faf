//! Quotation marks to regions: which bytes stand between an opening and a closing mark.
//!
//! Knows straight and curly marks, single ones, guillemets, low quotes, corner brackets and the typewriter's
//! `` and ''; tells apostrophes from single quotes; nests; carries an open quotation into the next
//! block when that opens with the same mark. One pass, so linear however many marks there are.

mod signs;

use std::ops::Range;

use crate::model::Span;
use signs::{Family, Mark, Shape, marks, nested, nested_singles, next_closers, single_closers};

/// Deeper nesting than this is not followed.
const DEEPEST: usize = 6;

/// Words between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// How many other regions it stands in.
    pub depth: u8,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// Whether it goes on with what the block before left open.
    pub continues: bool,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    /// Its place in the regions.
    region: usize,
    family: Family,
    shape: Shape,
}

/// The regions of a text, by start; those within others after them. `blocks` are byte ranges in order.
pub(crate) fn regions(text: &str, blocks: impl IntoIterator<Item = Range<usize>>) -> Vec<Region> {
    let mut scan = Scan::default();
    for block in blocks {
        if let Some(words) = text.get(block.clone()) {
            scan.block(words, block.start);
        }
    }
    scan.end_forgotten();
    scan.regions
}

#[derive(Default)]
struct Scan {
    regions: Vec<Region>,
    open: Vec<Open>,
    /// The family that the block before left open.
    carried: Option<Family>,
    /// A region that the block before left open, and where it ends unless this block goes on with it.
    forgotten: Option<(usize, usize)>,
}

impl Scan {
    fn block(&mut self, words: &str, base: usize) {
        let marks = marks(words, base);
        let single_closes = single_closers(&marks);
        let next_closes = next_closers(&marks);
        let nested = nested(&marks);
        let singles = nested_singles(&marks);
        let goes_on = (marks.iter().find(|mark| mark.family == Family::Double))
            .is_some_and(|mark| mark.at == base || !mark.can_open());
        if !goes_on {
            self.end_forgotten();
        }
        self.forgotten = None;
        let first_at = base + words.len() - words.trim_start().len();
        for (index, mark) in marks.iter().enumerate() {
            let first = mark.at == first_at;
            let glued = self.glued(mark, next_closes.get(index) == Some(&true));
            let later = Later {
                single_closes: single_closes.get(index) == Some(&true),
                nested: nested.get(index) == Some(&true) || singles.get(index) == Some(&true),
            };
            let role = glued.unwrap_or_else(|| self.role(mark, later, first));
            match role {
                Role::Opens => self.open(mark, first),
                Role::ClosesCarried => {
                    self.carry(first_at, mark.family);
                    self.close(mark);
                }
                Role::Closes => self.close(mark),
                Role::ClosesAndOpens => {
                    self.give_up(mark.at, words, base);
                    self.open(mark, first);
                }
                Role::Nothing => {}
            }
            if first || mark.family != Family::Single {
                self.carried = None;
            }
        }
        let left = self
            .open
            .first()
            .filter(|open| open.family == Family::Double);
        self.forgotten = left.and_then(|open| {
            let start = self.regions.get(open.region)?.inner.start;
            Some((
                open.region,
                start + attribution(words.get(start - base..)?)?,
            ))
        });
        self.end_block(base + words.trim_end().len());
    }

    fn role(&self, mark: &Mark, later: Later, first: bool) -> Role {
        let open = self
            .open
            .iter()
            .rposition(|open| open.family == mark.family);
        let (opens, closes) = (mark.can_open(), mark.can_close());
        if mark.family == Family::Single {
            return match open {
                Some(_) if opens && !closes && later.nested => Role::Opens,
                None if opens && later.nested => Role::Opens,
                Some(_) if closes && !(mark.may_be_possessive() && later.single_closes) => {
                    Role::Closes
                }
                None if opens && later.single_closes && !mark.elides() => Role::Opens,
                None if opens && first && mark.shape == Shape::Opening => Role::Opens,
                _ => Role::Nothing,
            };
        }
        // What the block before left open ends here: its mark was not set again.
        let carried = open.is_none() && !first && self.carried == Some(mark.family);
        if carried && closes && !opens {
            return Role::ClosesCarried;
        }
        let opened_low =
            (open.and_then(|at| self.open.get(at))).is_some_and(|open| open.shape == Shape::Low);
        match (mark.shape, open) {
            (Shape::Low, _) | (Shape::Opening, None) => Role::Opens,
            (Shape::Opening, Some(_)) if opened_low || (closes && !opens) => Role::Closes,
            (Shape::Opening, Some(_)) => Role::Opens,
            (Shape::Closing, Some(_)) => Role::Closes,
            (Shape::Closing, None) if opens && !closes => Role::Opens,
            (Shape::Closing, None) => Role::Nothing,
            (Shape::Either, Some(_)) if opens && !closes && later.nested => Role::Opens,
            (Shape::Either, Some(_)) if opens && !closes => Role::ClosesAndOpens,
            // `a 6" pipe," he said`
            (Shape::Either, Some(_)) if mark.measures() && later.nested => Role::Nothing,
            (Shape::Either, Some(_)) => Role::Closes,
            (Shape::Either, None) if closes && !opens && mark.measures() => Role::Nothing,
            (Shape::Either, None) if opens || !closes => Role::Opens,
            (Shape::Either, None) => Role::Nothing,
        }
    }

    /// The role of a straight mark whose space is missing or on the wrong side: `said," We` opens, `new,"Ruiz said` closes.
    fn glued(&self, mark: &Mark, next_closes: bool) -> Option<Role> {
        let open = self.open.iter().any(|open| open.family == mark.family);
        let upper = mark.after.is_some_and(char::is_uppercase);
        match mark.shape {
            Shape::Either if mark.family != Family::Double => None,
            Shape::Either if open && !next_closes && upper => {
                matches!(mark.before, Some(',' | '!' | '?')).then_some(Role::Closes)
            }
            Shape::Either if !open && next_closes && mark.before == Some(',') => {
                (mark.after == Some(' ')).then_some(Role::Opens)
            }
            _ => None,
        }
    }

    fn open(&mut self, mark: &Mark, first: bool) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let end = mark.at + mark.len;
        self.open.push(Open {
            region: self.regions.len(),
            family: mark.family,
            shape: mark.shape,
        });
        self.regions.push(Region {
            span: Span::new(mark.at, end),
            inner: Span::new(end, end),
            depth: (self.open.len() - 1) as u8,
            closed: false,
            continues: first && self.carried == Some(mark.family),
        });
    }

    /// Opens what the block before left open, at the beginning of this one.
    fn carry(&mut self, at: usize, family: Family) {
        self.open.push(Open {
            region: self.regions.len(),
            family,
            shape: Shape::Either,
        });
        self.regions.push(Region {
            span: Span::new(at, at),
            inner: Span::new(at, at),
            depth: (self.open.len() - 1) as u8,
            closed: false,
            continues: true,
        });
    }

    fn close(&mut self, mark: &Mark) {
        let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.family == mark.family)
        else {
            return;
        };
        // What was opened inside and never closed ends here too.
        for open in self.open.drain(at..) {
            let Some(region) = self.regions.get_mut(open.region) else {
                continue;
            };
            region.inner.end = mark.at;
            region.span.end = mark.at;
            if open.family == mark.family {
                region.span.end = mark.at + mark.len;
                region.closed = true;
            }
        }
    }

    /// A mark opens although the same kind is open: the closing mark was forgotten.
    fn give_up(&mut self, at: usize, words: &str, base: usize) {
        let end = base + Span::new(0, at - base).of(words).trim_end().len();
        for open in self.open.drain(..) {
            let Some(region) = self.regions.get_mut(open.region) else {
                continue;
            };
            let inner = words.get(region.inner.start - base..end - base);
            let said = inner.and_then(attribution);
            region.inner.end = said.map_or(end, |said| region.inner.start + said);
            region.inner.end = region.inner.end.max(region.inner.start);
            region.span.end = region.inner.end;
        }
    }

    /// Ends the region whose closing mark was forgotten before the words that say whose it is.
    fn end_forgotten(&mut self) {
        if let Some((region, end)) = self.forgotten.take()
            && let Some(region) = self.regions.get_mut(region)
        {
            self.carried = None;
            region.inner.end = end;
            region.span.end = end;
        }
    }

    fn end_block(&mut self, end: usize) {
        self.carried = self.open.first().map(|open| open.family);
        for open in self.open.drain(..) {
            let Some(region) = self.regions.get_mut(open.region) else {
                continue;
            };
            region.inner.end = end.max(region.inner.start);
            region.span.end = region.inner.end;
        }
    }
}

/// Where in words after an opening mark the attribution stands if the closing mark was forgotten: "We won, |Ruiz said."
fn attribution(inner: &str) -> Option<usize> {
    const VERBS: [&str; 7] = ["added", "asked", "says", "said", "told", "writes", "wrote"];
    /// The attribution begins within so many bytes.
    const FAR: usize = 300;
    let stops = inner.char_indices().take_while(|(at, _)| *at < FAR);
    let mut stops = stops.filter(|(_, c)| matches!(c, ',' | '!' | '?'));
    stops.find_map(|(at, _)| {
        let rest = inner.get(at + 1..)?;
        let mut words = rest.split_whitespace().take(4);
        let is_verb = |word: &str| VERBS.contains(&word.trim_end_matches(['.', ',', ':']));
        let named =
            |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "he" | "she");
        let mut subject = 0;
        let verb = loop {
            match words.next() {
                Some(word) if is_verb(word) => break true,
                Some(word) if named(word) => subject += 1,
                _ => break false,
            }
        };
        // "said Ruiz", "Ruiz said."
        let ends = words.next().is_none_or(named) || rest.trim_end().ends_with(['.', '!']);
        (verb && rest.starts_with(' ') && (subject > 0 || ends)).then_some(at + 1)
    })
}

/// What the marks behind a mark say of it.
#[derive(Clone, Copy)]
struct Later {
    /// A single mark that must close comes before one that must open.
    single_closes: bool,
    /// It opens, or measures, inside a quotation of the same marks that is closed behind it.
    nested: bool,
}

enum Role {
    Opens,
    Closes,
    ClosesAndOpens,
    ClosesCarried,
    Nothing,
}

#[cfg(test)]
mod tests;
