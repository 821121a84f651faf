//! How sure each rule is: shares of right among what it gave, as measured on articles of several languages.

use crate::annotate::polyglot::reports::Why;

/// That the words are somebody's.
pub fn said(why: Why) -> f32 {
    match why {
        Why::Before | Why::After => 0.97,
        Why::Clause | Why::Mood | Why::Guessed => 0.92,
        Why::ClauseBefore | Why::According | Why::Label | Why::Answer | Why::SetOff => 0.9,
        Why::Noun | Why::Back => 0.9,
        Why::Colon | Why::Carried | Why::Echo => 0.85,
        Why::Infinitive | Why::Object | Why::Passive => 0.82,
        Why::Ahead => 0.75,
        Why::Fragment => 0.6,
    }
}

/// That the speaker is right.
pub fn speaker(why: Why) -> f32 {
    match why {
        Why::Before | Why::After => 0.97,
        Why::Clause | Why::Mood | Why::According | Why::Guessed => 0.79,
        Why::ClauseBefore | Why::Infinitive | Why::Object | Why::Passive => 0.77,
        Why::Colon | Why::Carried | Why::SetOff | Why::Noun | Why::Back => 0.85,
        Why::Echo => 0.78,
        Why::Label => 0.9,
        Why::Answer => 0.75,
        Why::Ahead | Why::Fragment => 0.6,
    }
}
