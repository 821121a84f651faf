//! The many ways to report, a sentence or two each.

use super::check;

#[test]
fn adjuncts_between_subject_and_verb() {
    check(
        "The council has in the past described the plan as “a mistake.”",
        &["The council | described | the plan as “a mistake.”"],
    );
    check(
        "Ruiz, whose brother died in Larton, Norland, in March 2015, said the army had lied.",
        &["Ruiz, whose brother died in Larton, Norland, in March 2015 | said | the army had lied"],
    );
    check(
        "A letter from the port obtained by the Larton Press warns that “any talk will be in court.”",
        &[
            "A letter from the port obtained by the Larton Press | warns | that “any talk will be in court.”",
        ],
    );
    check(
        "“We had better days,” crane driver Tom Hale, wearing a “Save the Port” cap, said slowly.",
        &["crane driver Tom Hale, wearing a “Save the Port” cap | said | “We had better days,”"],
    );
}

#[test]
fn as_somebody_told() {
    check(
        "As Hale told the Larton Herald, the port has lost money for years.",
        &["Hale | told | the port has lost money for years"],
    );
    check(
        "However, as Bishop Ana Ruiz told the Larton Press, “We are one people.”",
        &["Bishop Ana Ruiz | told | “We are one people.”"],
    );
    check(
        "In the words of one sailor, the port is “a graveyard.”",
        &["one sailor | In the words of | the port is “a graveyard.”"],
    );
}

#[test]
fn quoted_by_another() {
    check(
        "Hale was quoted as saying that the pier was “rotten.”",
        &["Hale | was quoted as saying | that the pier was “rotten.”"],
    );
    check(
        "“I will not run again”, Ruiz was quoted by the Herald as saying.",
        &["Ruiz | was quoted by the Herald as saying | “I will not run again”"],
    );
    check(
        "Asked whether the pier was safe, Hale said no.",
        &["- | Asked | whether the pier was safe", "Hale | said | no"],
    );
}

#[test]
fn hearers() {
    check(
        "Hale told the court how he had “waited for the wind.”",
        &["Hale | told | how he had “waited for the wind.”"],
    );
    check(
        "Hale has told friends he is sorry.",
        &["Hale | has told | he is sorry"],
    );
}

#[test]
fn what_something_is_called() {
    check(
        "What Hale called “a rotten pier” will be rebuilt.",
        &["Hale | called | “a rotten pier”"],
    );
    check(
        "The union dismissed as “an insult” the owners' offer.",
        &["The union | dismissed | as “an insult” the owners' offer"],
    );
    check(
        "The port has become what one sailor calls “a graveyard.”",
        &["one sailor | calls | “a graveyard.”"],
    );
    check("The so called “rotten pier” was sold by the council.", &[]);
}

#[test]
fn headlines() {
    check(
        "“We are not leaving”: Ruiz",
        &["Ruiz | : | “We are not leaving”"],
    );
    check("Ruiz: talks ‘went well’", &["Ruiz | : | talks ‘went well’"]);
}

#[test]
fn paragraphs_without_a_mark_at_their_beginning() {
    check(
        "Hale said, “It felt good.\nWe could have left then.” After the storm, Ruiz said, “We were late.”",
        &[
            "Hale | said | “It felt good. + We could have left then.”",
            "Ruiz | said | “We were late.”",
        ],
    );
}

#[test]
fn speakers_after_the_verb() {
    check(
        "“The odds are long,” said another leading harbour lawyer, Tom A. Hale of the firm Mayer Lund.",
        &[
            "another leading harbour lawyer, Tom A. Hale of the firm Mayer Lund | said | “The odds are long,”",
        ],
    );
    check(
        "“The odds are long,” said a person close to the Hales. “That is why he left.”",
        &["a person close to the Hales | said | “The odds are long,” + “That is why he left.”"],
    );
    check(
        "“People are angry,” said Alderman Tom C. Hale, who thinks Ruiz and her staff “need to be open.”",
        &[
            "Alderman Tom C. Hale, who thinks Ruiz and her staff | said | “People are angry,”",
            "Alderman Tom C. Hale, who | thinks | Ruiz and her staff “need to be open.”",
        ],
    );
}

#[test]
fn hearers_with_a_clause_of_their_own() {
    check(
        "“There is anger here,” the former mayor told a crowd that the police estimated at 3,000 people.",
        &["the former mayor | told | “There is anger here,”"],
    );
}

#[test]
fn opening_participles() {
    check(
        "Recalling “the days of the great storm,” the statement urged sailors to stay.",
        &[
            "the statement | Recalling | “the days of the great storm,”",
            "the statement | urged | sailors to stay",
        ],
    );
    check(
        "Fishermen from the north and the south, the two groups hit hardest, said that prices fell.",
        &[
            "Fishermen from the north and the south, the two groups hit hardest | said | that prices fell",
        ],
    );
}

#[test]
fn signs_and_brackets() {
    check(
        "A banner read “Save our port”.",
        &["A banner | read | “Save our port”"],
    );
    check(
        "Few listened (Tom Hale, who built it, once said, “It happened often”).",
        &["Tom Hale, who built it | once said | “It happened often”"],
    );
}

#[test]
fn a_verb_first() {
    check(
        "Said Hale, “The thought that we were wrong is painful.”",
        &["Hale | Said | “The thought that we were wrong is painful.”"],
    );
}

#[test]
fn participles_and_infinitives_after_a_noun() {
    check(
        "Hale gave money to a group backing the mayor.",
        &["a group | backing | the mayor"],
    );
    check(
        "Hale sent a message to voters saying the pier was safe.",
        &["Hale | saying | the pier was safe"],
    );
    check(
        "The leak led Mayor Ana Ruiz to announce that she would go.",
        &["Mayor Ana Ruiz | to announce | that she would go"],
    );
}
