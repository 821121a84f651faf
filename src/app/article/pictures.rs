//! Pictures of the open article: which one is meant, and what is said of it.

use std::sync::Arc;

use crate::app::article::in_text::Small;
use crate::app::article::reader::ReaderPane;
use crate::layout::Line;
use crate::message::Effect;
use crate::model::{Article, BlockKind, MarkKind, Picture, Span, is_somewhere};
use crate::words::sentence;

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
        let seen = match is_somewhere(address) {
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

impl ReaderPane {
    /// Asks for the pictures whose rows are on the screen; `asked` counts the questions.
    pub(in crate::app) fn ask_for_pictures(&mut self, asked: &mut u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.layout.manner.pictures == 0 {
            return effects;
        }
        let first = self.top.saturating_sub(self.head());
        let lines = self
            .layout
            .lines
            .iter()
            .skip(first)
            .take(usize::from(self.height));
        for block in lines
            .filter(|line| line.picture.is_some())
            .filter_map(|line| line.block())
        {
            if self.in_text.0.contains_key(&block) {
                continue;
            }
            let Some(span) = self.article.blocks.get(block).map(|block| block.span) else {
                continue;
            };
            let from = self
                .article
                .marks
                .partition_point(|mark| mark.span.start < span.start);
            let marks = self.article.marks.get(from..).unwrap_or_default().iter();
            let mut marks = marks.take_while(|mark| mark.span.start <= span.end);
            let address = marks.find_map(|mark| match &mark.kind {
                MarkKind::Image(address) if is_somewhere(address) => Some(address.clone()),
                _ => None,
            });
            *asked += 1;
            self.in_text.0.insert(block, (*asked, None));
            effects.extend(address.map(|address| Effect::Picture {
                ask: *asked,
                of: self.id,
                address,
            }));
        }
        effects
    }

    /// Takes a picture of that question, at the size that it has in the text; false where it is for somebody else.
    pub(in crate::app) fn put_in_text(&mut self, ask: u64, picture: Option<&Picture>) -> bool {
        let (columns, rows) = (self.column.width, self.layout.manner.pictures);
        let Some((_, seen)) = self.in_text.0.values_mut().find(|(asked, _)| *asked == ask) else {
            return false;
        };
        *seen = picture.map(|picture| Small::of(picture, columns, rows));
        true
    }

    /// The picture whose row a line is, and which of its rows.
    pub fn picture_on(&self, line: &Line) -> Option<(&Small, u16)> {
        let (_, picture) = self.in_text.0.get(&line.block()?)?;
        Some((picture.as_ref()?, line.picture?))
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
