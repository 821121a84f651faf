//! A conditional random field over a chain, trained by AdaGrad, with labels that may be known in part.

#![allow(
    clippy::needless_range_loop,
    reason = "labels index several lanes at once"
)]

use pullquote::annotate::tagger::model::LABELS;
use pullquote::annotate::tagger::viterbi::may_follow;

use crate::field::Random;

/// Weights of one feature, one for each label.
pub type Row = [f32; LABELS];

/// No feature.
pub const NONE: u32 = u32::MAX;

/// A stretch of tokens to learn from.
pub struct Chain {
    /// For each token the rows of its features; all tokens have as many.
    pub features: Vec<Vec<u32>>,
    /// For each token the labels that may be right, as bits.
    pub allowed: Vec<u32>,
    /// How much it counts.
    pub weight: f32,
    /// Whether its labels were made by a program and may be doubted.
    pub silver: bool,
}

impl Chain {
    /// Whether any row of labels is allowed.
    pub fn is_possible(&self) -> bool {
        let mut before = 1u32;
        for allowed in &self.allowed {
            let follows = |to: &usize| {
                (0..LABELS).any(|from| before >> from & 1 == 1 && may_follow(from, *to))
            };
            let next = (0..LABELS)
                .filter(|to| allowed >> to & 1 == 1)
                .filter(follows);
            before = next.fold(0, |bits, to| bits | 1 << to);
        }
        (0..LABELS).any(|label| before >> label & 1 == 1 && may_follow(label, 0))
    }
}

/// Weights and, for AdaGrad, the sums of their squared gradients.
pub struct Field {
    pub rows: Vec<Row>,
    pub steps: [Row; LABELS],
    squares: Vec<Row>,
    step_squares: [Row; LABELS],
}

/// How the field learns.
#[derive(Clone, Copy)]
pub struct Rates {
    /// The first step's length.
    pub rate: f32,
    /// The part of the features that are left out by chance at each look.
    pub dropout: f32,
}

type Lane = [f64; LABELS];

impl Field {
    pub fn new(rows: usize) -> Self {
        let none = [0.0; LABELS];
        Field {
            rows: vec![none; rows],
            steps: [none; LABELS],
            squares: vec![none; rows],
            step_squares: [none; LABELS],
        }
    }

    /// One step along the gradient of the chain's likelihood; gives the loss.
    pub fn learn(&mut self, chain: &Chain, rates: Rates, random: &mut Random) -> f64 {
        let keep = |random: &mut Random| {
            rates.dropout == 0.0
                || (random.next() >> 40) as f32 / (1u64 << 24) as f32 >= rates.dropout
        };
        let features: Vec<Vec<u32>> = chain
            .features
            .iter()
            .map(|row| {
                let known = row.iter().copied().filter(|&row| row != NONE);
                known.filter(|_| keep(random)).collect()
            })
            .collect();
        let scores: Vec<Row> = features
            .iter()
            .map(|rows| self.score(rows, 1.0 / (1.0 - rates.dropout)))
            .collect();
        let steps = self.exp_steps();
        let free = marginals(&scores, &steps, &vec![u32::MAX; scores.len()]);
        let right = marginals(&scores, &steps, &chain.allowed);
        for (at, rows) in features.iter().enumerate() {
            let mut gradient = [0.0; LABELS];
            let mut any = false;
            for label in 0..LABELS {
                let slope = (free.labels[at][label] - right.labels[at][label]) as f32;
                gradient[label] = slope * chain.weight;
                any |= slope.abs() > 1e-4;
            }
            if any {
                for &row in rows {
                    let row = row as usize;
                    descend(
                        &mut self.rows[row],
                        &mut self.squares[row],
                        &gradient,
                        rates.rate,
                    );
                }
            }
        }
        for from in 0..LABELS {
            let mut gradient = [0.0; LABELS];
            for to in 0..LABELS {
                gradient[to] = (free.steps[from][to] - right.steps[from][to]) as f32 * chain.weight;
            }
            descend(
                &mut self.steps[from],
                &mut self.step_squares[from],
                &gradient,
                rates.rate,
            );
        }
        free.log_sum - right.log_sum
    }

    /// For each token the chance that one of its allowed labels is right, or that it is outside names.
    pub fn trust(&self, chain: &Chain) -> Vec<f64> {
        let known = |rows: &Vec<u32>| -> Vec<u32> {
            rows.iter().copied().filter(|&row| row != NONE).collect()
        };
        let rows = chain.features.iter().map(known);
        let scores: Vec<Row> = rows.map(|rows| self.score(&rows, 1.0)).collect();
        let free = marginals(&scores, &self.exp_steps(), &vec![u32::MAX; scores.len()]);
        let sum = |(lane, allowed): (&Lane, &u32)| {
            let right = (0..LABELS).filter(|label| *label == 0 || allowed >> label & 1 == 1);
            right.map(|label| lane[label]).sum()
        };
        free.labels.iter().zip(&chain.allowed).map(sum).collect()
    }

    /// Adds the weights of `other`, in a part of `share`, to these.
    pub fn blend(&mut self, other: &Field, share: f32) {
        let rows = self.rows.iter_mut().chain(&mut self.steps);
        let others = other.rows.iter().chain(&other.steps);
        for (row, other) in rows.zip(others) {
            for (weight, other) in row.iter_mut().zip(other) {
                *weight += (other - *weight) * share;
            }
        }
    }

    fn score(&self, rows: &[u32], scale: f32) -> Row {
        let mut sums = [0.0; LABELS];
        for &row in rows {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[row as usize]) {
                *sum += weight;
            }
        }
        sums.map(|sum| sum * scale)
    }

    fn exp_steps(&self) -> [Lane; LABELS] {
        let mut steps = [[0.0; LABELS]; LABELS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                if may_follow(from, to) {
                    steps[from][to] = f64::from(self.steps[from][to]).exp();
                }
            }
        }
        steps
    }
}

fn descend(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for label in 0..LABELS {
        let slope = gradient[label];
        squares[label] += slope * slope;
        weights[label] -= rate * slope / (squares[label] + 1e-6).sqrt();
    }
}

/// Chances of labels and of steps.
struct Marginals {
    labels: Vec<Lane>,
    steps: [Lane; LABELS],
    log_sum: f64,
}

/// Forward and backward over the chain, with the labels that `allowed` forbids left out.
fn marginals(scores: &[Row], steps: &[Lane; LABELS], allowed: &[u32]) -> Marginals {
    let count = scores.len();
    let mut log_sum = 0.0;
    let potentials: Vec<Lane> = scores
        .iter()
        .zip(allowed)
        .map(|(scores, allowed)| {
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            log_sum += f64::from(top);
            let mut lane = [0.0; LABELS];
            for label in (0..LABELS).filter(|label| allowed >> label & 1 == 1) {
                lane[label] = f64::from(scores[label] - top).exp();
            }
            lane
        })
        .collect();
    let mut forward = vec![[0.0; LABELS]; count];
    let mut before = [0.0; LABELS];
    before[0] = 1.0;
    for at in 0..count {
        let mut lane = [0.0; LABELS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                lane[to] += before[from] * steps[from][to];
            }
        }
        let mut sum = 0.0;
        for label in 0..LABELS {
            lane[label] *= potentials[at][label];
            if at + 1 == count && !may_follow(label, 0) {
                lane[label] = 0.0;
            }
            sum += lane[label];
        }
        let sum = f64::max(sum, 1e-300);
        log_sum += sum.ln();
        lane = lane.map(|chance| chance / sum);
        forward[at] = lane;
        before = lane;
    }
    let mut labels = forward.clone();
    let mut expected = [[0.0; LABELS]; LABELS];
    let mut behind = [1.0; LABELS];
    for at in (1..count).rev() {
        let mut lane = [0.0; LABELS];
        let mut step = [[0.0; LABELS]; LABELS];
        let mut sum = 0.0;
        let mut ahead = [0.0; LABELS];
        for label in 0..LABELS {
            let ends = at + 1 < count || may_follow(label, 0);
            ahead[label] = if ends {
                potentials[at][label] * behind[label]
            } else {
                0.0
            };
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                let both = steps[from][to] * ahead[to];
                lane[from] += both;
                step[from][to] = forward[at - 1][from] * both;
                sum += step[from][to];
            }
        }
        let sum = f64::max(sum, 1e-300);
        for from in 0..LABELS {
            labels[at - 1][from] = forward[at - 1][from] * lane[from] / sum;
            for to in 0..LABELS {
                expected[from][to] += step[from][to] / sum;
            }
        }
        let top = f64::max(lane.iter().copied().fold(0.0, f64::max), 1e-300);
        behind = lane.map(|chance| chance / top);
    }
    for to in 0..LABELS {
        expected[0][to] += labels[0][to];
    }
    Marginals {
        labels,
        steps: expected,
        log_sum,
    }
}
