//! An article as CommonMark, with the pipe tables that most readers know.

use super::inline::{Piece, pieces, rows, safe_link};
use super::text::about;
use crate::model::{Article, Block, BlockKind, MarkKind, may_be_opened};

/// The article under its title as a level-one heading; ends with a line feed.
pub fn render(article: &Article) -> String {
    let mut out = String::with_capacity(article.text.len() * 5 / 4 + 256);
    if !article.meta.title.is_empty() {
        out.push_str(&format!("# {}\n\n", escape(&article.meta.title)));
    }
    let about = about(&article.meta);
    if !about.is_empty() {
        out.push_str(&format!("*{}*\n\n", escape(&about)));
    }
    if let Some(url) = &article.meta.url {
        // Between pointed brackets an address is a link; others are words.
        match may_be_opened(url) {
            true => out.push_str(&format!("<{}>\n\n", pointed(url))),
            false => out.push_str(&format!("{}\n\n", escape(url))),
        }
    }
    let mut item_before = false;
    for block in &article.blocks {
        let item = matches!(block.kind, BlockKind::Item(_));
        if item && item_before {
            out.pop();
        }
        item_before = item;
        out.push_str(&render_block(article, block));
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn render_block(article: &Article, block: &Block) -> String {
    let indent = "   ".repeat(usize::from(block.depth.saturating_sub(1)));
    match block.kind {
        BlockKind::Heading(level) => {
            format!(
                "{} {}",
                "#".repeat(usize::from(level.clamp(1, 6))),
                inline(article, block).replace('\n', " ")
            )
        }
        BlockKind::Paragraph | BlockKind::Caption | BlockKind::Image => {
            hard_breaks(&inline(article, block), "")
        }
        BlockKind::BlockQuote => format!("> {}", hard_breaks(&inline(article, block), "> ")),
        BlockKind::Item(number) => {
            let bullet = number.map_or_else(|| "-".to_string(), |n| format!("{n}."));
            let under = format!("{indent}{}", " ".repeat(bullet.len() + 1));
            format!(
                "{indent}{bullet} {}",
                hard_breaks(&inline(article, block), &under)
            )
        }
        BlockKind::Code => fenced(block.span.of(&article.text)),
        BlockKind::Table => table(article, block),
        BlockKind::Rule => "---".to_string(),
    }
}

fn hard_breaks(words: &str, indent: &str) -> String {
    words.replace('\n', &format!("  \n{indent}"))
}

fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

fn table(article: &Article, block: &Block) -> String {
    let rows = rows(article, block);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &[(&str, bool)]| {
        let cells = (0..columns).map(|i| {
            row.get(i).map_or(String::new(), |(words, _)| {
                escape(words).replace('|', "\\|")
            })
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let headed = rows
        .first()
        .is_some_and(|row| row.iter().all(|(_, header)| *header));
    let (head, body) = if headed {
        rows.split_at(1)
    } else {
        rows.split_at(0)
    };
    let mut lines = vec![
        line(head.first().map_or(&[], Vec::as_slice)),
        format!("|{}", " --- |".repeat(columns)),
    ];
    lines.extend(body.iter().map(|row| line(row)));
    lines.join("\n")
}

fn inline(article: &Article, block: &Block) -> String {
    let mut out = String::new();
    let mut code = false;
    for piece in pieces(article, block) {
        match piece {
            Piece::Words(words) if code => out.push_str(words),
            Piece::Words(words) => out.push_str(&escape(words)),
            Piece::Open(MarkKind::Emphasis) | Piece::Close(MarkKind::Emphasis) => out.push('*'),
            Piece::Open(MarkKind::Strong) | Piece::Close(MarkKind::Strong) => out.push_str("**"),
            Piece::Open(MarkKind::Code) | Piece::Close(MarkKind::Code) => {
                code = matches!(piece, Piece::Open(_));
                out.push('`');
            }
            Piece::Open(MarkKind::Link(_)) => out.push('['),
            Piece::Open(MarkKind::Image(_)) => out.push_str("!["),
            Piece::Close(MarkKind::Link(to) | MarkKind::Image(to)) => {
                out.push_str(&format!("]({})", target(safe_link(to))))
            }
            Piece::Open(MarkKind::Cell { .. }) | Piece::Close(MarkKind::Cell { .. }) => {}
        }
    }
    out
}

/// An address that cannot end the parentheses it stands in.
fn target(address: &str) -> String {
    pointed(address)
        .replace('\\', "%5C")
        .replace('(', "%28")
        .replace(')', "%29")
}

/// An address that cannot end the pointed brackets it stands in, and whose ampersands are read as such.
fn pointed(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        plain.push(c);
        if c == '&' && begins_entity(&address[at + 1..]) {
            plain.push_str("amp;");
        }
    }
    plain
        .replace(' ', "%20")
        .replace('<', "%3C")
        .replace('>', "%3E")
}

/// Words that read as themselves: signs that would begin markup get a backslash.
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut line_start = true;
    for (at, c) in words.char_indices() {
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<');
        let entity = c == '&' && begins_entity(&words[at + 1..]);
        if marks || entity || (line_start && matches!(c, '#' | '>' | '+' | '-' | '=')) {
            out.push('\\');
        }
        line_start = c == '\n';
        out.push(c);
    }
    out
}

/// Whether an ampersand before `rest` would be read as a character reference.
fn begins_entity(rest: &str) -> bool {
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    name.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}
