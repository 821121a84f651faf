//! Several who speak as one, and surnames that two share.

use std::ops::Range;

use super::speakers::Resolver;
use crate::annotate::attribution::Mention;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Name;
use crate::model::{Entity, EntityId, EntityKind, Span, Speaker};

/// Between two who speak as one stand no more tokens than this: ", and the harbour master,".
const LINK: usize = 6;

/// What says who the first of two is has no more tokens than this, with its commas and the "and" after it.
const APPOSED: usize = 12;

/// Who shares a surname is sought among so many names, or persons, before.
const BEARERS: usize = 1024;

/// How one name goes on to the next in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// "Ruiz, Hale"
    Comma,
    /// "Ruiz and Hale", "neither Ruiz nor Hale", "Ruiz as well as her brother Hale"
    And,
    /// "Ruiz, and Hale": the last of a list, or another clause.
    CommaAnd,
    /// "Ruiz, and the harbour master, Hale"
    Apart,
    /// "Ruiz, the mayor, and Hale", "Ruiz, who swam first, and Hale"
    Apposed,
}

impl Resolver<'_> {
    /// Whether a mention is a bare surname that two persons named before share, of whom nobody has spoken so far
    /// or both have.
    pub(super) fn is_shared(&self, mention: &Mention, entity: Option<EntityId>) -> bool {
        let [name] = self.names_in(&mention.tokens) else {
            return false;
        };
        if name.tokens.len() != 1 || name.kind != EntityKind::Person || entity.is_none() {
            return false;
        }
        // "Mrs. Hale", "Sgt. Hale": the one woman, the one sergeant of that name.
        if self.is_titled(name.tokens.start) && self.by_title(name).is_some() {
            return false;
        }
        let surname = self.layer.word(name.tokens.start);
        // By first mention, so those named before stand before.
        let entities = &self.people.entities;
        let end = entities.partition_point(|entity| {
            let first = entity.mentions.first();
            first.is_some_and(|first| first.end <= mention.span.start)
        });
        let near = entities.get(end.saturating_sub(BEARERS)..end);
        let bearers = near.unwrap_or_default().iter().filter(|entity| {
            let named = entity
                .name
                .rsplit_once(' ')
                .is_some_and(|(_, last)| is_same(last, surname));
            entity.kind == EntityKind::Person && named
        });
        // "|Tom and Sam Abel": two of that name.
        let pair = |entity: &&Entity| {
            let first = entity.mentions.first().copied().unwrap_or_default();
            let names = &self.layer.names;
            let at =
                names.partition_point(|name| self.layer.span(&name.tokens).start < first.start);
            let own = names.get(at).map_or(0, |name| name.tokens.start);
            (at.checked_sub(1).and_then(|at| names.get(at))).is_some_and(|other| {
                let given = lexicon::first_name(self.layer.word(other.tokens.start));
                let known = other
                    .entity
                    .and_then(|entity| self.people.entities.get(entity.0 as usize));
                other.kind == EntityKind::Person
                    && other.tokens.len() == 1
                    && given != Gender::Unknown
                    && known.is_none_or(|entity| !entity.name.contains(' '))
                    && other.tokens.end + 1 == own
                    && (self.is(other.tokens.end, "and") || self.is(other.tokens.end, "&"))
            })
        };
        let mut bearers = bearers.peekable();
        let paired = bearers.peek().is_some_and(pair);
        paired || bearers.count() > 1
    }

    /// Whom a title before a bare surname means: the only one of that surname before whose full name the same title stands,
    /// or who is the man or the woman that the title says.
    pub(super) fn by_title(&self, name: &Name) -> Option<EntityId> {
        let at = name.tokens.start.checked_sub(1)?;
        let title = self.layer.word(at).trim_end_matches('.');
        let gender = lexicon::title(title)?;
        let surname = self.layer.word(name.tokens.end - 1);
        let all = &self.layer.names;
        let own = all.partition_point(|other| other.tokens.end <= name.tokens.start);
        let fits = |other: &&Name| {
            let before = other.tokens.start.checked_sub(1);
            let same = before.is_some_and(|before| {
                let word = self.layer.word(before).trim_end_matches('.');
                word.eq_ignore_ascii_case(title)
            });
            let known = (other.entity)
                .and_then(|entity| self.people.genders.get(entity.0 as usize))
                .copied();
            other.tokens.len() > 1
                && is_same(self.layer.word(other.tokens.end - 1), surname)
                && (same || gender != Gender::Unknown && known == Some(gender))
        };
        let mut bearers = (all.get(..own).unwrap_or_default().iter())
            .rev()
            .take(BEARERS)
            .filter(fits)
            .filter_map(|other| other.entity);
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    /// Whether a mention names one of two of whom only one speaks: "Ruiz or Hale said".
    pub(super) fn is_either(&self, mention: &Mention) -> bool {
        let named = |at: usize| {
            (self.names_in(&(at..at + 2)).first()).is_some_and(|name| name.tokens.start == at)
        };
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = start > 0 && self.is(start - 1, "or") && {
            let names = self.layer.names_in(&(start.saturating_sub(2)..start - 1));
            names
                .first()
                .is_some_and(|name| name.tokens.end == start - 1)
        };
        let inside = (start..end).any(|at| self.is(at, "or") && named(at + 1));
        before || inside || self.is(end, "or") && named(end + 1)
    }

    /// All who speak where the mention names one of several, whom `speaker` is: "said *Mary Cole and Tim Hart*".
    pub(super) fn joined(
        &self,
        mention: &Mention,
        cue: Option<Span>,
        speaker: Speaker,
    ) -> Vec<Speaker> {
        let all = &self.layer.names;
        // "Ruiz and her guest, |FIFA referee Bo Orr": what he is.
        let speaks = |name: &&Name| match name.kind {
            EntityKind::Person => true,
            EntityKind::Organisation => self.layer.tag(name.tokens.end) != Some(Tag::Nn),
            _ => false,
        };
        let from = all.partition_point(|name| name.tokens.end <= mention.tokens.start);
        // The first of those named, where the words before it are but "both" and what somebody is: "Both Ruiz and Hale".
        let mut inside = all.iter().enumerate().skip(from).take(LINK);
        let own = inside.find(|(_, name)| {
            name.tokens.end <= mention.tokens.end.max(mention.tokens.start + 1) && speaks(name)
        });
        let Some((own, named)) = own.filter(|(_, name)| {
            // "|the harbour master, Sam Orr|"
            let apposed =
                |at: usize| at + 1 == name.tokens.start && self.layer.tag(at) == Some(Tag::Comma);
            (mention.tokens.start..name.tokens.start).all(|at| self.describes(at) || apposed(at))
        }) else {
            return Vec::new();
        };
        let before_cue =
            |name: &Name| cue.is_some_and(|cue| self.layer.span(&name.tokens).end <= cue.start);
        let after_cue =
            |name: &Name| cue.is_some_and(|cue| cue.end <= self.layer.span(&name.tokens).start);
        // On one side of the cue.
        let beside = |name: &Name| {
            before_cue(name) && before_cue(named) || after_cue(name) && after_cue(named)
        };
        let link = |left: usize, right: usize| {
            let (left, right) = (all.get(left)?, all.get(right)?);
            self.link(left.tokens.end..right.tokens.start)
        };
        let listed = matches!(link(own, own + 1), Some(Link::And));
        let mut first = own;
        let mut apart = false;
        while first > 0
            && all.get(first - 1).filter(speaks).is_some_and(beside)
            && let Some(link) = link(first - 1, first)
            && (link != Link::Comma || first < own || listed)
            && !(link == Link::And && first == own && self.is_met(first - 1, mention))
        {
            apart |= matches!(link, Link::Apart | Link::Apposed | Link::CommaAnd)
                || link == Link::Comma && first == own;
            first -= 1;
        }
        // "|Vik, Hale and Ida Kroll said", but not "After a talk with Ruiz, |Hale and Kroll said"
        let opens = all
            .get(first)
            .is_some_and(|name| self.opens(name.tokens.start));
        if apart && !opens {
            first = own;
        }
        let mut last = own;
        let mut end = own;
        // A list counts up to the name after its last "and".
        while let Some(next) = all.get(last + 1).filter(speaks)
            && beside(next)
            && let Some(link) = link(last, last + 1)
            && (link != Link::Apart || before_cue(next))
            && (link != Link::Apposed || before_cue(next) || self.ends(next))
            && (link != Link::CommaAnd || before_cue(next) || last > own)
        {
            last += 1;
            // "said Ruiz, and Hale |laughed"
            let acts = (self.layer.tag(next.tokens.end)).is_some_and(Tag::is_finite);
            if link != Link::Comma && !(acts && after_cue(next)) {
                end = last;
            }
        }
        (all.get(first..=end).unwrap_or_default().iter())
            .map(|name| Speaker {
                mention: self.layer.span(&name.tokens),
                entity: name.entity,
                confidence: speaker.confidence,
            })
            .collect()
    }

    /// Whether a phrase ends with a name: "said Ruiz, the mayor, and |Hale|, who …".
    fn ends(&self, name: &Name) -> bool {
        matches!(
            self.layer.tag(name.tokens.end),
            None | Some(Tag::Comma | Tag::Stop | Tag::Quote)
        )
    }

    /// Whether the name at `at` among all is what a verb before it takes, outside the mention: "Hale met |Ruiz and Orr said".
    fn is_met(&self, at: usize, mention: &Mention) -> bool {
        let name = self.layer.names.get(at).map_or(0, |name| name.tokens.start);
        let verb = name.checked_sub(1).and_then(|verb| self.layer.tag(verb));
        name < mention.tokens.start && matches!(verb, Some(Tag::Vbd | Tag::Vbz | Tag::Vbp))
    }

    /// How the tokens between two names join them.
    fn link(&self, gap: Range<usize>) -> Option<Link> {
        let comma = |at: usize| self.layer.tag(at) == Some(Tag::Comma);
        let well = self.is(gap.start, "as")
            && self.is(gap.start + 1, "well")
            && self.is(gap.start + 2, "as");
        let and = gap.start + usize::from(comma(gap.start));
        let rest = match () {
            () if self.is_apposed(&gap) => return Some(Link::Apposed),
            () if gap.len() > LINK => return None,
            () if gap.len() == 1 && comma(gap.start) => return Some(Link::Comma),
            // "Father Quill, Rabbi Mond"
            () if gap.len() == 2 && comma(gap.start) && self.is_titled(gap.end) => {
                return Some(Link::Comma);
            }
            () if well => gap.start + 3..gap.end,
            () if self.is(and, "and") || self.is(and, "nor") => and + 1..gap.end,
            () => return None,
        };
        if rest.is_empty() {
            return Some(match and > gap.start {
                true => Link::CommaAnd,
                false => Link::And,
            });
        }
        // "and her brother", "and the harbour master,"
        let closed = comma(rest.end - 1);
        let words = rest.start..rest.end - usize::from(closed);
        let described = words.clone().all(|at| self.describes(at))
            && matches!(self.layer.tag(words.end - 1), Some(Tag::Nn | Tag::Nnp));
        // "Ruiz and his wife, |Eva": his, so no clause of its own.
        let his = self.layer.tag(words.start) == Some(Tag::PrpS);
        match described {
            true if and > gap.start || closed && !his => Some(Link::Apart),
            true => Some(Link::And),
            false => None,
        }
    }

    /// Whether a title stands right before a token.
    fn is_titled(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |at| self.layer.word(at));
        lexicon::title(before).is_some()
    }

    /// Whether some tokens between two names say who the first is, and join the second: ", the mayor, and her deputy,".
    fn is_apposed(&self, gap: &Range<usize>) -> bool {
        let comma = |at: usize| self.layer.tag(at) == Some(Tag::Comma);
        if gap.len() > APPOSED || !comma(gap.start) {
            return false;
        }
        let close = (gap.start + 2..gap.end).find(|&at| comma(at) && self.is(at + 1, "and"));
        let Some(close) = close else {
            return false;
        };
        let opens = matches!(
            self.layer.tag(gap.start + 1),
            Some(Tag::Dt | Tag::PrpS | Tag::Cd | Tag::Nn | Tag::Jj)
        ) || self.is(gap.start + 1, "who");
        let plain = (gap.start + 1..close).all(|at| {
            !comma(at)
                && !matches!(
                    self.layer.tag(at),
                    Some(Tag::Quote | Tag::Stop | Tag::Colon)
                )
        });
        opens && plain && (close + 2..gap.end).all(|at| self.describes(at) || comma(at))
    }

    /// Whether a token before a name may say who somebody is: "both", "her", "harbour", "Captain".
    fn describes(&self, at: usize) -> bool {
        matches!(
            self.layer.tag(at),
            Some(Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
        ) || self.is(at, "both")
    }

    /// Whether the subject of a sentence begins at a token: at its start, or after a phrase that names nobody, "In a
    /// joint letter, |Ruiz, Hale and Kroll wrote"; but what somebody is may stand before it.
    fn opens(&self, token: usize) -> bool {
        let token = token - usize::from(self.is_titled(token));
        let after = self
            .layer
            .sentences
            .partition_point(|range| range.end <= token);
        let Some(sentence) = self.layer.sentences.get(after) else {
            return false;
        };
        let before = sentence.start..token;
        let described =
            (before.clone()).all(|at| self.describes(at) || self.layer.tag(at) == Some(Tag::Comma));
        let led = token > sentence.start
            && self.layer.tag(token - 1) == Some(Tag::Comma)
            && self.names_in(&before).is_empty()
            && !(before.clone()).any(|at| self.layer.tag(at).is_some_and(Tag::is_finite));
        described || led
    }
}

/// Whether two names are the same letters, whatever apostrophe they are written with: "O'Neill", "O’Neill".
fn is_same(one: &str, other: &str) -> bool {
    let straight = |letter: char| if letter == '’' { '\'' } else { letter };
    one.chars().map(straight).eq(other.chars().map(straight))
}
