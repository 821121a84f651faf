//! Quotation marks to regions: which bytes stand between an opening and a closing mark.
//!
//! Knows straight and curly marks, single ones, guillemets, low quotes, corner brackets and the typewriter's
//! `` and ''; tells apostrophes from single quotes; nests; carries an open quotation into the next
//! block when that opens with the same mark. One pass, so linear however many marks there are.

mod signs;

use std::ops::Range;

use crate::model::Span;
use signs::{Family, Mark, Shape, marks, next_closers, single_closers};

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
    scan.regions
}

#[derive(Default)]
struct Scan {
    regions: Vec<Region>,
    open: Vec<Open>,
    /// The family that the block before left open.
    carried: Option<Family>,
}

impl Scan {
    fn block(&mut self, words: &str, base: usize) {
        let marks = marks(words, base);
        let single_closes = single_closers(&marks);
        let next_closes = next_closers(&marks);
        let first_at = base + words.len() - words.trim_start().len();
        for (index, mark) in marks.iter().enumerate() {
            let first = mark.at == first_at;
            let glued = self.glued(mark, next_closes[index]);
            let role = glued.unwrap_or_else(|| self.role(mark, single_closes[index], first));
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
        self.end_block(base + words.trim_end().len());
    }

    fn role(&self, mark: &Mark, single_closes_later: bool, first: bool) -> Role {
        let open = self
            .open
            .iter()
            .rposition(|open| open.family == mark.family);
        let (opens, closes) = (mark.can_open(), mark.can_close());
        if mark.family == Family::Single {
            return match open {
                Some(_) if closes && !(mark.may_be_possessive() && single_closes_later) => {
                    Role::Closes
                }
                None if opens && single_closes_later && !mark.elides() => Role::Opens,
                None if opens && first && mark.shape == Shape::Opening => Role::Opens,
                _ => Role::Nothing,
            };
        }
        // What the block before left open ends here: its mark was not set again.
        let carried = open.is_none() && !first && self.carried == Some(mark.family);
        if carried && closes && !opens {
            return Role::ClosesCarried;
        }
        let opened_low = open.is_some_and(|at| self.open[at].shape == Shape::Low);
        match (mark.shape, open) {
            (Shape::Low, _) | (Shape::Opening, None) => Role::Opens,
            (Shape::Opening, Some(_)) if opened_low || (closes && !opens) => Role::Closes,
            (Shape::Opening, Some(_)) => Role::Opens,
            (Shape::Closing, Some(_)) => Role::Closes,
            (Shape::Closing, None) if opens && !closes => Role::Opens,
            (Shape::Closing, None) => Role::Nothing,
            (Shape::Either, Some(_)) if opens && !closes => Role::ClosesAndOpens,
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
            let region = &mut self.regions[open.region];
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
        let end = base + words[..at - base].trim_end().len();
        for open in self.open.drain(..) {
            let region = &mut self.regions[open.region];
            region.inner.end = end.max(region.inner.start);
            region.span.end = region.inner.end;
        }
    }

    fn end_block(&mut self, end: usize) {
        self.carried = self.open.first().map(|open| open.family);
        for open in self.open.drain(..) {
            let region = &mut self.regions[open.region];
            region.inner.end = end.max(region.inner.start);
            region.span.end = region.inner.end;
        }
    }
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
