//! What comes in, and what goes out: messages to the state, effects for the world. Data, so that tests
//! can read them.

use std::sync::Arc;

use crate::app::{Chord, Command, Details, KeptTrail, Keymap, Settings};
use crate::config::Shows;
use crate::model::{
    Article, ArticleId, ArticleRow, FeedChange, FeedId, Notes, Picture, Said, Selection, Span,
};
use crate::model::{Likeness, Remark, Tally, Version};

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
    /// The world is done with an [act](Effect::is_act).
    Kept,
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
        /// Answers [`Effect::Load`] of this number.
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
        /// Answers [`Effect::Load`] of this number.
        ask: u64,
        /// Which article.
        id: ArticleId,
        /// Its beginning.
        article: Arc<Article>,
    },
    /// The page of a link, which can be loaded now; or why there is none, as one sentence.
    Followed {
        /// Answers [`Effect::Follow`] of this number.
        ask: u64,
        /// Its number.
        page: Result<ArticleId, String>,
    },
    /// A picture, or why there is none, as one sentence.
    Picture {
        /// Answers [`Effect::Picture`] of this number.
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
        /// Answers [`Effect::Sheet`] of this number.
        ask: u64,
        /// What was found.
        found: Found,
    },
    /// The older quotations of a sheet whose newest came before, newest first.
    SheetRest {
        /// Answers [`Effect::Sheet`] of this number.
        ask: u64,
        /// All that were still to come.
        said: Vec<Said>,
    },
    /// The voice is done with a sentence.
    Spoken {
        /// Answers [`Effect::Speak`] of this number.
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
    /// Fetch the page at an address of the web, unless it is there already, and send [`Msg::Followed`].
    Follow {
        /// Goes back with the answer.
        ask: u64,
        /// The address.
        address: String,
    },
    /// Fetch the picture at an address of the web, unless it is held, and send [`Msg::Picture`].
    Picture {
        /// Goes back with the answer.
        ask: u64,
        /// The address.
        address: String,
    },
    /// Keep a page that was followed in the library; then send [`Msg::KeptPage`].
    Keep(ArticleId),
    /// Fetch the article's page, keep its text, and send as for [`Effect::Load`].
    FullText {
        /// Goes back with the answer.
        ask: u64,
        /// Which article.
        id: ArticleId,
    },
    /// Send [`Msg::Selections`], first with the counts that are at hand, then with all.
    Selections,
    /// Send [`Msg::People`].
    People,
    /// Send [`Msg::Sheet`].
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
    /// Change settings of a feed in one act; then send [`Msg::Selections`].
    ChangeFeed(FeedId, Vec<FeedChange>),
    /// Keep a note on a passage, change the one of that number, or with no words take it away; then
    /// send [`Msg::Details`].
    SetNote {
        /// The article.
        id: ArticleId,
        /// Where the passage stands.
        passage: Span,
        /// The note that is there.
        note: Option<i64>,
        /// The note's words.
        words: String,
        /// The passage is highlighted, also where there are no words.
        lit: bool,
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
    /// Keep what is chosen to be shown, the second, over what the settings say, the first.
    KeepShows(Shows, Shows),
    /// Keep marks and the trail for the next run.
    KeepTrail(KeptTrail),
    /// Open an address in the browser; only http, https and mailto come here.
    Browse(String),
    /// Let the voice say a sentence, then send [`Msg::Spoken`].
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
    /// Whether the world keeps something for it; when that is done, it sends [`Msg::Kept`].
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

/// What is asked of the world for a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// What a person of that name said.
    Said(String),
    /// Where else these words of an article stand.
    Same(ArticleId, String),
    /// What the article said before.
    Versions(ArticleId),
    /// Which other articles tell its story.
    Story(ArticleId),
    /// The reader's notes on an article, or all of them.
    Notes(Option<ArticleId>),
    /// Who is quoted in some articles.
    Speakers {
        /// The name over the sheet.
        title: String,
        /// The articles that this query means; empty for the whole library.
        within: String,
        /// Of these, those with these words.
        filter: String,
    },
}

impl Wanted {
    /// Who is quoted in the articles of a row of feeds, all of them where it is none; of these, in those with these words.
    pub(in crate::app) fn speakers(within: Option<&Selection>, filter: &str) -> Self {
        let name = within.map_or("the library", |it| &it.name);
        Wanted::Speakers {
            title: match filter {
                "" => format!("Who is quoted in {name}"),
                filter => format!("Who is quoted in {name}, {filter}"),
            },
            within: within.map_or_else(String::new, |it| it.query.clone()),
            filter: filter.to_owned(),
        }
    }
}

/// What the world found.
#[derive(Clone, Debug)]
pub enum Found {
    /// What the person said, newest first.
    Said(String, Vec<Said>),
    /// The newest of that, with how many quotations in how many articles there are in all. The others
    /// come behind.
    SaidNewest(String, Vec<Said>, (usize, usize)),
    /// Where else the words stand.
    Same(String, Vec<(Likeness, Said)>),
    /// The older texts, oldest first, and the one that is read now.
    Versions(Arc<Article>, Vec<Version>),
    /// The other articles.
    Story(Vec<ArticleRow>),
    /// The notes, each with its article's headline; of one article, or of all.
    Notes(Option<ArticleId>, Vec<(ArticleId, String, Remark)>),
    /// Who is quoted, and the name over the sheet.
    Speakers(String, Vec<Tally>),
    /// Nothing, and why.
    Failed(String),
}
