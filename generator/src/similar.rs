//! "Did you mean …?": the closest of several words.

/// The word that is closest to a misspelled one, if one is close enough to be meant.
pub fn closest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let lower = word.to_lowercase();
    // Words of one or two letters resemble all others.
    let limit = match word.chars().count() {
        0..3 => 0,
        length => (length / 3).min(3),
    };
    let distances = words.into_iter().map(|other| (distance(&lower, &other.to_lowercase()), other));
    distances
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// The number of insertions, deletions, substitutions and swaps of neighbors that turn one word
/// into the other.
fn distance(from: &str, to: &str) -> usize {
    /// Longer words are not misspelled names of ours.
    const LONGEST: usize = 64;
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if from.len().max(to.len()) > LONGEST {
        return usize::MAX;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let mut best =
                (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_close_words_are_suggested() {
        let words = ["spec", "out", "overlays", "refs-below", "only"];
        for (word, meant) in [
            ("uot", Some("out")),
            ("overlay", Some("overlays")),
            ("refs_below", Some("refs-below")),
            ("Only", Some("only")),
            ("banana", None),
            ("", None),
        ] {
            assert_eq!(closest(word, words), meant, "{word}");
        }
    }
}
