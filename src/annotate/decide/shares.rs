//! How often words are somebody's: a share for each class of evidence and each kind of text.
//!
//! Counted where the classes are large enough: of what is shown of a class, the part whose words share half or more with a
//! quotation of the gold (Dice). Texts that report: PolNeAR's development part. Stories: LitBank's novels, for direct
//! words; others: GUM's and GENTLE's genres without news and fiction, and what of the other corpora is read so. Classes
//! with fewer than eight members there take a neighbour's share or one in between, and frames that come out as one in
//! the JSON were counted together. The model's card has the counts.

use super::evidence::{Evidence, Frame, Sort};
use super::genre::Genre;
use super::mood::Mood;
use super::voiced::Voiced;
use crate::model::QuoteKind;

/// A class of evidence with its shares: in a text that reports, in a story, in any other text.
type Row = (Frame, QuoteKind, [f32; 3]);

const SHARES: &[Row] = &[
    (Frame::Beside, QuoteKind::Direct, [0.98, 0.99, 0.88]),
    (Frame::Beside, QuoteKind::Mixed, [0.88, 0.77, 0.77]),
    (Frame::Beside, QuoteKind::Indirect, [0.94, 0.7, 0.75]),
    (Frame::Clause, QuoteKind::Direct, [0.95, 0.8, 0.8]),
    (Frame::Clause, QuoteKind::Mixed, [0.97, 0.77, 0.77]),
    (Frame::Clause, QuoteKind::Indirect, [0.94, 0.75, 0.85]),
    (Frame::According, QuoteKind::Direct, [0.85, 0.7, 0.7]),
    (Frame::According, QuoteKind::Mixed, [0.88, 0.6, 0.6]),
    (Frame::According, QuoteKind::Indirect, [0.88, 0.6, 0.6]),
    (Frame::Colon, QuoteKind::Direct, [0.94, 0.8, 0.8]),
    (Frame::Colon, QuoteKind::Mixed, [0.71, 0.5, 0.5]),
    (Frame::Colon, QuoteKind::Indirect, [0.85, 0.5, 0.5]),
    (Frame::Turn, QuoteKind::Direct, [0.95, 0.9, 0.95]),
    (Frame::Alone, QuoteKind::Direct, [0.75, 0.98, 0.3]),
    (Frame::Fragment, QuoteKind::Direct, [0.75, 0.94, 0.3]),
    (Frame::Loose, QuoteKind::Direct, [0.88, 0.7, 0.7]),
    (Frame::Loose, QuoteKind::Mixed, [0.88, 0.77, 0.77]),
    (Frame::Loose, QuoteKind::Indirect, [0.7, 0.3, 0.3]),
];

/// Of thoughts and findings.
const MIND: [f32; 3] = [0.81, 0.6, 0.74];

/// Of what something says that cannot speak, or nobody.
const UNVOICED: [f32; 3] = [0.85, 0.6, 0.55];

/// Of what somebody will, would or should say, where it is shown.
const UNREAL: f32 = 0.77;

/// Of turns under "Q:" and "A:".
const UNNAMED: f32 = 0.35;

/// That the words are somebody's: 0 to 1.
pub(crate) fn share(evidence: Evidence, genre: Genre) -> f32 {
    let column = |[report, story, other]: [f32; 3]| match genre {
        Genre::Report => report,
        Genre::Story => story,
        Genre::Other => other,
    };
    let marks = evidence.kind != QuoteKind::Indirect;
    if matches!(evidence.sort, Sort::Thought | Sort::Finding) && !marks {
        return column(MIND);
    }
    let row = SHARES
        .iter()
        .find(|(frame, kind, _)| *frame == evidence.frame && *kind == evidence.kind);
    let share = row.map_or(0.5, |(_, _, shares)| column(*shares));
    let voiced = !matches!(
        evidence.voiced,
        Voiced::Thing | Voiced::Product | Voiced::Sign | Voiced::Nobody
    );
    let bare = matches!(evidence.frame, Frame::Clause | Frame::Beside) && !marks;
    // "Q:" and "A:" stand in lists of questions, too.
    if evidence.frame == Frame::Turn && evidence.voiced == Voiced::Nobody {
        return UNNAMED;
    }
    let share = match bare && !voiced {
        true => share.min(column(UNVOICED)),
        false => share,
    };
    match evidence.mood {
        Mood::Real => share,
        _ => share.min(UNREAL),
    }
}
