//! `open_enum!`: enums that keep what they do not know.

use crate::support;
use std::collections::HashSet;

#[derive(Clone, Debug)]
#[allow(dead_code)]
enum Codec {
    Vp8,
    H264,
    Unrecognized(support::Unrecognized),
}

support::open_enum! {
    Codec {
        Vp8: "VP8",
        H264: "H264",
    } from_string
}

fn read(text: &str) -> Codec {
    serde_json::from_str(text).expect("any text will do")
}

#[test]
fn a_known_word_is_its_variant() {
    assert!(matches!(read(r#""VP8""#), Codec::Vp8));
    assert!(matches!(Codec::from("H264"), Codec::H264));
    assert!(matches!(Codec::from("VP8".to_owned()), Codec::Vp8));
}

#[test]
fn an_unknown_word_is_kept_and_goes_out_as_it_came() {
    let codec = read(r#""AV\u0031""#);
    assert_eq!(codec.as_str(), "AV1");
    assert_eq!(serde_json::to_string(&codec).expect("it can be written"), r#""AV1""#);
    assert_eq!(serde_json::json!(codec), "AV1");
}

#[test]
fn words_are_told_apart_by_their_case() {
    assert_eq!(read(r#""vp8""#).as_str(), "vp8");
    assert_ne!(Codec::from("vp8"), Codec::Vp8);
}

#[test]
fn equality_and_hash_go_by_the_wire_value() {
    let words = ["VP8", "AV1", "VP8", "AV1", "H264", ""];
    let set: HashSet<Codec> = words.into_iter().map(Codec::from).collect();
    assert_eq!(set.len(), 4);
    assert!(set.contains(&Codec::Vp8));
    assert_eq!(Codec::from("AV1"), Codec::from("AV1"));
}

#[test]
fn display_pads_like_text() {
    assert_eq!(format!("{:>5}|{:<5}|", Codec::Vp8, Codec::from("AV1")), "  VP8|AV1  |");
}

#[test]
fn debug_shows_what_is_not_known() {
    assert_eq!(format!("{:?}", Codec::from("AV1")), r#"Unrecognized("AV1")"#);
}

/// The payload can be looked at; that it cannot be made is for the compiler to say, since its
/// field is private to the support.
#[test]
fn the_payload_can_be_read() {
    let Codec::Unrecognized(other) = Codec::from("AV1") else {
        panic!("AV1 is not known");
    };
    assert_eq!(other.as_str(), "AV1");
}

#[test]
fn what_is_not_text_is_refused() {
    let error = serde_json::from_str::<Codec>("8").expect_err("a number is no word");
    assert!(error.to_string().contains("expected a string"), "{error}");
}
