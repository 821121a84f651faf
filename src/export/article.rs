//! One article in a format that stands for itself.

use super::json::{extracted, to_line};
use super::{ArticleFormat, html, markdown, text};
use crate::model::Article;

/// One article in a format that stands for itself; JSON is one line.
pub fn render_article(article: &Article, format: ArticleFormat) -> String {
    match format {
        ArticleFormat::Text => text::render(article),
        ArticleFormat::Markdown => markdown::render(article),
        ArticleFormat::Html => html::render(article),
        ArticleFormat::Json | ArticleFormat::JsonLines => to_line(&extracted("", article, None)),
    }
}
