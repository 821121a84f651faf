//! What `annotate` found in an article: quotes, speakers, names.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Deserializer, Serialize};

use super::{Article, Span};
use crate::model::SortSmall;

/// What `annotate` found. Derived data: may be thrown away and made again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    /// Of the annotator; an older number means "annotate again".
    pub version: u32,
    /// In order, none across two blocks.
    pub sentences: Vec<Span>,
    /// What was said: by start; one may run over several blocks.
    pub quotes: Vec<Quote>,
    /// What is told of somebody and was not said: thoughts, findings, words that are denied. By start, none inside a
    /// quote.
    pub unsaid: Vec<Quote>,
    /// By first mention.
    pub entities: Vec<Entity>,
    /// The language of most of the text, ISO 639-1; none where it is not known.
    #[serde(default)]
    pub lang: Option<String>,
    /// Whether reports are read in that language, not what stands between its marks alone.
    #[serde(default)]
    pub pack: bool,
    /// The annotator failed on this article: nobody knows what is in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
}

/// Words that the article gives as somebody's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// In order, not overlapping, never empty; several where the attribution splits the words
    /// ("A," she said. "B.") or where they run over paragraphs. Quotation marks are inside.
    pub parts: Vec<Span>,
    /// Between marks, reported, or reported with quoted pieces.
    pub kind: QuoteKind,
    /// The reporting words: "said", "according to". None where the words stand alone.
    pub cue: Option<Span>,
    /// Said, thought or found.
    #[serde(default)]
    pub act: Act,
    /// The text says that these words were *not* said: "Ruiz never said …".
    #[serde(default)]
    pub denied: bool,
    /// Who said it; several where they speak together ("said Mary Cole and Tim Hart"), none where nobody could be found.
    #[serde(alias = "speaker", deserialize_with = "one_or_several")]
    pub speakers: Vec<Speaker>,
    /// Who passed the words on: "…," Ruiz said, according to *the Post*.
    #[serde(default)]
    pub through: Option<Speaker>,
    /// That these words are somebody's at all: 0 to 1, calibrated.
    pub confidence: f32,
}

/// Speakers as they are kept: a list, or, in notes from before annotator 15, one or none.
fn one_or_several<'de, D: Deserializer<'de>>(kept: D) -> Result<Vec<Speaker>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Several(Vec<Speaker>),
        One(Option<Speaker>),
    }
    Ok(match Kept::deserialize(kept)? {
        Kept::Several(speakers) => speakers,
        Kept::One(speaker) => speaker.into_iter().collect(),
    })
}

/// What somebody does with the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Speaks or writes them.
    #[default]
    Said,
    /// Thinks, wants, fears or plans them: no words were spoken.
    Thought,
    /// Shows them, as a study or a poll does.
    Finding,
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All between quotation marks.
    Direct,
    /// None between quotation marks.
    Indirect,
    /// A reported clause with quoted pieces in it.
    Mixed,
}

/// Speakers less sure than this are unclear unless the settings say otherwise: of the others 96 in 100 were right in news that nobody had
/// looked at (`assets/model/README.md`).
pub const DOUBT: f32 = 0.8;

/// Less sure than this is a guess. Who asks for everything that a person said is given what is likely theirs, too: six in
/// seven of the speakers between this and [`DOUBT`] are right.
pub const PERHAPS: f32 = 0.65;

/// Somebody who said it, and the words that show it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// "the minister", "she"; for a speaker carried over, the mention that named them.
    pub mention: Span,
    /// Whom the mention means, once known.
    pub entity: Option<EntityId>,
    /// 0 to 1, calibrated; views say "unclear" under a threshold.
    pub confidence: f32,
}

/// The place of an entity in [`Notes::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// One person, organisation or place, under the fullest name seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name seen, without titles.
    pub name: String,
    /// As the article gives it: "harbour master".
    pub role: Option<String>,
    /// Every place where it is named, in order.
    pub mentions: Vec<Span>,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who<'a> {
    /// An entity, by its number.
    Entity(usize),
    /// Somebody known only by these words.
    Words(Cow<'a, str>),
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityKind {
    /// A person.
    #[serde(rename = "PER")]
    Person,
    /// A company, ministry, party, team.
    #[serde(rename = "ORG")]
    Organisation,
    /// A country, town, river.
    #[serde(rename = "LOC")]
    Place,
    /// A nationality, religion or political group.
    #[serde(rename = "NORP")]
    Group,
    /// A date: in the JSON and the lists of names, neither marked nor jumped to in the reader.
    #[serde(rename = "DATE")]
    Date,
    /// Another name: an event, a law, a work.
    #[serde(rename = "MISC")]
    Other,
}

impl Quote {
    /// From the first byte of the first part to the last byte of the last.
    pub fn span(&self) -> Span {
        match (self.parts.first(), self.parts.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The speaker, the first of several.
    pub fn speaker(&self) -> Option<Speaker> {
        self.speakers.first().copied()
    }

    /// How sure it is who speaks: as sure as the least sure of several. None where nobody is known.
    pub fn sure(&self) -> Option<f32> {
        self.speakers
            .iter()
            .map(|speaker| speaker.confidence)
            .reduce(f32::min)
    }
}

impl Act {
    /// The act as a word: said, thought, finding.
    pub const fn word(self) -> &'static str {
        match self {
            Act::Said => "said",
            Act::Thought => "thought",
            Act::Finding => "finding",
        }
    }
}

impl Notes {
    /// All that is told of somebody, said or not, by start.
    pub fn told(&self) -> impl Iterator<Item = &Quote> {
        let mut said = self.quotes.iter().peekable();
        let mut unsaid = self.unsaid.iter().peekable();
        std::iter::from_fn(move || {
            let start =
                |quote: Option<&&Quote>| quote.map_or(usize::MAX, |quote| quote.span().start);
            if start(unsaid.peek()) < start(said.peek()) {
                unsaid.next()
            } else {
                said.next()
            }
        })
    }

    /// The notes with what was not said among the quotes, for who asks for all of it.
    pub fn with_unsaid(mut self) -> Self {
        self.quotes.append(&mut self.unsaid);
        self.quotes.sort_small_by_key(|quote| quote.span().start);
        self
    }

    /// The entity of that number.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// Who said a quote, by its number: the entity, or the words of the mention.
    pub fn who<'a>(&'a self, text: &'a str, quote: usize) -> Option<Who<'a>> {
        let quote = self.quotes.get(quote)?;
        match quote.speaker()?.entity {
            Some(id) => Some(Who::Entity(id.0 as usize)),
            None => self.speaker_name(text, quote).map(Who::Words),
        }
    }

    /// For each quote, how many are its speaker's; 0 where nobody is known.
    pub fn count_same(&self, text: &str) -> Vec<usize> {
        let all = 0..self.quotes.len();
        let mut counts: HashMap<Who<'_>, usize> = HashMap::new();
        for who in all.clone().filter_map(|quote| self.who(text, quote)) {
            *counts.entry(who).or_default() += 1;
        }
        let count = |quote| {
            self.who(text, quote)
                .and_then(|who| counts.get(&who).copied())
        };
        all.map(|quote| count(quote).unwrap_or_default()).collect()
    }

    /// Who may have said something: people, then organisations and groups, those named most first; each once.
    pub fn may_speak(&self) -> Vec<String> {
        let speaks = |kind| {
            matches!(
                kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Group
            )
        };
        let mut found: Vec<_> = self.entities.iter().filter(|it| speaks(it.kind)).collect();
        let often = |it: &Entity| std::cmp::Reverse(it.mentions.len());
        found.sort_small_by_key(|it| (it.kind != EntityKind::Person, often(it)));
        let mut seen = HashSet::new();
        let names = found.into_iter().map(|it| it.name.as_str());
        let names = names.filter(|name| seen.insert(*name));
        names.map(str::to_owned).collect()
    }

    /// Who the one speaker of a quote is, as the article says.
    pub fn role(&self, quote: &Quote) -> Option<&str> {
        let one = quote.speaker().filter(|_| quote.speakers.len() == 1)?;
        self.entity(one.entity?)?.role.as_deref()
    }

    /// The sentence around a byte of the article; where sentences are not known, its block.
    pub fn sentence_at(&self, article: &Article, offset: usize) -> Option<Span> {
        let after = self.sentences.partition_point(|span| span.end <= offset);
        let found = self
            .sentences
            .get(after)
            .filter(|span| span.contains(offset));
        found.copied().or_else(|| article.block_around(offset))
    }

    /// The name of a quote's speaker, the first of several; see [`Notes::name_of`].
    pub fn speaker_name<'a>(&'a self, text: &'a str, quote: &Quote) -> Option<Cow<'a, str>> {
        self.name_of(text, quote.speakers.first()?)
    }

    /// The names of all who speak, as one phrase: "Mary Cole and Tim Hart". None where nobody is known.
    pub fn speakers_named<'a>(&'a self, text: &'a str, quote: &Quote) -> Option<Cow<'a, str>> {
        let mut names: Vec<Cow<'_, str>> = Vec::new();
        for name in quote
            .speakers
            .iter()
            .filter_map(|one| self.name_of(text, one))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let last = names.pop()?;
        Some(match names.as_slice() {
            [] => last,
            others => Cow::Owned(format!("{} and {last}", others.join(", "))),
        })
    }

    /// A speaker's name: the fullest name of whom the mention means, else the mention's own words in `text`, on one
    /// line. None for a pronoun whose person is not known.
    pub fn name_of<'a>(&'a self, text: &'a str, speaker: &Speaker) -> Option<Cow<'a, str>> {
        if let Some(entity) = speaker.entity.and_then(|id| self.entity(id)) {
            return Some(Cow::Borrowed(&entity.name));
        }
        // A modifier of the phrase is no part of the name: "officials who", "Ruiz, who chairs the board".
        let phrase = speaker.mention.of(text);
        let head = phrase.split(", ").next().unwrap_or(phrase);
        // "Participant 12 (male, 34)"
        let head = match head.split_once(" (") {
            Some((name, rest)) if !rest.contains(')') => name,
            _ => head,
        };
        let words = [" who", " which", " that"]
            .iter()
            .find_map(|relative| {
                let (words, clause) = head.split_once(relative)?;
                (clause.is_empty() || clause.starts_with(' ')).then_some(words)
            })
            .unwrap_or(head);
        let pronoun = [
            "he", "she", "it", "they", "we", "i", "you", "who", "him", "her", "them", "which",
            "that", "his", "its", "their", "mine", "ours", "hers", "theirs",
        ];
        (!words.is_empty() && !pronoun.contains(&words.to_lowercase().as_str()))
            .then(|| one_line(words))
    }
}

/// Words in one line: where they go over the end of a line, with one space there.
pub fn one_line(words: &str) -> Cow<'_, str> {
    if words.contains(|c: char| c.is_whitespace() && c != ' ') {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}

impl EntityKind {
    /// The name of the kind in the JSON: PER, ORG, LOC, NORP, DATE, MISC.
    pub const fn code(self) -> &'static str {
        match self {
            EntityKind::Person => "PER",
            EntityKind::Organisation => "ORG",
            EntityKind::Place => "LOC",
            EntityKind::Group => "NORP",
            EntityKind::Date => "DATE",
            EntityKind::Other => "MISC",
        }
    }
}

impl QuoteKind {
    /// The kind as a word: direct, indirect, mixed.
    pub const fn word(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        }
    }
}
