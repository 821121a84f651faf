//! What commands do while a passage is chosen, and what becomes of it: a highlight, a note, a copy.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::prompt::{Passage, PromptKind, Subject};
use crate::layout::passage::{By, Choosing, Ground};
use crate::message::Effect;
use crate::model::Span;
use crate::words;
use crate::words::citation;

impl ReaderPane {
    /// Does what a command means for a passage that is chosen; none for others.
    pub(in crate::app) fn on_passage(
        &mut self,
        command: Command,
        context: &Context,
    ) -> Option<Outcome> {
        if command == Command::Highlight {
            return Some(self.begin_choosing(context));
        }
        let choosing = self.choosing.as_mut()?;
        let passage = choosing.span;
        let (by, forward) = match command {
            Command::Back | Command::Cancel => {
                self.end_choosing();
                return Some(Outcome::say("No passage is chosen."));
            }
            Command::KeepHighlight => return Some(self.highlight(passage, context)),
            Command::NotePassage => {
                self.end_choosing();
                let subject = Subject::Passage(Box::new(self.to_highlight(passage)));
                let (kind, words) = (PromptKind::Note, String::new());
                return Some(Want::TypeAbout(kind, subject, words, Vec::new()).into());
            }
            Command::CopyPassage => return Some(self.copy_passage(passage)),
            Command::BeginPassage | Command::OtherEnd => {
                match command {
                    Command::OtherEnd => choosing.turn(),
                    _ => choosing.begin(),
                }
                return Some(self.say_passage(context));
            }
            Command::WordOn => (By::Word, true),
            Command::WordBack => (By::Word, false),
            Command::RowOn => (By::Row, true),
            Command::RowBack => (By::Row, false),
            Command::TakeSentence => (By::Sentence, true),
            Command::TakeParagraph => (By::Paragraph, true),
            Command::TakeQuote => (By::Quote, true),
            _ => return None,
        };
        let times = context.count.unwrap_or(1).clamp(1, 10_000);
        let moved = (0..times).take_while(|_| self.grow(by, forward)).count() > 0;
        Some(match (moved, by) {
            (true, _) => self.say_passage(context),
            (false, By::Quote) => Outcome::say("No more of a quote stands here."),
            (false, _) => Outcome::say("Nothing more to choose there."),
        })
    }

    /// Begins with the first word of what is chosen, else with the first on the screen.
    fn begin_choosing(&mut self, context: &Context) -> Outcome {
        let chosen = self.chosen();
        let from = chosen.map_or_else(|| self.top_offset(), |span| span.start);
        self.choosing = Choosing::at(&self.article.text, from);
        if self.choosing.is_none() {
            return Outcome::fail("There are no words here to highlight.");
        }
        // By ear something is always chosen.
        if !context.heard {
            self.chosen_before = self.target.take();
        }
        self.top = self.top.min(self.last_top(context.settings));
        self.say_passage(context).and(Want::Read)
    }

    /// The passage is chosen no longer; what was chosen before it is again.
    fn end_choosing(&mut self) {
        self.choosing = None;
        let before = self.chosen_before.take();
        self.target = self.target.or(before);
    }

    /// Says what is chosen, and brings its end that moves into sight.
    fn say_passage(&mut self, context: &Context) -> Outcome {
        let Some(choosing) = self.choosing else {
            return Outcome::done();
        };
        let edge = choosing.edge();
        self.bring(Span::new(edge, edge + 1), context.settings);
        let sentence = self.chosen_words(&choosing);
        Outcome::say(match choosing.has_begun() {
            true => {
                let keep = context.key(Command::KeepHighlight);
                format!("{sentence} {keep} highlights.")
            }
            false => {
                let begin = context.key(Command::BeginPassage);
                format!("{sentence} {begin} begins the passage.")
            }
        })
    }

    /// "12 words, the … ferry.", and whether its beginning moves.
    fn chosen_words(&self, choosing: &Choosing) -> String {
        let chosen = choosing.span.of(&self.article.text);
        let count = chosen.unicode_words().count();
        let ends = (
            chosen.unicode_words().next(),
            chosen.unicode_words().next_back(),
        );
        let moves = if choosing.moves_back() {
            " The beginning moves."
        } else {
            ""
        };
        match (ends, choosing.has_begun()) {
            ((Some(word), _), false) => format!("At {word}."),
            ((Some(first), Some(last)), true) if count > 1 => {
                let count = words::count(count, "word");
                format!("{count}, {first} … {last}.{moves}")
            }
            _ => format!("1 word, {chosen}.{moves}"),
        }
    }

    /// Lets the passage grow; false where nothing more is there.
    fn grow(&mut self, by: By, forward: bool) -> bool {
        let on = Ground {
            article: &self.article,
            notes: &self.notes,
            layers: &self.layers,
            layout: &self.layout,
        };
        let choosing = self.choosing.as_mut();
        choosing.is_some_and(|it| it.grow(by, forward, &on))
    }

    /// Keeps a highlight on the passage.
    fn highlight(&mut self, passage: Span, context: &Context) -> Outcome {
        self.end_choosing();
        let undo = context.key(Command::Undo);
        let sentence = format!("Highlighted. Press {undo} to undo.");
        Outcome::say(sentence).and(Want::World(Effect::SetNote {
            passage: self.to_highlight(passage),
            words: String::new(),
        }))
    }

    /// A passage that no note is on.
    fn to_highlight(&self, span: Span) -> Passage {
        let text = Arc::clone(&self.article);
        Passage {
            lit: true,
            ..Passage::on(self.id, text, span, None)
        }
    }

    fn copy_passage(&mut self, passage: Span) -> Outcome {
        self.end_choosing();
        let text = citation::passage(&self.article, passage);
        let copied = words::one_line(passage.of(&self.article.text));
        let count = words::count(copied.split(' ').count(), "word");
        Want::Copy(text, format!("Copied {count} with the source.")).into()
    }
}

#[cfg(test)]
mod tests;
