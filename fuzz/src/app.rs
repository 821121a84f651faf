//! Messages in any order, with the answers of a library that is small and of one that answers wrongly.

use std::sync::{Arc, OnceLock};

use pullquote::annotate::annotate;
use pullquote::app::{State, update};
use pullquote::config::Settings;
use pullquote::message::{Effect, Mouse, Msg};
use pullquote::command::chord::chords;
use pullquote::command::{COMMANDS, Chord, Keymap};
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::model::{Article, ArticleId, Notes, Picture, PictureKind};
use pullquote::tui::{Ink, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn articles() -> &'static Vec<(Arc<Article>, Arc<Notes>)> {
    static ARTICLES: OnceLock<Vec<(Arc<Article>, Arc<Notes>)>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let texts = [
            include_str!("../../assets/demo/ferry.md"),
            include_str!("../../assets/demo/bread.md"),
            "",
            "“Yes.”",
        ];
        let read = |text: &str| match ingest(
            text.as_bytes(),
            Hint {
                name: "a.md",
                ..Hint::default()
            },
        ) {
            Ok(Ingested::Article(article)) => *article,
            _ => Article::default(),
        };
        let with_notes = |article: Article| {
            let notes = annotate(&article);
            (Arc::new(article), Arc::new(notes))
        };
        texts.iter().map(|text| with_notes(read(text))).collect()
    })
}

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

fn picture() -> &'static Arc<Picture> {
    static PICTURE: OnceLock<Arc<Picture>> = OnceLock::new();
    PICTURE.get_or_init(|| {
        Arc::new(Picture {
            kind: PictureKind::Png,
            full: (3, 2),
            moves: false,
            bytes: 40,
            width: 3,
            height: 2,
            rgb: vec![200; 18],
        })
    })
}

/// Two bytes are a message.
pub fn target(bytes: &[u8]) {
    let mut state = State::new((80, 24), Settings::default(), Keymap::default());
    let mut asked = Vec::new();
    for pair in bytes.chunks_exact(2).take(300) {
        let value = pair[1];
        let which = usize::from(value) % articles().len();
        let (article, notes) = &articles()[which];
        let id = ArticleId(i64::from(value % 5) - 1);
        let msg = match pair[0] % 20 {
            0..=6 => match keys().get(usize::from(value) % keys().len()) {
                Some(key) => Msg::Key(*key),
                None => continue,
            },
            7 => Msg::Resize(u16::from(value) % 170, u16::from(pair[0]) % 60),
            8 => match asked.pop() {
                Some(Effect::Load { ask, id }) => Msg::Loaded {
                    ask,
                    id,
                    article: article.clone(),
                    place: usize::from(value) * 7,
                },
                _ => Msg::Shown,
            },
            9 => Msg::Loaded {
                ask: u64::from(value % 4),
                id,
                article: article.clone(),
                place: usize::from(value),
            },
            // Notes of this article, or of another.
            10 => Msg::Noted {
                id,
                article: article.clone(),
                notes: notes.clone(),
            },
            11 => Msg::Line(
                [
                    "open 1",
                    "next quote",
                    "99%",
                    "search ferry",
                    "back",
                    "names",
                    "help",
                ][usize::from(value) % 7]
                    .into(),
            ),
            12 => Msg::Text(String::from_utf8_lossy(pair).into_owned()),
            13 => Msg::Failed("no".into()),
            14 => Msg::Rows {
                ask: u64::from(value % 8),
                total: usize::from(value),
                unread: 1,
                from: usize::from(value % 9),
                rows: Vec::new(),
                more: value % 2 == 0,
            },
            15 => {
                let mouse = [Mouse::Click, Mouse::WheelUp, Mouse::WheelDown];
                let mouse = mouse[usize::from(pair[0] / 20) % 3];
                Msg::Mouse(mouse, u16::from(value), u16::from(value) % 30)
            }
            16 | 17 => {
                let row = &COMMANDS[usize::from(value) % COMMANDS.len()];
                let count = usize::from(pair[0] / 20);
                Msg::Run(row.command, (count > 6).then(|| count - 6))
            }
            18 => Msg::Picture {
                ask: u64::from(value % 8),
                picture: match value % 3 {
                    0 => Err("no".into()),
                    _ => Ok(picture().clone()),
                },
            },
            _ => Msg::People(vec!["Ana Ruiz".into(), String::new()]),
        };
        asked.extend(update(&mut state, msg));
        asked.truncate(50);
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
