//! The command table: every act of the reader once, with its name, keys and one line of help.
//!
//! All else is read from it: the default keys, the names for `[keys]` in the config, the help, the
//! command line's completion, plain mode's typed words, the hints in the status row.

pub use super::scope::{Group, Scope};

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The act itself.
    pub command: Command,
    /// Its name, as typed after `:` and written in the config.
    pub name: &'static str,
    /// One sentence.
    help: &'static str,
    /// The default keys, as [`crate::command::chord::chords`] reads them.
    pub keys: &'static [&'static str],
    /// Where it can be given.
    pub scope: Scope,
    /// Where help lists it.
    pub group: Group,
}

impl Row {
    /// One sentence that says what the command does.
    pub fn help(&self) -> &'static str {
        self.help.trim_start()
    }
}

impl Command {
    /// Whether it is about the whole screen or the library, so that it means the same in every pane.
    pub const fn is_everywhere(self) -> bool {
        use Command as C;
        matches!(
            self,
            C::FeedName
                | C::FeedTags
                | C::FeedFullText
                | C::FeedInterval
                | C::FeedKeep
                | C::Unfollow
                | C::Notes
                | C::SaidEverywhere
                | C::Speakers
                | C::NextPane
                | C::PreviousPane
                | C::Save
                | C::Pipe
                | C::Share
                | C::Undo
                | C::Redo
                | C::Refresh
                | C::RefreshFeed
                | C::Add
                | C::TrailBack
                | C::TrailForward
                | C::GoToMark
                | C::SearchLibrary
                | C::Where
                | C::Wider
                | C::Narrower
                | C::UsualWidth
                | C::Zen
                | C::Mouse
                | C::Theme
                | C::Help
                | C::CommandLine
                | C::Redraw
                | C::Cancel
                | C::Suspend
                | C::Quit
        )
    }

    /// Whether it opens a line to be typed, so that words may stand behind its name.
    pub const fn takes_words(self) -> bool {
        use Command as C;
        matches!(
            self,
            C::Search
                | C::SearchLibrary
                | C::Tag
                | C::Add
                | C::Save
                | C::Pipe
                | C::Share
                | C::Note
                | C::Correct
                | C::SaidEverywhere
                | C::FeedName
                | C::FeedTags
                | C::FeedInterval
                | C::FeedKeep
                | C::Mark
                | C::GoToMark
                | C::NotePassage
        )
    }

    /// Its line of the table.
    pub fn row(self) -> &'static Row {
        // The macro writes both from one list, in one order.
        &COMMANDS[self as usize]
    }

    /// The command of that name.
    pub fn named(name: &str) -> Option<Self> {
        let row = COMMANDS.iter().find(|row| row.name == name)?;
        Some(row.command)
    }
}

macro_rules! commands {
    ($(#[doc = $help:literal] $command:ident { $name:literal, keys: [$($key:literal),*], in: $scope:ident, $group:ident })*) => {
        /// Everything that the reader can be told to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $help] $command),* }

        /// The table, in the order of help.
        pub const COMMANDS: &[Row] = &[$(Row {
            command: Command::$command,
            name: $name,
            help: $help,
            keys: &[$($key),*],
            scope: Scope::$scope,
            group: Group::$group,
        }),*];
    };
}

commands! {
    /// Go down a line, in the list an article.
    Down { "down", keys: ["j", "<down>"], in: Anywhere, Move }
    /// Go up a line, in the list an article.
    Up { "up", keys: ["k", "<up>"], in: Anywhere, Move }
    /// Go down a page; at the end of an article, open the next unread one.
    PageDown { "page-down", keys: ["<space>", "<pgdn>", "<c-f>"], in: Anywhere, Move }
    /// Go up a page.
    PageUp { "page-up", keys: ["b", "<pgup>", "<c-b>"], in: Anywhere, Move }
    /// Go down half a page.
    HalfPageDown { "half-page-down", keys: ["<c-d>"], in: Anywhere, Move }
    /// Go up half a page.
    HalfPageUp { "half-page-up", keys: ["<c-u>"], in: Anywhere, Move }
    /// Go to the top, with a count to that line or article.
    Top { "top", keys: ["gg", "<home>"], in: Anywhere, Move }
    /// Go to the end, with a count to that line or article.
    Bottom { "bottom", keys: ["G", "<end>"], in: Anywhere, Move }
    /// Go to that percentage of the article or list: 50%.
    Percent { "percent", keys: ["%"], in: Anywhere, Move }
    /// Open the article, or act on what is chosen: quote, link, name.
    Open { "open", keys: ["<enter>", "l", "<right>"], in: Anywhere, Move }
    /// Go back: close the card, the panel, the article; from the articles to the feeds.
    Back { "back", keys: ["q", "<esc>", "h", "<left>"], in: Anywhere, Move }
    /// Go to the next pane.
    NextPane { "next-pane", keys: ["<tab>"], in: Anywhere, Move }
    /// Go to the pane before.
    PreviousPane { "previous-pane", keys: ["<s-tab>"], in: Anywhere, Move }
    /// Open the next article; in the list, go to it.
    NextArticle { "next-article", keys: ["J"], in: Anywhere, Move }
    /// Open the article before; in the list, go to it.
    PreviousArticle { "previous-article", keys: ["K"], in: Anywhere, Move }
    /// Go back on the trail: to the article, list or sheet before, and to the place there.
    TrailBack { "trail-back", keys: ["H", "<c-o>"], in: Anywhere, Move }
    /// Go forward on the trail again.
    TrailForward { "trail-forward", keys: ["L"], in: Anywhere, Move }
    /// Mark this place with a letter.
    Mark { "mark", keys: ["m"], in: Reader, Move }
    /// Go to the place that a letter marks; with ' to the place before the last jump.
    GoToMark { "go-to-mark", keys: ["'"], in: Anywhere, Move }

    /// Go to the next quote; in the list, to the next article with quotes.
    NextQuote { "next-quote", keys: [")", "]q"], in: Anywhere, Jump }
    /// Go to the quote before; in the list, to the article before with quotes.
    PreviousQuote { "previous-quote", keys: ["(", "[q"], in: Anywhere, Jump }
    /// Go to the last quote.
    LastQuote { "last-quote", keys: ["]Q"], in: Reader, Jump }
    /// Go to the first quote.
    FirstQuote { "first-quote", keys: ["[Q"], in: Reader, Jump }
    /// Go to the next quote of the same speaker.
    NextSame { "next-same-speaker", keys: ["]s"], in: Reader, Jump }
    /// Go to the quote of the same speaker before.
    PreviousSame { "previous-same-speaker", keys: ["[s"], in: Reader, Jump }
    /// Go to the last quote of the same speaker.
    LastSame { "last-same-speaker", keys: ["]S"], in: Reader, Jump }
    /// Go to the first quote of the same speaker.
    FirstSame { "first-same-speaker", keys: ["[S"], in: Reader, Jump }
    /// Go to the next paragraph; in the list, to the next day.
    NextParagraph { "next-paragraph", keys: ["}"], in: Anywhere, Jump }
    /// Go to the paragraph before; in the list, to the day before.
    PreviousParagraph { "previous-paragraph", keys: ["{"], in: Anywhere, Jump }
    /// Go to the next name.
    NextName { "next-name", keys: ["]e"], in: Reader, Jump }
    /// Go to the name before.
    PreviousName { "previous-name", keys: ["[e"], in: Reader, Jump }
    /// Go to the last name.
    LastName { "last-name", keys: ["]E"], in: Reader, Jump }
    /// Go to the first name.
    FirstName { "first-name", keys: ["[E"], in: Reader, Jump }
    /// Go to the next mention of the chosen name or speaker.
    NextMention { "next-mention", keys: ["*"], in: Reader, Jump }
    /// Go to the mention of the chosen name or speaker before.
    PreviousMention { "previous-mention", keys: ["#"], in: Reader, Jump }
    /// Go to the next heading.
    NextHeading { "next-heading", keys: ["]h"], in: Reader, Jump }
    /// Go to the heading before.
    PreviousHeading { "previous-heading", keys: ["[h"], in: Reader, Jump }
    /// Go to the last heading.
    LastHeading { "last-heading", keys: ["]H"], in: Reader, Jump }
    /// Go to the first heading.
    FirstHeading { "first-heading", keys: ["[H"], in: Reader, Jump }
    /// Go to the next link.
    NextLink { "next-link", keys: ["]l"], in: Reader, Jump }
    /// Go to the link before.
    PreviousLink { "previous-link", keys: ["[l"], in: Reader, Jump }
    /// Go to the last link.
    LastLink { "last-link", keys: ["]L"], in: Reader, Jump }
    /// Go to the first link.
    FirstLink { "first-link", keys: ["[L"], in: Reader, Jump }
    /// Go to the next match; without a search, to the next unread article.
    NextMatch { "next-match", keys: ["n"], in: Anywhere, Jump }
    /// Go to the match before; without a search, to the unread article before.
    PreviousMatch { "previous-match", keys: ["N"], in: Anywhere, Jump }
    /// Go to the note of the chosen or next footnote sign, and from a note back to its sign.
    Footnote { "footnote", keys: ["gf"], in: Reader, Jump }
    /// Make the last jump again.
    Repeat { "repeat", keys: [";"], in: Reader, Jump }
    /// Make the last jump the other way.
    Reverse { "reverse", keys: [","], in: Reader, Jump }

    /// Search the article; in the list, show only rows with these words.
    Search { "search", keys: ["/"], in: Anywhere, Look }
    /// List the quotes by speaker.
    Quotes { "quotes", keys: ["gq"], in: Reader, Look }
    /// List people, organisations and places.
    Names { "names", keys: ["ge"], in: Reader, Look }
    /// List the headings.
    Contents { "contents", keys: ["gt"], in: Reader, Look }
    /// List the links.
    Links { "links", keys: ["gl"], in: Reader, Look }
    /// List everything that this speaker said.
    SaidBy { "said-by", keys: ["gs"], in: Reader, Look }
    /// Search all articles of the library.
    SearchLibrary { "search-library", keys: ["g/"], in: Anywhere, Look }
    /// Show everything that the quote's speaker, or somebody else, says in the library.
    SaidEverywhere { "said-everywhere", keys: ["gS"], in: Anywhere, Look }
    /// Show who is quoted in the articles listed, and how much; of somebody, by whom and when.
    Speakers { "speakers", keys: ["gw"], in: Anywhere, Look }
    /// Show where else the words of the chosen quote stand, and what differs.
    SameWords { "same-words", keys: ["g="], in: Reader, Look }
    /// Show what the feed changed in this story.
    Versions { "versions", keys: ["gv"], in: Reader, Look }
    /// List the other articles that tell this story.
    Story { "same-story", keys: ["go"], in: Reader, Look }
    /// Look at the picture here, large; with a count at that picture of the article.
    Picture { "picture", keys: ["gi"], in: Reader, Look }
    /// Say where you are.
    Where { "where", keys: ["."], in: Anywhere, Look }
    /// Read on to the end of the article, or of the screen, when listening.
    ReadOn { "read-on", keys: ["c"], in: Reader, Look }
    /// Read aloud by the system's voice, from what is chosen on, sentence by sentence; any key stops.
    ReadAloud { "read-aloud", keys: ["gr"], in: Reader, Look }
    /// Open the article, the chosen link or the feed's site in the browser.
    Browse { "browse", keys: ["o"], in: Anywhere, Look }

    /// Copy the chosen quote with its speaker and source; in the list, the address.
    CopyQuote { "copy-quote", keys: ["yy"], in: Anywhere, Act }
    /// Copy the words of the chosen quote alone.
    CopyWords { "copy-words", keys: ["yq"], in: Reader, Act }
    /// Copy the chosen quote as Markdown.
    CopyMarkdown { "copy-markdown", keys: ["ym"], in: Reader, Act }
    /// Copy all quotes that are listed, or of the article, as Markdown.
    CopyAll { "copy-all", keys: ["ya"], in: Reader, Act }
    /// Copy a citation of the article.
    CopyCitation { "copy-citation", keys: ["yc"], in: Anywhere, Act }
    /// Copy the address of the article, or of the chosen link.
    CopyAddress { "copy-address", keys: ["yu"], in: Anywhere, Act }
    /// Mark the article as a favourite, or no longer.
    Favourite { "favourite", keys: ["f"], in: Anywhere, Act }
    /// Mark the article read or unread.
    ToggleRead { "toggle-read", keys: ["r"], in: Anywhere, Act }
    /// Mark all articles of the list, or of the chosen feed, read.
    ReadAll { "read-all", keys: ["A"], in: List, Act }
    /// Undo the last change.
    Undo { "undo", keys: ["u"], in: Anywhere, Act }
    /// Do again what was undone.
    Redo { "redo", keys: ["<c-r>"], in: Anywhere, Act }
    /// Put a tag on the article, or with a minus before it take it off; on a feed, change its tags.
    Tag { "tag", keys: ["t"], in: Anywhere, Act }
    /// Fetch the full text from the article's page; on a feed, of each new article, or no longer.
    FullText { "full-text", keys: ["x"], in: Anywhere, Act }
    /// Save the article (text, Markdown, HTML, JSON, its quotes as CSV, BibTeX), or the quotes listed.
    Save { "save", keys: ["s"], in: Anywhere, Act }
    /// Give the article, or the quotes listed, to a command, and show what that answers.
    Pipe { "pipe", keys: ["|"], in: Anywhere, Act }
    /// Share the chosen quote, or the article, with a command of the settings.
    Share { "share", keys: ["X"], in: Anywhere, Act }
    /// Ask the feed, or the feed of the article, for what is new.
    RefreshFeed { "refresh-feed", keys: ["R"], in: Anywhere, Act }
    /// Ask all feeds for what is new.
    Refresh { "refresh", keys: ["gR"], in: Anywhere, Act }
    /// Note something on the chosen passage; a note without words is taken away.
    Note { "note", keys: ["a"], in: Reader, Act }
    /// Choose a passage to highlight, from a word on: the first of what is chosen, or on the screen.
    Highlight { "highlight", keys: ["v"], in: Reader, Act }
    /// List your notes and highlights in the article; in the list, all of them.
    Notes { "notes", keys: ["ga"], in: Anywhere, Look }
    /// Say who said the chosen quote, or whom the chosen name means.
    Correct { "correct", keys: ["S"], in: Reader, Act }
    /// Give the feed another name; none gives it its own back.
    FeedName { "feed-name", keys: ["mn"], in: List, Act }
    /// Give the feed tags, with commas between.
    FeedTags { "feed-tags", keys: ["mt"], in: List, Act }
    /// Fetch the full text of each new article of the feed, or no longer.
    FeedFullText { "feed-full-text", keys: ["mx"], in: List, Act }
    /// Ask the feed at most so often: 30m, 6h, 1d.
    FeedInterval { "feed-interval", keys: ["mi"], in: List, Act }
    /// Keep what was read of the feed for so many days.
    FeedKeep { "feed-keep", keys: ["mk"], in: List, Act }
    /// Keep the page that was followed in the library.
    Keep { "keep", keys: ["gk"], in: Reader, Act }
    /// No longer follow the feed; its articles stay.
    Unfollow { "unfollow", keys: ["mu"], in: List, Act }
    /// Add an article or a feed by its address.
    Add { "add", keys: ["a"], in: List, Act }

    /// Go to the next word; once the passage is begun, take it, too.
    WordOn { "word-on", keys: ["l", "w", "<right>"], in: Passage, Passage }
    /// Go to the word before; once the passage is begun, take the last one off.
    WordBack { "word-back", keys: ["h", "b", "<left>"], in: Passage, Passage }
    /// Go on by a row.
    RowOn { "row-on", keys: ["j", "<down>"], in: Passage, Passage }
    /// Go back by a row.
    RowBack { "row-back", keys: ["k", "<up>"], in: Passage, Passage }
    /// Begin the passage at this word.
    BeginPassage { "begin-passage", keys: ["v", "<space>"], in: Passage, Passage }
    /// Move the other end of the passage.
    OtherEnd { "other-end", keys: ["o"], in: Passage, Passage }
    /// Take the whole sentence, then the next one.
    TakeSentence { "take-sentence", keys: ["s", ")"], in: Passage, Passage }
    /// Take the whole paragraph, then the next one.
    TakeParagraph { "take-paragraph", keys: ["p", "}"], in: Passage, Passage }
    /// Take the whole quote that stands here.
    TakeQuote { "take-quote", keys: ["q"], in: Passage, Passage }
    /// Highlight the passage.
    KeepHighlight { "keep-highlight", keys: ["<enter>"], in: Passage, Passage }
    /// Highlight the passage, with a note.
    NotePassage { "note-passage", keys: ["a"], in: Passage, Passage }
    /// Copy the passage with its source.
    CopyPassage { "copy-passage", keys: ["y"], in: Passage, Passage }

    /// Make the text wider.
    Wider { "wider", keys: ["+"], in: Anywhere, Screen }
    /// Make the text narrower.
    Narrower { "narrower", keys: ["-"], in: Anywhere, Screen }
    /// Give the text its usual width.
    UsualWidth { "usual-width", keys: ["="], in: Anywhere, Screen }
    /// Put the chosen line in the middle of the screen.
    Middle { "middle", keys: ["zz"], in: Reader, Screen }
    /// Put the chosen line at the top of the screen.
    ToTop { "to-top", keys: ["zt"], in: Reader, Screen }
    /// Put the chosen line at the bottom of the screen.
    ToBottom { "to-bottom", keys: ["zb"], in: Reader, Screen }
    /// Keep long rows of code and wide tables whole, or fold them again.
    Sideways { "sideways", keys: ["zw"], in: Reader, Screen }
    /// Scroll long rows of code and wide tables to the right.
    ScrollRight { "scroll-right", keys: ["zl"], in: Reader, Screen }
    /// Scroll them to the left.
    ScrollLeft { "scroll-left", keys: ["zh"], in: Reader, Screen }
    /// Show the article alone, or the panes again.
    Zen { "zen", keys: ["zo"], in: Anywhere, Screen }
    /// Hide or show the marks under names.
    MarkNames { "mark-names", keys: ["ze"], in: Reader, Screen }
    /// Step through what is shown: said, said and thought, quotation marks only.
    ShowQuotes { "show-quotes", keys: ["zq"], in: Reader, Screen }
    /// Listen to the mouse, or no longer: its wheel scrolls, a click opens what is there.
    Mouse { "mouse", keys: ["zm"], in: Anywhere, Screen }
    /// Take the next theme.
    Theme { "theme", keys: ["T"], in: Anywhere, Screen }
    /// Show all keys; type to find one.
    Help { "help", keys: ["?", "<f1>"], in: Anywhere, Screen }
    /// Type a command by its name.
    CommandLine { "command-line", keys: [":"], in: Anywhere, Screen }
    /// Draw the screen again.
    Redraw { "redraw", keys: ["<c-l>"], in: Anywhere, Screen }
    /// Put a count, a search or a message away.
    Cancel { "cancel", keys: ["<c-c>"], in: Anywhere, Screen }
    /// Pause the program and go back to the shell.
    Suspend { "suspend", keys: ["<c-z>"], in: Anywhere, Screen }
    /// Leave the program.
    Quit { "quit", keys: ["Q"], in: Anywhere, Screen }
}

#[cfg(test)]
mod tests;
