//! Messages in any order, with the answers of a library that is small and of one that answers wrongly.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use pullquote::app::spoken::Spoken;
use pullquote::app::{State, update};
use pullquote::command::chord::chords;
use pullquote::command::{COMMANDS, Chord, Keymap};
use pullquote::config::{Config, Settings};
use pullquote::message::{Mouse, Msg};
use pullquote::model::ArticleId;
use pullquote::speech::Voice;
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::replies::{answers, articles, first_rows, of, unasked};

fn keys() -> &'static Vec<Chord> {
    static KEYS: OnceLock<Vec<Chord>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let special =
            "<enter><esc><bs><tab><s-tab><up><down><left><right><c-d><c-u><c-w><pgdn><space>";
        let letters: String = (33..127u8).map(char::from).filter(|c| *c != '<').collect();
        let mut keys = chords(special).unwrap_or_default();
        keys.extend(chords(&letters).unwrap_or_default());
        keys
    })
}

/// What is typed or pasted.
const WORDS: [&str; 12] = [
    "open 1",
    "next quote",
    "99%",
    "search ferry",
    "back",
    "names",
    "help",
    "/a:sea",
    "note x",
    "tag sea",
    "said everywhere ana",
    "speaker ruiz",
];

/// The same message with the number of another question, or about another article.
fn wrong(msg: Msg, value: u8) -> Msg {
    let other = ArticleId(i64::from(value % 5) - 1);
    match msg {
        Msg::Loaded { article, .. } => Msg::Loaded {
            ask: u64::from(value % 9),
            id: other,
            article,
            place: usize::from(value) * 7,
        },
        Msg::Begun { article, .. } => Msg::Begun {
            ask: u64::from(value % 9),
            id: other,
            article,
        },
        // Notes of this article, or of another.
        Msg::Noted { notes, .. } => Msg::Noted {
            id: other,
            article: Arc::clone(&of(other).0),
            notes,
        },
        Msg::NotedInPart { notes, .. } => Msg::NotedInPart {
            id: other,
            article: Arc::clone(&of(other).0),
            notes,
        },
        Msg::Details { details, .. } => Msg::Details {
            id: other,
            article: Arc::clone(&of(other).0),
            details,
        },
        Msg::Rows { rows, .. } => Msg::Rows {
            ask: u64::from(value % 9),
            total: usize::from(value),
            unread: 1,
            from: usize::from(value % 9),
            rows,
            more: value % 2 == 0,
        },
        Msg::Sheet { found, .. } => Msg::Sheet {
            ask: u64::from(value % 9),
            found,
        },
        Msg::SheetRest { said, more, .. } => Msg::SheetRest {
            ask: u64::from(value % 9),
            said,
            more: !more,
        },
        Msg::Followed { .. } => Msg::Followed {
            ask: u64::from(value % 9),
            page: Err("There is no such page.".into()),
        },
        Msg::Picture { .. } => Msg::Picture {
            ask: u64::from(value % 9),
            picture: Err("There is no such picture.".into()),
        },
        Msg::Spoken { ask, .. } => Msg::Spoken {
            ask: ask + u64::from(value % 2),
            failed: Some("The voice is gone.".into()),
        },
        Msg::KeptPage { page, .. } => Msg::KeptPage { page, id: other },
        other => other,
    }
}

/// The first byte is the face, each two behind it a message.
pub fn target(bytes: &[u8]) {
    let Some((face, bytes)) = bytes.split_first() else {
        return;
    };
    let mut state = State::new((80, 24), Settings::default(), Keymap::default());
    state.spoken = (face % 4 > 1).then(|| {
        let config = Config::defaults().unwrap_or_else(|error| panic!("{error}"));
        Spoken::new(Voice::of(&config, face % 4 == 2), "Pullquote.".into())
    });
    let mut coming: Vec<VecDeque<Msg>> = vec![VecDeque::from([first_rows()])];
    let mut came: Vec<Msg> = Vec::new();
    for pair in bytes.chunks_exact(2).take(300) {
        let value = pair[1];
        let which = usize::from(value);
        let msg = match pair[0] % 20 {
            0..=5 => Msg::Key(keys()[which % keys().len()]),
            6 | 7 => {
                let row = &COMMANDS[which % COMMANDS.len()];
                let count = usize::from(pair[0] / 20);
                Msg::Run(row.command, (count > 6).then(|| count - 6))
            }
            // What comes back, from one of the threads.
            8..=12 if !coming.is_empty() => {
                let line = which % coming.len();
                match coming[line].pop_front() {
                    Some(msg) => {
                        came.push(msg.clone());
                        msg
                    }
                    None => {
                        coming.swap_remove(line);
                        continue;
                    }
                }
            }
            // Once more, or wrongly.
            13 if !came.is_empty() => came[which % came.len()].clone(),
            14 if !came.is_empty() => wrong(came[which % came.len()].clone(), pair[0]),
            15 => unasked().swap_remove(which % unasked().len()),
            16 => Msg::Line(WORDS[which % WORDS.len()].into()),
            17 => Msg::Text(String::from_utf8_lossy(pair).into_owned()),
            18 => {
                let mouse = [Mouse::Click, Mouse::WheelUp, Mouse::WheelDown];
                let mouse = mouse[usize::from(pair[0] / 20) % 3];
                Msg::Mouse(mouse, u16::from(value), u16::from(value) % 30)
            }
            19 => Msg::Resize(u16::from(value) % 170, u16::from(pair[0]) % 60),
            _ => Msg::Loaded {
                ask: u64::from(value % 4),
                id: ArticleId(i64::from(value % 5) - 1),
                article: articles()[which % articles().len()].0.clone(),
                place: which,
            },
        };
        for effect in update(&mut state, msg) {
            coming.extend(answers(&effect).into_iter().map(VecDeque::from));
        }
        came.truncate(40);
        coming.truncate(60);
    }
    if state.spoken.is_some() {
        state.speak_now();
        for line in state.answer() {
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
    let (columns, rows) = state.size;
    if columns > 0 && rows > 0 {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let ink = Ink::new("mono", false);
        terminal
            .draw(|frame| draw(&state, &ink, frame))
            .expect("a drawn frame");
    }
}
