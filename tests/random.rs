//! Random keys, typed lines and sizes of the screen against a small library: nothing panics, the
//! cursor stays on the screen, and no control character reaches it. And what comes back in every order.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod orders;
mod replies;

use crossbeam_channel::{Receiver, Sender};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use pullquote::annotate::annotate;
use pullquote::app::spoken::Spoken;
use pullquote::app::{State, update};
use pullquote::command::chord::chords;
use pullquote::command::{COMMANDS, Chord, Keymap};
use pullquote::config::{Config, Settings};
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::library::{Incoming, Library, text_hash};
use pullquote::message::{Effect, Msg, Wanted};
use pullquote::model::{ArticleId, FeedId};
use pullquote::speech::Voice;
use pullquote::tui::{Ink, draw};
use pullquote::world::library_thread::LibraryThread;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A shelf with the articles that come with the program, in two feeds; one has two versions.
fn library() -> Library {
    let mut library = Library::in_memory().expect("a library");
    let (lamp, _) = library
        .follow("https://lamp.example/feed", "The Harbour Lamp")
        .expect("a feed");
    let texts = [
        include_str!("../assets/demo/welcome.md"),
        include_str!("../assets/demo/ferry.md"),
        include_str!("../assets/demo/lamps.md"),
        include_str!("../assets/demo/bread.md"),
    ];
    let later = texts[1].replace("five to four", "six to three");
    for (item, text) in texts
        .iter()
        .copied()
        .enumerate()
        .chain([(1, later.as_str())])
    {
        let hint = Hint {
            name: "story.md",
            ..Hint::default()
        };
        let Ok(Ingested::Article(article)) = ingest(text.as_bytes(), hint) else {
            panic!("no article");
        };
        let incoming = Incoming {
            feed: if item == 3 { FeedId::KEPT } else { lamp },
            item: item.to_string(),
            hash: text_hash(&article),
            notes: annotate(&article),
            article: *article,
            page: false,
            tags: vec!["harbour".into()],
        };
        library.save(&[incoming], 1_794_000_000).expect("saved");
    }
    library
}

/// What somebody does.
#[derive(Clone, Debug)]
enum Act {
    Keys(&'static str),
    Line(&'static str),
    Size(u16, u16),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let keys: Vec<&'static str> = COMMANDS
        .iter()
        .filter(|row| !["quit", "suspend"].contains(&row.name))
        .flat_map(|row| row.keys.iter().copied())
        .chain([
            "e", "r", "3", "9", "<bs>", "<enter>", "<c-u>", "<c-w>", "<down>", "<left>", "漢",
        ])
        .collect();
    let lines = prop::sample::select(vec![
        "",
        "2",
        "open 2",
        "next quote",
        "speaker berg",
        "search ferry",
        "help quote",
        "gs",
        "note x",
        "filter said:Okafor",
        "said everywhere okafor",
        "feeds",
        "undo",
        "tag sea",
        "99%",
        "back",
    ]);
    let act = prop_oneof![
        12 => prop::sample::select(keys).prop_map(Act::Keys),
        2 => lines.prop_map(Act::Line),
        1 => (1_u16..170, 1_u16..50).prop_map(|(columns, rows)| Act::Size(columns, rows)),
    ];
    prop::collection::vec(act, 1..90)
}

/// A reader with the thread that answers it.
struct Desk {
    state: State,
    effects: Sender<Effect>,
    messages: Receiver<Msg>,
}

/// The question whose answer tells that all earlier ones are answered.
const LAST: u64 = u64::MAX;

impl Desk {
    fn new(spoken: Option<bool>) -> Self {
        let (effects, messages) = LibraryThread::new(library()).serve().expect("a thread");
        let mut state = State::new((120, 36), Settings::default(), Keymap::default());
        state.spoken = spoken.map(|endless| {
            let config = Config::defaults().expect("settings");
            Spoken::new(Voice::of(&config, endless), "Pullquote.".into())
        });
        let mut desk = Desk {
            state,
            effects,
            messages,
        };
        desk.hear();
        desk
    }

    fn act(&mut self, act: &Act) {
        let msgs: Vec<Msg> = match act {
            Act::Keys(keys) => {
                let keys: Vec<Chord> = chords(keys).expect("keys that can be read");
                keys.into_iter().map(Msg::Key).collect()
            }
            Act::Line(line) => vec![Msg::Line((*line).to_owned())],
            Act::Size(columns, rows) => vec![Msg::Resize(*columns, *rows)],
        };
        for msg in msgs {
            self.take(msg);
        }
        self.hear();
    }

    /// Does what a message leads to, but for what has to do with the world outside.
    fn take(&mut self, msg: Msg) {
        for effect in update(&mut self.state, msg) {
            let outside = matches!(
                effect,
                Effect::Browse(_)
                    | Effect::KeepShows(..)
                    | Effect::Copy(_)
                    | Effect::Save(..)
                    | Effect::Pipe(..)
                    | Effect::Add(_)
                    | Effect::Refresh(_)
                    | Effect::FullText { .. }
            );
            if !outside {
                self.effects.send(effect).expect("somebody answers");
            }
        }
    }

    /// Takes all answers to what was asked so far.
    fn hear(&mut self) {
        for _ in 0..4 {
            let last = Effect::Sheet {
                ask: LAST,
                wanted: Wanted::Story(ArticleId(1)),
            };
            self.effects.send(last).expect("somebody answers");
            while let Ok(msg) = self.messages.recv() {
                if matches!(msg, Msg::Sheet { ask: LAST, .. }) {
                    break;
                }
                self.take(msg);
            }
        }
    }

    fn check(&mut self) {
        if self.state.spoken.is_some() {
            self.state.speak_now();
            for line in self.state.answer() {
                assert!(!line.contains(char::is_control), "{line:?}");
            }
            return;
        }
        let (columns, rows) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
        let ink = Ink::new("mono", false);
        let drawn = terminal.draw(|frame| draw(&self.state, &ink, frame));
        drawn.expect("a drawn frame");
        let cursor = terminal.get_cursor_position().expect("a cursor");
        assert!(cursor.x < columns && cursor.y < rows, "{cursor:?}");
        let cells = terminal.backend().buffer().content();
        assert!(
            cells
                .iter()
                .all(|cell| !cell.symbol().contains(char::is_control))
        );
    }
}

fn try_all(acts: &[Act], spoken: Option<bool>) {
    let mut desk = Desk::new(spoken);
    for act in acts {
        desk.act(act);
        desk.check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_panes_bear_anything(acts in acts()) {
        try_all(&acts, None);
    }

    #[test]
    fn the_modes_for_the_ear_bear_anything(acts in acts(), endless in any::<bool>()) {
        try_all(&acts, Some(endless));
    }
}
