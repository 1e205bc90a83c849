//! Webhooks: what the API sends by itself. No client calls them, but who receives them wants types.

use super::{Hint, Lowering};
use crate::document::pointer::Node;

impl<'a> Lowering<'a> {
    /// The bodies of webhooks, as types. Those that refer to a schema have one already; of a part of
    /// the document, nothing is wanted that its operations do not reach.
    pub(super) fn webhooks(&mut self) {
        let hooks = self.root.get("webhooks").filter(|_| self.only.is_empty());
        let mut hooks = hooks.map(|hooks| hooks.plain_members()).unwrap_or_default();
        hooks.sort_by_key(|(name, _)| *name);
        for (name, item) in hooks {
            let item = item.text("$ref").and_then(|target| self.resolve(target)).unwrap_or(item);
            for (_, operation) in item.plain_members() {
                if let Some(schema) = self.webhook_schema(&operation) {
                    self.schema(&schema, &Hint::component(&format!("{name} body")));
                    self.drain();
                }
            }
        }
    }

    /// The schema of the JSON that a webhook sends, where it stands at the webhook itself.
    fn webhook_schema(&mut self, operation: &Node<'a>) -> Option<Node<'a>> {
        let body = self.referred(operation.get("requestBody")?, "request body");
        let content = match body {
            Ok(body) => self.contents(&body),
            Err(skip) => {
                self.warn(
                    operation,
                    format!("no type is generated for this webhook: {}", skip.why),
                    skip.help,
                );
                return None;
            }
        };
        let (_, json) = content.into_iter().find(|(media_type, _)| super::is_json(media_type))?;
        json.get("schema").filter(|schema| !schema.has("$ref"))
    }
}
