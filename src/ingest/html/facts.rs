//! A page's title, byline, date and the like, from all places where pages put them.

mod author;
mod spots;
mod title;

use std::cell::OnceCell;

use dom_query::{Document, NodeRef};
use url::Url;

use self::author::{first_name, is_about_author, is_about_subject, is_in_sentence, with_others};
use self::spots::Spots;
use self::title::{bare, heading, is_alike, is_part, without_site};
use super::address::Base;
use super::elements::line;
use super::elsewhere::is_elsewhere;
use super::linked_data::{self, LinkedData};
use super::names::name_in;
use super::prose::Leaf;
use super::visible::{self, date_of};
use crate::ingest::{dates, entities};
use crate::model::Meta;

/// What is known about the article of `doc`, found at `url`; and its words, where the page tells machines of them.
pub fn read(doc: &Document, url: Option<&str>, base: &Base) -> (Meta, Option<String>) {
    let mut facts = Facts::gather(doc, url);
    let body = facts.linked.body.take();
    let title = facts.title();
    let meta = Meta {
        byline: facts.byline(&title),
        site: facts.site(),
        published: facts.published(&title),
        lang: facts.lang(),
        url: facts.url(base),
        excerpt: facts.excerpt(),
        title,
        damage: None,
    };
    (meta, body)
}

/// Where pages name their title, the best first.
const TITLES: &[&str] = &[
    "og:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "twitter:title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "title",
];

/// Where they name who wrote it.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dc.author",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "og:article:author",
];

/// What stands before the name of who wrote it.
const WRITTEN_BY: &[&str] = &[
    "author",
    "autor",
    "by",
    "escrito por",
    "geschreven door",
    "interview by",
    "napisane przez",
    "napsal(a)",
    "posted by",
    "scritto da",
    "skriven av",
    "verfasst von",
    "von",
    "words by",
    "written by",
    "écrit par",
    "автор",
    "написано автором",
];

/// Where they say when it was published.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "datecreated",
    "article.published",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "date",
    "timestamp",
    "originalpublicationdate",
    "displaydate",
    "pub_date",
    "release_date",
];

/// Where they say when it was changed: better than no date.
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "lastmod",
    "last-modified",
];

struct Facts<'a> {
    doc: &'a Document,
    spots: Spots<'a>,
    address: Option<&'a str>,
    linked: LinkedData,
    /// `<meta>`: name, property or itemprop in lower case, and content; in order.
    meta: Vec<(String, String)>,
    /// The blocks of the page, once they are asked for.
    leaves: OnceCell<Vec<Leaf<'a>>>,
}

impl<'a> Facts<'a> {
    fn gather(doc: &'a Document, address: Option<&'a str>) -> Self {
        let spots = Spots::of(doc);
        let mut meta = Vec::new();
        for node in &spots.metas {
            let content = entities::decode(node.attr_or("content", "").trim()).into_owned();
            if content.is_empty() {
                continue;
            }
            for key in ["property", "name", "itemprop", "http-equiv"] {
                for name in node
                    .attr_or(key, "")
                    .to_ascii_lowercase()
                    .split_whitespace()
                {
                    meta.push((
                        name.replace("dc:", "dc.").replace("dcterms:", "dcterms."),
                        content.clone(),
                    ));
                }
            }
        }
        Self {
            doc,
            address,
            linked: {
                let scripts = spots.scripts.iter().map(NodeRef::text);
                // Some frameworks put the script's words into the wrong element.
                let misplaced = meta.iter().filter(|(name, _)| name.ends_with("ld+json"));
                let misplaced = misplaced.map(|(_, content)| content.as_str().into());
                linked_data::read(scripts.chain(misplaced))
            },
            spots,
            meta,
            leaves: OnceCell::new(),
        }
    }

    fn leaves(&self) -> &[Leaf<'a>] {
        self.leaves.get_or_init(|| visible::leaves(self.doc))
    }

    /// The first content under one of the names, in the order of the names.
    fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.meta.iter().find(|(key, _)| key == name);
            found.map(|(_, content)| content.as_str())
        })
    }

    fn title(&self) -> String {
        let whole = self.spots.titles.first().map(line).unwrap_or_default();
        let meta = self.meta(TITLES);
        let named = meta
            .map(str::to_string)
            .into_iter()
            .chain(self.linked.titles.iter().cloned());
        let named: Vec<String> = named.collect();
        let mut headings = self
            .spots
            .headings
            .iter()
            .take(8)
            .map(heading)
            .collect::<Vec<_>>();
        headings.retain(|heading| heading.chars().count() > 3);
        let known = named.iter().chain([&whole]);
        // A heading that the page also gives as its title is the title without the site's name.
        for title in known {
            let same = headings.iter().filter(|heading| is_part(heading, title));
            if let Some(heading) = same.max_by_key(|heading| heading.len()) {
                return heading.clone();
            }
        }
        // A heading that says much the same is what the reader of the page sees.
        let title = named.into_iter().next().unwrap_or(whole);
        if let Some(heading) = headings.iter().find(|heading| is_alike(heading, &title)) {
            return heading.clone();
        }
        let bare = without_site(&title, self.site().as_deref());
        if bare.is_empty() {
            return headings.into_iter().next().unwrap_or_default();
        }
        bare.to_string()
    }

    fn byline(&self, title: &str) -> Option<String> {
        let linked = self.linked.authors.join(", ");
        let marked = || {
            let spots = "[rel~=author], [itemprop~=author] [itemprop=name], [itemprop~=author], .byline-name, \
                .author-name, .article-author, .byline, .author, .autor, .auteur, .autore, .by, .p-author, [class*=byline], [class*=author-name], [class*=author]";
            let found = self.doc.select(spots);
            let nodes: Vec<NodeRef<'_>> = found
                .nodes()
                .iter()
                .take(40)
                .filter(|node| !node.has_name("meta") && is_about_author(node))
                .filter(|node| {
                    !is_elsewhere(node) && !is_in_sentence(node) && !is_about_subject(node)
                })
                .copied()
                .collect();
            nodes
                .iter()
                .enumerate()
                .find_map(|(at, node)| Some((at, first_name(node)?)))
                .map(|(at, name)| with_others(&nodes[at..], name))
        };
        let told = name_in(&linked).or_else(|| AUTHORS.iter().find_map(|key| self.names(key)));
        // Who puts the site's name there may still name a person to be read.
        let (person, body) = match told {
            Some(name) if self.is_site(&name) => (None, Some(name)),
            told => (told, None),
        };
        let shown = || visible::byline(self.doc, self.leaves(), title);
        let marked = person.is_none().then(marked).flatten();
        let (marked, other) = match marked {
            Some(name) if self.is_site(&name) => (None, Some(name)),
            marked => (marked, None),
        };
        person
            .or(marked)
            .or_else(|| self.labelled())
            .or_else(shown)
            .or(body)
            .or(other)
    }

    /// The name that stands for other sites behind "Written by", in one of the first two pairs of label and words.
    fn labelled(&self) -> Option<String> {
        let said = |label: &str| {
            let label = label.trim_end_matches(':').to_lowercase();
            WRITTEN_BY.contains(&label.as_str())
        };
        [1, 2]
            .iter()
            .filter(|n| self.meta(&[&format!("twitter:label{n}")]).is_some_and(said))
            .find_map(|n| name_in(self.meta(&[&format!("twitter:data{n}")])?))
            .filter(|name| !self.is_site(name))
    }

    /// The names under one key: some pages have an element for each author.
    fn names(&self, key: &str) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for (_, content) in self.meta.iter().filter(|(known, _)| known == key) {
            names.extend(name_in(content).filter(|name| !names.contains(name)));
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Whether a name is the site's, by what it calls itself or by its address.
    fn is_site(&self, name: &str) -> bool {
        // Who has a page of their own is a person all the same: "Ana Ruiz" at anaruiz.example.
        let alone = !name.trim().contains(' ');
        let name = bare(name);
        let host = self
            .place()
            .and_then(|it| Url::parse(&it).ok()?.host_str().map(str::to_owned));
        let host = host.unwrap_or_default();
        let labels = host.split('.').rev().skip(1);
        self.site().is_some_and(|site| bare(&site) == name)
            || alone
                && labels
                    .filter(|label| label.len() > 2)
                    .any(|label| bare(label) == name)
    }

    /// Where the page was found, else where it says it belongs, as it writes that.
    fn place(&self) -> Option<String> {
        let own = self.address.map(str::to_owned);
        own.or_else(|| {
            let link = self.spots.links.first();
            let href = link.map(|link| link.attr_or("href", "").to_string());
            href.or_else(|| self.meta(&["og:url"]).map(str::to_owned))
        })
    }

    fn site(&self) -> Option<String> {
        let meta = self.meta(&[
            "og:site_name",
            "dc.publisher",
            "application-name",
            "apple-mobile-web-app-title",
        ]);
        let site = meta
            .map(str::to_string)
            .or_else(|| self.linked.site.clone())?;
        // Some give their address, or by what name they post.
        let host = Url::parse(&site)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        let site = match host {
            Some(host) => host.trim_start_matches("www.").to_owned(),
            // What would stand behind it does not.
            None => {
                let site = site
                    .trim_end()
                    .trim_end_matches(['-', '–', '—', '|', '·', ':', ' ']);
                site.trim_start_matches('@').to_owned()
            }
        };
        Some(site).filter(|site| !site.is_empty())
    }

    fn published(&self, title: &str) -> Option<String> {
        let linked = self.linked.published.as_deref().and_then(dates::parse);
        linked
            .or_else(|| {
                PUBLISHED
                    .iter()
                    .find_map(|name| dates::parse(self.meta(&[name])?))
            })
            .or_else(|| self.marked_date())
            .or_else(|| visible::date_of_byline(self.leaves(), title))
            .or_else(|| self.named_date())
            .or_else(|| visible::date(self.leaves(), title))
            .or_else(|| date_in_address(&self.place()?))
            .or_else(|| dates::parse(self.meta(CHANGED)?))
            .or_else(|| self.linked.modified.as_deref().and_then(dates::parse))
            .filter(|date| date.as_str() > "1990")
    }

    /// The date in an element that is meant for it.
    fn marked_date(&self) -> Option<String> {
        let within = |node: &&NodeRef<'_>| {
            let mut above = node.ancestors_it(None);
            above.any(|above| above.has_name("article") || above.has_name("main"))
        };
        let times = &self.spots.times;
        first_date(self.spots.dated.iter())
            .or_else(|| first_date(times.iter().filter(within)))
            .or_else(|| first_date(times.iter()))
    }

    /// The date in an element that is named so.
    fn named_date(&self) -> Option<String> {
        const NAMED: &str = "[class*=publish], [class*=posted], [class*=pubdate], [id*=publish], [class*=dateline], \
            [class*=byline], [class*=date], [class*=timestamp], [class*=meta], [id*=date]";
        first_date(self.doc.select(NAMED).nodes().iter())
    }

    fn lang(&self) -> Option<String> {
        let root = self
            .doc
            .html_root()
            .attr("lang")
            .map(|lang| lang.to_string());
        let lang = root.filter(|lang| !lang.trim().is_empty());
        lang.or_else(|| {
            self.meta(&["og:locale", "content-language", "dc.language", "language"])
                .map(|l| l.replace('_', "-"))
        })
        .or_else(|| self.linked.lang.clone())
    }

    /// Where it was found, else where it says it belongs.
    fn url(&self, base: &Base) -> Option<String> {
        if let Some(address) = self.address {
            return Some(address.to_owned());
        }
        base.link(&self.place()?)
            .filter(|url| url.starts_with("http"))
    }

    fn excerpt(&self) -> Option<String> {
        let meta = self.meta(&[
            "og:description",
            "description",
            "dc.description",
            "dcterms.description",
            "twitter:description",
        ]);
        meta.map(str::to_string)
            .or_else(|| self.linked.excerpt.clone())
    }
}

/// The first date in some of the nodes that is about the article.
fn first_date<'n>(nodes: impl Iterator<Item = &'n NodeRef<'n>>) -> Option<String> {
    let own = nodes.take(60).filter(|node| !is_elsewhere(node));
    let (changed, first): (Vec<_>, Vec<_>) = own.partition(|node| is_of_change(node));
    first.into_iter().chain(changed).find_map(date_of)
}

/// Whether the words right before a date, or its own, say that something was changed then.
fn is_of_change(date: &NodeRef<'_>) -> bool {
    let before = date.prev_sibling().filter(NodeRef::is_text);
    before.is_some_and(|before| dates::is_of_change(&before.text()))
        || date.normalized_char_count() <= 80 && dates::is_of_change(&date.text())
}

/// `/2024/05/12/` or `/2024-05-12-` in an address.
fn date_in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|three| {
        let sized = three[0].len() == 4
            && (1..=2).contains(&three[1].len())
            && (1..=2).contains(&three[2].len());
        let digits = three
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        (sized && digits && (three[0].starts_with("19") || three[0].starts_with("20")))
            .then(|| dates::parse(&three.join("-")))
            .flatten()
    })
}
