//! An article as linear text: every word once, a block a line, nothing for the eye alone.

use crate::model::{Article, Block, BlockKind, Meta};

/// Title, what is known of it, then the blocks with blank lines between; ends with a line feed.
pub fn render(article: &Article) -> String {
    let mut out = String::with_capacity(article.text.len() + 256);
    if !article.meta.title.is_empty() {
        out.push_str(&article.meta.title);
        out.push_str("\n\n");
    }
    let about = about(&article.meta);
    if !about.is_empty() {
        out.push_str(&about);
        out.push_str("\n\n");
    }
    let mut item_before = false;
    for block in &article.blocks {
        let item = matches!(block.kind, BlockKind::Item(_));
        if item && item_before {
            out.pop();
        }
        item_before = item;
        let size = out.len();
        write_block(article, block, &mut out);
        if out.len() > size {
            out.push_str("\n\n");
        }
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// "By Maria Lopez · Harbour News · 2026-11-06", as far as it is known.
pub fn about(meta: &Meta) -> String {
    let byline = meta.byline.as_ref().map(|name| format!("By {name}"));
    let day = meta
        .published
        .as_ref()
        .map(|date| date.chars().take(10).collect::<String>());
    [byline, meta.site.clone(), day]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn write_block(article: &Article, block: &Block, out: &mut String) {
    let words = block.span.of(&article.text);
    let indent = "  ".repeat(usize::from(block.depth.saturating_sub(1)));
    match block.kind {
        BlockKind::Item(Some(number)) => out.push_str(&format!("{indent}{number}. {words}")),
        BlockKind::Item(None) => out.push_str(&format!("{indent}- {words}")),
        BlockKind::Code => {
            let lines: Vec<String> = words
                .lines()
                .map(|line| format!("    {line}").trim_end().to_string())
                .collect();
            out.push_str(&lines.join("\n"));
        }
        BlockKind::Image if words.is_empty() => {}
        BlockKind::Image => out.push_str(&format!("[Image: {words}]")),
        BlockKind::Rule => out.push_str("* * *"),
        _ => out.push_str(words),
    }
}
