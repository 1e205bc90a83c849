//! The stages, for the tests of this repository.

macro_rules! open {
    ($($stage:ident)+) => {
        $(pub mod $stage {
            pub use crate::$stage::*;
        })+
    };
}

open! { diagnostic document emit examples ir load lower names prose render resolve validate write }
