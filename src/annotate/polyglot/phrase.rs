//! How far a noun phrase reaches.

use std::ops::Range;

use super::class;
use super::nouns::{ENDS, LONGEST, NOT_BARE, PRONOUN, Sentence};
use super::packs::Order;
use super::words::{Kind, Token};

/// "la más importante": behind an article they make no noun.
const MORE: [&str; 6] = ["más", "più", "plus", "mais", "menos", "meno"];

impl Sentence<'_> {
    /// The noun phrase that begins at `at`.
    pub fn phrase(&self, at: usize) -> Option<Range<usize>> {
        if !self.begins_phrase(at) {
            return None;
        }
        if self.is(at, PRONOUN) && !self.is(at, class::DETERMINER) {
            return Some(at..at + 1);
        }
        if self.is(at, PRONOUN)
            && !self.get(at + 1).is_some_and(|next| {
                next.is_word()
                    && (next.capital
                        || !next.is(ENDS
                            | class::PREPOSITION
                            | class::TOWARDS
                            | class::WITH
                            | class::ADVERB
                            | class::MONTH))
            })
        {
            // "comme l'explique X": an elided word is the object.
            let elided = self
                .get(at)
                .is_some_and(|token| token.lower.ends_with('\''));
            return (!elided).then_some(at..at + 1);
        }
        let nouns = self.order == Order::German;
        let mut named = false;
        let mut end = at;
        while end < at + LONGEST {
            let Some(token) = self.get(end) else { break };
            let next = self.get(end + 1);
            let goes_on = match token.kind {
                Kind::Word if end == at => true,
                // "il nuovo numero due del consiglio"
                Kind::Word if self.get(end - 1).is_some_and(|it| it.lower == "numero") => true,
                // "nannte X den Fund": small words inside names stand behind others of them.
                Kind::Word
                    if nouns
                        && token.is(class::OBLIQUE)
                        && !token.is(class::OF)
                        && end > at
                        && !self.is(end - 1, class::PARTICLE | class::OF) =>
                {
                    false
                }
                // "Stařena otevřela dveře": the end of a verb of the past behind a word for people.
                Kind::Word
                    if end > at
                        && self.is_past(end)
                        && self.is(at, class::TITLE | class::PERSON)
                        // "Właściciel stodoły Karol Urban": a noun before the name of whoever that is.
                        && !next.is_some_and(|next| {
                            next.capital
                                && next.is(class::MAN | class::WOMAN)
                                && !next.is(class::CASE)
                        }) =>
                {
                    false
                }
                Kind::Word if token.is(class::OF | class::PARTICLE) => next.is_some_and(|next| {
                    let ends = next.is(ENDS & !PRONOUN) && !next.is(class::DETERMINER);
                    // "Et son mari de renchérir : …"
                    let told = self.pack.infinitive(&next.lower).is_some() && !next.capital;
                    next.is_word() && !ends && !told || next.is_region()
                }),
                Kind::Word if token.is(class::AND) => next.is_some_and(|next| {
                    next.capital
                        || next.is(class::DETERMINER | class::TITLE | class::PERSON | class::BODY)
                        // "trainer Ferwerda en doelman Kok"
                        || named && self.is_role(end + 1)
                        // "ministr obchodu a průmyslu Karel Dlouhý"
                        || self.order == Order::Bare
                            && !next.is(NOT_BARE)
                            && self.get(end + 2).is_some_and(|name| name.capital)
                            && self.is(at, class::TITLE | class::PERSON)
                        // "Arabische und iranische Medien"
                        || nouns && end == at + 1 && self.are_adjectives(at, end + 1)
                }),
                Kind::Word if named && self.is(end - 1, class::AND) && self.is_role(end) => true,
                Kind::Word if token.capital => !token.is(ENDS) || named,
                Kind::Word if token.is(class::DETERMINER) => {
                    let before = self.get(end - 1);
                    before.is_some_and(|before| {
                        before.is(class::AND
                            | class::OF
                            | class::PARTICLE
                            | class::PREPOSITION
                            | class::DETERMINER)
                    }) || nouns
                        && before.is_some_and(|before| before.capital)
                        && token.is(class::OF | class::DETERMINER)
                        && matches!(token.lower.as_str(), "der" | "des")
                }
                // "всё тот же щёголь"
                Kind::Word
                    if token.lower == "же"
                        && self
                            .get(end - 1)
                            .is_some_and(|before| before.lower.starts_with('т')) =>
                {
                    next.is_some_and(Token::is_word) && !self.reports(end + 1)
                }
                // "a mesma voz", "la stessa donna": between an article and its noun.
                Kind::Word
                    if end == at + 1
                        && self.is(at, class::DETERMINER)
                        && !self.is(at, PRONOUN)
                        && token.is(class::ADVERB)
                        && !token.is(ENDS | class::MONTH)
                        && !MORE.contains(&token.lower.as_str())
                        && next.is_some_and(|next| {
                            let small = ENDS | class::PREPOSITION | class::TOWARDS | class::WITH;
                            next.is_word()
                                && !next.is(small | class::ADVERB | class::MONTH | class::OF)
                        })
                        && !self.reports(end + 1) =>
                {
                    true
                }
                Kind::Word
                    if token.is(ENDS | class::ADVERB | class::MONTH) || self.reports(end) =>
                {
                    false
                }
                Kind::Word if token.is(class::PREPOSITION | class::TOWARDS | class::WITH) => {
                    // "die Ministerin für Finanzen": a place or an office modifies a noun, not a name.
                    let body = || self.is_body(end - 1) && token.lower == "für";
                    (!named || nouns && body())
                        && next.is_some_and(|next| next.capital)
                        && (body() || self.is(end - 1, class::PERSON | class::TITLE | class::BODY))
                }
                // "zprávy Státního úřadu", "по данным Верховного суда": the noun behind an adjective with a capital.
                Kind::Word
                    if named
                        && self.order == Order::Bare
                        && self.is(end - 1, class::CASED)
                        && self.get(end - 1).is_some_and(|it| it.capital)
                        && !token.is(class::TITLE | class::PERSON) =>
                {
                    token.is(class::BODY | class::CASE) || !self.pack.tells(&token.lower)
                }
                // "Kiels oberster Richter": a name in the genitive stands before its noun.
                Kind::Word if named && nouns && end == at + 1 => {
                    let owner = self.get(at).is_some_and(|owner| owner.lower.ends_with('s'));
                    owner
                        && next.is_some_and(|next| next.is(class::TITLE | class::PERSON))
                        && !self.is(at, class::NOUN)
                }
                // "le ministre des Affaires étrangères": an adjective closes what the office is for.
                Kind::Word if named && !nouns && self.is(end.saturating_sub(2), class::OF) => {
                    !next.is_some_and(Token::is_word)
                }
                // "De bekende Utrechtse architect"
                Kind::Word if named && self.order == Order::VerbSecond => {
                    let office = token.is(class::TITLE | class::PERSON);
                    let joined = self.is(end - 1, class::DETERMINER)
                        && self.is(end.wrapping_sub(2), class::AND);
                    office && self.is(at, class::DETERMINER)
                        || self.is(end - 1, class::OF)
                        || joined
                }
                Kind::Word => {
                    // "Bréan et le trésorier"
                    let joined = self.is(end - 1, class::DETERMINER)
                        && self.is(end.wrapping_sub(2), class::AND);
                    !named || joined || !nouns && self.is(end - 1, class::OF)
                }
                Kind::Sign => token.span.len() == 1 && next.is_some_and(Token::is_word),
                Kind::Region(_) => {
                    let named = class::DETERMINER | class::OF | class::PAPER | class::BODY;
                    // "капитан «Маяка» Артём Снегирёв"
                    let of_body = self.order == Order::Bare
                        && self.is(end - 1, class::TITLE | class::PERSON)
                        && next.is_some_and(|next| next.capital);
                    self.is(end - 1, named) || of_body
                }
                Kind::Opens => {
                    let closes = (end + 1..end + 5).find(|&at| self.kind(at) == Some(Kind::Closes));
                    if let Some(closes) = closes.filter(|_| named) {
                        end = closes;
                        true
                    } else {
                        false
                    }
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            named |= self
                .get(end)
                .is_some_and(|token| token.capital && !token.is(class::DETERMINER))
                && (end > at || !self.sentence_head(at));
            end += 1;
        }
        // A joint that joins nothing stays out.
        while end > at + 1
            && self.is(
                end - 1,
                class::OF | class::AND | class::DETERMINER | class::PARTICLE | class::PREPOSITION,
            )
        {
            end -= 1;
        }
        let only_small = (at..end).all(|at| self.is(at, class::DETERMINER | class::OF));
        // "сказал второй": the word alone, behind its verb.
        let alone = self.order == Order::Bare && !self.is_word(end);
        (!only_small || alone).then_some(at..end)
    }

    /// Whether the word at `at` is one for a body: "Institut", "Instituts".
    fn is_body(&self, at: usize) -> bool {
        let genitive = |word: &str| {
            let noun = word.strip_suffix("es").or_else(|| word.strip_suffix('s'));
            noun.is_some_and(|noun| self.pack.classes(noun) & class::BODY != 0)
        };
        self.is(at, class::BODY) || self.get(at).is_some_and(|it| genitive(&it.lower))
    }

    /// Whether one small word at `at`, which is no verb, stands before a name.
    fn is_role(&self, at: usize) -> bool {
        let small = ENDS | class::PREPOSITION | class::TOWARDS | class::WITH | class::ADVERB;
        self.get(at).is_some_and(|it| it.is_word() && !it.capital)
            && !self.is(at, small | class::OF | class::AND)
            && !self.reports(at)
            && self.get(at + 1).is_some_and(|name| {
                name.capital && name.is_word() && !name.is(class::PLACE | class::BODY)
            })
    }

    /// Whether two words have the end of adjectives in common, and a noun follows.
    fn are_adjectives(&self, first: usize, second: usize) -> bool {
        let end = |at| {
            self.get(at)
                .and_then(|token| token.lower.chars().next_back())
        };
        end(first).is_some_and(|end| matches!(end, 'e' | 'r' | 'n'))
            && end(first) == end(second)
            && self.get(second + 1).is_some_and(|noun| noun.capital)
    }
}
