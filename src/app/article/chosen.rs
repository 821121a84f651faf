//! What is done with what is chosen in the article: copied, opened, noted, corrected, looked for in the library.

use std::sync::Arc;

use crate::app::article::copy::form_of;
use crate::app::article::passages::NOBODY;
use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::prompt::{Passage, PromptKind, Subject};
use crate::command::target::{Lack, Target};
use crate::message::Wanted;
use crate::words;
use crate::words::citation::{self, Form};

impl ReaderPane {
    /// Does what a command means for what is chosen; none for another.
    pub(super) fn with_chosen(&self, command: Command, context: &Context) -> Option<Outcome> {
        Some(match command {
            Command::Browse | Command::CopyAddress => Outcome::address(self.address(), command),
            Command::CopyQuote if self.quote().is_none() && self.article.meta.url.is_some() => {
                Outcome::address(self.address(), command)
            }
            Command::CopyQuote
            | Command::CopyWords
            | Command::CopyMarkdown
            | Command::CopyCitation => {
                let (form, sentence) = form_of(command);
                match self.cited(form, context.settings.unclear) {
                    Some(text) => Want::Copy(text, sentence.to_owned()).into(),
                    None => Outcome::fail(context.lack(Lack::Quote)),
                }
            }
            Command::CopyAll => self.copy_all(context),
            Command::Note => self.note_on_passage(),
            Command::Correct => self.ask_who(context),
            Command::SaidEverywhere => Outcome::from(match self.who_is_chosen(context) {
                Some(who) => Want::Ask(Wanted::Said(who)),
                None => Want::Type(PromptKind::Who),
            }),
            Command::SameWords => {
                let quote = self.quote().and_then(|index| self.notes.quotes.get(index));
                let words = quote.map(|quote| {
                    let parts = quote.parts.iter().map(|part| part.of(&self.article.text));
                    parts.collect::<Vec<_>>().join(" ")
                });
                match words {
                    Some(words) => Want::Ask(Wanted::Same(self.id, words)).into(),
                    None => Outcome::fail(context.lack(Lack::Quote)),
                }
            }
            Command::Notes => Want::Ask(Wanted::Notes(Some(self.id))).into(),
            Command::Versions => Want::Ask(Wanted::Versions(self.id)).into(),
            Command::Story => Want::Ask(Wanted::Story(self.id)).into(),
            _ => return None,
        })
    }

    /// The text to copy; none when the form needs a quote and none is chosen.
    fn cited(&self, form: Form, unclear: f32) -> Option<String> {
        match form {
            Form::Citation => Some(citation::of_article(&self.article, &self.notes)),
            form => self.cited_quote(self.quote()?, form, unclear),
        }
    }

    fn cited_quote(&self, index: usize, form: Form, unclear: f32) -> Option<String> {
        citation::of_quote(&self.article, &self.notes, index, form, unclear)
    }

    /// Copies all quotes of the article, each with its source.
    fn copy_all(&self, context: &Context) -> Outcome {
        let unclear = context.settings.unclear;
        let quotes: Vec<String> = (0..self.notes.quotes.len())
            .filter_map(|index| self.cited_quote(index, Form::Markdown, unclear))
            .collect();
        if quotes.is_empty() {
            return Outcome::fail("No quotes in this article.");
        }
        let count = words::count(quotes.len(), "quote");
        Want::Copy(quotes.join("\n\n"), format!("Copied {count} as Markdown.")).into()
    }

    /// The address of the chosen link, else of the article.
    fn address(&self) -> Option<&str> {
        let mark = self.link().and_then(|mark| self.article.marks.get(mark));
        let chosen = mark.and_then(|mark| mark.link());
        chosen.or(self.article.meta.url.as_deref())
    }

    /// Opens the line for a note, with the words of the one that is there.
    fn note_on_passage(&self) -> Outcome {
        let passage = self.passage();
        if passage.is_empty() {
            return Outcome::fail("There are no words here to note on.");
        }
        // A note on exactly this passage is changed; else there is a new one.
        let there = self.notes_on(passage).find(|it| it.span == Some(passage));
        let text = Arc::clone(&self.article);
        let passage = Passage::on(self.id, text, passage, there);
        let subject = Subject::Passage(Box::new(passage));
        let text = there.map_or_else(String::new, |it| it.words.clone());
        Want::TypeAbout(PromptKind::Note, subject, text, Vec::new()).into()
    }

    /// Opens the line for the speaker of the chosen quote, or for whom the chosen name means.
    fn ask_who(&self, context: &Context) -> Outcome {
        let mut names = self.notes.may_speak();
        let (kind, subject) = match self.target {
            Some(Target::Name(entity, _)) => {
                let Some(entity) = self.notes.entities.get(entity) else {
                    return Outcome::done();
                };
                names.retain(|other| *other != entity.name);
                (PromptKind::Merge, Subject::Name(entity.name.clone()))
            }
            Some(Target::Quote(quote)) => {
                let Some(quote) = self.notes.quotes.get(quote) else {
                    return Outcome::done();
                };
                names.push(NOBODY.to_owned());
                let text = Arc::clone(&self.article);
                let quote = Box::new(quote.clone());
                (PromptKind::Speaker, Subject::Quote(self.id, text, quote))
            }
            _ => return Outcome::fail(context.lack(Lack::QuoteOrName)),
        };
        Want::TypeAbout(kind, subject, String::new(), names).into()
    }

    /// The speaker of the chosen quotation, or the chosen name.
    fn who_is_chosen(&self, context: &Context) -> Option<String> {
        if let Some(Target::Name(entity, _)) = self.target {
            return self.notes.entities.get(entity).map(|it| it.name.clone());
        }
        let (name, _) = self.speaker(self.quote()?, context.settings)?;
        Some(name.into_owned())
    }
}
