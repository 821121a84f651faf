//! The first contact: finds out what interface a server has and where, and says what is missing.

use url::Url;

use super::fever::Fever;
use super::interface::{Answer, Kind};
use super::keys;
use super::nextcloud::Nextcloud;
use crate::world::fetch::{Ask, Cause, Net, Refusal};

/// Where Google Reader's interface may lie below the address that people know: FreshRSS, Tiny Tiny RSS with a plugin.
const PLACES: [&str; 3] = [
    "",
    "/api/greader.php",
    "/plugins.local/freshapi/api/greader.php",
];

/// Where Fever's interface may lie: Miniflux, FreshRSS, Tiny Tiny RSS with a plugin, a server of its own.
const FEVER: [&str; 4] = ["/fever/", "/api/fever.php", "/plugins.local/fever/", "/"];

/// What servers show people at: their pages, where their interface does not lie.
const PAGES: [&str; 5] = [
    "/i",
    "/unread",
    "/login",
    "/index.php/apps/news",
    "/apps/news",
];

/// Where Nextcloud has its News.
const NEXTCLOUD: &str = "/index.php/apps/news/api/v1-3";

/// A server that has let the reader in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it speaks.
    pub kind: Kind,
    /// The address of its interface.
    pub address: String,
    /// Stands for the password from now on.
    pub token: String,
    /// The address given has moved here.
    pub moved: bool,
}

/// Logs in; the interface may lie below the address given.
///
/// # Errors
/// One sentence when the server does not know the name and password, or is no such server.
pub fn log_in(net: &Net, address: &str, user: &str, password: &str) -> Answer<Found> {
    let base = base(address);
    let mut refusals = Vec::new();
    for below in PLACES {
        let place = format!("{base}{below}");
        match reader(net, &place, user, password) {
            Ok(token) => {
                return Ok(Found {
                    kind: Kind::Reader,
                    address: place,
                    token,
                    moved: false,
                });
            }
            // Who does not answer in time does not do so at the next place either.
            Err(refusal) if refusal.cause == Cause::TooSlow => return Err(refusal),
            Err(refusal) => refusals.push((place, refusal)),
        }
    }
    // Who has that interface and lets nobody in by it is not asked by another one.
    let shut =
        |(_, refusal): &(String, Refusal)| matches!(refusal.cause, Cause::Status(401 | 403 | 503));
    if !refusals.iter().any(shut) {
        match others(net, base, user, password) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    if let Some(next) = moved_safely(base, &refusals) {
        return log_in(net, &next, user, password).map(|found| Found {
            moved: true,
            ..found
        });
    }
    Err(most_telling(base, refusals))
}

/// An address as it is copied from a browser without the page that was shown.
fn base(address: &str) -> &str {
    let base = address
        .split(['?', '#'])
        .next()
        .unwrap_or(address)
        .trim_end_matches('/');
    let page = PAGES.iter().find_map(|page| base.strip_suffix(page));
    page.unwrap_or(base)
}

/// Looks for the other interfaces; fails where there is one that does not know name and password.
fn others(net: &Net, base: &str, user: &str, password: &str) -> Answer<Option<Found>> {
    let found = |kind, address: String, token: String| {
        Ok(Some(Found {
            kind,
            address,
            token,
            moved: false,
        }))
    };
    let knows = |greeting: Answer<()>| match greeting {
        Ok(()) => Ok(true),
        Err(refusal) if refusal.cause == Cause::Status(401) => Err(wrong_password()),
        Err(refusal) if refusal.cause == Cause::TooSlow => Err(refusal),
        Err(_) => Ok(false),
    };
    let place = match base.contains(NEXTCLOUD) {
        true => base.to_owned(),
        false => format!("{base}{NEXTCLOUD}"),
    };
    let key = keys::basic(user, password);
    if knows(Nextcloud::new(net, &place, &key).greets())? {
        return found(Kind::Nextcloud, place, key);
    }
    let key = keys::fever(user, password);
    for below in FEVER {
        let place = format!("{base}{below}");
        if knows(Fever::new(net, &place, &key).greets())? {
            return found(Kind::Fever, place, key);
        }
    }
    Ok(None)
}

fn wrong_password() -> Refusal {
    Refusal::new(
        "does not know this name and password; most servers want a password of their own for this: in FreshRSS \
         that of Settings, Profile, in Miniflux that of Settings, Integrations, in Nextcloud an app password",
    )
}

/// Logs in to Google Reader's interface at `place`; gives the token.
fn reader(net: &Net, place: &str, user: &str, password: &str) -> Answer<String> {
    let form = [
        ("Email", user.to_owned()),
        ("Passwd", password.to_owned()),
        // The Old Reader wants to know these.
        ("client", "pullquote".to_owned()),
        ("accountType", "HOSTED_OR_GOOGLE".to_owned()),
        ("service", "reader".to_owned()),
    ];
    let address = format!("{place}/accounts/ClientLogin");
    let answer = net.call(&address, None, Ask::Form(&form))?;
    token_in(&answer).ok_or_else(|| {
        Refusal::new(
            "does not speak the interface of Google Reader; it may have to be switched on there",
        )
    })
}

/// `Auth=…` among the lines of an answer.
fn token_in(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let token = text.lines().find_map(|line| line.strip_prefix("Auth="))?;
    let token = token.trim();
    let fits = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| token.to_owned())
}

/// The same address on https where http sends everybody there. Name and password go to no other host.
fn moved_safely(base: &str, refusals: &[(String, Refusal)]) -> Option<String> {
    let from = Url::parse(base).ok()?;
    let to = refusals
        .iter()
        .find_map(|(place, refusal)| new_base(place, refusal))?;
    let new = Url::parse(&to).ok()?;
    let safer = from.scheme() == "http" && new.scheme() == "https";
    (safer && from.host() == new.host()).then_some(to)
}

/// Where the server at `place` is now, by what it said when its login was asked for: the same place
/// below another address. Nothing where it sends people to a page of its own.
fn new_base(place: &str, refusal: &Refusal) -> Option<String> {
    let Cause::Moved(to) = &refusal.cause else {
        return None;
    };
    let base = to
        .split(['?', '#'])
        .next()?
        .strip_suffix("/accounts/ClientLogin")?;
    let below = PLACES.iter().rev().find(|below| place.ends_with(**below))?;
    Some(base.strip_suffix(below).unwrap_or(base).to_owned())
}

/// The refusal that tells most of what to do, of those of all places that were tried.
fn most_telling(base: &str, refusals: Vec<(String, Refusal)>) -> Refusal {
    let status = |wanted: &[u16]| {
        refusals
            .iter()
            .any(|(_, refusal)| matches!(refusal.cause, Cause::Status(it) if wanted.contains(&it)))
    };
    let off = |(place, refusal): &(String, Refusal)| {
        place.contains("greader.php") && refusal.cause == Cause::Status(503)
    };
    if refusals.iter().any(off) {
        return Refusal::new(
            "its API is switched off; in FreshRSS switch on API access under Settings, Authentication, \
             then set an API password under Settings, Profile",
        );
    }
    if status(&[401, 403]) {
        return wrong_password();
    }
    let moved = refusals
        .iter()
        .find_map(|(place, refusal)| new_base(place, refusal));
    if let Some(to) = moved.filter(|to| to != base) {
        return Refusal::new(format!("has moved to {to}; give that address"));
    }
    let reached = |(_, refusal): &(String, Refusal)| {
        !matches!(refusal.cause, Cause::Moved(_) | Cause::Status(400..=499))
    };
    let telling = refusals
        .into_iter()
        .find(reached)
        .map(|(_, refusal)| refusal);
    telling.unwrap_or_else(|| {
        Refusal::new(
            "no server of news answers there; give the address at which its pages are read, and see \
             that its interface of Google Reader, Fever or Nextcloud News is switched on",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(to: &str) -> Refusal {
        Refusal {
            cause: Cause::Moved(to.to_owned()),
            ..Refusal::new("")
        }
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn who_does_not_answer_in_time_is_asked_once() {
        use crate::world::fetch::Limits;
        use std::net::TcpListener;
        use std::time::Duration;

        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let net = Net::new(Limits {
            total: Duration::from_millis(300),
            ..Limits::default()
        });
        let refusal = log_in(&net, &address, "ana", "x").unwrap_err();
        assert_eq!(refusal.cause, Cause::TooSlow, "{}", refusal.why);
        // Nobody takes the calls: they wait, so that they can be counted.
        listener.set_nonblocking(true).unwrap();
        assert_eq!(listener.incoming().take_while(Result::is_ok).count(), 1);
    }

    #[test]
    fn a_server_is_followed_to_https_and_nowhere_else() {
        let safely = |from: &str, to: &str| {
            let place = (
                from.to_owned(),
                moved(&format!("{to}/accounts/ClientLogin")),
            );
            moved_safely(from, &[place])
        };
        let new = safely("http://news.example/rss", "https://news.example/rss");
        assert_eq!(new.as_deref(), Some("https://news.example/rss"));
        assert_eq!(safely("http://news.example", "https://other.example"), None);
        assert_eq!(safely("https://news.example", "http://news.example"), None);
    }

    #[test]
    fn a_page_that_was_shown_is_no_part_of_the_address() {
        for address in [
            "https://a.example/rss",
            "https://a.example/rss/",
            "https://a.example/rss/i/?a=normal&get=c_1",
            "https://a.example/rss/unread",
            "https://a.example/rss/index.php/apps/news/#/items/unread/",
        ] {
            assert_eq!(base(address), "https://a.example/rss", "{address}");
        }
        assert_eq!(base("https://i.example"), "https://i.example");
    }

    #[test]
    fn a_page_to_log_in_at_is_no_new_address() {
        assert_eq!(
            new_base("http://a.example", &moved("http://a.example/i/?rid=1")),
            None
        );
        let place = "http://a.example/api/greader.php";
        let to = moved("https://b.example/api/greader.php/accounts/ClientLogin");
        assert_eq!(new_base(place, &to).as_deref(), Some("https://b.example"));
    }
}
