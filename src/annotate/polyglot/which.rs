//! Which language a text is in, block by block.
//!
//! Small words decide: those of `assets/lexicon/languages.txt` are counted, for English first, so that an
//! English text costs no more than a look at the beginning of each block. Where they decide nothing and it may matter,
//! the trigrams of the crate `whatlang` are asked. A block of few words is unsure and is read as its article's language;
//! an article that is unsure as a whole is read as its page says, and else as English.

use std::sync::LazyLock;

use super::packs::{self, Code};
use crate::model::{Block, BlockKind};

/// English.
pub const ENGLISH: Code = "en";

/// So many bytes of a block are looked at.
const LOOK: usize = 1000;

/// So many bytes of a text in another language than the rest's are believed on weak signs.
const ENOUGH: usize = 300;

/// Trigrams cost as much as all else that is done with a block; those of so many blocks of a text are asked.
const ASKED: usize = 16;

/// Fewer words decide nothing.
const FEWEST: usize = 5;

const TABLE: &str = include_str!("../../../assets/lexicon/languages.txt");

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

/// What a block seems to be in.
#[derive(Clone, Copy)]
struct Guess {
    code: Code,
    /// Whether its script or very many of its small words say so.
    strong: bool,
    /// Whether no other language comes near.
    clear: bool,
}

/// The codes of the rows.
static ROWS: LazyLock<Vec<Code>> = LazyLock::new(|| lines().map(|[code, _]| code).collect());

/// The small words, each with the rows that have it, as bits.
static SMALL: LazyLock<SmallWords> = LazyLock::new(|| {
    let mut small = SmallWords {
        slots: vec![(0, 0); SLOTS],
    };
    for (row, [_, words]) in lines().enumerate() {
        for word in words.split(' ') {
            small.add(word, 1 << row);
        }
    }
    small
});

/// A table of short words: open addresses, a word as the eight bytes of a number.
struct SmallWords {
    /// Each word's number, which is never 0, and its rows.
    slots: Vec<(u64, u64)>,
}

/// So many slots, a power of two, a few times as many as there are words.
const SLOTS: usize = 1 << 11;

/// The longest small word, in bytes.
const SHORT: usize = 8;

impl SmallWords {
    fn add(&mut self, word: &str, rows: u64) {
        if let Some(key) = packed(word) {
            let slot = self.slot(key);
            if let Some((known, all)) = self.slots.get_mut(slot) {
                *known = key;
                *all |= rows;
            }
        }
    }

    /// The rows that have a word, whatever its capitals, and the word's number.
    fn rows(&self, word: &str) -> Option<(u64, u64)> {
        let key = packed(word)?;
        let found = self.slots.get(self.slot(key)).copied();
        found.filter(|(known, _)| *known == key)
    }

    /// Where a word lies, or the empty slot where it would.
    fn slot(&self, key: u64) -> usize {
        // Fibonacci hashing: the upper bits of a product with the golden ratio.
        let home = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.trailing_zeros());
        let free = |slot: &usize| {
            let (known, _) = self.slots.get(*slot).copied().unwrap_or_default();
            known == 0 || known == key
        };
        let mut steps = (0..SLOTS).map(|step| (home as usize + step) % SLOTS);
        steps.find(free).unwrap_or_default()
    }
}

/// The bytes of a word in small letters as a number; none for one of more than [`SHORT`] bytes, and for none.
fn packed(word: &str) -> Option<u64> {
    let pack = |key: u64, byte: u8| key << 8 | u64::from(byte);
    let short = |bytes: usize| (1..=SHORT).contains(&bytes);
    if word.is_ascii() {
        return short(word.len()).then(|| {
            let bytes = word.bytes().map(|byte| byte.to_ascii_lowercase());
            bytes.fold(0, pack)
        });
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    let mut buffer = [0; 4];
    let (mut key, mut bytes) = (0, 0);
    for letter in lower {
        let letter = letter.encode_utf8(&mut buffer);
        bytes += letter.len();
        key = letter.bytes().fold(key, pack);
    }
    short(bytes).then_some(key)
}

fn lines() -> impl Iterator<Item = [&'static str; 2]> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?])
    })
}

/// The code of the table for a BCP 47 tag: "pt-BR" gives "pt".
pub fn known(tag: &str) -> Option<Code> {
    let code = tag.split(['-', '_']).next()?.to_lowercase();
    ROWS.iter().find(|row| **row == code).copied()
}

/// The languages of a text. `hint` is what the page or the feed says, as BCP 47.
pub fn languages(text: &str, blocks: &[Block], hint: Option<&str>) -> Languages {
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
    let main = weights.best().or(hint);
    let read_as = main.unwrap_or(ENGLISH);
    // A language that only a little of the text seems to be in is a mistake more often than not.
    let believed = |guess: &Guess| {
        guess.strong || read_as != ENGLISH && guess.clear || weights.of(guess.code) > ENOUGH
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

/// How often the small words of each row stand in a block.
struct Counts {
    hits: [usize; ROWS_AT_MOST],
    first: [u64; ROWS_AT_MOST],
    /// The rows of which two words were seen: one alone may be anything ("A bar is a bar" is no Hungarian).
    various: u64,
    words: usize,
}

/// Rows are bits of a number.
const ROWS_AT_MOST: usize = 64;

/// What the counts say: a row, the hits in it, those in the next.
struct Best {
    row: usize,
    most: usize,
    second: usize,
}

impl Counts {
    fn of(words: &str) -> Self {
        let mut counts = Counts {
            hits: [0; ROWS_AT_MOST],
            first: [0; ROWS_AT_MOST],
            various: 0,
            words: 0,
        };
        for word in words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            if !word.is_empty() {
                counts.add(word);
            }
        }
        counts
    }

    fn add(&mut self, word: &str) {
        self.words += 1;
        let Some((small, mut rows)) = SMALL.rows(word) else {
            return;
        };
        while rows != 0 {
            let row = rows.trailing_zeros() as usize;
            self.hits[row] += 1;
            if self.first[row] == 0 {
                self.first[row] = small;
            } else if self.first[row] != small {
                self.various |= 1 << row;
            }
            rows &= rows - 1;
        }
    }

    /// The row with the most hits, if they are enough to tell.
    fn best(&self) -> Option<Best> {
        let (row, most) = top(&self.hits, usize::MAX);
        let (_, second) = top(&self.hits, row);
        let told = self.words >= FEWEST && most >= 2 && self.various >> row & 1 == 1;
        (told && most * 12 >= self.words && most * 2 >= second * 3).then_some(Best {
            row,
            most,
            second,
        })
    }
}

fn of_block<'t>(text: &'t str, block: &Block) -> Told<'t> {
    if matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
        return Told::Guess(None);
    }
    let words = block.span.of(text);
    let mut end = words.len().min(LOOK);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let words = &words[..end];
    let counts = Counts::of(words);
    if let Some(Best { row, most, second }) = counts.best() {
        let Some(code) = ROWS.get(row).copied() else {
            return Told::Guess(None);
        };
        // What has no row of its own shares small words with its neighbours.
        let near = most * 5 < counts.words && code != ENGLISH;
        let strong = most * 5 >= counts.words && most > 2 && most > second * 2;
        // A row without a pack decides by many words alone: "Hobby frog is a" is no Hungarian.
        if !strong && code != ENGLISH && packs::row(code).is_none() {
            return ask(words);
        }
        return Told::Guess(match near.then(|| trigrams(words)).flatten() {
            Some(other) if known(other.code).is_none() => Some(other),
            _ => Some(Guess {
                code,
                strong,
                clear: most >= second * 2 && code != ENGLISH,
            }),
        });
    }
    match letters(words) {
        Some(code) => Told::Guess(Some(Guess {
            code,
            strong: false,
            clear: false,
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

/// What letters say that few languages write.
fn letters(words: &str) -> Option<Code> {
    const TELLING: [(Code, &str, usize); 9] = [
        ("cs", "řěůŘĚŮ", 1),
        ("pl", "łąęŁĄĘ", 1),
        ("de", "ß", 1),
        ("es", "¿¡ñ", 2),
        ("pt", "ãõ", 2),
        ("uk", "іїєІЇЄ", 2),
        ("ru", "ыэёЫЭЁ", 1),
        ("fr", "œŒêû", 2),
        ("da", "øæ", 2),
    ];
    let mut told = TELLING.iter().filter(|(_, letters, enough)| {
        words.chars().filter(|c| letters.contains(*c)).count() >= *enough
    });
    match (told.next(), told.next()) {
        (Some((code, ..)), None) => Some(code),
        _ => None,
    }
}

fn top(hits: &[usize; ROWS_AT_MOST], but: usize) -> (usize, usize) {
    let rows = hits.iter().copied().enumerate();
    let rows = rows.filter(|(row, _)| *row != but);
    rows.max_by_key(|(_, hits)| *hits).unwrap_or_default()
}

/// Trigrams of fewer Latin letters say nothing.
const SURE: usize = 60;

/// The last letter of the blocks that are Latin throughout.
const LAST_LATIN: char = '\u{24f}';

/// What the script and the trigrams say, where they are sure.
fn trigrams(words: &str) -> Option<Guess> {
    let (mut letters, mut latin) = (0, true);
    for letter in words.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin &= letter <= LAST_LATIN;
    }
    // Trigrams are not believed of few Latin letters: "Harbour opens".
    if letters < 6 || latin && letters < SURE {
        return None;
    }
    let info = whatlang::detect(words)?;
    let script = info.script();
    let latin = script == whatlang::Script::Latin;
    let sure = letters >= SURE && info.is_reliable() && info.confidence() > 0.9;
    let code = match two_letters(info.lang().code()) {
        _ if script == whatlang::Script::Cyrillic && !sure => "ru",
        code => code,
    };
    (sure || !latin).then_some(Guess {
        code,
        strong: !latin,
        clear: false,
    })
}

/// ISO 639-1 for the three letters that the crate gives.
fn two_letters(code: &'static str) -> Code {
    const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da deu de \
        ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it jav jv jpn ja \
        kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl nob no ori or pan pa \
        pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv tam ta tel te tgl tl tha th \
        tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";
    let mut codes = CODES.split_whitespace();
    while let Some(three) = codes.next() {
        let two = codes.next();
        if three == code {
            return two.unwrap_or(code);
        }
    }
    code
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
    fn the_page_decides_where_the_words_do_not() {
        let blocks = blocks_of("Ana Roux");
        let found = languages("Ana Roux", &blocks, Some("fr-CH"));
        assert_eq!((found.main, &found.blocks[..]), (Some("fr"), &["fr"][..]));
    }
}
