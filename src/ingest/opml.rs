//! Lists of subscriptions, as readers hand them to each other.

mod others;

use std::collections::{HashMap, HashSet};

use self::others::Others;

use super::feed::xml::{self, Element};
use super::feed_address::feed_address;
use super::folders;
use super::html::Base;
use super::packed::without_gzip;
use crate::error::{Error, Result};
use crate::model::{clean, is_unsafe};

/// A feed that is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its name, which may be the reader's own; may be empty.
    pub title: String,
    /// The feed's address.
    pub address: String,
    /// The page that it belongs to.
    pub home: Option<String>,
    /// The folders that it stands in, one in another as `News/World`, and its categories.
    pub tags: Vec<String>,
}

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its feeds, each once.
    pub feeds: Vec<Subscription>,
    /// What cannot be followed, with why.
    pub left_out: Vec<Error>,
    /// What stands beside the feeds and has no counterpart: a sentence for each kind.
    pub notes: Vec<String>,
    /// Where the list breaks off, or was mended: one sentence.
    pub damage: Option<String>,
}

/// How deep folders may stand in each other.
const DEEPEST: usize = 50;

/// Reads OPML. Folders become tags; an entry without the address of a feed is a folder.
///
/// # Errors
/// When no feed is in it.
pub fn read(bytes: &[u8]) -> Result<List> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Error::Message(
            "is a packed archive; unpack it and give the list that is in it".into(),
        ));
    }
    let bytes = without_gzip(bytes);
    let source = super::charset::decode(&bytes, None);
    let document = xml::parse(&source);
    let (mut found, mut others) = (Found::default(), Others::default());
    let mut todo: Vec<(&Element, usize, String)> = vec![(&document.root, 0, String::new())];
    while let Some((element, depth, folder)) = todo.pop() {
        let names = [element.attr("text"), element.attr("title")];
        let mut names = names
            .into_iter()
            .flatten()
            .map(|name| clean(name).trim().to_owned());
        let name = names.find(|name| !name.is_empty()).unwrap_or_default();
        others.look(element, &name);
        let mut inside = folder;
        let mut depth = depth;
        match address(element) {
            Some(Entry::Feed(written)) => found.take(element, name, written, &inside),
            Some(Entry::Other(written, what)) => {
                let (name, written) = (clean(&name).into_owned(), clean(written));
                found.list.left_out.push(Error::no_article(
                    written,
                    format!("{what}, not a feed (“{name}”)"),
                ));
            }
            None if is_lost(element) => {
                let name = if name.is_empty() { "a feed" } else { &name };
                let left_out = Error::no_article(name, "the list has no address for it");
                found.list.left_out.push(left_out);
            }
            None if Others::is_settings(&name) => {}
            None if element.name == "outline" && depth < DEEPEST => {
                if let Some(path) = folders::within(&inside, &name) {
                    (inside, depth) = (path, depth + 1);
                }
            }
            None => {}
        }
        let children = element.children.iter().rev();
        todo.extend(children.map(|child| (child, depth, inside.clone())));
    }
    let mut list = found.list;
    list.notes = others.notes();
    list.damage = document
        .damage
        .map(|damage| damage.replace("The feed", "the list").replace('.', ""));
    if list.feeds.is_empty() && list.left_out.is_empty() {
        return Err(Error::Message(
            "the list holds no feeds; export it again from the other reader as OPML".into(),
        ));
    }
    Ok(list)
}

/// What an element stands for, as its address is written.
enum Entry<'e> {
    Feed(&'e str),
    /// Something else, called so.
    Other(&'e str, &'static str),
}

/// What an element stands for; none for a folder.
fn address(element: &Element) -> Option<Entry<'_>> {
    if let Some(written) = element.attr("xmlurl") {
        return Some(Entry::Feed(written));
    }
    let written = element.attr("url")?;
    let kind = element.attr("type").unwrap_or_default();
    Some(match kind {
        kind if is_feed(kind) => Entry::Feed(written),
        kind if kind.eq_ignore_ascii_case("include") => Entry::Other(written, "another list"),
        _ => Entry::Other(written, "a link"),
    })
}

/// Whether a type is that of a feed, as people write it: `rss`, `RSS2`, `application/atom+xml`, `podcast`.
fn is_feed(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    ["rss", "atom", "feed", "podcast", "rdf"]
        .iter()
        .any(|word| kind.contains(word))
}

/// Whether an element says that it is a feed, but not where.
fn is_lost(element: &Element) -> bool {
    let says = element.attr("type").is_some_and(is_feed);
    let empty = element.attrs.iter().any(|(name, _)| name == "xmlurl");
    element.name == "outline" && element.children.is_empty() && (says || empty)
}

/// What was read so far; each feed is known by its address.
#[derive(Default)]
struct Found {
    list: List,
    known: HashMap<String, (usize, HashSet<String>)>,
}

impl Found {
    /// Takes a feed; one that stands in several folders is one feed with all their tags.
    fn take(&mut self, element: &Element, title: String, written: &str, folder: &str) {
        let written = clean(written);
        let address = match feed_address(&written) {
            Ok(address) => address,
            Err(why) => {
                let left_out = Error::no_article(written, why);
                return self.list.left_out.push(left_out);
            }
        };
        let feeds = &mut self.list.feeds;
        let (at, tags) = self.known.entry(address.clone()).or_insert_with(|| {
            let home = element.attr("htmlurl");
            feeds.push(Subscription {
                title,
                address,
                home: home.and_then(|home| Base::default().link(home)),
                tags: Vec::new(),
            });
            (feeds.len() - 1, HashSet::new())
        });
        let categories = element.attr("category").unwrap_or_default().split(',');
        let categories = categories.map(|category| category.trim().trim_matches('/'));
        for tag in [folder].into_iter().chain(categories) {
            let tag = clean(tag).into_owned();
            if !tag.is_empty() && tags.insert(tag.clone()) {
                feeds[*at].tags.push(tag);
            }
        }
    }
}

/// A folder on its way out: folders in it, and feeds.
#[derive(Default)]
struct Folder<'s> {
    name: &'s str,
    folders: Vec<Folder<'s>>,
    feeds: Vec<(&'s Subscription, Option<&'s str>)>,
}

/// Writes OPML 2.0. The first tag is the folder, all others are categories, so a list that is read
/// back is the same.
pub fn write(subscriptions: &[Subscription]) -> String {
    let mut root = Folder::default();
    for subscription in subscriptions {
        let first = subscription.tags.first().map(String::as_str);
        root.put(first, subscription, first);
        // What cannot be written as a category is a folder, too, with the feed again.
        let others = subscription.tags.iter().skip(1);
        for tag in others.filter(|tag| !is_category(tag)) {
            root.put(Some(tag), subscription, None);
        }
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>Feeds</title>\n  </head>\n  <body>\n",
    );
    root.write(4, &mut out);
    out.push_str("  </body>\n</opml>\n");
    out
}

/// A comma parts categories, slashes and blanks round them are no part of them.
fn is_category(tag: &str) -> bool {
    !tag.contains(',') && tag.trim().trim_matches('/') == tag
}

impl<'s> Folder<'s> {
    /// Puts a feed in a folder; `first` is the tag that needs no category.
    fn put(&mut self, path: Option<&'s str>, feed: &'s Subscription, first: Option<&'s str>) {
        let names: Vec<&str> = path.map_or_else(Vec::new, |path| path.split('/').collect());
        let nested = names.len() <= DEEPEST
            && !names
                .iter()
                .any(|name| name.trim() != *name || name.is_empty());
        let names = if nested { names } else { Vec::from_iter(path) };
        let mut folder = self;
        for name in names {
            let at = folder.folders.iter().position(|it| it.name == name);
            let at = at.unwrap_or_else(|| {
                folder.folders.push(Folder {
                    name,
                    ..Folder::default()
                });
                folder.folders.len() - 1
            });
            folder = &mut folder.folders[at];
        }
        folder.feeds.push((feed, first));
    }

    /// Writes what is in it, `indent` columns in; no deeper than [`DEEPEST`].
    fn write(&self, indent: usize, out: &mut String) {
        let margin = " ".repeat(indent);
        for (feed, first) in &self.feeds {
            out.push_str(&margin);
            out.push_str(&line(feed, *first));
        }
        for folder in &self.folders {
            let name = escaped(folder.name);
            out.push_str(&format!("{margin}<outline text=\"{name}\">\n"));
            folder.write(indent + 2, out);
            out.push_str(&format!("{margin}</outline>\n"));
        }
    }
}

/// A feed as an element; with `first` its other tags are its categories.
fn line(subscription: &Subscription, first: Option<&str>) -> String {
    let title = if subscription.title.is_empty() {
        &subscription.address
    } else {
        &subscription.title
    };
    let mut line = format!(
        "<outline type=\"rss\" text=\"{}\" xmlUrl=\"{}\"",
        escaped(title),
        escaped(&subscription.address)
    );
    if let Some(home) = &subscription.home {
        line.push_str(&format!(" htmlUrl=\"{}\"", escaped(home)));
    }
    let others = subscription.tags.iter().map(String::as_str);
    let tags: Vec<&str> = others
        .skip(1)
        .filter(|tag| first.is_some() && is_category(tag))
        .collect();
    if !tags.is_empty() {
        line.push_str(&format!(" category=\"{}\"", escaped(&tags.join(","))));
    }
    line.push_str("/>\n");
    line
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unsafe(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the feeds with their tags.
    fn tags(list: &List) -> Vec<(&str, String)> {
        let feeds = list.feeds.iter();
        feeds
            .map(|s| (s.title.as_str(), s.tags.join("+")))
            .collect()
    }

    #[test]
    fn folders_become_tags_and_come_back() {
        let list = r#"<opml version="1.0"><body>
            <outline text="News"><outline text="Local">
              <outline text="Almery &amp; Coast" xmlUrl="https://almery.example/feed?a=1&amp;b=2" htmlUrl="https://almery.example/"/>
            </outline><outline text="Capital" title="The Capital" xmlUrl="https://capital.example/rss"/></outline>
            <outline text=" " title="Alone" xmlUrl="https://alone.example/rss" category="/Harbour/Boats,Fish"/>
            <outline text="Old, new"><outline text="Again" xmlUrl="https://alone.example/rss"/></outline>
          </body></opml>"#;
        let found = read(list.as_bytes()).unwrap();
        assert_eq!(
            tags(&found),
            [
                ("Almery & Coast", "News/Local".into()),
                ("Capital", "News".into()),
                ("Alone", "Harbour/Boats+Fish+Old, new".into())
            ]
        );
        let mut back = read(write(&found.feeds).as_bytes()).unwrap().feeds;
        back.sort_by(|one, other| one.address.cmp(&other.address));
        let mut feeds = found.feeds;
        feeds.sort_by(|one, other| one.address.cmp(&other.address));
        assert_eq!(back, feeds);
    }

    #[test]
    fn folders_stand_in_each_other_when_they_go_out() {
        let feed = |address: &str, tag: &str| Subscription {
            address: address.into(),
            tags: vec![tag.into()],
            ..Subscription::default()
        };
        let out = write(&[
            feed("https://a.example/", "News/World"),
            feed("https://b.example/", "News"),
            feed("https://c.example/", "a//b"),
        ]);
        let nested = "<outline text=\"News\">\n      <outline type=\"rss\" text=\"https://b.example/\" xmlUrl=\"https://b.example/\"/>\n      <outline text=\"World\">\n";
        assert!(out.contains(nested), "{out}");
        assert!(out.contains("<outline text=\"a//b\">"), "{out}");
    }

    #[test]
    fn odd_addresses_are_made_right_or_told() {
        let list = "<opml><body>
            <outline text='One' xmlUrl='feed://one.example/rss'/>
            <outline text='Two' type='rss' url='two.example/rss'/>
            <outline text='Three' type='podcast' url='https://three.example/?a=1&copy=2'/>
            <outline text='Script' xmlUrl='javascript:alert(1)'/>
            <outline text='Run' xmlUrl='exec:touch ran'/>
            <outline text='Page' type='link' url='https://page.example/'/>
            <outline text='Lost' type='rss' xmlUrl='' htmlUrl='https://lost.example/'/>
            <outline text='More' type='include' url='https://more.example/list.opml'/>
          </body></opml>";
        let found = read(list.as_bytes()).unwrap();
        let addresses: Vec<_> = found.feeds.iter().map(|it| it.address.as_str()).collect();
        assert_eq!(
            addresses,
            [
                "http://one.example/rss",
                "http://two.example/rss",
                "https://three.example/?a=1&copy=2"
            ]
        );
        let left_out: Vec<_> = found.left_out.iter().map(ToString::to_string).collect();
        assert_eq!(left_out.len(), 5, "{left_out:?}");
        assert!(left_out[0].starts_with("javascript:alert(1): javascript: cannot"));
        assert!(left_out[1].starts_with("exec:touch ran: a list cannot make"));
        assert_eq!(
            left_out[2],
            "https://page.example/: a link, not a feed (“Page”)"
        );
        assert_eq!(left_out[3], "Lost: the list has no address for it");
        assert!(left_out[4].contains("another list"));
    }

    #[test]
    fn a_cut_list_keeps_what_it_has_and_an_empty_one_says_so() {
        let cut = "<opml><body>\n<outline xmlUrl='https://a.example/'/>\n<outline text='b";
        let found = read(cut.as_bytes()).unwrap();
        assert_eq!(found.feeds.len(), 1);
        let damage = found.damage.unwrap();
        assert!(
            damage.starts_with("the list breaks off or is damaged at line 3"),
            "{damage}"
        );
        let open = "<opml><body><outline text='News'><outline xmlUrl='https://a.example/'/>";
        assert!(read(open.as_bytes()).unwrap().damage.is_some());
        assert!(read(b"<opml><body/></opml>").is_err());
        assert!(read(b"").is_err());
    }

    #[test]
    fn a_list_of_any_size_takes_time_by_its_length() {
        let categories: Vec<String> = (0..20_000).map(|n| format!("c{n}")).collect();
        let one = format!(
            "<opml><body><outline xmlUrl='https://a.example/' category='{}'/></body></opml>",
            categories.join(",")
        );
        assert_eq!(read(one.as_bytes()).unwrap().feeds[0].tags.len(), 20_000);
        let feeds: String = (0..20_000)
            .map(|n| format!("<outline xmlUrl='https://a.example/{n}'/>"))
            .collect();
        let many = format!("<opml><body>{feeds}</body></opml>");
        assert_eq!(read(many.as_bytes()).unwrap().feeds.len(), 20_000);
    }
}
