//! Overlays.

super::pairs! { overlays:

update ["models/pet"] r"
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
", overlay: r"
  - target: $.components.schemas.Pet
    update:
      description: Said by the overlay.
      required: [name]
      properties: { age: { type: integer } }
"

update_of_a_list ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: a, in: query, schema: { type: string } }]
      responses: { '204': { description: Seen. } }
", overlay: r"
  - target: $.paths['/pets'].get.parameters
    update: { name: b, in: query, schema: { type: string } }
"

remove ["models/pet", "operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: a, in: query, schema: { type: string } }
        - { name: b, in: query, x-internal: true, schema: { type: string } }
        - { name: c, in: query, x-internal: true, schema: { type: string } }
      responses: { '204': { description: Seen. } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string }, secret: { type: string } } }
", overlay: r#"
  - { target: $.components.schemas.Pet.properties.secret, remove: true }
  - { target: '$..parameters[?@["x-internal"] == true]', remove: true }
  - { target: $.components.schemas.Nobody, remove: true, x-optional: true }
"#

copy ["models/cat"] r"
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
    Cat: { type: object, properties: { lives: { type: integer } } }
", overlay: r"
  - { target: $.components.schemas.Cat, copy: $.components.schemas.Pet }
"

}
