//! Who speaks or does something and has no name, "the winner", "a woman who lives nearby", and whom a pronoun after it means.

use std::ops::Range;

use super::speakers::Resolver;
use crate::annotate::attribution::Mention;
use crate::annotate::entities::pronouns::{Who, hearer};
use crate::annotate::entities::unnamed;
use crate::annotate::language::animacy::{self, Voice};
use crate::annotate::language::lexicon::Gender;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Name;
use crate::model::EntityKind;

/// A subject, and a name, further back than this, in tokens and in names, is not looked for.
const NEAR: usize = 100;

impl Resolver<'_> {
    /// Who spoke last in the same block and has no name, where a pronoun may mean them.
    pub(super) fn same_nameless(&self, mention: &Mention, block: usize) -> Option<Range<usize>> {
        let (tokens, last) = self.nameless.as_ref()?;
        // "“Rest,” he told |the doctor": another than the doctor.
        let hears = hearer(self.layer, &mention.tokens);
        let word = |at: usize| self.layer.word(at.saturating_sub(1));
        if !hears.is_empty() && word(hears.end) == word(tokens.end) {
            return None;
        }
        let head = unnamed::noun(self.layer.word(tokens.end - 1));
        let gender = match self
            .layer
            .word(mention.tokens.start)
            .to_lowercase()
            .as_str()
        {
            "he" => Gender::Male,
            "she" => Gender::Female,
            _ => return None,
        };
        let fits = head.is_none_or(|head| head == gender);
        let between = self
            .layer
            .names_in(&(tokens.end..mention.tokens.start.max(tokens.end)));
        // "had dined with |Castor himself|": no subject.
        let object = |name: &Name| {
            let led = name
                .tokens
                .start
                .checked_sub(1)
                .and_then(|at| self.layer.tag(at));
            matches!(led, Some(Tag::In | Tag::To))
        };
        let told = |name: &Name| {
            (name.entity).is_some_and(|entity| self.tells_of(tokens, &Who::Named(entity)))
        };
        let named = between
            .iter()
            .any(|name| name.kind == EntityKind::Person && !object(name) && !told(name));
        (*last == block && fits && !named && !self.pronouns.story).then(|| tokens.clone())
    }

    /// Whether somebody is named in the sentence of whoever spoke last and has no name, behind them, and nothing tells
    /// whether they are a man or a woman.
    pub(super) fn tells_of(&self, nameless: &Range<usize>, who: &Who) -> bool {
        let Who::Named(entity) = who else {
            return false;
        };
        let sentence = self.pronouns.sentence(nameless.start);
        let end = (self.layer.sentences.get(sentence)).map_or(nameless.end, |it| it.end);
        let names = self.names_in(&(nameless.end..end.max(nameless.end)));
        let one = |name: &Name| name.entity == Some(*entity);
        self.pronouns.known(*entity) == Gender::Unknown && names.iter().take(NEAR).any(one)
    }

    /// Whether a block names a person before a token.
    pub(super) fn is_named_in(&self, block: usize, end: usize) -> bool {
        let start = self.layer.blocks.get(block).map_or(0, |block| block.start);
        let names = self.names_in(&(start..end.max(start)));
        let mut names = names.iter().rev().take(NEAR);
        names.any(|name| name.kind == EntityKind::Person)
    }

    /// Who a pronoun may mean that has no name: one person who is the subject of the sentence right before, in the same
    /// paragraph: "|The board's clerk| was asked whether it was so. He said".
    pub(super) fn subject_before(&self, mention: &Mention) -> Option<Range<usize>> {
        let at = mention.tokens.start;
        let pronoun = ["he", "she"].iter().any(|word| self.is(at, word));
        let sentences = &self.layer.sentences;
        let here = sentences.partition_point(|sentence| sentence.end <= at);
        let before = sentences.get(here.checked_sub(1)?)?;
        let block = self.layer.blocks.partition_point(|block| block.end <= at);
        let paragraph = self.layer.blocks.get(block)?;
        // "Asked if he would, |the postman| laughed."
        let led = ["after", "asked", "when"]
            .iter()
            .any(|word| self.is(before.start, word));
        let comma = before
            .clone()
            .find(|&at| self.layer.token(at).tag == Tag::Comma);
        let start = comma
            .filter(|_| led)
            .map_or(before.start, |comma| comma + 1);
        let opens = matches!(self.layer.tag(start), Some(Tag::Dt | Tag::PrpS));
        let near = at - before.start < NEAR && before.start >= paragraph.start;
        if !pronoun || !opens || !near || self.pronouns.story {
            return None;
        }
        let verb = (start..before.end).find(|&at| self.layer.token(at).tag.is_finite())?;
        let subject = start..verb;
        let parted =
            |at: usize| matches!(self.layer.token(at).tag, Tag::Comma | Tag::Quote | Tag::Cc);
        let named = self.names_in(&(before.start..at));
        let person = named.iter().any(|name| name.kind == EntityKind::Person);
        let gender = unnamed::noun(self.layer.word(verb.saturating_sub(1)));
        let other = gender
            == Some(if self.is(at, "he") {
                Gender::Female
            } else {
                Gender::Male
            });
        (self.is_one(&subject) && !person && !other && !subject.clone().any(parted))
            .then_some(subject)
    }

    /// Whether a mention is one person who is told by what they are: "the winner", "an old woman".
    pub(super) fn is_one(&self, tokens: &Range<usize>) -> bool {
        // "|Another| explained that it was. He said"
        let other = ["another", "one"]
            .iter()
            .any(|word| self.is(tokens.start, word));
        if tokens.len() == 1 && other {
            return true;
        }
        // "|The man| at the quay, whose name is Alf Sage"
        let ends = |&at: &usize| matches!(self.layer.token(at).tag, Tag::In | Tag::Comma | Tag::Wh);
        let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
        let tokens = &(tokens.start..end);
        let words = tokens
            .clone()
            .map(|at| (self.layer.word(at), self.layer.token(at).tag));
        let last = self.layer.token(tokens.end.saturating_sub(1)).tag;
        let named = !self.layer.names_in(tokens).is_empty();
        let begins = (self.layer.sentences)
            .binary_search_by_key(&tokens.start, |sentence| sentence.start)
            .is_ok();
        // "says |Mangru of the port", a name that was not found
        let capital = !named && !begins && self.layer.token(tokens.start).tag == Tag::Nnp;
        capital || tokens.len() > 1 && last == Tag::Nn && animacy::voice(words) == Voice::People
    }
}
