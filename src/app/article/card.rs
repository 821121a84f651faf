//! The card of the chosen quote: who, how sure, the words, why, and what can be done now.

use crate::app::article::reader::ReaderPane;
use crate::command::table::Command;
use crate::config::Settings;
use crate::layout;
use crate::model::{QuoteKind, Span};
use crate::words;

/// What the card says; the view only places it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// The speaker, or "Unclear".
    pub name: String,
    /// Who that is, as the article says; may be empty.
    pub role: String,
    /// "direct · sure 97 %".
    pub facts: String,
    /// The words of the quote on one line.
    pub words: String,
    /// The lines of `words`.
    pub lines: Vec<Span>,
    /// Whose it is and why.
    pub why: String,
    /// The lines of `why`.
    pub why_lines: Vec<Span>,
    /// The reader's notes on it; may be empty.
    pub note: String,
    /// Keys that make sense now, and what they do.
    pub acts: Vec<(Command, String)>,
    /// An empty row above the name, where there is room.
    pub airy: bool,
}

/// Lines of words on a card that is not opened wide.
const LINES: usize = 2;
/// A pane that is lower than this has no card.
const LEAST: u16 = 14;

impl Card {
    /// The card of the chosen quote; none when none is chosen.
    pub fn of(reader: &ReaderPane, settings: &Settings) -> Option<Self> {
        let index = reader.quote()?;
        let quote = reader.notes.quotes.get(index)?;
        let (article, notes) = (&reader.article, &reader.notes);
        let role = notes.role(quote).unwrap_or_default();
        let (name, role) = match reader.speaker(index, settings) {
            Some((name, true)) => (name.into_owned(), role),
            Some((name, false)) => (format!("{name}?"), role),
            None => ("Unclear".to_owned(), ""),
        };
        let facts = words::facts(article, notes, quote, settings.unclear);
        let words = words::quoted(article, quote);
        let all = layout::wrap_words(&words, reader.column.width, usize::MAX);
        let cut = all.len() > LINES && !reader.whole_card;
        let most = usize::from(reader.height / 2).max(LINES);
        let lines = if cut { LINES } else { most };
        let mut acts = vec![(Command::CopyQuote, "copy".to_owned())];
        let same = reader.same.get(index).copied().unwrap_or_default();
        if same > 1 {
            acts.push((Command::SaidBy, format!("all {same} by them")));
            acts.push((Command::NextSame, "next by them".to_owned()));
        }
        if cut {
            acts.push((Command::Open, "all words".to_owned()));
        }
        acts.push((Command::Note, "note".to_owned()));
        acts.push((Command::Correct, "correct".to_owned()));
        acts.push((Command::Back, "close".to_owned()));
        let why = words::why(article, notes, quote);
        // On a low screen the text needs the row more.
        let most = if reader.height >= 18 { LINES } else { 1 };
        Some(Card {
            kind: quote.kind,
            name,
            role: role.to_owned(),
            facts,
            lines: layout::wrap_words(&words, reader.column.width, lines),
            words,
            why_lines: layout::wrap_words(&why, reader.column.width, most),
            why,
            note: reader.noted_words(quote.span()),
            acts,
            airy: reader.height >= 18,
        })
    }

    /// Rows of the card: air, name, words, why, note, keys.
    pub fn rows(&self) -> u16 {
        let note = usize::from(!self.note.is_empty());
        let lines = self.lines.len() + self.why_lines.len();
        u16::try_from(lines + 2 + note + usize::from(self.airy)).unwrap_or(u16::MAX)
    }
}

/// Rows that the card takes from the reader pane; 0 when there is none or no room for it.
pub fn height(reader: &ReaderPane, settings: &Settings) -> u16 {
    if reader.quote().is_none() || reader.height < LEAST {
        return 0;
    }
    Card::of(reader, settings).map_or(0, |card| card.rows())
}
