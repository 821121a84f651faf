//! Commands that mean something else to the ear: a line is a row of the paragraph, a page is the
//! next paragraph.

use super::Spoken;
use crate::app::Pane;
use crate::app::article::card::Card;
use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::app::sheet::Sheet;
use crate::app::shelf::feeds::FeedsPane;
use crate::app::shelf::list::ListPane;
use crate::command::table::Command;
use crate::command::target::Target;
use crate::speech::{self, wrap};

impl Spoken {
    /// Takes note of a command that the pane with the focus is about to be given.
    pub(in crate::app) fn begin(&mut self, command: Command, focus: Pane) {
        // These are answered by the world, or by what was said before.
        let later = [
            Command::Redraw,
            Command::Undo,
            Command::Redo,
            Command::Suspend,
        ];
        self.ran = !later.contains(&command);
        self.waits = matches!(command, Command::Undo | Command::Redo);
        self.step = match command {
            Command::Down | Command::Up => true,
            Command::NextArticle | Command::PreviousArticle => {
                matches!(focus, Pane::List | Pane::Feeds | Pane::Sheet)
            }
            _ => false,
        };
    }

    /// Steps and pages through the list as far as rows are said; the number of an article opens it. None for what
    /// means the same as in the panes, here and below.
    pub(in crate::app) fn in_list(
        &self,
        list: &mut ListPane,
        command: Command,
        count: Option<usize>,
    ) -> Option<Outcome> {
        if let (Command::Open, Some(number)) = (command, count) {
            let total = list.total();
            return Some(match (1..=total).contains(&number) {
                true => Want::OpenRow(number - 1).into(),
                false => Outcome::fail(format!("No article {number}. There are {total}.")),
            });
        }
        let before = list.selected();
        list.step(self.step_of(command, count)?);
        let moved = list.selected() != before || list.total() == 0;
        Some(moved_or_at_end(moved, command, "article"))
    }

    /// The same in the list of feeds.
    pub(in crate::app) fn in_feeds(
        &self,
        feeds: &mut FeedsPane,
        command: Command,
        count: Option<usize>,
    ) -> Option<Outcome> {
        let (before, rows) = (feeds.selected(), feeds.rows().len());
        if let (Command::Open, Some(number)) = (command, count) {
            return Some(match (1..=rows).contains(&number) {
                true => feeds.open_row(number - 1),
                false => Outcome::fail(format!("No row {number}. There are {rows}.")),
            });
        }
        feeds.step(self.step_of(command, count)?);
        Some(moved_or_at_end(feeds.selected() != before, command, "row"))
    }

    /// The same on a sheet.
    pub(in crate::app) fn in_sheet(
        &self,
        sheet: &mut Sheet,
        command: Command,
        count: Option<usize>,
    ) -> Option<Outcome> {
        if let (Command::Open, Some(number)) = (command, count) {
            // The row of that number, then what Open does.
            sheet.step(isize::MIN);
            sheet.step(isize::try_from(number).unwrap_or(isize::MAX) - 1);
            return None;
        }
        let before = sheet.selected();
        sheet.step(self.step_of(command, count)?);
        Some(moved_or_at_end(sheet.selected() != before, command, "row"))
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

    /// Steps through the panel one by one.
    pub(in crate::app) fn in_panel(
        &self,
        reader: &mut ReaderPane,
        command: Command,
        count: Option<usize>,
    ) -> Option<Outcome> {
        let panel = reader.panel_mut()?;
        let by = match (command, count) {
            (Command::Open, Some(number)) => {
                // The choice of that number, then what Open does.
                panel.step(isize::MIN);
                panel.step(isize::try_from(number).unwrap_or(isize::MAX) - 1);
                return None;
            }
            (Command::Down, _) => 1,
            (Command::Up, _) => -1,
            _ => return None,
        };
        let before = panel.selected();
        panel.step(by * count.unwrap_or(1).min(1_000_000) as isize);
        Some(moved_or_at_end(panel.selected() != before, command, "one"))
    }

    /// Goes through the article by rows and paragraphs.
    pub(in crate::app) fn in_reader(
        &mut self,
        reader: &mut ReaderPane,
        command: Command,
        context: &Context,
    ) -> Option<Outcome> {
        // A passage is chosen by ear as in the panes.
        if let Some(outcome) = reader.on_passage(command, context) {
            return Some(outcome);
        }
        let count = context.count;
        let n = count.unwrap_or(1).clamp(1, 100_000);
        let article = reader.article();
        let (block, row) = match command {
            Command::Down if self.row + n < self.unit.len() => {
                self.row += n;
                return Some(Outcome::done());
            }
            Command::Up if self.row >= n => {
                self.row -= n;
                return Some(Outcome::done());
            }
            Command::Down => (after(reader), 0),
            Command::Up => (before(reader), usize::MAX),
            Command::PageDown | Command::HalfPageDown | Command::NextParagraph => {
                let end = self.first + self.rows.len();
                if end < self.unit.len() {
                    self.row = end;
                    return Some(Outcome::done());
                }
                let next = after(reader);
                if next.is_none() && command == Command::PageDown && context.several {
                    return Some(Want::NextUnread(true).into());
                }
                (next, 0)
            }
            Command::PageUp | Command::HalfPageUp | Command::PreviousParagraph => {
                (before(reader), 0)
            }
            Command::Top if count.is_none() => {
                reader.show_offset(0, context.settings);
                (self.read, self.head) = (None, true);
                return Some(Outcome::done());
            }
            Command::Top => {
                let paragraphs = article.blocks.iter().enumerate();
                let mut paragraphs = paragraphs.filter(|(_, block)| block.kind.is_paragraph());
                (paragraphs.nth(n - 1).map(|(index, _)| index), 0)
            }
            Command::Bottom => (article.blocks.len().checked_sub(1), 0),
            Command::Percent => {
                let place = article.text.len() * count.unwrap_or(50).min(100) / 100;
                (Some(article.block_at(place)), 0)
            }
            Command::ReadOn => (self.read_on(reader, context), 0),
            Command::Cancel => {
                reader.end_search();
                return Some(Outcome::done());
            }
            Command::Back => {
                reader.end_search();
                reader.drop_panel();
                return Some(Want::Leave.into());
            }
            Command::Open if reader.quote().is_some() => {
                let card = Card::of(reader, context.settings);
                return Some(Outcome::say(card.map_or_else(String::new, said_of)));
            }
            _ => return None,
        };
        Some(match block {
            Some(block) if !reader.article().blocks.is_empty() => {
                reader.go(Target::Block(block), context.settings);
                self.row = row;
                Outcome::done()
            }
            _ if row == usize::MAX || after(reader).is_some() => {
                Outcome::say("This is the beginning of the article.")
            }
            _ => Outcome::say("End of the article."),
        })
    }

    /// Puts all paragraphs that follow into words, as many as have room; gives the last of them.
    fn read_on(&mut self, reader: &ReaderPane, context: &Context) -> Option<usize> {
        let width = self.width(context.width);
        let room = self.room((context.width, context.height));
        let mut rows: Vec<String> = Vec::new();
        let mut last = None;
        for block in after(reader)?..reader.article().blocks.len() {
            let lines = self.lines_of(context.settings, reader, Target::Block(block));
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
        last
    }
}

/// Says that there is nothing further, when a step through rows did not move.
fn moved_or_at_end(moved: bool, command: Command, noun: &str) -> Outcome {
    let end = match command {
        Command::Down | Command::PageDown | Command::NextArticle => "last",
        _ => "first",
    };
    match moved {
        true => Outcome::done(),
        false => Outcome::say(format!("This is the {end} {noun}.")),
    }
}

/// The block to be read after what is before the reader.
fn after(reader: &ReaderPane) -> Option<usize> {
    let span = reader.chosen()?;
    let here = reader.article().block_at(span.end.max(span.start + 1) - 1);
    (here + 1..reader.article().blocks.len()).find(|block| has_words(reader, *block))
}

/// The block before it; of a quote or a name the one that it stands in.
fn before(reader: &ReaderPane) -> Option<usize> {
    let here = reader.article().block_at(reader.chosen()?.start);
    let end = match reader.target()? {
        Target::Block(_) | Target::Paragraph(_) => here,
        _ => here + 1,
    };
    (0..end).rev().find(|block| has_words(reader, *block))
}

fn has_words(reader: &ReaderPane, block: usize) -> bool {
    let article = reader.article();
    let words = article
        .blocks
        .get(block)
        .map(|block| block.span.of(&article.text));
    words.is_some_and(|words| !words.trim().is_empty())
}

/// Who spoke the quote of a card and why the program thinks so.
fn said_of(card: Card) -> String {
    speech::why([&card.name, &card.role, &card.facts], &card.why)
}
