//! Does what a typed line says, in the panes and by ear.

use crate::app::{Overlay, Pane, State};
use crate::command::help::Help;
use crate::command::prompt::Typed;
use crate::command::table::Command;
use crate::command::typed::{self, Line};
use crate::message::Wanted;
use crate::model::{clean, spoken_query_help};

impl State {
    /// Does what a typed line says.
    pub(in crate::app) fn run_line(&mut self, line: &str) {
        let line = clean(line);
        let line = line.trim();
        if let Some(Overlay::Help(_)) = &self.overlay {
            self.overlay = None;
        }
        if let Some(Overlay::Prompt(_)) = &self.overlay {
            return self.fill_prompt(line);
        }
        match typed::read(line, self.scope(), &self.keymap) {
            Line::Nothing => self.run(Command::PageDown, None),
            Line::Number(number) => {
                let command = match self.focus {
                    Pane::Reader => Command::Top,
                    Pane::List | Pane::Feeds | Pane::Panel | Pane::Sheet => Command::Open,
                };
                self.run(command, Some(number));
            }
            Line::Search(words) => {
                self.run(Command::Search, None);
                self.fill_prompt(words);
            }
            Line::Speaker(name) => self.next_of_speaker(name),
            Line::Help(words) => {
                self.run(Command::Help, None);
                let help = Help::new(self.scope()).with_filter(words);
                self.overlay = Some(Overlay::Help(help));
            }
            Line::Run(commands) => {
                for (command, count) in commands {
                    self.run(command, count);
                }
            }
            Line::WithWords(command, words) => self.run_with_words(command, words),
            Line::Unknown(sentence) => {
                self.notice = None;
                self.fail(sentence);
            }
        }
    }

    /// Does what was typed as the name of a command, with a number or with words.
    pub(in crate::app) fn run_named(&mut self, line: &str) {
        if let Some((command, words)) = typed::with_words(line, self.scope()) {
            return self.run_with_words(command, words);
        }
        match typed::command_of(line, self.scope()) {
            Ok((command, count)) => self.run(command, count),
            Err(sentence) => self.fail(sentence),
        }
    }

    /// Types words into the line that is open, and accepts it; no words put it away.
    fn fill_prompt(&mut self, words: &str) {
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.clear();
            if words == "?" && prompt.asks() {
                prompt.show_help();
                return self.say(spoken_query_help());
            }
            prompt.insert(words);
            if words.is_empty() {
                return self.typed(Typed::Cancelled);
            }
            self.typed(Typed::Changed);
            self.typed(Typed::Accepted);
        }
    }

    fn run_with_words(&mut self, command: Command, words: &str) {
        if command == Command::SaidEverywhere {
            // Also when a quote is chosen, whose speaker it would be about.
            return self.want(Wanted::Said(words.to_owned()));
        }
        self.run(command, None);
        self.fill_prompt(words);
    }

    fn next_of_speaker(&mut self, name: &str) {
        self.notice = None;
        if self.reader.is_none() || matches!(self.focus, Pane::List | Pane::Feeds) {
            return self.fail("Open an article first.");
        }
        self.in_reader(|reader, context| reader.next_of(name, context.settings));
    }
}
