//! Whom the words of a mention name: the name in its head, an apposition.

use super::speakers::Resolver;
use crate::annotate::attribution::Mention;
use crate::annotate::entities::pronouns;
use crate::annotate::language::animacy::{Voice, voice};
use crate::annotate::language::lexicon;
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Name;
use crate::model::{EntityId, EntityKind};

impl Resolver<'_> {
    /// Whom a mention names.
    pub(super) fn entity(&self, mention: &Mention) -> Option<EntityId> {
        let first = mention.tokens.start;
        match small(self.layer.word(first)).as_ref() {
            "he" | "his" | "him" | "she" | "her" | "hers" | "it" | "its" => {
                self.relative(mention).or_else(|| self.headed(mention))
            }
            "who" | "whom" | "which" | "that" => self.antecedent(first),
            _ => self.named(mention),
        }
    }

    /// The entity that the head of the mention names.
    fn named(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let head_end = (tokens.start..tokens.end)
            .find(|&at| self.ends_head(at, tokens.end))
            .unwrap_or(tokens.end);
        if let Some(holder) = self.holder(mention, head_end) {
            return holder.entity;
        }
        let names = self.names_from(tokens.start);
        let inside = names.iter().take_while(|name| name.tokens.start < head_end);
        // The last: "Labour's Shadow Home Secretary Yvette Cooper".
        let person = inside
            .clone()
            .filter(|name| name.kind == EntityKind::Person)
            .last();
        // "the White House press secretary, Ana Ruiz"
        let apposed = || self.apposed(mention, head_end);
        if let Some(entity) = person.is_none().then(apposed).flatten() {
            return Some(entity);
        }
        // "University of Larton at Dell physics professor |Ana Ruiz"
        let titled = || {
            let last = names
                .iter()
                .take_while(|name| name.tokens.end <= tokens.end);
            let last = last.last().filter(|name| {
                let people = |at: usize| {
                    let noun = (self.layer.word(at), self.layer.token(at).tag);
                    voice(std::iter::once(noun)) == Voice::People
                };
                name.kind == EntityKind::Person
                    && name.tokens.end == tokens.end
                    && name.tokens.start > head_end + 1
                    && self.layer.tag(name.tokens.start - 2) != Some(Tag::In)
                    && people(name.tokens.start - 1)
            })?;
            let body = inside.clone().last()?;
            let opens = body.kind != EntityKind::Person && body.tokens.end == head_end;
            last.entity.filter(|_| opens)
        };
        if let Some(entity) = titled() {
            return Some(entity);
        }
        if let Some(name) = person.or_else(|| inside.last()) {
            // "Ruiz's lawyer" and "the Ruiz campaign" are not Ruiz.
            let other = self.layer.tokens.get(name.tokens.end).is_some_and(|token| {
                let more = name.tokens.end + 1 < tokens.end;
                let noun = matches!(token.tag, Tag::Nn | Tag::Nns) && name.tokens.end < head_end
                    || self.goes_on(name, head_end);
                token.tag == Tag::Pos && more || noun
            });
            if !other && !self.is_one_of_many(name) {
                return name.entity;
            }
        }
        self.apposed(mention, head_end)
    }

    /// Whether a name is no more than a people or a party to which somebody belongs: "the Dane", "the Oregon |Democrat".
    fn is_one_of_many(&self, name: &Name) -> bool {
        let start = name.tokens.start;
        let article = start.checked_sub(1).is_some_and(|at| self.is(at, "the"));
        let last = name.tokens.end - 1;
        let one = name.tokens.len() == 1;
        let people = match name.kind {
            EntityKind::Group => true,
            EntityKind::Person => article && one,
            // "the Oregon |Democrat"
            _ => article && !one && ["Democrat", "Republican"].contains(&self.layer.word(last)),
        };
        people && self.layer.tag(last) != Some(Tag::Nnps) && !self.layer.word(last).ends_with('s')
    }

    /// "his aunt, Jo Reed": the person named after the comma.
    fn relative(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let head_end = (tokens.clone()).find(|&at| self.ends_head(at, tokens.end))?;
        self.apposed(mention, head_end)
    }

    /// "its chair |Jo Reed", "his wife |Ana": the person whom the head ends with.
    fn headed(&self, mention: &Mention) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let head_end = (tokens.clone())
            .find(|&at| self.ends_head(at, tokens.end))
            .unwrap_or(tokens.end);
        let name = (self.names_from(tokens.start).iter())
            .find(|name| name.tokens.end == head_end && name.tokens.start > tokens.start + 1)?;
        let whose =
            (tokens.start..name.tokens.start).any(|at| self.layer.tag(at) == Some(Tag::Pos));
        (name.kind == EntityKind::Person && !whose)
            .then_some(name.entity)
            .flatten()
    }

    /// The person after a comma that the common noun before it means: "the mayor of Larton, Ana Ruiz,", "Ruiz's
    /// lawyer, Tom Hale".
    fn apposed(&self, mention: &Mention, head_end: usize) -> Option<EntityId> {
        let tokens = &mention.tokens;
        let is_comma = |at: &usize| self.layer.tag(*at) == Some(Tag::Comma);
        let comma = (head_end..tokens.end).find(is_comma)?;
        let plain = (head_end..comma)
            .filter_map(|at| self.layer.tag(at))
            .all(|tag| !matches!(tag, Tag::Wh | Tag::Vbd | Tag::Vbz | Tag::Cc));
        // "The geologist who wrote the report, |Ana Ruiz|, said", but not "a woman who lives near the mayor, Ana Ruiz, said"
        let relative = self.layer.tag(head_end) == Some(Tag::Wh) || self.is(head_end, "that");
        let last = comma.saturating_sub(1);
        let noun = (self.layer.word(last), self.layer.token(last).tag);
        let thing = matches!(voice(std::iter::once(noun)), Voice::Thing | Voice::Paper);
        let plain = plain || relative && thing;
        let body = relative && {
            let head = small(self.layer.word(head_end.saturating_sub(1)));
            lexicon::voice(&head) == Some("body")
        };
        let name = self.names_from(comma).first()?;
        // "a man from Sedalia, Mo."
        let state = self.layer.word(name.tokens.end.saturating_sub(1));
        if name.tokens.len() == 1 && state.ends_with('.') {
            return None;
        }
        let title = (comma + 1..name.tokens.start).all(|at| {
            matches!(
                self.layer.token(at).tag,
                Tag::Dt | Tag::Nn | Tag::Nnp | Tag::Jj
            )
        });
        // "Some sailors, |like Ana Ruiz," are more than she.
        let one = self.layer.tag(comma + 1) != Some(Tag::In);
        let near = (name.tokens.start <= comma + 2 || name.tokens.start <= comma + 4 && title)
            && name.tokens.end <= tokens.end;
        let whole = name.tokens.end == tokens.end
            || matches!(
                self.layer.tag(name.tokens.end),
                None | Some(Tag::Comma | Tag::Wh | Tag::In | Tag::Bracket)
            );
        let kind = match body {
            true => EntityKind::Organisation,
            false => EntityKind::Person,
        };
        (plain && one && near && whole && name.kind == kind)
            .then_some(name.entity)
            .flatten()
    }

    /// Whether a place's name is only the beginning of a longer one that the tagger did not see: "Port Sel" in "the
    /// Port Sel Herald".
    fn goes_on(&self, name: &Name, end: usize) -> bool {
        name.kind == EntityKind::Place
            && name.tokens.end < end
            && self.layer.tag(name.tokens.end) == Some(Tag::Nnp)
            && self
                .names_from(name.tokens.end)
                .first()
                .is_none_or(|next| next.tokens.start >= end)
    }

    /// The person after an office that is named with "of": "Secretary of State Ana Ruiz". Not in
    /// "secretary of President Ruiz", where the title is hers.
    fn holder(&self, mention: &Mention, of: usize) -> Option<&Name> {
        let office = of.checked_sub(1).filter(|&at| at >= mention.tokens.start)?;
        if !self.is(of, "of") || lexicon::title(&self.layer.word(office).to_lowercase()).is_none() {
            return None;
        }
        let person = |name: &&Name| name.kind == EntityKind::Person;
        let name = self.names_from(of).iter().find(person)?;
        let between = self.layer.tokens.get(of + 1..name.tokens.start)?;
        let nouns = between
            .iter()
            .all(|token| matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps));
        let before = self.layer.word(name.tokens.start.checked_sub(1)?);
        let before = before.to_lowercase();
        let titled = lexicon::title(&before).is_some();
        let near = name.tokens.end <= mention.tokens.end && (1..=4).contains(&between.len());
        (nouns && near && !titled).then_some(name)
    }

    /// Whether the head of a mention that goes on to `end` ends before the token at `at`.
    pub(super) fn ends_head(&self, at: usize, end: usize) -> bool {
        let inside_name = self
            .names_from(at)
            .first()
            .is_some_and(|name| name.tokens.start < at && at < name.tokens.end);
        !inside_name
            && match self.layer.tag(at) {
                Some(Tag::In | Tag::To | Tag::Comma | Tag::Wh | Tag::Colon | Tag::Bracket) => true,
                Some(Tag::Vbn | Tag::Vbg) => {
                    at + 1 == end || self.layer.tag(at + 1) == Some(Tag::In)
                }
                _ => false,
            }
    }

    pub(super) fn names_from(&self, token: usize) -> &[Name] {
        let first = self
            .layer
            .names
            .partition_point(|name| name.tokens.end <= token);
        self.layer.names.get(first..).unwrap_or_default()
    }

    /// The name that a relative "who" at `at` refers to.
    fn antecedent(&self, at: usize) -> Option<EntityId> {
        let (_, name) = pronouns::before(self.layer, at).next()?;
        (name.tokens.end + 2 > at).then_some(name.entity).flatten()
    }
}
