//! What can be typed at the bottom: one table, with the sign before the line and what is said of it by ear.

macro_rules! kinds {
    ($(#[doc = $about:literal] $kind:ident: $sign:literal, $label:literal;)*) => {
        /// What is being typed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum PromptKind { $(#[doc = $about] $kind),* }

        impl PromptKind {
            /// The sign before the line.
            pub const fn sign(self) -> &'static str {
                match self { $(PromptKind::$kind => $sign),* }
            }

            /// What is said when the line is to be typed.
            pub const fn label(self) -> &'static str {
                match self { $(PromptKind::$kind => $label),* }
            }
        }
    };
}

kinds! {
    /// Words to find in the article.
    Search: "/", "Search for:";
    /// Words that the rows of the list must have.
    Filter: "/", "Show articles with:";
    /// A part of the name of a feed, a tag, a saved query.
    Find: "/", "Go to the name with:";
    /// A command by its name.
    Command: ":", "Command:";
    /// A tag to put on the article; with a minus before it, to take off.
    Tag: "tag ", "Tag:";
    /// The name of somebody who is quoted.
    Who: "said by ", "Everything said by:";
    /// A note on a passage.
    Note: "note ", "Note:";
    /// Who said a quotation.
    Speaker: "said by ", "Said by:";
    /// Whom a name means.
    Merge: "is the same as ", "Is the same as:";
    /// A feed's name.
    FeedName: "name ", "Name of the feed:";
    /// Its tags.
    FeedTags: "tags ", "Tags, with commas between:";
    /// How often it is asked at most.
    FeedInterval: "at most every ", "Ask at most every, for example 6h:";
    /// How many days it keeps what was read.
    FeedKeep: "days to keep ", "Days to keep what was read:";
    /// An address or a file to add to the library.
    Add: "add ", "Address or file to add:";
    /// A file to save the article in.
    Save: "save as ", "Save as:";
    /// A command to give the article to.
    Pipe: "pipe to ", "Give to the command:";
    /// The name of somebody to share with.
    Share: "share with ", "Share with:";
    /// A letter for this place.
    Mark: "mark ", "Letter for this place:";
    /// The letter of a place to go to.
    GoToMark: "go to mark ", "Go to the place of the letter:";
}
