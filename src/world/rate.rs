//! How far long work is: how much is done, how fast it goes, and what is left, told every few seconds.

use std::time::{Duration, Instant};

/// Between two sentences.
const PAUSE: Duration = Duration::from_secs(5);

/// The work of asking feeds.
#[derive(Debug)]
pub struct Rate {
    begun: Instant,
    told: Instant,
    feeds: usize,
    done: usize,
    articles: usize,
}

impl Rate {
    /// Begins with so many feeds.
    pub fn of_feeds(feeds: usize) -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            told: now,
            feeds,
            done: 0,
            articles: 0,
        }
    }

    /// A feed is done.
    pub fn feed(&mut self) {
        self.done += 1;
    }

    /// So many articles were kept.
    pub fn kept(&mut self, articles: usize) {
        self.articles += articles;
    }

    /// How far it is, when it is time to say so again.
    pub fn told(&mut self) -> Option<String> {
        self.told_at(Instant::now())
    }

    fn told_at(&mut self, now: Instant) -> Option<String> {
        if now.saturating_duration_since(self.told) < PAUSE {
            return None;
        }
        self.told = now;
        let seconds = now.saturating_duration_since(self.begun).as_secs_f64();
        Some(sentence(self.done, self.feeds, self.articles, seconds))
    }
}

/// "12 of 40 feeds, 1800 new articles, 150 a second, about 2 minutes left".
fn sentence(done: usize, feeds: usize, articles: usize, seconds: f64) -> String {
    let one = if articles == 1 { "article" } else { "articles" };
    let mut words = format!("{done} of {feeds} feeds, {articles} new {one}");
    if articles > 0 && seconds > 0.0 {
        let rate = articles as f64 / seconds;
        words += &format!(", {} a second", rate.round().max(1.0));
    }
    if done > 0 && done < feeds {
        let left = seconds / done as f64 * (feeds - done) as f64;
        words += &match left {
            ..90.0 => format!(
                ", about {} seconds left",
                (left / 5.0).ceil().max(1.0) * 5.0
            ),
            _ => format!(", about {} minutes left", (left / 60.0).round()),
        };
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_once_something_is_done() {
        let check = |done, articles, seconds, words| {
            assert_eq!(sentence(done, 40, articles, seconds), words);
        };
        check(0, 0, 5.0, "0 of 40 feeds, 0 new articles");
        check(0, 700, 5.0, "0 of 40 feeds, 700 new articles, 140 a second");
        check(
            12,
            1800,
            12.0,
            "12 of 40 feeds, 1800 new articles, 150 a second, about 30 seconds left",
        );
        check(
            4,
            1,
            60.0,
            "4 of 40 feeds, 1 new article, 1 a second, about 9 minutes left",
        );
        check(40, 0, 60.0, "40 of 40 feeds, 0 new articles");
    }

    #[test]
    fn short_work_says_nothing() {
        let mut rate = Rate::of_feeds(2);
        rate.feed();
        rate.kept(3);
        let begun = rate.begun;
        assert_eq!(rate.told_at(begun), None);
        let told = "1 of 2 feeds, 3 new articles, 1 a second, about 5 seconds left";
        assert_eq!(rate.told_at(begun + PAUSE).as_deref(), Some(told));
        assert_eq!(rate.told_at(begun + PAUSE), None);
    }
}
