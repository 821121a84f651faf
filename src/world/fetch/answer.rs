//! What is asked over the network, and what comes back: bounds, answers, refusals. Plain data.

use std::time::Duration;

/// How long an answer may take, and how large it may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// For all of one question with its answer.
    pub total: Duration,
    /// Bytes of a body, unpacked.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            bytes: 16 << 20,
        }
    }
}

/// What the last answer gave, so that the source can say "nothing new".
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// An answer with a body.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// The body, unpacked.
    pub bytes: Vec<u8>,
    /// Where it came from in the end.
    pub url: String,
    /// Where the first address has moved for good.
    pub moved: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// For the next question.
    pub known: Known,
    /// Why the body is not whole: one sentence. What came before is in `bytes`.
    pub broken: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence that goes on after the address and a colon.
    pub why: String,
    /// Do not ask before this time, in seconds since 1970; `i64::MAX` when it is gone for good.
    pub wait: Option<i64>,
    /// What to do about it, for a program.
    pub cause: Cause,
}

/// What kind of refusal it is, where that decides what is done next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// Nothing follows from it.
    #[default]
    Other,
    /// The source answered with this status.
    Status(u16),
    /// The answer is larger than the limit.
    TooLarge,
    /// The answer took longer than the limit.
    TooSlow,
    /// What was asked for is at another address.
    Moved(String),
}

/// How a server's interface is asked.
#[derive(Clone, Copy, Debug)]
pub enum Ask<'a> {
    /// GET.
    Get,
    /// POST of a form.
    Form(&'a Form),
    /// POST of JSON.
    Json(&'a str),
    /// DELETE.
    Delete,
}

impl Refusal {
    /// A refusal after which one may ask again at any time.
    pub fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            wait: None,
            cause: Cause::Other,
        }
    }

    /// The same of a kind that decides what is done next.
    #[cfg(feature = "fetch")]
    pub(super) fn of(cause: Cause, why: impl Into<String>) -> Self {
        let why = why.into();
        Self {
            cause,
            ..Self::new(why)
        }
    }
}

/// What is posted: names and values.
pub type Form = [(&'static str, String)];
