//! Whether words that were found are better than those that are here.
//!
//! A page is asked for an article and shows a wall: consent, a login, a browser check, an error with the
//! status of success, or another story. A feed that gave whole stories gives their beginnings. Such
//! words never take the place of better ones. Pure: two articles in, a judgement out.

use std::collections::HashSet;

use crate::model::{Article, MarkKind};

/// What found words are worth beside those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// They say more.
    More,
    /// They say no more than what is here.
    Same,
    /// They are worse, and why.
    Less(Why),
}

/// Why words are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There are none.
    Empty,
    /// A wall stands where the article should.
    Wall,
    /// Another story, or none.
    Other,
    /// A list of links to other stories.
    List,
    /// The beginning of what is here.
    Part,
}

impl Why {
    /// What is told of a page whose words were not taken.
    pub const fn sentence(self) -> &'static str {
        match self {
            Why::Empty => "its page has no words of the article; what is here stays",
            Why::Wall => {
                "its page asks for consent, a login or a check instead of showing the article; what is here stays"
            }
            Why::Other => "its page shows something else than this article; what is here stays",
            Why::List => "its page is a list of links to other stories; what is here stays",
            Why::Part => "its page has only the beginning of the article; what is here stays",
        }
    }
}

/// Judges the words of an article's page beside those of its feed.
pub fn of_page(here: &Article, page: &Article) -> Worth {
    if page.text.trim().is_empty() {
        return Worth::Less(Why::Empty);
    }
    let found = telling([page.meta.title.as_str(), &page.text], SHORT);
    let (text, title) = (
        telling([here.text.as_str()], LONG),
        telling([here.meta.title.as_str()], SHORT),
    );
    let text_shared = shared(&text, &found);
    let told = text.len() >= FEW && text_shared >= SOME;
    let titled = title.len() >= 2 && shared(&title, &found) >= MOST;
    if is_wall(page) && text_shared < HALF {
        return Worth::Less(Why::Wall);
    }
    if linked(page) > HALF && linked(here) <= HALF {
        return Worth::Less(Why::List);
    }
    let known = text.len() >= FEW || title.len() >= 2;
    let quoted_lost =
        text_shared < SOME && quotations(&here.text).any(|words| !holds(&page.text, words));
    if known && (!told && !titled || quoted_lost) {
        return Worth::Less(Why::Other);
    }
    let story = letters_without_walls(page);
    if story <= letters(&here.text) {
        return Worth::Same;
    }
    Worth::More
}

/// Judges the words that a feed gives now beside those that it, or another reader, gave before.
/// `imported` are words whose source is not known: a shorter text does not replace them.
pub fn of_feed(here: &Article, given: &Article, imported: bool) -> Worth {
    let (old, new) = (letters(&here.text), letters(&given.text));
    if new == 0 && old > 0 {
        return Worth::Less(Why::Empty);
    }
    let words = telling([here.text.as_str()], LONG);
    let same = shared(&telling([given.text.as_str()], LONG), &words);
    if words.len() >= FEW && is_wall(given) && !is_wall(here) && same < HALF {
        return Worth::Less(Why::Wall);
    }
    if imported && new * 10 < old * 9 || new * 10 < old * 6 && begins(&here.text, &given.text) {
        return Worth::Less(Why::Part);
    }
    if same >= NEARLY && new <= old {
        Worth::Same
    } else {
        Worth::More
    }
}

/// Shares of words by which articles are judged.
const SOME: f64 = 0.3;
const HALF: f64 = 0.5;
const MOST: f64 = 0.6;
const NEARLY: f64 = 0.95;

/// Fewer telling words than this say nothing of a text.
const FEW: usize = 4;

/// Letters of a word that tells something in a text, and in a headline.
const LONG: usize = 5;
const SHORT: usize = 4;

/// How many telling words of a text are looked at.
const LOOKED_AT: usize = 400;

/// The words that tell one text from another: those of so many letters, and pairs of Chinese or Japanese signs.
fn telling<'a>(texts: impl IntoIterator<Item = &'a str>, letters: usize) -> HashSet<String> {
    let mut words = HashSet::new();
    for text in texts {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let signs: Vec<char> = word.chars().collect();
            if signs.iter().any(|c| matches!(c, '\u{3040}'..='\u{9fff}')) {
                words.extend(signs.windows(2).map(|pair| pair.iter().collect::<String>()));
            } else if signs.len() >= letters || signs.len() >= 3 && !word.is_ascii() {
                words.insert(word.to_lowercase());
            }
        }
    }
    words
}

/// The share of `these` that are among `others`.
fn shared(these: &HashSet<String>, others: &HashSet<String>) -> f64 {
    let looked_at = these.iter().take(LOOKED_AT);
    let common = looked_at.filter(|word| others.contains(*word)).count();
    common as f64 / these.len().clamp(1, LOOKED_AT) as f64
}

/// How many letters and digits a text has.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Letters of a page's blocks that are no part of a wall.
fn letters_without_walls(page: &Article) -> usize {
    let blocks = page.blocks.iter().map(|block| block.span.of(&page.text));
    blocks.filter(|words| !is_offer(words)).map(letters).sum()
}

/// The share of a text's bytes that are links.
fn linked(article: &Article) -> f64 {
    let links = article.marks.iter();
    let links = links.filter(|mark| matches!(mark.kind, MarkKind::Link(_)));
    let bytes: usize = links.map(|mark| mark.span.end - mark.span.start).sum();
    bytes as f64 / article.text.len().max(1) as f64
}

/// Whether `part` is the beginning of `whole`, but for the sign or words with which it breaks off.
fn begins(whole: &str, part: &str) -> bool {
    let bare = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (whole, mut part) = (bare(whole), bare(part));
    for end in [
        "readmore",
        "continuereading",
        "weiterlesen",
        "lirelasuite",
        "leermás",
        "more",
    ] {
        if let Some(rest) = part.strip_suffix(end) {
            part = rest.to_owned();
            break;
        }
    }
    whole.starts_with(&part)
}

/// Whether the letters of `words` stand in `text`.
fn holds(text: &str, words: &str) -> bool {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    bare(text).contains(&bare(words))
}

/// Quotations of several words.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.match_indices(['“', '„', '«']);
    opened.take(20).filter_map(|(at, sign)| {
        let inside = &text[at + sign.len()..];
        let words = &inside[..inside.find(['”', '“', '»'])?];
        (words.split_whitespace().count() >= 3).then_some(words)
    })
}

/// The longest text, in letters, that may be nothing but a wall.
const WALL: usize = 4000;

/// Whether a text is a wall: its headline says so, or hardly anything else is in it.
fn is_wall(article: &Article) -> bool {
    let title = article.meta.title.to_lowercase();
    let all = letters(&article.text);
    if all > WALL {
        return false;
    }
    let headed = TITLES.iter().any(|words| title.contains(words));
    let lower = article.text.to_lowercase();
    let said = WORDS.iter().filter(|words| lower.contains(**words)).count();
    headed || said >= 2 || said == 1 && (all < 600 || letters_without_walls(article) * 2 < all)
}

/// Whether a block is a part of a wall.
fn is_offer(words: &str) -> bool {
    let lower = words.to_lowercase();
    letters(&lower) < 600 && WORDS.iter().any(|words| lower.contains(words))
}

/// Parts of headlines of walls and of pages that show an error, in lower case.
const TITLES: &[&str] = &[
    "just a moment",
    "one moment",
    "before you continue",
    "attention required",
    "access denied",
    "access to this page has been denied",
    "are you a robot",
    "are you human",
    "human verification",
    "security check",
    "checking your browser",
    "page not found",
    "not found",
    "error 40",
    "error 50",
    "service unavailable",
    "bad gateway",
    "too many requests",
    "log in",
    "sign in",
    "subscribe to read",
    "privacy settings",
    "your privacy",
    "cookie consent",
    "datenschutzeinstellungen",
    "einen moment",
    "seite nicht gefunden",
    "anmelden",
    "page introuvable",
    "página no encontrada",
    "iniciar sesión",
    "pagina non trovata",
    "pagina niet gevonden",
    "nie znaleziono strony",
];

/// Wording of walls, in lower case.
const WORDS: &[&str] = &[
    // Consent.
    "accept all cookies",
    "accept cookies",
    "accept all",
    "agree to everything",
    "agree and continue",
    "manage your choices",
    "manage preferences",
    "partners store",
    "our partners",
    "partners we",
    "store and/or access information on a device",
    "small files on your device",
    "advertising partners",
    "we use cookies",
    "we value your privacy",
    "consent to",
    "cookie policy",
    "cookie settings",
    "withdraw your consent",
    "privacy policy",
    "alle akzeptieren",
    "cookies zustimmen",
    "unsere partner",
    "mit werbung weiterlesen",
    "einwilligung",
    "tout accepter",
    "nos partenaires",
    "accepter et continuer",
    "continuer sans accepter",
    "aceptar todo",
    "aceptar y continuar",
    "nuestros socios",
    "accetta tutti",
    "i nostri partner",
    "accetta e continua",
    "alles accepteren",
    "onze partners",
    "zaakceptuj wszystkie",
    "nasi partnerzy",
    "zaufani partnerzy",
    "aceitar todos",
    "aceitar e continuar",
    "nossos parceiros",
    "godkänn alla",
    "våra partner",
    "accepter alle",
    "vores partnere",
    "godta alle",
    "våre partnere",
    "hyväksy kaikki",
    "přijmout vše",
    "našimi partnery",
    "összes elfogadása",
    "принять все",
    "файлы cookie",
    "cookieを使用",
    "すべて同意",
    "使用cookie",
    "使用 cookie",
    "接受全部",
    "모두 동의",
    // Checks.
    "checking your browser",
    "verify you are human",
    "verify that you are human",
    "verifying you are human",
    "are not a robot",
    "not a robot",
    "enable javascript",
    "javascript is disabled",
    "requires javascript",
    "turn on javascript",
    "enable cookies",
    "unusual traffic",
    "ray id",
    "captcha",
    "disable your ad blocker",
    "ad blocker",
    "adblocker",
    "javascript aktivieren",
    "activer javascript",
    "activez javascript",
    "habilitar javascript",
    // Logins and paywalls.
    "already a subscriber",
    "already have an account",
    "subscribe to continue",
    "subscribe to read",
    "subscribe now",
    "subscribers only",
    "for subscribers",
    "become a subscriber",
    "create a free account",
    "create an account",
    "log in to continue",
    "sign in to continue",
    "log in to read",
    "sign in to read",
    "forgot your password",
    "forgot password",
    "to continue reading",
    "continue reading this article",
    "reached your limit",
    "free articles",
    "unlimited access",
    "start your free trial",
    "bereits abonnent",
    "jetzt abonnieren",
    "nur für abonnenten",
    "passwort vergessen",
    "weiterlesen mit",
    "déjà abonné",
    "réservé aux abonnés",
    "abonnez-vous",
    "mot de passe oublié",
    "ya eres suscriptor",
    "solo para suscriptores",
    "suscríbete",
    "olvidado tu contraseña",
    "già abbonato",
    "riservato agli abbonati",
    "al abonnee",
    "dla subskrybentów",
    "masz już subskrypcję",
    // Errors.
    "page you requested",
    "page you are looking for",
    "page you were looking for",
    "page cannot be found",
    "could not be found",
    "no longer available",
    "something went wrong",
    "not available in your region",
    "not available in your country",
    "access denied",
    "permission to access",
    "temporarily unavailable",
    "nicht gefunden",
    "n'existe plus",
    "no existe",
    "non esiste",
];

#[cfg(test)]
mod tests;
