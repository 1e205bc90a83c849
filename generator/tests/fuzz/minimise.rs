//! Smaller inputs that still go wrong.

use super::mutate;
use serde_json::Value;

/// How often it is tried.
const TRIES: usize = 2_000;

/// Takes nodes out of a tree for as long as `fails` says that it still goes wrong.
pub fn tree(root: &Value, fails: impl Fn(&Value) -> bool) -> Value {
    let mut smallest = root.clone();
    let mut tries = 0;
    loop {
        let mut places = mutate::places(&smallest);
        // Outer nodes first: what is around goes with all that is inside.
        places.sort_by_key(|pointer| pointer.matches('/').count());
        let before = places.len();
        for pointer in places.iter().filter(|pointer| !pointer.is_empty()) {
            let mut smaller = smallest.clone();
            mutate::remove(&mut smaller, pointer);
            if smaller != smallest && tries < TRIES {
                tries += 1;
                if fails(&smaller) {
                    smallest = smaller;
                }
            }
        }
        if tries >= TRIES || mutate::places(&smallest).len() == before {
            return smallest;
        }
    }
}

/// Takes ranges out of bytes, shorter and shorter ones.
pub fn bytes(text: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut smallest = text.to_vec();
    let mut size = smallest.len() / 2;
    let mut tries = 0;
    while size > 0 && tries < TRIES {
        let mut at = 0;
        while at < smallest.len() && tries < TRIES {
            let mut smaller = smallest.clone();
            smaller.drain(at..(at + size).min(smallest.len()));
            tries += 1;
            match fails(&smaller) {
                true => smallest = smaller,
                false => at += size,
            }
        }
        size /= 2;
    }
    smallest
}
