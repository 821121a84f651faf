//! What goes out: effects for the world. Data, so that tests can read them.

use std::sync::Arc;

use crate::command::prompt::Passage;
use crate::config::Shows;
use crate::message::wanted::Wanted;
use crate::model::{Article, ArticleId, FeedChange, FeedId, Quote};

/// What the world should do. Data, so that tests can read it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send [`Msg::Rows`](super::Msg::Rows).
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
    /// Send [`Msg::Loaded`](super::Msg::Loaded), then [`Msg::Noted`](super::Msg::Noted).
    Load {
        /// Goes back with the answer.
        ask: u64,
        /// Which article.
        id: ArticleId,
    },
    /// Fetch the page at an address of the web, or read the chapter or file that lies with an article's own, unless it is
    /// there already, and send [`Msg::Followed`](super::Msg::Followed); or [`Msg::Outside`](super::Msg::Outside).
    Follow {
        /// Goes back with the answer.
        ask: u64,
        /// The article that the link stands in.
        of: ArticleId,
        /// The address.
        address: String,
        /// The reader has seen the whole path of a file of another folder, and wants it.
        sure: bool,
    },
    /// Fetch the picture at an address of the web, unless it is held, or take it from beside the article's file, and send [`Msg::Picture`](super::Msg::Picture).
    Picture {
        /// Goes back with the answer.
        ask: u64,
        /// The article that it is of.
        of: ArticleId,
        /// The address.
        address: String,
    },
    /// Nobody waits for the page of that question any more: end what is fetched for it.
    LeavePage(u64),
    /// The same of a picture.
    LeavePicture(u64),
    /// Keep a page that was followed in the library; then send [`Msg::KeptPage`](super::Msg::KeptPage).
    Keep(ArticleId),
    /// Fetch the article's page, keep its text, and send as for [`Effect::Load`].
    FullText {
        /// Goes back with the answer.
        ask: u64,
        /// Which article.
        id: ArticleId,
    },
    /// Send [`Msg::Selections`](super::Msg::Selections), first with the counts that are at hand, then with all.
    Selections,
    /// Send [`Msg::People`](super::Msg::People).
    People,
    /// Send [`Msg::Sheet`](super::Msg::Sheet).
    Sheet {
        /// Goes back with the answer.
        ask: u64,
        /// What is wanted.
        wanted: Wanted,
    },
    /// Ask these feeds for what is new; then send the rows again and say what came.
    Refresh(Whose),
    /// Save it in this file, whose ending tells the format.
    Save(Given, String),
    /// Give it to this command of the shell, and say what that answers.
    Pipe(Given, String),
    /// The same as JSON.
    Share(Given, String),
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
    /// Change settings of a feed in one act; then send [`Msg::Selections`](super::Msg::Selections).
    ChangeFeed(FeedId, Vec<FeedChange>),
    /// Keep a note on a passage, change the one that is there, or with no words take it away; then
    /// send [`Msg::Details`](super::Msg::Details).
    SetNote {
        /// Where it stands, and the note that is there.
        passage: Passage,
        /// The note's words.
        words: String,
    },
    /// Keep who said a quotation, nobody when it is empty; then send [`Msg::Noted`](super::Msg::Noted).
    Correct {
        /// The article.
        id: ArticleId,
        /// The text that the reader saw.
        text: Arc<Article>,
        /// The quotation.
        quote: Box<Quote>,
        /// Who said it.
        who: String,
    },
    /// Keep that a name means somebody with another name; then send [`Msg::Noted`](super::Msg::Noted).
    Merge {
        /// The name.
        name: String,
        /// The name that it means.
        who: String,
    },
    /// Keep the place in an article: the first byte at the top of the screen.
    KeepPlace(ArticleId, usize),
    /// Keep what is chosen to be shown, the second, over what the settings say, the first.
    KeepShows(Shows, Shows),
    /// Keep marks and the trail for the next run.
    KeepTrail(KeptTrail),
    /// Open an address in the browser; only http, https and mailto come here.
    Browse(String),
    /// Let the voice say a sentence, then send [`Msg::Spoken`](super::Msg::Spoken).
    Speak {
        /// Goes back with the answer.
        ask: u64,
        /// The sentence.
        words: String,
        /// Its language, ISO 639-1, where it is known.
        lang: Option<String>,
    },
    /// Let the voice say no more, at once.
    Hush,
    /// Put text into the clipboard.
    Copy(String),
    /// Stop until the shell wakes the program again.
    Suspend,
    /// Draw all cells again.
    Redraw,
    /// Leave.
    Quit,
}

impl Effect {
    /// Whether the world keeps something for it; when that is done, it sends [`Msg::Kept`](super::Msg::Kept).
    pub const fn is_act(&self) -> bool {
        matches!(
            self,
            Effect::SetTag(..)
                | Effect::SetRead(..)
                | Effect::ReadAll(_)
                | Effect::SetFavourite(..)
                | Effect::Keep(_)
                | Effect::Undo
                | Effect::Redo
                | Effect::ChangeFeed(..)
                | Effect::SetNote { .. }
                | Effect::Correct { .. }
                | Effect::Merge { .. }
                | Effect::KeepPlace(..)
                | Effect::KeepTrail(_)
        )
    }
}

/// What is given out.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// An article.
    Article(ArticleId),
    /// A quotation of an article, by its number there.
    Quote(ArticleId, usize),
    /// Quotations, each by its article and its number there; and all of them as Markdown.
    Quotes(Vec<(ArticleId, usize)>, String),
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

/// What of the trail is kept for the next run, of articles of the library alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptTrail {
    /// Letters, each with its article and the first byte before the reader.
    pub marks: Vec<(char, ArticleId, usize)>,
    /// Where the reader was, the last at the end.
    pub back: Vec<(ArticleId, usize)>,
}
