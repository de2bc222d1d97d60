//! Names of card data and secrets, however they are written: `card_number`, `cardNumbers`, `CARD-NUMBER`, `card.number`,
//! `cardnumber`.
//!
//! The runtime and the macros judge alike: this file is in both crates, and a test compares the two.

/// Words that name a secret, alone or among others.
const SECRETS: &str = "pan cvc cvv cvn cavv pin otp totp sig pwd jwt hmac pares pareq token secret password passwd passcode \
                       passphrase passkey credential cryptogram signature cardholder track1 track2 track3 bearer cookie dpan \
                       fpan csc";

/// Words that name a secret together: one of each line's place after the other.
const RUNS: [&[&str]; 12] = [
    &["card cc", "number num no nr exp expiry expiration expire month year holder verification"],
    &["encrypted", "card"],
    &["primary", "account", "number"],
    &["private access api app auth encryption master merchant payment payout session shared shop signing", "key"],
    &["security verification sms", "code"],
    &["one", "time", "code"],
    &["verification", "value"],
    &["pass", "word code phrase key"],
    &["pa", "res req"],
    &["crypto", "gram"],
    &["track", "data"],
    &["magnetic", "stripe"],
];

/// Words that are written together with those above, as in `userpin` and `cardexpdate`.
const COMPANIONS: &str = "acquirer admin apple bank block client credit current customer date debit device full gift google \
                          hash id login my name new old payer pg push raw recipient refresh sender user wallet";

/// Words that say nothing of what is meant: in `card_data.number` the card comes before the number.
const FILLERS: &str = "data detail info object param value";

/// Short words that begin others (`signal`, `note`): written together they count at the end only.
const ENDINGS: &str = "sig no nr res";

/// Longer words than any that are written together.
const LONGEST: usize = 40;

/// Reports whether a field of that name, or of that name in an object called `parent`, holds card data or a secret.
pub(crate) fn is_sensitive(parent: &str, name: &str) -> bool {
    [Humps::Words, Humps::Runs, Humps::None].into_iter().any(|humps| {
        let own = words(name, humps);
        let path: Vec<String> = words(parent, humps).into_iter().chain(own.iter().cloned()).collect();
        let meant: Vec<String> = path.iter().filter(|word| !is_one_of(word, FILLERS)).cloned().collect();
        own.iter().any(|word| is_secret(word)) || has_run(&path) || has_run(&meant)
    })
}

/// How upper case divides a name.
#[derive(Clone, Copy)]
enum Humps {
    /// `APIKey` is `api key`, `PINs` is `pins`.
    Words,
    /// `APIkey` is `apikey`.
    Runs,
    /// `cvC` is `cvc`.
    None,
}

/// Returns the words of a name, in lower case. Numbers are left out, as in `cvc2` and `cards[0].number`.
fn words(name: &str, humps: Humps) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, letter) in letters.iter().enumerate() {
        if at > 0 && begins_word(&letters, at, humps) {
            add(&mut words, &word);
            word.clear();
        }
        word.extend(letter.is_alphanumeric().then(|| letter.to_lowercase()).into_iter().flatten());
    }
    add(&mut words, &word);
    words
}

fn begins_word(letters: &[char], at: usize, humps: Humps) -> bool {
    let is = |at: usize, what: fn(char) -> bool| letters.get(at).is_some_and(|letter| what(*letter));
    let is_digit = |at| is(at, |c| c.is_ascii_digit());
    if !is(at, char::is_alphanumeric) || is_digit(at) != is_digit(at - 1) {
        return true;
    }
    let is_upper = is(at, char::is_uppercase);
    let is_plural = is(at + 1, |c| c == 's') && !is(at + 2, char::is_lowercase);
    match humps {
        Humps::None => false,
        _ if is_upper && is(at - 1, char::is_lowercase) => true,
        Humps::Runs => false,
        Humps::Words => is_upper && is(at - 1, char::is_uppercase) && is(at + 1, char::is_lowercase) && !is_plural,
    }
}

/// Adds a word, or the known ones that it is written together from.
fn add(words: &mut Vec<String>, word: &str) {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        // The tracks of a card are numbered.
        if let Some(track) = words.last_mut().filter(|last| *last == "track") {
            track.push_str(word);
        }
    } else if word.len() > LONGEST || is_secret(word) || !cut(word, words) {
        words.push(word.to_owned());
    }
}

/// Cuts a word into known ones, and adds them; none if something remains.
fn cut(word: &str, words: &mut Vec<String>) -> bool {
    let known = [SECRETS, COMPANIONS, FILLERS].into_iter().chain(RUNS.into_iter().flatten().copied());
    let before = words.len();
    for part in known.flat_map(|list| list.split(' ')) {
        let Some(rest) = word.strip_prefix(part) else { continue };
        words.push(part.to_owned());
        if matches!(rest, "" | "s") || (!is_one_of(part, ENDINGS) && cut(rest, words)) {
            return true;
        }
        words.truncate(before);
    }
    false
}

/// Reports whether a word is a secret's. No other words end with the longer ones: `sessiontoken`.
fn is_secret(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    is_one_of(word, SECRETS)
        || SECRETS.split(' ').any(|long| (long.len() > 5 || long == "token") && singular.ends_with(long))
}

/// Reports whether a word is in a list, in the singular or the plural.
fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| word == known || word.strip_suffix('s') == Some(known))
}

fn has_run(words: &[String]) -> bool {
    RUNS.iter().any(|run| {
        words.windows(run.len()).any(|words| words.iter().zip(*run).all(|(word, list)| is_one_of(word, list)))
    })
}
