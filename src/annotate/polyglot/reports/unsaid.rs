//! What nobody said: "Hätte X gesagt: …", "X vermied es zu sagen", "Sagen Sie nie: …", "Viele hoffen, dass X sagt: …".

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::nouns::Sentence;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::Kind;
use crate::model::Act;

/// So many words before its verb nobody may stand.
const NOBODY: usize = 3;

impl Sentence<'_> {
    /// Whether the clause that leads up to `at` tells of what is not said, or not yet: "könnte", "si hubiera", "dites".
    pub fn is_unreal(&self, at: usize) -> bool {
        let words = |at: usize| matches!(self.kind(at), Some(Kind::Word | Kind::Sign));
        let mut start = at;
        while start > self.start && words(start - 1) {
            start -= 1;
        }
        // "Had X gezegd: …": the auxiliary at the head.
        let second = matches!(self.order, Order::German | Order::VerbSecond);
        let inverted = second && start == self.start && self.is(start, class::HAVE);
        // A capital is the sentence's, or a name's.
        let unreal = |at: usize| {
            let capital = self.get(at).is_some_and(|token| token.capital);
            self.is(at, class::UNREAL) && (!capital || at == self.start)
        };
        // "Sagen Sie nie: …"
        let polite = |at: usize| {
            self.get(at)
                .is_some_and(|it| it.capital && it.lower == "sie")
        };
        let order = self.order == Order::German && start == self.start && polite(start + 1);
        // "Si Lena avait dit : « … »"
        let word = self.get(start).map_or("", |token| token.lower.as_str());
        let condition =
            start == self.start && matches!(word, "si" | "s'") && self.order.subject_first();
        inverted || order || condition || (start..at).any(unreal)
    }

    /// Whether somebody avoids before `at` what stands there: "vermied es, von einer „Krise“ zu sprechen".
    pub fn is_avoided(&self, at: usize) -> bool {
        let avoids = |at: usize| {
            self.is(at, class::AVOIDS) && self.get(at).is_some_and(|token| !token.capital)
        };
        let before = (self.start..at).rev();
        let same =
            before.take_while(|&at| !matches!(self.kind(at), Some(Kind::Colon | Kind::Stop)));
        same.into_iter().any(avoids)
    }
}

impl Reader<'_> {
    /// Whether a verb reports nothing that was said.
    pub(super) fn is_unsaid(&self, cue: &Cue) -> bool {
        let sentence = &self.sentence;
        sentence.is_unreal(cue.end)
            || sentence.is_avoided(cue.start)
            || self.is_hoped(cue)
            || self.is_nobodys(cue)
    }

    /// "Nadie ha dicho que …", "Das hat niemand gesagt": its subject is nobody.
    fn is_nobodys(&self, cue: &Cue) -> bool {
        let before = cue.finite.saturating_sub(NOBODY)..cue.finite;
        let mut near = before.rev().chain(cue.finite + 1..cue.end + 1);
        let same = |at: &usize| self.sentence.kind(*at) == Some(Kind::Word);
        near.any(|at| {
            let (low, high) = (at.min(cue.finite), at.max(cue.finite));
            self.sentence.is(at, class::NOBODY) && (low..high).all(|at| same(&at))
        })
    }

    /// "Viele hoffen, dass X sagt": a verb in the clause of one that thinks.
    fn is_hoped(&self, cue: &Cue) -> bool {
        let joins = |at: &usize| self.sentence.is(*at, class::THAT);
        let plain = |at: &usize| matches!(self.sentence.kind(*at), Some(Kind::Word));
        let mut clause = (self.sentence.start..cue.start).rev().take_while(plain);
        let Some(that) = clause.find(joins) else {
            return false;
        };
        let before = self.cues.iter().rfind(|other| other.end <= that);
        before.is_some_and(|other| {
            let near = (other.end..that)
                .all(|at| matches!(self.sentence.kind(at), Some(Kind::Word | Kind::Comma)));
            other.act == Act::Thought && near
        })
    }
}
