//! Where commands can be given, and how help groups them.

/// Where a command can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In the list, the reader and the side panel.
    Anywhere,
    /// In the list of articles.
    List,
    /// In the article and its side panel.
    Reader,
    /// In the article, while a passage is chosen; its keys come before all others.
    Passage,
}

impl Scope {
    /// Whether a key can come to both.
    pub fn meets(self, other: Scope) -> bool {
        let anywhere = self == Scope::Anywhere || other == Scope::Anywhere;
        let passage = self == Scope::Passage || other == Scope::Passage;
        self == other || anywhere && !passage
    }
}

/// What help groups together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Up, down, pages.
    Move,
    /// From quote to quote, name to name.
    Jump,
    /// Panels, search, opening and leaving.
    Look,
    /// Copying, marking, undoing.
    Act,
    /// While a passage is chosen.
    Passage,
    /// Width, theme, help.
    Screen,
}

impl Group {
    /// The heading over its commands.
    pub const fn title(self) -> &'static str {
        match self {
            Group::Move => "Moving",
            Group::Jump => "Jumping",
            Group::Look => "Looking",
            Group::Act => "Acting",
            Group::Passage => "While a passage is chosen (v)",
            Group::Screen => "Screen",
        }
    }
}
