//! Going from the sign of a footnote to its note, and back.

use crate::app::Settings;
use crate::app::article::reader::ReaderPane;
use crate::app::command::target::Target;
use crate::model::{Footnote, MarkKind, Span, footnotes};

impl ReaderPane {
    /// Goes from the chosen sign, or the next one, to its note, and from a note back to its sign; gives a
    /// sentence. None when there is no sign.
    pub(in crate::app) fn go_footnote(&mut self, settings: &Settings) -> Option<String> {
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
            return Some(format!(
                "Back at the sign {}.",
                back.sign.of(&self.article.text)
            ));
        }
        let seen = || match self.is_at_start() {
            true => 0,
            false => self.top_offset(),
        };
        // Where one came back to a paragraph, its sign is meant.
        let again = last.filter(|it| self.target == Some(self.target_of_sign(it.sign)));
        let from = again.map_or_else(|| here.unwrap_or_else(seen), |it| it.sign.start);
        let next = all.iter().find(|it| it.sign.end > from).copied()?;
        Some(self.go_to_note(next, settings))
    }

    /// Goes to a note; gives a sentence.
    pub(super) fn go_to_note(&mut self, note: Footnote, settings: &Settings) -> String {
        self.noted_from = Some(note);
        self.go(Target::Paragraph(note.note), settings);
        let sign = note.sign.of(&self.article.text);
        format!("Note {}.", sign.trim_matches(['[', ']']))
    }

    /// The link that a sign is, else its paragraph.
    fn target_of_sign(&self, sign: Span) -> Target {
        let is_link = |kind: &MarkKind| matches!(kind, MarkKind::Link(_));
        let marks = self.article.marks.iter();
        let link = marks
            .clone()
            .position(|mark| is_link(&mark.kind) && mark.span.overlaps(sign));
        match link {
            Some(link) => Target::Link(link),
            None => Target::Paragraph(self.article.block_at(sign.start)),
        }
    }
}
