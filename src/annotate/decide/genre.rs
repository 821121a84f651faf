//! What kind of text this is: one that reports, a story, or another.

use super::evidence::{Evidence, Frame};
use super::voiced::Voiced;
use crate::annotate::attribution::Said;
use crate::annotate::text::layer::Layer;
use crate::model::QuoteKind;

/// The kind of a text, as far as quotations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Genre {
    /// A text that reports what people say: news.
    Report,
    /// A story, where people talk and take turns.
    Story,
    /// Any other: documentation, forums, textbooks, recipes.
    Other,
}

/// A text that reports has at least so many sure quotations in a thousand words …
const RATE: usize = 3;

/// … and so many in all, unless it is as short as [`BRIEF`].
const FEWEST: usize = 2;

/// A text of so many words is a brief.
const BRIEF: usize = 120;

/// So many times somebody who tells a story says "I said".
const TELLER: usize = 3;

impl Genre {
    /// The genre of a text, from what was found in it.
    pub fn of<'s>(
        layer: &Layer<'_>,
        all: impl Iterator<Item = &'s (Said, Evidence)> + Clone,
    ) -> Self {
        let words = layer
            .tokens
            .iter()
            .filter(|token| {
                token
                    .span()
                    .of(layer.text)
                    .starts_with(char::is_alphanumeric)
            })
            .count();
        let sure = all
            .clone()
            .filter(|(_, evidence)| evidence.is_sure())
            .count();
        let told = |(_, evidence): &&(Said, Evidence)| {
            evidence.kind == QuoteKind::Direct
                && evidence.frame == Frame::Beside
                && evidence.voiced == Voiced::Author
        };
        let enough = sure >= FEWEST || sure > 0 && words <= BRIEF;
        if all.clone().any(|(said, _)| said.reply) || all.filter(told).count() >= TELLER {
            Genre::Story
        } else if enough && sure * 1000 >= RATE * words {
            Genre::Report
        } else {
            Genre::Other
        }
    }
}
