//! Paragraphs that ask the reader to give an address for a newsletter, in many languages.

/// How lines begin that ask for an address, in lower case.
const INVITES: &[&str] = &[
    "sign up",
    "subscribe",
    "get ",
    "receive ",
    "join ",
    "don't miss",
    "don’t miss",
    "never miss",
    "want ",
    "this newsletter",
    "stay up to date",
    "stay informed",
    "by signing up",
    "by subscribing",
    "subscribing to",
    "abonnieren",
    "melden sie sich",
    "jetzt ",
    "erhalten sie",
    "zapisz",
    "dołącz",
    "otrzymuj",
    "suscríb",
    "recibe",
    "regístrate",
    "inscrivez",
    "abonnez",
    "recevez",
    "iscriviti",
    "ricevi",
    "assine",
    "receba",
    "inscreva",
    "schrijf je in",
    "meld je aan",
    "ontvang",
    "prenumerera",
    "anmäl dig",
    "meld deg på",
    "tilmeld dig",
];

/// Whether a paragraph asks the reader to give an address for a newsletter.
pub fn is_invitation(line: &str) -> bool {
    const WHERE: [&str; 8] = [
        "newsletter",
        "inbox",
        "boletín",
        "postfach",
        "nieuwsbrief",
        "nyhetsbrev",
        "nyhedsbrev",
        "briefing by email",
    ];
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.chars().count() <= 300
        && INVITES.iter().any(|start| bare.starts_with(start))
        && WHERE.iter().any(|word| bare.contains(word))
        && !line.contains(['“', '"', '«', '„'])
}
