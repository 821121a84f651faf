//! What commands do in the list, in the article and in the side panel.

use super::commands::Command;
use super::jump::{Jump, Reach, Target};
use super::list::is_airy;
use super::panel::{Panel, PanelKind};
use super::prompt::PromptKind;
use super::{Effect, Pane, State, day, place, words};
use crate::model::{ArticleId, ArticleRow};

impl State {
    /// When the very first rows have come, opens the first article; a single one is read at once.
    pub(super) fn greet(&mut self, first: bool, more: bool, effects: &mut Vec<Effect>) {
        let Some(row) = self.list.row(0) else {
            return;
        };
        let (id, untouched) = (row.id, self.list.selected == 0 && self.focus == Pane::List);
        if first && self.asked == 0 && self.spoken.is_none() {
            self.load(id, effects);
        }
        if self.list.total == 1 && !more && !self.list.is_filtered() && untouched {
            if self.spoken.is_some() {
                self.load(id, effects);
            }
            self.focus = Pane::Reader;
            self.set_read(id, true, effects);
        }
    }

    /// Asks for an article; answers to older questions are void from now on.
    fn load(&mut self, id: ArticleId, effects: &mut Vec<Effect>) {
        effects.extend(self.keep_place());
        let ask = self.ask_to_load();
        effects.push(Effect::Load { ask, id });
    }

    /// The number of the next question for an article.
    pub(super) fn ask_to_load(&mut self) -> u64 {
        self.asked += 1;
        self.loading = true;
        self.asked
    }

    /// Opens the article of a row and reads it.
    pub(super) fn open_at(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let before = self.list.selected;
        self.list.select(index);
        let Some(row) = self.list.chosen() else {
            return;
        };
        if index != self.list.selected || before == self.list.selected && self.focus != Pane::List {
            return self.say("No more articles.");
        }
        let id = row.id;
        self.focus = Pane::Reader;
        if self.reader.as_ref().is_none_or(|reader| reader.id != id) {
            self.load(id, effects);
        }
        self.set_read(id, true, effects);
    }

    pub(super) fn run_list(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        let n = count.unwrap_or(1).min(10_000_000) as isize;
        let page = self.list_page() as isize;
        match command {
            Command::Down | Command::NextArticle => self.list.step(n),
            Command::Up | Command::PreviousArticle => self.list.step(-n),
            Command::PageDown => self.list.step(n * page),
            Command::PageUp => self.list.step(-n * page),
            Command::HalfPageDown => self.list.step(n * (page / 2).max(1)),
            Command::HalfPageUp => self.list.step(-n * (page / 2).max(1)),
            Command::Top => self.list.select(count.unwrap_or(1).saturating_sub(1)),
            Command::Bottom => self
                .list
                .select(count.unwrap_or(usize::MAX).saturating_sub(1)),
            Command::Percent => {
                let percent = count.unwrap_or(50).min(100);
                self.list
                    .select(self.list.total.saturating_sub(1) * percent / 100);
            }
            Command::Open => self.open_at(self.list.selected, effects),
            Command::Back if self.list.is_filtered() => effects.push(self.list.set_filter("")),
            Command::Back => {
                effects.extend(self.keep_place());
                effects.push(Effect::Quit);
            }
            Command::NextQuote => self.seek("quotes", true, |row| row.quotes > 0),
            Command::PreviousQuote => self.seek("quotes", false, |row| row.quotes > 0),
            Command::NextMatch => self.seek("news", true, |row| !row.read),
            Command::PreviousMatch => self.seek("news", false, |row| !row.read),
            Command::NextParagraph => self.other_day(true),
            Command::PreviousParagraph => self.other_day(false),
            Command::Search => self.prompt(PromptKind::Filter),
            Command::ReadAll => {
                let all = self.list.unread;
                for row in &mut self.list.rows {
                    row.read = true;
                }
                self.list.unread = 0;
                effects.push(Effect::ReadAll);
                let undo = self.keymap.key(Command::Undo);
                self.say(format!(
                    "Marked {} read. Press {undo} to undo.",
                    words::count(all, "article")
                ));
            }
            Command::CopyQuote | Command::CopyAddress | Command::Browse => {
                self.address(
                    if command == Command::Browse {
                        command
                    } else {
                        Command::CopyAddress
                    },
                    effects,
                );
            }
            Command::CopyCitation => self.copy(command, effects),
            _ => self.not_here(command),
        }
    }

    fn not_here(&mut self, command: Command) {
        self.fail(format!("Nothing to do for {} here.", command.row().name));
    }

    fn list_page(&self) -> usize {
        let height = place::panes(self).list.map_or(1, |area| area.height);
        let each = if is_airy(height) { 4 } else { 3 };
        usize::from(height.saturating_sub(super::list::HEAD) / each).max(1)
    }

    fn seek(&mut self, what: &str, forward: bool, wanted: impl Fn(&ArticleRow) -> bool) {
        match self.list.seek(forward, wanted) {
            Some(index) => self.list.select(index),
            None if what == "quotes" => self.say("No more articles with quotes."),
            None => self.say("No more unread articles."),
        }
    }

    fn other_day(&mut self, forward: bool) {
        let day = |row: &ArticleRow| row.published.as_deref().map(day::long);
        let Some(now) = self.list.chosen().map(day) else {
            return;
        };
        match self.list.seek(forward, |row| day(row) != now) {
            Some(index) => self.list.select(index),
            None => self.say("No other day."),
        }
    }

    pub(super) fn run_reader(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        let n = count.unwrap_or(1).max(1);
        if let Some((jump, reach)) = jump_of(command, n) {
            return self.jump(jump, reach);
        }
        let Some(reader) = &mut self.reader else {
            self.focus = Pane::List;
            return;
        };
        let settings = &self.settings;
        // A page leaves two lines of what was seen.
        let page = reader.room(settings).saturating_sub(2).max(1);
        let top = reader.top;
        match command {
            Command::Down => self.scroll(top.saturating_add(n)),
            Command::Up => self.scroll(top.saturating_sub(n)),
            Command::PageDown if count.is_none() && top >= reader.last_top(settings) => {
                self.next_unread(true, effects);
            }
            Command::PageDown => self.scroll(top.saturating_add(page.saturating_mul(n))),
            Command::PageUp => self.scroll(top.saturating_sub(page.saturating_mul(n))),
            Command::HalfPageDown => {
                self.scroll(top.saturating_add((page / 2).max(1) * n.min(9999)))
            }
            Command::HalfPageUp => self.scroll(top.saturating_sub((page / 2).max(1) * n.min(9999))),
            Command::Top if count.is_none() => self.scroll(0),
            Command::Bottom if count.is_none() => self.scroll(usize::MAX),
            Command::Top | Command::Bottom => {
                let line = reader.head() + n - 1;
                self.scroll(line);
            }
            Command::Percent => {
                let line = reader.rows() * count.unwrap_or(50).min(100) / 100;
                self.scroll(line);
            }
            Command::Middle => self.place_chosen(|room| room / 2),
            Command::ToTop => self.place_chosen(|_| 0),
            Command::ToBottom => self.place_chosen(|room| room.saturating_sub(2)),
            Command::NextMatch if reader.search.is_some() => self.jump(Jump::Match, Reach::Next(n)),
            Command::PreviousMatch if reader.search.is_some() => {
                self.jump(Jump::Match, Reach::Previous(n));
            }
            Command::NextMatch => self.next_unread(true, effects),
            Command::PreviousMatch => self.next_unread(false, effects),
            Command::Repeat | Command::Reverse => match reader.last {
                Some((jump, forward)) => {
                    let forward = forward == (command == Command::Repeat);
                    let last = reader.last;
                    self.jump(
                        jump,
                        if forward {
                            Reach::Next(n)
                        } else {
                            Reach::Previous(n)
                        },
                    );
                    if let Some(reader) = &mut self.reader {
                        reader.last = last;
                    }
                }
                None => self.say("No jump to repeat yet."),
            },
            Command::Search => self.prompt(PromptKind::Search),
            Command::Quotes => self.open_panel(PanelKind::Quotes),
            Command::Names => self.open_panel(PanelKind::Names),
            Command::Contents => self.open_panel(PanelKind::Contents),
            Command::Links => self.open_panel(PanelKind::Links),
            Command::SaidBy => self.said_by(),
            Command::Open => self.act(effects),
            Command::Browse | Command::CopyAddress => self.address(command, effects),
            Command::CopyQuote if reader.quote().is_none() && reader.article.meta.url.is_some() => {
                self.address(Command::CopyAddress, effects);
            }
            Command::CopyQuote
            | Command::CopyWords
            | Command::CopyMarkdown
            | Command::CopyCitation => {
                self.copy(command, effects);
            }
            Command::MarkNames => {
                self.settings.names = !self.settings.names;
                self.say(if self.settings.names {
                    "Names are marked."
                } else {
                    "Names are not marked."
                });
            }
            Command::Back => self.back(effects),
            _ => self.not_here(command),
        }
    }

    /// Closes what lies nearest: search, card, panel, then the article.
    fn back(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        if reader.search.is_some() || reader.target.is_some() {
            (reader.search, reader.target) = (None, None);
        } else if reader.panel.as_ref().is_some_and(|panel| !panel.by_itself) {
            reader.panel = None;
        } else if self.zen {
            self.zen = false;
        } else if self.list.total > 1 || self.list.is_filtered() {
            effects.extend(self.keep_place());
            self.focus = Pane::List;
        } else {
            effects.extend(self.keep_place());
            effects.push(Effect::Quit);
        }
    }

    fn scroll(&mut self, top: usize) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let down = top > reader.top;
        if !reader.scroll_to(top, &self.settings) && down {
            self.say("End of the article.");
        }
    }

    fn place_chosen(&mut self, row: impl Fn(usize) -> usize) {
        if let Some(reader) = &mut self.reader
            && let Some(span) = reader.chosen()
        {
            let room = reader.room(&self.settings);
            let top = reader.row_of(span.start).saturating_sub(row(room));
            reader.scroll_to(top, &self.settings);
        }
    }

    pub(super) fn next_unread(&mut self, forward: bool, effects: &mut Vec<Effect>) {
        match self.list.seek(forward, |row| !row.read) {
            Some(index) => self.open_at(index, effects),
            None if self.list.total > 1 => self.say("No more unread articles."),
            None => self.say("End of the article."),
        }
    }

    /// Acts on what is chosen: all words of a quote, a link's page, a name's mentions.
    fn act(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        match reader.target {
            Some(Target::Quote(_)) => reader.whole_card = !reader.whole_card,
            Some(Target::Link(_)) => self.address(Command::Browse, effects),
            Some(Target::Name(..)) => self.jump(Jump::Mention, Reach::Next(1)),
            _ => self.jump(Jump::Quote, Reach::Next(1)),
        }
    }

    fn open_panel(&mut self, kind: PanelKind) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let same = reader
            .panel
            .as_ref()
            .is_some_and(|panel| panel.kind == kind);
        if same && self.focus == Pane::Panel {
            return self.close_panel();
        }
        let by_itself = reader.panel.as_ref().is_some_and(|panel| panel.by_itself);
        let mut panel = Panel::new(kind, reader, &self.settings);
        panel.by_itself = by_itself && kind == PanelKind::Quotes;
        panel.follow(reader.target);
        reader.panel = Some(panel);
        self.zen = false;
        self.focus = Pane::Panel;
    }

    fn close_panel(&mut self) {
        if let Some(reader) = &mut self.reader {
            if reader.panel.as_ref().is_some_and(|panel| panel.by_itself) {
                self.panel_by_itself = false;
            }
            reader.panel = None;
        }
        self.focus = Pane::Reader;
    }

    /// The panel of quotes, at those of the chosen speaker.
    fn said_by(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let speaker = match reader.target {
            Some(Target::Name(entity, _)) => (0..reader.notes.quotes.len())
                .find(|quote| reader.who(*quote) == Some(super::jump::Who::Entity(entity))),
            _ => reader.quote().filter(|quote| reader.who(*quote).is_some()),
        };
        let Some(quote) = speaker else {
            return self.fail("Choose a quote with a speaker first: press ).");
        };
        let name = reader
            .speaker(quote, &self.settings)
            .map_or("", |(name, _)| name)
            .to_owned();
        let who = reader.who(quote);
        let all = 0..reader.notes.quotes.len();
        let count = all.filter(|other| reader.who(*other) == who).count();
        self.open_panel(PanelKind::Quotes);
        if let Some(panel) = self
            .reader
            .as_mut()
            .and_then(|reader| reader.panel.as_mut())
        {
            panel.follow(Some(Target::Quote(quote)));
        }
        self.say(format!(
            "{name}, {} in this article.",
            words::count(count, "quote")
        ));
    }

    pub(super) fn run_panel(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        let n = count.unwrap_or(1).min(1_000_000) as isize;
        let page = isize::from(i16::try_from(self.size.1 / 3).unwrap_or(8).max(1));
        let Some(panel) = self
            .reader
            .as_mut()
            .and_then(|reader| reader.panel.as_mut())
        else {
            self.focus = Pane::Reader;
            return self.run_reader(command, count, effects);
        };
        match command {
            Command::Down => panel.step(n),
            Command::Up => panel.step(-n),
            Command::PageDown | Command::HalfPageDown => panel.step(n * page),
            Command::PageUp | Command::HalfPageUp => panel.step(-n * page),
            Command::Top => panel.step(isize::MIN),
            Command::Bottom => panel.step(isize::MAX),
            Command::Back => self.close_panel(),
            Command::Open => {
                if let Some(target) = panel.target() {
                    self.focus = Pane::Reader;
                    if let Some(reader) = &mut self.reader {
                        reader.go(target, &self.settings);
                        let sentence = reader.where_target(target, &self.settings);
                        self.say(sentence);
                    }
                }
            }
            // Everything else is about the article; jumps let the panel follow.
            _ => self.run_reader(command, count, effects),
        }
    }
}

/// The jump that a command makes.
fn jump_of(command: Command, n: usize) -> Option<(Jump, Reach)> {
    use Command as C;
    Some(match command {
        C::NextQuote => (Jump::Quote, Reach::Next(n)),
        C::PreviousQuote => (Jump::Quote, Reach::Previous(n)),
        C::FirstQuote => (Jump::Quote, Reach::First),
        C::LastQuote => (Jump::Quote, Reach::Last),
        C::NextSame => (Jump::SameSpeaker, Reach::Next(n)),
        C::PreviousSame => (Jump::SameSpeaker, Reach::Previous(n)),
        C::FirstSame => (Jump::SameSpeaker, Reach::First),
        C::LastSame => (Jump::SameSpeaker, Reach::Last),
        C::NextName => (Jump::Name, Reach::Next(n)),
        C::PreviousName => (Jump::Name, Reach::Previous(n)),
        C::FirstName => (Jump::Name, Reach::First),
        C::LastName => (Jump::Name, Reach::Last),
        C::NextMention => (Jump::Mention, Reach::Next(n)),
        C::PreviousMention => (Jump::Mention, Reach::Previous(n)),
        C::NextHeading => (Jump::Heading, Reach::Next(n)),
        C::PreviousHeading => (Jump::Heading, Reach::Previous(n)),
        C::FirstHeading => (Jump::Heading, Reach::First),
        C::LastHeading => (Jump::Heading, Reach::Last),
        C::NextLink => (Jump::Link, Reach::Next(n)),
        C::PreviousLink => (Jump::Link, Reach::Previous(n)),
        C::FirstLink => (Jump::Link, Reach::First),
        C::LastLink => (Jump::Link, Reach::Last),
        C::NextParagraph => (Jump::Paragraph, Reach::Next(n)),
        C::PreviousParagraph => (Jump::Paragraph, Reach::Previous(n)),
        _ => return None,
    })
}
