//! Following a link: to a heading or a note of the same page, or to another page, which is asked for.

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::target::{Lead, Target};
use crate::message::Question;
use crate::model::leads::{self, Leads, heading_of};
use crate::model::{Footnote, clean, footnotes, may_be_opened};

/// The page of a link that was asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Following {
    /// The link whose page is awaited.
    pub(in crate::app) page: Question<Lead>,
    /// What a heading may be called in the page that is about to be opened.
    pub(in crate::app) headings: Vec<String>,
    /// A link that leads out of the folder of its article: the reader was told where.
    pub(in crate::app) told: Option<Lead>,
}

impl ReaderPane {
    /// Follows a link: to its heading or note in this article, or lets its page be had.
    pub(super) fn follow(&mut self, mark: usize, context: &Context) -> Outcome {
        let mark = self.article.marks.get(mark);
        let Some((address, span)) = mark.and_then(|it| Some((it.link()?, it.span))) else {
            return Outcome::done();
        };
        let notes = footnotes(&self.article);
        let is_sign = |note: &&Footnote| note.sign.overlaps(span);
        if let Some(note) = notes.iter().find(is_sign) {
            return self.jump_to_note(*note, context);
        }
        let address = clean(address).into_owned();
        match leads::of(&self.article, &address, span.of(&self.article.text)) {
            Leads::Heading(block) => self.jump_to_heading(block, context),
            Leads::Nowhere => {
                Outcome::fail(format!("No heading of this page is named so: {address}"))
            }
            Leads::Elsewhere => Outcome::fail(format!(
                "Not followed, only addresses of the web and files beside this one are: {address}"
            )),
            Leads::Page(address, headings) => {
                let of = self.id;
                Want::Follow(Lead {
                    of,
                    address,
                    headings,
                })
                .into()
            }
        }
    }

    /// Whether the chosen link is followed here, and whether the browser takes it; none where no link is chosen.
    pub fn link_goes(&self) -> Option<(bool, bool)> {
        let mark = self.article.marks.get(self.link()?)?;
        let address = mark.link()?;
        let led = leads::of(&self.article, address, mark.span.of(&self.article.text));
        Some((led != Leads::Elsewhere, may_be_opened(address)))
    }

    /// Goes to the first heading that is called so; the article that is led to is this one.
    pub(in crate::app) fn follow_to(&mut self, headings: &[String], context: &Context) -> Outcome {
        match heading_of(&self.article, headings) {
            Some(block) => self.jump_to_heading(block, context),
            None => Outcome::say("This page is open already."),
        }
    }

    fn jump_to_heading(&mut self, block: usize, context: &Context) -> Outcome {
        Outcome::jumped(self.arrive(Target::Heading(block), context.settings))
    }
}
