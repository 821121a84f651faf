//! What commands do in the article.

use crate::app::article::panel::PanelKind;
use crate::app::command::prompt::PromptKind;
use crate::app::command::table::Command;
use crate::app::command::target::Jump;
use crate::app::command::target::Lack;
use crate::app::command::target::Reach;
use crate::app::command::target::Target;
use crate::app::command::target::jump_of;
use crate::app::shelf::feeds::FeedsPane;
use crate::app::{Effect, Pane, State};

impl State {
    /// Whether there is a list to go back to.
    pub(in crate::app) fn has_list(&self) -> bool {
        self.list.total() > 1 || self.list.is_part() || self.feeds.is_some()
    }

    /// From the article to what it was opened from.
    pub(in crate::app) fn leave_article(&mut self, effects: &mut Vec<Effect>) {
        if self.leave_page(effects) {
            return;
        }
        effects.extend(self.keep_place());
        let feeds = self.feeds.as_ref().is_some_and(FeedsPane::is_open);
        if self.sheet.is_some() {
            self.focus = Pane::Sheet;
        } else if feeds {
            self.focus = Pane::Feeds;
        } else if self.has_list() {
            self.focus = Pane::List;
        } else {
            effects.push(Effect::Quit);
        }
    }

    pub(in crate::app) fn not_here(&mut self, command: Command) {
        self.fail(format!("Nothing to do for {} here.", command.row().name));
    }

    pub(in crate::app) fn run_reader(
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
                self.in_list(|list| list.next_unread(true), effects);
            }
            Command::PageDown => self.scroll(top.saturating_add(page.saturating_mul(n))),
            Command::PageUp => self.scroll(top.saturating_sub(page.saturating_mul(n))),
            Command::HalfPageDown => {
                self.scroll(top.saturating_add((page / 2).max(1) * n.min(9999)))
            }
            Command::HalfPageUp => self.scroll(top.saturating_sub((page / 2).max(1) * n.min(9999))),
            Command::Top | Command::Bottom | Command::Percent => self.far(command, count),
            Command::Middle => self.place_chosen(|room| room / 2),
            Command::ToTop => self.place_chosen(|_| 0),
            Command::ToBottom => self.place_chosen(|room| room.saturating_sub(2)),
            Command::NextMatch if reader.search.is_some() => self.jump(Jump::Match, Reach::Next(n)),
            Command::PreviousMatch if reader.search.is_some() => {
                self.jump(Jump::Match, Reach::Previous(n));
            }
            Command::NextMatch => self.in_list(|list| list.next_unread(true), effects),
            Command::PreviousMatch => self.in_list(|list| list.next_unread(false), effects),
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
            Command::CopyAll => self.copy_all(effects),
            Command::MarkNames => {
                self.settings.names = !self.settings.names;
                self.say(if self.settings.names {
                    "Names are marked."
                } else {
                    "Names are not marked."
                });
            }
            Command::ShowQuotes => {
                let shows = self.settings.shows.next();
                self.settings.shows = shows;
                reader.list_anew(&self.settings);
                effects.push(Effect::KeepShows(self.settings.set_shows, shows));
                self.say(shows.sentence());
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
        // What a sheet led to is no card of its own: back leads to the sheet again.
        let from_sheet = self.sheet.is_some() && reader.search.is_none();
        if from_sheet && reader.target.is_some() && reader.target == self.arrived {
            self.leave_article(effects);
        } else if reader.search.is_some() || reader.target.is_some() {
            (reader.search, reader.target) = (None, None);
        } else if reader.panel.as_ref().is_some_and(|panel| !panel.by_itself) {
            reader.panel = None;
        } else if self.zen {
            self.zen = false;
        } else {
            self.leave_article(effects);
        }
    }

    /// Goes to the top, the end, a line, a percentage; the place before is not lost.
    fn far(&mut self, command: Command, count: Option<usize>) {
        self.trail.moved();
        let Some(reader) = &self.reader else {
            return;
        };
        let line = match (command, count) {
            (Command::Percent, count) => reader.rows() * count.unwrap_or(50).min(100) / 100,
            (_, Some(line)) => reader.head() + line.max(1) - 1,
            (Command::Top, None) => 0,
            (_, None) => usize::MAX,
        };
        self.scroll(line);
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

    /// Acts on what is chosen: all words of a quote, a link's page, a name's mentions.
    fn act(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        match reader.target {
            Some(Target::Quote(_)) => reader.whole_card = !reader.whole_card,
            Some(Target::Link(mark)) => self.follow(mark, effects),
            Some(Target::Name(..)) => self.jump(Jump::Mention, Reach::Next(1)),
            _ => self.jump(Jump::Quote, Reach::Next(1)),
        }
    }
}

impl State {
    /// A jump in the article, and its sentence.
    pub(in crate::app) fn jump(&mut self, jump: Jump, reach: Reach) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        match reader.jump(jump, reach, &self.settings) {
            Ok(sentence) => self.say(sentence),
            Err(lack) => self.choose_first(lack),
        }
    }

    /// Says what must be chosen first, and by which keys.
    pub(in crate::app) fn choose_first(&mut self, lack: Lack) {
        let quote = self.key_name(Command::NextQuote);
        let name = self.key_name(Command::NextName);
        self.fail(match lack {
            Lack::Quote => format!("Choose a quote first: press {quote}."),
            Lack::Speaker => format!("Choose a quote with a speaker first: press {quote}."),
            Lack::Name => format!("Choose a name first: press {name}, or {quote} for a quote."),
            Lack::QuoteOrName => {
                format!("Choose a quote or a name first: press {quote} or {name}.")
            }
            Lack::Nobody => "Nobody is known to have said this quote.".to_owned(),
        });
    }
}
