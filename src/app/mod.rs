//! What the reader is doing. Pure: no clock, files, threads or terminal.
//!
//! Keys and replies come in as [`Msg`], [`update`] changes the [`State`] and says as [`Effect`]s what
//! the world should do. Views only read the state. What is said about a jump or a status comes from
//! [`words`], for the eye and for the ear.

mod about;
pub mod card;
pub mod commands;
mod complete;
pub mod copy;
pub mod day;
pub mod difference;
pub mod feeds;
mod give;
pub mod help;
pub mod jump;
pub mod keymap;
pub mod keys;
mod layers;
mod library;
pub mod list;
mod motion;
mod pace;
pub mod panel;
pub mod passages;
pub mod place;
pub mod prompt;
pub mod reader;
mod run;
pub mod search;
mod seek;
pub mod sheet;
pub mod spoken;
#[cfg(test)]
pub(crate) mod tests;
mod typed;
mod update;
pub mod words;

use std::sync::Arc;

pub use about::About;
pub use commands::{COMMANDS, Command, Scope};
pub use keymap::{Chord, Key, Keymap};
pub use list::ListPane;
pub use reader::ReaderPane;
pub use update::update;

use crate::model::{Article, ArticleId, ArticleRow, FeedChange, FeedId, Notes, Selection, Span};
use feeds::FeedsPane;
use help::Help;
use keymap::Pending;
use prompt::Prompt;
use sheet::{Found, Sheet, Wanted};
use spoken::Spoken;

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
    /// Keys to commands.
    pub keymap: Keymap,
    /// Keys that are no command yet.
    pub pending: Pending,
    /// Whether the panel of quotes opens by itself on a wide screen.
    pub panel_by_itself: bool,
    /// What is heard, in plain and in screen-reader mode; none in the panes.
    pub spoken: Option<Spoken>,
    /// The request whose answer is awaited, for articles; later ones make earlier ones void.
    asked: u64,
    /// That request has no answer yet.
    loading: bool,
    /// How many sheets were asked for, and the one whose answer is awaited.
    sheets: u64,
    awaited_sheet: Option<u64>,
    /// The place to go to once its article is there, and what was chosen there.
    wanted_place: Option<sheet::Goes>,
    arrived: Option<jump::Target>,
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
}

/// What the reader chose for the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Columns of text at most.
    pub measure: u16,
    /// The same before any change, for "usual width".
    pub usual: u16,
    /// Speakers less sure than this are "unclear".
    pub unclear: f32,
    /// The theme's name.
    pub theme: String,
    /// Whether names are underlined.
    pub names: bool,
    /// Today as `2026-11-23`, for days in the list.
    pub today: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            measure: 72,
            usual: 72,
            unclear: 0.65,
            theme: String::new(),
            names: true,
            today: String::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// A line of plain mode: a command in words or letters.
    Line(String),
    /// Text was pasted.
    Text(String),
    /// A command was given, with a count.
    Run(Command, Option<usize>),
    /// The screen has this size now, in columns and rows.
    Resize(u16, u16),
    /// The state is before the reader; what could wait for that is done now.
    Shown,
    /// Rows of the list, from the row `from` on.
    Rows {
        /// Answers [`Effect::Rows`] of this number; 0 when nobody asked.
        ask: u64,
        /// Rows in the whole list.
        total: usize,
        /// Unread ones among them.
        unread: usize,
        /// The number of the first row here.
        from: usize,
        /// The rows.
        rows: Vec<ArticleRow>,
        /// The list is still growing.
        more: bool,
    },
    /// The rows of the list of feeds.
    Selections {
        /// All of them.
        rows: Vec<Selection>,
        /// Queries and tags are counted.
        counted: bool,
    },
    /// An article to read, and the offset where it was left.
    Loaded {
        /// Answers [`Effect::Load`] of this number.
        ask: u64,
        /// Which article.
        id: ArticleId,
        /// The article.
        article: Arc<Article>,
        /// First byte at the top of the screen when it was left.
        place: usize,
    },
    /// What the annotator found in an article.
    Noted {
        /// Which article.
        id: ArticleId,
        /// Quotes and names.
        notes: Arc<Notes>,
    },
    /// What the library knows of an article beside its text.
    About {
        /// Which article.
        id: ArticleId,
        /// What is known.
        about: About,
    },
    /// What was found for a sheet.
    Sheet {
        /// Answers [`Effect::Sheet`] of this number.
        ask: u64,
        /// What was found.
        found: Found,
    },
    /// The terminal told what stands behind the text.
    Background {
        /// It is nearer to white than to black.
        light: bool,
    },
    /// Whether the list shows what comes with the program, for want of articles.
    Welcome(bool),
    /// One sentence to show.
    Told(String),
    /// What went wrong, as one sentence.
    Failed(String),
}

/// What the world should do. Data, so that tests can read it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send [`Msg::Rows`].
    Rows {
        /// Goes back with the answer.
        ask: u64,
        /// Only what this query means; empty for the whole library.
        within: String,
        /// Only rows with these words; empty for all.
        filter: String,
        /// The first row wanted.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Send [`Msg::Loaded`], then [`Msg::Noted`].
    Load {
        /// Goes back with the answer.
        ask: u64,
        /// Which article.
        id: ArticleId,
    },
    /// Fetch the article's page, keep its text, and send as for [`Effect::Load`].
    FullText {
        /// Goes back with the answer.
        ask: u64,
        /// Which article.
        id: ArticleId,
    },
    /// Send [`Msg::Selections`], first with the counts that are at hand, then with all.
    Selections,
    /// Send [`Msg::Sheet`].
    Sheet {
        /// Goes back with the answer.
        ask: u64,
        /// What is wanted.
        wanted: Wanted,
    },
    /// Ask these feeds for what is new; then send the rows again and say what came.
    Refresh(Whose),
    /// Save it in this file; for an article the file's ending tells the format.
    Save(Given, String),
    /// Give it to this command of the shell, and say what that answers.
    Pipe(Given, String),
    /// Keep the article, or follow the feed, at this address or in this file.
    Add(String),
    /// Keep that the article has this tag, or not.
    SetTag(ArticleId, String, bool),
    /// Keep that the article is read, or not.
    SetRead(ArticleId, bool),
    /// Keep that all articles are read that this query means.
    ReadAll(String),
    /// Keep that the article is a favourite, or not.
    SetFavourite(ArticleId, bool),
    /// Take the last kept change back and send the rows again.
    Undo,
    /// Make it again and send the rows again.
    Redo,
    /// Change settings of a feed in one act; then send [`Msg::Selections`].
    ChangeFeed(FeedId, Vec<FeedChange>),
    /// Keep a note on a passage, change the one of that number, or with no words take it away; then
    /// send [`Msg::About`].
    SetNote {
        /// The article.
        id: ArticleId,
        /// Where the passage stands.
        passage: Span,
        /// The note that is there.
        note: Option<i64>,
        /// The note's words.
        words: String,
    },
    /// Keep who said a quotation, nobody when it is empty; then send [`Msg::Noted`].
    Correct {
        /// The article.
        id: ArticleId,
        /// The number of the quotation.
        quote: usize,
        /// Who said it.
        who: String,
    },
    /// Keep that a name means somebody with another name; then send [`Msg::Noted`].
    Merge {
        /// The name.
        name: String,
        /// The name that it means.
        who: String,
    },
    /// Keep the place in an article: the first byte at the top of the screen.
    KeepPlace(ArticleId, usize),
    /// Open an address in the browser; only http, https and mailto come here.
    Browse(String),
    /// Put text into the clipboard.
    Copy(String),
    /// Stop until the shell wakes the program again.
    Suspend,
    /// Draw all cells again.
    Redraw,
    /// Leave.
    Quit,
}

/// What is given out.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// An article.
    Article(ArticleId),
    /// These words, as they are.
    Words(String),
}

/// Whose feeds are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All that are followed.
    All,
    /// This one.
    Feed(FeedId),
    /// The one that this article came from.
    FeedOf(ArticleId),
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
            settings,
            keymap,
            pending: Pending::default(),
            panel_by_itself: true,
            spoken: None,
            asked: 0,
            loading: false,
            sheets: 0,
            awaited_sheet: None,
            wanted_place: None,
            arrived: None,
        }
    }

    /// Where keys are looked up now.
    pub fn scope(&self) -> Scope {
        match self.focus {
            Pane::List | Pane::Feeds => Scope::List,
            Pane::Reader | Pane::Panel | Pane::Sheet => Scope::Reader,
        }
    }

    /// Whether that article is open.
    pub fn reads(&self, id: ArticleId) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.id == id)
    }

    /// Whether no more is wrapped of the open article than is seen at first. The rest follows with the
    /// next message: [`Msg::Shown`], where nothing else comes.
    pub fn is_in_part(&self) -> bool {
        self.reader.as_ref().is_some_and(ReaderPane::is_in_part)
    }

    /// For how many milliseconds a view should wait for a reply that is about to come before it draws,
    /// so that nothing is drawn twice. None when nothing is awaited.
    pub fn patience(&self) -> Option<u64> {
        // What was said is not said again: to the ear, whole answers matter more than quick ones.
        let spoken = self.spoken.is_some();
        if self.spoken.as_ref().is_some_and(Spoken::waits) {
            return Some(300);
        }
        if self.awaited_sheet.is_some() {
            return Some(if spoken { 1000 } else { 60 });
        }
        let rows = self.list.awaited.is_some() && (spoken || self.list.chosen().is_none());
        if let (Pane::Feeds, Some(feeds)) = (self.focus, &self.feeds) {
            let awaited = !feeds.counted && (spoken || feeds.rows.is_empty());
            return awaited.then_some(if spoken { 1000 } else { 60 });
        }
        if self.asked == 0 && self.list.total == 0 || spoken && self.list.coming {
            return Some(200);
        }
        if rows || self.loading {
            return Some(if spoken { 1000 } else { 60 });
        }
        let reader = self.reader.as_ref()?;
        if spoken {
            return (!reader.noted).then_some(1000);
        }
        (!reader.noted && reader.article.text.len() < reader::SMALL).then_some(30)
    }

    /// The first key of a command, as it is shown or said.
    fn key_name(&self, command: Command) -> String {
        match (&self.spoken, self.keymap.keys(command).first()) {
            (Some(_), Some(keys)) => spoken::keys::one(keys),
            _ => self.keymap.key(command),
        }
    }

    fn say(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            failed: false,
        });
    }

    fn fail(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice {
            words: words.into(),
            failed: true,
        });
    }
}
