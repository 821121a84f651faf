//! Rows of the side panel as they are read out: the number, the words that matter, then the rest.

use crate::app::article::panel::{Look, Panel, PanelKind};
use crate::command::target::Target;
use crate::speech::Text;
use crate::words;

/// A row of the panel that goes somewhere; when `grouped`, with the group that it begins:
/// "Places, 1: 4 Port Edda, 2."
pub fn panel(panel: &Panel, text: &Text<'_>, index: usize, grouped: bool) -> String {
    let Some(row) = panel.rows().get(index) else {
        return String::new();
    };
    let number = panel.places_before(index + 1);
    let mut before = panel.rows()[..index].iter().rev().peekable();
    let bar = before.next_if(|row| matches!(row.look, Look::Bar(..)));
    let said = bar.map_or_else(String::new, |bar| format!(", {}", bar.words));
    let group = before.next().filter(|before| before.look == Look::Group);
    let group = group.filter(|_| grouped);
    let group = group.map_or_else(String::new, |group| match group.count {
        Some(count) if panel.kind() == PanelKind::Quotes => {
            format!("{}, {}{said}: ", group.words, words::count(count, "quote"))
        }
        Some(count) => format!("{}, {count}: ", group.words),
        None => format!("{}: ", group.words),
    });
    let words = match row.target {
        Some(Target::Quote(quote)) => text.said(quote),
        _ => row.words.replace(" · ", ", "),
    };
    match row.count {
        Some(count) => format!("{group}{number} {words}, {count}."),
        None => format!(
            "{group}{number} {}",
            words::sentence(words.trim_end_matches(','))
        ),
    }
}
