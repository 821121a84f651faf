//! What a pane is told with a command, and what comes of it.
//!
//! A pane has one entry, `on(&mut self, command, &Context) -> Option<Outcome>`. It changes itself alone; what it wants of
//! another pane, of the line that is typed or of the world goes out as a [`Want`], and `update` hands it over. None means
//! that the command is not the pane's and does what it does everywhere.

use crate::command::key_names;
use crate::command::keymap::Keymap;
use crate::command::prompt::{PromptKind, Subject};
use crate::command::table::Command;
use crate::command::target::{Goes, Lack, Lead, Target};
use crate::config::Settings;
use crate::message::{Effect, Wanted};
use crate::model::Selection;

/// What a pane may know of the rest.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The number before the command.
    pub count: Option<usize>,
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The side panel has the focus.
    pub in_panel: bool,
    /// The article stands alone, without list and panel.
    pub zen: bool,
    /// There are other articles to go on with.
    pub several: bool,
    /// What a sheet led to in the article.
    pub arrived: Option<Target>,
    /// What is chosen for the screen.
    pub settings: &'a Settings,
    /// Which keys give which command.
    pub keymap: &'a Keymap,
    /// The panes are heard, not seen.
    pub heard: bool,
}

impl Context<'_> {
    /// The first key of a command, as it is shown or said.
    pub fn key(&self, command: Command) -> String {
        key_names::of(self.keymap, command, self.heard)
    }

    /// What must be chosen first, and by which keys.
    pub fn lack(&self, lack: Lack) -> String {
        lack.sentence(|command| self.key(command))
    }
}

/// What came of a command beside the change of the pane itself: wants, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome(pub Vec<Want>);

/// Something that a pane wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Want {
    /// Say this sentence.
    Say(String),
    /// Say that it cannot be done, and why.
    Fail(String),
    /// Let the world do this.
    World(Effect),
    /// Let a line be typed.
    Type(PromptKind),
    /// Do that command instead.
    Run(Command),
    /// Open an address in the browser.
    Browse(String),
    /// Copy an address.
    CopyAddress(String),
    /// Put this text into the clipboard, and say this sentence then.
    Copy(String, String),
    /// Open the article of that row of the list.
    OpenRow(usize),
    /// Say nothing by ear until the world has answered.
    Wait,
    /// The world has answered: by ear something must be said.
    Answered,
    /// Let a line be typed about something, with words in it and names to choose from.
    TypeAbout(PromptKind, Subject, String, Vec<String>),
    /// Ask the world for a sheet.
    Ask(Wanted),
    /// Go to that article, or to that place in it.
    Go(Goes),
    /// Open the next unread article, or the one before.
    NextUnread(bool),
    /// Fetch the page or read the file that a link leads to.
    Follow(Lead),
    /// Keep the place before a jump as a stop on the trail.
    Jumped,
    /// Keep it until the next jump, to go back to.
    Moved,
    /// Read the article: it gets the focus.
    Read,
    /// Give the side panel the focus.
    ShowPanel,
    /// The side panel was closed; it had opened by itself, or not.
    HidePanel {
        /// It stays away from now on.
        by_itself: bool,
    },
    /// List the articles of a row of feeds; none for all.
    List(Option<Selection>),
    /// Everything in the library that this query means was marked read.
    WasRead(String),
    /// Go back to what the pane was opened from, or leave the program.
    Leave,
}

impl Outcome {
    /// The pane changed, or nothing did; nobody else has to do anything.
    pub fn done() -> Self {
        Outcome::default()
    }

    /// Says a sentence.
    pub fn say(words: impl Into<String>) -> Self {
        Want::Say(words.into()).into()
    }

    /// Says that it cannot be done, and why.
    pub fn fail(words: impl Into<String>) -> Self {
        Want::Fail(words.into()).into()
    }

    /// Keeps the place before as a stop on the trail, and says where the jump went.
    pub fn jumped(words: impl Into<String>) -> Self {
        Outcome::from(Want::Jumped).and(Want::Say(words.into()))
    }

    /// For a command that means nothing in the pane.
    pub fn not_here(command: Command) -> Self {
        Outcome::fail(format!("Nothing to do for {} here.", command.row().name))
    }

    /// Opens the address of an article in the browser where that is the command, else copies it.
    pub fn address(address: Option<&str>, command: Command) -> Self {
        let address = address.map(str::to_owned);
        Outcome::from(match (address, command) {
            (None, _) => Want::Fail("No address is known of this article.".to_owned()),
            (Some(address), Command::Browse) => Want::Browse(address),
            (Some(address), _) => Want::CopyAddress(address),
        })
    }

    /// The same, and then this.
    pub fn and(mut self, want: Want) -> Self {
        self.0.push(want);
        self
    }
}

impl From<Want> for Outcome {
    fn from(want: Want) -> Self {
        Outcome(vec![want])
    }
}
