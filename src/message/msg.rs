//! What comes in: messages to the state. Data, so that tests can read them.

use std::sync::Arc;

use crate::command::{Chord, Command, Keymap};
use crate::config::Settings;
use crate::message::wanted::Found;
use crate::model::{Article, ArticleId, ArticleRow, Details, Notes, Picture, Said, Selection};

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
    /// The mouse did something, at that column and row of the screen.
    Mouse(Mouse, u16, u16),
    /// The screen has this size now, in columns and rows.
    Resize(u16, u16),
    /// The state is before the reader; what could wait for that is done now.
    Shown,
    /// The world is done with an [act](super::Effect::is_act).
    Kept,
    /// Rows of the list, from the row `from` on.
    Rows {
        /// Answers [`Effect::Rows`](super::Effect::Rows) of this number; 0 when nobody asked.
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
    /// The words of the filter mean nothing as they stand, and are looked for as words.
    Misread {
        /// The question for rows of this number.
        ask: u64,
        /// Why, without a full stop.
        sentence: String,
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
        /// Answers [`Effect::Load`](super::Effect::Load) of this number.
        ask: u64,
        /// Which article.
        id: ArticleId,
        /// The article.
        article: Arc<Article>,
        /// First byte at the top of the screen when it was left.
        place: usize,
    },
    /// Where a long article begins, while the rest is read; [`Msg::Loaded`] follows with all of it.
    Begun {
        /// Answers [`Effect::Load`](super::Effect::Load) of this number.
        ask: u64,
        /// Which article.
        id: ArticleId,
        /// Its beginning.
        article: Arc<Article>,
    },
    /// The page of a link, which can be loaded now; or why there is none, as one sentence.
    Followed {
        /// Answers [`Effect::Follow`](super::Effect::Follow) of this number.
        ask: u64,
        /// Its number.
        page: Result<ArticleId, String>,
    },
    /// A link leads to a file outside of the folder that was opened; it is read when it is followed again.
    Outside {
        /// Answers [`Effect::Follow`](super::Effect::Follow) of this number.
        ask: u64,
        /// The whole path of the file, clean.
        path: String,
    },
    /// A picture, or why there is none, as one sentence.
    Picture {
        /// Answers [`Effect::Picture`](super::Effect::Picture) of this number.
        ask: u64,
        /// Its pixels.
        picture: Result<Arc<Picture>, String>,
    },
    /// A page that was followed is in the library now.
    KeptPage {
        /// Its number so far.
        page: ArticleId,
        /// Its number there.
        id: ArticleId,
    },
    /// What the annotator found in an article.
    Noted {
        /// Which article.
        id: ArticleId,
        /// The text that they are of.
        article: Arc<Article>,
        /// Quotes and names.
        notes: Arc<Notes>,
    },
    /// What the annotator found where a long article begins; [`Msg::Noted`] follows with all of it.
    NotedInPart {
        /// Which article.
        id: ArticleId,
        /// The whole text.
        article: Arc<Article>,
        /// Quotes and names of its beginning.
        notes: Arc<Notes>,
    },
    /// What the library knows of an article beside its text.
    Details {
        /// Which article.
        id: ArticleId,
        /// The text that it is about.
        article: Arc<Article>,
        /// What is known.
        details: Details,
    },
    /// Who says something in the library, those who say most first.
    People(Vec<String>),
    /// What was found for a sheet.
    Sheet {
        /// Answers [`Effect::Sheet`](super::Effect::Sheet) of this number.
        ask: u64,
        /// What was found.
        found: Found,
    },
    /// What a sheet is made of is being looked for, which takes a moment.
    Looking {
        /// The [`Effect::Sheet`](super::Effect::Sheet) of this number.
        ask: u64,
        /// What is looked for.
        sentence: String,
    },
    /// Older quotations of a sheet whose newest came before, newest first.
    SheetRest {
        /// Answers [`Effect::Sheet`](super::Effect::Sheet) of this number.
        ask: u64,
        /// The next of them.
        said: Vec<Said>,
        /// Others follow.
        more: bool,
    },
    /// The voice is done with a sentence.
    Spoken {
        /// Answers [`Effect::Speak`](super::Effect::Speak) of this number.
        ask: u64,
        /// Why it did not say it, as one sentence.
        failed: Option<String>,
    },
    /// The settings were read again.
    Settings(Box<Reread>),
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

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// Its first button is pressed.
    Click,
    /// Its wheel is turned away from the hand.
    WheelUp,
    /// And towards it.
    WheelDown,
}

/// Settings that were read again.
#[derive(Clone, Debug)]
pub struct Reread {
    /// What they say of the screen.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// Whether the panel of quotes opens by itself.
    pub side_panel: bool,
}
