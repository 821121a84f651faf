//! Whom a speaker's mention means, and how sure that is.
//!
//! A name inside the mention's head means its entity; "the minister" asks the persons named shortly before what the text
//! calls them ([`super::described`]), a pronoun asks [`pronouns`]. The look back is bounded, so the cost is linear.

use std::ops::Range;

use super::confidence::{self, Gap, Stance, Words};
use super::evidence::Evidence;
use super::genre::Genre;
use super::shares;
use super::verdict::{Verdict, verdict};
use crate::annotate::attribution::{Mention, Rule, Said};
use crate::annotate::entities::People;
use crate::annotate::entities::pronouns::{Points, Pronouns, Who};
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{Act, PERHAPS, Quote, QuoteKind, Span, Speaker};

/// A mention less sure than this names the wrong one more often than not: better nobody.
const CHANCE: f32 = 0.5;

/// A pronoun less sure than this may as well mean the next one.
const OPEN: f32 = 0.6;

/// That "she" is the person named before, where "the winner" has spoken since, or is the winner; where the paragraph names
/// nobody else, she is.
const NAMELESS: f32 = 0.75;
const ALONE: f32 = 0.92;

/// A label's name and its colon are no further apart than this, in bytes.
const LABEL: usize = 80;

/// So many quotations lie in memory together.
const PART: usize = 1024;

/// A line that credits somebody is shorter than this, in tokens.
const CREDIT: usize = 16;

/// That the source named after "according to" passed the words on.
const THROUGH: f32 = 0.9;

/// Words that a rule found, with their speakers, what becomes of them, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decided {
    pub quote: Quote,
    pub rule: Rule,
    pub verdict: Verdict,
    /// Why that, in words that a reader understands.
    pub reason: &'static str,
    /// For a pronoun, what spoke for the person chosen: each weight that counted, in points.
    pub points: Points,
}

/// Everything that a rule found in a text, with speakers and verdicts, one after the other: a long text has very many.
/// `layer.names` know their entities.
pub(crate) fn speakers<'l>(
    layer: &'l Layer<'l>,
    people: &'l People,
    said: Vec<Said>,
) -> impl Iterator<Item = Decided> + use<'l> {
    let mut quoted: Vec<Span> = said
        .iter()
        .filter(|said| said.kind == QuoteKind::Direct)
        .flat_map(|said| said.parts.iter().copied())
        .collect();
    quoted.sort();
    let mut signed: Vec<Span> = said.iter().filter_map(Said::signature).collect();
    signed.extend(credits(layer));
    signed.sort();
    let turns = said.iter().any(|said| said.reply);
    let count = said.len();
    let mut known = said.into_iter().map(|mut said| {
        // Most are of one part: no room for more, in a long text of very many.
        said.parts.shrink_to_fit();
        let evidence = Evidence::of(layer, &said);
        (said, evidence)
    });
    // In parts, each of which goes when it was decided.
    let parts = (0..count.div_ceil(PART)).map(|_| known.by_ref().take(PART).collect());
    let said: Vec<Vec<(Said, Evidence)>> = parts.collect();
    let mut resolver = Resolver {
        layer,
        people,
        genre: Genre::of(layer, said.iter().flatten()),
        pronouns: Pronouns::new(layer, people, (&quoted, &signed), turns),
        latest: None,
        nameless: None,
        spoke: vec![false; people.entities.len()],
    };
    (said.into_iter().flatten()).map(move |(said, evidence)| resolver.quote(said, evidence))
}

/// The lines in capitals that credit a picture or a piece: "ANA RUIZ FOR THE QUAY NEWS", "PHOTO: ANA RUIZ".
fn credits<'l>(layer: &'l Layer<'l>) -> impl Iterator<Item = Span> + use<'l> {
    let is = |at: usize, words: &[&str]| words.contains(&layer.word(at));
    layer.blocks.iter().filter_map(move |block| {
        let short = (3..CREDIT).contains(&block.len());
        let credits = |at: usize| is(at, &["BY", "COURTESY", "FOR", "PHOTO", "VIA"]);
        (short && block.clone().any(credits))
            .then(|| layer.span(block))
            .filter(|span| !span.of(layer.text).contains(char::is_lowercase))
    })
}

pub(super) struct Resolver<'l> {
    pub(super) layer: &'l Layer<'l>,
    pub(super) people: &'l People,
    genre: Genre,
    pub(super) pronouns: Pronouns<'l>,
    /// The tokens of the latest mention of a speaker.
    latest: Option<Range<usize>>,
    /// Who spoke last and has no name, "the winner", and in which block.
    pub(super) nameless: Option<(Range<usize>, usize)>,
    /// For each entity, whether it has said something.
    pub(super) spoke: Vec<bool>,
}

impl Resolver<'_> {
    fn quote(&mut self, said: Said, evidence: Evidence) -> Decided {
        let mut points = Vec::new();
        let mut guessed = false;
        let mut open = false;
        let mut meant = None;
        let mut described = 1.0;
        let speaker = said.mention.as_ref().and_then(|mention| {
            let person = self.pronouns.person(
                &mention.tokens,
                said.reply || self.answers(said.cue, mention),
                &said.parts,
            );
            // "“Forgive me,” it read.": a letter, and nobody named before.
            const READS: [&str; 12] = [
                "began",
                "begins",
                "concluded",
                "concludes",
                "ended",
                "ends",
                "goes",
                "opened",
                "opens",
                "read",
                "reads",
                "went",
            ];
            let reads = (said.cue).is_some_and(|cue| READS.contains(&cue.of(self.layer.text)));
            let person = person.filter(|_| !(reads && self.is(mention.tokens.start, "it")));
            let nameless = self.same_nameless(mention, said.block);
            // "A caller said …. “I gave all,” she said.": not who is named before; nor "Tarn" after "The mayor said that Tarn
            // had left. He said", of whom nobody knows more.
            let other = (nameless.clone()).filter(|nameless| {
                let known = person.as_ref().map(|person| &person.who);
                known.is_none_or(|who| {
                    !self.is(nameless.start, "the") || self.tells_of(nameless, who)
                })
            });
            let alone = other.is_some() && !self.is_named_in(said.block, mention.tokens.start);
            // "The mayor was late. |He said": whoever is the mayor, if anything tells; more likely not who is named before.
            let subject = (person.is_some() && nameless.is_none())
                .then(|| self.subject_before(mention))
                .flatten();
            let told = nameless.as_ref().or(subject.as_ref()).and_then(|nameless| {
                self.described(&Mention {
                    span: self.layer.span(nameless),
                    tokens: nameless.clone(),
                })
            });
            meant = match (told, other, &person) {
                (Some((entity, sure)), _, _) => {
                    described = sure;
                    Some(Who::Named(entity))
                }
                (None, Some(nameless), _) => Some(Who::Unnamed(nameless)),
                (None, None, Some(person)) => Some(person.who.clone()),
                (None, None, None) => (self.entity(mention))
                    .or_else(|| {
                        let (entity, sure) = self.described(mention)?;
                        described = sure;
                        Some(entity)
                    })
                    .map(Who::Named),
            };
            let mut stance = Stance::new(self.layer, mention, said.cue);
            // "It denied that …, and insisted …": as near as it was to the first verb.
            if stance.words == Words::Thing && self.latest.as_ref() == Some(&mention.tokens) {
                stance.gap = Gap::None;
            }
            self.latest = Some(mention.tokens.clone());
            let mut sure = confidence::speaker(&said, stance);
            if self.genre == Genre::Story {
                sure = confidence::in_story(&said, sure);
            }
            // "According to the , …": a page lost the name.
            let article = |at| ["a", "an", "the"].iter().any(|word| self.is(at, word));
            if mention.tokens.clone().all(article) {
                return None;
            }
            guessed = said.kind == QuoteKind::Indirect && sure < PERHAPS;
            if sure < CHANCE {
                return None;
            }
            let lead = person.map_or(1.0, |person| {
                points = person.points;
                let sure = confidence::person(person.lead, person.agrees, self.pronouns.story);
                match sure > OPEN {
                    true => self.pronouns.learn(&mention.tokens, &person.who),
                    false => open = true,
                }
                sure
            });
            // "The winner said …. “I gave all,” she said.": more often than not somebody who is named.
            let lead = match (told, nameless.is_some(), subject.is_some()) {
                (Some(_), ..) => 1.0,
                (None, true, _) if alone => ALONE,
                (None, true, _) | (None, _, true) => lead.min(NAMELESS),
                (None, false, false) => lead,
            };
            let (mention, entity) = match &meant {
                Some(Who::Unnamed(tokens)) => (self.layer.span(tokens), None),
                Some(Who::Named(entity)) => (mention.span, Some(*entity)),
                None => (mention.span, None),
            };
            Some(Speaker {
                mention,
                entity,
                confidence: sure * lead * described,
            })
        });
        let mut speakers: Vec<Speaker> = speaker.into_iter().collect();
        if let (Some(first), Some(mention)) = (speaker, &said.mention) {
            if let [name] = self.names_in(&mention.tokens)
                && name.tokens.len() == 1
                && let Some(entity) = self.by_title(name)
                && first.entity.is_some()
            {
                speakers = vec![Speaker {
                    entity: Some(entity),
                    ..first
                }];
            }
            if self.is_shared(mention, first.entity) || self.is_either(mention) {
                // Which of the two is meant, nothing tells.
                speakers = vec![Speaker {
                    entity: None,
                    confidence: first.confidence.min(confidence::SHARED),
                    ..first
                }];
            }
            let joined = self.joined(mention, said.cue, first);
            // "HL:" names whom the text names elsewhere.
            let beside = said.rule != Rule::Transcript
                || said.cue.is_none_or(|cue| {
                    mention.span.end <= cue.start && cue.start < mention.span.end + LABEL
                });
            if joined.len() > 1 && beside {
                speakers = joined;
            }
        }
        let (mut verdict, mut reason) = verdict(evidence, self.genre);
        // Words that nobody quotes tell the reader nothing where who said them is but guessed.
        if guessed && verdict != Verdict::Dropped {
            (verdict, reason) = (Verdict::Dropped, "who says it is but guessed");
        }
        if speakers.is_empty() && said.rule == Rule::Fragment && verdict != Verdict::Dropped {
            (verdict, reason) = (Verdict::Dropped, "quoted words that nobody is said to say");
        }
        self.nameless = (said.mention.as_ref())
            .filter(|mention| meant.is_none() && self.is_one(&mention.tokens))
            // Who asks is answered by somebody else.
            .filter(|_| {
                said.cue
                    .is_none_or(|cue| !cue.of(self.layer.text).contains("ask"))
            })
            .map(|mention| (mention.tokens.clone(), said.block))
            .or_else(|| match &meant {
                Some(Who::Unnamed(tokens)) => Some((tokens.clone(), said.block)),
                _ => None,
            });
        // Who thinks or wants something has not spoken.
        let told = matches!(verdict, Verdict::Told(Act::Said)) && said.signature().is_none();
        // "He denied that he knew. “I never asked,” he said.", "Ruiz declined to answer. “It is late,” he said."
        let silent = meant.is_some()
            && match verdict {
                Verdict::Denied => true,
                Verdict::Dropped => {
                    matches!(said.rule, Rule::Object | Rule::Infinitive) && !said.mind
                }
                _ => false,
            };
        if told
            && let Some(Who::Named(entity)) = meant
            && let Some(spoke) = self.spoke.get_mut(entity.0 as usize)
        {
            *spoke = true;
        }
        if told || silent || self.genre == Genre::Story {
            let at = said.mention.as_ref().map(|mention| &mention.tokens);
            self.pronouns.note_speaker(meant, open, at);
        }
        let through = said.cue.and_then(|cue| self.through(&said, cue));
        Decided {
            rule: said.rule,
            verdict,
            reason,
            points,
            quote: Quote {
                confidence: shares::share(evidence, self.genre),
                parts: said.parts,
                kind: said.kind,
                cue: said.cue,
                act: match verdict {
                    Verdict::Told(act) => act,
                    _ => Act::Said,
                },
                denied: verdict == Verdict::Denied,
                speakers,
                through,
            },
        }
    }

    /// Whether a cue answers the words before it: "“Why?” Ruiz asked. “Why not,” he |replied."
    /// "Asked about the fire, she replied" answers no quotation before.
    fn answers(&self, cue: Option<Span>, mention: &Mention) -> bool {
        const ANSWERS: [&str; 4] = ["answered", "replied", "responded", "retorted"];
        let sentence = self.pronouns.sentence(mention.tokens.start);
        cue.is_some_and(|cue| ANSWERS.contains(&cue.of(self.layer.text)))
            && !self.pronouns.opens_asked(sentence)
    }

    /// Who passed the words on: "…,” Ruiz said, according to *the Post*."
    fn through(&self, said: &Said, cue: Span) -> Option<Speaker> {
        if said.rule == Rule::According {
            return None;
        }
        let mention = said.mention.as_ref()?;
        let end = cue.end.max(mention.span.end);
        let from = self
            .layer
            .tokens
            .partition_point(|token| token.span().start < end);
        let outside = |at: usize| {
            let span = self
                .layer
                .tokens
                .get(at)
                .map_or(Span::default(), |token| token.span());
            !said
                .parts
                .iter()
                .any(|part| part.start <= span.start && span.end <= part.end)
        };
        // Not "According to Hale, …", which begins another sentence.
        let said_so = |at: &usize| self.layer.word(*at) == "according" && self.is(at + 1, "to");
        // "Ruiz says the port is shut, |according to the Post"
        let last = said.parts.last().map_or(0, |part| part.end);
        let after = (self.layer.tokens).partition_point(|token| token.span().start < last);
        let behind = || (after..after + 2).find(|&at| self.layer.word(at) == "according");
        let at = (from..from + 3).find(said_so);
        let at = at.or_else(|| behind().filter(said_so))?;
        let name = self.names_from(at + 2).first()?;
        let near = name.tokens.start <= at + 4 && outside(at);
        near.then(|| Speaker {
            mention: self.layer.span(&name.tokens),
            entity: name.entity,
            confidence: THROUGH,
        })
    }

    /// The names that lie in some tokens.
    pub(super) fn names_in(&self, range: &Range<usize>) -> &[Name] {
        let from = self.names_from(range.start);
        let inside = from.partition_point(|name| name.tokens.end <= range.end);
        from.get(..inside).unwrap_or_default()
    }

    #[inline(never)] // asked for in a thousand places
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.layer.word(at).eq_ignore_ascii_case(word)
    }
}
