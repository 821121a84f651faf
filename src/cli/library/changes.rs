//! What an updated story changed: paragraphs taken out and put in, version by version.

use crate::compare::{Step, difference};
use crate::model::{Article, Version, clean};
use crate::world::clock;

/// Each change with its time; `-` before what went, `+` before what came.
pub fn render(versions: &[Version], current: &Article) -> String {
    if versions.is_empty() {
        return "This story has not changed since it came.\n".to_owned();
    }
    let mut out = String::new();
    let later = versions
        .iter()
        .skip(1)
        .map(|version| &version.article)
        .chain([current]);
    for (version, later) in versions.iter().zip(later) {
        out.push_str(&format!("Changed {}\n", clock::iso(version.until)));
        let (old, new) = (paragraphs(&version.article), paragraphs(later));
        for step in difference(&old, &new) {
            match step {
                Step::Same(..) => {}
                Step::Gone(at) => out.push_str(&format!("- {}\n", clean(old[at]))),
                Step::New(at) => out.push_str(&format!("+ {}\n", clean(new[at]))),
            }
        }
        out.push('\n');
    }
    out
}

/// The headline and the blocks' words.
fn paragraphs(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter();
    [article.meta.title.as_str()]
        .into_iter()
        .chain(blocks.map(|block| block.span.of(&article.text)))
        .filter(|words| !words.is_empty())
        .collect()
}
