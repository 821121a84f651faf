//! The worker's side: reads pages one after the other until its pipe closes.
//!
//! One thread listens, so that the worker ends with the program also while it reads; the other reads.

use std::io::{self, stdin, stdout};
use std::sync::mpsc::{Receiver, sync_channel};

use super::cage;
use super::frames::{self, Answer, Question, Wanted};
use crate::error::{Error, FAULT};
use crate::ingest::{Hint, Ingested, discover, in_book, next_page, picture};
use crate::model::{FeedItem, Picture};
use crate::world::fault;
use crate::world::guard::{self, guarded};
use crate::world::threads::spawn;

/// Serves the program that started this one.
pub fn serve() {
    let (give, questions) = sync_channel(0);
    let (begin, begun) = sync_channel(0);
    // The thread comes first, and must be up: what it begins with is not allowed in the cage.
    let reads = move || {
        let _ = begin.send(());
        work(&questions);
    };
    if spawn("worker-apart", reads).is_err() || begun.recv().is_err() {
        return;
    }
    cage::shut();
    let mut from = stdin().lock();
    while let (Ok(question), Ok(bytes)) = (frames::read(&mut from), frames::read(&mut from)) {
        if give.send((question, bytes)).is_err() {
            return;
        }
    }
}

fn work(questions: &Receiver<(Vec<u8>, Vec<u8>)>) {
    while let Ok((question, bytes)) = questions.recv() {
        cage::begin();
        let Ok(question) = serde_json::from_slice(&question) else {
            return;
        };
        let mut batch = Batch {
            items: Vec::new(),
            bytes: 0,
        };
        let answer = answer(&question, &bytes, &mut |item| batch.take(item));
        drop(bytes);
        batch.send();
        if send(&answer).is_err() {
            return;
        }
    }
}

/// What is said, after its address and a colon, of a picture that is neither beside an article nor in a book.
const NOT_THERE: &str = "there is no such file with the article";

/// The address of the next page; none where the page breaks what reads it.
pub(super) fn following(page: &[u8], hint: Hint<'_>) -> Option<String> {
    let page = String::from_utf8_lossy(page);
    guarded(|| next_page(&page, hint.name, hint.url.unwrap_or_default())).flatten()
}

/// The picture in some bytes, or at a place of the book that they are; a sentence where there is none, also where they
/// break what decodes them.
pub(super) fn seen(bytes: &[u8], within: &str) -> Result<Picture, String> {
    let look = || match within {
        "" => picture(bytes),
        place => picture(&in_book(bytes, place).ok_or(NOT_THERE)?),
    };
    guarded(look).unwrap_or_else(|| Err(FAULT.to_owned()))
}

/// Bytes of text that are sent at once.
const AT_ONCE: usize = 1 << 18;

/// Items of a feed that are still to be sent.
struct Batch {
    items: Vec<FeedItem>,
    bytes: usize,
}

impl Batch {
    fn take(&mut self, item: FeedItem) {
        self.bytes += item.article.text.len();
        self.items.push(item);
        if self.bytes >= AT_ONCE || self.items.len() >= 256 {
            self.send();
        }
    }

    /// Sends them. Whether anybody listens is seen when the answer is sent.
    fn send(&mut self) {
        self.bytes = 0;
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            let _ = send(&Answer::Items(items));
        }
    }
}

fn send(answer: &Answer) -> io::Result<()> {
    let mut to = stdout().lock();
    frames::write(&mut to, &serde_json::to_vec(answer)?)?;
    match answer {
        Answer::Picture(picture) => frames::write(&mut to, &picture.rgb),
        _ => Ok(()),
    }
}

fn answer(question: &Question<'_>, bytes: &[u8], each: &mut dyn FnMut(FeedItem)) -> Answer {
    if guarded(|| fault::on_purpose(bytes)).is_none() {
        return Answer::Nothing(FAULT.to_owned());
    }
    let hint = Hint {
        name: &question.name,
        content_type: question.content_type.as_deref(),
        url: question.url.as_deref(),
    };
    match question.wanted {
        Wanted::Next => Answer::Next(following(bytes, hint)),
        Wanted::Picture => match seen(bytes, &question.name) {
            Ok(picture) => Answer::Picture(picture),
            Err(reason) => Answer::Nothing(reason),
        },
        Wanted::Links => Answer::Links(
            guarded(|| discover(&String::from_utf8_lossy(bytes), hint.url)).unwrap_or_default(),
        ),
        Wanted::Articles => match guard::read_each(bytes, hint, each) {
            Ok(Ingested::Article(article)) => Answer::Article(article),
            Ok(Ingested::Feed(feed)) => Answer::Feed(feed),
            Err(Error::NoArticle { reason, .. } | Error::Unreadable { reason, .. }) => {
                Answer::Nothing(reason)
            }
            Err(Error::Message(_)) => Answer::Nothing(FAULT.to_owned()),
        },
    }
}
