//! Commands that mean something else to the ear: a line is a row of the paragraph, a page is the
//! next paragraph.

use super::{Spoken, wrap};
use crate::app::article::card;
use crate::app::article::reader::ReaderPane;
use crate::app::command::table::Command;
use crate::app::command::target::Target;
use crate::app::words::blocks::{block_at, is_paragraph};
use crate::app::{Effect, State};

impl Spoken {
    pub(in crate::app) fn in_list(
        &mut self,
        state: &mut State,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if let (Command::Open, Some(number)) = (command, count) {
            if (1..=state.list.total()).contains(&number) {
                state.open_at(number - 1, effects);
            } else {
                state.fail(format!(
                    "No article {number}. There are {}.",
                    state.list.total()
                ));
            }
            return true;
        }
        let before = state.list.selected();
        match self.step_of(command, count) {
            Some(by) => state.list.step(by),
            None => return false,
        }
        let moved = state.list.selected() != before || state.list.total() == 0;
        state.say_end(command, moved, "article");
        true
    }

    /// Steps and pages as far as rows are said; the number of a row opens it.
    pub(in crate::app) fn in_feeds(
        &mut self,
        state: &mut State,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(feeds) = &mut state.feeds else {
            return false;
        };
        let (before, rows) = (feeds.selected(), feeds.rows().len());
        if let (Command::Open, Some(number)) = (command, count) {
            if (1..=rows).contains(&number) {
                state.open_selection(number - 1, effects);
            } else {
                state.fail(format!("No row {number}. There are {rows}."));
            }
            return true;
        }
        match self.step_of(command, count) {
            Some(by) => feeds.step(by),
            None => return false,
        }
        let moved = feeds.selected() != before;
        state.say_end(command, moved, "row");
        true
    }

    /// How far a command goes that steps or pages through rows, down when positive.
    fn step_of(&self, command: Command, count: Option<usize>) -> Option<isize> {
        let n = count.unwrap_or(1).min(10_000_000) as isize;
        let page = self.voice.rows as isize;
        Some(match command {
            Command::Down | Command::NextArticle => n,
            Command::Up | Command::PreviousArticle => -n,
            Command::PageDown => n.min(10_000) * page,
            Command::PageUp => -n.min(10_000) * page,
            _ => return None,
        })
    }

    pub(in crate::app) fn in_sheet(
        &mut self,
        state: &mut State,
        command: Command,
        count: Option<usize>,
    ) -> bool {
        let Some(sheet) = &mut state.sheet else {
            return false;
        };
        if let (Command::Open, Some(number)) = (command, count) {
            // The row of that number, then what Open does.
            sheet.step(isize::MIN);
            sheet.step(isize::try_from(number).unwrap_or(isize::MAX) - 1);
            return false;
        }
        let before = sheet.selected();
        match self.step_of(command, count) {
            Some(by) => sheet.step(by),
            None => return false,
        }
        let moved = sheet.selected() != before;
        state.say_end(command, moved, "row");
        true
    }

    pub(in crate::app) fn in_panel(
        &mut self,
        state: &mut State,
        command: Command,
        count: Option<usize>,
    ) -> bool {
        let panel = state.reader.as_mut().and_then(|it| it.panel.as_mut());
        let Some(panel) = panel else {
            return false;
        };
        match (command, count) {
            // The choice of that number, then what Open does.
            (Command::Open, Some(number)) => {
                panel.step(isize::MIN);
                panel.step(isize::try_from(number).unwrap_or(isize::MAX) - 1);
                false
            }
            (Command::Down | Command::Up, _) => {
                let before = panel.selected;
                let by = count.unwrap_or(1).min(1_000_000) as isize;
                panel.step(if command == Command::Down { by } else { -by });
                let moved = panel.selected != before;
                state.say_end(command, moved, "one");
                true
            }
            _ => false,
        }
    }

    pub(in crate::app) fn in_reader(
        &mut self,
        state: &mut State,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(reader) = &mut state.reader else {
            return false;
        };
        let n = count.unwrap_or(1).clamp(1, 100_000);
        let article = &reader.article;
        match command {
            Command::Down if self.row + n < self.unit.len() => self.row += n,
            Command::Up if self.row >= n => self.row -= n,
            Command::Down => self.go_to(state, self.after(reader_of(state)), 0),
            Command::Up => self.go_to(state, self.before(reader_of(state)), usize::MAX),
            Command::PageDown | Command::HalfPageDown | Command::NextParagraph => {
                let end = self.first + self.rows.len();
                if end < self.unit.len() {
                    self.row = end;
                    return true;
                }
                let next = self.after(Some(reader));
                if next.is_none() && command == Command::PageDown && state.list.total() > 1 {
                    state.in_list(|list| list.next_unread(true), effects);
                } else {
                    self.go_to(state, next, 0);
                }
            }
            Command::PageUp | Command::HalfPageUp | Command::PreviousParagraph => {
                let before = self.before(Some(reader));
                self.go_to(state, before, 0);
            }
            Command::Top if count.is_none() => {
                reader.target = None;
                reader.top = 0;
                reader.keep_anchor();
                self.read = None;
                self.head = true;
            }
            Command::Top => {
                let paragraphs = article.blocks.iter().enumerate();
                let mut paragraphs = paragraphs.filter(|(_, block)| is_paragraph(block.kind));
                let block = paragraphs.nth(n - 1).map(|(index, _)| index);
                self.go_to(state, block, 0);
            }
            Command::Bottom => {
                let last = article.blocks.len().checked_sub(1);
                self.go_to(state, last, 0);
            }
            Command::Percent => {
                let place = article.text.len() * count.unwrap_or(50).min(100) / 100;
                let block = block_at(article, place);
                self.go_to(state, Some(block), 0);
            }
            Command::ReadOn => self.read_on(state),
            Command::Cancel => reader.search = None,
            Command::Back => {
                (reader.search, reader.panel) = (None, None);
                state.leave_article(effects);
            }
            Command::Open if reader.quote().is_some() => {
                let why = why(state);
                state.say(why);
            }
            _ => return false,
        }
        true
    }

    /// All paragraphs that follow, as many as have room.
    fn read_on(&mut self, state: &mut State) {
        let (width, room) = (self.width(state), self.room(state.size));
        let Some(reader) = &state.reader else {
            return;
        };
        let mut rows: Vec<String> = Vec::new();
        let mut last = None;
        let first = self.after(Some(reader));
        for block in first.unwrap_or(usize::MAX)..reader.article.blocks.len() {
            let lines = self.text(state, reader).of(Target::Block(block));
            let more: Vec<String> = lines.iter().flat_map(|line| wrap(line, width)).collect();
            if last.is_some() && rows.len() + more.len() > room {
                break;
            }
            rows.extend(more);
            last = Some(block);
        }
        if last.is_some() {
            self.read_on = Some(rows);
        }
        self.go_to(state, last, 0);
    }

    /// Goes to a block, or says that there is none.
    fn go_to(&mut self, state: &mut State, block: Option<usize>, row: usize) {
        let Some(reader) = &mut state.reader else {
            return;
        };
        match block {
            Some(block) if !reader.article.blocks.is_empty() => {
                reader.go(Target::Block(block), &state.settings);
                self.row = row;
            }
            _ if row == usize::MAX || self.after(Some(reader)).is_some() => {
                state.say("This is the beginning of the article.");
            }
            _ => state.say("End of the article."),
        }
    }

    /// The block to be read after what is before the reader.
    fn after(&self, reader: Option<&ReaderPane>) -> Option<usize> {
        let reader = reader?;
        let span = reader.chosen()?;
        let here = block_at(&reader.article, span.end.max(span.start + 1) - 1);
        (here + 1..reader.article.blocks.len()).find(|block| has_words(reader, *block))
    }

    /// The block before it; of a quote or a name the one that it stands in.
    fn before(&self, reader: Option<&ReaderPane>) -> Option<usize> {
        let reader = reader?;
        let here = block_at(&reader.article, reader.chosen()?.start);
        let end = match reader.target? {
            Target::Block(_) | Target::Paragraph(_) => here,
            _ => here + 1,
        };
        (0..end).rev().find(|block| has_words(reader, *block))
    }
}

fn reader_of(state: &State) -> Option<&ReaderPane> {
    state.reader.as_ref()
}

fn has_words(reader: &ReaderPane, block: usize) -> bool {
    let article = &reader.article;
    let words = article
        .blocks
        .get(block)
        .map(|block| block.span.of(&article.text));
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Who spoke the chosen quote and why the program thinks so.
fn why(state: &State) -> String {
    let card = state
        .reader
        .as_ref()
        .and_then(|reader| card::Card::of(reader, &state.settings));
    card.map_or_else(String::new, |card| {
        let parts = [
            card.name,
            card.role,
            card.facts.replace(" · ", ", ").replace(" %", " percent"),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let why = card
            .why
            .replacen("stands with “", "stands with the words “", 1);
        format!("{}. {}", parts.join(", "), why.replace(['“', '”'], ""))
    })
}
