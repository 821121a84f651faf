//! Tokens to sentences.
//!
//! A sentence ends at a stop, together with the quotation marks and brackets that close behind it, or
//! where its block ends. What may look like an end and is none: the stop of an abbreviation or an
//! initial, a stop inside a quotation whose sentence goes on ("Stop!" he said).

use std::ops::Range;

use super::layer::Token;
use crate::annotate::language::calendar;
use crate::annotate::language::lexicon::{self, Abbreviation};
use crate::annotate::language::tags::Tag;

/// Appends the sentences of one block's tokens to `out`.
pub fn sentences(text: &str, tokens: &[Token], block: Range<usize>, out: &mut Vec<Range<usize>>) {
    let words = Words {
        text,
        tokens,
        block,
    };
    let mut start = words.block.start;
    let mut at = start;
    while at < words.block.end {
        at += 1;
        let Some(&stop) = words.tokens.get(at - 1) else {
            break;
        };
        let full = stop.tag == Tag::Stop;
        if !full && !words.word(at - 1).ends_with('.') {
            continue;
        }
        if full {
            at = words.closers(at);
        }
        let ends = if full {
            words.stop_ends(at)
        } else {
            words.abbreviation_ends(at)
        };
        if ends {
            out.push(start..at);
            start = at;
        }
    }
    if start < words.block.end {
        out.push(start..words.block.end);
    }
}

struct Words<'t> {
    text: &'t str,
    tokens: &'t [Token],
    block: Range<usize>,
}

impl<'t> Words<'t> {
    /// The token at `at`, if it is one of the block.
    fn at(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|_| at < self.block.end)
    }

    fn word(&self, at: usize) -> &'t str {
        self.at(at).map_or("", |token| token.span().of(self.text))
    }

    fn tag(&self, at: usize) -> Tag {
        self.at(at).map_or(Tag::Sym, |token| token.tag)
    }

    /// Whether no space stands before the token at `at`.
    fn glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        matches!((before, self.at(at)), (Some(one), Some(other)) if one.span().end == other.span().start)
    }

    /// The first token at or after `at` that does not close something: more stops, closing marks, brackets.
    fn closers(&self, mut at: usize) -> usize {
        while at < self.block.end {
            let closes = match self.tag(at) {
                Tag::Stop => self.glued(at),
                Tag::Bracket => matches!(self.word(at), ")" | "]" | "}"),
                Tag::Quote | Tag::Pos => match self.word(at) {
                    "“" | "„" | "‘" | "«" | "``" => false,
                    // A straight mark closes when it clings to what it closes.
                    _ => self.glued(at) && !(self.glued(at + 1) && is_wordy(self.tag(at + 1))),
                },
                _ => false,
            };
            at += match (closes, self.is_note(at)) {
                (true, _) => 1,
                (false, true) => 3,
                (false, false) => break,
            };
        }
        at
    }

    /// Whether the sign of a footnote clings to what stands before `at`: "boat.[1] “It keeps,”".
    fn is_note(&self, at: usize) -> bool {
        let sign = self.word(at + 1);
        let short = sign.len() <= 3 && sign.bytes().all(|byte| byte.is_ascii_digit())
            || sign.len() == 1 && sign.bytes().all(|byte| byte.is_ascii_lowercase());
        self.word(at) == "[" && self.word(at + 2) == "]" && self.glued(at) && short
    }

    /// Whether a full stop (with its closers, which end at `at`) ends its sentence.
    fn stop_ends(&self, at: usize) -> bool {
        if at >= self.block.end {
            return true;
        }
        let next = self.word(at);
        if starts_small(next) {
            // `"Stop!" he said`; but "end. so it goes" after a space is a careless sentence.
            return self.word(at - 1) == "." && !self.glued(at);
        }
        // "told Yahoo! News"
        if self.word(at - 1) == "!" && at > 1 && self.word(at - 2) == "Yahoo" {
            return false;
        }
        let closed = matches!(self.tag(at - 1), Tag::Quote);
        if closed && matches!(self.word(at - 2), "!" | "?" | "…" | "...") {
            return !self.reported(at);
        }
        match self.tag(at) {
            Tag::Comma => false,
            Tag::Colon => !matches!(self.word(at), ":" | ";") && !closed,
            _ => !self.glued(at) || closed || is_wordy(self.tag(at)) && self.word(at - 1) != "...",
        }
    }

    /// Whether a name and then a small word that may report stand at `at`: `"Why?" Ana Ruiz asked.`
    fn reported(&self, at: usize) -> bool {
        let names = (at..self.block.end.min(at + 4))
            .take_while(|&at| self.word(at).starts_with(char::is_uppercase))
            .count();
        let verb = self.word(at + names);
        names > 0
            && !lexicon::starter(self.word(at))
            && (verb.ends_with("ed") || matches!(verb, "said" | "says" | "asks" | "wrote" | "told"))
    }

    /// Whether what stands at `at` behind a company's name begins a sentence: a capital, but no office of somebody in the
    /// company ("Hart Inc. President Ana Ruiz"), no day, and no line where all words have one.
    fn begins(&self, at: usize) -> bool {
        const OFFICES: [&str; 9] = [
            "Assistant",
            "Chief",
            "Deputy",
            "Executive",
            "Founder",
            "General",
            "Managing",
            "Senior",
            "Vice",
        ];
        let next = self.word(at);
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let office = OFFICES.contains(&next) || lexicon::title(next).is_some() && !is_polite(next);
        // "He left Hart Co. |Chief executive Ana Ruiz said so.": where an office goes on with a small letter it begins.
        let office = office && (capital(self.word(at + 1)) || !OFFICES.contains(&next));
        let day = next.ends_with("day") || is_company(next);
        let alone =
            capital(next) && next.contains(char::is_lowercase) && !capital(self.word(at + 1));
        (alone || self.somebody(at)) && !office && !day && self.running(at)
    }

    /// Whether somebody's name stands at `at`: "Mr. Hale", "Ana Ruiz".
    fn somebody(&self, at: usize) -> bool {
        let first = lexicon::first_name(self.word(at)) != lexicon::Gender::Unknown;
        let full = first && self.word(at + 1).starts_with(char::is_uppercase);
        is_polite(self.word(at)) || full && self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether a surname before a verb stands at `at`, which a first name or a title came before earlier in the text: "left the
    /// U.S. |Ruiz said", but not "the U.S. Army said".
    fn known_surname(&self, at: usize) -> bool {
        /// So many tokens before are looked through.
        const BEFORE: usize = 2000;
        let surname = self.word(at);
        let full = |at: usize| {
            let word = |at: usize| (self.tokens.get(at)).map_or("", |one| one.span().of(self.text));
            let before = word(at - 1);
            word(at) == surname
                && before.starts_with(char::is_uppercase)
                && (is_polite(before) || lexicon::first_name(before) != lexicon::Gender::Unknown)
        };
        surname.starts_with(char::is_uppercase)
            && starts_small(self.word(at + 1))
            && (at.saturating_sub(BEFORE).max(1)..at).any(full)
    }

    /// Whether a name that is no word for a body stands at `at`, and a verb that reports behind it: "Hale said".
    fn says(&self, at: usize) -> bool {
        let titled = |at: usize| {
            self.word(at).ends_with('.')
                && lexicon::title(self.word(at).trim_end_matches('.')).is_some()
        };
        if titled(at) {
            return !titled(at + 1) && self.says(at + 1);
        }
        const SAYS: [&str; 10] = [
            "added", "argued", "asked", "noted", "said", "says", "thinks", "told", "warned",
            "wrote",
        ];
        let next = self.word(at);
        let small = next.to_lowercase();
        next.starts_with(char::is_uppercase)
            && next.contains(char::is_lowercase)
            && SAYS.contains(&self.word(at + 1))
            && lexicon::voice(&small).is_none()
            && lexicon::title(&small).is_none()
            && !calendar::is_weekday(next)
    }

    /// Whether a country before `at` stands where no subject does: "in the U.S.", "in Washington, D.C."
    fn led(&self, at: usize) -> bool {
        const LEADS: [&str; 12] = [
            "across",
            "for",
            "from",
            "in",
            "into",
            "left",
            "of",
            "outside",
            "throughout",
            "to",
            "visited",
            "within",
        ];
        let before = |back: usize| {
            let at = at.checked_sub(back).filter(|&at| at >= self.block.start);
            at.map_or("", |at| self.word(at))
        };
        let the = before(2) == "the" && LEADS.contains(&before(3));
        the || before(1) == "D.C." && before(2) == ","
    }

    /// Whether the block is more than a line of capitals before `at`.
    fn running(&self, at: usize) -> bool {
        (self.block.start..at).any(|at| {
            let word = self.word(at);
            word.len() > 3 && starts_small(word)
        })
    }

    /// Whether the abbreviation before `at` also ends its sentence.
    fn abbreviation_ends(&self, at: usize) -> bool {
        let word = self.word(at - 1);
        if at >= self.block.end {
            return true;
        }
        if word.trim_end_matches('.').chars().count() == 1 {
            return self.initial_ends(at); // an initial
        }
        let kind = lexicon::abbreviation(word.trim_end_matches('.'));
        if matches!(kind, Some(Abbreviation::Title | Abbreviation::BeforeNumber)) {
            return false;
        }
        let next = self.word(at);
        let after = self.word(at + 1);
        let country = matches!(word, "U.S." | "U.K." | "U.N." | "D.C.");
        let known = || self.somebody(at) || self.known_surname(at) || self.led(at) && self.says(at);
        let named = || country && known() && self.running(at);
        // "The talks began at 9 a.m. |Kroll said nobody was late."
        if matches!(word, "a.m." | "p.m.") && self.says(at) && self.running(at) {
            return true;
        }
        if is_company(word) && self.begins(at) || named() {
            return true;
        }
        match self.tag(at) {
            Tag::Quote => {
                !self.glued(at)
                    && after.starts_with(char::is_uppercase)
                    && !matches!(next, "”" | "’")
            }
            _ if self.ends_company(at) => true,
            _ => next.starts_with(char::is_uppercase) && lexicon::starter(next),
        }
    }

    /// Whether an initial before `at` ends its sentence: "asks Priya N. |It is not you", "as in Phase I. |Ruiz says".
    fn initial_ends(&self, at: usize) -> bool {
        const NUMBERED: [&str; 8] = [
            "Act", "Book", "Chapter", "Level", "Part", "Phase", "Stage", "Volume",
        ];
        let Some(before) = at.checked_sub(2).filter(|&at| at >= self.block.start) else {
            return false;
        };
        let next = self.word(at);
        let goes_on = self.word(at + 1).starts_with(char::is_lowercase);
        let first = lexicon::first_name(self.word(before)) != lexicon::Gender::Unknown;
        let numbered = matches!(self.word(at - 1), "I." | "V." | "X.")
            && NUMBERED.contains(&self.word(before));
        next.starts_with(char::is_uppercase)
            && goes_on
            && (numbered || first && lexicon::starter(next))
    }

    /// Whether a company's "Ltd." before `at` ends its sentence: "She works for Norlake Ltd. |Hale said". Words in small
    /// letters stand before it, and one name alone, no title, begins what comes after.
    fn ends_company(&self, at: usize) -> bool {
        const COMPANY: [&str; 6] = ["Ltd.", "Inc.", "Corp.", "Co.", "Plc.", "LLC."];
        let next = self.word(at);
        let after = self.word(at + 1);
        let alone = after.starts_with(char::is_lowercase) || matches!(after, "'s" | "’s");
        COMPANY.contains(&self.word(at - 1))
            && next.starts_with(char::is_uppercase)
            && alone
            && lexicon::title(&next.to_lowercase()).is_none()
            && (self.block.start..at)
                .rev()
                .take(12)
                .any(|at| self.word(at).len() > 2 && starts_small(self.word(at)))
    }
}

/// "Ltd.": a company's name ends with it.
fn is_company(word: &str) -> bool {
    const COMPANIES: [&str; 7] = ["Co.", "Corp.", "Inc.", "LLC.", "LLP.", "Ltd.", "Plc."];
    COMPANIES.contains(&word)
}

fn is_polite(word: &str) -> bool {
    const POLITE: [&str; 9] = ["Mr.", "Mrs.", "Ms.", "Dr.", "Miss", "Mr", "Mrs", "Ms", "Dr"];
    POLITE.contains(&word)
}

fn is_wordy(tag: Tag) -> bool {
    !matches!(
        tag,
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Quote | Tag::Bracket | Tag::Sym | Tag::Pos
    )
}

fn starts_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;
    use crate::model::Span;

    /// `|` stands where sentences end; the text is that without them.
    fn check(marked: &str) {
        let text = marked.replace("| ", " ");
        let mut words = Vec::new();
        tokens(&text, Span::new(0, text.len()), &mut words);
        let mut found = Vec::new();
        sentences(&text, &words, 0..words.len(), &mut found);
        let spans = found
            .iter()
            .map(|range| &text[words[range.start].span().start..words[range.end - 1].span().end]);
        assert_eq!(spans.collect::<Vec<_>>().join("| "), marked);
    }

    #[test]
    fn the_sign_of_a_footnote_belongs_to_what_stands_before_it() {
        check("It came by boat.[1]| “It keeps,” said Ana.[2][b]| She left.");
    }

    #[test]
    fn abbreviations_do_not_end() {
        check("Mr. Okafor met Gen. Ruiz.| They left at 5 p.m. on Jan. 3.| No one saw.");
        check("George W. Bush flew home.| J. R. Hart came.");
        check("He works for Hart Inc. in Port Sel.| Is it No. 4?| No.| Never.");
        check(
            "It says so (p. 14).| Ask Maria N.| It is hers.| Run as in Phase I.| Uta explained it.",
        );
    }

    #[test]
    fn abbreviations_may_end() {
        check("She left the U.S.| The trip was long.| It was 9 p.m.| Sgt. Reed said so.");
        check("She likes U.S. Steel and Hart Corp.| It grew.| They came at 4 a.m.| Neither knew.");
        check(
            "He works for Norwick Ltd.| Hale knows.| He left Hart Co.| Chief executive Ana Ruiz stayed.",
        );
        check(
            "She moved to the U.S.| Anna Ruiz said so.| Mr. Hale left the U.K.| Mrs. Hale did not.",
        );
        check("They asked the U.S. Senate and the U.S. Army.");
        check("They came from the U.S.| Ortiz said so.| Talks began at 9 a.m.| Kroll said no.");
        check("They wrote to the U.S. Senate said to be late, at 9 p.m. Monday said to be dark.");
        check(
            "Anna Ruiz met the crew.| It moved to the U.S.| Ruiz said so.| The U.S. Army said no.",
        );
        check("He met Norwick Ltd. Chairman Hale, then Hart Inc. Chief Executive Ana Ruiz.");
        check("Norwick Ltd. Sues Hart Inc. Board");
    }

    #[test]
    fn closers_stay_with_their_sentence() {
        check("\"We won.\"| \"We lost,\" she said.| (He left.)| Then it rained.");
        check("“Why?” he asked.| “Why not!”| They went.");
        check("\"Why now?\" Ana Ruiz asked.| Nobody knew.");
        check("It was late...| They went on... and on.");
    }

    #[test]
    fn headlines_need_no_stop() {
        check("Harbour opens again");
        check("3.5 million came.| 20 left.");
    }
}
