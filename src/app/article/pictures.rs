//! Pictures of the open article: which one is meant, and what is said of it.

use std::sync::Arc;

use crate::app::article::leads::is_page;
use crate::app::article::reader::ReaderPane;
use crate::app::words::sentence;
use crate::model::{Article, BlockKind, MarkKind, Picture, Span};

/// A picture that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewed {
    /// The number of the question for it.
    pub ask: u64,
    /// Where it is.
    pub address: String,
    /// What the page says in its place; may be empty.
    pub alt: String,
    /// The words under it; may be empty.
    pub caption: String,
    /// Which of the article's pictures it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The picture itself.
    pub seen: Seen,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It is being fetched.
    Awaited,
    /// Here it is.
    Here(Arc<Picture>),
    /// Why it is not shown, as one sentence.
    Not(String),
}

impl Viewed {
    /// Whether there is something to wait for.
    pub fn is_awaited(&self) -> bool {
        self.seen == Seen::Awaited
    }

    /// The picture, once it is here.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        match &self.seen {
            Seen::Here(picture) => Some(picture),
            _ => None,
        }
    }

    /// "Picture 1 of 3"
    pub fn name(&self) -> String {
        match self.of {
            1 => "Picture".to_owned(),
            of => format!("Picture {} of {of}", self.number),
        }
    }

    /// What it is, or why it is not shown, as one sentence.
    pub fn facts(&self) -> String {
        match &self.seen {
            Seen::Awaited => "Fetching the picture.".to_owned(),
            Seen::Here(picture) => format!("{}.", picture.facts()),
            Seen::Not(why) => sentence(why),
        }
    }

    /// All that can be said of it: "Picture 1 of 3: A ferry. Caption: The ferry at dawn. JPEG, 1200 by 800, 120 kB."
    pub fn said(&self) -> String {
        let alt = match self.alt.as_str() {
            "" => "without a description.".into(),
            alt => sentence(alt),
        };
        let caption = match self.caption.as_str() {
            "" => String::new(),
            caption => format!(" Caption: {}", sentence(caption)),
        };
        format!("{}: {alt}{caption} {}", self.name(), self.facts())
    }
}

impl ReaderPane {
    /// The picture of that number; without one, the first that stands at or behind what is chosen, else what is on the
    /// screen, else the last before it. None where the article has none.
    pub(in crate::app) fn picture(&self, number: Option<usize>) -> Option<Viewed> {
        let article = &self.article;
        let all: Vec<(Span, &str)> = pictures(article).collect();
        let from = match self.chosen() {
            Some(chosen) => chosen.start,
            None if self.is_at_start() => 0,
            None => self.top_offset(),
        };
        let nearest = all.partition_point(|(span, _)| span.end < from);
        let nth = number.map_or(nearest, |number| number.saturating_sub(1));
        let nth = nth.min(all.len().checked_sub(1)?);
        let (span, address) = all.get(nth)?;
        let seen = match is_page(address) {
            true => Seen::Awaited,
            false => Seen::Not("It is at no address of the web, and is not fetched.".to_owned()),
        };
        Some(Viewed {
            ask: 0,
            address: (*address).to_owned(),
            alt: span.of(&article.text).to_owned(),
            caption: caption(article, *span).to_owned(),
            number: nth + 1,
            of: all.len(),
            seen,
        })
    }
}

/// The pictures of an article, each with the place of its words and its address.
fn pictures(article: &Article) -> impl Iterator<Item = (Span, &str)> {
    article.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(address) => Some((mark.span, address.as_str())),
        _ => None,
    })
}

/// The words under the picture whose own words stand there; empty where there are none.
fn caption(article: &Article, words: Span) -> &str {
    let blocks = &article.blocks;
    let behind = blocks.partition_point(|block| block.span.start <= words.start);
    let below = blocks.get(behind.saturating_sub(1)..).unwrap_or_default();
    // A picture may be its own block, or stand in a row of several over one caption.
    let mut below = below
        .iter()
        .skip_while(|block| block.kind == BlockKind::Image);
    let next = below
        .next()
        .filter(|block| block.kind == BlockKind::Caption);
    next.map_or("", |block| block.span.of(&article.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::pictured;
    use crate::model::ArticleId;

    #[test]
    fn the_picture_that_is_meant_is_found_with_its_caption() {
        let article = pictured(&[
            ("https://a.example/1.png", "A ferry", "The ferry at dawn"),
            ("https://a.example/2.jpg", "", ""),
        ]);
        let reader = ReaderPane::new(ArticleId(1), Arc::new(article), 0);
        let first = reader.picture(None).unwrap();
        assert_eq!(first.address, "https://a.example/1.png");
        let said = "Picture 1 of 2: A ferry. Caption: The ferry at dawn. Fetching the picture.";
        assert_eq!(first.said(), said);
        let second = reader.picture(Some(9)).unwrap();
        assert_eq!((second.number, second.caption.as_str()), (2, ""));
        let said = "Picture 2 of 2: without a description. Fetching the picture.";
        assert_eq!(second.said(), said);
    }
}
