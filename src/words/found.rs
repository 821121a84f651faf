//! What was found in the library, a row each: the dim line under its words, and all of it for the ear.

use super::{bare_words, count, day, dotted, sentence, shelf, sureness, title};
use crate::model::{ArticleRow, Likeness, QuoteKind, Remark, Said};

/// A row that was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The dim line under the words.
    pub facts: String,
    /// All of the row for the ear.
    pub spoken: String,
}

/// A quotation on a sheet of that name; whoever goes by another, of several with one surname, is named.
pub fn said(said: &Said, sheet: &str, today: &str, unclear: f32) -> Told {
    let sure = sureness(said.certainty, unclear);
    let other = said.who.as_deref().filter(|who| *who != sheet);
    let named = other.map_or_else(String::new, |who| format!("{who}, "));
    let kind = match said.kind {
        QuoteKind::Direct => "",
        QuoteKind::Indirect => " Indirect.",
        QuoteKind::Mixed => " Mixed.",
    };
    let day = day::spoken(&day::of(said.at), today);
    let (source, words) = (source_of(said), sentence(bare_words(&said.words)));
    Told {
        facts: dotted(&[
            other.unwrap_or_default(),
            &said.source,
            said.kind.word(),
            &sure,
            &said.title,
        ]),
        spoken: format!("{day}, {named}{source}: {words}{kind}"),
    }
}

/// A quotation with the same words as another; `differs` tells how it does.
pub fn same(likeness: Likeness, said: &Said, differs: &str, today: &str) -> Told {
    let who = said.who.as_deref().unwrap_or("unclear who");
    let day = day::of(said.at);
    let (like, source) = (likeness_word(likeness), source_of(said));
    let (spoken, differs) = (day::spoken(&day, today), sentence(differs));
    Told {
        facts: dotted(&[&said.source, &day::short(&day, today), who, &said.title]),
        spoken: format!("{like}. {source}, {spoken}, {who}: {differs}"),
    }
}

/// How alike two quotations are, as a word.
pub const fn likeness_word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "Identical",
        Likeness::Shortened => "Shortened",
        Likeness::Longer => "Longer",
        Likeness::Altered => "Altered",
    }
}

/// Where it was said: the paper, else the article.
fn source_of(said: &Said) -> &str {
    match said.source.as_str() {
        "" => &said.title,
        source => source,
    }
}

/// An article that tells a story, published on that day.
pub fn story(row: &ArticleRow, published: &str, today: &str) -> Told {
    let facts = shelf::facts(row, today);
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    let headline = sentence(title(&row.title));
    let day = day::spoken(published, today);
    Told {
        facts: dotted(&facts),
        spoken: format!("{headline} {}, {day}.", row.source),
    }
}

/// A note or highlight, on the passage that is given in one line; with the headline of its article where there are several.
pub fn note(note: &Remark, passage: &str, headline: Option<&str>) -> Told {
    let on = match (note.words.is_empty(), note.span) {
        (true, Some(_)) => "highlighted".to_owned(),
        (true, None) => "highlighted, no longer in the text".to_owned(),
        (false, _) => format!("on {passage}"),
    };
    let gone = match note.span {
        Some(_) => "",
        None => "no longer in the text: ",
    };
    let words = sentence(bare_words(passage));
    Told {
        facts: match headline {
            Some(headline) => format!("{} · {on}", title(headline)),
            None => on,
        },
        spoken: match note.words.as_str() {
            "" => format!("Highlighted: {gone}{words}"),
            noted => format!("{} On: {gone}{words}", sentence(noted)),
        },
    }
}

/// How many notes and highlights there are: "2 notes, 1 highlight".
pub fn notes<'r>(all: impl Iterator<Item = &'r Remark>) -> String {
    let (bare, noted): (Vec<_>, Vec<_>) = all.partition(|note| note.words.is_empty());
    match (noted.len(), bare.len()) {
        (notes, 0) => count(notes, "note"),
        (0, lit) => count(lit, "highlight"),
        (notes, lit) => format!("{}, {}", count(notes, "note"), count(lit, "highlight")),
    }
}
