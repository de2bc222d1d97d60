//! What is left to chance in a history: numbers from a seed, kept so that a history can be made smaller.

/// The source of every decision of a history. 0 always means that things take their plain course, so that a list that is cut
/// short, or filled with zeros, is a simpler history.
#[derive(Debug)]
pub(crate) struct Choices {
    random: Option<fastrand::Rng>,
    made: Vec<u16>,
    at: usize,
    is_calm: bool,
}

impl Choices {
    /// Draws from a seed.
    pub(crate) fn from_seed(seed: u64) -> Self {
        Self { random: Some(fastrand::Rng::with_seed(seed)), made: Vec::with_capacity(256), at: 0, is_calm: false }
    }

    /// Repeats decisions; what follows them is plain.
    pub(crate) fn repeat(made: Vec<u16>) -> Self {
        Self { random: None, made, at: 0, is_calm: false }
    }

    /// Lets everything take its plain course from now on.
    pub(crate) fn calm(&mut self) {
        self.is_calm = true;
    }

    /// Returns a number below `limit`.
    pub(crate) fn below(&mut self, limit: u16) -> u16 {
        if self.is_calm {
            return 0;
        }
        let made = match &mut self.random {
            Some(random) => {
                self.made.push(random.u16(0..limit));
                self.made.last().copied()
            }
            None => self.made.get(self.at).copied(),
        };
        self.at += 1;
        made.unwrap_or(0) % limit
    }

    /// Reports whether something happens that happens once in so many times.
    pub(crate) fn once_in(&mut self, times: u16) -> bool {
        self.below(times) + 1 == times
    }

    /// Returns one of some values; the first is the plain one.
    pub(crate) fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        let limit = u16::try_from(values.len()).unwrap_or(u16::MAX);
        values[usize::from(self.below(limit))]
    }

    /// Returns the decisions so far.
    pub(crate) fn into_made(mut self) -> Vec<u16> {
        self.made.truncate(self.at);
        self.made
    }
}
