//! Opening the line at the bottom, and doing what was typed there.

use crate::app::command::chord::Chord;
use crate::app::command::prompt::{Before, Prompt, PromptKind, Subject, Typed};
use crate::app::shelf::feeds::FeedsPane;
use crate::app::shelf::list::ListPane;
use crate::app::words::{ELSEWHERE, NOT_KEPT};
use crate::app::{Effect, Overlay, Pane, ReaderPane, State};
use crate::model::clean;

impl State {
    pub(in crate::app) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.insert(text);
            self.typed(Typed::Changed, effects);
        }
    }

    pub(in crate::app) fn type_key(&mut self, chord: Chord, effects: &mut Vec<Effect>) {
        let scope = self.scope();
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            let typed = prompt.press(chord, scope);
            self.typed(typed, effects);
        }
    }

    /// Does what the line means, while it is typed and when it is ready.
    pub(in crate::app) fn typed(&mut self, typed: Typed, effects: &mut Vec<Effect>) {
        let Some(Overlay::Prompt(prompt)) = self.overlay.clone() else {
            return;
        };
        if matches!(typed, Typed::Accepted | Typed::Cancelled) {
            self.overlay = None;
        }
        match (prompt.kind(), typed) {
            (PromptKind::Search, Typed::Changed) => self.search(&prompt, false, effects),
            (PromptKind::Search, Typed::Accepted) => {
                self.search(&prompt, true, effects);
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
            (PromptKind::Mark | PromptKind::GoToMark, Typed::Changed) => self.typed_mark(effects),
            (PromptKind::Find, Typed::Changed) => {
                self.find_selection(prompt.text(), prompt.before().row, effects)
            }
            (PromptKind::Find, Typed::Cancelled) => {
                self.find_selection("", prompt.before().row, effects)
            }
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
                effects.push(self.list.set_filter(prompt.text()))
            }
            (PromptKind::Filter, Typed::Accepted) if self.list.is_filtered() => {
                self.in_list(ListPane::tell_filter, effects);
            }
            (PromptKind::Filter, Typed::Cancelled)
                if prompt.before().filter != self.list.filter() =>
            {
                effects.push(self.list.set_filter(&prompt.before().filter));
            }
            (PromptKind::Tag | PromptKind::Add | PromptKind::Who, Typed::Accepted) => {
                self.typed_library(&prompt, effects);
            }
            (PromptKind::Save | PromptKind::Pipe, Typed::Accepted) => {
                self.save_or_pipe(prompt.kind(), prompt.text(), effects);
            }
            (PromptKind::Share, Typed::Accepted) => self.share_with(&prompt.meant(), effects),
            (
                PromptKind::FeedName
                | PromptKind::FeedTags
                | PromptKind::FeedInterval
                | PromptKind::FeedKeep,
                Typed::Accepted,
            ) => self.typed_feed(&prompt, effects),
            (PromptKind::Note | PromptKind::Speaker | PromptKind::Merge, Typed::Accepted) => {
                self.typed_passages(&prompt, effects);
            }
            (PromptKind::Command, Typed::Accepted) => match prompt.command(self.scope()) {
                Some((command, count)) => self.run(command, count, effects),
                None if prompt.text().trim().is_empty() => {}
                None if self.run_with_words(prompt.text().trim(), effects) => {}
                None => match self.command_of(&clean(prompt.text())) {
                    Ok((command, count)) => self.run(command, count, effects),
                    Err(sentence) => self.fail(sentence),
                },
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
