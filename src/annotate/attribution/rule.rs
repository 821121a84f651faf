//! Why a piece of text is somebody's: the names of the rules, and what they say of themselves.

/// Why a piece of text is somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    /// X said that …
    Clause,
    /// X wants to …
    Infinitive,
    /// X criticized …
    Object,
    /// X said, "…"
    QuoteAfter,
    /// "…," X said
    QuoteBefore,
    /// "…," said X
    Inverted,
    /// According to X, …
    According,
    /// X: "…"
    Colon,
    /// X's claim that …
    Noun,
    /// X is sure that …
    Adjective,
    /// … is expected to …
    Passive,
    /// A quotation alone, carried from the one before it.
    Carried,
    /// Quoted words in a clause that has no reporting verb.
    Fragment,
    /// NAME: words, block by block.
    Transcript,
    /// A block quotation, a letter, a post that is introduced or signed.
    Block,
}

impl Rule {
    /// The rule in words.
    pub const fn words(self) -> &'static str {
        match self {
            Rule::Clause => "a clause after a reporting word: X said that …",
            Rule::Infinitive => "an infinitive after a reporting word: X wants to …",
            Rule::Object => "the object of a reporting word: X criticized …",
            Rule::QuoteAfter => "quoted words after a reporting word: X said, “…”",
            Rule::QuoteBefore => "words before a subject and a reporting word: “…,” X said",
            Rule::Inverted => "words before a reporting word and its subject: “…,” said X",
            Rule::According => "according to X",
            Rule::Colon => "a name or a lead, a colon, the words: X: “…”",
            Rule::Noun => "a reporting noun: X's claim that …",
            Rule::Adjective => "an adjective of thinking: X is sure that …",
            Rule::Passive => "a passive: … is expected to",
            Rule::Carried => "a quotation alone, carried from the speaker before",
            Rule::Transcript => "a turn of a transcript: NAME: words",
            Rule::Block => "a block quotation, a letter or a post that X introduces or signs",
            Rule::Fragment => "quoted words in a clause without a reporting word",
        }
    }
}
