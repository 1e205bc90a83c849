//! Made up values of the types of an API, as code, for the examples.

use super::Context;
use crate::ir::{
    BodyContent, Codec, Enum, InputRef, Module, Number, Repr, Shape, Struct, Ty, TypeId, Variant,
};

/// What values are made for.
pub(super) struct Values<'a> {
    pub(super) context: &'a Context<'a>,
    /// The name of the crate.
    pub(super) module: &'a str,
}

/// How deep a value goes before it is given up.
const DEPTH: usize = 4;

impl Values<'_> {
    /// A value for an argument, which converts into the type.
    pub(super) fn input(&self, input: InputRef<'_>, name: &str) -> Option<String> {
        match input {
            InputRef::Param(param) => self.loose(&param.ty, name, DEPTH),
            InputRef::Body(body) => match &body.content {
                BodyContent::One(content) => match content.codec {
                    Codec::Text => Some("\"...\"".to_owned()),
                    Codec::Bytes => Some("&b\"...\"[..]".to_owned()),
                    _ => self.loose(&content.ty, name, DEPTH),
                },
                BodyContent::Choice { .. } => self.exact_input(input, name),
            },
        }
    }

    /// A value of exactly the type.
    pub(super) fn exact_input(&self, input: InputRef<'_>, name: &str) -> Option<String> {
        match input {
            InputRef::Param(param) => self.exact(&param.ty, name, DEPTH),
            InputRef::Body(body) => match &body.content {
                BodyContent::One(content) => self.exact(&content.ty, name, DEPTH),
                BodyContent::Choice { name: choice, variants } => {
                    let variant = variants.first()?;
                    let value = self.exact(&variant.content.ty, name, DEPTH)?;
                    let module = self.module;
                    Some(format!("{module}::operations::{choice}::{}({value})", variant.name))
                }
            },
        }
    }

    /// Whether a value is a word or two.
    pub(super) fn is_plain(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Number(_) | Ty::String => true,
            Ty::Named(id) => matches!(self.shape(*id), Shape::Enum(_)),
            _ => false,
        }
    }

    fn shape(&self, id: TypeId) -> &Shape {
        &self.context.api.ty(id).shape
    }

    /// A value of what turns into a type, as arguments take it.
    fn loose(&self, ty: &Ty, name: &str, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let module = self.module;
        Some(match ty {
            Ty::Bool => "true".to_owned(),
            Ty::Number(Number::F64) => "1.0".to_owned(),
            Ty::Number(_) => "1".to_owned(),
            Ty::String => format!("{name:?}"),
            Ty::Bytes => "b\"...\".to_vec()".to_owned(),
            Ty::Date => format!("{module}::chrono::Utc::now().date_naive()"),
            Ty::DateTime | Ty::DateTimeOrDate | Ty::MailDateTime => {
                format!("{module}::chrono::Utc::now()")
            }
            Ty::File => format!("{module}::Part::file({name:?})"),
            Ty::List(inner) if is_ambiguous(inner) => {
                format!("[{}]", self.exact(inner, name, depth)?)
            }
            Ty::List(inner) => format!("[{}]", self.loose(inner, name, depth)?),
            Ty::Map(inner) => {
                format!("[({name:?}.to_owned(), {})]", self.exact(inner, name, depth)?)
            }
            Ty::Boxed(inner) => self.loose(inner, name, depth)?,
            Ty::Named(id) => match self.shape(*id) {
                Shape::Enum(Enum { repr: Repr::String | Repr::Integer, values, .. }) => {
                    values.first()?.wire.to_string()
                }
                _ => self.exact(ty, name, depth)?,
            },
            Ty::Json | Ty::Tuple(_) | Ty::Nullable(_) | Ty::Lenient(_) => {
                self.exact(ty, name, depth)?
            }
            Ty::Own(_) => return None,
        })
    }

    /// A value of the very type.
    fn exact(&self, ty: &Ty, name: &str, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let module = self.module;
        Some(match ty {
            Ty::Number(number) => format!("1_{}", super::types::number_name(*number)),
            Ty::String => format!("{name:?}.to_owned()"),
            Ty::DateTimeOrDate | Ty::MailDateTime => format!("{module}::chrono::Utc::now().into()"),
            Ty::Bytes => "b\"...\".to_vec().into()".to_owned(),
            Ty::Json => format!("{module}::serde_json::json!({{}})"),
            Ty::List(inner) => format!("vec![{}]", self.exact(inner, name, depth)?),
            Ty::Tuple(elements) => {
                let element = |ty: &Ty| Some(format!("{}, ", self.exact(ty, name, depth)?));
                let elements = elements.iter().map(element).collect::<Option<String>>()?;
                format!("({})", elements.trim_end())
            }
            Ty::Map(_) => format!("{}.into()", self.loose(ty, name, depth)?),
            Ty::Boxed(inner) => format!("Box::new({})", self.exact(inner, name, depth)?),
            Ty::Nullable(inner) => format!("Some({})", self.exact(inner, name, depth)?),
            Ty::Lenient(inner) => {
                format!("{module}::Lenient::Value({})", self.exact(inner, name, depth)?)
            }
            Ty::Named(id) => match self.shape(*id) {
                Shape::Struct(structure) => self.structure(*id, structure, depth)?,
                Shape::Enum(Enum { repr: Repr::Mixed, values, .. }) => {
                    format!("{}::{}", self.path(*id), values.first()?.name)
                }
                Shape::Enum(_) => format!("{}.into()", self.loose(ty, name, depth)?),
                Shape::Union(union) => {
                    let variants = || union.variants.iter();
                    let holder = |variant: &Variant| {
                        let value = self.exact(variant.ty()?, name, depth)?;
                        Some(format!("{}::{}({value})", self.path(*id), variant.name))
                    };
                    // A value shows more than a word.
                    variants().find_map(holder).or_else(|| {
                        let word = variants().find(|variant| variant.ty().is_none())?;
                        Some(format!("{}::{}", self.path(*id), word.name))
                    })?
                }
            },
            Ty::Bool | Ty::Date | Ty::DateTime | Ty::File => self.loose(ty, name, depth)?,
            Ty::Own(_) => return None,
        })
    }

    /// A struct, made by its constructor.
    fn structure(&self, id: TypeId, structure: &Struct, depth: usize) -> Option<String> {
        let arguments = structure.constructor.as_ref()?.arguments();
        let args = arguments.map(|(at, _)| {
            let field = &structure.fields[at];
            self.loose(&field.ty, &field.wire, depth)
        });
        let args = args.collect::<Option<Vec<String>>>()?;
        Some(format!("{}::new({})", self.path(id), args.join(", ")))
    }

    /// A type of the API, as code outside of the crate names it.
    fn path(&self, id: TypeId) -> String {
        let def = self.context.api.ty(id);
        let module = match def.module {
            Some(Module::Models(_)) => "models",
            Some(Module::Operations(_)) | None => "operations",
        };
        format!("{}::{module}::{}", self.module, def.name)
    }
}

/// Whether the literal of a number in a list would become another type.
fn is_ambiguous(ty: &Ty) -> bool {
    matches!(ty, Ty::Number(Number::U32 | Number::U64) | Ty::Json)
}
