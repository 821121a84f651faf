//! A server of news for the tests, as faithful as the tests need, and able to misbehave.
//!
//! What it can be, [`Kind`]:
//! - `FreshRss` (1.20 to 1.25, `p/api/greader.php`): the interface lies below `/api/greader.php`. A
//!   number alone in `i=` is decimal. Headlines and names have fullwidth signs for `&`, `<`, `>`
//!   (`escapeToUnicodeAlternative`). `quickadd` reads the address of the question alone. Articles have
//!   labels, which `tag/list` gives the type `tag`; one that is called as a folder is called is not made, and the answer
//!   is OK (`TagDAO::addTag`). What is followed already is refused (`numResults` 0). `off`: the interface is not switched
//!   on, as it comes: 503 below, and every other address sends people to a page at `/i/`.
//! - `Miniflux` (from 2.2.9): a number alone is decimal, 16 digits with leading zeros are hexadecimal.
//!   Articles have no labels; a change of one is answered with 400. States bear the reader's number. A state that is
//!   put on an article which has it is taken off (`editTagHandler`, mended later). A feed is always in a folder:
//!   one that is only taken out of its folder stays there. What is followed already is refused with 500.
//! - `OldMiniflux` (up to 2.2.8): a number alone is hexadecimal (miniflux/v2#1498), and where it has none
//!   of the articles asked for it answers 500.
//! - `OldReader` (theoldreader/api, "Differences"): articles and feeds are named by 24 hex digits.
//!
//! How it misbehaves: `instead` answers a place otherwise (an error as JSON with status 200, garbage, half
//! an answer), `dies` does what it is asked and ends before it says so, `moved` sends everybody on to another address,
//! `page` is the size of a page of names, `picture` of a feed makes its articles heavy, `uses` makes tokens of changes
//! run out (The Old Reader, Inoreader), `finds` follows a feed under another address than the one that it was told,
//! [`News::drop_feed`] takes a feed's articles with it as all of these do, [`News::renumber`] is an account that was set
//! up anew.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Answer, Request};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Miniflux,
    OldMiniflux,
    FreshRss,
    OldReader,
    /// See [`super::others`].
    Fever,
    /// See [`super::others`].
    Nextcloud,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] = [
        Kind::Miniflux,
        Kind::OldMiniflux,
        Kind::FreshRss,
        Kind::OldReader,
        Kind::Fever,
        Kind::Nextcloud,
    ];
}

#[derive(Clone, Debug, Default)]
pub struct Feed {
    pub title: String,
    pub url: String,
    pub folder: String,
    /// Bytes of a picture in each article.
    pub picture: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Item {
    pub feed: i64,
    pub title: String,
    pub words: String,
    pub link: String,
    pub read: bool,
    pub starred: bool,
    pub labels: BTreeSet<String>,
    /// When the server got it, in seconds since 1970.
    pub at: i64,
}

/// Answers a place below the interface otherwise.
pub type Instead = Box<dyn Fn(&str) -> Option<Answer> + Send>;

/// What changes an answer.
pub type Spoil = Box<dyn Fn(&mut Value) + Send>;

#[derive(Default)]
pub struct News {
    pub kind: Kind,
    pub feeds: BTreeMap<i64, Feed>,
    pub items: BTreeMap<i64, Item>,
    /// What clients did to feeds: "follow http://…", "unfollow 1", "edit 1 t=… a=… r=…".
    pub edits: Vec<String>,
    pub page: usize,
    pub off: bool,
    pub moved: Option<String>,
    pub instead: Option<Instead>,
    /// Changes an answer in JSON before it goes out.
    pub spoils: Option<Spoil>,
    /// Words of all answers that go out as others.
    pub rewrites: Option<(&'static str, &'static str)>,
    /// What is asked with this in its place or words is done, and answered with 502.
    pub dies: Option<&'static str>,
    /// Tokens of earlier logins are void where this has changed.
    pub login: u32,
    /// For so many changes the token that goes with them is good; zero for any number.
    pub uses: usize,
    /// How many tokens were given out, and for how many changes the last was used.
    pub tokens: (usize, usize),
    /// The end of addresses, and what they end in where their feeds are.
    pub finds: Option<(&'static str, &'static str)>,
    /// The folder that was made last, of Nextcloud.
    pub made: String,
    /// Nextcloud tells of no more than what has changed since.
    pub dated: bool,
}

impl News {
    /// Two feeds, "Paper 1" in Sea and "Paper 2" in Land, with these stories: odd numbers in the first.
    pub fn new(kind: Kind, stories: impl IntoIterator<Item = i64>) -> Self {
        let feed = |number: i64, folder: &str| Feed {
            title: format!("Paper {number}"),
            url: format!("http://127.0.0.1:1/{number}"),
            folder: folder.to_owned(),
            picture: 0,
        };
        let mut news = Self {
            kind,
            feeds: [(1, feed(1, "Sea")), (2, feed(2, "Land"))].into(),
            page: 10_000,
            ..Self::default()
        };
        for number in stories {
            news.items.insert(number, story(number, 2 - number % 2));
        }
        news
    }

    /// The feed goes, and its articles with it.
    pub fn drop_feed(&mut self, number: i64) {
        self.feeds.remove(&number);
        self.items.retain(|_, item| item.feed != number);
    }

    /// The same stories under other numbers, all as they come; earlier logins are void.
    pub fn renumber(&mut self, shift: i64) {
        let items = std::mem::take(&mut self.items).into_iter();
        let fresh = |item: Item| Item {
            read: false,
            starred: false,
            ..item
        };
        self.items = items.map(|(it, item)| (it + shift, fresh(item))).collect();
        self.login += 1;
    }

    pub fn titles(&self, which: impl Fn(&Item) -> bool) -> Vec<String> {
        let items = self.items.values().filter(|item| which(item));
        items.map(|item| item.title.clone()).collect()
    }

    pub fn starred(&self) -> Vec<String> {
        self.titles(|item| item.starred)
    }

    pub fn unread(&self) -> Vec<String> {
        self.titles(|item| !item.read)
    }

    pub fn story(&mut self, title: &str) -> &mut Item {
        let mut items = self.items.values_mut();
        items.find(|item| item.title == title).unwrap()
    }

    pub fn answer(&mut self, request: &Request) -> Answer {
        let mut answer = self.hear(request);
        if let Some(spoil) = &self.spoils
            && let Ok(mut value) = serde_json::from_slice(&answer.body)
        {
            spoil(&mut value);
            answer.body = value.to_string().into_bytes();
        }
        if let Some((from, to)) = self.rewrites {
            let body = String::from_utf8_lossy(&answer.body).replace(from, to);
            answer.body = body.into_bytes();
        }
        let means = |part: &str| request.path.contains(part) || request.body.contains(part);
        match self.dies.is_some_and(means) {
            true => Answer::status(502),
            false => answer,
        }
    }

    fn hear(&mut self, request: &Request) -> Answer {
        let path = request.path.split('?').next().unwrap_or_default();
        if let Some(to) = &self.moved {
            return Answer::redirect(301, &format!("{to}{path}"));
        }
        match self.kind {
            Kind::Fever => self.fever(request),
            Kind::Nextcloud => self.nextcloud(request),
            _ => self.reader(request),
        }
    }

    /// The words of an article, with the picture of its feed.
    pub fn words(&self, item: &Item) -> String {
        let picture = self.feeds.get(&item.feed).map_or(0, |feed| feed.picture);
        let picture = match picture {
            0 => String::new(),
            bytes => format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(bytes)),
        };
        format!("{}{picture}", item.words)
    }

    pub fn wide(&self, text: &str) -> String {
        match self.kind {
            Kind::FreshRss | Kind::Fever => text
                .replace('&', "＆")
                .replace('<', "＜")
                .replace('>', "＞"),
            _ => text.to_owned(),
        }
    }
}

/// "Story 7" of a feed.
pub fn story(number: i64, feed: i64) -> Item {
    Item {
        feed,
        title: format!("Story {number}"),
        words: format!("<p>“Boat {number} is full,” said Ana Ruiz.</p>"),
        link: format!("https://lamp.example/{number}"),
        at: 1_786_363_200 + number,
        ..Item::default()
    }
}
