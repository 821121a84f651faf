//! Why there is no answer, in sentences: what went wrong on the way, and what a status means.

use std::time::Duration;

use ureq::http::{HeaderMap, StatusCode};
use url::Url;

use super::answer::{Cause, Limits, Refusal};
use crate::world::clock;

/// How long a source that says "too many questions" is left alone when it does not say how long.
const REST: i64 = 15 * 60;

/// The longest rest that a source can ask for.
const LONGEST_REST: i64 = 7 * 86_400;

/// The sentence for a question that was not answered within those limits.
pub fn unanswered(error: &ureq::Error, url: &Url, limits: &Limits) -> Refusal {
    let host = url.host_str().unwrap_or_default();
    let slow = match error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::TimedOut,
        _ => false,
    };
    let cause = if slow { Cause::TooSlow } else { Cause::Other };
    let why = match error {
        ureq::Error::HostNotFound => unknown(host),
        // How the system says the same.
        ureq::Error::Io(error) if error.to_string().contains("lookup address") => unknown(host),
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
            format!("{host} cannot be reached within {}", spell(limits.connect))
        }
        ureq::Error::Timeout(_) => {
            format!("took longer than {}; given up", spell(limits.total))
        }
        ureq::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => format!("{host} refuses the connection"),
            std::io::ErrorKind::TimedOut => {
                format!("took longer than {}; given up", spell(limits.total))
            }
            _ => format!("the connection to {host} failed ({error})"),
        },
        ureq::Error::Rustls(error) => format!("no safe connection to {host} ({error})"),
        ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => {
            "the proxy named in the environment does not connect; check HTTPS_PROXY".to_owned()
        }
        ureq::Error::Protocol(error) => format!("{host} does not answer in HTTP ({error})"),
        // Ours: `names`.
        ureq::Error::Other(error) => format!("cannot be fetched ({error})"),
        error => format!("cannot be fetched ({error})"),
    };
    Refusal::of(cause, why)
}

fn unknown(host: &str) -> String {
    format!("no host is called {host}; check the address and the connection")
}

/// Seconds, or less than one in milliseconds.
fn spell(time: Duration) -> String {
    if time.as_secs() == 0 {
        format!("{} ms", time.as_millis())
    } else {
        format!("{} s", time.as_secs())
    }
}

/// The sentence for a status that is no success.
pub fn refused(status: StatusCode, headers: &HeaderMap) -> Refusal {
    let code = status.as_u16();
    let wait = match code {
        410 => Some(i64::MAX),
        429 | 503 => {
            let now = clock::now().as_second();
            let until = text(headers, "retry-after").and_then(|after| retry_at(&after, now));
            match (until, code) {
                (Some(until), _) => Some(until.min(now + LONGEST_REST)),
                (None, 429) => Some(now + REST),
                (None, _) => None,
            }
        }
        _ => None,
    };
    let why = match code {
        401 | 403 | 407 | 451 => format!("refuses to show this ({code}); it may want a login"),
        429 => {
            let seconds = wait.map_or(REST, |until| until - clock::now().as_second());
            format!(
                "asked too often (429); it is left alone for {}",
                rest(seconds)
            )
        }
        404 => "not found (404); it may have moved".to_owned(),
        410 => "gone for good (410); it is not asked again".to_owned(),
        500.. => format!("its server has a fault ({code}); try again later"),
        _ => format!("answers with the status {code}, which is of no use here"),
    };
    Refusal {
        why,
        wait,
        cause: Cause::Status(code),
    }
}

/// A time to wait, in the largest unit of which there are two.
fn rest(seconds: i64) -> String {
    let units = [(86_400, "days"), (3_600, "hours"), (60, "minutes")];
    let fits = units.into_iter().find(|(unit, _)| seconds > 3 * unit / 2);
    let (unit, name) = fits.unwrap_or((1, "seconds"));
    let count = (seconds.max(1) + unit / 2) / unit;
    format!("{count} {name}")
}

/// `Retry-After`: seconds from now, or a date (RFC 9110, section 10.2.3).
fn retry_at(after: &str, now: i64) -> Option<i64> {
    if let Ok(seconds) = after.trim().parse::<i64>() {
        return Some(now.saturating_add(seconds.max(0)));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(after.trim())
        .ok()?;
    Some(date.as_second())
}

/// A field of the head, as text.
pub fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{rest, retry_at};

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_at("120", 1_000), Some(1_120));
        assert_eq!(retry_at("Thu, 01 Jan 1970 01:00:00 GMT", 0), Some(3_600));
        assert_eq!(retry_at("soon", 0), None);
        assert_eq!(retry_at("-5", 10), Some(10));
    }

    #[test]
    fn a_rest_is_told_in_a_unit_that_fits() {
        let told = [40, 120, 899, 7_300, 604_800].map(rest);
        assert_eq!(
            told,
            ["40 seconds", "2 minutes", "15 minutes", "2 hours", "7 days"]
        );
    }
}
