//! Texts with a format that not all of them have.

use crate::support::{Lenient, MailDateTime};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a JSON text is read as, and written as again.
fn read<T: DeserializeOwned + Serialize>(json: &str) -> (Lenient<T>, String) {
    let read: Lenient<T> = serde_json::from_str(json).expect("any text can be read");
    let written = serde_json::to_string(&read).expect("it can be written");
    (read, written)
}

#[test]
fn what_has_the_format_is_a_value() {
    let (day, written) = read::<NaiveDate>(r#""2026-01-02""#);
    assert_eq!(day.value(), NaiveDate::from_ymd_opt(2026, 1, 2).as_ref());
    assert_eq!((day.text(), written.as_str()), (None, r#""2026-01-02""#));
    let (moment, written) = read::<DateTime<Utc>>(r#""2026-01-02T03:04:05+01:00""#);
    assert!(moment.value().is_some());
    assert_eq!(written, r#""2026-01-02T02:04:05Z""#);
    let (mail, written) = read::<MailDateTime>(r#""Fri, 02 Jan 2026 03:04:05 +0000""#);
    assert!(mail.value().is_some());
    assert_eq!(written, r#""Fri, 2 Jan 2026 03:04:05 +0000""#);
}

#[test]
fn what_does_not_is_kept_as_it_came() {
    for text in ["", "24/12/2026", "2026-01-02T03:04:05Z", "\\u00e9\\n"] {
        let json = format!("\"{text}\"");
        let (day, written) = read::<NaiveDate>(&json);
        assert_eq!(day.value(), None, "{json}");
        let same: (String, String) = (
            serde_json::from_str(&json).expect("a text"),
            serde_json::from_str(&written).expect("a text"),
        );
        assert_eq!((day.text(), &same.0), (Some(same.0.as_str()), &same.1));
    }
    for text in ["2026-01-02", "2026-01-02 03:04:05", "soon"] {
        let (moment, written) = read::<DateTime<Utc>>(&format!("\"{text}\""));
        assert_eq!((moment.text(), written), (Some(text), format!("\"{text}\"")));
    }
}

#[test]
fn what_is_no_text_is_an_error() {
    for json in ["1", "null", "[]", "{}", "true"] {
        assert!(serde_json::from_str::<Lenient<NaiveDate>>(json).is_err(), "{json}");
    }
}

#[test]
fn a_value_turns_into_it() {
    let day = NaiveDate::from_ymd_opt(2026, 1, 2).expect("a day");
    let both: [Lenient<NaiveDate>; 2] = [day.into(), Lenient::Text("soon".to_owned())];
    assert_eq!(both.map(|it| it.to_string()), ["2026-01-02", "soon"]);
    assert_eq!(Lenient::<NaiveDate>::default(), Lenient::Value(NaiveDate::default()));
}
