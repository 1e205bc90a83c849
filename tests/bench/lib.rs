//! There is nothing in here: a package needs a target that is no test.
