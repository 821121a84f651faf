//! Which language a text is in, block by block.
//!
//! Small words decide: those of `assets/lexicon/languages.txt` are counted, for English first, so that an
//! English text costs no more than a look at the beginning of each block. Where they decide nothing and it may matter,
//! the trigrams of the crate `whatlang` are asked. A block of few words is unsure and is read as its article's language;
//! an article that is unsure as a whole is read as its page says, and else as English.

mod counts;
mod script;
mod small;

use counts::{Best, Counts};
use script::{Guess, LAST_LATIN, SURE, letters, trigrams};
use small::ROWS;

use super::packs::{self, Code};
use crate::model::{Block, BlockKind};

/// English.
pub const ENGLISH: Code = "en";

/// So many bytes of a block are looked at.
const LOOK: usize = 1000;

/// So many bytes of a text in another language than the rest's are believed on weak signs.
const ENOUGH: usize = 300;

/// The languages in which a paragraph that only its script tells is no Russian.
const CYRILLIC: [Code; 5] = ["uk", "bg", "be", "sr", "mk"];

/// Trigrams cost as much as all else that is done with a block; those of so many blocks of a text are asked.
const ASKED: usize = 16;

/// The languages of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages {
    /// Of the text as a whole; none where nothing told.
    pub main: Option<Code>,
    /// Of each block, for all blocks.
    pub blocks: Vec<Code>,
}

impl Languages {
    /// Whether every block is to be read as English.
    pub fn english(&self) -> bool {
        self.blocks.iter().all(|code| *code == ENGLISH)
    }
}

/// The code of the table for a BCP 47 tag: "pt-BR" gives "pt".
pub fn known(tag: &str) -> Option<Code> {
    let code = tag.split(['-', '_']).next()?.to_lowercase();
    ROWS.iter().find(|row| **row == code).copied()
}

/// The languages of a text. `hint` is what the page or the feed says, as BCP 47.
pub fn languages(text: &str, blocks: &[Block], hint: Option<&str>) -> Languages {
    let page = hint;
    let hint = hint.and_then(known);
    let mut found: Vec<Option<Guess>> = Vec::with_capacity(blocks.len());
    let mut weights = Weights::default();
    let mut unsure: Vec<(usize, &str)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let guess = match of_block(text, block) {
            Told::Guess(guess) => guess,
            Told::Unsure(words) => {
                unsure.push((at, words));
                None
            }
        };
        if let Some(guess) = guess {
            weights.add(guess.code, weight(text, block));
        }
        found.push(guess);
    }
    let open = unsure.iter().filter_map(|(at, _)| blocks.get(*at));
    if weights.may_turn(open.map(|block| weight(text, block)).sum()) {
        for (at, words) in unsure.into_iter().take(ASKED) {
            let guess = trigrams(words);
            if let (Some(guess), Some(block)) = (guess, blocks.get(at)) {
                weights.add(guess.code, weight(text, block));
            }
            if let Some(found) = found.get_mut(at) {
                *found = guess;
            }
        }
    }
    let main = weights.said(page).or_else(|| weights.best()).or(hint);
    let main = main.or_else(|| together(text, blocks));
    let read_as = main.unwrap_or(ENGLISH);
    // A language that only a little of the text seems to be in is a mistake more often than not.
    let believed = |guess: &Guess| {
        // "Larue y voit « un scandale »": two words of Spanish, but French has one of them.
        let own = ROWS.iter().position(|row| *row == read_as);
        let shared = guess.few && own.is_some_and(|row| guess.seen >> row & 1 == 1);
        guess.strong && !(guess.script && CYRILLIC.contains(&read_as))
            || read_as != ENGLISH && guess.clear && !shared
            || weights.of(guess.code) > ENOUGH
    };
    let blocks = found.into_iter().map(|guess| match guess {
        Some(guess) if guess.code == read_as || believed(&guess) => guess.code,
        _ => read_as,
    });
    Languages {
        main,
        blocks: blocks.collect(),
    }
}

/// How much a block says of its text: its bytes; paragraphs of somebody's words say less than the text's own.
fn weight(text: &str, block: &Block) -> usize {
    let quoted = block.span.of(text).starts_with(['"', '“', '„', '«', '»']);
    block.span.len() / if quoted { 2 } else { 1 }
}

/// What speaks for each language, in bytes of blocks.
#[derive(Default)]
struct Weights(Vec<(Code, usize)>);

impl Weights {
    fn add(&mut self, code: Code, weight: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == code) {
            Some((_, sum)) => *sum += weight,
            None => self.0.push((code, weight)),
        }
    }

    fn of(&self, code: Code) -> usize {
        let known = self.0.iter().find(|(known, _)| *known == code);
        known.map_or(0, |(_, weight)| *weight)
    }

    fn best(&self) -> Option<Code> {
        let best = self.0.iter().max_by_key(|(_, weight)| *weight);
        best.map(|(code, _)| *code)
    }

    /// The language that the page names, by its tag, where half as much speaks for it as for the best. English is what pages
    /// in other languages name, too.
    fn said(&self, tag: Option<&str>) -> Option<Code> {
        let named = tag?.split(['-', '_']).next()?;
        let most = self.best().map_or(0, |best| self.of(best));
        let own = |(code, weight): &&(Code, usize)| {
            *code != ENGLISH && code.eq_ignore_ascii_case(named) && *weight * 2 >= most
        };
        self.0.iter().find(own).map(|(code, _)| *code)
    }

    /// Whether so many more bytes may make another language the text's, or make one believed.
    fn may_turn(&self, more: usize) -> bool {
        let Some(best) = self.best() else {
            return more > 0;
        };
        let others = self.0.iter().filter(|(code, _)| *code != best);
        let most = others.map(|(_, weight)| *weight).max().unwrap_or(0) + more;
        most > ENOUGH || most >= self.of(best)
    }
}

/// What the small words and letters of a block tell.
enum Told<'t> {
    Guess(Option<Guess>),
    /// Nothing; its trigrams may.
    Unsure(&'t str),
}

fn of_block<'t>(text: &'t str, block: &Block) -> Told<'t> {
    if matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
        return Told::Guess(None);
    }
    of_words(block.span.of(text))
}

/// What all blocks together tell where none does alone: short paragraphs of another language than English.
fn together(text: &str, blocks: &[Block]) -> Option<Code> {
    let told = match of_words(text) {
        _ if blocks.len() < 2 => None,
        Told::Guess(guess) => guess,
        Told::Unsure(words) => trigrams(words),
    };
    told.map(|guess| guess.code).filter(|code| *code != ENGLISH)
}

fn of_words(words: &str) -> Told<'_> {
    let mut end = words.len().min(LOOK);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let words = words.get(..end).unwrap_or_default();
    let counts = Counts::of(words);
    if let Some(Best {
        row,
        most,
        second,
        kin,
    }) = counts.best()
    {
        let Some(code) = ROWS.get(row).copied() else {
            return Told::Guess(None);
        };
        // What has no row of its own shares small words with its neighbours.
        let near = most * 5 < counts.words && code != ENGLISH;
        let strong = most * 5 >= counts.words && most > 2 && most > second * 2
            // Danish and Norwegian have much of Swedish.
            || kin && most * 4 >= counts.words && most > 3;
        // A row without a pack decides by many words alone: "Hobby frog is a" is no Hungarian.
        if !strong && code != ENGLISH && packs::row(code).is_none() {
            return by_letters(words);
        }
        return Told::Guess(match near.then(|| trigrams(words)).flatten() {
            Some(other) if known(other.code).is_none() => Some(other),
            _ => Some(Guess {
                code,
                strong,
                clear: most >= second * 2 && code != ENGLISH,
                few: most <= 2,
                script: false,
                seen: counts.seen(),
            }),
        });
    }
    by_letters(words)
}

/// What letters that few languages write say, else script and trigrams.
fn by_letters(words: &str) -> Told<'_> {
    match letters(words) {
        Some(code) => Told::Guess(Some(Guess {
            code,
            ..Guess::default()
        })),
        None => ask(words),
    }
}

/// What the script says, or, where it is Latin and there are letters enough, that trigrams are to be asked.
fn ask(words: &str) -> Told<'_> {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    let (count, latin) = letters.fold((0, true), |(count, latin), letter| {
        (count + 1, latin && letter <= LAST_LATIN)
    });
    match latin {
        true if count < SURE => Told::Guess(None),
        true => Told::Unsure(words),
        false => Told::Guess(trigrams(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::blocks_of;
    use super::*;

    fn check(text: &str, main: Option<&str>, blocks: &[&str]) {
        let found = languages(text, &blocks_of(text), None);
        assert_eq!((found.main, &found.blocks[..]), (main, blocks), "{text}");
    }

    #[test]
    fn long_texts_tell_their_language() {
        check(
            "The harbour was closed for the night, and nobody knew why.",
            Some("en"),
            &["en"],
        );
        check(
            "Der Hafen war in der Nacht geschlossen, und niemand wusste warum.",
            Some("de"),
            &["de"],
        );
        check(
            "Le port était fermé pour la nuit et personne ne savait pourquoi.",
            Some("fr"),
            &["fr"],
        );
        check(
            "El puerto estaba cerrado por la noche y nadie sabía por qué.",
            Some("es"),
            &["es"],
        );
        check(
            "O porto estava fechado durante a noite e ninguém sabia porquê.",
            Some("pt"),
            &["pt"],
        );
        check(
            "Il porto era chiuso per la notte e nessuno sapeva perché.",
            Some("it"),
            &["it"],
        );
        check(
            "De haven was die nacht gesloten en niemand wist waarom.",
            Some("nl"),
            &["nl"],
        );
        check(
            "Hamnen var stängd för natten och ingen visste varför det var så.",
            Some("sv"),
            &["sv"],
        );
        check(
            "Порт был закрыт на ночь, и никто не знал почему.",
            Some("ru"),
            &["ru"],
        );
        check("港は夜のあいだ閉まっていた。", Some("ja"), &["ja"]);
    }

    #[test]
    fn short_texts_are_unsure() {
        check("Harbour opens", None, &["en"]);
        check(
            "“A bar is a bar,” Mr. Hale said. “A mast is a mast.”",
            None,
            &["en"],
        );
        check(
            "Ana Ruiz left on Monday and came back on Thursday night.",
            Some("en"),
            &["en"],
        );
        check(
            "I don't know, I'm looking at every single one!",
            Some("en"),
            &["en"],
        );
        check("Paris", None, &["en"]);
        let text = "Ana Roux\n\nLe port était fermé pour la nuit et personne ne savait pourquoi.";
        check(text, Some("fr"), &["fr", "fr"]);
    }

    #[test]
    fn short_paragraphs_tell_their_language_together() {
        let text = "El intendente Raúl Ferreyra recorrió el barrio. “Fue un error grave”, reconoció.\n\n\
                    “Nadie me avisó de la obra”, insistió el intendente.\n\n\
                    Para el funcionario, la empresa “no cumplió”. Y cerró: “No va a volver a pasar”.";
        check(text, Some("es"), &["es", "es", "es"]);
    }

    #[test]
    fn the_page_decides_where_the_words_do_not() {
        let blocks = blocks_of("Ana Roux");
        let found = languages("Ana Roux", &blocks, Some("fr-CH"));
        assert_eq!((found.main, &found.blocks[..]), (Some("fr"), &["fr"][..]));
        let mixed = "הנמל נפתח מחדש אחרי החורף\n\nقال سامي خليل إن الميناء القديم سيفتح غدا";
        let blocks = blocks_of(mixed);
        let main = |page| languages(mixed, &blocks, page).main;
        assert_eq!((main(Some("he-IL")), main(None)), (Some("he"), Some("ar")));
        assert_eq!(main(Some("en")), Some("ar"));
    }
}
