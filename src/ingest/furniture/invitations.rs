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
        || is_to_follow(bare)
}

/// The longest line, in bytes, that asks the reader to follow somebody.
const FOLLOW: usize = 140;

/// Whether a line in lower case asks the reader to follow somebody elsewhere: "Follow the Almery Post on Facebook and Instagram."
fn is_to_follow(line: &str) -> bool {
    const FOLLOWS: [(&str, &[&str]); 7] = [
        ("follow ", &[" on "]),
        ("folgen sie ", &[" auf "]),
        ("folge ", &[" auf "]),
        ("sigue a ", &[" en "]),
        ("suivez ", &[" sur "]),
        ("segui ", &[" su "]),
        ("siga ", &[" no ", " na "]),
    ];
    const PLACES: [&str; 9] = [
        "bluesky",
        "facebook",
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
