//! How often words are looked at, counted in tests alone: work that grows with the square of a text is seen there on any
//! machine, however busy it is.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static TAKEN: Cell<u64> = const { Cell::new(0) };
}

/// A word is looked at.
#[inline]
pub fn step() {
    #[cfg(test)]
    TAKEN.with(|taken| taken.set(taken.get() + 1));
}

#[cfg(test)]
mod tests {
    use super::TAKEN;
    use crate::annotate::{annotate_text, blocks_of};

    /// A sentence in each language that has a pack.
    const LANGUAGES: [&str; 10] = [
        "Der Rat der Stadt sagte, dass er und die Bürgermeisterin nach dem Sturm nicht mehr auf die Fähre warten.",
        "Le maire a dit que la ville et les habitants de l'île ne sont pas contre le port, selon le conseil.",
        "Мэр города сказал, что он и жители острова не будут ждать паром, который не пришёл после шторма.",
        "El alcalde dijo que la ciudad y los vecinos de la isla no están contra el puerto, según el consejo.",
        "O prefeito disse que a cidade e os moradores da ilha não estão contra o porto, segundo o conselho.",
        "Il sindaco ha detto che la città e gli abitanti dell'isola non sono contro il porto, secondo il consiglio.",
        "De burgemeester zei dat de stad en de bewoners van het eiland niet tegen de haven zijn, volgens de raad.",
        "Borgmästaren sade att staden och de boende på ön inte är emot hamnen, enligt rådet.",
        "Starosta řekl, že město a obyvatelé ostrova nejsou proti přístavu, uvedla rada města.",
        "Burmistrz powiedział, że miasto i mieszkańcy wyspy nie są przeciw portowi, według rady.",
    ];

    /// The steps that a text takes in which so many of the pieces stand between sentences of a language.
    fn taken(language: &str, pieces: impl Fn(usize) -> String, count: usize) -> u64 {
        let pieces: String = (0..count).map(pieces).collect();
        let before = format!("{language}\n\n").repeat(4);
        let text = format!("{before}{pieces}\n\n{language}");
        let begun = TAKEN.get();
        annotate_text(&text, &blocks_of(&text));
        TAKEN.get() - begun
    }

    /// The work on that many of the pieces four times grows four times.
    #[track_caller]
    fn check(language: &str, what: &str, pieces: impl Fn(usize) -> String) {
        let (one, four) = (taken(language, &pieces, 100), taken(language, &pieces, 400));
        assert!(one > 100, "{what} in {language}: nothing was looked at");
        assert!(
            four < 6 * one,
            "{what} in {language}: {one} steps for one, {four} for four"
        );
    }

    #[test]
    fn work_grows_with_the_length_of_a_text_in_each_language() {
        for language in LANGUAGES {
            for piece in [
                "A ",
                "Anna Weber ",
                "l'",
                "d’",
                "„Nein. ",
                "« a » ",
                "a, ",
                "(a ",
                "Ã±",
                "de ",
                "A. ",
            ] {
                check(language, piece, |_| piece.to_owned());
            }
            check(language, "its sentences in one paragraph", |_| {
                format!("{language} ")
            });
            let name = |n: usize| {
                let letters = "abdegiklmnoprstu".as_bytes();
                let letter = |place: usize| char::from(letters[n >> (4 * place) & 15]);
                format!("B{}{}{}", letter(0), letter(1), letter(2))
            };
            check(language, "names", |n| {
                format!("Anna {} {}. ", name(n), name(7 * n))
            });
        }
    }
}
