//! Who said what in one line, by class: each quotation as `speaker | cue | content`.

use crate::annotate::tagger;
use crate::annotate::{attribution, blocks_of};

mod frames;

fn check(text: &str, expected: &[&str]) {
    let mut layer = tagger::read(text, &blocks_of(text));
    let passages = attribution::passages(&mut layer);
    let found: Vec<String> = attribution::said(&layer, &passages)
        .iter()
        .map(|said| {
            let speaker = said
                .mention
                .as_ref()
                .map_or("-", |mention| mention.span.of(text));
            let cue = said.cue.map_or("-", |cue| cue.of(text));
            let parts: Vec<&str> = said.parts.iter().map(|part| part.of(text)).collect();
            format!("{speaker} | {cue} | {}", parts.join(" + "))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn words_before() {
    check("“We won,” Ruiz said.", &["Ruiz | said | “We won,”"]);
    check("“We won,” said Ruiz.", &["Ruiz | said | “We won,”"]);
    check("“Did we win?” she asked.", &["she | asked | “Did we win?”"]);
    check(
        "“We won,” Ana Ruiz, a lawyer from Bergen, told reporters.",
        &["Ana Ruiz, a lawyer from Bergen | told | “We won,”"],
    );
    check(
        "“We won,” said Ana Ruiz, who chairs the board.",
        &["Ana Ruiz, who chairs the board | said | “We won,”"],
    );
    check(
        "“We won,” Ruiz retaliated.",
        &["Ruiz | retaliated | “We won,”"],
    );
}

#[test]
fn words_after() {
    check("Ruiz said, “We won.”", &["Ruiz | said | “We won.”"]);
    check("Ruiz had one answer: “We won.”", &["Ruiz | : | “We won.”"]);
    check("Ruiz: “We won.”", &["Ruiz | : | “We won.”"]);
    check(
        "Ruiz left the room, saying, “We won.”",
        &["Ruiz | saying | “We won.”"],
    );
}

#[test]
fn words_parted() {
    check(
        "“We won,” Ruiz said. “Twice.”",
        &["Ruiz | said | “We won,” + “Twice.”"],
    );
    check(
        "“We won,” Ruiz said, “and they lost.”",
        &["Ruiz | said | “We won,” + “and they lost.”"],
    );
    check(
        "The talks, Ruiz said, were over.",
        &["Ruiz | said | The talks + were over"],
    );
}

#[test]
fn clauses() {
    check("Ruiz said that they won.", &["Ruiz | said | that they won"]);
    check("Ruiz said they won.", &["Ruiz | said | they won"]);
    check(
        "Ruiz told reporters on Monday that they won.",
        &["Ruiz | told | that they won"],
    );
    check(
        "Ruiz said they won and warned that they may lose.",
        &[
            "Ruiz | said | they won",
            "Ruiz | warned | that they may lose",
        ],
    );
    check(
        "They won, the board said.",
        &["the board | said | They won"],
    );
    check(
        "They won, according to the Valley Post.",
        &["the Valley Post | according to | They won"],
    );
    check(
        "Ruiz said they won, according to the Valley Post.",
        &["Ruiz | said | they won"],
    );
}

#[test]
fn opinions() {
    check(
        "Ruiz criticized the plan.",
        &["Ruiz | criticized | the plan"],
    );
    check("Ruiz wants to leave.", &["Ruiz | wants | to leave"]);
    check(
        "Ruiz is confident that they will win.",
        &["Ruiz | is confident | that they will win"],
    );
    check(
        "Ruiz called the plan “a disaster” in a speech.",
        &["Ruiz | called | the plan “a disaster”"],
    );
    check(
        "They are expected to win.",
        &["- | are expected | They + to win"],
    );
}

#[test]
fn sources() {
    check(
        "According to the ministry, the land is worth little.",
        &["the ministry | According to | the land is worth little"],
    );
    check(
        "Voters who backed him say they were wrong.",
        &[
            "Voters who | backed | him",
            "Voters who backed him | say | they were wrong",
        ],
    );
    check(
        "Two officials familiar with the talks said they failed.",
        &["Two officials familiar with the talks | said | they failed"],
    );
}

#[test]
fn no_speech() {
    check("The film “The Long Way Home” won three prizes.", &[]);
    check("The “smart” bins do not open.", &[]);
    check("The nurses, known as the “night owls”, went home.", &[]);
}

#[test]
fn a_lead_after_quoted_words() {
    check(
        "Ruiz called the plan “a shame”:\n\n“Nobody asked us. Nobody will.”",
        &[
            "Ruiz | called | the plan “a shame”",
            "Ruiz | : | “Nobody asked us. Nobody will.”",
        ],
    );
}

#[test]
fn clauses_that_concede() {
    check(
        "Ruiz said although the harbour is old, it will stay open.",
        &["Ruiz | said | although the harbour is old, it will stay open"],
    );
    check("Ruiz spoke and said after the vote, which she lost.", &[]);
}

#[test]
fn lists_of_sources_quote_nobody() {
    check(
        "“Harbour to stay open for ten years” — Port Sel Times, May 3",
        &[],
    );
}

#[test]
fn where_contents_end() {
    check(
        "Ruiz stressed that “we must go on together,” adding that nobody else will.",
        &[
            "Ruiz | stressed | that “we must go on together,”",
            "Ruiz | adding | that nobody else will",
        ],
    );
    check(
        "Ruiz, who estimates that it costs “seven figures,” described the plan as “horrid.”",
        &[
            "Ruiz, who | estimates | that it costs “seven figures,”",
            "Ruiz, who estimates that it costs “seven figures,” | described | the plan as “horrid.”",
        ],
    );
    check(
        "While Ruiz says the plan is dead, the council still pays for it.",
        &["Ruiz | says | the plan is dead"],
    );
}

#[test]
fn where_contents_begin() {
    check(
        "Ruiz said in a statement Wednesday that the harbour is safe.",
        &["Ruiz | said | that the harbour is safe"],
    );
    check(
        "Ruiz said, in a letter to the council, that the harbour was “dead.”",
        &["Ruiz | said | that the harbour was “dead.”"],
    );
    check(
        "Ruiz asserted that, taxes aside, the plan is good.",
        &["Ruiz | asserted | that, taxes aside, the plan is good"],
    );
    check(
        "Ruiz promises to “end” the old rules.",
        &["Ruiz | promises | to “end” the old rules"],
    );
    check(
        "As the Sel Times noted in a letter, the mayor has made friends.",
        &["the Sel Times | noted | the mayor has made friends"],
    );
    check(
        "Ruiz would do well to begin “building bridges” to the council.",
        &[],
    );
}

#[test]
fn whole_speakers() {
    check(
        "“Nobody believed that it would end,” said the second official.",
        &["the second official | said | “Nobody believed that it would end,”"],
    );
    check(
        "“Nobody can prove it,” according to a court paper.",
        &["a court paper | according to | “Nobody can prove it,”"],
    );
    check(
        "Yuki Aman, director general of the Sel Agency, said the plan is dead.",
        &["Yuki Aman, director general of the Sel Agency | said | the plan is dead"],
    );
    check(
        "Ana Ruiz and Ben Holm have all attacked the plan.",
        &["Ana Ruiz and Ben Holm | have all attacked | the plan"],
    );
    check(
        "The official responded by saying the town should be careful.",
        &["The official | saying | the town should be careful"],
    );
    check(
        "Petra Holm - who once said she would “burn” it - said that the town should pay.",
        &[
            "who | once said | she would “burn” it",
            "Petra Holm - who once said she would “burn” it | said | that the town should pay",
        ],
    );
}
