//! What an updated story changed: paragraphs taken out and put in, version by version.

use crate::library::Version;
use crate::model::{Article, clean};
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
        for (sign, words) in difference(&paragraphs(&version.article), &paragraphs(later)) {
            out.push_str(&format!("{sign} {}\n", clean(words)));
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

/// What went and what came, in reading order, by the longest common subsequence of paragraphs.
pub fn difference<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(char, &'a str)> {
    // What is the same at both ends need not be compared.
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.len() * new.len() > 4_000_000 {
        let went = old.iter().map(|&words| ('-', words));
        return went.chain(new.iter().map(|&words| ('+', words))).collect();
    }
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            found.push(('-', old[i]));
            i += 1;
        } else {
            found.push(('+', new[j]));
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&str], new: &[&str], expected: &str) {
        let lines: Vec<String> = difference(old, new)
            .into_iter()
            .map(|(sign, words)| format!("{sign}{words}"))
            .collect();
        assert_eq!(lines.join(" "), expected);
    }

    #[test]
    fn only_what_changed_is_told() {
        check(&["a", "b", "c"], &["a", "x", "c"], "-b +x");
        check(&["a", "c"], &["a", "b", "c"], "+b");
        check(&["a", "b"], &[], "-a -b");
        check(&["a", "b", "c", "d"], &["b", "d", "e"], "-a -c +e");
        check(&["same"], &["same"], "");
    }
}
