//! What can be typed at the bottom: one table, with the sign before the line, what is said of it by
//! ear, and what an empty line shows.

macro_rules! kinds {
    ($(#[doc = $about:literal] $kind:ident: $sign:literal, $label:literal, $hint:literal;)*) => {
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

            /// What an empty line shows of what can be typed; may be empty.
            pub const fn hint(self) -> &'static str {
                match self { $(PromptKind::$kind => $hint),* }
            }
        }
    };
}

kinds! {
    /// Words to find in the article.
    Search: "/", "Search for:", "words of the article";
    /// Words that the rows of the list must have.
    Filter: "/", "Show articles with:", "? shows what can be asked";
    /// A part of the name of a feed, a tag, a saved query.
    Find: "/", "Go to the name with:", "a part of a name";
    /// A command by its name.
    Command: ":", "Command:", "a command by its name";
    /// A tag to put on the article; with a minus before it, to take off.
    Tag: "tag ", "Tag:", "a name; -name takes it off";
    /// The name of somebody who is quoted.
    Who: "said by ", "Everything said by:", "a name or a surname";
    /// A note on a passage.
    Note: "note ", "Note:", "";
    /// Who said a quotation.
    Speaker: "said by ", "Said by:", "a name, or its number";
    /// Whom a name means.
    Merge: "is the same as ", "Is the same as:", "a name, or its number";
    /// A feed's name.
    FeedName: "name ", "Name of the feed:", "empty for its own";
    /// Its tags.
    FeedTags: "tags ", "Tags, with commas between:", "with commas between";
    /// How often it is asked at most.
    FeedInterval: "at most every ", "Ask at most every, for example 6h:", "30m, 6h, 1d";
    /// How many days it keeps what was read.
    FeedKeep: "days to keep ", "Days to keep what was read:", "empty for ever";
    /// An address or a file to add to the library.
    Add: "add ", "Address or file to add:", "an address, a file, newsboat";
    /// A file to save the article in.
    Save: "save as ", "Save as:", "a file; its ending tells the format";
    /// A command to give the article to.
    Pipe: "pipe to ", "Give to the command:", "a command of the shell";
    /// The name of somebody to share with.
    Share: "share with ", "Share with:", "a name, or its number";
    /// A letter for this place.
    Mark: "mark ", "Letter for this place:", "a letter or a digit";
    /// The letter of a place to go to.
    GoToMark: "go to mark ", "Go to the place of the letter:", "its letter; ' for the place before the last jump";
}
