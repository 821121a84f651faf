//! Parts of speech.

/// Part of speech: the Penn Treebank's tags, with the rare ones folded together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Common noun, singular or mass.
    Nn,
    /// Common noun, plural.
    Nns,
    /// Proper noun, singular.
    Nnp,
    /// Proper noun, plural.
    Nnps,
    /// Personal pronoun.
    Prp,
    /// Possessive pronoun.
    PrpS,
    /// Determiner, predeterminer.
    Dt,
    /// Adjective, any degree.
    Jj,
    /// Adverb, any degree, particle.
    Rb,
    /// Verb, base form.
    Vb,
    /// Verb, past tense.
    Vbd,
    /// Verb, gerund or present participle.
    Vbg,
    /// Verb, past participle.
    Vbn,
    /// Verb, present, not third person singular.
    Vbp,
    /// Verb, present, third person singular.
    Vbz,
    /// Modal.
    Md,
    /// Preposition or subordinating conjunction.
    In,
    /// "to".
    To,
    /// Coordinating conjunction.
    Cc,
    /// Cardinal number.
    Cd,
    /// Wh-determiner, wh-pronoun, wh-adverb, possessive wh-pronoun.
    Wh,
    /// Possessive ending.
    Pos,
    /// Existential "there".
    Ex,
    /// Interjection, foreign word, list marker.
    Uh,
    /// A mark that ends a sentence.
    Stop,
    /// A comma.
    Comma,
    /// Colon, semicolon, dash, ellipsis.
    Colon,
    /// A quotation mark.
    Quote,
    /// A bracket.
    Bracket,
    /// Any other sign.
    #[default]
    Sym,
}

impl Tag {
    /// How many there are.
    pub const COUNT: usize = Tag::ALL.len();

    /// All of them, in order.
    pub const ALL: [Tag; 30] = [
        Tag::Nn,
        Tag::Nns,
        Tag::Nnp,
        Tag::Nnps,
        Tag::Prp,
        Tag::PrpS,
        Tag::Dt,
        Tag::Jj,
        Tag::Rb,
        Tag::Vb,
        Tag::Vbd,
        Tag::Vbg,
        Tag::Vbn,
        Tag::Vbp,
        Tag::Vbz,
        Tag::Md,
        Tag::In,
        Tag::To,
        Tag::Cc,
        Tag::Cd,
        Tag::Wh,
        Tag::Pos,
        Tag::Ex,
        Tag::Uh,
        Tag::Stop,
        Tag::Comma,
        Tag::Colon,
        Tag::Quote,
        Tag::Bracket,
        Tag::Sym,
    ];

    /// Whether the tag is a noun's.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// Whether the tag is a verb's that has tense by itself.
    pub const fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    }

    /// Whether the tag is any verb's.
    pub const fn is_verb(self) -> bool {
        self.is_finite() || matches!(self, Tag::Vb | Tag::Vbg | Tag::Vbn)
    }
}
