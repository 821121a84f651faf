//! Going back and forward, and marks: what commands do about where the reader is and was.

use crate::app::shelf::trail::{Place, Spot, Trail};
use crate::app::{Overlay, Pane, ReaderPane, State};
use crate::command::Command;
use crate::command::prompt::PromptKind;
use crate::command::target::Target;
use crate::message::{Effect, KeptTrail};
use crate::model::{Article, ArticleId, leads};

impl State {
    /// Runs a command about the trail; false for others.
    pub(in crate::app) fn run_trail(&mut self, command: Command, count: Option<usize>) -> bool {
        let ends = matches!(command, Command::Back | Command::Cancel) && !self.is_choosing();
        if ends && self.leave_link() {
            self.say("The page is not fetched.");
            return true;
        }
        match command {
            Command::TrailBack => self.walk(false, count),
            Command::TrailForward => self.walk(true, count),
            Command::Mark => self.prompt(PromptKind::Mark),
            Command::GoToMark => self.prompt(PromptKind::GoToMark),
            Command::Keep => self.keep_page(),
            _ => return false,
        }
        true
    }

    /// Goes on with marks and the trail of the run before.
    pub fn go_on_with(&mut self, kept: KeptTrail) {
        self.trail = Trail::new(kept);
    }

    /// Leaves the program; places and the trail are kept.
    pub(in crate::app) fn quit(&mut self) {
        self.effects.extend(self.keep_place());
        self.effects.push(Effect::KeepTrail(self.trail.kept()));
        self.effects.push(Effect::Quit);
    }

    /// Takes where the reader is after a message. A line that is typed is no place of its own.
    pub(in crate::app) fn settle_trail(&mut self, failed: bool) {
        if self.overlay.is_none() {
            let spot = self.spot();
            self.trail.settle(spot, failed);
        }
    }

    /// Where the reader is; none where there is nothing to come back to.
    fn spot(&self) -> Option<Spot> {
        Some(match self.focus {
            Pane::Reader | Pane::Panel => {
                let id = self.read_now()?;
                let reader = self.reader.as_ref().filter(|reader| reader.id() == id);
                Spot::Article(Place {
                    id,
                    offset: reader.map_or(0, |reader| self.offset(reader)),
                    link: reader.and_then(ReaderPane::link),
                })
            }
            Pane::List if !self.has_list() => return None,
            Pane::List => {
                let list = &self.list;
                Spot::List(
                    list.within().cloned().map(Box::new),
                    list.filter().to_owned(),
                    list.selected(),
                )
            }
            Pane::Feeds => Spot::Feeds,
            Pane::Sheet => {
                let sheet = self.sheet.as_ref()?;
                Spot::Sheet(sheet.wanted()?.clone(), sheet.selected())
            }
        })
    }

    /// Goes so many stops back or on.
    fn walk(&mut self, forward: bool, count: Option<usize>) {
        let mut spot = None;
        for _ in 0..count.unwrap_or(1).clamp(1, 1000) {
            let Some(next) = self.trail.go(forward) else {
                break;
            };
            spot = Some(next.clone());
            // Each stop on the way is one on the way back, too.
            self.trail.settle(Some(next), false);
        }
        match (spot, forward) {
            (Some(spot), _) => self.go_to(spot),
            (None, false) => self.say("Nothing lies before this on the trail."),
            (None, true) => self.say("Nothing lies after this on the trail."),
        }
    }

    /// From a page that was followed back to where its link stands; false for other articles.
    pub(in crate::app) fn leave_page(&mut self) -> bool {
        let page = self.reader.as_ref().is_some_and(|it| it.id().is_page());
        let goes = page && self.trail.has_back();
        if goes {
            self.walk(false, None);
        }
        goes
    }

    fn go_to(&mut self, spot: Spot) {
        match spot {
            Spot::Article(place) => self.go_to_place(place),
            Spot::Feeds => {
                self.sheet = None;
                self.go_up();
            }
            Spot::List(within, filter, row) => {
                self.effects.extend(self.keep_place());
                self.sheet = None;
                self.focus = Pane::List;
                if let Some(feeds) = &mut self.feeds {
                    feeds.set_open(false);
                }
                let query = within.as_ref().map_or("", |it| it.query.as_str());
                if query == self.list.query() && filter == self.list.filter() {
                    return self.list.select(row);
                }
                let within = within.map(|it| *it);
                self.effects
                    .push(self.list.show_again(within, &filter, row));
            }
            Spot::Sheet(wanted, row) => {
                self.trail.expect_row(row);
                self.want(wanted);
            }
        }
    }

    fn go_to_place(&mut self, place: Place) {
        self.sheet = None;
        self.focus = Pane::Reader;
        if let Some(index) = self.list.find(place.id) {
            self.list.select(index);
        }
        if self.read_now() == Some(place.id) && self.reads(place.id) {
            self.show_place(place);
        } else {
            self.load(place.id);
            self.trail.expect(place);
        }
    }

    /// Shows a place of the open article.
    fn show_place(&mut self, place: Place) {
        let heard = self.spoken.is_some();
        let Some(reader) = &mut self.reader else {
            return;
        };
        reader.show_offset(place.offset, &self.settings);
        let target = target_at(reader.article(), &place, heard);
        reader.point_at(target);
    }

    /// Where an article that comes now is to be opened, and what is chosen there: as the trail or a link wants it,
    /// else where it was left.
    pub(in crate::app) fn place_wanted(
        &mut self,
        id: ArticleId,
        article: &Article,
        left: usize,
    ) -> (usize, Option<Target>) {
        let headings = std::mem::take(&mut self.following.headings);
        if let Some(place) = self.trail.take_expected(id) {
            let target = target_at(article, &place, self.spoken.is_some());
            return (place.offset, target);
        }
        let heading = leads::heading_of(article, &headings);
        match heading.and_then(|block| Some((block, article.blocks.get(block)?))) {
            Some((block, it)) => (it.span.start, Some(Target::Heading(block))),
            None => (left, None),
        }
    }

    /// Keeps the page that is read in the library.
    fn keep_page(&mut self) {
        match self.read_now() {
            Some(id) if id.is_page() => {
                self.say("Keeping the page.");
                self.effects.push(Effect::Keep(id));
            }
            Some(_) => self.say("This article is kept already."),
            None => self.fail("Open an article first."),
        }
    }

    /// The page has a number of the library now.
    pub(in crate::app) fn take_kept(&mut self, page: ArticleId, id: ArticleId) {
        self.trail.renumber(page, id);
        self.spoken.iter_mut().for_each(|it| it.renumber(page, id));
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.id() == page) {
            reader.renumber(id);
            self.list.set_opened(id);
        }
    }

    /// Gives a letter to this place, or goes to the place of one, as soon as it is typed.
    pub(in crate::app) fn typed_mark(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else {
            return;
        };
        let Some(letter) = prompt.text().trim().chars().next() else {
            return;
        };
        if prompt.kind() == PromptKind::Mark {
            return match letter.is_alphanumeric() && self.trail.mark(letter) {
                true => {
                    self.effects.push(Effect::KeepTrail(self.trail.kept()));
                    self.say(format!("Marked {letter}."));
                }
                false => self.fail("A mark is a letter or a digit, in an article."),
            };
        }
        match (self.trail.marked(letter), self.trail.letters()) {
            (Some(place), _) => {
                if self.reads(place.id) {
                    self.trail.jumped();
                }
                self.go_to_place(place);
                // By ear also where the reader is there already.
                self.answered();
            }
            (None, _) if letter == '\'' => self.say("No jump was made yet."),
            (None, letters) if letters.is_empty() => {
                let mark = self.key_name(Command::Mark);
                self.fail(format!(
                    "No mark {letter}. Press {mark} in an article to make one."
                ));
            }
            (None, letters) => self.fail(format!("No mark {letter}. There are {letters}.")),
        }
    }
}

/// What is chosen where a place is shown: the link that was; by ear, where something always is, else its paragraph.
fn target_at(article: &Article, place: &Place, heard: bool) -> Option<Target> {
    let link = place.link.filter(|mark| *mark < article.marks.len());
    let block = heard.then(|| Target::Block(article.block_at(place.offset)));
    link.map(Target::Link).or(block)
}

#[cfg(test)]
mod tests;
