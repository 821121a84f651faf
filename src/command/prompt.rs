//! The line that is typed at the bottom: a search, a filter, a command with completion.

use std::sync::Arc;

use crate::command::chord::{Chord, Key};
pub use crate::command::kinds::PromptKind;
use crate::command::table::Scope;
use crate::command::target::Target;
use crate::model::{Article, ArticleId, FeedId, Quote, Remark, Span, clean};

/// A passage that a note is on, or is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The article.
    pub id: ArticleId,
    /// The text that the reader saw: the library may have a newer one.
    pub text: Arc<Article>,
    /// Where it stands there.
    pub span: Span,
    /// The number of the note that is on it.
    pub note: Option<i64>,
    /// It is highlighted, also without words.
    pub lit: bool,
}

impl Passage {
    /// A passage of an article, and the note that is on it.
    pub fn on(id: ArticleId, text: Arc<Article>, span: Span, note: Option<&Remark>) -> Self {
        Passage {
            id,
            text,
            span,
            note: note.map(|note| note.id),
            lit: note.is_some_and(Remark::stays),
        }
    }
}

/// What a line that is typed is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Subject {
    /// Nothing but itself.
    #[default]
    Nothing,
    /// A passage of an article.
    Passage(Box<Passage>),
    /// A quotation, in the text that the reader saw.
    Quote(ArticleId, Arc<Article>, Box<Quote>),
    /// Somebody's name.
    Name(String),
    /// A feed.
    Feed(FeedId),
    /// The library: the line is a query.
    Library,
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it is for.
    pub(super) kind: PromptKind,
    /// The words so far.
    pub(super) text: String,
    /// The byte before which typing goes on.
    pub(super) cursor: usize,
    /// The completion that is chosen.
    pub(super) choice: Option<usize>,
    /// Names that the words could become, told apart by numbers.
    pub(super) choices: Vec<String>,
    /// What Tab can put in the place of a word; none until it is looked up.
    pub(super) offers: Option<Vec<String>>,
    /// The words as they were typed, while a completion stands in their place.
    pub(super) stem: Option<String>,
    /// What it is about.
    pub(super) subject: Subject,
    /// Whether the help of what can be asked stands above it.
    pub(super) help: bool,
    /// Where the reader was, for when the line is put away.
    pub(super) before: Before,
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
            help: false,
            before,
        }
    }

    /// The same about something, with names to choose from.
    pub fn about(mut self, subject: Subject, choices: Vec<String>) -> Self {
        (self.subject, self.choices) = (subject, choices);
        self
    }

    /// What it is for.
    pub fn kind(&self) -> PromptKind {
        self.kind
    }

    /// What it is about.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The words so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words before the cursor.
    pub fn text_before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Names that the words could become, told apart by numbers.
    pub fn choices(&self) -> &[String] {
        &self.choices
    }

    /// Which completion is chosen.
    pub fn choice(&self) -> Option<usize> {
        self.choice
    }

    /// Whether a completion stands in the place of what was typed.
    pub fn is_completed(&self) -> bool {
        self.stem.is_some()
    }

    /// Whether the help of what can be asked stands above it.
    pub fn is_helped(&self) -> bool {
        self.help
    }

    /// Shows that help.
    pub fn show_help(&mut self) {
        self.help = true;
    }

    /// Where the reader was, for when the line is put away.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// Whether it is not known yet what Tab can put in the place of a word.
    pub fn wants_offers(&self) -> bool {
        self.offers.is_none()
    }

    /// Takes what Tab can put in the place of a word; none for what is to be looked up anew.
    pub fn offer(&mut self, offers: Option<Vec<String>>) {
        self.offers = offers;
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
            // A sign alone finds nothing: at the beginning it asks for help.
            (false, Key::Char('?')) if self.asks() && self.text.is_empty() => {
                self.help = !self.help;
            }
            (_, Key::F(1)) if self.asks() => self.help = !self.help,
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

    /// Whether what is typed is a query.
    pub fn asks(&self) -> bool {
        self.kind == PromptKind::Filter && self.subject == Subject::Library
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
