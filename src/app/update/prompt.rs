//! Opening the line at the bottom, and doing what was typed there.

use crate::app::shelf::feeds::FeedsPane;
use crate::app::shelf::list::ListPane;
use crate::app::{Overlay, Pane, ReaderPane, State};
use crate::command::chord::Chord;
use crate::command::prompt::{Before, Prompt, PromptKind, Subject, Typed};
use crate::model::clean;
use crate::words::{ELSEWHERE, NOT_KEPT};

impl State {
    pub(in crate::app) fn paste(&mut self, text: &str) {
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.insert(text);
            self.typed(Typed::Changed);
        }
    }

    pub(in crate::app) fn type_key(&mut self, chord: Chord) {
        let scope = self.scope();
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            let typed = prompt.press(chord, scope);
            self.typed(typed);
        }
    }

    /// Does what the line means, while it is typed and when it is ready.
    pub(in crate::app) fn typed(&mut self, typed: Typed) {
        let Some(Overlay::Prompt(prompt)) = self.overlay.clone() else {
            return;
        };
        if matches!(typed, Typed::Accepted | Typed::Cancelled) {
            self.overlay = None;
        }
        match (prompt.kind(), typed) {
            (PromptKind::Search, Typed::Changed) => self.search(&prompt, false),
            (PromptKind::Search, Typed::Accepted) => {
                self.search(&prompt, true);
                let found = self.reader.as_ref().is_some_and(ReaderPane::is_searched);
                if found {
                    self.trail.jumped();
                }
                if self.focus == Pane::Panel && found {
                    // The match stands in the article.
                    self.focus = Pane::Reader;
                }
            }
            (PromptKind::Search, Typed::Cancelled) => {
                if let Some(reader) = &mut self.reader {
                    reader.search_no_more(prompt.before());
                }
            }
            (PromptKind::Mark | PromptKind::GoToMark, Typed::Changed) => self.typed_mark(),
            (PromptKind::Find, Typed::Changed) => {
                self.find_selection(prompt.text(), prompt.before().row)
            }
            (PromptKind::Find, Typed::Cancelled) => self.find_selection("", prompt.before().row),
            (PromptKind::Filter, Typed::Changed) if self.focus == Pane::Sheet => {
                self.filter_sheet(prompt.text());
            }
            (PromptKind::Filter, Typed::Cancelled) if self.focus == Pane::Sheet => {
                self.filter_sheet("");
            }
            (PromptKind::Filter, Typed::Accepted) if self.focus == Pane::Sheet => {
                let sentence = self.sheet.as_ref().map(|sheet| sheet.sentence());
                self.say(sentence.unwrap_or_default());
            }
            (PromptKind::Filter, Typed::Changed) => {
                self.effects.push(self.list.set_filter(prompt.text()))
            }
            (PromptKind::Filter, Typed::Accepted) if self.list.is_filtered() => {
                self.in_list(ListPane::tell_filter);
            }
            (PromptKind::Filter, Typed::Cancelled)
                if prompt.before().filter != self.list.filter() =>
            {
                self.effects
                    .push(self.list.set_filter(&prompt.before().filter));
            }
            (PromptKind::Tag | PromptKind::Add | PromptKind::Who, Typed::Accepted) => {
                self.typed_library(&prompt);
            }
            (PromptKind::Save | PromptKind::Pipe, Typed::Accepted) => {
                self.save_or_pipe(prompt.kind(), prompt.text());
            }
            (PromptKind::Share, Typed::Accepted) => self.share_with(&prompt.meant()),
            (
                PromptKind::FeedName
                | PromptKind::FeedTags
                | PromptKind::FeedInterval
                | PromptKind::FeedKeep,
                Typed::Accepted,
            ) => self.typed_feed(&prompt),
            (PromptKind::Note | PromptKind::Speaker | PromptKind::Merge, Typed::Accepted) => {
                self.typed_passages(&prompt);
            }
            (PromptKind::Command, Typed::Accepted) => match prompt.command(self.scope()) {
                Some((command, count)) => self.run(command, count),
                None if prompt.text().trim().is_empty() => {}
                None => self.run_named(clean(prompt.text()).trim()),
            },
            _ => {}
        }
    }

    /// Opens an empty line.
    pub(in crate::app) fn prompt(&mut self, kind: PromptKind) {
        if let Some(why) = self.refusal(kind) {
            return self.fail(why);
        }
        self.overlay = Some(Overlay::Prompt(self.line(kind)));
    }

    /// Opens a line about something, with words in it and names to choose from.
    pub(in crate::app) fn prompt_about(
        &mut self,
        kind: PromptKind,
        subject: Subject,
        words: &str,
        choices: Vec<String>,
    ) {
        if let Some(why) = self.refusal(kind) {
            return self.fail(why);
        }
        let mut prompt = self.line(kind).about(subject, choices);
        prompt.insert(words);
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    /// Why the article that is meant cannot be given what is to be typed: it is in no library. It is said before the line
    /// is typed.
    fn refusal(&self, kind: PromptKind) -> Option<&'static str> {
        use PromptKind as Kind;
        let asks = matches!(kind, Kind::Tag | Kind::Note | Kind::Speaker | Kind::Merge);
        let id = self.meant().filter(|id| asks && id.0 < 0)?;
        Some(match id.is_page() {
            true => NOT_KEPT,
            false => ELSEWHERE,
        })
    }

    fn line(&self, kind: PromptKind) -> Prompt {
        let reader = self.reader.as_ref();
        let before = Before {
            top: reader.map_or(0, ReaderPane::top),
            target: reader.and_then(ReaderPane::target),
            filter: self.list.filter().to_owned(),
            row: self.feeds.as_ref().map_or(0, FeedsPane::selected),
        };
        let prompt = Prompt::new(kind, before);
        match kind {
            PromptKind::Filter if self.focus != Pane::Sheet => {
                prompt.about(Subject::Library, Vec::new())
            }
            _ => prompt,
        }
    }
}
