//! What the library's commands take.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

use crate::cli::forms::{ArticleForm, QuoteForm, article_number};
use crate::model::query_help;

const FILTER_HELP: &str = "\
A command gets the articles of a refresh that the query means, a line of JSON each, as `annotate`
prints them:
  pullquote filter 'run:notify-send \"Quoted again\"' 'said:\"Ana Ruiz\"'
  pullquote filter 'run:jq -r .title >>ferries.txt' quote:ferry
`pullquote help search` tells what a query is.";

/// What `add` takes.
#[derive(Args, Debug)]
pub struct Add {
    /// Addresses, files or `-`; `file:PATH` and `exec:COMMAND` are followed as feeds.
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<OsString>,
    /// Follow the feed of the page, also when the page is an article.
    #[arg(long, conflicts_with = "article")]
    pub feed: bool,
    /// Keep the page, also when it is a front page.
    #[arg(long)]
    pub article: bool,
    /// A tag for what is added; may be given again.
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Fetch the page of each article of the feed.
    #[arg(long)]
    pub full_text: bool,
}

/// What `refresh` takes.
#[derive(Args, Debug)]
pub struct Refresh {
    /// Only these feeds, due or not: numbers, or parts of their names or addresses.
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,
    /// Print the counts as a line of JSON.
    #[arg(long)]
    pub json: bool,
}

const SYNC_HELP: &str = "\
Once, with an address, it logs in; from then on `pullquote sync`, `pullquote refresh` and the
reader's gR bring what is new and tell the server what was done here: read, favourites, tags, feeds
followed, given up, renamed and moved; the reader tells it a moment after, too:
  pullquote sync https://rss.example.org --user ana
The server must speak the interface of Google Reader (in FreshRSS and Miniflux a setting, with a
password of its own), Fever's, or that of Nextcloud News. The password is not kept: a token of the
server's is, beside the library; where there are none (Fever, Nextcloud), what stands for the password.";

/// What `sync` takes.
#[derive(Args, Debug)]
#[command(after_help = SYNC_HELP)]
pub struct Sync {
    /// The server, to log in.
    #[arg(value_name = "ADDRESS", requires = "user")]
    pub address: Option<String>,
    /// Your name there.
    #[arg(long, value_name = "NAME", requires = "address")]
    pub user: Option<String>,
    /// A command that prints the password; without it, it is asked for or read from standard input.
    #[arg(long, value_name = "COMMAND", requires = "address")]
    pub password_command: Option<String>,
    /// Forget the server; feeds and articles stay.
    #[arg(long, conflicts_with = "address")]
    pub forget: bool,
    /// Let the server follow also the feeds that are followed here alone.
    #[arg(long, conflicts_with = "forget")]
    pub subscribe: bool,
    /// Take over that most feeds or favourites are gone, which is put off otherwise.
    #[arg(long, conflicts_with = "forget")]
    pub accept: bool,
}

/// What `feeds` takes.
#[derive(Args, Debug)]
pub struct Feeds {
    /// Only these; needed to change settings.
    #[arg(value_name = "FEED")]
    pub feeds: Vec<String>,
    /// Call it so; empty gives its own title back.
    #[arg(long, requires = "feeds")]
    pub name: Option<String>,
    /// Fetch the page of each new article.
    #[arg(long, value_enum, requires = "feeds")]
    pub full_text: Option<Switch>,
    /// Refresh at most so often: 30m, 6h, 1d; 0 for at every refresh.
    #[arg(long, value_name = "TIME", requires = "feeds")]
    pub every: Option<String>,
    /// Keep what is read and neither a favourite, tagged nor noted for so many days; 0 for ever.
    #[arg(long, value_name = "DAYS", requires = "feeds")]
    pub keep: Option<i64>,
    /// Put a tag on it; may be given again.
    #[arg(long = "tag", value_name = "TAG", requires = "feeds")]
    pub tags: Vec<String>,
    /// Take a tag off.
    #[arg(long = "untag", value_name = "TAG", requires = "feeds")]
    pub untags: Vec<String>,
    /// Follow it no longer; its articles stay.
    #[arg(long, requires = "feeds")]
    pub remove: bool,
    #[command(flatten)]
    pub form: ListForm,
}

/// How the rows of a list are printed.
#[derive(Args, Clone, Copy, Debug)]
pub struct ListForm {
    /// How to print them.
    #[arg(long, value_enum, default_value_t = RowForm::Text)]
    pub format: RowForm,
    /// The same as --format jsonl.
    #[arg(long)]
    pub json: bool,
}

impl ListForm {
    /// Whether each row is a line of JSON.
    pub fn is_json(self) -> bool {
        self.json || self.format == RowForm::Jsonl
    }
}

/// How a row of a list is printed.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum RowForm {
    /// For reading.
    Text,
    /// A line of JSON each.
    Jsonl,
}

/// On or off.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// What `list` takes.
#[derive(Args, Debug)]
#[command(after_help = query_help())]
pub struct List {
    /// Only what this means, or a saved query's name.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only what is unread.
    #[arg(long)]
    pub unread: bool,
    /// Only favourites.
    #[arg(long)]
    pub starred: bool,
    /// Only from this feed.
    #[arg(long, value_name = "FEED")]
    pub feed: Option<String>,
    /// Only with this tag.
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Print how many, and nothing else.
    #[arg(long)]
    pub count: bool,
    /// The oldest first.
    #[arg(long)]
    pub oldest: bool,
    /// At most so many; 0 for all.
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub form: ListForm,
}

/// What `show` takes.
#[derive(Args, Debug)]
pub struct Show {
    /// Numbers of articles, as `list` gives them.
    #[arg(value_name = "NUMBER", required = true, value_parser = article_number)]
    pub ids: Vec<i64>,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = ArticleForm::Text)]
    pub format: ArticleForm,
    /// Print what an updated story's versions changed.
    #[arg(long)]
    pub changes: bool,
    /// Print where else the story is told, and where else each of its quotations stands: the same,
    /// shortened, longer or altered.
    #[arg(long, conflicts_with = "changes")]
    pub elsewhere: bool,
    /// Fetch the full text from the article's page first.
    #[arg(long)]
    pub fetch: bool,
}

/// What `search` takes.
#[derive(Args, Debug)]
#[command(after_help = query_help())]
pub struct Search {
    /// What to look for.
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// The newest first, not the most to the point.
    #[arg(long)]
    pub newest: bool,
    /// At most so many; 0 for all.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
    /// Also save the query under this name, to be used as a feed; an empty query forgets it.
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
    #[command(flatten)]
    pub form: ListForm,
}

/// What `said` takes.
#[derive(Args, Debug)]
#[command(after_help = query_help())]
pub struct Said {
    /// The person's name or a part of it; without one, who said most.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    /// Only what this means; quote: and about: are asked of the words themselves.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = QuoteForm::Text)]
    pub format: QuoteForm,
    /// At most so many, the newest; 0 for all.
    #[arg(long, default_value_t = 0)]
    pub limit: usize,
    /// Also what they think and want, what they found, and what the text says they did not say.
    #[arg(long, requires = "name")]
    pub thoughts: bool,
    /// Who speaks how much: count quotes and their words, by these, most words first (text, csv, json).
    /// Without a name, or with a query alone such as feed:Ferry, everybody is counted.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT,…", conflicts_with_all = ["thoughts", "is"])]
    pub by: Vec<CountedBy>,
    /// From now on this name means that person too.
    #[arg(long, value_name = "PERSON", requires = "name")]
    pub is: Option<String>,
}

/// What `said --by` counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CountedBy {
    /// Who said it.
    Speaker,
    /// The feed, for kept articles the site.
    Feed,
    /// The month of the article.
    Month,
}

/// What `tag` takes.
#[derive(Args, Debug)]
pub struct Tag {
    /// The tag.
    pub tag: String,
    /// Numbers of articles, as `list` gives them.
    #[arg(value_name = "NUMBER", value_parser = article_number)]
    pub ids: Vec<i64>,
    /// All that this query means.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub all: Option<String>,
    /// Take it off.
    #[arg(long)]
    pub remove: bool,
}

/// What `mark` takes.
#[derive(Args, Debug)]
pub struct Mark {
    /// What they are from now on.
    #[arg(value_enum)]
    pub state: State,
    /// Numbers of articles, as `list` gives them.
    #[arg(value_name = "NUMBER", value_parser = article_number)]
    pub ids: Vec<i64>,
    /// All that this query means.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub all: Option<String>,
}

/// What an article can be marked as.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum State {
    /// Read.
    Read,
    /// Not read.
    Unread,
    /// A favourite.
    Starred,
    /// No favourite.
    Unstarred,
    /// Out of every list; `is:hidden` finds it.
    Hidden,
    /// In the lists again.
    Shown,
}

/// What `filter` takes.
#[derive(Args, Debug)]
#[command(after_help = FILTER_HELP)]
pub struct Filter {
    /// What to do with an arriving article: hide, star, read, tag:NAME or run:COMMAND. Without one, lists
    /// the filters.
    #[arg(value_name = "DO", requires = "query")]
    pub act: Option<String>,
    /// Which articles.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Take away the filter of that number.
    #[arg(long, value_name = "NUMBER", conflicts_with = "act")]
    pub remove: Option<i64>,
}

/// What `doctor` takes.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Mend what is wrong. The damaged file, if it is, stays beside the new one.
    #[arg(long)]
    pub repair: bool,
    /// Read every page of a large library too, with all words and their index; a small one is always read whole.
    #[arg(long)]
    pub thorough: bool,
    /// Make the file as small as it can be. Nothing is lost; it takes a while, and for the time being as much room again.
    #[arg(long)]
    pub compact: bool,
}
