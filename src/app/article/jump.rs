//! Jumps through the article: from quote to quote, name to name, heading to heading.

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::prompt::Before;
use crate::command::target::{Jump, Lack, Reach, Target};
use crate::config::{Settings, Shows};
use crate::model::{Search, Span, Who, clean};
use crate::speech::places;
use crate::words;

impl ReaderPane {
    /// Jumps and says where to, or stays and says that there is nothing further.
    ///
    /// # Errors
    /// When the jump goes from what is chosen, and that is not.
    pub fn jump(&mut self, jump: Jump, reach: Reach, settings: &Settings) -> Result<String, Lack> {
        let targets = self.targets(jump, settings.shows)?;
        let of_notes = matches!(jump, Jump::Quote | Jump::Name);
        if of_notes && !self.noted {
            self.wish = Some((jump, reach));
            return Ok("Looking for quotes and names.".to_owned());
        }
        if of_notes && self.notes.failed {
            return Ok(words::unnoted());
        }
        if targets.is_empty() {
            return Ok(places::none(jump, settings.shows));
        }
        let here = self.here(jump, matches!(reach, Reach::Next(_)));
        let last = targets.len() - 1;
        let no_more = |forward| places::no_more(jump, settings.shows, targets.len(), forward);
        let index = match reach {
            Reach::First => 0,
            Reach::Last => last,
            Reach::Next(count) => {
                let after = targets.partition_point(|t| self.order(*t) <= here);
                if after > last {
                    return Ok(no_more(true));
                }
                (after + count.max(1) - 1).min(last)
            }
            Reach::Previous(count) => {
                let before = targets.partition_point(|t| self.order(*t) < here);
                if before == 0 {
                    return Ok(no_more(false));
                }
                before - count.clamp(1, before)
            }
        };
        if let Reach::Next(_) | Reach::Previous(_) = reach {
            self.last = Some((jump, matches!(reach, Reach::Next(_))));
        }
        Ok(self.arrive(targets[index], settings))
    }

    /// Goes to a target, and says where that is.
    pub fn arrive(&mut self, target: Target, settings: &Settings) -> String {
        self.go(target, settings);
        self.where_target(target, settings)
    }

    /// Goes to the next quote of whoever has these words in the name; after the last, to the first.
    pub(in crate::app) fn next_of(&mut self, name: &str, settings: &Settings) -> Outcome {
        let wanted = name.to_lowercase();
        let is_theirs = |index: &usize| {
            let speaker = self.speaker(*index, settings);
            speaker.is_some_and(|(who, _)| who.to_lowercase().contains(&wanted))
        };
        let theirs: Vec<usize> = (0..self.notes.quotes.len()).filter(is_theirs).collect();
        let here = self.quote();
        let next = theirs.iter().find(|index| Some(**index) > here);
        match next.or(theirs.first()).copied() {
            Some(index) => Outcome::from(Want::Read)
                .and(Want::Say(self.arrive(Target::Quote(index), settings))),
            None => Outcome::fail(format!("No quotes of {name} in this article.")),
        }
    }

    /// Finds words while they are typed, and goes to the first match after where the reader was `before`; `ready`
    /// when no more are typed.
    pub(in crate::app) fn search_for(
        &mut self,
        words: &str,
        before: &Before,
        ready: bool,
        context: &Context,
    ) -> Outcome {
        (self.target, self.top) = (before.target, before.top);
        let known = self.search.take();
        if words.is_empty() {
            return Outcome::done();
        }
        let here = self.from_here();
        let search = Search::after(known, &self.article.text, words);
        if search.hits.is_empty() {
            self.search = Some(search).filter(|_| !ready);
            return Outcome::fail(format!("No match for {}.", clean(words)));
        }
        let after = search.hits.partition_point(|hit| hit.start < here);
        let first = if after < search.hits.len() { after } else { 0 };
        self.search = Some(search);
        self.last = Some((Jump::Match, true));
        Outcome::say(self.arrive(Target::Match(first), context.settings))
    }

    /// Puts the search away and goes back to where the reader was.
    pub(in crate::app) fn search_no_more(&mut self, before: &Before) {
        self.search = None;
        (self.target, self.top) = (before.target, before.top);
        self.keep_anchor();
    }

    /// Chooses a target and brings it into sight.
    pub fn go(&mut self, target: Target, settings: &Settings) {
        self.target = Some(target);
        self.whole_card = false;
        let span = self.span_of(target);
        if let (Target::Match(index), Some(search)) = (target, &mut self.search) {
            search.current = Some(index);
        }
        self.bring(span, settings);
        if let Some(panel) = &mut self.panel {
            panel.follow(self.target);
        }
    }

    /// What is said about a target, and the reader's notes on it.
    pub fn where_target(&self, target: Target, settings: &Settings) -> String {
        let sentence = self.sentence(target, settings);
        match self.noted_words(self.span_of(target)) {
            note if note.is_empty() => sentence,
            note => format!("{sentence} {note}"),
        }
    }

    /// What is said about a target.
    pub fn sentence(&self, target: Target, settings: &Settings) -> String {
        let at = (target, self.span_of(target));
        let search = self.search.as_ref();
        let search = search.map(|search| (search.words.as_str(), search.hits.len()));
        places::target(&self.article, &self.notes, at, search, settings.unclear)
    }

    /// The bytes of a target.
    pub fn span_of(&self, target: Target) -> Span {
        let block = |index: usize| self.article.blocks.get(index).map(|b| b.span);
        match target {
            Target::Quote(index) => self.notes.quotes.get(index).map(|quote| quote.span()),
            Target::Name(entity, mention) => self
                .notes
                .entities
                .get(entity)
                .and_then(|entity| entity.mentions.get(mention).copied()),
            Target::Heading(index) => block(index),
            Target::Paragraph(index) => block(index).map(|span| Span::new(span.start, span.start)),
            Target::Block(index) => block(index),
            Target::Link(index) => self.article.marks.get(index).map(|mark| mark.span),
            Target::Match(index) => self
                .search
                .as_ref()
                .and_then(|search| search.hits.get(index).copied()),
        }
        .unwrap_or_default()
    }

    /// All targets of a jump, in order.
    fn targets(&self, jump: Jump, shows: Shows) -> Result<Vec<Target>, Lack> {
        let quotes = || numbers(&self.notes.quotes, move |quote| shows.takes(quote.kind));
        let blocks = &self.article.blocks;
        Ok(match jump {
            Jump::Quote => quotes().map(Target::Quote).collect(),
            Jump::SameSpeaker => {
                let quote = self.quote().ok_or(Lack::Quote)?;
                let speaker = self.who(quote).ok_or(Lack::Nobody)?;
                let same = |index: &usize| self.who(*index).as_ref() == Some(&speaker);
                quotes().filter(same).map(Target::Quote).collect()
            }
            Jump::Name => {
                let names = self.layers.names.items().iter();
                names
                    .map(|(_, name)| Target::Name(name.entity, name.mention))
                    .collect()
            }
            Jump::Mention => {
                let entity = self.entity().ok_or(Lack::Name)?;
                let count = self.notes.entities[entity].mentions.len();
                (0..count).map(|m| Target::Name(entity, m)).collect()
            }
            Jump::Heading => {
                let headings = numbers(blocks, |block| block.kind.is_heading());
                headings.map(Target::Heading).collect()
            }
            Jump::Paragraph => {
                let paragraphs = numbers(blocks, |block| block.kind.is_paragraph());
                paragraphs.map(Target::Paragraph).collect()
            }
            Jump::Link => {
                let links = numbers(&self.article.marks, |mark| mark.link().is_some());
                links.map(Target::Link).collect()
            }
            Jump::Match => {
                let hits = self.search.as_ref().map_or(0, |search| search.hits.len());
                (0..hits).map(Target::Match).collect()
            }
        })
    }

    /// Who said a quote: the entity, or the words of the mention.
    pub fn who(&self, quote: usize) -> Option<Who<'_>> {
        self.notes.who(&self.article.text, quote)
    }

    /// The entity under the cursor: the chosen name, or the speaker of the chosen quote.
    pub fn entity(&self) -> Option<usize> {
        let entity = match self.target? {
            Target::Name(entity, _) => entity,
            Target::Quote(quote) => match self.who(quote)? {
                Who::Entity(entity) => entity,
                Who::Words(_) => return None,
            },
            _ => return None,
        };
        (entity < self.notes.entities.len()).then_some(entity)
    }

    /// Where a jump starts from, as [`Self::order`] counts: what is chosen, else the top of the screen.
    fn here(&self, jump: Jump, forward: bool) -> (usize, usize) {
        match self.target {
            Some(target) if target.is_of(jump) => self.order(target),
            // What was read out is behind the reader, but for its links: they are gone to once they were heard.
            Some(target @ Target::Block(_)) if jump == Jump::Link => {
                (self.span_of(target).start, 0)
            }
            Some(target @ Target::Block(_)) => (self.span_of(target).end, 0),
            Some(target) if forward => (self.span_of(target).start, usize::MAX),
            Some(target) => (self.span_of(target).start, 0),
            None => (self.first_seen(), 0),
        }
    }

    fn order(&self, target: Target) -> (usize, usize) {
        let start = self.span_of(target).start;
        match target {
            Target::Quote(index) => (start, index + 1),
            _ => (start, 1),
        }
    }
}

/// The numbers of those that are wanted.
fn numbers<T>(all: &[T], wanted: impl Fn(&T) -> bool) -> impl Iterator<Item = usize> {
    let all = all.iter().enumerate();
    all.filter(move |(_, one)| wanted(one))
        .map(|(number, _)| number)
}
