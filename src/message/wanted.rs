//! What is asked of the world for a sheet, and what it finds.

use std::sync::Arc;

use crate::model::{
    Article, ArticleId, ArticleRow, Likeness, Remark, Said, Selection, Tally, Version,
};

/// What is asked of the world for a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// What a person of that name said.
    Said(String),
    /// Where else these words of an article stand.
    Same(ArticleId, String),
    /// What the article said before.
    Versions(ArticleId),
    /// Which other articles tell its story.
    Story(ArticleId),
    /// The reader's notes on an article, or all of them.
    Notes(Option<ArticleId>),
    /// Who is quoted in some articles.
    Speakers {
        /// The name over the sheet.
        title: String,
        /// The articles that this query means; empty for the whole library.
        within: String,
        /// Of these, those with these words.
        filter: String,
    },
}

impl Wanted {
    /// Who is quoted in the articles of a row of feeds, all of them where it is none; of these, in those with these words.
    pub fn speakers(within: Option<&Selection>, filter: &str) -> Self {
        let name = within.map_or("the library", |it| &it.name);
        Wanted::Speakers {
            title: match filter {
                "" => format!("Who is quoted in {name}"),
                filter => format!("Who is quoted in {name}, {filter}"),
            },
            within: within.map_or_else(String::new, |it| it.query.clone()),
            filter: filter.to_owned(),
        }
    }
}

/// What the world found.
#[derive(Clone, Debug)]
pub enum Found {
    /// What the person said, newest first.
    Said(String, Vec<Said>),
    /// The newest of that, with how many quotations in how many articles there are in all. The others
    /// come behind.
    SaidNewest(String, Vec<Said>, (usize, usize)),
    /// Where else the words stand.
    Same(String, Vec<(Likeness, Said)>),
    /// The older texts, oldest first, and the one that is read now.
    Versions(Arc<Article>, Vec<Version>),
    /// The other articles.
    Story(Vec<ArticleRow>),
    /// The notes, each with its article's headline; of one article, or of all.
    Notes(Option<ArticleId>, Vec<(ArticleId, String, Remark)>),
    /// Who is quoted, and the name over the sheet.
    Speakers(String, Vec<Tally>),
    /// Nothing, and why.
    Failed(String),
}
