//! Turns a query into SQL and ranks what it finds.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::corrections::speaker_match;
use super::feeds::find_feeds;
use super::query::{Query, State, Term, What};
use super::{Library, Order};
use crate::error::Result;
use crate::model::{ArticleId, ArticleRow, FeedId, plain_letters};

/// A condition on `articles`, with the values of its question marks in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Clause {
    pub fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Self {
        Self {
            sql: sql.into(),
            values: values.into_iter().collect(),
        }
    }

    pub fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}

/// What comes first among the articles found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// The most to the point (BM25, the title counted eight times, the byline four times).
    #[default]
    Best,
    /// The newest.
    Newest,
}

/// So many hits make a word a common one.
const MANY: i64 = 3000;

const BEST: &str = "bm25(article_text, 8.0, 4.0, 1.0)";

impl Library {
    /// The `count` first articles that `query` means, each with a snippet where words were found.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn search(&self, query: &Query, ranking: Ranking, count: usize) -> Result<Vec<ArticleRow>> {
        let Some(text) = query.text() else {
            return self.rows(query, Order::Newest, None, count);
        };
        let ids = self.found(query, &text, ranking, count)?;
        let mut rows = self.rows_of(&ids)?;
        let mut statement = self.db.prepare_cached(
            "SELECT snippet(article_text, -1, char(2), char(3), '…', 24) FROM article_text
              WHERE article_text MATCH ?1 AND rowid = ?2",
        )?;
        for row in &mut rows {
            row.snippet = statement
                .query_row(params![text, row.id.0], |found| found.get(0))
                .optional()?;
        }
        Ok(rows)
    }

    fn found(
        &self,
        query: &Query,
        text: &str,
        ranking: Ranking,
        count: usize,
    ) -> Result<Vec<ArticleId>> {
        let rest = clause(&self.db, &query.without_words())?;
        if ranking == Ranking::Newest
            && let Some(ids) = self.newest(text, &rest, count)?
        {
            return Ok(ids);
        }
        let mut clause = Clause::new("article_text MATCH ?", [text.to_owned().into()]);
        clause.and(&rest.sql, rest.values);
        let order = match ranking {
            Ranking::Best => format!("{BEST}, articles.at DESC"),
            Ranking::Newest => "articles.at DESC, articles.id DESC".to_owned(),
        };
        let sql = format!(
            "SELECT articles.id FROM article_text CROSS JOIN articles ON articles.id = article_text.rowid
              WHERE {} ORDER BY {order} LIMIT {count}",
            clause.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(ArticleId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest by asking of one article after the other whether it has the words. For words that
    /// many have this is far quicker than sorting all that have them; none where it would not be.
    fn newest(&self, text: &str, rest: &Clause, count: usize) -> Result<Option<Vec<ArticleId>>> {
        let hits: i64 = self
            .db
            .prepare_cached(
                "SELECT count(*) FROM
                   (SELECT 1 FROM article_text WHERE article_text MATCH ?1 LIMIT ?2)",
            )?
            .query_row(params![text, MANY], |row| row.get(0))?;
        if hits < MANY {
            return Ok(None);
        }
        let most = count.saturating_mul(8);
        let mut walk = self.db.prepare_cached(&format!(
            "SELECT articles.id FROM articles WHERE {} ORDER BY at DESC, id DESC LIMIT {most}",
            rest.sql
        ))?;
        let mut has = self.db.prepare_cached(
            "SELECT 1 FROM article_text WHERE article_text MATCH ?1 AND rowid = ?2",
        )?;
        let mut rows = walk.query(params_from_iter(&rest.values))?;
        let mut found = Vec::new();
        let mut asked = 0;
        while found.len() < count {
            let Some(row) = rows.next()? else {
                return Ok((asked < most).then_some(found));
            };
            let id: i64 = row.get(0)?;
            asked += 1;
            if has.exists(params![text, id])? {
                found.push(ArticleId(id));
            }
        }
        Ok(Some(found))
    }
}

/// The query as a condition on `articles`.
pub(super) fn clause(db: &Connection, query: &Query) -> Result<Clause> {
    let mut whole = Clause::default();
    if !query.asks_for_hidden() {
        whole.and("articles.hidden = 0", []);
    }
    let any: Result<Vec<Clause>> = query.any.iter().map(|all| all_of(db, all)).collect();
    match any?.as_slice() {
        [] if whole.sql.is_empty() => whole.and("1", []),
        [] => {}
        [all] => whole.and(&all.sql, all.values.clone()),
        several => {
            let sql: Vec<&str> = several.iter().map(|all| all.sql.as_str()).collect();
            let values = several.iter().flat_map(|all| all.values.clone());
            whole.and(&format!("(({}))", sql.join(") OR (")), values);
        }
    }
    Ok(whole)
}

fn all_of(db: &Connection, terms: &[Term]) -> Result<Clause> {
    let mut clause = Clause::default();
    if let Some(text) = text_of(terms) {
        clause.and(TEXT, [text.into()]);
    }
    if let Some(quoted) = quoted(db, terms)? {
        clause.and(QUOTED, [quoted.into()]);
    }
    for term in terms {
        let Some(one) = one_of(db, term)? else {
            continue;
        };
        let sql = if term.not {
            format!("NOT ({})", one.sql)
        } else {
            one.sql
        };
        clause.and(&sql, one.values);
    }
    if clause.sql.is_empty() {
        clause.and("1", []);
    }
    Ok(clause)
}

/// A term by itself; none for those that [`all_of`] joins into one question to an index.
pub(super) fn one_of(db: &Connection, term: &Term) -> Result<Option<Clause>> {
    let indexed = term_text(&term.what);
    if let Some(clause) = in_any_place(&term.what) {
        return Ok(Some(clause));
    }
    let clause = match &term.what {
        What::Words(_) | What::Title(_) | What::Byline(_) | What::Quote(_) | What::Said(_)
            if !term.not =>
        {
            return Ok(None);
        }
        What::Words(_) | What::Title(_) | What::Byline(_) => {
            Clause::new(TEXT, [indexed.unwrap_or_default().into()])
        }
        What::Quote(words) => Clause::new(QUOTED, [format!("words : {}", phrase(words)).into()]),
        What::Said(name) => Clause::new(QUOTED, [speaker_match(db, name)?.into()]),
        What::About(words) => Clause::new(
            format!("({TEXT} OR {QUOTED})"),
            [
                format!("title : {}", phrase(words)).into(),
                format!("words : {}", phrase(words)).into(),
            ],
        ),
        What::Feed(name) => feeds_clause(&find_feeds(db, name)?),
        What::Tag(tag) => Clause::new(
            // A tag that is a path takes in those below it: they stand between "News/" and "News0".
            "(articles.id IN (SELECT article FROM article_tags WHERE tag = ? OR tag >= ? AND tag < ?)
              OR articles.feed IN (SELECT feed FROM feed_tags WHERE tag = ? OR tag >= ? AND tag < ?))",
            [tag.clone(), format!("{tag}/"), format!("{tag}0")]
                .into_iter()
                .cycle()
                .take(6)
                .map(Value::from),
        ),
        What::Link(part) => like(&["articles.url"], part),
        What::Is(state) => Clause::new(state_sql(*state), []),
        What::After(at) => Clause::new("articles.at >= ?", [(*at).into()]),
        What::Before(at) => Clause::new("articles.at < ?", [(*at).into()]),
    };
    Ok(Some(clause))
}

/// What one quotation must hold for all of `said:` and `quote:`, as a question to `quote_text`.
pub(super) fn quoted(db: &Connection, terms: &[Term]) -> Result<Option<String>> {
    let mut parts = Vec::new();
    for term in terms.iter().filter(|term| !term.not) {
        match &term.what {
            What::Quote(words) | What::Said(words) if part_of(words).is_some() => {}
            What::Quote(words) => parts.push(format!("words : {}", phrase(words))),
            What::Said(name) => parts.push(speaker_match(db, name)?),
            _ => {}
        }
    }
    Ok((!parts.is_empty()).then(|| parts.join(" AND ")))
}

const TEXT: &str = "articles.id IN (SELECT rowid FROM article_text WHERE article_text MATCH ?)";

const QUOTED: &str = "articles.id IN (SELECT article FROM quotes WHERE quotes.id IN
    (SELECT rowid FROM quote_text WHERE quote_text MATCH ?))";

/// The words after a star at the beginning: they may stand in any place, also inside a word.
pub(super) fn part_of(words: &str) -> Option<&str> {
    let part = words.strip_prefix('*')?.trim_matches('*');
    (!part.is_empty()).then_some(part)
}

/// A term that asks for a part of words; none for all others.
fn in_any_place(what: &What) -> Option<Clause> {
    let quotes = |column: &str, part: &str| {
        let clause = like(&[column], part);
        let sql = format!(
            "articles.id IN (SELECT article FROM quotes WHERE {})",
            clause.sql
        );
        Clause::new(sql, clause.values)
    };
    Some(match what {
        What::Words(words) => {
            let part = part_of(words)?;
            let body = like(&["body"], part);
            let mut clause = like(&["articles.title", "articles.byline"], part);
            clause.sql = format!(
                "({} OR articles.id IN (SELECT article FROM texts WHERE {}))",
                clause.sql, body.sql
            );
            clause.values.extend(body.values);
            clause
        }
        What::Title(words) => like(&["articles.title"], part_of(words)?),
        What::Byline(words) => like(&["articles.byline"], part_of(words)?),
        What::Quote(words) => quotes("words", part_of(words)?),
        What::Said(name) => quotes("who", part_of(name)?),
        What::About(words) => {
            let part = part_of(words)?;
            let (title, quoted) = (like(&["articles.title"], part), quotes("words", part));
            let values = title.values.into_iter().chain(quoted.values);
            Clause::new(format!("({} OR {})", title.sql, quoted.sql), values)
        }
        _ => return None,
    })
}

/// Whether one of the columns holds `part`. SQLite itself takes only the letters of ASCII for the same
/// in both sizes; others are looked for as they are usually written.
fn like(columns: &[&str], part: &str) -> Clause {
    let mut spellings = vec![part.to_owned()];
    if !part.is_ascii() {
        let mut letters = part.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let capital: String = first.chain(letters.flat_map(char::to_lowercase)).collect();
        spellings.extend([part.to_lowercase(), part.to_uppercase(), capital]);
        spellings.sort();
        spellings.dedup();
    }
    let mut clause = Clause::default();
    for column in columns {
        for spelling in &spellings {
            let escaped = spelling.replace('\\', "\\\\");
            let escaped = escaped.replace('%', "\\%").replace('_', "\\_");
            let or = if clause.sql.is_empty() { "" } else { " OR " };
            clause
                .sql
                .push_str(&format!("{or}coalesce({column}, '') LIKE ? ESCAPE '\\'"));
            clause.values.push(format!("%{escaped}%").into());
        }
    }
    clause.sql = format!("({})", clause.sql);
    clause
}

fn state_sql(state: State) -> &'static str {
    match state {
        State::Read => "articles.read = 1",
        State::Unread => "articles.read = 0",
        State::Starred => "articles.starred = 1",
        State::Quoted => "articles.quotes > 0",
        State::Noted => {
            "articles.id IN (SELECT article FROM remarks WHERE remarks.words IS NOT NULL)"
        }
        State::Updated => "articles.changed IS NOT NULL",
        State::Hidden => "articles.hidden = 1",
    }
}

fn feeds_clause(feeds: &[FeedId]) -> Clause {
    match feeds {
        [one] => Clause::new("articles.feed = ?", [one.0.into()]),
        several => {
            let marks = vec!["?"; several.len()].join(", ");
            let values = several.iter().map(|feed| feed.0.into());
            Clause::new(format!("articles.feed IN ({marks})"), values)
        }
    }
}

impl Query {
    /// The words of the only alternative, as a question to `article_text`.
    fn text(&self) -> Option<String> {
        match self.any.as_slice() {
            [all] => text_of(all),
            _ => None,
        }
    }

    /// The same without what [`Self::text`] asks.
    fn without_words(&self) -> Query {
        let rest = self.any.iter().map(|all| {
            all.iter()
                .filter(|term| term.not || term_text(&term.what).is_none())
                .cloned()
                .collect::<Vec<_>>()
        });
        Query::any(rest.filter(|all| !all.is_empty()).collect())
    }

    pub(super) fn asks_for_hidden(&self) -> bool {
        self.any
            .iter()
            .flatten()
            .any(|term| !term.not && term.what == What::Is(State::Hidden))
    }
}

pub(super) fn text_of(terms: &[Term]) -> Option<String> {
    let parts: Vec<String> = terms
        .iter()
        .filter(|term| !term.not)
        .filter_map(|term| term_text(&term.what))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

fn term_text(what: &What) -> Option<String> {
    match what {
        What::Words(words) | What::Title(words) | What::Byline(words)
            if part_of(words).is_some() =>
        {
            None
        }
        What::Words(words) => Some(phrase(words)),
        What::Title(words) => Some(format!("title : {}", phrase(words))),
        What::Byline(words) => Some(format!("byline : {}", phrase(words))),
        _ => None,
    }
}

/// Words as FTS5 wants them: in quotation marks, so that nothing in them is an operator; a star after
/// the last stays what it is. Letters that the tokenizer keeps apart ("ß", "ø") are asked for both ways.
pub(super) fn phrase(words: &str) -> String {
    let star = if words.ends_with('*') { "*" } else { "" };
    let words = words.trim_end_matches('*');
    let mut asked = spellings(words);
    // The beginning of a word may end in the middle of "ß".
    if let Some(head) = words.strip_suffix('s').filter(|_| !star.is_empty()) {
        asked.push(format!("{head}ß"));
    }
    let quoted = asked
        .iter()
        .map(|words| format!("\"{}\"{star}", words.replace('"', "\"\"")));
    match &quoted.collect::<Vec<_>>()[..] {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// The plain letters of those that the tokenizer does not take apart into a letter and an accent.
const APART: [(&str, &str); 9] = [
    ("ss", "ß"),
    ("o", "ø"),
    ("i", "ı"),
    ("l", "ł"),
    ("d", "đ"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("th", "þ"),
    ("d", "ð"),
];

/// How words may be written in what was kept: as typed, plainly, and with one or two letters of [`APART`].
fn spellings(words: &str) -> Vec<String> {
    let plain = plain_letters(words).to_lowercase();
    let mut all = vec![words.to_owned()];
    // Two letters of a kind are as many ways as anybody means; figures and other scripts have one.
    let with = |words: &str, from: usize| {
        let rows = APART.iter().enumerate().skip(from);
        let fitting = rows.filter(|(_, (typed, _))| words.contains(typed));
        let written = fitting.map(|(at, (typed, kept))| (at, words.replace(typed, kept)));
        written.collect::<Vec<_>>()
    };
    if plain.is_ascii() {
        let once = with(&plain, 0);
        let twice = once.iter().flat_map(|(at, words)| with(words, at + 1));
        let twice: Vec<_> = twice.map(|(_, words)| words).collect();
        all.extend(once.into_iter().map(|(_, words)| words));
        all.extend(twice);
    }
    if plain != words.to_lowercase() {
        all.push(plain);
    }
    all
}
