//! What can be chosen in an article, how far a jump goes, and what must be chosen first.

use crate::command::table::Command;
use crate::model::{ArticleId, Span};

/// What is chosen in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A quote, by its number in the notes.
    Quote(usize),
    /// A mention of an entity: the numbers of both.
    Name(usize, usize),
    /// A heading, by its block.
    Heading(usize),
    /// A link, by its mark.
    Link(usize),
    /// A paragraph, by its block.
    Paragraph(usize),
    /// A match of the search, by its number.
    Match(usize),
    /// A block that is read out, by its number.
    Block(usize),
}

impl Target {
    /// Whether this jump goes to targets of this kind.
    pub fn is_of(self, jump: Jump) -> bool {
        match self {
            Target::Quote(_) => matches!(jump, Jump::Quote | Jump::SameSpeaker),
            Target::Name(..) => matches!(jump, Jump::Name | Jump::Mention),
            Target::Heading(_) => jump == Jump::Heading,
            Target::Link(_) => jump == Jump::Link,
            Target::Paragraph(_) => jump == Jump::Paragraph,
            Target::Match(_) => jump == Jump::Match,
            Target::Block(_) => false,
        }
    }
}

/// A link whose page is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The article that it stands in.
    pub of: ArticleId,
    /// The page: an address of the web, or a place that lies with the article's own file. Without the place in it.
    pub address: String,
    /// What a heading may be called that is led to there, the likeliest first; none where the whole page is meant.
    pub headings: Vec<String>,
}

/// Where a row of a list leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// To an article.
    Article(ArticleId),
    /// To a quotation in it, by its number.
    Quote(ArticleId, usize),
    /// To a passage of it.
    Passage(ArticleId, Span),
}

impl Goes {
    /// The article that it is or stands in.
    pub const fn article(self) -> ArticleId {
        match self {
            Goes::Article(id) | Goes::Quote(id, _) | Goes::Passage(id, _) => id,
        }
    }
}

/// What a jump goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// Any quote.
    Quote,
    /// A quote of the chosen one's speaker.
    SameSpeaker,
    /// Any name.
    Name,
    /// A mention of the chosen name, or of the chosen quote's speaker.
    Mention,
    /// A heading.
    Heading,
    /// A link.
    Link,
    /// A paragraph.
    Paragraph,
    /// A match of the search.
    Match,
}

/// What must be chosen first for a jump, or for something that is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A quote.
    Quote,
    /// A quote with a speaker.
    Speaker,
    /// A name, or a quote whose speaker has one.
    Name,
    /// A quote or a name.
    QuoteOrName,
    /// The quote that is chosen has no speaker.
    Nobody,
}

impl Lack {
    /// What must be chosen first, and by which keys; `key` names that of a command.
    pub fn sentence(self, key: impl Fn(Command) -> String) -> String {
        let quote = key(Command::NextQuote);
        let name = key(Command::NextName);
        match self {
            Lack::Quote => format!("Choose a quote first: press {quote}."),
            Lack::Speaker => format!("Choose a quote with a speaker first: press {quote}."),
            Lack::Name => format!("Choose a name first: press {name}, or {quote} for a quote."),
            Lack::QuoteOrName => {
                format!("Choose a quote or a name first: press {quote} or {name}.")
            }
            Lack::Nobody => "Nobody is known to have said this quote.".to_owned(),
        }
    }
}

/// How far a jump goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// That many forward.
    Next(usize),
    /// That many back.
    Previous(usize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// The jump that a command makes.
pub(crate) fn jump_of(command: Command, n: usize) -> Option<(Jump, Reach)> {
    use Command as C;
    Some(match command {
        C::NextQuote => (Jump::Quote, Reach::Next(n)),
        C::PreviousQuote => (Jump::Quote, Reach::Previous(n)),
        C::FirstQuote => (Jump::Quote, Reach::First),
        C::LastQuote => (Jump::Quote, Reach::Last),
        C::NextSame => (Jump::SameSpeaker, Reach::Next(n)),
        C::PreviousSame => (Jump::SameSpeaker, Reach::Previous(n)),
        C::FirstSame => (Jump::SameSpeaker, Reach::First),
        C::LastSame => (Jump::SameSpeaker, Reach::Last),
        C::NextName => (Jump::Name, Reach::Next(n)),
        C::PreviousName => (Jump::Name, Reach::Previous(n)),
        C::FirstName => (Jump::Name, Reach::First),
        C::LastName => (Jump::Name, Reach::Last),
        C::NextMention => (Jump::Mention, Reach::Next(n)),
        C::PreviousMention => (Jump::Mention, Reach::Previous(n)),
        C::NextHeading => (Jump::Heading, Reach::Next(n)),
        C::PreviousHeading => (Jump::Heading, Reach::Previous(n)),
        C::FirstHeading => (Jump::Heading, Reach::First),
        C::LastHeading => (Jump::Heading, Reach::Last),
        C::NextLink => (Jump::Link, Reach::Next(n)),
        C::PreviousLink => (Jump::Link, Reach::Previous(n)),
        C::FirstLink => (Jump::Link, Reach::First),
        C::LastLink => (Jump::Link, Reach::Last),
        C::NextParagraph => (Jump::Paragraph, Reach::Next(n)),
        C::PreviousParagraph => (Jump::Paragraph, Reach::Previous(n)),
        _ => return None,
    })
}
