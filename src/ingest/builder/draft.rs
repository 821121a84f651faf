//! A block while it is written: white space is folded as it comes, marks are opened and closed.

use super::plain::clean_start;
use crate::ingest::fold;
use crate::model::{BlockKind, Mark, MarkKind, Span, is_unsafe};

/// A block while it is written; offsets count from its own first byte.
#[derive(Debug)]
pub struct Draft {
    /// What it will be.
    pub kind: BlockKind,
    /// How many lists and quotes it stands in.
    pub depth: u8,
    /// Its words so far.
    pub text: String,
    /// Marks that are closed.
    pub marks: Vec<Mark>,
    /// Marks opened and not closed: what, and where it began.
    pub open: Vec<(MarkKind, usize)>,
    /// A fold of white space waits to be written before the next word.
    space: bool,
    /// A line of the source ends in it.
    broken: bool,
}

impl Draft {
    /// An empty one.
    pub const fn new(kind: BlockKind, depth: u8) -> Self {
        Self {
            kind,
            depth,
            text: String::new(),
            marks: Vec::new(),
            open: Vec::new(),
            space: false,
            broken: false,
        }
    }

    /// Adds words, white space folded but in code.
    pub fn words(&mut self, words: &str) {
        if matches!(self.kind, BlockKind::Code) {
            return self.code(words);
        }
        self.text.reserve(words.len());
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            let clean = clean_start(rest);
            if clean > 0 {
                self.fold(c);
                self.text.push_str(&rest[..clean]);
                rest = &rest[clean..];
            } else {
                self.space |= c.is_whitespace();
                self.broken |= fold::is_break(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }

    fn code(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\n' | '\u{2028}' | '\u{2029}' => self.text.push('\n'),
                '\t' => self.text.push_str("    "),
                c if is_unsafe(c) && !c.is_whitespace() => {}
                '\r' => {}
                c if c.is_whitespace() => self.text.push(' '),
                c => {
                    self.fold(c);
                    self.text.push(c);
                }
            }
        }
    }

    /// Ends a line.
    pub fn line_break(&mut self) {
        self.trim_spaces();
        if !self.text.is_empty() && (!self.text.ends_with('\n') || self.kind == BlockKind::Code) {
            self.text.push('\n');
        }
        self.space = false;
        self.broken = false;
    }

    /// Begins a mark at the next word.
    pub fn open(&mut self, kind: MarkKind) {
        // What comes next decides whether a blank stands between.
        if !(self.broken && self.text.chars().next_back().is_some_and(fold::is_wide)) {
            self.fold(' ');
        }
        self.open.push((kind, self.text.len()));
    }

    /// Ends the mark that was opened last.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.pop() else {
            return;
        };
        let start = start.min(self.text.len());
        let words = &self.text[start..];
        let lead = words.len() - words.trim_start().len();
        let end = start + words.trim_end().len();
        let start = if end > start { start + lead } else { start };
        self.marks.push(Mark {
            span: Span::new(start, end.max(start)),
            kind,
        });
    }

    /// Writes what stands between two cells.
    pub fn cell_gap(&mut self) {
        self.trim_spaces();
        self.text.push_str(" | ");
        self.space = false;
        self.broken = false;
    }

    /// Writes what stands between two items of a list within a cell, where the words before do not part them.
    pub fn item_gap(&mut self) {
        let before = self.text.trim_end_matches(' ').chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || ")]}%°".contains(c)) {
            self.trim_spaces();
            self.text.push(';');
        }
        self.space = true;
    }

    /// Writes the blank that waits, before `next`.
    fn fold(&mut self, next: char) {
        let broken = std::mem::take(&mut self.broken);
        if std::mem::take(&mut self.space)
            && let Some(last) = self.text.chars().next_back()
            && !matches!(last, ' ' | '\n')
            && !(broken && fold::joins(last, next))
        {
            self.text.push(' ');
        }
    }

    /// Takes spaces off the end, and marks that began or ended among them back to it.
    fn trim_spaces(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        for (_, start) in &mut self.open {
            *start = kept.min(*start);
        }
        for mark in self
            .marks
            .iter_mut()
            .rev()
            .take_while(|mark| mark.span.end > kept)
        {
            mark.span = Span::new(mark.span.start.min(kept), kept);
        }
    }

    /// The text without white space at its ends; code keeps the indent of its first line.
    pub fn trimmed(&self) -> std::ops::Range<usize> {
        let end = self.text.trim_end().len();
        let words = &self.text[..end];
        let mut start = end - words.trim_start().len();
        if self.kind == BlockKind::Code {
            start = words[..start].rfind('\n').map_or(0, |at| at + 1);
        }
        start..end
    }
}
