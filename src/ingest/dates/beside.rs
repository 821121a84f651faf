//! Words that stand beside a date in a line that has nothing else: "Published", "Uhr", days of the week.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Those of English.
const ENGLISH: &str =
    "as published updated posted last modified date on at of the st nd rd th am pm a m p t z h";

/// Those of other languages, which write the day first.
const OTHERS: &str = "de del al als la le à um uhr er às em data ngày tháng năm lúc \
    veröffentlicht aktualisiert zuletzt geändert stand publié mis jour modifié publicado actualizado modificado atualizado \
    pubblicato aggiornato ore alle il gepubliceerd bijgewerkt op om uur opublikowano aktualizacja dnia godz publikováno \
    aktualizováno dne publicerad uppdaterad publiceret opdateret kl den опубликовано обновлено в г года р року \
    julkaistu päivitetty klo publicat actualitzat publikuar objavljeno d m gada ko saat";

/// How lines begin that say when something was changed.
const CHANGED: [&str; 24] = [
    "updated",
    "modified",
    "last updated",
    "last modified",
    "aktualisiert",
    "zuletzt",
    "geändert",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "modificado",
    "atualizado",
    "aggiornato",
    "bijgewerkt",
    "aktualizacja",
    "aktualizováno",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "обновлено",
    "оновлено",
    "更新",
];

/// Signs that Chinese, Japanese and Korean put behind figures.
const SIGNS: &str = "年 月 日 時 时 分 년 월 일 시 분 오전 오후";

/// Days of the week in English.
const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun";

/// Days of the week in other languages.
const OTHER_DAYS: &str = "montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta feira \
    lunedì martedì mercoledì giovedì venerdì sabato domenica poniedziałek wtorek środa czwartek piątek sobota niedziela \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag pondělí úterý středa čtvrtek pátek neděle \
    понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер пʼятниця субота неділя \
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai pazartesi salı çarşamba perşembe cuma cumartesi pazar \
    luni marți miercuri joi vineri sâmbătă duminică pondelok utorok streda štvrtok piatok nedeľa ponedjeljak utorak srijeda \
    četvrtak petak subota nedjelja hétfő kedd szerda csütörtök péntek szombat vasárnap senin selasa rabu kamis jumat sabtu \
    minggu dilluns dimarts dimecres dijous divendres dissabte diumenge chủ nhật thứ hai ba tư sáu bảy \
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή \
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日";

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Word {
    day: bool,
    english: bool,
}

/// What is known of a word in lower case.
fn known(word: &str) -> Option<Word> {
    static WORDS: LazyLock<HashMap<&str, Word>> = LazyLock::new(|| {
        let lists = [
            (OTHER_DAYS, true, false),
            (OTHERS, false, false),
            (SIGNS, false, true),
            (DAYS, true, true),
            (ENGLISH, false, true),
        ];
        let words = lists.into_iter().flat_map(|(list, day, english)| {
            let words = list.split_ascii_whitespace();
            words.map(move |word| (word, Word { day, english }))
        });
        words.collect()
    });
    WORDS.get(word).copied()
}

/// Whether a word in lower case may stand beside a date.
pub fn is_beside(word: &str) -> bool {
    known(word).is_some()
}

/// Whether a line says when something was changed.
pub fn is_of_change(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let start: String = line.chars().take(20).collect::<String>().to_lowercase();
    CHANGED.iter().any(|words| start.starts_with(words))
}

/// Whether a word in lower case is the name of a day of the week.
pub fn is_weekday(word: &str) -> bool {
    known(word).is_some_and(|word| word.day)
}

/// Whether a line in lower case is in a language that writes 12 May as 12/5.
pub fn is_day_first(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| word.len() > 1)
        .any(|word| known(word).is_some_and(|word| !word.english))
}
