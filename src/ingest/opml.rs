//! Lists of subscriptions, as readers hand them to each other.

use super::feed::xml::{self, Element};
use super::html::Base;
use crate::error::{Error, Result};
use crate::model::{clean, is_unsafe};

/// A feed that is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its name; may be empty.
    pub title: String,
    /// The feed's address.
    pub address: String,
    /// The page that it belongs to.
    pub home: Option<String>,
    /// The folders that it stands in, and its categories.
    pub tags: Vec<String>,
}

/// How deep folders may stand in each other.
const DEEPEST: usize = 50;

/// Reads OPML. Folders become tags; an entry without the address of a feed is a folder.
///
/// # Errors
/// When no feed is in it.
pub fn read(bytes: &[u8]) -> Result<Vec<Subscription>> {
    let source = super::charset::decode(bytes, None);
    let document = xml::parse(&source);
    let mut found: Vec<Subscription> = Vec::new();
    let mut todo: Vec<(&Element, Vec<String>)> = vec![(&document.root, Vec::new())];
    while let Some((element, folders)) = todo.pop() {
        let title = element.attr("title").or(element.attr("text"));
        let title = title
            .map(|title| clean(title).trim().to_string())
            .unwrap_or_default();
        let mut inside = folders.clone();
        if let Some(address) = element
            .attr("xmlurl")
            .and_then(|address| Base::default().link(address))
        {
            take(
                &mut found,
                subscription(element, title, clean(&address).into_owned(), folders),
            );
        } else if element.name == "outline"
            && !title.is_empty()
            && inside.len() < DEEPEST
            && !inside.contains(&title)
        {
            inside.push(title);
        }
        todo.extend(
            element
                .children
                .iter()
                .rev()
                .map(|child| (child, inside.clone())),
        );
    }
    if found.is_empty() {
        return Err(Error::Message(
            "the list holds no feeds; export it again from the other reader as OPML".into(),
        ));
    }
    Ok(found)
}

fn subscription(
    element: &Element,
    title: String,
    address: String,
    mut tags: Vec<String>,
) -> Subscription {
    for category in element
        .attr("category")
        .into_iter()
        .flat_map(|list| list.split(','))
    {
        let tag = clean(category.trim().trim_matches('/')).into_owned();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let home = element
        .attr("htmlurl")
        .and_then(|home| Base::default().link(home));
    Subscription {
        title,
        address,
        home,
        tags,
    }
}

/// A feed that stands in several folders is one feed with all their tags.
fn take(found: &mut Vec<Subscription>, new: Subscription) {
    match found.iter_mut().find(|known| known.address == new.address) {
        Some(known) => {
            for tag in new.tags {
                if !known.tags.contains(&tag) {
                    known.tags.push(tag);
                }
            }
        }
        None => found.push(new),
    }
}

/// Writes OPML 2.0. The first tag is the folder, all tags are categories, so a list that is read
/// back is the same.
pub fn write(subscriptions: &[Subscription]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>Feeds</title>\n  </head>\n  <body>\n",
    );
    let mut folders: Vec<Option<&String>> = Vec::new();
    for subscription in subscriptions {
        let folder = subscription.tags.first();
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    for folder in folders {
        let indent = if folder.is_some() { "      " } else { "    " };
        if let Some(name) = folder {
            out.push_str(&format!("    <outline text=\"{}\">\n", escaped(name)));
        }
        for subscription in subscriptions.iter().filter(|s| s.tags.first() == folder) {
            out.push_str(indent);
            out.push_str(&line(subscription));
        }
        if folder.is_some() {
            out.push_str("    </outline>\n");
        }
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn line(subscription: &Subscription) -> String {
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
    // A comma parts categories, so a tag that has one cannot be written as such.
    let tags: Vec<&str> = subscription
        .tags
        .iter()
        .skip(1)
        .map(String::as_str)
        .filter(|tag| !tag.contains(','))
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

    #[test]
    fn folders_become_tags_and_come_back() {
        let list = r#"<opml version="1.0"><body>
            <outline text="News"><outline text="Local">
              <outline text="Almery &amp; Coast" xmlUrl="https://almery.example/feed?a=1&amp;b=2" htmlUrl="https://almery.example/"/>
            </outline></outline>
            <outline title="Alone" xmlUrl="https://alone.example/rss" category="/Harbour,Fish"/>
            <outline text="Favourites"><outline text="Again" xmlUrl="https://alone.example/rss"/></outline>
            <outline text="Script" xmlUrl="javascript:alert(1)"/>
          </body></opml>"#;
        let found = read(list.as_bytes()).unwrap();
        let tags: Vec<_> = found
            .iter()
            .map(|s| (s.title.as_str(), s.tags.join("+")))
            .collect();
        assert_eq!(
            tags,
            [
                ("Almery & Coast", "News+Local".into()),
                ("Alone", "Harbour+Fish+Favourites".into())
            ]
        );
        assert_eq!(read(write(&found).as_bytes()).unwrap(), found);
    }

    #[test]
    fn a_cut_list_keeps_what_it_has_and_an_empty_one_says_so() {
        let cut = "<opml><body><outline xmlUrl='https://a.example/'/><outline text='b";
        assert_eq!(read(cut.as_bytes()).unwrap().len(), 1);
        assert!(read(b"<opml><body/></opml>").is_err());
        assert!(read(b"").is_err());
    }
}
