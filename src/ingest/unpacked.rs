//! A page, a feed or a text, as it is: which of them it is, and the reader of that.

use super::format::{self, Format};
use super::hint::{Hint, Ingested, refusal};
use super::{charset, feed, html, markdown, text};
use crate::error::Result;
use crate::model::{FeedItem, without_escapes};

/// Reads bytes that are packed in nothing; the items of a feed are given one by one, as [`super::ingest_each`] does.
///
/// # Errors
/// One sentence when there is nothing to read.
pub fn unpacked(bytes: &[u8], hint: Hint<'_>, each: &mut dyn FnMut(FeedItem)) -> Result<Ingested> {
    let refuse = |reason: String| refusal(hint, reason);
    if let Some(reason) = format::not_text(bytes) {
        return Err(refuse(reason));
    }
    let words = charset::decode(bytes, hint.content_type);
    let words = without_escapes(&words);
    if format::is_noise(&words) {
        return Err(refuse(
            "looks like binary data, not text; give a page, a feed or a text".into(),
        ));
    }
    let article = match format::guess(&words, hint) {
        Format::Html => {
            let mut article = html::read(&words, hint);
            // A title, or pictures, is all that there is.
            if article.text.trim().is_empty() && article.meta.damage.is_none() {
                let damage =
                    "The page sends no words to read; a script may show them in a browser.";
                article.meta.damage = Some(damage.into());
            }
            article
        }
        Format::XmlFeed => {
            let feed = feed::read_each(&words, hint, each);
            return Ok(Ingested::Feed(Box::new(feed)));
        }
        Format::JsonFeed => {
            let mut feed = feed::read_json(&words, hint);
            feed.items.drain(..).for_each(each);
            return Ok(Ingested::Feed(Box::new(feed)));
        }
        Format::Opml => {
            return Err(refuse(
                "is a list of feeds; follow them with `pullquote add`".into(),
            ));
        }
        Format::Markdown if markdown::is_too_dense(&words) => {
            let mut article = text::read(&words, hint);
            let damage =
                "The text has more than 1,000,000 signs of Markdown and is shown as it is written.";
            article.meta.damage = Some(damage.into());
            article
        }
        Format::Markdown => markdown::read(&words, hint),
        Format::Text => text::read(&words, hint),
    };
    if article.text.is_empty() && article.meta.title.is_empty() {
        return Err(refuse(
            "has no words to read; give a page, a feed or a text".into(),
        ));
    }
    Ok(Ingested::Article(Box::new(article)))
}
