//! Files of bookmarks, in the form that Netscape began: browsers write them, Raindrop, Pinboard and many others do.
//!
//! `<DT><H3>` names a folder, and the `<DL>` behind it holds what is in that; `<DT><A>` is a link and `<DD>` its description. Nothing
//! is closed but lists.

use dom_query::NodeRef;

use super::entry::{CUT, Entry, Read, Service, tags};
use crate::ingest::folders;
use crate::ingest::html::{line, tree};
use crate::model::clean;

/// How many bytes at the head say what a file is.
const HEAD: usize = 1024;

/// Reads a file of bookmarks; none where it is something else.
pub fn read(markup: &str) -> Option<Read> {
    let head: String = markup.chars().take(HEAD).collect();
    if !head.to_lowercase().contains("netscape-bookmark-file") {
        return None;
    }
    let page = tree::parse(markup);
    let mut found = Found::default();
    let mut steps = vec![Step::Enter(page.doc.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave => drop(found.folders.pop()),
            Step::Enter(node) => found.enter(node, &mut steps),
        }
    }
    found.left_out.extend(page.damage.map(|_| CUT.to_owned()));
    Some((found.service, found.entries, found.left_out))
}

/// What is still to be done, last in, first out.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// Ends a list.
    Leave,
}

struct Found {
    service: Service,
    entries: Vec<Entry>,
    left_out: Vec<String>,
    /// The paths of the folders that are open, the innermost last.
    folders: Vec<String>,
    /// The name of the folder whose list comes next.
    folder: Option<String>,
    /// Whether a description now is of the last entry.
    described: bool,
}

impl Default for Found {
    fn default() -> Self {
        Self {
            service: Service::Browser,
            entries: Vec::new(),
            left_out: Vec::new(),
            folders: Vec::new(),
            folder: None,
            described: false,
        }
    }
}

impl Found {
    fn enter<'a>(&mut self, node: NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        match &*node.node_name().unwrap_or_default() {
            "title" => {
                let title = line(&node).to_lowercase();
                let services = [Service::Raindrop, Service::Pinboard];
                let named = |service: &Service| title.contains(&service.name().to_lowercase());
                self.service = services.into_iter().find(named).unwrap_or(self.service);
                return;
            }
            "h3" => {
                // The folders that every browser has say nothing of what is in them.
                let built_in = ["personal_toolbar_folder", "unfiled_bookmarks_folder"];
                let built_in = built_in.iter().any(|name| node.has_attr(name));
                let name = if built_in { String::new() } else { line(&node) };
                self.folder = Some(clean(&name).trim().to_owned());
                self.described = false;
                return;
            }
            "a" => return self.link(&node),
            "dl" => {
                let path = self.folders.last().cloned().unwrap_or_default();
                let name = self.folder.take().unwrap_or_default();
                let path = folders::within(&path, &name).unwrap_or(path);
                self.folders.push(path);
                steps.push(Step::Leave);
            }
            "dd" => self.describe(&node),
            _ => {}
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }

    fn link(&mut self, node: &NodeRef<'_>) {
        let attr = |name: &str| node.attr_or(name, "").trim().to_owned();
        let feed = attr("feedurl");
        if !feed.is_empty() {
            let feed = clean(&feed).into_owned();
            let sentence = format!("{feed}: left out; it is a feed, which `pullquote add` follows");
            self.described = false;
            return self.left_out.push(sentence);
        }
        let mut all = tags(&attr("tags"));
        all.extend(self.folders.last().cloned());
        self.entries.push(Entry {
            at: format!("link {}", self.entries.len() + 1),
            url: attr("href"),
            title: line(node),
            saved: attr("add_date"),
            read: attr("toread") == "0",
            starred: attr("data-important") == "true",
            tags: all,
            ..Entry::default()
        });
        self.described = true;
    }

    /// Takes a description: the words of it alone, since the list of a folder may stand in it.
    fn describe(&mut self, node: &NodeRef<'_>) {
        let own = node.children_it(false).filter(NodeRef::is_text);
        let words: Vec<String> = own.map(|text| line(&text)).collect();
        if let Some(last) = self.entries.last_mut().filter(|_| self.described) {
            last.summary = words.join(" ").trim().to_owned();
        }
        self.described = false;
    }
}
