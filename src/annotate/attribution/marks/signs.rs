//! The marks of a block: which character may open or close, by its shape and its neighbours.

/// The families of marks; a quotation is closed by the family that opened it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
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
pub(super) enum Shape {
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
pub(super) struct Mark {
    pub at: usize,
    pub len: usize,
    pub family: Family,
    pub shape: Shape,
    /// The characters on either side.
    pub before: Option<char>,
    pub after: Option<char>,
}

impl Mark {
    /// By its neighbours: nothing or an opening sign before it, a word after it.
    pub fn can_open(&self) -> bool {
        let leads = self.before.is_none_or(|c| {
            c.is_whitespace() || "([{—–-/“‘\"'«‹„‚:;,…>|¿¡*_".contains(c) || is_cjk(c)
        });
        leads
            && self
                .after
                .is_some_and(|c| !c.is_whitespace() && !")]},;".contains(c))
    }

    /// By its neighbours: a word or a stop before it, none after it.
    pub fn can_close(&self) -> bool {
        let trails = self.after.is_none_or(|c| !c.is_alphanumeric() || is_cjk(c));
        trails
            && self
                .before
                .is_some_and(|c| !c.is_whitespace() && !"([{".contains(c))
    }

    /// `dogs' tails`: an s before a single mark, and a space after it.
    pub fn may_be_possessive(&self) -> bool {
        matches!(self.before, Some('s' | 'S' | 'z' | 'x')) && self.after.is_some_and(|c| c == ' ')
    }

    /// `5'` and `6"`: feet and inches, minutes and seconds.
    pub fn measures(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
    }

    /// A single mark before a digit is a year or a decade: '90s, ’68.
    pub fn elides(&self) -> bool {
        self.after.is_some_and(|c| c.is_ascii_digit()) || self.shape == Shape::Closing
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

/// For each mark, whether a single mark that must close follows it before one that must open.
pub(super) fn single_closers(marks: &[Mark]) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut closes = false;
    for (mark, later) in marks.iter().zip(&mut later).rev() {
        *later = closes;
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
pub(super) fn next_closers(marks: &[Mark]) -> Vec<bool> {
    let mut later = vec![false; marks.len()];
    let mut closes = false;
    for (mark, later) in marks.iter().zip(&mut later).rev() {
        *later = closes;
        if mark.family == Family::Double {
            closes = mark.can_close() && !mark.can_open();
        }
    }
    later
}

/// For each mark, whether it is a straight one that opens, or measures something, inside a quotation that is closed
/// behind it: marks that can only open and marks that can only close pair like brackets.
pub(super) fn nested(marks: &[Mark]) -> Vec<bool> {
    let mut nested = vec![false; marks.len()];
    // For each open mark its place, and the place of the one around it.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let mut inside: Vec<(usize, usize)> = Vec::new();
    let mut closed = vec![false; marks.len()];
    for (index, mark) in marks.iter().enumerate() {
        if mark.family != Family::Double || mark.shape != Shape::Either {
            continue;
        }
        match (mark.can_open(), mark.can_close()) {
            (true, false) => open.push((index, open.last().map(|outer| outer.0))),
            // It may close nothing: `a 6" pipe`
            (false, true) if mark.measures() => {
                inside.extend(open.last().map(|outer| (index, outer.0)))
            }
            (false, true) => {
                if let Some((inner, outer)) = open.pop() {
                    if let Some(closed) = closed.get_mut(inner) {
                        *closed = true;
                    }
                    inside.extend(outer.map(|outer| (inner, outer)));
                }
            }
            _ => {}
        }
    }
    for (inner, outer) in inside {
        if let Some(nested) = nested.get_mut(inner) {
            *nested = closed.get(outer) == Some(&true);
        }
    }
    nested
}

/// For each mark, whether it is a single one that opens inside single ones, or around such: ‘She asked for ‘more time’ and
/// got it’. Both must be closed.
pub(super) fn nested_singles(marks: &[Mark]) -> Vec<bool> {
    let mut nested = vec![false; marks.len()];
    // For each open mark its place, and those that were opened and closed in it.
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        if mark.family != Family::Single {
            continue;
        }
        match (mark.can_open(), mark.can_close()) {
            (true, false) if !mark.elides() => open.push((index, Vec::new())),
            (false, true) if !mark.may_be_possessive() => {
                let Some((inner, inside)) = open.pop() else {
                    continue;
                };
                for at in inside.iter().chain((!inside.is_empty()).then_some(&inner)) {
                    if let Some(nested) = nested.get_mut(*at) {
                        *nested = true;
                    }
                }
                if let Some((_, inside)) = open.last_mut() {
                    inside.push(inner);
                }
            }
            _ => {}
        }
    }
    nested
}

/// The marks of a block, in order; apostrophes inside words are left out.
pub(super) fn marks(words: &str, base: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most bytes begin no mark: a look at one byte tells.
        if !begins_mark(byte) {
            at += 1;
            continue;
        }
        let Some((left, right)) = words.split_at_checked(at) else {
            break;
        };
        let mut rest = right.chars();
        let Some(c) = rest.next() else { break };
        let mut len = c.len_utf8();
        if let Some((family, shape, doubled)) = kind(c, rest.next()) {
            len += if doubled { c.len_utf8() } else { 0 };
            let behind = right.get(len..).unwrap_or_default();
            let before = left.chars().next_back();
            let after = behind.chars().next();
            let single = family == Family::Single;
            let inside_word = before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(char::is_alphanumeric)
                || left.ends_with(" 'n")
                || left.ends_with(" ’n");
            if !single || !inside_word && !elision(behind) {
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
        .any(|word| word.eq_ignore_ascii_case(after.get(..end).unwrap_or_default()))
}
