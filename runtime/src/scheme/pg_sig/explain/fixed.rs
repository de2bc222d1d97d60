//! Mistakes that do not depend on the call, the commonest first.

use std::borrow::Cow;

use super::recipe::{Change, Drop, Join, Key, Nesting, Order};
use super::spelling::Spelling;

type Row = (&'static str, &'static str, Change);

/// Code, message and change of each.
pub(super) static FIXED: &[Row] = &[
    (
        "message_order",
        "the values were signed in the order of the message; they must be ordered by field name",
        Change::Order(Order::Message),
    ),
    (
        "only_pg_fields",
        "only the fields with pg_ were signed; all fields must be, also the merchant's own",
        Change::Drop(Drop::Foreign),
    ),
    (
        "empty_dropped",
        "empty values were left out of the string; each stays as an empty segment between two separators",
        Change::Drop(Drop::Empty),
    ),
    (
        "falsy_dropped",
        "values that PHP's empty() calls empty were left out, also 0; each stays in the string",
        Change::Drop(Drop::Falsy),
    ),
    (
        "salt_missing",
        "pg_salt was not signed; it must be signed like every other field",
        Change::Drop(Drop::Field(Cow::Borrowed("pg_salt"))),
    ),
    (
        "merchant_missing",
        "pg_merchant_id was not signed; it must be signed like every other field",
        Change::Drop(Drop::Field(Cow::Borrowed("pg_merchant_id"))),
    ),
    (
        "sig_included",
        "pg_sig itself was signed, as an empty value; it is the only field that is left out",
        Change::Drop(Drop::KeepingSig),
    ),
    (
        "inner_sig_included",
        "a member named pg_sig inside a nested value was signed; such members are left out at every depth",
        Change::Drop(Drop::KeepingInnerSigs),
    ),
    (
        "key_not_separated",
        "there was no separator before the key; the last value and the key are joined with ; too",
        Change::Join(Join::BareKey),
    ),
    (
        "script_not_separated",
        "there was no separator after the script name; it is joined with ; too",
        Change::Join(Join::BareScript),
    ),
    ("trailing_separator", "a separator followed the key; nothing follows it", Change::Join(Join::Trailing)),
    ("key_missing", "the key was not part of the string; it is its last segment", Change::Join(Join::WithoutKey)),
    ("key_place", "the key followed the script name; it must be the last segment", Change::Join(Join::KeyAfterScript)),
    ("key_place", "the key was the first segment; it must be the last", Change::Join(Join::KeyBeforeScript)),
    (
        "key_whitespace",
        "a line break followed the key, as from a file or echo; the key has no trailing characters",
        Change::Key(Key::Padded("", "\n")),
    ),
    (
        "key_whitespace",
        "a carriage return and a line break followed the key; the key has no trailing characters",
        Change::Key(Key::Padded("", "\r\n")),
    ),
    (
        "key_whitespace",
        "a space followed the key; the key has no trailing characters",
        Change::Key(Key::Padded("", " ")),
    ),
    (
        "key_whitespace",
        "a space preceded the key; the key has no leading characters",
        Change::Key(Key::Padded(" ", "")),
    ),
    ("names_included", "field names were signed as name=value; only values are signed", Change::Join(Join::Named)),
    ("separator", "there was no separator between the segments; they are joined with ;", Change::Join(Join::With(""))),
    ("separator", "the segments were joined with a comma; they are joined with ;", Change::Join(Join::With(","))),
    ("separator", "the segments were joined with &; they are joined with ;", Change::Join(Join::With("&"))),
    ("separator", "the segments were joined with a colon; they are joined with ;", Change::Join(Join::With(":"))),
    ("separator", "the segments were joined with |; they are joined with ;", Change::Join(Join::With("|"))),
    ("separator", "the segments were joined with ; and a space; there is no space", Change::Join(Join::With("; "))),
    (
        "flat_nesting",
        "nested values were sorted among all others by their bracket names; they belong in place of their parent, items in order",
        Change::Nesting(Nesting::Flat),
    ),
    (
        "json_nesting",
        "a nested value was signed as JSON; each value inside it is a segment of its own",
        Change::Nesting(Nesting::Json),
    ),
    (
        "nesting_skipped",
        "nested values were left out; each value inside them is a segment of its own",
        Change::Nesting(Nesting::Skipped),
    ),
    (
        "array_word",
        "a nested value was signed as the word Array; each value inside it is a segment of its own",
        Change::Nesting(Nesting::Word),
    ),
    (
        "list_order",
        "items of a list were ordered by their index as a text (1, 10, 2); they must be ordered by number",
        Change::Nesting(Nesting::IndexAsText),
    ),
    (
        "order_ignores_case",
        "field names were ordered without regard to case; they must be ordered as bytes, upper case first",
        Change::Order(Order::IgnoringCase),
    ),
    ("backwards", "field names were ordered in reverse; they must be ascending", Change::Order(Order::Backwards)),
    (
        "trimmed",
        "values were signed without the spaces around them, but sent with them",
        Change::Spelling(Spelling::Trimmed),
    ),
    (
        "url_encoded",
        "values were signed as encoded in the form body; they must be signed decoded",
        Change::Spelling(Spelling::FormEncoded),
    ),
    (
        "url_encoded",
        "values were signed percent-encoded; they must be signed decoded",
        Change::Spelling(Spelling::PercentEncoded),
    ),
    (
        "html_escaped",
        "values were signed with HTML entities; they must be signed unescaped",
        Change::Spelling(Spelling::HtmlEscaped),
    ),
    (
        "amount_spelling",
        "an amount was signed without its decimal zeros, but sent with them; sign the text that is sent",
        Change::Spelling(Spelling::WithoutZeros),
    ),
    (
        "amount_spelling",
        "an amount was signed with two decimals, but sent without them; sign the text that is sent",
        Change::Spelling(Spelling::TwoDecimals),
    ),
    (
        "amount_spelling",
        "an amount was signed with one decimal, as floats are printed; sign the text that is sent",
        Change::Spelling(Spelling::OneDecimal),
    ),
    (
        "encoding",
        "texts were signed in Windows-1251; they must be signed in UTF-8",
        Change::Spelling(Spelling::Windows1251),
    ),
];
