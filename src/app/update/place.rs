//! Where the reader is, as a sentence.

use crate::app::{Pane, State};
use crate::model::BlockKind;
use crate::speech::rows::whole_article;
use crate::words::{nth, sentence, title};

/// Where the reader is: "Paragraph 4 of 29, 13 percent, article 1 of 5, quote 2 of 2."
pub fn place(state: &State) -> String {
    let list = &state.list;
    if let (Pane::Feeds, Some(feeds)) = (state.focus, &state.feeds) {
        let name = feeds.chosen().map_or("", |row| row.name.as_str());
        let (n, of) = (feeds.selected() + 1, feeds.rows().len());
        return format!("{} Row {n} of {of} of the feeds.", sentence(name));
    }
    let Some(reader) = state.reader.as_ref().filter(|_| state.focus != Pane::List) else {
        return match list.chosen() {
            Some(row) => {
                // A long row was cut where it was heard: here are all its words.
                let row = match state.spoken {
                    Some(_) => whole_article(row, &state.settings.today),
                    None => sentence(title(&row.title)),
                };
                format!("{row} Article {} of {}.", list.selected() + 1, list.total())
            }
            None => "The list is empty.".to_owned(),
        };
    };
    let article = reader.article();
    let offset = reader
        .chosen()
        .map_or_else(|| reader.top_offset(), |s| s.start);
    let (n, of) = nth(article, article.block_at(offset), BlockKind::is_paragraph);
    // The ear has no screen whose lower edge could be the place.
    let percent = match state.spoken {
        Some(_) => offset * 100 / article.text.len().max(1),
        None => reader.percent(&state.settings),
    };
    let mut parts = vec![
        format!("Paragraph {n} of {of}"),
        format!("{percent} percent"),
    ];
    // What was opened from elsewhere has no place in the list.
    if list.total() > 1 && list.chosen().is_some_and(|row| row.id == reader.id()) {
        parts.push(format!(
            "article {} of {}",
            list.selected() + 1,
            list.total()
        ));
    }
    if let Some(quote) = reader.quote() {
        parts.push(format!(
            "quote {} of {}",
            quote + 1,
            reader.notes().quotes.len()
        ));
    }
    format!("{}.", parts.join(", "))
}
