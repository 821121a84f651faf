//! The classes of words that a pack may give, each a bit.

/// A set of classes.
pub type Classes = u64;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $word:literal;)*) => {
        $($(#[$doc])* pub const $name: Classes = 1 << $bit;)*

        /// The class of that name in `words.txt`.
        pub fn named(name: &str) -> Option<Classes> {
            match name {
                $($word => Some($name),)*
                _ => None,
            }
        }
    };
}

classes! {
    /// Opens a reported clause: "que", "dass".
    THAT = 0 "that";
    /// Opens a reported question: "si", "ob", "wie".
    QUESTION = 1 "question";
    /// "er", "il"
    HE = 2 "he";
    /// "sie", "elle"
    SHE = 3 "she";
    /// "ils"
    THEY = 4 "they";
    /// "es", "cela"
    IT = 5 "it";
    /// "ich", "nous": the speaker of the text, or of what is quoted.
    I = 6 "i";
    /// What may stand between a subject and its verb: "lui", "sich", "se".
    CLITIC = 7 "clitic";
    /// Begins a noun phrase that may be a subject.
    DETERMINER = 8 "determiner";
    /// Begins a noun phrase that is no subject: "den", "dem".
    OBLIQUE = 9 "oblique";
    /// Joins a noun phrase to the one before: "de", "von", "des".
    OF = 10 "of";
    /// Any other preposition.
    PREPOSITION = 11 "preposition";
    /// "und", "et"
    AND = 12 "and";
    /// Opens a clause that is none of the above: "weil", "mais", "aber".
    CONJUNCTION = 13 "conjunction";
    /// "qui", "der", "que" after a noun.
    RELATIVE = 14 "relative";
    /// "nicht", "ne"
    NEGATION = 15 "negation";
    /// Makes a participle a verb: "hat", "a", "ha".
    HAVE = 16 "have";
    /// Stands before a person's name: "Herr", "M.", "ministre".
    TITLE = 17 "title";
    /// A word for people who can speak: "Sprecherin", "témoin".
    PERSON = 18 "person";
    /// A word for bodies that can speak: "Polizei", "gouvernement".
    BODY = 19 "body";
    /// A word for what people write: "Bericht", "étude".
    PAPER = 20 "paper";
    /// May stand between a verb and its subject: "gestern", "aussi".
    ADVERB = 21 "adverb";
    /// "Januar"; days of the week, too.
    MONTH = 22 "month";
    /// A small word inside names: "von", "de", "bin".
    PARTICLE = 23 "particle";
    /// A verb whose form alone reports: "sei", "habe", "könne".
    MOOD = 24 "mood";
    /// A verb whose form goes on with a report: "würde", "wäre".
    MOOD_WEAK = 25 "mood-weak";
    /// A word of no weight that often begins sentences: not a name.
    OTHER = 26 "other";
    /// A man's name.
    MAN = 27 "man";
    /// A woman's name.
    WOMAN = 28 "woman";
    /// A country, a town, a river.
    PLACE = 29 "place";
    /// The first word of an infinitive that may be reported: "avoir", "di".
    INFINITIVE = 30 "infinitive";
    /// Written with a full stop that ends no sentence: "bzw", "núm".
    SHORT = 31 "short";
    /// A finite verb that reports nothing: "ist", "est". Ends a noun phrase.
    VERB = 32 "verb";
    /// A noun that is written with a capital and names nobody (German).
    NOUN = 33 "noun";
    /// A word before a place's name: "Stadt", "provincia".
    REGION = 34 "region";
    /// A man's word: "ministre" has none, "président" has.
    MALE = 35 "male";
    /// A woman's word.
    FEMALE = 36 "female";
    /// A preposition that stands before places: "in", "nach", "à".
    TOWARDS = 37 "towards";
    /// A preposition before persons: "mit", "avec", "contra".
    WITH = 38 "with";
    /// What is quoted after it has no speaker: "Titel", "intitulé".
    CALLED = 39 "called";
    /// A word for a saying, before a colon: "Zitat", "palabras".
    WORDS = 40 "saying";
    /// Makes a report of a clause: "wie X sagte", "comme l'a dit X".
    AS = 41 "as";
    /// Before whoever did it: "von", "par", "da".
    BY = 42 "by";
    /// A noun whose end tells that it is no subject (languages without articles).
    CASE = 43 "case";
    /// An adjective of that kind, before such a noun.
    CASED = 44 "cased";
    /// "ist", "est": says what something is.
    COPULA = 45 "copula";
    /// An article before one man, or whatever is "he": "el", "le".
    ONE_MAN = 46 "one-man";
    /// An article before one woman.
    ONE_WOMAN = 47 "one-woman";
    /// A verb that leads to an infinitive that reports: "a tenu à préciser", "ha voluto precisare".
    MODAL = 48 "modal";
    /// A small word that the name of a place begins with: "mer" in "mer Noire", "via" in "via Verdi".
    BEFORE_PLACE = 49 "before-place";
    /// "mein", "mon": whoever speaks has it.
    MINE = 50 "mine";
    /// An adjective that ends like a verb (languages without articles).
    ADJECTIVE = 51 "adjective";
    /// Makes what the verb behind it reports unreal: "könnte", "hubiera", "kdyby"; an order: "dites".
    UNREAL = 52 "unreal";
    /// A verb of not saying: "vermied", "évité".
    AVOIDS = 53 "avoids";
    /// Makes a passive of an auxiliary and a participle: "été", "sido".
    PASSIVE = 54 "passive";
    /// Stands for what was said before: "lo ha detto", "об этом".
    BACK = 55 "back";
    /// Whom the text speaks to, alone: "pani" in "W książce pisze pani, że".
    YOU = 57 "you";
    /// A word for kin: whose they are stands beside: "Córka Skały", "Urbans hustru".
    KIN = 58 "kin";
    /// A noun for what somebody says: "l'accusa di", "слова".
    REMARK = 56 "remark";
    /// An article before somebody who was not named before: "eine", "un".
    ANY = 59 "any";
    /// "niemand", "nadie": what its verb reports was not said.
    NOBODY = 60 "nobody";
}
