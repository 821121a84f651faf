//! The marks that belong to a reporting verb: before it, after it, in its object.

use super::Reader;
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{CLAUSE, INFINITIVE, OBJECT, WRITTEN};
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::{Kind, Token};

use std::ops::Range;

impl Reader<'_> {
    /// Whether marks are apart from the verb behind them: by a sign, by their own last sign, or by their length in a
    /// language that may leave the sign out.
    pub(super) fn is_apart(&self, regions: &[usize], verb: usize) -> bool {
        let Some(&last) = regions.last() else {
            return false;
        };
        let Some(Kind::Region(number)) = self.sentence.kind(last) else {
            return false;
        };
        let Some(region) = self.layer.regions.get(number) else {
            return false;
        };
        let inner = region.inner.of(self.layer.text);
        let sign = (last + 1..verb)
            .any(|at| matches!(self.sentence.kind(at), Some(Kind::Comma | Kind::Break)));
        let long = self.row.order.subject_first() && inner.split_whitespace().count() >= 4;
        sign || long || region.dash || inner.ends_with(['.', ',', '!', '?', '…'])
    }

    /// «Niente» rispose lui: marks at the head of a sentence, a verb right behind them and somebody behind that.
    pub(super) fn is_answer(
        &self,
        regions: &[usize],
        cue: &Cue,
        sides: &super::subject::Sides,
    ) -> bool {
        let head = regions.first() == Some(&self.sentence.start) && regions.len() == 1;
        let right = sides
            .right
            .as_ref()
            .filter(|right| right.start <= cue.end + 1);
        // «Non è vero» mormorò.
        let last = self.sentence.kind(cue.end);
        let alone = !cue.guessed && matches!(last, None | Some(Kind::Stop | Kind::Comma));
        head && cue.start == self.sentence.start + 1
            && (right.is_some_and(|right| self.is_somebody(right)) || alone && self.row.silent)
    }

    /// Whether a colon stands before the byte `at`.
    pub(super) fn leads(&self, at: usize) -> bool {
        let before = self.layer.text.get(..at).unwrap_or_default();
        before.trim_end().ends_with(':')
    }

    /// The regions before a verb, and whether nothing but a sign stands between.
    pub(super) fn region_before(&self, start: usize) -> Option<(Vec<usize>, bool)> {
        let mut at = start;
        let mut words = 0;
        while at > self.sentence.start {
            let token = self.sentence.get(at - 1)?;
            match token.kind {
                Kind::Region(_) => break,
                Kind::Comma | Kind::Break | Kind::Sign | Kind::Stop => {}
                // «…»: así lo resumió X
                Kind::Colon
                    if self
                        .sentence
                        .is(at, class::AS | class::ADVERB | class::CONJUNCTION) => {}
                // "…", lo que el ministro consideró …: the verb is a relative's.
                Kind::Word
                    if self.row.order == Order::SubjectFirst
                        && token.is(class::THAT)
                        && token.is(class::RELATIVE) =>
                {
                    return None;
                }
                Kind::Word
                    if token.is(class::ADVERB
                        | class::CLITIC
                        | class::HAVE
                        | class::AND
                        | class::AS) =>
                {
                    words += 1
                }
                Kind::Word => {
                    // "…", Sánchez dijo.
                    let phrase_start = self
                        .sentence
                        .subject_left(start)
                        .map_or(at, |phrase| phrase.start);
                    if phrase_start < at && words < 8 {
                        words += at - phrase_start;
                        at = phrase_start + 1;
                    } else if words < 4 {
                        words += 1;
                    } else {
                        return None;
                    }
                }
                _ => return None,
            }
            at -= 1;
        }
        if at == self.sentence.start {
            return None;
        }
        let last = at - 1;
        let mut regions = vec![last];
        // "…" und "…", sagte X: what leads up to them is no other report's.
        let mut earlier = last;
        while earlier > self.sentence.start {
            let token = self.sentence.get(earlier - 1)?;
            match token.kind {
                // "спросил: «Можно?» — «Возьми», — сказала она": what another verb leads.
                Kind::Region(_)
                    if self.is_led(earlier - 1)
                        && self.cues.iter().any(|other| other.end < earlier) =>
                {
                    break;
                }
                Kind::Region(number) if !self.told.used.contains(&number) => {
                    regions.insert(0, earlier - 1)
                }
                Kind::Comma | Kind::Break | Kind::Sign => {}
                Kind::Word if token.is(class::AND) => {}
                _ => break,
            }
            earlier -= 1;
        }
        let number = match self.sentence.kind(last) {
            Some(Kind::Region(number)) => number,
            _ => return None,
        };
        (!self.told.used.contains(&number)).then_some((regions, words <= 2))
    }

    /// Whether a colon stands right before a region, with or without a dash between.
    fn is_led(&self, region: usize) -> bool {
        let dash = self.sentence.kind(region.wrapping_sub(1)) == Some(Kind::Break);
        self.sentence
            .kind(region.wrapping_sub(1 + usize::from(dash)))
            == Some(Kind::Colon)
    }

    /// The regions after a verb: behind a colon wherever it stands, or right behind the verb.
    pub(super) fn region_after(
        &self,
        cue: &Cue,
        subject: Option<&Range<usize>>,
    ) -> Option<Vec<usize>> {
        let behind = self.behind(cue, subject, true);
        let mut at = behind;
        let mut colon = false;
        let mut gap = 0;
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Region(number) if colon || gap <= 1 => {
                    if self.told.used.contains(&number) {
                        return None;
                    }
                    let one = self.inner(number).split_whitespace().count() < 2;
                    if one && !colon && !self.has_no_mark(number) {
                        return None;
                    }
                    // «…» as an object goes on with words: that is another rule's.
                    let goes_on = self.sentence.get(at + 1).is_some_and(|next| {
                        next.is_word() && !next.capital && !next.is(class::AND)
                    });
                    // «Хорошо, — кивнул Орлов, — завтра»: the same marks hold both.
                    let same = self.has_no_mark(number);
                    // "говорится в статье Орлова «…»": what it is called.
                    if cue.frames & WRITTEN != 0 && !colon && at == behind && !same {
                        return None;
                    }
                    let clause = cue.frames & (CLAUSE | INFINITIVE) != 0;
                    if !colon && (goes_on || !clause && !same) {
                        return None;
                    }
                    // "wspomniał o tym w „Żywotach zwierząt”": where it stands.
                    let place = self.sentence.get(at.wrapping_sub(1)).is_some_and(|before| {
                        let word = before.lower.as_str();
                        matches!(word, "v" | "ve" | "w" | "we" | "в" | "во" | "na" | "на")
                    });
                    if !colon && place && self.row.order == Order::Bare {
                        return None;
                    }
                    return Some(self.run_of_regions(at));
                }
                Kind::Region(_) => return None,
                Kind::Colon => colon = true,
                Kind::Comma if gap == 0 => {}
                Kind::Break if self.sentence.get(at + 1).is_some_and(Token::is_region) => {}
                Kind::Comma | Kind::Opens | Kind::Closes | Kind::Sign => gap += 2,
                Kind::Stop | Kind::Break => return None,
                Kind::Word if colon => return None,
                // "nota come «…»": a name for it.
                Kind::Word if token.is(class::AS) && !colon => return None,
                Kind::Word if token.is(class::THAT) => {
                    // que « … »: the clause takes it.
                    return None;
                }
                Kind::Word
                    if self
                        .cues
                        .iter()
                        .any(|other| other.start == at && other.start > cue.start) =>
                {
                    return None;
                }
                Kind::Word => gap += 1,
            }
            at += 1;
        }
        None
    }

    pub(super) fn run_of_regions(&self, first: usize) -> Vec<usize> {
        let mut regions = vec![first];
        let mut at = first + 1;
        while let Some(token) = self.sentence.get(at) {
            match token.kind {
                Kind::Region(number) if self.told.used.contains(&number) => break,
                Kind::Region(_) => regions.push(at),
                Kind::Comma | Kind::Break | Kind::Sign | Kind::Stop => {}
                Kind::Word
                    if token.is(class::AND)
                        && self.sentence.get(at + 1).is_some_and(Token::is_region) => {}
                _ => break,
            }
            at += 1;
        }
        regions
    }

    /// The first region of a verb's object.
    pub(super) fn object(&self, cue: &Cue, behind: usize) -> Option<usize> {
        let mut steps = 0;
        for at in behind..self.sentence.end {
            let token = self.sentence.get(at)?;
            match token.kind {
                Kind::Region(number) => {
                    let inner = self.inner(number);
                    let title = self.row.order != Order::German
                        && inner.starts_with(char::is_uppercase)
                        && !inner.ends_with(['.', '!', '?']);
                    let short = inner.split_whitespace().count() < 2 && cue.frames & OBJECT == 0;
                    // "schrieb in der „Morgenpost“"
                    let place = cue.frames & OBJECT == 0 && self.stands_in(behind, at);
                    return (!title && !short && !place && !self.told.used.contains(&number))
                        .then_some(at);
                }
                Kind::Word
                    if token.is(class::RELATIVE)
                        && !token.is(class::DETERMINER | class::OBLIQUE) =>
                {
                    return None;
                }
                Kind::Word => steps += 1,
                Kind::Sign => {}
                _ => return None,
            }
            if steps > 12 {
                return None;
            }
        }
        None
    }

    /// The words between the marks of a region.
    fn inner(&self, number: usize) -> &str {
        let region = self.layer.regions.get(number);
        region.map_or("", |region| region.inner.of(self.layer.text))
    }

    /// Whether no mark opens a region: it is the rest of what the teller's words stand in.
    fn has_no_mark(&self, number: usize) -> bool {
        let region = self.layer.regions.get(number);
        region.is_some_and(|region| region.span.start == region.inner.start && !region.dash)
    }

    /// Whether the marks at `at` hold a name: a few words, the first with a capital, no last sign.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let Some(Kind::Region(number)) = self.sentence.kind(at) else {
            return false;
        };
        let inner = self.inner(number);
        inner.starts_with(char::is_uppercase)
            && !inner.ends_with(['.', '!', '?', '…', ','])
            && inner.split_whitespace().count() < 4
    }

    /// Whether a preposition before the region at `at` says where the words stand.
    fn stands_in(&self, behind: usize, at: usize) -> bool {
        let small = class::DETERMINER | class::OBLIQUE;
        let mut before = (behind..at)
            .rev()
            .skip_while(|&at| self.sentence.is(at, small));
        // "berichtete von „…“": of what.
        before.next().is_some_and(|at| {
            self.sentence.is(at, class::PREPOSITION | class::TOWARDS)
                && !self.sentence.is(at, class::OF)
        })
    }

    /// The object around the region at `at`.
    pub(super) fn around(&self, behind: usize, at: usize, whole: bool) -> (usize, usize) {
        if !whole || at == behind {
            return (at, at + 1);
        }
        let mut end = at + 1;
        let another = |end: usize| {
            self.cues.iter().any(|cue| {
                cue.start == end || self.sentence.is(end, class::AND) && cue.start == end + 1
            })
        };
        while !another(end)
            && self.sentence.get(end).is_some_and(|token| {
                token.is_word()
                    && !token.is(class::RELATIVE | class::CONJUNCTION | class::VERB | class::HAVE)
                    || token.is_region()
            })
        {
            end += 1;
        }
        (self.skip_small(behind).min(at), end)
    }
}
