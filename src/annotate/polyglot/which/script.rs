//! What letters, scripts and trigrams tell of a language where its small words do not.

use crate::annotate::polyglot::packs::Code;

/// What a block seems to be in.
#[derive(Clone, Copy, Default)]
pub(super) struct Guess {
    pub(super) code: Code,
    /// Whether its script or very many of its small words say so.
    pub(super) strong: bool,
    /// Whether no other language comes near.
    pub(super) clear: bool,
    /// Two small words alone told it.
    pub(super) few: bool,
    /// Its script alone told it.
    pub(super) script: bool,
    /// The rows of which a small word was seen, as bits.
    pub(super) seen: u64,
}

/// What letters say that few languages write.
pub(super) fn letters(words: &str) -> Option<Code> {
    const TELLING: [(Code, &str, usize); 12] = [
        ("cs", "řěůŘĚŮ", 1),
        ("pl", "łąęŁĄĘ", 1),
        ("de", "ß", 1),
        ("es", "¿¡ñ", 2),
        ("pt", "ãõ", 2),
        ("uk", "іїєІЇЄ", 2),
        ("ru", "ыэёЫЭЁ", 1),
        ("fr", "œŒêû", 2),
        ("da", "øæ", 2),
        ("ro", "șțăȘȚĂ", 2),
        ("hu", "őűŐŰ", 1),
        ("tr", "ğışĞİŞ", 2),
    ];
    let mut told = TELLING.iter().filter(|(_, letters, enough)| {
        words.chars().filter(|c| letters.contains(*c)).count() >= *enough
    });
    match (told.next(), told.next()) {
        (Some((code, ..)), None) => Some(code),
        _ => None,
    }
}

/// Trigrams of fewer Latin letters say nothing.
pub(super) const SURE: usize = 60;

/// The last letter of the blocks that are Latin throughout.
pub(super) const LAST_LATIN: char = '\u{24f}';

/// What the script and the trigrams say, where they are sure.
pub(super) fn trigrams(words: &str) -> Option<Guess> {
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
    let by_script = script == whatlang::Script::Cyrillic && !sure;
    let code = match two_letters(info.lang().code()) {
        _ if by_script => "ru",
        code => code,
    };
    (sure || !latin).then_some(Guess {
        code,
        strong: !latin,
        script: by_script,
        ..Guess::default()
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
