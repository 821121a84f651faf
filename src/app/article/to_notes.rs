//! Going from the sign of a footnote to its note, and back.

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome};
use crate::command::target::Target;
use crate::model::{Footnote, Span, footnotes};

impl ReaderPane {
    /// Goes from the chosen sign, or the next one, to its note, and from a note back to its sign.
    pub(super) fn go_footnote(&mut self, context: &Context) -> Outcome {
        let settings = context.settings;
        let all = footnotes(&self.article);
        let here = self.target.map(|target| self.span_of(target).start);
        let block = here.map(|offset| self.article.block_at(offset));
        let last = self.noted_from;
        let of_note = |it: &&Footnote| Some(it.note) == block;
        if let Some(back) = last.as_ref().into_iter().chain(&all).find(of_note).copied() {
            let target = self.target_of_sign(back.sign);
            self.go(target, settings);
            self.bring(back.sign, settings);
            self.noted_from = Some(back);
            let sign = back.sign.of(&self.article.text);
            return Outcome::jumped(format!("Back at the sign {sign}."));
        }
        // Where one came back to a paragraph, its sign is meant.
        let again = last.filter(|it| self.target == Some(self.target_of_sign(it.sign)));
        let from = again.map_or_else(
            || here.unwrap_or_else(|| self.first_seen()),
            |it| it.sign.start,
        );
        match all.iter().find(|it| it.sign.end > from) {
            Some(next) => self.jump_to_note(*next, context),
            None if all.is_empty() => Outcome::say("No footnotes in this article."),
            None => Outcome::say("No more footnotes from here on."),
        }
    }

    /// Goes to a note.
    pub(super) fn jump_to_note(&mut self, note: Footnote, context: &Context) -> Outcome {
        self.noted_from = Some(note);
        self.go(Target::Paragraph(note.note), context.settings);
        let sign = note.sign.of(&self.article.text);
        Outcome::jumped(format!("Note {}.", sign.trim_matches(['[', ']'])))
    }

    /// The link that a sign is, else its paragraph.
    fn target_of_sign(&self, sign: Span) -> Target {
        let mut marks = self.article.marks.iter();
        let link = marks.position(|mark| mark.link().is_some() && mark.span.overlaps(sign));
        match link {
            Some(link) => Target::Link(link),
            None => Target::Paragraph(self.article.block_at(sign.start)),
        }
    }
}
