//! Pictures of the open article: which one is meant, and what is said of it.

use std::sync::Arc;

use crate::app::article::reader::ReaderPane;
use crate::layout::Line;
use crate::layout::small::Small;
use crate::message::Effect;
use crate::model::{Picture, Span, is_somewhere};
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

impl Seen {
    /// The picture, once it is here.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        match self {
            Seen::Here(picture) => Some(picture),
            _ => None,
        }
    }
}

impl Viewed {
    /// Whether there is something to wait for.
    pub fn is_awaited(&self) -> bool {
        self.seen == Seen::Awaited
    }

    /// The picture, once it is here.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        self.seen.picture()
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
        let marks = article.marks.iter();
        let all: Vec<(Span, &str)> = marks
            .filter_map(|mark| Some((mark.span, mark.picture()?)))
            .collect();
        let from = self.from_here();
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
            caption: article.caption(*span).to_owned(),
            number: nth + 1,
            of: all.len(),
            seen,
        })
    }

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
            .filter(|line| line.picture().is_some())
            .filter_map(|line| line.block())
        {
            if self.in_text.contains_key(&block) {
                continue;
            }
            let Some(span) = self.article.blocks.get(block).map(|block| block.span) else {
                continue;
            };
            let mut pictures = self
                .article
                .marks_in(span)
                .filter_map(|mark| mark.picture());
            let address = pictures.find(|address| is_somewhere(address));
            *asked += 1;
            self.in_text.insert(block, (*asked, None));
            effects.extend(address.map(|address| Effect::Picture {
                ask: *asked,
                of: self.id,
                address: address.to_owned(),
            }));
        }
        effects
    }

    /// Takes a picture of that question, at the size that it has in the text; false where it is for somebody else.
    pub(in crate::app) fn put_in_text(&mut self, ask: u64, picture: Option<&Picture>) -> bool {
        let (columns, rows) = (self.column.width, self.layout.manner.pictures);
        let Some((_, seen)) = self.in_text.values_mut().find(|(asked, _)| *asked == ask) else {
            return false;
        };
        *seen = picture.map(|picture| Small::of(picture, columns, rows));
        true
    }

    /// The picture whose row a line is, and which of its rows.
    pub fn picture_on(&self, line: &Line) -> Option<(&Small, u16)> {
        let (_, picture) = self.in_text.get(&line.block()?)?;
        Some((picture.as_ref()?, line.picture()?))
    }
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
