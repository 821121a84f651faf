//! What we know: plain data that every other module shares.
//!
//! One unit everywhere: byte offsets into an article's text. The only logic here is what keeps the
//! values true to their own rules.

mod address;
mod article;
mod asking;
mod clean;
mod escapes;
mod feed;
mod find;
mod footnotes;
mod inflated;
mod kept;
mod language;
pub mod leads;
mod letters;
mod notes;
mod picture;
mod search;
mod shelf;
mod sorted;
mod span;

pub use address::{is_link, is_page, is_somewhere, may_be_opened};
pub use article::{Article, Block, BlockKind, Mark, MarkKind, Meta};
pub use asking::{
    EVERYWHERE, EXAMPLES, KEYS, known_key, nearest_key, query_help, slips, spoken_query_help,
};
pub use clean::{clean, clean_block, is_unsafe, shortened};
pub use escapes::without_escapes;
pub use feed::{Feed, FeedItem};
pub use find::{find, holds};
pub use footnotes::{Footnote, footnotes};
pub use inflated::{inflated, inflating};
pub use kept::{Details, Likeness, Remark, Said, Tally, Version};
pub use language::{between_marks, language_name, tag_of};
pub use letters::{capital, plain_letter, plain_letters};
pub use notes::{
    Act, DOUBT, Entity, EntityId, EntityKind, Notes, PERHAPS, Quote, QuoteKind, Speaker, Who,
    one_line,
};
pub use picture::{MOST_PIXELS, Picture, PictureKind, Pixels, fitting};
pub use search::Search;
pub use shelf::{ArticleId, ArticleRow, FeedChange, FeedId, FeedRow, Selection, SelectionKind};
pub use sorted::SortSmall;
pub use span::Span;
