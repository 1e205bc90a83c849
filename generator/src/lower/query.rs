//! The query as a whole, which OpenAPI 3.2 can describe (`in: querystring`): a form is a parameter
//! a field, anything else is one parameter that has no name in the query.

use super::media::{self, is_form};
use super::object::{bounds, default, notes};
use super::parameter::FormField;
use super::{Hint, Lowering, Skip};
use crate::document::pointer::Node;
use crate::draft::Param;
use crate::ir::{Docs, Location, Style, Ty};

impl<'a> Lowering<'a> {
    /// What a parameter that is the whole query comes down to; `None` for any other parameter.
    pub(super) fn query_string(
        &mut self,
        node: &Node<'a>,
        hint: &Hint,
    ) -> Result<Option<Vec<Param>>, Skip> {
        let node = self.referred(node.clone(), "parameter")?;
        if node.text("in") != Some("querystring") {
            return Ok(None);
        }
        let Some((media_type, media)) = self.contents(&node).into_iter().next() else {
            let why = "a parameter `in: querystring` has no `content`";
            return Err(Skip::new(&node, why, "say what the query holds"));
        };
        let schema = media.get("schema");
        let is_form = is_form(media_type);
        let members = schema.as_ref().filter(|_| is_form).and_then(|schema| self.members(schema));
        let Some(members) = members else {
            return Ok(Some(vec![self.whole_query(&node, media_type, schema, hint)]));
        };
        let field = |(wire, schema, required): &(&'a str, Node<'a>, bool)| {
            let encoding = media.get("encoding").and_then(|encoding| encoding.get(wire));
            let required = *required && node.is("required");
            let field = FormField { wire, schema, required, encoding, location: Location::Query };
            self.form_field(field, hint)
        };
        Ok(Some(members.iter().map(field).collect()))
    }

    fn whole_query(
        &mut self,
        node: &Node<'a>,
        media_type: &str,
        schema: Option<Node<'a>>,
        hint: &Hint,
    ) -> Param {
        let name = node.text("name").filter(|name| !name.is_empty()).unwrap_or("query");
        let is_json = media::is_json(media_type);
        let is_text = !is_json && !is_form(media_type);
        let mut docs = Docs { description: self.docs(node).description, ..Docs::default() };
        let mut limits = crate::ir::Bounds::default();
        let ty = match &schema {
            Some(schema) if !is_text => {
                limits = bounds(schema);
                (docs.notes, docs.default) = (notes(schema, &limits), default(schema));
                self.schema(schema, &hint.child(name)).ty
            }
            _ => Ty::String,
        };
        docs.notes.push("The whole query.".to_owned());
        Param {
            name: name.to_owned(),
            style: if is_json { Style::Json } else { Style::Form },
            explode: true,
            location: Location::Query,
            required: node.is("required"),
            bounds: limits,
            docs,
            ..Param::text("", ty)
        }
    }
}
