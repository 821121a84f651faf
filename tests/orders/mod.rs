//! The world's replies in every order: whichever of its threads is quicker, the reader ends up with the same.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

use pullquote::app::shelf::feeds::FeedsPane;
use pullquote::app::spoken::Spoken;
use pullquote::app::{Overlay, State, update};
use pullquote::command::chord::chords;
use pullquote::command::{COMMANDS, Command, Keymap};
use pullquote::config::{Config, Settings};
use pullquote::message::{Effect, Msg};
use pullquote::speech::Voice;

use crate::replies::{KINDS, answers, first_rows, name, unasked};

/// Of what a command brings about no more orders than these are tried.
const MOST: usize = 120;

/// A reader, and the replies that are on their way to it: each line in its order, the lines in any.
#[derive(Clone)]
struct Desk {
    state: State,
    coming: Vec<VecDeque<Msg>>,
    came: Vec<Msg>,
}

impl Desk {
    /// A list of six, the first of which is read.
    fn new(by_ear: bool) -> Self {
        let settings = Settings {
            today: "2026-11-30".into(),
            ..Settings::default()
        };
        let mut state = State::new((110, 14), settings, Keymap::default());
        state.spoken = by_ear.then(|| {
            let config = Config::defaults().expect("settings");
            Spoken::new(Voice::of(&config, true), "Pullquote.".into())
        });
        state.feeds = Some(FeedsPane::default());
        let mut desk = Desk {
            state,
            coming: Vec::new(),
            came: Vec::new(),
        };
        desk.take(first_rows());
        desk.after(&[Command::Open])
    }

    /// The same reader after some commands, when all that came of them is there.
    fn after(&self, commands: &[Command]) -> Self {
        let mut desk = self.clone();
        for command in commands {
            desk.take(Msg::Run(*command, None));
            desk.settle();
        }
        desk.came.clear();
        desk
    }

    /// Takes a message; what it asks for is on its way then.
    fn take(&mut self, msg: Msg) {
        let effects: Vec<Effect> = update(&mut self.state, msg);
        let lines = effects.iter().flat_map(answers).map(VecDeque::from);
        self.coming.extend(lines.filter(|line| !line.is_empty()));
    }

    /// Takes the next reply of one of the lines.
    fn hear(&mut self, line: usize) {
        let msg = self.coming[line].pop_front().expect("lines are not empty");
        if self.coming[line].is_empty() {
            self.coming.remove(line);
        }
        self.came.push(msg.clone());
        self.take(msg);
    }

    /// Takes all replies, those of the first line first.
    fn settle(&mut self) {
        for _ in 0..100 {
            if self.coming.is_empty() {
                return;
            }
            self.hear(0);
        }
        panic!("the questions have no end: {:?}", self.kinds());
    }

    /// What came, in its order.
    fn kinds(&self) -> Vec<&'static str> {
        self.came.iter().filter_map(name).collect()
    }

    /// Takes the replies in every order, and gives each desk at its end.
    fn in_every_order(self, left: &mut usize, end: &mut impl FnMut(Desk)) {
        if self.coming.is_empty() {
            *left -= 1;
            return end(self);
        }
        assert!(self.came.len() < 60, "no end: {:?}", self.kinds());
        for line in 0..self.coming.len() {
            if *left == 0 {
                return;
            }
            let mut next = self.clone();
            next.hear(line);
            next.in_every_order(left, end);
        }
    }

    /// What the reader has before them, but for the sentence that was said last.
    fn stands(&self) -> String {
        let state = &self.state;
        let mut told = format!("{:?} zen {}", state.focus, state.zen);
        if let Some(reader) = &state.reader {
            let (id, quotes) = (reader.id(), reader.notes().quotes.len());
            let (known, details) = (reader.is_noted(), reader.details());
            let _ = write!(
                told,
                "\nreads {id:?}, {quotes} quotes, {known}, {details:?}"
            );
        }
        if let Some(sheet) = &state.sheet {
            let _ = write!(told, "\nsheet {} {}", sheet.title(), sheet.len());
        }
        match &state.overlay {
            Some(Overlay::Picture(viewed)) => drop(write!(told, "\npicture {viewed:?}")),
            Some(Overlay::Help(_)) => told.push_str("\nhelp"),
            Some(Overlay::Prompt(_)) => told.push_str("\nline"),
            None => {}
        }
        if let Some(feeds) = &state.feeds {
            let (rows, selected) = (feeds.rows(), feeds.selected());
            let _ = write!(told, "\nfeeds {rows:?} {selected}");
        }
        let list = &state.list;
        let _ = write!(told, "\nlist {} {}", list.total(), list.selected());
        for row in (0..list.total()).filter_map(|at| list.row(at)) {
            let _ = write!(told, "\n{:?} {}", row.id, row.quotes);
        }
        told
    }
}

/// Runs a command in a reader, begins to read the next article at once, and takes what comes of both, and what nobody
/// asked for, in every order. Gives the kinds of replies that came.
fn check(desk: &Desk, command: Command, unasked: Option<Msg>) -> BTreeSet<&'static str> {
    let mut desk = desk.clone();
    desk.take(Msg::Run(command, None));
    if matches!(desk.state.overlay, Some(Overlay::Prompt(_))) {
        desk.take(Msg::Text("a:sea".into()));
        for chord in chords("<enter>").expect("a key") {
            desk.take(Msg::Key(chord));
        }
    }
    desk.take(Msg::Run(Command::NextArticle, None));
    desk.coming.extend(unasked.map(|msg| VecDeque::from([msg])));
    let mut kinds = BTreeSet::new();
    let mut first: Option<(String, Vec<&'static str>)> = None;
    desk.in_every_order(&mut MOST.clone(), &mut |end: Desk| {
        let (stands, order) = (end.stands(), end.kinds());
        kinds.extend(order.iter().copied());
        match &first {
            None => first = Some((stands, order)),
            Some((other, before)) => {
                assert_eq!(*other, stands, "{command:?}: {before:?}, else {order:?}");
            }
        }
    });
    kinds
}

fn check_all(desk: &Desk) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    let unasked = unasked();
    for (n, row) in COMMANDS.iter().enumerate() {
        if !matches!(row.command, Command::Quit | Command::Suspend) {
            kinds.extend(check(
                desk,
                row.command,
                Some(unasked[n % unasked.len()].clone()),
            ));
        }
    }
    kinds
}

#[test]
fn replies_in_any_order_come_to_the_same() {
    use Command::{Back, FirstLink, Keep, LastLink, NextArticle, Open, Picture};
    let reader = Desk::new(false);
    let mut kinds = check_all(&reader);
    kinds.extend(check_all(&reader.after(&[Back])));
    // The second article has links to a page and to a file, and a picture.
    let second = reader.after(&[NextArticle]);
    for (before, command) in [
        (&[FirstLink][..], Open),
        (&[LastLink], Open),
        (&[FirstLink, Open], Keep),
        (&[], Picture),
    ] {
        kinds.extend(check(&second.after(before), command, None));
    }
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
}

#[test]
fn by_ear_too() {
    check_all(&Desk::new(true));
}
