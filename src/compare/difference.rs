//! What went and what came between two rows of things: paragraphs of a story, words of a quotation.

/// One thing of the one row, of the other, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// In both, at these places.
    Same(usize, usize),
    /// Only in the old row, at this place.
    Gone(usize),
    /// Only in the new row, at this place.
    New(usize),
}

/// More pairs than this are not compared one by one.
const PAIRS: usize = 4_000_000;

/// What is the same, what went and what came, in reading order, by the longest common subsequence.
pub fn difference<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    // What is the same at both ends need not be compared.
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (inner_old, inner_new) = (&old[head..], &new[head..]);
    let ends = inner_old.iter().rev().zip(inner_new.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    let inner_old = &inner_old[..inner_old.len() - tail];
    let inner_new = &inner_new[..inner_new.len() - tail];
    let mut steps: Vec<Step> = (0..head).map(|at| Step::Same(at, at)).collect();
    steps.extend(
        middle(inner_old, inner_new)
            .into_iter()
            .map(|step| match step {
                Step::Same(i, j) => Step::Same(head + i, head + j),
                Step::Gone(i) => Step::Gone(head + i),
                Step::New(j) => Step::New(head + j),
            }),
    );
    let (i, j) = (old.len() - tail, new.len() - tail);
    steps.extend((0..tail).map(|at| Step::Same(i + at, j + at)));
    steps
}

fn middle<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    if old.len() * new.len() > PAIRS {
        let went = (0..old.len()).map(Step::Gone);
        return went.chain((0..new.len()).map(Step::New)).collect();
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
    let mut steps = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            steps.push(Step::Same(i, j));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            steps.push(Step::Gone(i));
            i += 1;
        } else {
            steps.push(Step::New(j));
            j += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&str], new: &[&str], expected: &str) {
        let steps = difference(old, new).into_iter();
        let told: Vec<String> = steps
            .filter_map(|step| match step {
                Step::Same(i, j) => {
                    assert_eq!(old[i], new[j]);
                    None
                }
                Step::Gone(i) => Some(format!("-{}", old[i])),
                Step::New(j) => Some(format!("+{}", new[j])),
            })
            .collect();
        assert_eq!(told.join(" "), expected);
    }

    #[test]
    fn only_what_changed_is_told() {
        check(&["a", "b", "c"], &["a", "x", "c"], "-b +x");
        check(&["a", "c"], &["a", "b", "c"], "+b");
        check(&["a", "b"], &[], "-a -b");
        check(&["a", "b", "c", "d"], &["b", "d", "e"], "-a -c +e");
        check(&["same"], &["same"], "");
        check(&["a", "b", "a"], &["a"], "-b -a");
    }
}
