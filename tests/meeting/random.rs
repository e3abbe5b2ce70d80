//! Chance with a seed that is printed, so that a failure can be played again.

/// A small generator (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    /// From `RONDO_SEED`, or the test's own seed.
    pub(crate) fn new(own: u64) -> Self {
        let seed = crate::random::number("RONDO_SEED", own);
        eprintln!("RONDO_SEED={seed}");
        Self::seeded(seed)
    }

    /// From this seed and no other.
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("a small number")
    }

    /// A word that is nowhere else.
    pub(crate) fn canary(&mut self) -> String {
        format!("canary{:016x}", self.next())
    }
}

/// A count that the environment may raise.
pub(crate) fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
