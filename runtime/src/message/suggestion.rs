//! Suggestions for misspelt names. The macros suggest by the same rule, which one of their tests compares.

/// Returns the candidate that `given` was probably meant to be, ignoring case.
pub fn did_you_mean<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let score = |candidate: &str| strsim::jaro_winkler(&given, &candidate.to_lowercase());
    let scored = candidates.into_iter().map(|candidate| (score(candidate), candidate));
    scored.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(score, _)| *score > 0.8).map(|(_, best)| best)
}
