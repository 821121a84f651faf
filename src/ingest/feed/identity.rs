//! What an item is called and known by, and which items of a feed are the same.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use sha2::{Digest, Sha256};

use super::title;
use crate::model::{Article, FeedItem};

/// Gives an item without a title the first words of its story for one, else its address. Not before its
/// id is made, which must stay what it is.
pub fn name_untitled(item: &mut FeedItem) {
    let article = &mut item.article;
    if title::says_nothing(&article.meta.title) {
        let words = title::first_words(&article.text);
        if !words.is_empty() {
            article.meta.title = words;
        }
    }
    // Nothing but an address or a file: what it is called.
    let address = article.meta.url.as_ref().or(item.enclosures.first());
    if let Some(address) = address.filter(|_| article.meta.title.is_empty()) {
        article.meta.title = title::of_address(address);
    }
}

/// The source's id, else the link, else a hash of title and text: never made of date or place, so an
/// item stays itself from one fetch to the next.
pub fn id(given: Option<&str>, article: &Article) -> String {
    match given.or(article.meta.url.as_deref()) {
        Some(given) => crate::model::clean(given).into_owned(),
        None => fingerprint(article),
    }
}

/// The same for the same title and text.
pub fn fingerprint(article: &Article) -> String {
    let mut hash = Sha256::new();
    hash.update(&article.meta.title);
    hash.update([0]);
    hash.update(&article.text);
    let digest = hash.finalize();
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Items of one feed that share an id but neither title nor text get ids of their own, so none is lost;
/// one that says what another of its id says is the same and goes.
pub fn tell_apart(items: &mut Vec<FeedItem>) {
    let mut seen = Seen::default();
    items.retain_mut(|item| seen.is_new(item));
}

/// The ids of a feed so far, and what the items under each say.
#[derive(Default)]
pub struct Seen {
    ids: HashMap<String, HashSet<u64>>,
    hasher: RandomState,
}

impl Seen {
    /// Whether an item is none of those before it; where only its id is, it gets another.
    pub fn is_new(&mut self, item: &mut FeedItem) -> bool {
        let article = &item.article;
        let words = self.hasher.hash_one((&article.meta.title, &article.text));
        match self.ids.entry(item.id.clone()) {
            Entry::Vacant(id) => {
                id.insert(HashSet::from([words]));
                true
            }
            Entry::Occupied(mut id) => {
                let other = id.get_mut().insert(words);
                if other {
                    item.id = format!("{}#{}", item.id, fingerprint(article));
                }
                other
            }
        }
    }
}
