//! Running text that somebody typed line by line within `<pre>`: mail in archives, old stories. Told from code and tables.

use dom_query::{NodeData, NodeRef};

/// How many bytes of it tell what it is.
const ENOUGH: usize = 64_000;

/// The fewest lines that tell.
const FEW: usize = 4;

/// The longest line, in characters, that a hand or a mailer wraps.
const WRAPPED: usize = 100;

/// The words of a `<pre>` where they are running text.
pub fn running(node: &NodeRef<'_>) -> Option<String> {
    let beginning = words(node, ENOUGH);
    is_running(&beginning).then(|| words(node, usize::MAX))
}

/// The words under a node, each line as it was typed, up to about so many bytes.
fn words(node: &NodeRef<'_>, most: usize) -> String {
    let mut words = String::new();
    for inner in node.descendants_it() {
        inner.query_or((), |n| match &n.data {
            NodeData::Text { contents } => words.push_str(contents),
            NodeData::Element(element) if &*element.name.local == "br" => words.push('\n'),
            _ => {}
        });
        if words.len() >= most {
            break;
        }
    }
    words
}

/// Whether lines are wrapped sentences: most begin at the margin and are about as long as a line is, with hardly a sign
/// of code and no columns.
fn is_running(words: &str) -> bool {
    let lines: Vec<&str> = (words.lines().map(str::trim_end))
        .filter(|line| !line.is_empty())
        .collect();
    let count = |fits: fn(&str) -> bool| lines.iter().filter(|line| fits(line)).count();
    let most = lines.len() / 10;
    let long = count(|line| line.chars().count() >= 40);
    let margin = count(|line| !line.starts_with(char::is_whitespace));
    let columns = count(|line| line.trim_start().contains("   ") || line.contains('\t'));
    let ends = count(|line| line.ends_with(['.', '?', '!', '"', '”', '»']));
    let too_long = count(|line| line.chars().count() > WRAPPED);
    let prompts = count(|line| line.starts_with(['$', '%', '#']));
    let signs = words
        .chars()
        .filter(|c| "{}[]=<|\\/_#$%&*+@~^`;".contains(*c));
    lines.len() >= FEW
        && long * 2 >= lines.len()
        && margin * 10 >= lines.len() * 6
        && prompts == 0
        && columns <= most
        && too_long <= most
        && ends * 20 >= lines.len()
        && signs.count() * 40 <= words.len()
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;
    use crate::model::BlockKind;

    #[track_caller]
    fn check(inside: &str, expected: &[(BlockKind, &str)]) {
        let page = format!("<title>Lamps</title><body><h1>Lamps</h1><pre>{inside}</pre></body>");
        let article = read(&page, Hint::default());
        let blocks = article.blocks.iter();
        let found: Vec<(BlockKind, &str)> = blocks
            .map(|block| (block.kind, block.span.of(&article.text)))
            .collect();
        assert_eq!(found, expected, "{inside}");
    }

    #[test]
    fn mail_in_an_archive_is_running_text() {
        check(
            "On Monday Tom Orr wrote:\n&gt; I think that the lamps should go before the ferry is moved,\n&gt; or nobody sees the pier.\n\n\
             I don't agree. The ferry is the <b>only</b> reason for the lamps, and the\ncouncil will pay for one of them alone.\n\n\
             Sam Okafor put it so: \"We can have a light or a boat.\"\n",
            &[
                (BlockKind::Paragraph, "On Monday Tom Orr wrote:"),
                (
                    BlockKind::BlockQuote,
                    "I think that the lamps should go before the ferry is moved, or nobody sees the pier.",
                ),
                (
                    BlockKind::Paragraph,
                    "I don't agree. The ferry is the only reason for the lamps, and the council will pay for one of them alone.",
                ),
                (
                    BlockKind::Paragraph,
                    "Sam Okafor put it so: \"We can have a light or a boat.\"",
                ),
            ],
        );
    }

    #[test]
    fn code_columns_and_verse_keep_their_lines() {
        for inside in [
            "# Lights the lamps of the pier, one after the other, until all burn.\nfor lamp in $LAMPS; do\n    burn \"$lamp\" || exit 1\ndone\necho \"All lamps burn.\"",
            "Pier        Lamps     Lit in the year of the flood\nOne         3         1904\nTwo         12        1911.\nThree       4         1922.",
            "$ light --all\nlight: the second lamp has no oil and is not lit by this command.\nSee \"help light\" for what to do about lamps without oil.\nThe other lamps are burning.",
            "The lamp is lit upon the pier,\nthe boats come home at last,\nand those who waited all the year\nforget the year is past.",
            "   The keeper of the lamp sends a frame to the ferry with each turn.\n   The ferry answers it with a frame of its own, or not at all.\n\n   What it holds is told in the next section of this document.\n   Nothing else may be sent.",
        ] {
            let kept = inside.trim_end();
            check(inside, &[(BlockKind::Code, kept)]);
        }
    }
}
