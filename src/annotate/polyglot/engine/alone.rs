//! Words between marks that no verb reports: a sentence of them alone, or a piece of one.

use std::ops::Range;

use super::{Engine, Floor};
use crate::annotate::polyglot::class;
use crate::annotate::polyglot::marksonly::is_speech;
use crate::annotate::polyglot::packs::Order;
use crate::annotate::polyglot::region::Region;
use crate::annotate::polyglot::reports::Why;
use crate::annotate::polyglot::words::{Kind, Token};
use crate::model::{EntityKind, QuoteKind};

impl Engine<'_> {
    /// A sentence that is only words between marks: it goes on with who spoke, or whoever the text is about says it.
    pub(super) fn alone(&mut self, block: usize, number: usize, loose: &[usize]) {
        for &region in loose {
            let Some(&region) = self.layer.regions.get(region) else {
                continue;
            };
            if region.inner.is_empty() {
                continue;
            }
            let near = self.floor.clone().filter(|floor| floor.block + 1 >= block);
            let same_block = near.as_ref().is_some_and(|floor| floor.block == block);
            // "Ingroia ha commentato:", and the words in a paragraph of their own.
            let last = number
                .checked_sub(1)
                .and_then(|last| self.layer.sentences.get(last));
            let leading = last.filter(|last| self.leads(last));
            let led = leading.is_some();
            let sure = near.as_ref().is_some_and(|floor| {
                floor.spoke
                    && floor.sentence + 1 == number
                    && (same_block || region.continues || led)
            });
            let ahead = if sure || led {
                None
            } else {
                self.ahead(block, number)
            };
            // "Und ein Dritter:", and the words in a paragraph of their own.
            let label = leading.filter(|_| !sure).and_then(|last| self.label(last));
            let near = near.filter(|_| ahead.is_none() && label.is_none());
            let (mention, why, sure) = match (&near, ahead) {
                _ if label.is_some() => (label, Why::Colon, 0.7),
                (Some(floor), _) if region.continues => (floor.mention.clone(), Why::Carried, 0.9),
                (Some(floor), _) if same_block && floor.spoke => {
                    (floor.mention.clone(), Why::Carried, 0.9)
                }
                (Some(floor), _) if same_block => (floor.mention.clone(), Why::Carried, 0.78),
                (Some(floor), _) if sure && led => (floor.mention.clone(), Why::Carried, 0.85),
                (Some(floor), _) if floor.spoke => (floor.mention.clone(), Why::Carried, 0.7),
                (Some(floor), _) => (floor.mention.clone(), Why::Carried, 0.55),
                (None, Some(mention)) => (Some(mention), Why::Ahead, 0.6),
                (None, None) => (None, Why::Fragment, 0.0),
            };
            if mention.is_none() && !is_speech(self.layer.text, &region) {
                continue;
            }
            // Right behind a report of the same block: its next part.
            let joins = near.as_ref().and_then(|floor| floor.report).filter(|_| {
                same_block
                    && near
                        .as_ref()
                        .is_some_and(|floor| floor.sentence + 1 == number)
            });
            let report = joins.and_then(|at| self.out.get_mut(at));
            if let Some(report) = report.filter(|it| it.quote.kind == QuoteKind::Direct) {
                report.quote.parts.push(region.span);
                if let Some(floor) = &mut self.floor {
                    floor.sentence = number;
                }
                continue;
            }
            let resolved = mention
                .clone()
                .map(|mention| self.speakers.resolve(&mention));
            let (resolved, sure) = match resolved {
                // A colon that names nobody whom we know leads to nobody's words.
                None if led => (None, 0.0),
                None => (self.speakers.last_person(region.span.start), 0.5),
                resolved => (resolved, sure),
            };
            let said = if is_speech(self.layer.text, &region) {
                0.85
            } else {
                0.55
            };
            let at = self.push(vec![region.span], None, resolved, why, said, sure, number);
            if mention.is_some() {
                self.floor = Some(Floor::spoken(mention, block, number, Some(at)));
            }
        }
    }

    /// Whom a sentence that ends in a colon names: its subject, or the first phrase in it.
    fn label(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view(range);
        let named = class::WORDS | class::CALLED | class::MONTH | class::PLACE;
        let first = || range.clone().find_map(|at| view.phrase(at));
        let phrase = self.subject(&view).or_else(first)?;
        let fits = !phrase.clone().any(|at| view.is(at, named));
        fits.then_some(phrase)
    }

    /// "@hafenfan: „…“", "Und ein Dritter: „…“": words before the colon of a region that name somebody and do nothing.
    fn labels(&self, number: usize, region: &Region) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?;
        let view = self.view(range);
        let marks = range.clone().find(|&at| {
            let token = self.layer.tokens.get(at);
            token.is_some_and(|token| token.span == region.span)
        })?;
        let colon = marks
            .checked_sub(1)
            .filter(|&at| view.kind(at) == Some(Kind::Colon))?;
        let begins =
            (range.start..colon).find(|&at| view.is_word(at) && !view.is(at, class::AND))?;
        let at_sign = begins
            .checked_sub(1)
            .and_then(|at| view.get(at))
            .is_some_and(|token| token.span.of(self.layer.text) == "@");
        let label = begins..colon;
        let does = class::VERB | class::HAVE | class::MOOD | class::MOOD_WEAK | class::COPULA;
        let nobody = does | class::WORDS | class::CALLED | class::MONTH | class::PAPER;
        let plain = label
            .clone()
            .all(|at| view.is_word(at) && !view.is(at, nobody));
        let somebody = class::PERSON | class::TITLE | class::BODY;
        let known =
            view.is(begins, class::DETERMINER) && label.clone().any(|at| view.is(at, somebody));
        // "Et son mari de renchérir : …"
        let told = |at: usize| {
            let word = view.get(at).map_or("", |it| it.lower.as_str());
            self.row.pack().infinitive(word).is_some()
        };
        let fits = at_sign || known && label.len() > 1 && !label.clone().any(told);
        (label.len() < 7 && plain && fits).then_some(label)
    }

    /// The subject of the next sentence of the block, where it is a person: “…” Koerts schonk nog een glas in.
    pub(super) fn ahead(&self, block: usize, number: usize) -> Option<Range<usize>> {
        let (sentences, _) = self.layer.blocks.get(block)?;
        let next = self
            .layer
            .sentences
            .get(number + 1)
            .filter(|_| sentences.contains(&(number + 1)))?;
        let view = self.view(next);
        // "„…“ Mit diesen Worten verabschiedete sich X."
        let begin = next.start..(next.start + 6).min(next.end);
        if begin.into_iter().any(|at| view.is(at, class::WORDS)) {
            let named = |at: &usize| self.speakers.is_named(&(*at..*at + 1));
            let first = next.clone().find(named)?;
            return Some(first..self.speakers.name_end(first)?);
        }
        let subject = self.subject(&view)?;
        self.speakers.is_person(&subject).then_some(subject)
    }

    /// Words between marks in a sentence that nothing reports, or beside what is reported.
    pub(super) fn fragment(
        &mut self,
        block: usize,
        number: usize,
        region: usize,
        subject: Option<Range<usize>>,
        beside: bool,
    ) {
        let Some(&region) = self.layer.regions.get(region) else {
            return;
        };
        let text = self.layer.text;
        // "fue claro: “Tengo contrato”": short words behind a colon are speech where somebody leads to them.
        let speech = is_speech(text, &region);
        let short = !speech
            && after_colon(text, &region)
            && region.inner.of(text).starts_with(char::is_uppercase);
        if !(speech || short) || self.is_called(&region) || self.is_unsaid(number, &region) {
            return;
        }
        let words = region.inner.of(text).split_whitespace().count();
        // "conocen la zona como «la curva del diablo»"
        if words < 6 && self.is_likened(&region) && !self.is_saying(&region) {
            return;
        }
        if region
            .inner
            .of(text)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && words < 7
            && !self.is_saying(&region)
            && !after_colon(text, &region)
            && !region.inner.of(text).ends_with(['.', '!', '?', '…'])
        {
            return; // a title
        }
        let said = self.is_saying(&region);
        let colon = said || after_colon(text, &region);
        // "Mit den Worten „…“ verließ er den Saal"
        let subject = subject.or_else(|| self.behind(number, &region).filter(|_| said));
        let floor = self.floor.clone().filter(|floor| floor.block == block);
        let led = subject
            .clone()
            .filter(|subject| colon && self.may_lead(number, subject))
            .or_else(|| self.labels(number, &region));
        // A person named nearer the colon speaks.
        let led = led.filter(|subject| {
            let end = self.layer.span(subject).end;
            self.speakers
                .last_person(region.span.start)
                .is_none_or(|person| person.span.start < end)
        });
        // "Een bandje herhaalde: „…“", "Sein Satz hängt noch dort: „…“": a thing, not whoever spoke before.
        let thing = subject
            .clone()
            .is_some_and(|subject| self.is_thing(number, &subject) && colon);
        let person = subject.filter(|subject| self.speakers.is_person(subject));
        let floor = floor.filter(|_| !thing || said);
        let named = self.named_before(number, &region).filter(|_| colon);
        let lone = self.named_alone(number, &region).filter(|_| colon);
        let writer = self
            .writers(number, &region)
            .filter(|_| colon && lone.is_none());
        let own = writer.is_some();
        let (mention, why, sure) = match (person, floor) {
            (_, _) if writer.is_some() => (writer.flatten(), Why::Colon, 0.8),
            (_, _) if named.is_some() => (named, Why::Colon, 0.8),
            // "Książę zabierał wóz kosztowności: „…”": what a colon leads to need not be said.
            (Some(subject), _) if colon && self.row.order == Order::Bare => {
                (Some(subject), Why::Colon, 0.75)
            }
            (Some(subject), _) if colon => (Some(subject), Why::Colon, 0.8),
            (None, _) if led.is_some() => (led, Why::Colon, 0.7),
            (None, _) if lone.is_some() => (lone, Why::Colon, 0.65),
            (_, Some(floor)) if beside => (floor.mention, Why::Fragment, 0.75),
            (Some(subject), _) => (Some(subject), Why::Fragment, 0.6),
            (None, Some(floor)) => (floor.mention, Why::Fragment, if colon { 0.7 } else { 0.5 }),
            (None, None) => (None, Why::Fragment, 0.0),
        };
        if short && why != Why::Colon && !self.follows(number) {
            return;
        }
        let resolved = mention.map(|mention| self.speakers.resolve(&mention));
        let last = || self.speakers.last_person(region.span.start);
        let (resolved, sure) = match resolved {
            None if colon && !thing && !own => (last(), 0.5),
            resolved => (resolved, sure),
        };
        if resolved.is_none() && words < 5 && !colon {
            return;
        }
        let said = if colon && !said { 0.8 } else { 0.6 };
        self.push(vec![region.span], None, resolved, why, said, sure, number);
    }

    /// Whether the subject of a sentence, at its head, is a noun for nobody and for nothing that is said.
    fn is_thing(&self, number: usize, subject: &Range<usize>) -> bool {
        let said = class::WORDS | class::REMARK | class::PAPER | class::BACK | class::CALLED;
        let tokens = self.layer.tokens.get(subject.clone()).unwrap_or_default();
        let head = self
            .layer
            .sentences
            .get(number)
            .is_some_and(|it| it.start == subject.start);
        let led = tokens.first().is_some_and(|it| it.is(class::DETERMINER));
        let next = self.layer.tokens.get(subject.end);
        let verb = next.is_some_and(Token::is_word) || tokens.len() > 2;
        head && led
            && verb
            && tokens.len() > 1
            && !tokens.iter().any(|it| it.is(said))
            && !self.speakers.is_person(subject)
    }

    /// Whether the words before a region tell that nobody said it: "Wäre X da, könnte er sagen: „…“".
    fn is_unsaid(&self, number: usize, region: &Region) -> bool {
        let Some(range) = self.layer.sentences.get(number) else {
            return false;
        };
        let view = self.view(range);
        let mut behind = range.clone();
        let marks = behind.find(|&at| view.get(at).is_some_and(|it| it.span == region.span));
        let Some(marks) = marks else { return false };
        let colon = view.kind(marks.wrapping_sub(1)) == Some(Kind::Colon);
        let end = if colon { marks - 1 } else { marks };
        view.is_unreal(end) || !colon && view.is_avoided(marks)
    }

    /// The person who is the subject of the verb right behind a region.
    fn behind(&self, number: usize, region: &Region) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?;
        let view = self.view(range);
        let marks = range.clone().find(|&at| {
            self.layer
                .tokens
                .get(at)
                .is_some_and(|token| token.span == region.span)
        })?;
        let verb = view
            .get(marks + 1)
            .filter(|token| token.is_word() && !token.capital);
        let subject = verb.and_then(|_| view.subject_right(marks + 2))?;
        let person = class::HE | class::SHE | class::TITLE | class::PERSON;
        let fits = view.is(subject.start, person) || self.speakers.is_named(&subject);
        fits.then_some(subject)
    }

    /// "Lasker war deutlich: „…“": a word with a capital that no list has, the subject of a sentence that leads to marks.
    fn may_lead(&self, number: usize, subject: &Range<usize>) -> bool {
        let nobody = class::PLACE
            | class::MONTH
            | class::NOUN
            | class::OTHER
            | class::WORDS
            | class::CALLED
            | class::PAPER
            | class::DETERMINER
            | class::NEGATION
            | class::ADVERB
            | class::UNREAL;
        let tokens = self.layer.tokens.get(subject.clone()).unwrap_or_default();
        // "Berka (40): „…“"
        let opens = tokens.iter().position(|token| token.kind == Kind::Opens);
        let tokens = tokens
            .get(..opens.unwrap_or(tokens.len()))
            .unwrap_or_default();
        let german = self.row.order == Order::German;
        let head = self
            .layer
            .sentences
            .get(number)
            .map_or(0, |range| range.start)
            == subject.start;
        let colon = self.layer.tokens.get(subject.end);
        let colon = colon.is_some_and(|next| next.kind == Kind::Colon);
        let few = if german { 1 } else { 3 };
        let named = self.speakers.kind(subject);
        // "Lindners Fazit: „…“"
        let owner = |tokens: &[Token]| match tokens {
            [owner, said] => german && owner.lower.ends_with('s') && said.is(class::WORDS),
            _ => false,
        };
        if head && owner(tokens) {
            return true;
        }
        // "Aktuell lässt sie …: „…“": the subject is behind the verb.
        let behind = class::HE | class::SHE | class::THEY | class::IT | class::I;
        let other = self
            .layer
            .tokens
            .get(subject.end + 1)
            .filter(|_| !self.row.order.subject_first());
        if other.is_some_and(|other| other.is(behind) && !other.is(class::CLITIC)) {
            return false;
        }
        // "Pont fermé : « … »": what a headline begins with and nobody names is no speaker.
        let titled = self.is_headline(number) && named.is_none();
        let titled = titled && !colon;
        head && !titled
            && named.is_none_or(|kind| kind == EntityKind::Person)
            && tokens.len() <= few
            && !(colon && !german && tokens.len() < 2)
            && tokens.iter().all(|token| {
                let verb = !self.row.pack().forms(&token.lower).is_empty();
                token.capital && !token.is(nobody) && !verb
            })
    }

    /// Whether a sentence is the first block of several, which no stop ends.
    fn is_headline(&self, number: usize) -> bool {
        let blocks = &self.layer.blocks;
        let first = blocks.first().filter(|_| blocks.len() > 1);
        first.is_some_and(|(sentences, block)| {
            let words = block.span.of(self.layer.text).trim_end();
            sentences.contains(&number) && !words.ends_with(['.', '!', '?', '…'])
        })
    }

    /// The last person named in a sentence before the colon of a region.
    pub(super) fn named_before(&self, number: usize, region: &Region) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?.clone();
        let tokens = self.layer.tokens.get(range.clone())?;
        let behind = tokens
            .iter()
            .position(|token| token.span.start >= region.span.start)?;
        let colon = (range.start + behind).checked_sub(1)?;
        let view = self.view(&range);
        // Right before the colon: "la tesi del perito, Italo Fainelli: …"
        let starts = (range.start..colon).rev().take(6);
        let phrases = starts.filter_map(|at| view.phrase(at).filter(|phrase| phrase.end == colon));
        let mut people = phrases.filter(|phrase| self.speakers.is_person(phrase));
        // The longest: the rest of them begin inside it.
        let mut longest = people.next()?;
        for phrase in people {
            longest = phrase;
        }
        // "X remercie Y : « … »": whom the subject speaks to.
        let apart = view.kind(longest.start.wrapping_sub(1)) == Some(Kind::Comma);
        let other = self.subject(&view).is_some_and(|subject| {
            // "Оптимизм Лапина разделил Орлов: «…»": whose it is speaks to nobody.
            let first = subject.start..subject.start + 1;
            let owned = self.row.order == Order::Bare
                && !view.is(subject.start, class::TITLE | class::PERSON)
                && !self.speakers.is_named(&first);
            !owned && self.speakers.is_named(&subject) && subject.end < longest.start
        });
        (apart || !other).then_some(longest)
    }

    /// "Das stellte der Vorsitzende Jan Klein in Frage: „…“": the one person named in a sentence before a region.
    fn named_alone(&self, number: usize, region: &Region) -> Option<Range<usize>> {
        let range = self.layer.sentences.get(number)?.clone();
        let before = range.filter(|&at| {
            let token = self.layer.tokens.get(at);
            token.is_some_and(|token| token.span.end <= region.span.start)
        });
        let mut named = before.filter(|&at| self.speakers.is_named(&(at..at + 1)));
        let first = named.next()?;
        let end = self.speakers.name_end(first)?;
        named.all(|at| at < end).then_some(first..end)
    }

    /// Whether whoever has the floor spoke in the sentence before, and the language needs no subject.
    fn follows(&self, number: usize) -> bool {
        let spoke = |floor: &Floor| floor.spoke && floor.sentence + 1 == number;
        self.row.silent && self.floor.as_ref().is_some_and(spoke)
    }

    /// "mit den Worten „…“", "Sprüche wie „…“": a word for what is said stands right before the marks.
    fn is_saying(&self, region: &Region) -> bool {
        let at = self
            .layer
            .tokens
            .partition_point(|token| token.span.end <= region.span.start);
        let token = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| self.layer.tokens.get(at))
        };
        let like = token(1).is_some_and(|before| before.is(class::AS));
        token(1 + usize::from(like)).is_some_and(|before| before.is(class::WORDS))
    }

    /// "comme « … »": whatever stands before is called or likened so.
    fn is_likened(&self, region: &Region) -> bool {
        self.before(region)
            .is_some_and(|before| before.is(class::AS))
    }

    /// "Io ho risposto: «…»", "He dicho: «…»": the writer's pronoun near the colon of a region, or their verb without one.
    fn writers(&self, number: usize, region: &Region) -> Option<Option<Range<usize>>> {
        const HAVE: [&str; 4] = ["ho", "abbiamo", "he", "hemos"];
        let head = self.layer.sentences.get(number)?.start;
        let tokens = &self.layer.tokens;
        let colon = tokens.partition_point(|token| token.span.end <= region.span.start);
        let colon = colon.checked_sub(1)?;
        let near = (head.max(colon.saturating_sub(5))..colon).rev();
        let clause = near.take_while(|&at| tokens.get(at).is_some_and(Token::is_word));
        let pronoun = |at: &usize| self.speakers.is_writer(&(*at..*at + 1));
        if let Some(at) = clause.clone().find(pronoun) {
            return Some(Some(at..at + 1));
        }
        let have = |at: usize| {
            let word = tokens.get(at).map_or("", |it| it.lower.as_str());
            self.row.order.subject_first() && HAVE.contains(&word)
        };
        clause.into_iter().any(have).then_some(None)
    }

    /// The token right before a region.
    fn before(&self, region: &Region) -> Option<&Token> {
        let tokens = &self.layer.tokens;
        let at = tokens.partition_point(|token| token.span.end <= region.span.start);
        tokens.get(at.checked_sub(1)?)
    }

    /// "der Film „…“", "intitulé « … »", "contro «…», la rassegna che", "una nuova versione della «…»: «…»": the name of a
    /// thing.
    pub(super) fn is_called(&self, region: &Region) -> bool {
        let is = |at: usize, classes: u64| {
            let token = self.layer.tokens.get(at);
            token.is_some_and(|token| token.is(classes))
        };
        let tokens = &self.layer.tokens;
        let next = tokens.partition_point(|token| token.span.start < region.span.end);
        let sign = tokens.get(next).map(|next| next.kind);
        let told = sign == Some(Kind::Comma)
            && is(next + 1, class::DETERMINER)
            && is(next + 2, class::CALLED);
        let led = class::OF | class::PREPOSITION | class::TOWARDS | class::WITH;
        let before = self.before(region);
        let leads = sign == Some(Kind::Colon) && before.is_some_and(|before| before.is(led));
        told || leads || before.is_some_and(|before| before.is(class::CALLED))
    }
}

/// Whether a colon stands before a region.
fn after_colon(text: &str, region: &Region) -> bool {
    let before = text.get(..region.span.start).unwrap_or_default();
    before.trim_end().ends_with([':', '：'])
}
