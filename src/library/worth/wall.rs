//! Walls: what stands where an article should, to ask for consent, a login or a check, or to say that it is gone.

use crate::model::Article;

/// The longest text, in letters, that may be nothing but a wall.
const WALL: usize = 4000;

/// Whether a text is a wall: its headline says so, or hardly anything else is in it.
pub(super) fn is_wall(article: &Article) -> bool {
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

/// Letters of a page's blocks that are no part of a wall.
pub(super) fn letters_without_walls(page: &Article) -> usize {
    let blocks = page.blocks.iter().map(|block| block.span.of(&page.text));
    blocks.filter(|words| !is_offer(words)).map(letters).sum()
}

/// How many letters and digits a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
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
    "browser is out of date",
    "browser is not supported",
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
    "page you asked for",
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
