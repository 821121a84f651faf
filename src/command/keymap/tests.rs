//! Keys as they are written, pressed, set and hidden.

use super::*;
use crate::config::Config;

fn steps(keys: &str) -> Vec<Step> {
    let keymap = Keymap::default();
    let mut pending = Pending::default();
    chords(keys)
        .unwrap()
        .into_iter()
        .map(|chord| keymap.press(&mut pending, Scope::Reader, chord))
        .filter(|step| *step != Step::Wait)
        .collect()
}

#[test]
fn counts_and_prefixes_come_before_commands() {
    assert_eq!(steps("j"), [Step::Run(Command::Down, None)]);
    assert_eq!(steps("12]q"), [Step::Run(Command::NextQuote, Some(12))]);
    assert_eq!(steps("gg"), [Step::Run(Command::Top, None)]);
    assert_eq!(steps("50%"), [Step::Run(Command::Percent, Some(50))]);
    assert_eq!(
        steps("3<esc>g<esc>j"),
        [Step::Run(Command::Down, None)],
        "Esc puts count and prefix away"
    );
}

#[test]
fn unknown_keys_are_named() {
    let unknown = chords("g&").unwrap();
    assert_eq!(steps("g&"), [Step::Unknown(unknown)]);
}

#[test]
fn keys_are_shown_as_readers_know_them() {
    for (written, expected) in [("<c-d>", "^D"), ("]q", "]q"), ("<enter>", "Enter")] {
        assert_eq!(shown(&chords(written).unwrap()), expected);
    }
    assert_eq!(chords("<nokey>"), None);
}

fn set(habit: &str, settings: &str) -> Result<Keymap, String> {
    let settings = format!("keymap = '{habit}'\n[keys]\n{settings}");
    let config = Config::read(&settings, "test").unwrap();
    Keymap::with([&config.habit, &config.keys])
}

#[test]
fn a_key_of_the_reader_is_taken_from_its_owner() {
    let keymap = set("default", "next-quote = ['j']").unwrap();
    let mut pending = Pending::default();
    let j = chords("j").unwrap()[0];
    let step = keymap.press(&mut pending, Scope::Reader, j);
    assert_eq!(step, Step::Run(Command::NextQuote, None));
    assert_eq!(keymap.key(Command::Down), "Down");
    assert_eq!(set("default", "down = []").unwrap().key(Command::Down), "");
}

#[test]
fn a_key_for_two_commands_is_told() {
    let check = |settings: &str, sentence: &str| {
        let told = set("default", settings).unwrap_err();
        assert_eq!(told, format!("keys: {sentence}"), "{settings}");
    };
    check(
        "down = ['j', 'm']\nnext-quote = ['m']",
        "m is given to both down and next-quote; leave it to one of them",
    );
    check(
        "top = ['g']\nsave = ['gw']",
        "g for top hides gw for save; give one of them another key",
    );
    check(
        "up = ['<nokey>']",
        "up has a key that is not known, <nokey>",
    );
    check("upp = ['k']", "no command upp; `pullquote keys` lists them");
    // The reader's own go before a habit's, and one key may mean two things in two places.
    assert!(set("newsboat", "next-quote = ['J', 'K', 'n', 'p']").is_ok());
    assert!(set("default", "note = ['w']\nadd = ['w']").is_ok());
}

#[test]
fn keys_that_hide_others_are_known() {
    assert_eq!(Keymap::default().hidden(), [""; 0]);
    let hidden = set("default", "down = ['z']").unwrap().hidden();
    let [told] = hidden.as_slice() else {
        panic!("{hidden:?}");
    };
    assert!(told.starts_with("z (down) hides z"), "{told}");
    assert!(told.contains("ze (mark-names)"), "{told}");
}

#[test]
fn the_habits_of_other_readers_bind_known_commands_and_leave_them_all_reachable() {
    for habit in ["less", "newsboat"] {
        let keymap = set(habit, "").unwrap();
        for row in COMMANDS {
            assert_ne!(keymap.key(row.command), "", "{habit}: {}", row.name);
        }
        assert_eq!(keymap.hidden(), [""; 0], "{habit}");
    }
}

#[test]
fn a_key_may_give_several_commands() {
    let with = |settings: &str| {
        let config = Config::read(settings, "mine").unwrap();
        Keymap::default().with_several(&config.several)
    };
    let unknown = with("[several]\n'<f5>' = ['refresh', 'no-such']").unwrap_err();
    assert!(unknown.contains("no command no-such"), "{unknown}");
    let clash = with("[several]\n'g' = ['refresh', 'top']").unwrap_err();
    assert!(clash.contains("g cannot be told from g"), "{clash}");
    let settings = "[several]\n'<f5>' = ['favourite', 'next-article']\n'Zz' = ['zen']";
    let keymap = with(settings).unwrap();
    let mut pending = Pending::default();
    let mut press = |key| {
        let ctrl = false;
        keymap.press(&mut pending, Scope::Reader, Chord { key, ctrl })
    };
    let both = vec![Command::Favourite, Command::NextArticle];
    assert_eq!(press(Key::F(5)), Step::Several(both));
    assert_eq!(press(Key::Char('Z')), Step::Wait);
    assert_eq!(press(Key::Char('z')), Step::Several(vec![Command::Zen]));
}
