//! Quotation marks to regions: which bytes stand between an opening and a closing mark.
//!
//! Knows straight and curly marks, single ones, guillemets, low quotes, corner brackets and the typewriter's
//! `` and ''; tells apostrophes from single quotes; nests; carries an open quotation into the next
//! block when that opens with the same mark. One pass, so linear however many marks there are.

use std::ops::Range;

use crate::model::Span;

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

/// The families of marks; a quotation is closed by the family that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// `"` and its curly, low and typewriter forms.
    Double,
    /// `'` and its forms.
    Single,
    /// « and », either way round.
    Guillemet,
    /// ‹ and ›, either way round.
    Angle,
    /// 「 and 」.
    Corner,
    /// 『 and 』.
    WhiteCorner,
}

/// What the shape of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// “, ‘, „: opens, unless it closes what „ or ‚ opened.
    Opening,
    /// ”, ’: closes, unless nothing is open.
    Closing,
    /// `"`, `'`, », «: either.
    Either,
    /// „, ‚, 「: only opens.
    Low,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    shape: Shape,
    /// The characters on either side.
    before: Option<char>,
    after: Option<char>,
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

impl Mark {
    /// By its neighbours: nothing or an opening sign before it, a word after it.
    fn can_open(&self) -> bool {
        let leads = self.before.is_none_or(|c| {
            c.is_whitespace() || "([{—–-/“‘\"'«‹„‚:;,…>|¿¡*_".contains(c) || is_cjk(c)
        });
        leads
            && self
                .after
                .is_some_and(|c| !c.is_whitespace() && !")]},;".contains(c))
    }

    /// By its neighbours: a word or a stop before it, none after it.
    fn can_close(&self) -> bool {
        let trails = self.after.is_none_or(|c| !c.is_alphanumeric() || is_cjk(c));
        trails
            && self
                .before
                .is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
    }

    /// `dogs' tails`: an s before a single mark, and a space after it.
    fn may_be_possessive(&self) -> bool {
        matches!(self.before, Some('s' | 'S' | 'z' | 'x')) && self.after.is_some_and(|c| c == ' ')
    }

    /// `5'` and `6"`: feet and inches, minutes and seconds.
    fn measures(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
    }

    /// A single mark before a digit is a year or a decade: '90s, ’68.
    fn elides(&self) -> bool {
        self.after.is_some_and(|c| c.is_ascii_digit()) || self.shape == Shape::Closing
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

/// For each mark, whether a single mark that must close follows it before one that must open.
fn single_closers(marks: &[Mark]) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut closes = false;
    for (index, mark) in marks.iter().enumerate().rev() {
        later[index] = closes;
        if mark.family == Family::Single {
            let (can_open, can_close) = (mark.can_open(), mark.can_close());
            if can_close && !can_open {
                closes = true;
            } else if can_open && !can_close && !mark.elides() {
                closes = false;
            }
        }
    }
    later
}

/// For each mark, whether the next of its family can only close.
fn next_closers(marks: &[Mark]) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut closes = false;
    for (index, mark) in marks.iter().enumerate().rev() {
        later[index] = closes;
        if mark.family == Family::Double {
            closes = mark.can_close() && !mark.can_open();
        }
    }
    later
}

/// The marks of a block, in order; apostrophes inside words are left out.
fn marks(words: &str, base: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let bytes = words.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Most bytes begin no mark: a look at one byte tells.
        if !begins_mark(bytes[at]) {
            at += 1;
            continue;
        }
        let mut rest = words[at..].chars();
        let Some(c) = rest.next() else { break };
        let mut len = c.len_utf8();
        if let Some((family, shape, doubled)) = kind(c, rest.next()) {
            len += if doubled { c.len_utf8() } else { 0 };
            let before = words[..at].chars().next_back();
            let after = words[at + len..].chars().next();
            let single = family == Family::Single;
            let inside_word = before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(char::is_alphanumeric)
                || words[..at].ends_with(" 'n")
                || words[..at].ends_with(" ’n");
            if !single || !inside_word && !elision(&words[at + len..]) {
                marks.push(Mark {
                    at: base + at,
                    len,
                    family,
                    shape,
                    before,
                    after,
                });
            }
        }
        at += len;
    }
    marks
}

/// Whether a quotation mark may begin with this byte: an ASCII mark, or the lead byte of the others.
const fn begins_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3 | 0xef)
}

/// The family and shape of a character, and whether it is written twice for one mark.
fn kind(c: char, next: Option<char>) -> Option<(Family, Shape, bool)> {
    let kind = match c {
        '\'' if next == Some('\'') => (Family::Double, Shape::Closing, true),
        '`' if next == Some('`') => (Family::Double, Shape::Opening, true),
        '"' | '＂' | '″' => (Family::Double, Shape::Either, false),
        '“' | '‟' | '〝' => (Family::Double, Shape::Opening, false),
        '”' | '〞' => (Family::Double, Shape::Closing, false),
        '„' => (Family::Double, Shape::Low, false),
        '\'' | '＇' => (Family::Single, Shape::Either, false),
        '‘' | '‛' | '`' => (Family::Single, Shape::Opening, false),
        '’' | '´' => (Family::Single, Shape::Closing, false),
        '‚' => (Family::Single, Shape::Low, false),
        '«' | '»' => (Family::Guillemet, Shape::Either, false),
        '‹' | '›' => (Family::Angle, Shape::Either, false),
        '「' => (Family::Corner, Shape::Low, false),
        '」' => (Family::Corner, Shape::Closing, false),
        '『' => (Family::WhiteCorner, Shape::Low, false),
        '』' => (Family::WhiteCorner, Shape::Closing, false),
        _ => return None,
    };
    Some(kind)
}

/// Whether the letters after a single mark are a word that is written with one: 'em, 'tis, rock 'n' roll.
fn elision(after: &str) -> bool {
    let end = after
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(after.len());
    end > 0
        && end <= 5
        && [
            "em", "til", "tis", "twas", "twere", "n", "cause", "bout", "round", "cuz",
        ]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(&after[..end]))
}

#[cfg(test)]
mod tests;
