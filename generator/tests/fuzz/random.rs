//! Numbers from a seed: the same seed gives the same document, on every machine.

/// A small generator (SplitMix64): what it lacks in quality, nobody here would notice.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }

    /// True this many times out of a hundred.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// One of several named things. A further one takes over its share of the numbers and leaves
    /// the choice for all others as it was.
    pub fn pick_named<'t, T>(&mut self, from: &'t [(String, T)]) -> Option<&'t T> {
        let number = self.next();
        let weight = |name: &str| {
            let seed = name
                .bytes()
                .fold(number, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
            Self::new(seed).next()
        };
        from.iter().max_by_key(|(name, _)| weight(name)).map(|(_, one)| one)
    }

    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}
