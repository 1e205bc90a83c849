//! Prose that would like to be something else.

super::pairs! { prose:

prose_cannot_end_its_comment ["models/pet"] r#"
components:
  schemas:
    Pet:
      description: "A */ pet /* and\nanother */ #[derive(X)]\r\n\"quoted\" \\ and {braces}."
      type: object
      properties:
        name: { type: string, description: "First.\n*/ pub struct Pwned; /*\n// and //! more" }
"#

prose_cannot_run_as_a_test ["models/pet"] r#"
components:
  schemas:
    Pet:
      description: |
        Before.

        ```rust
        panic!("it ran");
        ```

        ~~~
        unclosed tilde
        ~~~

            indented();

        - an item

          ```
          let x = "```";
          ```

        ````
        inside ``` it
        ````

        ```
        never closed
      type: object
      properties:
        name: { type: string, description: "```\ntoo" }
"#

prose_cannot_be_html ["models/pet"] r#"
components:
  schemas:
    Pet:
      description: |
        <script>alert(1)</script> <b>bold</b> <!-- hidden --> a < b && c > d &lt;

        <p>A paragraph.</p><br>Next <a href="javascript:alert(1)">link</a>.

        <iframe src="https://example.com">
      type: object
      properties:
        name: { type: string, description: "Vec<T> and <T> or <not closed" }
"#

prose_cannot_link_to_items ["models/pet"] r#"
components:
  schemas:
    Pet:
      description: |
        See [link] and [`Pet`] and [a][b] and [x](Self::y) and [doc](/relative) and
        [good](https://example.com/a_b(c)) and array[string] and [ ] and [x].

        [b]: https://example.com/b

        Bare https://example.com/x_y, <https://example.com/z>, www.example.com, me@example.com.
        Glued:https://example.com and "https://example.com". ![image](https://example.com/i.png)
      type: object
      properties:
        name: { type: string, description: "[^1] footnote\n\n[^1]: text" }
"#

prose_cannot_hide ["models/pet"] "
components:
  schemas:
    Pet:
      description: \"a\\u202Eb\\u2066c\\u200Bd\\u0007e\\uFEFFf\"
      type: string
      enum: [\"x\\u202Ey\", \"x\\ny\"]
"

prose_keeps_its_form ["models/pet"] r#"
components:
  schemas:
    Pet:
      description: |
        # Heading

        Some *emphasis*, **strong**, `code`, ~~gone~~, 1 * 2 * 3, snake_case_word, $x$.

        1. one
        2. two
           - deep

        | a | b |
        |---|---|
        | 1 | 2 |

        > A quote
        > of two lines.

        Hard break\
        here. A line that is long enough to be wrapped, since nobody wants to scroll sideways to read prose.

        - not a list item? + neither
        1986. A year at the start.
      type: object
      properties:
        name: { type: string, description: "   " }
"#

prose_of_everything_else ["client", "operations/pets", "lib"] r##"
info:
  title: "Shop */ \"quoted\"\n#![evil]"
  version: "1\n2"
  description: |
    ```
    fn unclosed() {
servers:
  - { url: 'https://{x}.example.com', variables: { x: { default: "a`b", description: "*/ ```" } } }
security: [{ "k`*/": [] }]
tags: [{ name: pets, description: "```" }]
paths:
  "/pets/`x`*/":
    get:
      operationId: "list `pets` */"
      summary: "Lists ```"
      tags: [pets]
      parameters:
        - { name: "q`*/\"", in: query, schema: { type: string, pattern: "`a``\n", default: "*/`" } }
      responses:
        '200': { description: "- ok\n- [fine]", content: { text/plain: {} } }
components:
  securitySchemes:
    "k`*/": { type: apiKey, in: header, name: "X-`K`", description: "```rust\nfoo" }
"##

}
