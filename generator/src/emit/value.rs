//! Made up values of the types of an API, as code, for the examples.

use super::operation::Needed;
use super::{Context, Home, model};
use crate::ir::{BodyKind, Number, Object, Shape, Ty, TypeId, Variant};

/// What values are made for.
pub(super) struct Values<'a> {
    pub(super) context: &'a Context<'a>,
    /// The name of the crate.
    pub(super) module: &'a str,
}

/// How deep a value goes before it is given up.
const DEPTH: usize = 4;

impl Values<'_> {
    /// A value for an argument; `exact` of the very type, else of what turns into it.
    pub(super) fn needed(&self, needed: &Needed<'_>, exact: bool) -> Option<String> {
        match needed {
            Needed::Param(param) if exact => self.exact(&param.ty, &param.name, DEPTH),
            Needed::Param(param) => self.loose(&param.ty, &param.name, DEPTH),
            Needed::Body(body) => self.body(&body.kind, &body.name, exact),
        }
    }

    fn body(&self, kind: &BodyKind, name: &str, exact: bool) -> Option<String> {
        let text = match (kind, exact) {
            (BodyKind::Text, true) => "\"...\".to_owned()",
            (BodyKind::Text, false) => "\"...\"",
            (BodyKind::Bytes, true) => "b\"...\".to_vec().into()",
            (BodyKind::Bytes, false) => "&b\"...\"[..]",
            (BodyKind::Json(ty), true) => return self.exact(ty, name, DEPTH),
            (BodyKind::Json(ty), false) => return self.loose(ty, name, DEPTH),
            (BodyKind::Several { name: of, choices }, _) => {
                let choice = choices.first()?;
                let value = self.body(&choice.kind, name, true)?;
                return Some(format!(
                    "{}::operations::{of}::{}({value})",
                    self.module, choice.name
                ));
            }
        };
        Some(text.to_owned())
    }

    /// Whether a value is a word or two.
    pub(super) fn is_plain(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Number(_) | Ty::String => true,
            Ty::Named(id) => self.shape(*id).is_enum(),
            _ => false,
        }
    }

    fn shape(&self, id: TypeId) -> &Shape {
        &self.context.api.types[id.0].shape
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
                Shape::Strings(words) => format!("{:?}", words.first()?.wire),
                Shape::Integers(codes) => codes.first()?.wire.to_string(),
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
                Shape::Object(object) => self.object(*id, object, depth)?,
                Shape::Mixed(scalars) => {
                    format!("{}::{}", self.path(*id), scalars.first()?.name)
                }
                Shape::Strings(_) | Shape::Integers(_) => {
                    format!("{}.into()", self.loose(ty, name, depth)?)
                }
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

    /// An object with what has to be there.
    fn object(&self, id: TypeId, object: &Object, depth: usize) -> Option<String> {
        let def = &self.context.api.types[id.0];
        let fields = model::arguments(self.context, def, object);
        let args = fields.iter().map(|field| self.loose(&field.ty, &field.wire, depth));
        let args = args.collect::<Option<Vec<String>>>()?;
        Some(format!("{}::new({})", self.path(id), args.join(", ")))
    }

    /// A type of the API, as code outside of the crate names it.
    fn path(&self, id: TypeId) -> String {
        let module = match self.context.homes[&id] {
            Home::Model(_) => "models",
            Home::Operation(_) | Home::Root => "operations",
        };
        format!("{}::{module}::{}", self.module, self.context.api.types[id.0].name)
    }
}

/// Whether the literal of a number in a list would become another type.
fn is_ambiguous(ty: &Ty) -> bool {
    matches!(ty, Ty::Number(Number::U32 | Number::U64) | Ty::Json)
}
