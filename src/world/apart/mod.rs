//! Reading what strangers wrote, and decoding their pictures, in a process of its own, so that a page without an end, a gigabyte or a
//! fault in a parser costs that page, and neither the library nor the screen.
//!
//! The process is this same program ([`worker`]), without files and network where the system can take
//! them away. It is started when something is read, kept for the next, and ends with its pipe. Where none can be
//! started, what reads is this process, as if there were no such thing. `frames` is what the two say to each other.
//!
//! The workers that wait are one set for the process, as connections are: whoever reads shares them.

mod cage;
mod frames;
pub mod worker;

use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use self::frames::{Answer, Question, Wanted};
use super::guard::{self, guarded};
use super::threads::named;
use crate::error::{Error, FAULT, Result};
use crate::ingest::{FeedLink, Hint, Ingested, discover};
use crate::model::{Article, FeedItem, Picture, is_unsafe};

/// The argument that makes this program a worker; said by nobody but `start`.
pub const ARGUMENT: &str = "--read-apart";

/// What takes longer, by the clock, is ended. The worker's own bound, by its processor time, is much lower: this
/// one is for workers that wait.
const LONGEST: Duration = Duration::from_secs(90);

/// Workers that wait for something to read.
const MOST_IDLE: usize = 2;

/// A worker that has read more bytes than this is not kept: it would hold the memory that it took.
const SMALL: usize = 2 << 20;

/// What is said, after a name and a colon, of a page that takes too long.
const TOO_LONG: &str = "takes too long to read, and was left out";

/// The same of one at which the worker ended.
const TOO_MUCH: &str =
    "needs more memory than one page may, or broke what reads pages; it was left out";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

/// Says that this process is the program itself, which can be started again as a worker. Without it, as in
/// tests of the library, everything is read in this process.
pub fn allow() {
    // The file may be replaced by a later version while this one runs; this name stands for the old one.
    let own = if cfg!(target_os = "linux") {
        Ok("/proc/self/exe".into())
    } else {
        std::env::current_exe()
    };
    if let Ok(own) = own {
        let _ = PROGRAM.set(own);
    }
}

/// [`guard::read`] in a process of its own.
///
/// # Errors
/// As it; also where it takes too long, or more memory than is allowed.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let mut items = Vec::new();
    let mut found = read_each(bytes, hint, &mut |item| items.push(item))?;
    if let Ingested::Feed(feed) = &mut found {
        feed.items = items;
    }
    Ok(found)
}

/// The same, with the items of a feed given one by one while the rest is read: the feed that comes back has none.
///
/// # Errors
/// As [`read`]; the items that were given before are whole.
pub fn read_each(bytes: &[u8], hint: Hint<'_>, each: &mut dyn FnMut(FeedItem)) -> Result<Ingested> {
    let refuse = |reason: &str| {
        let name = if hint.name.is_empty() {
            "input"
        } else {
            hint.name
        };
        Err(Error::no_article(name, reason))
    };
    let mut fault = false;
    let mut take = |item: FeedItem| match is_whole(&item.article) {
        true if !fault => each(item),
        _ => fault = true,
    };
    match ask(Wanted::Articles, bytes, hint, &mut take) {
        None => guard::read_each(bytes, hint, each),
        _ if fault => refuse(FAULT),
        Some(Ok(Answer::Article(article))) if is_whole(&article) => Ok(Ingested::Article(article)),
        Some(Ok(Answer::Feed(feed))) if feed.items.is_empty() => Ok(Ingested::Feed(feed)),
        Some(Ok(Answer::Nothing(reason))) => refuse(&reason),
        Some(Ok(_)) => refuse(FAULT),
        Some(Err(end)) => refuse(end),
    }
}

/// Whether [`read`] failed by a fault, its time or its memory, not for want of an article.
pub fn is_broken(error: &Error) -> bool {
    let broken = |reason: &str| [FAULT, TOO_LONG, TOO_MUCH].contains(&reason);
    matches!(error, Error::NoArticle { reason, .. } if broken(reason))
}

/// What is said at the head of an article of which only title, address and date were taken for that.
pub const WORDLESS: &str = "Its words could not be read.";

/// [`discover`] in a process of its own; no links where that fails.
pub fn links(page: &[u8], url: Option<&str>) -> Vec<FeedLink> {
    let hint = Hint {
        url,
        ..Hint::default()
    };
    match ask(Wanted::Links, page, hint, &mut drop) {
        None => guarded(|| discover(&String::from_utf8_lossy(page), url)).unwrap_or_default(),
        Some(Ok(Answer::Links(links))) => links,
        Some(_) => Vec::new(),
    }
}

/// [`crate::ingest::next_page`] in a process of its own; none where that fails.
pub fn next_page(page: &[u8], first: &str, current: &str) -> Option<String> {
    let hint = Hint {
        name: first,
        url: Some(current),
        ..Hint::default()
    };
    match ask(Wanted::Next, page, hint, &mut |_| ()) {
        None => worker::following(page, hint),
        Some(Ok(Answer::Next(next))) => next,
        Some(_) => None,
    }
}

/// [`crate::ingest::picture`] in a process of its own; `within` is its place where the bytes are a book, else empty.
///
/// # Errors
/// As it; also where it takes too long, or more memory than is allowed.
pub fn picture(bytes: &[u8], within: &str) -> Result<Picture, String> {
    let hint = Hint {
        name: within,
        ..Hint::default()
    };
    match ask(Wanted::Picture, bytes, hint, &mut drop) {
        None => worker::seen(bytes, within),
        Some(Ok(Answer::Picture(picture))) if picture.is_whole() => Ok(picture),
        Some(Ok(Answer::Nothing(reason))) => Err(reason),
        Some(Ok(_)) => Err(FAULT.to_owned()),
        Some(Err(_)) => {
            Err("takes too much time or memory, or broke what decodes pictures".to_owned())
        }
    }
}

/// None where there can be no worker; why it ended, where it did. Items of a feed come before the answer.
fn ask(
    wanted: Wanted,
    bytes: &[u8],
    hint: Hint<'_>,
    each: &mut dyn FnMut(FeedItem),
) -> Option<Result<Answer, &'static str>> {
    let question = Question {
        wanted,
        name: hint.name.into(),
        content_type: hint.content_type.map(Into::into),
        url: hint.url.map(Into::into),
    };
    let mut worker = idle().or_else(start)?;
    let answer = worker.ask(&question, bytes, each)?;
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    if answer.is_ok() && bytes.len() <= SMALL && idle.len() < MOST_IDLE {
        idle.push(worker);
    }
    Some(answer)
}

/// A worker that waits and is well.
fn idle() -> Option<Worker> {
    loop {
        let mut worker = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        if matches!(worker.child.try_wait(), Ok(None)) {
            return Some(worker);
        }
    }
}

/// Starts this program as a worker, in a process group of its own: keys of the terminal are not for it.
fn start() -> Option<Worker> {
    let mut command = Command::new(PROGRAM.get()?);
    command
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().ok()?;
    let (to, from) = (child.stdin.take()?, child.stdout.take()?);
    Some(Worker { child, to, from })
}

/// A process that reads.
#[derive(Debug)]
struct Worker {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
}

impl Worker {
    /// None when there is no thread to ask it on.
    fn ask(
        &mut self,
        question: &Question,
        bytes: &[u8],
        each: &mut dyn FnMut(FeedItem),
    ) -> Option<Result<Answer, &'static str>> {
        let Worker { child, to, from } = self;
        thread::scope(|scope| {
            // Whoever takes the items may be slower than the worker: it waits, and takes no more memory.
            let (give, answers) = mpsc::sync_channel(1);
            let talk = move || {
                let told = frames::ask(to, from, question, bytes, |answer| {
                    give.send(Ok(answer)).is_ok()
                });
                if let Err(error) = told {
                    let _ = give.send(Err(error));
                }
            };
            named("apart-talk").spawn_scoped(scope, talk).ok()?;
            let error = loop {
                match answers.recv_timeout(LONGEST) {
                    Ok(Ok(Answer::Items(items))) => items.into_iter().for_each(&mut *each),
                    Ok(Ok(answer)) => return Some(Ok(answer)),
                    Ok(Err(error)) => break error,
                    Err(_) => break io::ErrorKind::TimedOut.into(),
                }
            };
            // Ends the thread too, which waits for it.
            let _ = child.kill();
            let status = child.wait();
            let is_late = error.kind() == io::ErrorKind::TimedOut;
            Some(Err(if is_late || status.is_ok_and(is_slow) {
                TOO_LONG
            } else {
                TOO_MUCH
            }))
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the system ended it for its processor time.
fn is_slow(status: ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status) == Some(libc::SIGXCPU);
    #[cfg(not(unix))]
    return false;
}

/// Whether an article keeps the promises of [`Article`]: a worker that was taken over could send what the builder
/// never makes.
fn is_whole(article: &Article) -> bool {
    let (meta, text) = (&article.meta, &article.text);
    let lines = [
        &meta.byline,
        &meta.site,
        &meta.published,
        &meta.lang,
        &meta.url,
        &meta.excerpt,
        &meta.damage,
    ];
    let mut lines = lines.into_iter().flatten().chain([&meta.title]);
    let mut end = 0;
    !text.chars().any(|c| c != '\n' && is_unsafe(c))
        && !lines.any(|line| line.chars().any(is_unsafe))
        && article.blocks.iter().all(|block| {
            let follows = end <= block.span.start;
            end = block.span.end;
            follows && text.get(block.span.start..block.span.end).is_some()
        })
        && article
            .marks
            .iter()
            .all(|mark| text.get(mark.span.start..mark.span.end).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mark, MarkKind, Span};

    #[test]
    fn what_no_builder_makes_is_not_taken() {
        let Ok(Ingested::Article(article)) =
            read("# Ferry\n\nIt *floats*.".as_bytes(), Hint::default())
        else {
            panic!("no article");
        };
        assert!(is_whole(&article));
        let wrong = |change: fn(&mut Article)| {
            let mut article = article.clone();
            change(&mut article);
            !is_whole(&article)
        };
        assert!(wrong(|it| it.text.push('\u{1b}')));
        assert!(wrong(|it| it.meta.title.push('\n')));
        assert!(wrong(|it| it.meta.byline = Some("\u{202e}".into())));
        assert!(wrong(|it| it.text.clear()));
        assert!(wrong(|it| it.blocks[0].span.end = it.text.len() + 1));
        assert!(wrong(|it| it.marks.push(Mark {
            span: Span { start: 5, end: 2 },
            kind: MarkKind::Code,
        })));
    }
}
