//! Whom a pronoun or a word for somebody ("el comunicador") means: the person before who stands out and whom it fits.

use std::ops::Range;

use super::class;
use super::names::Name;
use super::pack::Phrase;
use super::speakers::{Resolved, Speakers};
use super::words::Kind;
use crate::annotate::language::lexicon::Gender;
use crate::model::{EntityId, EntityKind, SortSmall, Span};

/// So many bytes back a pronoun may look.
const NEAR: usize = 1600;
/// What each mention, one at the head of a sentence, and having been named later than another say for who "he" is.
const MENTION: f32 = 0.2;
const HEAD: f32 = 0.4;
const LAST: f32 = 0.5;
/// Being known for a man or a woman, as the pronoun is.
const FITS: f32 = 0.5;

/// A name behind a preposition, or in another case than that of subjects, is seldom who "he" is.
const OBLIQUE: f32 = 0.6;

/// A phrase that gives a source is no longer than this, in words.
const PHRASE: usize = 4;
/// So many tokens before a mention its sentence begins.
const SENTENCE: usize = 30;

/// Whoever is called by a word ("el comunicador") is the one who stands out so much more than the next.
const STANDS_OUT: f32 = 2.0;

impl Speakers<'_> {
    /// "el comunicador": the one person before who stands out, whom the article before the word fits.
    pub(super) fn described(&self, mention: &Range<usize>) -> Option<usize> {
        // What was taken for the end of an adjunct may have its article before it: "afirmó de entrada el comunicador".
        let first = self.layer.tokens.get(mention.start)?;
        let bare = first.is(class::TITLE | class::PERSON);
        let start = mention.start.checked_sub(usize::from(bare))?;
        let tokens = self.layer.tokens.get(start..mention.end)?;
        let [article, rest @ ..] = tokens else {
            return None;
        };
        let known = class::PERSON;
        let head = rest.iter().find(|token| !token.capital)?;
        let named = rest.iter().any(|token| token.capital);
        let wanted = match (article.is(class::ONE_MAN), article.is(class::ONE_WOMAN)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            (true, true) => Gender::Unknown,
            (false, false) => return None,
        };
        if named || rest.len() > 2 || !head.is(known) {
            return None;
        }
        // Whoever has an office is called by that, and whoever is named once does not stand out.
        let other = |entity: usize| {
            let mentions = self.names.entities.get(entity);
            mentions.is_none_or(|entity| entity.mentions.len() < 2) || self.offices.is_of(entity)
        };
        let mut seen = self.weighed(article.span.start, wanted);
        seen.retain(|(entity, _)| !other(*entity));
        seen.sort_small_by(|one, other| other.1.total_cmp(&one.1));
        match seen.as_slice() {
            [(entity, _)] => Some(*entity),
            [(entity, most), (_, next), ..] if *most >= STANDS_OUT * next => Some(*entity),
            _ => None,
        }
    }

    /// The last people named before the byte `at` whom a gender fits, and how much each stands out.
    fn weighed(&self, at: usize, wanted: Gender) -> Vec<(usize, f32)> {
        let names = &self.names.names;
        let before = names.partition_point(|name| name.span.start < at);
        // Whoever is named often, stands at the head of a sentence and was named last.
        let mut seen: Vec<(usize, f32)> = Vec::new();
        for name in names.get(..before).unwrap_or_default().iter().rev() {
            if at - name.span.start > NEAR {
                break;
            }
            if name.kind != EntityKind::Person || self.is_quoted(name.span) {
                continue;
            }
            let heads = if self.heads(name.span) { HEAD } else { 0.0 };
            let oblique = if self.is_oblique(name) { OBLIQUE } else { 0.0 };
            let weight = MENTION + heads - oblique;
            let later = seen.len();
            match seen.iter_mut().find(|(entity, _)| *entity == name.entity) {
                Some(known) => known.1 += weight,
                None if later < 4 => {
                    seen.push((name.entity, weight + LAST * (4 - later) as f32));
                }
                None => {}
            }
        }
        seen.retain_mut(|(entity, weight)| {
            let gender = self.gender(*entity);
            if wanted != Gender::Unknown && gender == wanted {
                *weight += FITS;
            }
            wanted == Gender::Unknown || gender == Gender::Unknown || gender == wanted
        });
        seen
    }

    /// "Un ancien collègue s'est souvenu de Paul Roux.": whether the sentence of a mention behind a preposition begins with
    /// somebody else without a name, whom a pronoun may mean.
    fn is_of_somebody(&self, mention: &Name, wanted: Gender) -> bool {
        let tokens = &self.layer.tokens;
        let at = tokens.partition_point(|token| token.span.start < mention.span.start);
        let before = tokens.get(at.saturating_sub(SENTENCE)..at);
        let mut words = before.unwrap_or_default().iter().rev();
        let same = words.by_ref().take_while(|it| it.kind != Kind::Stop);
        let Some(first) = same.last() else {
            return false;
        };
        let fits: &[&str] = match wanted {
            Gender::Female => &["une", "una", "uma", "eine"],
            Gender::Male => &["un", "um", "ein"],
            Gender::Unknown => &[],
        };
        first.capital && fits.contains(&first.lower.as_str()) && self.is_oblique(mention)
    }

    /// "řekla": the person before the byte `at` whom the end of a verb without a subject fits, if not `taken`.
    pub(super) fn fitting(&self, at: usize, verb: &str, taken: EntityId) -> Option<Resolved> {
        let wanted = told_by_verb(verb)?;
        let of = |entity: usize| self.gender(entity);
        let known = of(taken.0 as usize);
        if known == wanted || known == Gender::Unknown {
            return None;
        }
        let seen = self.weighed(at, wanted).into_iter();
        let seen = seen.filter(|(entity, _)| of(*entity) == wanted);
        let (entity, _) = seen.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let before = self
            .names
            .names
            .partition_point(|name| name.span.start < at);
        let mut names = self.named_up_to(before).iter().rev();
        Some(Resolved {
            span: names.find(|name| name.entity == entity)?.span,
            entity: u32::try_from(entity).ok().map(EntityId),
            sure: 0.9,
        })
    }

    /// Whether the end of a verb without a subject tells that it is not `taken`'s.
    pub(super) fn denies(&self, verb: &str, taken: EntityId) -> bool {
        let known = self.gender(taken.0 as usize);
        known != Gender::Unknown && told_by_verb(verb).is_some_and(|wanted| wanted != known)
    }

    /// The person whom a pronoun at the token `at` means.
    pub(super) fn antecedent(&self, at: usize) -> Option<usize> {
        let token = self.layer.tokens.get(at)?;
        let wanted = match (token.is(class::HE), token.is(class::SHE)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        };
        // "luidt het", "disent-ils": nobody, or several; "diese" may be somebody.
        let this = ["dies", "jene", "letzter"];
        let this = this.iter().any(|begin| token.lower.starts_with(begin)) && token.lower != "dies";
        if token.is(class::THEY | class::IT) && !token.is(class::HE | class::SHE) && !this {
            return None;
        }
        let names = &self.names.names;
        let before = names.partition_point(|name| name.span.start < token.span.start);
        let fitting = self.weighed(token.span.start, wanted).into_iter();
        let best = fitting.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (entity, _) = best?;
        // "Die Ministerin hofft … rief sie": somebody without a name is nearer, and fits better.
        let last = self.named_up_to(before).iter().rev();
        let mention = last.clone().find(|name| name.entity == entity)?;
        if self.is_of_somebody(mention, wanted) {
            return None;
        }
        let named = mention.span.end;
        let role = match wanted {
            Gender::Female => class::FEMALE,
            Gender::Male => class::MALE,
            _ => return Some(entity),
        };
        let from = self
            .layer
            .tokens
            .partition_point(|token| token.span.start < named);
        let between = self.layer.tokens.get(from..at).unwrap_or_default();
        // "Anna Bilt zei dat zijn moeder loog. „…”, zei ze": who is only in a clause is not she.
        let fits = self.gender(entity) == wanted;
        let in_clause = |other: &Range<usize>| {
            let mut before = self
                .layer
                .tokens
                .get(from..other.start)
                .into_iter()
                .flatten();
            let ended = before.clone().any(|it| it.kind == Kind::Stop);
            fits && !ended && before.any(|it| it.is(class::THAT))
        };
        if self
            .unnamed(from..at, role)
            .is_some_and(|other| !in_clause(&other))
        {
            return None;
        }
        let unnamed = between.iter().any(|token| {
            token.is(role)
                && token.is(class::TITLE | class::PERSON)
                && !self.offices.stands_at(token.span.start)
        });
        let sure = self.gender(entity) == wanted;
        (!unnamed || sure).then_some(entity)
    }

    /// "Eine Sprecherin erklärte …", "selon une porte-parole": somebody without a name whom an article that names none
    /// before brings in, the last among some tokens.
    pub(super) fn unnamed(&self, among: Range<usize>, role: u64) -> Option<Range<usize>> {
        let tokens = &self.layer.tokens;
        let is = |at: usize, classes: u64| tokens.get(at).is_some_and(|token| token.is(classes));
        let mut heads = among.clone().rev();
        // "une porte-parole": a word for both.
        let other = (class::MALE | class::FEMALE) & !role;
        let fits = |at: usize| is(at, role) || !is(at, other);
        let head = heads.find(|&at| is(at, class::TITLE | class::PERSON) && fits(at))?;
        let token = tokens.get(head)?;
        let office = self.offices.stands_at(token.span.start);
        // "la ministra" may be whom a name before means, "una portavoz" is another.
        let known = || self.offices.has(&token.lower);
        let before = head.checked_sub(1).filter(|&at| at >= among.start)?;
        let article = is(before, class::DETERMINER) && !is(before, class::OBLIQUE);
        // Languages without articles have it at the head of a sentence.
        let bare = self.pack.declines() && token.capital;
        // "les journalistes", "die Sprecher": many.
        let led = tokens.get(before).map_or("", |token| token.lower.as_str());
        let many = match role {
            class::MALE => led == "die",
            _ => led == "le",
        };
        if article && (many || led.ends_with('s') || led == "i" || led == "gli") {
            return None;
        }
        // "kom med en fotograf": who is only there.
        if article && before > 0 && is(before - 1, class::WITH) && !self.pack.declines() {
            return None;
        }
        let start = if article { before } else { head };
        // "bij een oom", "d'une femme": no subject, unless a phrase gives its words ("selon une voisine").
        let led = start.checked_sub(1).and_then(|at| tokens.get(at));
        let oblique = class::OF | class::PREPOSITION | class::TOWARDS | class::WITH;
        if led.is_some_and(|it| it.is(oblique)) && !self.ends_phrase(start) {
            return None;
        }
        ((article || bare) && !office && !known()).then_some(start..head + 1)
    }

    /// Whether a phrase that gives a source ends before the token at `end`.
    fn ends_phrase(&self, end: usize) -> bool {
        let tokens = &self.layer.tokens;
        (1..=PHRASE.min(end)).any(|back| {
            let words = tokens.get(end - back..end).unwrap_or_default();
            let first = words.first().map_or("", |word| word.lower.as_str());
            let same = |phrase: &Phrase| phrase.words.iter().eq(words.iter().map(|it| &it.lower));
            self.pack.phrases(first).iter().any(same)
        })
    }

    /// Whether a name stands between marks: whoever is spoken of is seldom who the teller's "he" is.
    fn is_quoted(&self, name: Span) -> bool {
        let regions = &self.layer.regions;
        let at = regions.partition_point(|region| region.span.end <= name.start);
        let region = regions.get(at);
        region
            .is_some_and(|region| region.inner.start <= name.start && name.end <= region.inner.end)
    }

    /// Whether a name stands behind a preposition, or in another case than that of subjects where nouns have cases.
    fn is_oblique(&self, name: &Name) -> bool {
        let tokens = &self.layer.tokens;
        let at = tokens.partition_point(|token| token.span.start < name.span.start);
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let led = class::PREPOSITION | class::TOWARDS | class::WITH;
        if before.is_some_and(|it| it.is(led)) {
            return true;
        }
        if !self.pack.declines() {
            return false;
        }
        let words = name.span.of(self.layer.text).to_lowercase();
        let mut parts = words.split(' ');
        let (first, rest) = (parts.next().unwrap_or_default(), parts.next_back());
        let given = class::MAN | class::WOMAN;
        let classes = self.pack.classes(first);
        let in_case = classes & class::CASE != 0 && classes & given != 0;
        let known = self.names.entities.get(name.entity);
        let known = known.and_then(|entity| entity.name.rsplit(' ').next());
        let known = known.unwrap_or_default().to_lowercase();
        in_case || self.pack.is_case_of(&known, rest.unwrap_or(first))
    }

    /// Whether a name stands at the head of a sentence or a line.
    fn heads(&self, name: Span) -> bool {
        let before = self.layer.text.get(..name.start).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        before.is_empty() || before.ends_with(['.', '!', '?', '\n', '”', '“', '»', '"', '…'])
    }
}

/// Whether a verb tells of a man or a woman, by its end: "řekla", "powiedział".
fn told_by_verb(verb: &str) -> Option<Gender> {
    match verb {
        _ if verb.ends_with("la") || verb.ends_with("ła") => Some(Gender::Female),
        _ if verb.ends_with(['l', 'ł']) => Some(Gender::Male),
        _ => None,
    }
}
