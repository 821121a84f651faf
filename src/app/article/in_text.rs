//! Pictures that stand in the text, where the settings want it: each is asked for when its rows come to the screen, and
//! only its pixels at that size are held.

use std::collections::BTreeMap;

use crate::app::Effect;
use crate::app::article::leads::is_page;
use crate::app::article::reader::ReaderPane;
use crate::layout::Line;
use crate::model::{MarkKind, Picture, fitting};

/// A picture of few pixels is made so many times as large at most.
const LARGER: u32 = 4;

/// The pictures, by the block of each: the number of the question for it, and its pixels once they have come.
#[derive(Clone, Debug, Default)]
pub struct InText(BTreeMap<usize, (u64, Option<Picture>)>);

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
            .filter_map(|line| line.block)
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
                MarkKind::Image(address) if is_page(address) => Some(address.clone()),
                _ => None,
            });
            *asked += 1;
            self.in_text.0.insert(block, (*asked, None));
            effects.extend(address.map(|address| Effect::Picture {
                ask: *asked,
                address,
            }));
        }
        effects
    }

    /// Takes a picture of that question, at the size that it has in the text; false where it is for somebody else.
    pub(in crate::app) fn put_in_text(&mut self, ask: u64, picture: Option<&Picture>) -> bool {
        let most = (
            u32::from(self.column.width),
            u32::from(self.layout.manner.pictures) * 2,
        );
        let Some((_, seen)) = self.in_text.0.values_mut().find(|(asked, _)| *asked == ask) else {
            return false;
        };
        *seen = picture.map(|picture| {
            let own = (picture.width * LARGER, picture.height * LARGER);
            let most = (most.0.min(own.0), most.1.min(own.1));
            let (width, height) = fitting((picture.width, picture.height), most);
            Picture {
                rgb: picture.scaled(width, height),
                width,
                height,
                ..*picture
            }
        });
        true
    }

    /// The picture whose row a line is: two rows of its pixels stand on each.
    pub fn picture_on(&self, line: &Line) -> Option<(&Picture, u16)> {
        let (_, picture) = self.in_text.0.get(&line.block?)?;
        Some((picture.as_ref()?, line.picture?))
    }
}
