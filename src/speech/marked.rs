//! A part of an article with its quotation marks and highlights as words: "Anna Berg, quote: We cannot run it, end quote."

use super::text::Text;
use crate::config::Marks;
use crate::model::Span;
use crate::words;
use crate::words::marks::{ascii, end, is_mark, opens};

impl Text<'_> {
    /// Whether something of a span is highlighted.
    pub(super) fn is_lit(&self, span: Span) -> bool {
        self.lit.over(span).next().is_some()
    }

    /// The words of a span as they are printed, with its highlights as words.
    pub(super) fn highlighted(&self, span: Span) -> String {
        let text = span.of(&self.article.text);
        let mut out = String::with_capacity(text.len() + 32);
        for (at, c) in text.char_indices() {
            self.light(span, span.start + at, &mut out);
            out.push(c);
        }
        self.light(span, span.end, &mut out);
        match self.marks {
            Marks::Ascii => ascii(&out),
            _ => out,
        }
    }

    /// "highlighted: " where a highlight begins, ", end of highlight" where one ends; a highlight of several paragraphs
    /// begins and ends in each.
    fn light(&self, span: Span, offset: usize, out: &mut String) {
        let (mut begins, mut ends) = (false, false);
        for (lit, ()) in self.lit.over(span) {
            ends |= offset == lit.end.min(span.end);
            begins |= offset == lit.start.max(span.start);
        }
        if ends {
            let rest = &self.article.text[offset..span.end];
            end(rest, "of highlight", out);
        }
        if begins {
            let new = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '?', '!']);
            out.push_str(if new {
                "Highlighted: "
            } else {
                "highlighted: "
            });
        }
    }

    /// The words of a span with its quotation marks as words.
    pub(super) fn spoken(&self, span: Span) -> String {
        let text = span.of(&self.article.text);
        let mut out = String::with_capacity(text.len() + 32);
        let mut before = None;
        let lit = self.is_lit(span);
        for (at, c) in text.char_indices() {
            if lit {
                self.light(span, span.start + at, &mut out);
            }
            let rest = &text[at + c.len_utf8()..];
            if !is_mark(c) {
                out.push(c);
            } else if opens(before, c, rest.chars().next()) {
                self.begin(span.start + at, &mut out);
            } else {
                end(rest, "quote", &mut out);
            }
            before = Some(c);
        }
        if lit {
            self.light(span, span.end, &mut out);
        }
        out
    }

    /// "Anna Berg, quote: ". The name is said first unless the sentence has just said it.
    fn begin(&self, offset: usize, out: &mut String) {
        let around = self.quotes.over(Span::new(offset, offset + 1));
        let starts = around.filter(|(part, _)| part.start == offset);
        let first = starts.map(|(_, index)| *index).min();
        let found = first.and_then(|index| Some((index, self.notes.quotes.get(index)?)));
        let new = out.trim_end().is_empty() || out.trim_end().ends_with(['.', '?', '!']);
        if let Some((index, quote)) = found {
            let article = self.article;
            let block = article.block_at(offset);
            let goes_on = quote.parts.first().is_some_and(|part| part.start != offset);
            if goes_on && article.block_at(quote.span().start) != block {
                out.push_str(if new {
                    "Quote continues: "
                } else {
                    "quote continues: "
                });
                return;
            }
            let told = quote.speaker().is_some_and(|speaker| {
                let mention = speaker.mention.start;
                mention < offset && article.block_at(mention) == block
            });
            if !goes_on
                && !told
                && let Some((name, true)) =
                    words::speaker(self.article, self.notes, index, self.unclear)
            {
                out.push_str(&name);
                out.push_str(", quote: ");
                return;
            }
        }
        out.push_str(match (new, out.trim_end().ends_with(':')) {
            (true, _) => "Quote: ",
            (false, true) => "quote, ",
            (false, false) => "quote: ",
        });
    }
}
