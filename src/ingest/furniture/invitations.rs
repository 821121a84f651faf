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
    let invites = || {
        line.chars().count() <= 300
            && INVITES.iter().any(|start| bare.starts_with(start))
            && WHERE.iter().any(|word| bare.contains(word))
    };
    is_to_follow(bare)
        || !line.contains(['“', '"', '«', '„'])
            && (invites() || is_thanks(bare) || asks_consent(bare))
}

/// Whether a line in lower case thanks the reader and asks for more: "Thanks for reading Almery! Subscribe for free."
fn is_thanks(line: &str) -> bool {
    const THANKS: [(&str, &str); 7] = [
        ("thanks for reading", "subscri"),
        ("thank you for reading", "subscri"),
        ("danke fürs lesen", "abonn"),
        ("gracias por leer", "suscr"),
        ("merci d’avoir lu", "abonn"),
        ("dziękujemy, że przeczyt", "artykuł"),
        ("grazie per aver letto", "iscriv"),
    ];
    line.len() <= 200
        && THANKS
            .iter()
            .any(|(thanks, wish)| line.starts_with(thanks) && line.contains(wish))
}

/// The longest paragraph, in characters, that stands in the place of something from elsewhere.
const PLACEHOLDER: usize = 400;

/// Whether a paragraph in lower case stands in the place of something from elsewhere, and asks whether it may be shown.
fn asks_consent(line: &str) -> bool {
    // What comes from elsewhere, and that it is shown when one agrees.
    const ASKS: [(&str, &[&str]); 14] = [
        ("externer inhalt", &["anzeig", "angezeigt", "geladen"]),
        ("externe inhalte", &["anzeig", "angezeigt", "geladen"]),
        ("externen inhalt", &["anzeig", "angezeigt", "geladen"]),
        ("this content is hosted by", &["consent", "cookies"]),
        (
            "this content is provided by",
            &["consent", "cookies", "allow"],
        ),
        (
            "this article contains content provided by",
            &["permission", "cookies"],
        ),
        ("to view this content", &["cookies", "consent"]),
        ("to see this content", &["cookies", "consent"]),
        (
            "este contenido",
            &["aceptar las cookies", "acepta las cookies"],
        ),
        ("para ver este contenido", &["cookies"]),
        ("ce contenu", &["cookies", "consentement"]),
        ("per vedere questo contenuto", &["cookie"]),
        ("deze inhoud", &["cookies", "toestemming"]),
        ("ta treść", &["cookie", "zgod"]),
    ];
    line.chars().count() <= PLACEHOLDER
        && ASKS
            .iter()
            .any(|(what, shown)| line.contains(what) && shown.iter().any(|it| line.contains(it)))
}

/// The longest line, in bytes, that asks the reader to follow somebody.
const FOLLOW: usize = 140;

/// Whether a line in lower case asks the reader to follow somebody elsewhere: "Follow the Almery Post on Facebook and Instagram."
fn is_to_follow(line: &str) -> bool {
    const FOLLOWS: [(&str, &[&str]); 9] = [
        ("follow ", &[" on "]),
        ("folgen sie ", &[" auf "]),
        ("folge ", &[" auf "]),
        ("sigue a ", &[" en "]),
        ("puedes seguir a ", &[" en "]),
        ("obserwuj nas", &[" na ", " w "]),
        ("suivez ", &[" sur "]),
        ("segui ", &[" su "]),
        ("siga ", &[" no ", " na "]),
    ];
    const PLACES: [&str; 11] = [
        "bluesky",
        "facebook",
        "facebooku",
        "google",
        "instagram",
        "linkedin",
        "mastodon",
        "telegram",
        "threads",
        "twitter",
        "youtube",
    ];
    let place = |rest: &str| {
        let first = rest.split(|c: char| !c.is_alphanumeric()).next();
        first.is_some_and(|word| PLACES.contains(&word))
    };
    line.len() <= FOLLOW
        && FOLLOWS.iter().any(|(start, to)| {
            let rest = line.strip_prefix(start);
            let places = |rest: &str| {
                to.iter().any(|to| {
                    rest.match_indices(to)
                        .any(|(at, to)| place(&rest[at + to.len()..]))
                })
            };
            rest.is_some_and(places)
        })
}
