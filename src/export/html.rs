//! An article as one HTML document: structure only, no styles, scripts or pictures.

use super::inline::{Piece, pieces, rows, safe_link};
use crate::model::{Article, Block, BlockKind, MarkKind, is_link};

/// The article as a document of its own.
pub fn render(article: &Article) -> String {
    let meta = &article.meta;
    let lang = meta
        .lang
        .as_ref()
        .map_or(String::new(), |lang| format!(" lang=\"{}\"", escape(lang)));
    let mut out = format!("<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!("<title>{}</title>\n", escape(&meta.title)));
    for (name, value) in [
        ("author", &meta.byline),
        ("date", &meta.published),
        ("description", &meta.excerpt),
    ] {
        if let Some(value) = value {
            out.push_str(&format!(
                "<meta name=\"{name}\" content=\"{}\">\n",
                escape(value)
            ));
        }
    }
    if let Some(url) = meta.url.as_ref().filter(|url| is_link(url)) {
        out.push_str(&format!(
            "<link rel=\"canonical\" href=\"{}\">\n",
            escape(url)
        ));
    }
    out.push_str("</head>\n<body>\n<article>\n");
    if !meta.title.is_empty() {
        out.push_str(&format!("<h1>{}</h1>\n", escape(&meta.title)));
    }
    let mut lists: Vec<&str> = Vec::new();
    for block in &article.blocks {
        open_lists(block, &mut lists, &mut out);
        out.push_str(&render_block(article, block));
        out.push('\n');
    }
    close_lists(&mut lists, 0, &mut out);
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

fn open_lists(block: &Block, lists: &mut Vec<&str>, out: &mut String) {
    let BlockKind::Item(number) = block.kind else {
        return close_lists(lists, 0, out);
    };
    let depth = usize::from(block.depth.max(1));
    let tag = if number.is_some() { "ol" } else { "ul" };
    close_lists(lists, depth, out);
    if lists.len() == depth && lists.last() != Some(&tag) {
        close_lists(lists, depth - 1, out);
    }
    while lists.len() < depth {
        out.push_str(&format!("<{tag}>\n"));
        lists.push(tag);
    }
}

fn close_lists(lists: &mut Vec<&str>, depth: usize, out: &mut String) {
    while lists.len() > depth {
        if let Some(tag) = lists.pop() {
            out.push_str(&format!("</{tag}>\n"));
        }
    }
}

fn render_block(article: &Article, block: &Block) -> String {
    let words = || inline(article, block);
    match block.kind {
        BlockKind::Heading(level) => {
            let level = level.clamp(1, 6);
            format!("<h{level}>{}</h{level}>", words())
        }
        BlockKind::Paragraph => format!("<p>{}</p>", words()),
        // The end tag is left out, as HTML allows, so that a list inside belongs to the item.
        BlockKind::Item(_) => format!("<li>{}", words()),
        BlockKind::BlockQuote => format!("<blockquote><p>{}</p></blockquote>", words()),
        BlockKind::Code => format!(
            "<pre><code>{}</code></pre>",
            escape(block.span.of(&article.text))
        ),
        BlockKind::Table => table(article, block),
        BlockKind::Image => format!("<p>{}</p>", words()),
        BlockKind::Caption => format!("<p><small>{}</small></p>", words()),
        BlockKind::Rule => "<hr>".to_string(),
    }
}

fn table(article: &Article, block: &Block) -> String {
    let cell = |(words, header): &(&str, bool)| {
        let tag = if *header { "th" } else { "td" };
        format!("<{tag}>{}</{tag}>", escape(words))
    };
    let row = |row: &Vec<(&str, bool)>| {
        format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>())
    };
    format!(
        "<table>\n{}</table>",
        rows(article, block).iter().map(row).collect::<String>()
    )
}

fn inline(article: &Article, block: &Block) -> String {
    let mut out = String::new();
    for piece in pieces(article, block) {
        match piece {
            Piece::Words(words) => out.push_str(&escape(words).replace('\n', "<br>\n")),
            Piece::Open(MarkKind::Emphasis) => out.push_str("<em>"),
            Piece::Close(MarkKind::Emphasis) => out.push_str("</em>"),
            Piece::Open(MarkKind::Strong) => out.push_str("<strong>"),
            Piece::Close(MarkKind::Strong) => out.push_str("</strong>"),
            Piece::Open(MarkKind::Code) => out.push_str("<code>"),
            Piece::Close(MarkKind::Code) => out.push_str("</code>"),
            Piece::Open(MarkKind::Link(to)) => {
                out.push_str(&format!("<a href=\"{}\">", escape(safe_link(to))))
            }
            Piece::Close(MarkKind::Link(_)) => out.push_str("</a>"),
            Piece::Open(MarkKind::Image(_)) => out.push_str("[Image: "),
            Piece::Close(MarkKind::Image(_)) => out.push(']'),
            Piece::Open(MarkKind::Cell { .. }) | Piece::Close(MarkKind::Cell { .. }) => {}
        }
    }
    out
}

fn escape(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
