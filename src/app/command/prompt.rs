//! The line that is typed at the bottom: a search, a filter, a command with completion.

use crate::app::article::jump::{Jump, Target};
use crate::app::article::passages::Subject;
use crate::app::article::search::Search;
use crate::app::command::keymap::{Chord, Key};
use crate::app::command::table::Scope;
use crate::app::{Effect, Overlay, Pane, ReaderPane, State};
use crate::model::clean;

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Words to find in the article.
    Search,
    /// Words that the rows of the list must have.
    Filter,
    /// A part of the name of a feed, a tag, a saved query.
    Find,
    /// A command by its name.
    Command,
    /// A tag to put on the article; with a minus before it, to take off.
    Tag,
    /// The name of somebody who is quoted.
    Who,
    /// A note on a passage.
    Note,
    /// Who said a quotation.
    Speaker,
    /// Whom a name means.
    Merge,
    /// A feed's name.
    FeedName,
    /// Its tags.
    FeedTags,
    /// How often it is asked at most.
    FeedInterval,
    /// How many days it keeps what was read.
    FeedKeep,
    /// An address or a file to add to the library.
    Add,
    /// A file to save the article in.
    Save,
    /// A command to give the article to.
    Pipe,
}

impl PromptKind {
    /// The sign before the line.
    pub const fn sign(self) -> &'static str {
        match self {
            PromptKind::Search | PromptKind::Filter | PromptKind::Find => "/",
            PromptKind::Command => ":",
            PromptKind::Tag => "tag ",
            PromptKind::Who => "said by ",
            PromptKind::Note => "note ",
            PromptKind::Speaker => "said by ",
            PromptKind::Merge => "is the same as ",
            PromptKind::FeedName => "name ",
            PromptKind::FeedTags => "tags ",
            PromptKind::FeedInterval => "at most every ",
            PromptKind::FeedKeep => "days to keep ",
            PromptKind::Add => "add ",
            PromptKind::Save => "save as ",
            PromptKind::Pipe => "pipe to ",
        }
    }
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// The words so far.
    pub text: String,
    /// The byte before which typing goes on.
    pub cursor: usize,
    /// The completion that is chosen.
    pub choice: Option<usize>,
    /// Names that the words could become, told apart by numbers.
    pub choices: Vec<String>,
    /// What Tab can put in the place of a word; none until it is looked up.
    pub offers: Option<Vec<String>>,
    /// The words as they were typed, while a completion stands in their place.
    pub stem: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// Where the reader was, for when the line is put away.
    pub before: Before,
}

/// What the screen showed before the line was opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// The first row of the article.
    pub top: usize,
    /// What was chosen.
    pub target: Option<Target>,
    /// The filter of the list.
    pub filter: String,
    /// The chosen row of the list of feeds.
    pub row: usize,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Its words are others now.
    Changed,
    /// Only its cursor or its completion.
    Moved,
    /// It is ready.
    Accepted,
    /// It was put away.
    Cancelled,
}

impl Prompt {
    /// An empty line.
    pub fn new(kind: PromptKind, before: Before) -> Self {
        Prompt {
            kind,
            text: String::new(),
            cursor: 0,
            choice: None,
            choices: Vec::new(),
            offers: None,
            stem: None,
            subject: Subject::Nothing,
            before,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord, scope: Scope) -> Typed {
        match (chord.ctrl, chord.key) {
            (false, Key::Enter) => return Typed::Accepted,
            (_, Key::Esc) | (true, Key::Char('c')) => return Typed::Cancelled,
            (false, Key::Backspace) if self.text.is_empty() => return Typed::Cancelled,
            (false, Key::Tab | Key::Down) => return self.complete(scope, true),
            (false, Key::BackTab | Key::Up) => return self.complete(scope, false),
            (false, Key::Left) | (true, Key::Char('b')) => self.cursor = self.before_cursor(),
            (false, Key::Right) | (true, Key::Char('f')) => {
                let next = self.text[self.cursor..].chars().next();
                self.cursor += next.map_or(0, char::len_utf8);
            }
            (false, Key::Home) | (true, Key::Char('a')) => self.cursor = 0,
            (false, Key::End) | (true, Key::Char('e')) => self.cursor = self.text.len(),
            (false, Key::Char(c)) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
                return Typed::Changed;
            }
            (false, Key::Backspace) | (true, Key::Char('h')) => {
                return self.cut_to(self.before_cursor());
            }
            (true, Key::Char('u')) => return self.cut_to(0),
            (true, Key::Char('w')) => {
                let words = self.text[..self.cursor].trim_end();
                return self.cut_to(words.rfind(' ').map_or(0, |blank| blank + 1));
            }
            _ => {}
        }
        Typed::Moved
    }

    /// Puts words in at the cursor.
    pub fn insert(&mut self, words: &str) {
        let words = clean(words);
        self.text.insert_str(self.cursor, &words);
        self.cursor += words.len();
        (self.choice, self.stem) = (None, None);
    }

    /// Takes all words away.
    pub fn clear(&mut self) {
        self.text.clear();
        (self.cursor, self.choice, self.stem) = (0, None, None);
    }

    fn before_cursor(&self) -> usize {
        let before = self.text[..self.cursor].chars().next_back();
        self.cursor - before.map_or(0, char::len_utf8)
    }

    fn cut_to(&mut self, start: usize) -> Typed {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        (self.choice, self.stem) = (None, None);
        Typed::Changed
    }
}

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
        match (prompt.kind, typed) {
            (PromptKind::Search, Typed::Changed) => self.search(&prompt, false),
            (PromptKind::Search, Typed::Accepted) => {
                self.search(&prompt, true);
                let found = |reader: &ReaderPane| reader.search.is_some();
                if self.focus == Pane::Panel && self.reader.as_ref().is_some_and(found) {
                    // The match stands in the article.
                    self.focus = Pane::Reader;
                }
            }
            (PromptKind::Search, Typed::Cancelled) => {
                if let Some(reader) = &mut self.reader {
                    reader.search = None;
                    reader.target = prompt.before.target;
                    reader.top = prompt.before.top;
                    reader.keep_anchor();
                }
            }
            (PromptKind::Find, Typed::Changed) => {
                self.find_selection(&prompt.text, prompt.before.row)
            }
            (PromptKind::Find, Typed::Cancelled) => self.find_selection("", prompt.before.row),
            (PromptKind::Filter, Typed::Changed) if self.focus == Pane::Sheet => {
                self.filter_sheet(&prompt.text);
            }
            (PromptKind::Filter, Typed::Cancelled) if self.focus == Pane::Sheet => {
                self.filter_sheet("");
            }
            (PromptKind::Filter, Typed::Accepted) if self.focus == Pane::Sheet => {
                let sentence = self.sheet.as_ref().map(|sheet| sheet.sentence());
                self.say(sentence.unwrap_or_default());
            }
            (PromptKind::Filter, Typed::Changed) => {
                effects.push(self.list.set_filter(&prompt.text))
            }
            (PromptKind::Filter, Typed::Accepted) if !self.list.filter.is_empty() => {
                self.tell_filter();
            }
            (PromptKind::Filter, Typed::Cancelled) if prompt.before.filter != self.list.filter => {
                effects.push(self.list.set_filter(&prompt.before.filter));
            }
            (PromptKind::Tag | PromptKind::Add | PromptKind::Who, Typed::Accepted) => {
                self.typed_library(&prompt, effects);
            }
            (PromptKind::Save | PromptKind::Pipe, Typed::Accepted) => {
                self.give(prompt.kind, &prompt.text, effects);
            }
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
                None if prompt.text.trim().is_empty() => {}
                None if self.run_with_words(prompt.text.trim(), effects) => {}
                None => self.fail(format!("No command {}.", clean(&prompt.text))),
            },
            _ => {}
        }
    }

    /// Finds the words of the line and goes to the first match after where the reader was.
    pub(in crate::app) fn search(&mut self, prompt: &Prompt, ready: bool) {
        let settings = &self.settings;
        let Some(reader) = &mut self.reader else {
            return;
        };
        reader.target = prompt.before.target;
        reader.top = prompt.before.top;
        if prompt.text.is_empty() {
            reader.search = None;
            self.notice = None;
            return;
        }
        let here = match reader.chosen() {
            Some(span) => span.start,
            None if reader.is_at_start() => 0,
            None => reader.top_offset(),
        };
        let search = Search::new(&reader.article.text, &prompt.text);
        let after = search.hits.partition_point(|hit| hit.start < here);
        let first = if after < search.hits.len() { after } else { 0 };
        let found = !search.hits.is_empty();
        reader.search = Some(search);
        if found {
            let target = Target::Match(first);
            reader.go(target, settings);
            reader.last = Some((Jump::Match, true));
            let sentence = reader.where_target(target, settings);
            self.say(sentence);
        } else {
            self.fail(format!("No match for {}.", clean(&prompt.text)));
            if ready && let Some(reader) = &mut self.reader {
                reader.search = None;
            }
        }
    }

    pub(in crate::app) fn prompt(&mut self, kind: PromptKind) {
        let reader = self.reader.as_ref();
        let before = Before {
            top: reader.map_or(0, |reader| reader.top),
            target: reader.and_then(|reader| reader.target),
            filter: self.list.filter.clone(),
            row: self.feeds.as_ref().map_or(0, |feeds| feeds.selected),
        };
        self.overlay = Some(Overlay::Prompt(Prompt::new(kind, before)));
    }

    /// Opens a line about something, with words in it and names to choose from.
    pub(in crate::app) fn prompt_about(
        &mut self,
        kind: PromptKind,
        subject: Subject,
        words: &str,
        choices: Vec<String>,
    ) {
        self.prompt(kind);
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.insert(words);
            (prompt.subject, prompt.choices) = (subject, choices);
        }
    }
}
