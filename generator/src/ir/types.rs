//! Types that the crate defines: structs, enums and unions, with everything a caller can name.

use super::{Docs, Passing, Presence, Ty};
use serde::Serialize;
use serde_json::Value;

/// A type that the crate defines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TypeDef {
    /// The name of the type.
    pub name: String,
    /// The file that defines it; `None` if no file does, because nothing reaches it.
    pub module: Option<Module>,
    /// The JSON pointer of the schema.
    pub origin: String,
    /// The JSON pointers of further schemas that are the same type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The documentation.
    pub docs: Docs,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// The content.
    pub shape: Shape,
}

/// The file that defines a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Module {
    /// `models/…`, by its index in [`super::Api::model_files`].
    Models(usize),
    /// `operations/…`, by its index in [`super::Api::resources`].
    Operations(usize),
}

/// A derived trait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum Derive {
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
}

/// The content of a type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Shape {
    /// A struct.
    Struct(Struct),
    /// An open enum of scalars.
    Enum(Enum),
    /// An enum with a type for each variant.
    Union(Union),
}

impl Shape {
    /// The types of fields or variants, in order.
    pub fn types(&self) -> Vec<&Ty> {
        match self {
            Self::Struct(object) => {
                let additional = object.additional.iter().map(|additional| &additional.ty);
                object.fields.iter().map(|field| &field.ty).chain(additional).collect()
            }
            Self::Union(union) => union.variants.iter().filter_map(Variant::ty).collect(),
            Self::Enum(_) => Vec::new(),
        }
    }
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Struct {
    /// The fields, in the order of the document.
    pub fields: Vec<Field>,
    /// The field for properties that the schema does not declare.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<Additional>,
    /// The function `new`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constructor: Option<Constructor>,
    /// Whether `Default` is implemented by calling `new`, because it cannot be derived.
    pub default_is_new: bool,
}

/// The field for properties that the schema does not declare: a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Additional {
    /// The name of the field.
    pub name: String,
    /// The type of the map's values.
    pub ty: Ty,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The name of the field.
    pub name: String,
    /// The name of the property.
    pub wire: String,
    /// The type, without the `Option`s of [`Field::presence`].
    pub ty: Ty,
    /// Whether the property can be missing or null.
    pub presence: Presence,
    /// The documentation.
    pub docs: Docs,
    /// The methods that set the field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub setters: Vec<Setter>,
}

/// A method that sets a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setter {
    /// The name of the method.
    pub name: String,
    /// What the method sets.
    pub sets: Sets,
}

/// What a setter sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Sets {
    /// A value, which is the argument.
    Value(Passing),
    /// Null.
    Null,
}

/// The function `new` of a struct.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Constructor {
    /// The initial value of each field, in the order of the fields.
    pub fields: Vec<Initial>,
    /// Whether `new` returns `Self::default()`.
    pub is_default: bool,
}

impl Constructor {
    /// The arguments: indexes of fields, and how each takes its value.
    pub fn arguments(&self) -> impl Iterator<Item = (usize, Passing)> {
        self.fields.iter().enumerate().filter_map(|(at, initial)| match initial {
            Initial::Argument(passing) => Some((at, *passing)),
            Initial::Variant(_) | Initial::Bool(_) | Initial::Default => None,
        })
    }
}

/// The initial value of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Initial {
    /// An argument.
    Argument(Passing),
    /// The only variant of the field's enum, by name.
    Variant(String),
    /// The only value of a boolean.
    Bool(bool),
    /// The default of the field's type.
    Default,
}

/// An open enum of scalars: unknown values are preserved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Enum {
    /// The scalars that the enum holds.
    pub repr: Repr,
    /// The documented values.
    pub values: Vec<EnumValue>,
    /// The name of the variant for unknown values.
    pub unknown: String,
    /// Whether the enum is made from a `String`.
    pub from_string: bool,
}

/// The scalars that an enum holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Repr {
    /// Strings.
    String,
    /// Integers.
    Integer,
    /// Scalars of several types, or numbers that are not integers.
    Mixed,
}

/// A documented value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnumValue {
    /// The name of the variant.
    pub name: String,
    /// The value: a string, a number or a boolean.
    pub wire: Value,
    /// The description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub docs: String,
}

/// Returns the text of a scalar: a string as it is, any other value as JSON.
pub fn scalar_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An enum with a type for each variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Union {
    /// The property whose value selects the variant. Without one, the best match is selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The variants, in the order in which they are tried.
    pub variants: Vec<Variant>,
    /// The name of the variant for unknown values.
    pub unknown: String,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The name of the variant.
    pub name: String,
    /// The values of the tag that select the variant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Value>,
    /// Whether the variant holds values whose tag no variant has, if they have its type.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_base: bool,
    /// Constants of properties of the variant, by JSON pointers. A value in which one of them
    /// differs is not of this variant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<(String, Value)>,
    /// The documentation of a constant; a type has its own.
    pub docs: Docs,
    /// The content.
    pub content: VariantContent,
}

impl Variant {
    /// The type of the value that the variant holds.
    pub fn ty(&self) -> Option<&Ty> {
        match &self.content {
            VariantContent::Value { ty, .. } => Some(ty),
            VariantContent::Constant(_) => None,
        }
    }
}

/// The content of a variant of a union.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum VariantContent {
    /// One string, such as `""`. The variant holds nothing.
    Constant(String),
    /// A value.
    Value {
        /// The type of the value.
        ty: Ty,
        /// The tag that is written when a value is sent, whatever its field for it has.
        #[serde(skip_serializing_if = "Option::is_none")]
        writes: Option<Value>,
        /// Whether the union is made from the value by `From`.
        from: bool,
    },
}
