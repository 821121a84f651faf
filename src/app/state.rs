//! The state: all that changes while the program runs. Views only read it; [`update`](super::update()) changes it.

use super::article::arrive;
use super::article::leads::Following;
use super::article::pictures::Viewed;
use super::sheet::Sheet;
use super::shelf::feeds::FeedsPane;
use super::shelf::trail::Trail;
use super::spoken::Spoken;
use super::{ListPane, ReaderPane};
use crate::command::help::Help;
use crate::command::key_names;
use crate::command::keymap::{Keymap, Pending};
use crate::command::prompt::Prompt;
use crate::command::table::{Command, Scope};
use crate::command::target::{Goes, Target};
use crate::config::Settings;
use crate::message::{Effect, Msg, Question, Wanted};
use crate::model::{ArticleId, clean};

/// All that changes while the program runs.
#[derive(Clone, Debug)]
pub struct State {
    /// The list of articles.
    pub list: ListPane,
    /// The list of feeds above it; none where there is no library.
    pub feeds: Option<FeedsPane>,
    /// The open article.
    pub reader: Option<ReaderPane>,
    /// What takes the whole screen while it has the focus.
    pub sheet: Option<Sheet>,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Drawn on top; takes the keys first.
    pub overlay: Option<Overlay>,
    /// One sentence for the reader: where a jump went, an error, "Copied."
    pub notice: Option<Notice>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The article alone, without list and panel.
    pub zen: bool,
    /// What the reader chose for the screen.
    pub settings: Settings,
    /// The same as the settings' file says.
    pub(super) set: Settings,
    /// Keys to commands.
    pub keymap: Keymap,
    /// Keys that are no command yet.
    pub pending: Pending,
    /// Whether the panel of quotes opens by itself on a wide screen.
    pub panel_by_itself: bool,
    /// What is heard, in plain and in screen-reader mode; none in the panes.
    pub spoken: Option<Spoken>,
    /// Where the reader has been, and marks.
    pub(super) trail: Trail,
    /// The page of a link that was asked for.
    pub(super) following: Following,
    /// How many pictures were asked for; by ear, the one that is awaited.
    pub(super) pictures: u64,
    pub(super) heard_picture: Option<Viewed>,
    /// What is read aloud, and whether the last message ended that.
    pub(super) aloud: Question<()>,
    pub(super) stopped_aloud: bool,
    /// The article that was asked for.
    pub(super) awaited: arrive::Awaited,
    /// Keys that wait for the rest of an article.
    pub(super) held: Vec<Msg>,
    /// Who says something in the library, as far as it was told; and whether that is of today.
    pub(super) people: Vec<String>,
    pub(super) knows_people: bool,
    /// The sheet whose answer is awaited.
    pub(super) asked_sheet: Question<Wanted>,
    /// What the world shall do, as the message that is being taken wants it; in its order.
    pub(super) effects: Vec<Effect>,
    /// The place to go to once its article is there, and what was chosen there.
    pub(super) wanted_place: Option<Goes>,
    pub(super) arrived: Option<Target>,
}

/// A sentence in the status row.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub words: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of articles.
    #[default]
    List,
    /// The list of feeds, in the place of the list of articles.
    Feeds,
    /// The article.
    Reader,
    /// The side panel.
    Panel,
    /// A sheet over the whole screen.
    Sheet,
}

/// What lies on top of the panes.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// All keys, with a filter.
    Help(Help),
    /// A line being typed: search, filter, command.
    Prompt(Prompt),
    /// A picture.
    Picture(Box<Viewed>),
}

impl State {
    /// A screen of that size that knows of no article yet.
    pub fn new(size: (u16, u16), settings: Settings, keymap: Keymap) -> Self {
        State {
            list: ListPane::default(),
            feeds: None,
            reader: None,
            sheet: None,
            focus: Pane::List,
            overlay: None,
            notice: None,
            size,
            zen: false,
            set: settings.clone(),
            settings,
            keymap,
            pending: Pending::default(),
            panel_by_itself: true,
            spoken: None,
            trail: Trail::default(),
            following: Following::default(),
            pictures: 0,
            heard_picture: None,
            aloud: Question::default(),
            stopped_aloud: false,
            awaited: arrive::Awaited::default(),
            asked_sheet: Question::default(),
            held: Vec::new(),
            people: Vec::new(),
            knows_people: false,
            effects: Vec::new(),
            wanted_place: None,
            arrived: None,
        }
    }

    /// Where keys are looked up now.
    pub fn scope(&self) -> Scope {
        match self.focus {
            Pane::List | Pane::Feeds => Scope::List,
            Pane::Reader if self.is_choosing() => Scope::Passage,
            Pane::Reader | Pane::Panel | Pane::Sheet => Scope::Reader,
        }
    }

    /// Whether that article is open.
    pub fn reads(&self, id: ArticleId) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.id() == id)
    }

    /// Whether no more is wrapped of the open article than is seen at first. The rest follows with the
    /// next message: [`Msg::Shown`](crate::message::Msg::Shown), where nothing else comes.
    pub fn is_in_part(&self) -> bool {
        self.reader.as_ref().is_some_and(ReaderPane::is_in_part)
    }

    /// Whether a reply is about to change what keys mean: an article that is opened, a sheet, the rows that are chosen from.
    pub fn is_between(&self) -> bool {
        let opens = self.focus == Pane::Reader && self.awaited.is_loading();
        let lists = self.focus == Pane::List && self.awaits_rows();
        self.overlay.is_none() && (opens || lists || self.asked_sheet.open().is_some())
    }

    /// Whether rows are awaited without which the list says nothing.
    fn awaits_rows(&self) -> bool {
        self.list.awaited() && (self.spoken.is_some() || self.list.chosen().is_none())
    }

    /// For how many milliseconds a view should wait for a reply that is about to come before it draws,
    /// so that nothing is drawn twice. None when nothing is awaited.
    pub fn patience(&self) -> Option<u64> {
        // What was said is not said again: to the ear, whole answers matter more than quick ones.
        let spoken = self.spoken.is_some();
        if self.spoken.as_ref().is_some_and(Spoken::waits) {
            return Some(300);
        }
        if self.following.page.open().is_some() {
            return spoken.then_some(1000);
        }
        if self.heard_picture.is_some() {
            return Some(1000);
        }
        if let Some(Overlay::Picture(viewed)) = &self.overlay {
            return viewed.is_awaited().then_some(60);
        }
        if self.asked_sheet.open().is_some() {
            return Some(if spoken { 1000 } else { 60 });
        }
        if let (Pane::Feeds, Some(feeds)) = (self.focus, &self.feeds) {
            let awaited = !feeds.is_counted() && (spoken || feeds.rows().is_empty());
            return awaited.then_some(if spoken { 1000 } else { 60 });
        }
        // At the start; a filter that leaves nothing has its answer.
        let empty = self.list.total() == 0 && !self.list.had_rows();
        let begins = !self.awaited.any() && empty && !self.list.is_part();
        if begins || spoken && self.list.is_coming() {
            return Some(200);
        }
        if self.awaits_rows() || self.awaited.is_loading() {
            // A letter that is typed is on the screen with the next frame, whatever it finds.
            let typing = matches!(self.overlay, Some(Overlay::Prompt(_)));
            return Some(match spoken {
                true => 1000,
                false if typing => 10,
                false => 60,
            });
        }
        let reader = self.reader.as_ref()?;
        if spoken {
            return (!reader.is_noted()).then_some(1000);
        }
        reader.is_noted_soon().then_some(30)
    }

    /// The first key of a command, as it is shown or said.
    pub(super) fn key_name(&self, command: Command) -> String {
        key_names::of(&self.keymap, command, self.spoken.is_some())
    }

    pub(super) fn say(&mut self, words: impl AsRef<str>) {
        self.tell(words.as_ref(), false);
    }

    pub(super) fn fail(&mut self, words: impl AsRef<str>) {
        self.tell(words.as_ref(), true);
    }

    /// All that is said goes through here: it may quote what was typed, pasted or sent.
    pub(super) fn tell(&mut self, words: &str, failed: bool) {
        let words = clean(words).into_owned();
        self.notice = Some(Notice { words, failed });
    }
}
