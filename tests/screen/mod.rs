//! A library's reader without a terminal: a state to begin with, keys in, the screen as text.

use pullquote::app::{State, update};
use pullquote::command::chord::chords;
use pullquote::command::{COMMANDS, Keymap, Scope};
use pullquote::config::Settings;
use pullquote::message::{Effect, Msg};
use pullquote::model::{ArticleId, ArticleRow, FeedId};
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// A reader of a library with three articles, none of them open.
pub fn library(size: (u16, u16)) -> State {
    let settings = Settings {
        theme: "mono".into(),
        today: "2026-11-08".into(),
        ..Settings::default()
    };
    let mut state = State::new(size, settings, Keymap::default());
    let row = |id: i64, title: &str, source: &str, day: &str, quotes| ArticleRow {
        id: ArticleId(id),
        feed: FeedId(id),
        title: title.into(),
        source: source.into(),
        published: Some(day.into()),
        quotes,
        ..ArticleRow::default()
    };
    let rows = vec![
        row(
            3,
            "Council votes to keep the ferry",
            "The Harbour Lamp",
            "2026-11-06",
            2,
        ),
        row(
            2,
            "What the grid operator knew",
            "The Gazette",
            "2026-11-04",
            9,
        ),
        row(4, "Snow on the pass", "Valley Post", "2025-10-30", 0),
    ];
    update(&mut state, listed(rows));
    state
}

/// Presses keys; gives what the world should do.
pub fn press(state: &mut State, keys: &str) -> Vec<Effect> {
    let chords = chords(keys).expect("keys that can be read");
    let pressed = chords.into_iter();
    pressed
        .flat_map(|chord| update(state, Msg::Key(chord)))
        .collect()
}

/// The screen as its terminal has it.
fn terminal(state: &State, ascii: bool) -> Terminal<TestBackend> {
    let (columns, lines) = state.size;
    let ink = Ink::new(&state.settings.theme, ascii);
    let mut terminal = Terminal::new(TestBackend::new(columns, lines)).expect("a test terminal");
    let drawn = terminal.draw(|frame| draw(state, &ink, frame));
    drawn.expect("a drawn frame");
    terminal
}

/// The cells of the screen with their styles.
#[allow(dead_code, reason = "one of those who use this file looks at styles")]
pub fn drawn(state: &State, ascii: bool) -> Buffer {
    terminal(state, ascii).backend().buffer().clone()
}

/// The screen as text, with a line that says where the cursor is.
pub fn text(state: &State, ascii: bool) -> String {
    let mut terminal = terminal(state, ascii);
    let columns = state.size.0;
    let cursor = terminal.get_cursor_position().expect("a cursor");
    let mut text = String::new();
    for row in terminal
        .backend()
        .buffer()
        .content()
        .chunks(usize::from(columns))
    {
        let line: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&format!("[cursor {},{}]\n", cursor.x, cursor.y));
    text
}

/// These rows are all that there is, and nobody has read them.
pub fn listed(rows: Vec<ArticleRow>) -> Msg {
    Msg::Rows {
        ask: 0,
        total: rows.len(),
        unread: rows.len(),
        from: 0,
        rows,
        more: false,
    }
}

/// What each command that can be given in a pane does there, a row each: its name, how many rows of the screen change, and
/// the last row, or the two last where a sentence is long. Every command is given to a fresh state.
#[allow(dead_code, reason = "not all who use this file give each command")]
pub fn answers(scope: Scope, fresh: impl Fn() -> State) -> String {
    let mut answers = String::new();
    for row in COMMANDS {
        if row.scope != scope && row.scope != Scope::Anywhere {
            continue;
        }
        let mut state = fresh();
        let before = text(&state, false);
        update(&mut state, Msg::Run(row.command, None));
        let after = text(&state, false);
        let changed = before.lines().zip(after.lines());
        let changed = changed.filter(|(before, after)| before != after).count();
        let rows: Vec<&str> = after.lines().collect();
        let last = usize::from(state.size.1) - 1;
        let words = state.notice.as_ref().map_or("", |it| it.words.as_str());
        // A sentence that does not fit takes two rows.
        let first = words.split(' ').next().unwrap_or_default();
        let long = if rows[last].contains(first) {
            ""
        } else {
            rows[last - 1].trim()
        };
        let said = format!("{long} {}", rows[last].trim());
        answers.push_str(&format!("{:22} {changed:2}  {}\n", row.name, said.trim()));
    }
    answers
}
