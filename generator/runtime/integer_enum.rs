//! Open enums of integers: an unknown value is kept and sent as it was received.

/// A value of an enum of integers that this version of the crate does not know.
///
/// It can only be made from a number, by the enum's `From<i64>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnrecognizedCode(i64);

impl UnrecognizedCode {
    pub(crate) fn new(code: i64) -> Self {
        Self(code)
    }

    /// The value as it came.
    #[must_use]
    pub fn code(self) -> i64 {
        self.0
    }
}

/// Gives an enum of integers everything that goes by its number on the wire.
macro_rules! open_code {
    ($name:ident { $($variant:ident: $wire:literal,)* }) => {
        impl $name {
            /// The value as it is written on the wire.
            #[must_use]
            pub fn code(self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(other) => other.code(),
                }
            }
        }

        impl From<i64> for $name {
            fn from(code: i64) -> Self {
                match code {
                    $($wire => Self::$variant,)*
                    other => Self::Unrecognized(support::UnrecognizedCode::new(other)),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.code(), f)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.code() == other.code()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.code().hash(state);
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_i64(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                <i64 as serde::Deserialize>::deserialize(input).map(Self::from)
            }
        }
    };
}
pub(crate) use open_code;
