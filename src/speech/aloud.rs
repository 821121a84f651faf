//! A sentence as the system's voice says it.

use crate::layout::runs::Layer;
use crate::model::{Article, Notes, QuoteKind, Span};
use crate::words;

/// The words of a sentence for a voice: whoever is quoted is named where the quote begins, "Ana Ruiz: We won." `quotes` are the
/// parts of quotes, each with the number of its quote.
pub fn aloud(
    article: &Article,
    notes: &Notes,
    quotes: &Layer<usize>,
    sentence: Span,
    unclear: f32,
) -> String {
    let text = &article.text;
    let mut out = String::new();
    let mut from = sentence.start;
    let quotes = quotes.over(sentence);
    let mut begins: Vec<(usize, usize)> =
        quotes.map(|(part, index)| (part.start, *index)).collect();
    begins.sort_unstable();
    let mut last = None;
    for (at, index) in begins {
        let quote = notes.quotes.get(index);
        let direct = quote.is_some_and(|it| it.kind == QuoteKind::Direct);
        // One that goes on has been announced.
        if at < sentence.start || !direct || last == Some(index) {
            continue;
        }
        last = Some(index);
        if let Some((name, true)) = words::speaker(article, notes, index, unclear) {
            out.push_str(&text[from..at]);
            out.push_str(&name);
            out.push_str(": ");
            from = at;
        }
    }
    out.push_str(&text[from..sentence.end]);
    words::one_line(&out)
}

#[cfg(test)]
mod tests;
