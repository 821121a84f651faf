//! Pictures in a text that is scrolled: the bytes of each frame are read back as a terminal would, and show the pictures where
//! they stand.

use super::*;
use crate::app::tests::{pictured, press, reading};
use crate::app::{ReaderPane, State, update};
use crate::message::{Effect, Msg};
use crate::model::ArticleId;
use crate::tui::picture::all_placed;
use crate::tui::pixels::tests::seen;

/// Cells of that many pixels.
const CELL: (u16, u16) = (4, 8);

/// A terminal that holds pictures: column, row and what shows each.
#[derive(Default)]
struct Terminal {
    pictures: Vec<(u16, u16, Vec<u8>)>,
}

impl Terminal {
    /// Takes the bytes that show pictures: each stands between "keep the cursor, go there" and "back to the cursor".
    fn take(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        for one in text.split_terminator("\x1b8") {
            let one = one.strip_prefix("\x1b7\x1b[").unwrap();
            let (place, shown) = one.split_once('H').unwrap();
            let (row, column) = place.split_once(';').unwrap();
            let number = |digits: &str| digits.parse::<u16>().unwrap() - 1;
            let picture = (number(column), number(row), shown.as_bytes().to_vec());
            self.pictures.push(picture);
        }
    }
}

/// Two pictures of one colour each, larger than they are in the text.
fn coloured(red: u8) -> Arc<Picture> {
    let size = (60, 60);
    let pixels = (0..size.0 * size.1).flat_map(|_| [red, 0, 255]);
    Arc::new(Picture {
        full: size,
        width: size.0,
        height: size.1,
        rgb: pixels.collect(),
        ..Picture::default()
    })
}

/// A state with two pictures in its text, of four rows each, that have come.
fn with_pictures(height: u16) -> State {
    let mut state = reading(1, (60, height));
    state.settings.theme = "dark".into();
    state.settings.manner.pictures = 4;
    let one = "https://a.example/1.png";
    let article = pictured(&[
        (one, "A ferry", ""),
        ("https://a.example/2.png", "A boat", ""),
    ]);
    state.reader = Some(ReaderPane::new(ArticleId(0), Arc::new(article), 0));
    let mut effects = update(&mut state, Msg::Resize(60, height));
    while let Some(effect) = effects.pop() {
        if let Effect::Picture { ask, address, .. } = effect {
            let picture = Ok(coloured(if address == one { 0 } else { 255 }));
            effects.extend(update(&mut state, Msg::Picture { ask, picture }));
        }
    }
    state
}

/// Draws a frame; gives whether all had to be taken away.
fn frame(way: Way, state: &State, drawn: &mut Drawn, terminal: &mut Terminal) -> bool {
    let now = all_placed(state, CELL);
    let gone = drawn.taken_away(way, &now);
    if gone.is_some() {
        *terminal = Terminal::default();
    }
    terminal.take(&drawn.shown(way, &now));
    gone.is_some()
}

/// The pictures that a terminal shows are those that stand whole in the text.
fn check(way: Way, state: &State, terminal: &Terminal, reds: &[u8]) {
    let mut shown = terminal.pictures.clone();
    shown.sort();
    shown.sort_by_key(|(_, row, _)| *row);
    let seen = shown.iter().map(|(.., bytes)| {
        let (width, rgb) = seen(way, bytes);
        assert!(width > 0 && rgb.chunks(3).all(|pixel| pixel == &rgb[..3]));
        rgb[0]
    });
    assert_eq!(seen.collect::<Vec<_>>(), reds, "{way:?}");
    let placed = all_placed(state, CELL);
    let places = placed.iter().map(|it| (it.area.x, it.area.y));
    let at = shown.iter().map(|(x, y, _)| (*x, *y));
    assert_eq!(at.collect::<Vec<_>>(), places.collect::<Vec<_>>());
}

#[test]
fn pictures_in_the_text_are_shown_where_they_stand_whole() {
    for way in [Way::Kitty, Way::Inline, Way::Sixel] {
        let mut state = with_pictures(24);
        let (mut drawn, mut terminal) = (Drawn::default(), Terminal::default());
        assert!(!frame(way, &state, &mut drawn, &mut terminal));
        check(way, &state, &terminal, &[0, 255]);
        // Nothing is written again where nothing moved.
        let now = all_placed(&state, CELL);
        assert_eq!(drawn.taken_away(way, &now), None);
        assert_eq!(drawn.shown(way, &now), [0_u8; 0]);
        // Whatever lies on top takes them away, and they come again.
        press(&mut state, "?");
        assert!(frame(way, &state, &mut drawn, &mut terminal));
        check(way, &state, &terminal, &[]);
        press(&mut state, "<esc>");
        assert!(!frame(way, &state, &mut drawn, &mut terminal));
        check(way, &state, &terminal, &[0, 255]);
    }
}

#[test]
fn one_that_an_edge_cuts_is_left_to_half_blocks() {
    let mut state = with_pictures(24);
    update(&mut state, Msg::Resize(60, 12));
    let (mut drawn, mut terminal) = (Drawn::default(), Terminal::default());
    let mut sights = Vec::new();
    for _ in 0..10 {
        let moved = frame(Way::Kitty, &state, &mut drawn, &mut terminal);
        let count = all_placed(&state, CELL).len();
        assert_eq!(terminal.pictures.len(), count);
        sights.push((moved, count));
        press(&mut state, "j");
    }
    assert!(sights.contains(&(true, 1)), "{sights:?}");
    assert!(sights.iter().all(|(_, count)| *count < 3), "{sights:?}");
}
