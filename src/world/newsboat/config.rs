//! newsboat's `config`: what of it has a counterpart, and a sentence for all that has none.

use super::split;

/// What a `config` says that can be taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Articles that are kept away: a feed or `*`, and newsboat's expression.
    pub ignored: Vec<(String, String)>,
    /// Filters with their names.
    pub filters: Vec<(String, String)>,
    /// The server that it reads from instead of its `urls`, and how to follow that one.
    pub server: Option<String>,
    /// What has no counterpart: a sentence for each kind of line.
    pub unsaid: Vec<String>,
}

/// Kinds of lines: the beginnings of their names, what they are, what to do instead.
const KINDS: &[(&[&str], &str, &str)] = &[
    (
        &["bind", "unbind"],
        "keys",
        "keymap = \"newsboat\" in pullquote's settings gives newsboat's own keys, [keys] yours",
    ),
    (
        &["macro", "run-on-startup"],
        "macros",
        "pullquote has none; its key | gives an article to a command",
    ),
    (
        &[
            "color",
            "highlight",
            "feedlist-",
            "articlelist-",
            "article-",
            "itemview-",
            "datetime-format",
        ],
        "colours and formats",
        "pullquote has themes: `pullquote config`",
    ),
    (
        &[
            "reload",
            "auto-reload",
            "refresh-on",
            "suppress-first-reload",
        ],
        "reloading",
        "`pullquote refresh` in cron, `pullquote feeds FEED --every 6h`",
    ),
    (
        &[
            "keep-articles-days",
            "max-items",
            "delete-read",
            "cleanup-on-quit",
        ],
        "keeping articles",
        "`pullquote feeds FEED --keep DAYS`; nothing is deleted unless you say so",
    ),
    (
        &["download-full-page"],
        "full pages",
        "`pullquote feeds FEED --full-text on`",
    ),
    (
        &["notify"],
        "notifying",
        "`pullquote filter run:COMMAND QUERY`",
    ),
    (
        &[
            "download-",
            "player",
            "podcast",
            "podlist",
            "max-downloads",
            "delete-played",
        ],
        "podcasts",
        "pullquote plays none",
    ),
    (
        &["browser", "external-url-viewer", "html-renderer", "pager"],
        "browser and pager",
        "pullquote reads by itself and opens your desktop's browser with o",
    ),
    (
        &[
            "proxy",
            "use-proxy",
            "ssl-",
            "http-auth",
            "user-agent",
            "cookie",
        ],
        "network",
        "pullquote heeds the environment's http_proxy and https_proxy",
    ),
];

/// Reads a `config`.
pub fn read(text: &str) -> Config {
    let mut config = Config::default();
    let mut kinds: Vec<Vec<String>> = vec![Vec::new(); KINDS.len() + 1];
    let (mut source, mut address, mut user) = (String::new(), None, None);
    for line in text.lines() {
        let mut words = split(line, Some('#')).into_iter();
        let Some(name) = words.next() else { continue };
        let mut value = || words.next().unwrap_or_default();
        match name.as_str() {
            "ignore-article" => config.ignored.push((value(), value())),
            "define-filter" => config.filters.push((value(), value())),
            "urls-source" => source = value(),
            _ if name.ends_with("-url") && !name.starts_with("external") => {
                address = Some(value());
            }
            _ if name.ends_with("-login") => user = Some(value()),
            // How to log in is not shown.
            _ if name.contains("-password") || name.contains("-token") => {}
            "ignore-mode" | "cache-file" | "urls-file" => {}
            _ => {
                let begins = |kind: &[&str]| kind.iter().any(|start| name.starts_with(start));
                let kind = KINDS.iter().position(|(names, ..)| begins(names));
                let kind = &mut kinds[kind.unwrap_or(KINDS.len())];
                if !kind.contains(&name) {
                    kind.push(name);
                }
            }
        }
    }
    config.server = server(&source, address, user);
    let told = kinds.iter().zip(KINDS.iter().map(Some).chain([None]));
    let told = told.filter(|(names, _)| !names.is_empty());
    config.unsaid = told
        .map(|(names, kind)| match kind {
            Some((_, what, instead)) => {
                format!("{what} ({}): not taken over; {instead}", names.join(", "))
            }
            None => format!("{}: not taken over; no counterpart", names.join(", ")),
        })
        .collect();
    config
}

/// How to follow a server that newsboat reads from; none when it reads its own `urls`.
fn server(source: &str, address: Option<String>, user: Option<String>) -> Option<String> {
    let address = address.unwrap_or_else(|| "ADDRESS".to_owned());
    match source {
        "" | "local" => None,
        "opml" => Some(format!(
            "its feeds are in a list: `pullquote import opml {address}`"
        )),
        _ => Some(format!(
            "its feeds are on a server ({source}): `pullquote sync {address} --user {}` follows it, \
             if it speaks an interface that pullquote knows",
            user.unwrap_or_else(|| "NAME".to_owned())
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_taken_over_or_told() {
        let config = read(
            "# mine\nignore-article \"*\" \"title =~ \\\"Advert\\\"\"\ndefine-filter New \"age < 2\"\n\
             bind-key J next-feed articlelist\nbind-key K prev-feed\nunbind-key q\nmacro y open-in-browser\n\
             color article white blue\nauto-reload yes\nreload-time 30\nsearch-highlight-colors red\n\
             show-read-feeds no\n",
        );
        let advert = "title =~ \"Advert\"".to_owned();
        assert_eq!(config.ignored, [("*".to_owned(), advert)]);
        assert_eq!(config.filters, [("New".to_owned(), "age < 2".to_owned())]);
        let starts: Vec<_> = config
            .unsaid
            .iter()
            .map(|sentence| sentence.split(": ").next().unwrap_or_default())
            .collect();
        assert_eq!(
            starts,
            [
                "keys (bind-key, unbind-key)",
                "macros (macro)",
                "colours and formats (color)",
                "reloading (auto-reload, reload-time)",
                "search-highlight-colors, show-read-feeds",
            ]
        );
        assert_eq!(read("").unsaid, [""; 0]);
    }

    #[test]
    fn a_server_is_named_without_its_password() {
        let config = read(
            "urls-source \"freshrss\"\nfreshrss-url \"https://rss.example/api/greader.php\"\n\
             freshrss-login ana\nfreshrss-password secret\n",
        );
        let server = config.server.clone().unwrap_or_default();
        assert!(
            server.contains("sync https://rss.example/api/greader.php --user ana"),
            "{server}"
        );
        assert!(!format!("{config:?}").contains("secret"));
        assert_eq!(read("urls-source local").server, None);
    }
}
