//! Marks before a verb: "…", dit X; "Als „…“ bezeichnete X den Fund".

use std::ops::Range;

use super::subject::Sides;
use super::{Reader, Why};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::cues::Cue;
use crate::annotate::polyglot::pack::{OBJECT, QUOTE};
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::words::{Kind, Token};
use crate::model::Span;

impl Reader<'_> {
    /// "…", dit X.
    pub(super) fn marks_before(
        &mut self,
        cue: &Cue,
        before: Option<(Vec<usize>, bool)>,
        sides: &Sides,
    ) -> bool {
        let so = |regions: &[usize]| cue.frames & OBJECT != 0 && self.is_so(regions, cue);
        let before = before.filter(|(regions, _)| cue.frames & QUOTE != 0 || so(regions));
        let Some((regions, glued)) = before else {
            return false;
        };
        if self.are_named(&regions, cue) {
            return false;
        }
        // Con un «…», Correa anunció su dimisión: somebody stands between.
        let left = sides.left.as_ref();
        let near = left.filter(|left| {
            self.sentence.order.subject_first()
                && regions.last().is_some_and(|&last| left.start > last)
                && (self.may_speak(left)
                    && !sides
                        .right
                        .as_ref()
                        .is_some_and(|right| self.is_somebody(right)))
        });
        let subject = if glued {
            near.or(sides.right.as_ref()).or(left)
        } else {
            left
        };
        let subject = subject.cloned();
        // "unter der Regel „…“ aufzunehmen, kein Echo fanden": the verb would come second.
        let between =
            left.is_some_and(|left| regions.last().is_some_and(|&last| left.start > last));
        if between && !glued && !self.sentence.order.subject_first() {
            return false;
        }
        // A word that no list has reports only beside somebody, or where nothing follows it.
        if cue.guessed && !self.tells(cue, sides) {
            return false;
        }
        // "Lembrando «…», a autarca afirmou que …": its words follow.
        let between = sides
            .left
            .as_ref()
            .is_some_and(|left| regions.last().is_some_and(|&last| left.start > last));
        let past = self.sentence.skip_adjuncts(cue.end, 1);
        let that = [cue.end, past].map(|at| self.sentence.is(at, class::THAT));
        if between && self.sentence.order.subject_first() && that != [false, false] {
            return false;
        }
        // « … », et le maire, qui a dit …: another clause begins behind the marks.
        let joined = sides.left.as_ref().is_some_and(|left| {
            between && self.sentence.is(left.start.wrapping_sub(1), class::AND)
        });
        if joined && self.sentence.order.subject_first() {
            return false;
        }
        let colon_after = self.region_after(cue, subject.as_ref()).filter(|after| {
            // «…», disse X do «Público»: what a word leads is no part of it.
            let led = after.first().and_then(|&at| self.sentence.get(at - 1));
            led.is_some_and(|token| !token.is_word())
        });
        if !glued && colon_after.is_some() {
            return false;
        }
        // "Орлов обвинил совет в «…», передаёт ТАСС": an agency passes on what the sentence gives to somebody.
        if let Some(told) = self.passed_on(&regions, subject.as_ref()) {
            let parts = self.spans(&regions);
            self.subjects.push((cue.start, subject));
            self.report(cue, parts, Some(&told), Why::Object, regions);
            return true;
        }
        let mut parts: Vec<Span> = self.spans(&regions);
        // "Das Urteil sei „falsch“, sagte X": the whole clause is what X said.
        let opening = regions.first().map(|&first| self.clause_of(first));
        if let (Some(opening), Some(last)) =
            (opening.filter(|opening| !opening.is_empty()), parts.last())
        {
            parts = vec![Span::new(self.layer.span(&opening).start, last.end)];
        }
        // What the sentence said before the marks is reported, too: … la question est de savoir « … » affirme-t-il.
        let mut used = regions;
        if let Some(after) = &colon_after {
            parts.extend(self.spans(after));
            used.extend(after);
        }
        // "Cravinho alinhou pela mesma ideia: «…», advertiu."
        let subject = subject.or_else(|| {
            let first = parts.first()?.start;
            self.leads(first)
                .then(|| self.sentence.first_phrase(self.sentence.start, cue.start))?
        });
        let subject = subject.or_else(|| self.body_behind(cue));
        // "Von „…“ könne keine Rede sein, sagte X": the marks are in a clause.
        if subject.is_none() && !glued && sides.right.is_some() {
            return false;
        }
        self.subjects.push((cue.start, subject.clone()));
        let why = if cue.guessed {
            Why::Guessed
        } else {
            Why::Before
        };
        if subject.is_some() || self.row.silent {
            self.report(cue, parts, subject.as_ref(), why, used);
        } else if glued {
            // Somebody's words, whoever that is.
            self.report(cue, parts, None, why, used);
            if let Some(report) = self.told.reports.last_mut() {
                report.silent = false;
            }
        }
        true
    }

    /// Whom a sentence tells of whose marks stand among its words, before an agency that passes it on.
    fn passed_on(&self, regions: &[usize], agency: Option<&Range<usize>>) -> Option<Range<usize>> {
        let agency = agency.filter(|_| self.row.order == Order::Bare)?;
        let first = self.sentence.get(agency.start)?;
        let word = first.span.of(self.layer.text);
        let shout = word.chars().nth(1).is_some_and(char::is_uppercase);
        let body = shout || first.is(class::BODY) || word.contains('.');
        let marks = *regions.first()?;
        let before = self.sentence.kind(marks.wrapping_sub(1));
        let led = body && matches!(before, Some(Kind::Word | Kind::Colon));
        let told = self
            .sentence
            .first_phrase(self.sentence.start, marks)
            .filter(|_| led)?;
        self.people.is_named(&told).then_some(told)
    }

    /// "Inaccettabile": così X ha definito …; «…» — так назвал X …: one small word behind a sign leads to the verb.
    fn is_so(&self, regions: &[usize], cue: &Cue) -> bool {
        let Some(so) = cue.start.checked_sub(1) else {
            return false;
        };
        let small = class::ADVERB | class::CONJUNCTION | class::AS;
        let sign = so.checked_sub(1).and_then(|at| self.sentence.kind(at));
        let signs = (so.saturating_sub(2)..so)
            .filter(|&at| !self.is_region(at))
            .count();
        self.sentence.is(so, small)
            && matches!(sign, Some(Kind::Comma | Kind::Break | Kind::Colon))
            && regions.last().is_some_and(|last| last + signs + 1 == so)
    }

    /// Whether marks before a verb hold a name or a piece of the sentence around them, not what somebody says.
    fn are_named(&self, regions: &[usize], cue: &Cue) -> bool {
        let [only] = regions else { return false };
        let before = only.wrapping_sub(1);
        let led =
            self.sentence.is_word(before) && !self.sentence.is(before, class::THAT | class::AND);
        // "la presidenta del grupo de vecinos «Agua Clara», dijo que …"
        let name = led && self.is_title(*only);
        // "in un articolo dal titolo «…», ironizzava"
        let called = self.sentence.is(before, class::CALLED);
        // "contro i «noccioli duri», lanciando attacchi"
        let small = class::DETERMINER | class::OBLIQUE | class::PREPOSITION | class::TOWARDS;
        let object = cue.gerund && self.sentence.is(before, small | class::OF | class::WITH);
        // "La exposición «…», que se completa con …": it is told of what the marks name.
        let relative = self.row.order.subject_first()
            && (only + 1..cue.start.min(only + 3)).any(|at| {
                self.sentence.is(at, class::RELATIVE) && !self.sentence.is(at, class::DETERMINER)
            });
        // "quería «respuestas claras» y lanzó una petición": another verb's object.
        let joint = cue.start.wrapping_sub(1);
        let other = led
            && self.row.order.subject_first()
            && joint > *only
            && self.sentence.is(joint, class::AND);
        name || called || object || relative || other
    }

    /// Whether a word that no list has reports: somebody stands right behind it, or nothing at all and nobody need.
    fn tells(&self, cue: &Cue, sides: &Sides) -> bool {
        let somebody = sides.right.as_ref().is_some_and(|right| {
            let german = self.row.order == Order::German;
            let named = || {
                !german
                    && right.clone().any(|at| {
                        self.sentence
                            .get(at)
                            .is_some_and(|token| token.capital && !token.is(class::PLACE))
                    })
            };
            self.is_somebody(right) || right.start <= cue.end + 1 && named()
        });
        let alone = || {
            let next = self.sentence.kind(cue.end);
            self.row.silent && matches!(next, None | Some(Kind::Stop | Kind::Break | Kind::Comma))
        };
        somebody || alone()
    }

    /// The words in the mood of reports that lead up to marks in the same clause; none where there are none.
    fn clause_of(&self, marks: usize) -> Range<usize> {
        let mut start = marks;
        while start > self.sentence.start
            && self.sentence.get(start - 1).is_some_and(Token::is_word)
        {
            start -= 1;
        }
        let reported = (start..marks).any(|at| self.sentence.is(at, class::MOOD));
        let led = self
            .sentence
            .is(start, class::CONJUNCTION | class::RELATIVE)
            && !self.sentence.is(start, class::DETERMINER);
        if reported && !led {
            start..marks
        } else {
            marks..marks
        }
    }

    /// "Als „…“ bezeichnete X den Fund": marks that a verb in the second place names something with.
    pub(super) fn named_so(&mut self, cue: &Cue, sides: &Sides) -> bool {
        let Some(last) = cue.start.checked_sub(1) else {
            return false;
        };
        let Some(Kind::Region(number)) = self.sentence.kind(last) else {
            return false;
        };
        let led = self
            .sentence
            .get(last.wrapping_sub(1))
            .is_some_and(|token| token.is_word());
        // "De «inaceptable» calificó X la propuesta"
        let first = self.row.order.subject_first();
        let so = class::OF | class::AS;
        let fits = led
            && cue.frames & OBJECT != 0
            && (!first || self.sentence.is(last - 1, so) && last - 1 == self.sentence.start)
            && !self.told.used.contains(&number);
        let subject = sides.right.clone().filter(|_| fits);
        let Some(subject) = subject else { return false };
        self.subjects.push((cue.start, Some(subject.clone())));
        let parts = self.spans(&[last]);
        self.report(cue, parts, Some(&subject), Why::Object, vec![last]);
        true
    }
}
