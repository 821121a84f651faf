//! Commands by key, by name and by help, and what is said of those that mean nothing.

use super::*;
use crate::app::spoken::Spoken;
use crate::command::*;

#[test]
fn help_is_filtered_by_typing_and_runs_the_choice() {
    let mut state = reading(1, (100, 30));
    press(&mut state, "?next quote of the same<enter>");
    assert_eq!(state.overlay, None);
    assert_eq!(said(&state), "Choose a quote first: press ).");
}

#[test]
fn what_must_be_chosen_first_names_the_keys_for_the_eye_and_the_ear() {
    let check = |command, shown: &str, heard: &str| {
        let mut state = reading(1, (100, 30));
        update(&mut state, Msg::Run(command, None));
        assert_eq!(said(&state), shown);
        let voice = crate::speech::Voice::of(&crate::config::Config::defaults().unwrap(), true);
        state.spoken = Some(Spoken::new(voice, String::new()));
        // The first answer greets.
        update(&mut state, Msg::Run(Command::Where, None));
        update(&mut state, Msg::Run(command, None));
        assert_eq!(said(&state), heard);
    };
    let quote = (
        "Choose a quote first: press ).",
        "Choose a quote first: press right parenthesis.",
    );
    for command in [Command::NextSame, Command::CopyWords, Command::SameWords] {
        check(command, quote.0, quote.1);
    }
    check(
        Command::NextMention,
        "Choose a name first: press ]e, or ) for a quote.",
        "Choose a name first: press right bracket e, or right parenthesis for a quote.",
    );
    check(
        Command::SaidBy,
        "Choose a quote with a speaker first: press ).",
        "Choose a quote with a speaker first: press right parenthesis.",
    );
    check(
        Command::Correct,
        "Choose a quote or a name first: press ) or ]e.",
        "Choose a quote or a name first: press right parenthesis or right bracket e.",
    );
}

#[test]
fn every_command_can_be_typed_by_its_name() {
    for row in COMMANDS
        .iter()
        .filter(|row| row.command != Command::CommandLine)
    {
        let size = (100, 30);
        let typed = &mut reading(3, size);
        let run = &mut reading(3, size);
        if matches!(row.scope, Scope::Reader | Scope::Passage) {
            typed.focus = Pane::Reader;
            run.focus = Pane::Reader;
        }
        if row.scope == Scope::Passage {
            press(typed, "v");
            press(run, "v");
        }
        let by_name = press(typed, &format!(":{}<enter>", row.name));
        let by_command = update(run, Msg::Run(row.command, None));
        assert_eq!(by_name, by_command, "{}", row.name);
        assert_eq!(typed.notice, run.notice, "{}", row.name);
        assert_eq!(typed.focus, run.focus, "{}", row.name);
    }
}

#[test]
fn no_key_does_harm_whatever_the_state() {
    for size in [(120, 36), (60, 20), (20, 6), (3, 2), (1, 1)] {
        let mut state = reading(5, size);
        at_random(3_000, |command, count| {
            if command != Command::Quit {
                update(&mut state, Msg::Run(command, Some(count)));
                press(&mut state, "<esc>");
            }
        });
    }
}

#[test]
fn what_is_said_carries_no_escape() {
    let mut state = reading(1, (100, 30));
    update(&mut state, Msg::Failed("x\u{1b}[31m\u{202e}y".into()));
    assert_eq!(said(&state), "xy");
}

#[test]
fn what_is_said_of_a_key_has_nothing_of_it_that_is_unsafe() {
    let mut state = reading(1, (100, 30));
    let typed = Chord {
        key: Key::Char('\u{202e}'),
        ctrl: false,
    };
    update(&mut state, Msg::Key(typed));
    let words = said(&state);
    assert!(words.starts_with("No command for this key. "), "{words}");
}

#[test]
fn a_key_of_another_pane_says_where_it_works() {
    let mut state = reading(3, (100, 30));
    state.focus = Pane::Reader;
    press(&mut state, "A");
    assert_eq!(said(&state), "A is for the list. q goes back to it.");
    press(&mut state, "q");
    assert_eq!(state.focus, Pane::List);
    press(&mut state, "gq");
    let elsewhere = "gq is for an open article. Enter opens this one.";
    assert_eq!(said(&state), elsewhere);
    press(&mut state, "&");
    assert_eq!(said(&state), "No command &. Press ? for help.");
}

#[test]
fn a_letter_that_is_typed_as_a_line_is_that_key_small_or_large() {
    let mut state = reading(3, (100, 30));
    press(&mut state, "<enter>");
    update(&mut state, Msg::Line("T".into()));
    assert!(said(&state).starts_with("Theme "), "{}", said(&state));
    update(&mut state, Msg::Line("H".into()));
    assert_eq!(state.focus, Pane::List);
    update(&mut state, Msg::Line("H".into()));
    assert_eq!(said(&state), "Nothing lies before this on the trail.");
}

#[test]
fn a_line_that_is_a_whole_key_is_that_key_and_no_beginning_of_a_name() {
    for row in COMMANDS.iter().filter(|row| row.scope == Scope::Reader) {
        let letters = |key: &&&str| key.chars().all(char::is_alphabetic);
        for key in row.keys.iter().filter(letters) {
            let typed = &mut reading(3, (100, 30));
            let run = &mut reading(3, (100, 30));
            (typed.focus, run.focus) = (Pane::Reader, Pane::Reader);
            let by_line = update(typed, Msg::Line((*key).to_owned()));
            let by_command = update(run, Msg::Run(row.command, None));
            assert_eq!(by_line, by_command, "{key}");
            assert_eq!(typed.notice, run.notice, "{key}");
        }
    }
}
