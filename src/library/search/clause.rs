//! A query as a condition of SQL.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::super::meant::{find_feeds, speaker_match};
use super::super::query::{Query, State, Term, What};
use super::text::{part_of, phrase, term_text, text_of};
use crate::error::Result;
use crate::model::{ArticleId, FeedId};

/// A condition on `articles`, with the values of its question marks in order.
#[derive(Clone, Debug, Default)]
pub(in crate::library) struct Clause {
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

impl Clause {
    /// Lets the indexes be asked of the articles of these numbers alone: all that few can mean, whatever there is beside
    /// them. What the clause says of others is then undefined.
    pub fn among(&mut self, first: ArticleId, last: ArticleId) {
        let (first, last) = (first.0, last.0);
        let articles = format!("article BETWEEN {first} AND {last}");
        for (sql, among) in [
            (
                "article_text MATCH ?",
                format!("article_text MATCH ? AND rowid BETWEEN {first} AND {last}"),
            ),
            (
                "quote_text MATCH ?",
                format!(
                    "quote_text MATCH ? AND rowid BETWEEN (SELECT min(id) FROM quotes WHERE {articles})
                       AND (SELECT max(id) FROM quotes WHERE {articles})"
                ),
            ),
            (
                "SELECT article FROM quotes WHERE ",
                format!("SELECT article FROM quotes WHERE {articles} AND "),
            ),
            (
                "SELECT article FROM texts WHERE ",
                format!("SELECT article FROM texts WHERE {articles} AND "),
            ),
        ] {
            self.sql = self.sql.replace(sql, &among);
        }
    }
}

/// The query as a condition on `articles`.
pub(in crate::library) fn clause(db: &Connection, query: &Query) -> Result<Clause> {
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
pub(in crate::library) fn one_of(db: &Connection, term: &Term) -> Result<Option<Clause>> {
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
pub(in crate::library) fn quoted(db: &Connection, terms: &[Term]) -> Result<Option<String>> {
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
