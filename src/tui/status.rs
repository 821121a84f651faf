//! The status row: what was said last on the left, where we are and the keys that matter on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::ink::Ink;
use super::overlay::{HELP_KEYS, clear};
use crate::app::{Overlay, Pane, State};
use crate::command::Command;
use crate::command::chord::shown;
use crate::command::prompt::{Prompt, PromptKind};
use crate::layout::panes::Area;
use crate::layout::{of_line, width, wrap_words};
use crate::model::Span;
use crate::theme::Role;
use crate::words;
use crate::words::shelf::trouble;

/// A blank at which no row ends.
const JOINED: &str = "\u{a0}";

/// Draws the row; gives the cell of the cursor while a line is typed.
pub fn draw(state: &State, ink: &Ink, area: Area, buffer: &mut Buffer) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    if let Some(Overlay::Prompt(prompt)) = &state.overlay {
        return Some(typing(state, prompt, ink, area, buffer));
    }
    let keys = match &state.overlay {
        Some(Overlay::Help(_)) => Some(HELP_KEYS.to_owned()),
        Some(Overlay::Picture(viewed)) => {
            let (name, facts) = (viewed.name(), viewed.facts());
            Some(format!("{name}. {facts} Any key closes."))
        }
        _ => None,
    };
    if let Some(words) = keys {
        let room = area.width.saturating_sub(2);
        ink.put(
            buffer,
            area.x + 1,
            area.y,
            &words,
            room,
            ink.style(Role::Dim),
        );
        return None;
    }
    let end = area.x + area.width.saturating_sub(1);
    let (left, role) = left(state);
    // A title that only tells where one is may be cut.
    if role != Role::Dim && wide(&left) > end.saturating_sub(area.x + 1) {
        sentence(&left, ink.style(role), ink, area, buffer);
        return None;
    }
    // The sentence comes first: keys and counts give way when the row is short.
    let free = end.saturating_sub(area.x + 1 + wide(&left) + 3);
    let (right, keys) = fitting(state, ink, free);
    let mut x = end;
    if !right.is_empty() || !keys.is_empty() {
        x = end
            .saturating_sub(wide(&right) + keys.iter().map(|key| room_of(state, key)).sum::<u16>());
        let mut x = ink.put(
            buffer,
            x,
            area.y,
            &right,
            wide(&right),
            ink.style(Role::Dim),
        ) + 3;
        for (command, words) in &keys {
            x = hint(state, *command, words, ink, x, area.y, buffer) + 3;
        }
    }
    let room = x.saturating_sub(area.x + 1);
    let left = left.replace(JOINED, " ");
    if role == Role::Dim {
        // A title stands in its own direction.
        ink.put_text(buffer, (area.x + 1, area.y), &left, room, ink.style(role));
    } else {
        ink.put(buffer, area.x + 1, area.y, &left, room, ink.style(role));
    }
    None
}

/// A key and what it does.
type Hint = (Command, &'static str);

/// Columns of a key with what it does, and the gap before it.
fn room_of(state: &State, (command, words): &Hint) -> u16 {
    wide(&state.keymap.key(*command)) + 1 + wide(words) + 3
}

/// What of the right end fits in so many columns: where one is, at least how far; then the keys. Where
/// not all keys fit, the last one that does makes room for help.
fn fitting(state: &State, ink: &Ink, free: u16) -> (String, Vec<Hint>) {
    let fits = |words: &String| wide(words) <= free;
    let Some(right) = right(state, ink).into_iter().find(fits) else {
        return (String::new(), Vec::new());
    };
    let all = hints(state);
    let mut used = wide(&right);
    let fits = all.iter().take_while(|key| {
        used += room_of(state, key);
        used <= free
    });
    let mut keys: Vec<Hint> = fits.copied().collect();
    if let (2.., Some(help)) = (keys.len(), all.get(keys.len()..).and_then(<[Hint]>::last)) {
        keys.pop();
        keys.push(*help);
    }
    (right, keys)
}

/// Draws a sentence that is too long for the row: over as many rows as it needs, upwards over the
/// panes, where nothing moves for it. The next key takes it away.
fn sentence(words: &str, style: Style, ink: &Ink, area: Area, buffer: &mut Buffer) {
    let room = area.width.saturating_sub(2);
    let most = (area.y / 4 + 1).min(6);
    let lines = wrap_words(words, room, usize::from(most));
    let above = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
    let block = Area {
        y: area.y - above.min(area.y),
        height: above + 1,
        ..area
    };
    clear(block, ink.style(Role::Card), buffer);
    for (y, line) in (block.y..).zip(&lines) {
        let words = line.of(words).replace(JOINED, " ");
        ink.put(buffer, area.x + 1, y, &words, room, style);
    }
}

/// Draws the line that is typed; gives the cell of its cursor, which is always in sight.
fn typing(state: &State, prompt: &Prompt, ink: &Ink, area: Area, buffer: &mut Buffer) -> Position {
    let end = area.x + area.width.saturating_sub(1);
    let sign = prompt.kind().sign();
    let before = prompt.text_before();
    // A column is for the cursor.
    let room = end.saturating_sub(area.x + 2 + wide(sign));
    let (hidden, cut) = match wide(before) {
        all if all <= room => (0, ""),
        // What stands before the cursor and has no room is left out; another column says so.
        all => {
            let (out, _) = width::fit(before, usize::from(all - room));
            let next = before[out.len()..].chars().next().map_or(0, char::len_utf8);
            (out.len() + next, ink.signs.more)
        }
    };
    let accent = ink.style(Role::Accent);
    let line = format!("{sign}{cut}{}", &prompt.text()[hidden..]);
    let left = area.x + 1;
    ink.put(
        buffer,
        left,
        area.y,
        &line,
        end.saturating_sub(left),
        accent,
    );
    if let Some(notice) = &state.notice {
        let x = left + wide(&line).saturating_add(4);
        let role = if notice.failed {
            Role::Error
        } else {
            Role::Dim
        };
        let room = end.saturating_sub(x);
        ink.put(buffer, x, area.y, &notice.words, room, ink.style(role));
    }
    // Rows of a sheet are no query.
    let asks = prompt.asks() || prompt.kind() != PromptKind::Filter;
    if state.notice.is_none() && asks && prompt.text().is_empty() && !prompt.is_helped() {
        let x = left + wide(sign).saturating_add(3);
        let (room, hint) = (end.saturating_sub(x), prompt.kind().hint());
        ink.put(buffer, x, area.y, hint, room, ink.style(Role::Dim));
    }
    // Behind the last letter, else where the letter stands that the cursor is before.
    let at = sign.len() + cut.len() + before[hidden..].len();
    let glyphs = of_line(&line, Span::new(0, line.len()), None, false);
    let letter = glyphs.iter().find(|glyph| glyph.offset == at);
    let x = left.saturating_add(letter.map_or_else(|| wide(&line), |glyph| glyph.column));
    Position::new(x.min(end), area.y)
}

/// Columns that words take.
fn wide(words: &str) -> u16 {
    u16::try_from(width::of(words)).unwrap_or(u16::MAX / 4)
}

/// A key and what it does.
pub fn hint(
    state: &State,
    command: Command,
    words: &str,
    ink: &Ink,
    x: u16,
    y: u16,
    buffer: &mut Buffer,
) -> u16 {
    let key = state.keymap.key(command);
    let x = ink.put(buffer, x, y, &key, 12, ink.style(Role::Text));
    ink.put(buffer, x + 1, y, words, 40, ink.style(Role::Dim))
}

/// Keys begun, else the last sentence, else the title.
fn left(state: &State) -> (String, Role) {
    let pending = &state.pending;
    if pending.count.is_some() || !pending.chords.is_empty() {
        let count = pending
            .count
            .map_or_else(String::new, |count| count.to_string());
        let begun = format!("{count}{}", shown(&pending.chords));
        let next = state.keymap.continuations(state.scope(), &pending.chords);
        if pending.chords.is_empty() {
            return (begun, Role::Accent);
        }
        let next: Vec<_> = next
            .iter()
            .map(|(keys, command)| (keys, command.row().name.replace('-', JOINED)))
            .map(|(keys, name)| format!("{keys}{JOINED}{name}"))
            .collect();
        let shown = format!("{begun}   {}", next.join("   "));
        return (shown.trim_end().to_owned(), Role::Accent);
    }
    if let Some(notice) = &state.notice {
        let role = if notice.failed {
            Role::Error
        } else {
            Role::Accent
        };
        return (notice.words.clone(), role);
    }
    match (&state.reader, state.focus) {
        (Some(reader), Pane::Reader | Pane::Panel) => match reader.target() {
            Some(target) => (reader.where_target(target, &state.settings), Role::Accent),
            None if reader.is_at_start() => (String::new(), Role::Dim),
            None => (reader.title().to_owned(), Role::Dim),
        },
        (_, Pane::Sheet) => match &state.sheet {
            Some(sheet) => {
                let place = format!("{} of {}", sheet.selected() + 1, sheet.len());
                (place, Role::Dim)
            }
            None => (String::new(), Role::Dim),
        },
        (_, Pane::Feeds) => {
            let feeds = state.feeds.as_ref();
            let trouble = feeds.and_then(|it| it.chosen()).and_then(trouble);
            trouble.map_or_else(|| (feed_facts(state), Role::Dim), |why| (why, Role::Error))
        }
        _ => match state.list.total() {
            0 => (String::new(), Role::Dim),
            total => {
                let place = format!("Article {} of {total}", state.list.selected() + 1);
                (place, Role::Dim)
            }
        },
    }
}

/// What is known of the chosen feed: its address.
fn feed_facts(state: &State) -> String {
    let row = state.feeds.as_ref().and_then(|feeds| feeds.chosen());
    let feed = row.and_then(|row| row.feed.as_ref());
    feed.map_or_else(String::new, |feed| {
        let site = feed.home.as_ref().unwrap_or(&feed.url);
        words::shown_address(site).to_owned()
    })
}

/// "58 % · 1 min left", and shorter where that has no room; an empty one last.
fn right(state: &State, ink: &Ink) -> Vec<String> {
    match (&state.reader, state.focus) {
        (Some(reader), Pane::Reader | Pane::Panel) if reader.is_begun() => vec![String::new()],
        (Some(reader), Pane::Reader | Pane::Panel) => {
            let percent = format!("{} %", reader.percent(&state.settings));
            let left = match reader.minutes_left(&state.settings) {
                None => "the end".to_owned(),
                Some(minutes) => format!("{minutes} min left"),
            };
            vec![format!("{percent} {} {left}", ink.signs.dot), percent]
        }
        (_, Pane::Feeds | Pane::Sheet) => vec![String::new()],
        _ => match state.list.unread() {
            0 => vec![String::new()],
            unread => vec![format!("{} unread", words::number_of(unread))],
        },
    }
}

/// The keys that matter now.
fn hints(state: &State) -> Vec<Hint> {
    let mut hints = match (state.focus, &state.reader) {
        (Pane::Reader, Some(reader)) if reader.choosing().is_some() => {
            // What else there is beside the key that the sentence names.
            match reader.choosing().is_some_and(|it| it.has_begun()) {
                false => vec![(Command::KeepHighlight, "highlight")],
                true => vec![
                    (Command::NotePassage, "note"),
                    (Command::CopyPassage, "copy"),
                ],
            }
        }
        (Pane::Reader, Some(reader)) if reader.link().is_some() => {
            let (here, browser) = reader.link_goes().unwrap_or_default();
            let hints = [
                here.then_some((Command::Open, "follow")),
                browser.then_some((Command::Browse, "browser")),
            ];
            hints.into_iter().flatten().collect()
        }
        (Pane::Reader, Some(reader)) if reader.is_searched() => {
            vec![
                (Command::NextMatch, "next"),
                (Command::PreviousMatch, "before"),
            ]
        }
        (Pane::Reader, Some(reader)) if !reader.notes().quotes.is_empty() => {
            let at_head = reader.is_at_start() && reader.target().is_none();
            let changed = at_head && reader.details().versions > 0;
            let elsewhere = at_head && !reader.details().elsewhere.is_empty();
            let hints = [
                Some((Command::NextQuote, "next quote")),
                changed.then_some((Command::Versions, "what changed")),
                elsewhere.then_some((Command::Story, "elsewhere")),
                Some((Command::Quotes, "quotes")),
            ];
            hints.into_iter().flatten().collect()
        }
        (Pane::Reader, Some(_)) => vec![(Command::PageDown, "page"), (Command::Search, "search")],
        (Pane::Panel, _) => vec![(Command::Open, "go there"), (Command::Back, "close")],
        (Pane::Sheet, _) => {
            let row = state.sheet.as_ref().and_then(|sheet| sheet.chosen());
            let copies = row.and_then(|row| row.said.as_ref());
            let goes = row.and_then(|row| row.goes);
            let note = row.and_then(|row| row.note.as_ref());
            let who = state.sheet.as_ref().and_then(|sheet| sheet.who());
            let hints = [
                goes.map(|_| (Command::Open, "go there")),
                who.filter(|_| goes.is_none())
                    .map(|_| (Command::Open, "what they said")),
                note.map(|_| (Command::Note, "change")),
                copies.map(|_| (Command::CopyQuote, "copy")),
                copies.map(|_| (Command::SameWords, "same words")),
                Some((Command::Search, "filter")),
                Some((Command::Back, "close")),
            ];
            hints.into_iter().flatten().collect()
        }
        (Pane::Feeds, _) => vec![
            (Command::Open, "open"),
            (Command::ReadAll, "all read"),
            (Command::RefreshFeed, "refresh"),
        ],
        _ if state.feeds.is_some() => vec![
            (Command::Open, "read"),
            (Command::Back, "feeds"),
            (Command::Search, "filter"),
        ],
        _ => vec![(Command::Open, "read"), (Command::Search, "filter")],
    };
    hints.push((Command::Help, "help"));
    hints
}
