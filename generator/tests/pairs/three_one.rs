//! What OpenAPI 3.1 has beyond 3.0, a pair for each.

super::pairs! { three_one:

type_lists_with_null ["models/pet"] r"
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      required: [name, owner]
      properties:
        name: { type: [string, 'null'] }
        owner: { type: [object, 'null'], properties: { id: { type: [integer, 'null'] } } }
        tags: { type: ['null', array], items: { type: [string, 'null'] } }
        kind: { type: [string, 'null'], enum: [cat, dog, null] }
        nothing: { type: 'null' }
"

constants ["models/order", "models/item"] r"
openapi: 3.1.0
components:
  schemas:
    Order:
      type: object
      required: [version, item]
      properties:
        version: { const: 2 }
        state: { type: string, const: open }
        paid: { const: true }
        gone: { const: null }
        item: { $ref: '#/components/schemas/Item' }
    Item:
      oneOf:
        - { type: object, required: [kind], properties: { kind: { const: cat }, lives: { type: integer } } }
        - { type: object, required: [kind], properties: { kind: { const: dog }, tricks: { type: array, items: { type: string } } } }
"

definitions_inside_of_a_schema ["models/order", "models/address"] r"
openapi: 3.1.0
components:
  schemas:
    Order:
      type: object
      properties:
        from: { $ref: '#/components/schemas/Order/$defs/address' }
        to: { $ref: '#/components/schemas/Order/$defs/address' }
      $defs:
        address: { type: object, properties: { city: { type: string } } }
"

references_by_id_and_anchor ["models/order"] r"
openapi: 3.1.0
components:
  schemas:
    Pet: { $anchor: pet, $id: 'https://shop.example.com/pet', type: object, properties: { id: { type: string } } }
    Order:
      type: object
      properties:
        by_anchor: { $ref: '#pet' }
        by_no_anchor: { $ref: '#dog' }
        by_id: { $ref: 'https://shop.example.com/pet' }
        by_pointer: { $ref: '#/components/schemas/Pet' }
"

bounds_that_are_not_included ["operations/pets"] r"
openapi: 3.1.0
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: age, in: query, schema: { type: integer, exclusiveMinimum: 0, exclusiveMaximum: 30 } }
        - { name: weight, in: query, schema: { type: number, exclusiveMinimum: 0, maximum: 99.5 } }
      responses: { '204': { description: Nothing. } }
"

examples_in_a_list ["models/pet"] r"
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      examples: [{ age: 3 }, { age: old }]
      properties: { age: { type: integer, examples: [4, five] } }
"

items_by_their_place ["models/place"] r"
openapi: 3.1.0
components:
  schemas:
    Place:
      type: object
      properties:
        closed: { type: array, prefixItems: [{ type: number }, { type: string }], minItems: 2, items: false }
        optional: { type: array, prefixItems: [{ type: number }, { type: string }], items: false }
        open: { type: array, prefixItems: [{ type: string }], items: { type: integer } }
        empty: { type: array, prefixItems: [], items: { type: integer } }
"

schemas_that_are_true_or_false ["models/bag", "models/anything"] r"
openapi: 3.1.0
components:
  schemas:
    Anything: true
    Nothing: false
    Bag:
      type: object
      required: [any]
      properties:
        any: true
        never: false
        nothing: { $ref: '#/components/schemas/Nothing' }
        not: { not: {} }
        some: { oneOf: [{ type: string }, false, { type: integer }] }
        anything: { $ref: '#/components/schemas/Anything' }
        list: { type: array, items: true }
        empty: { type: array, items: false }
        map: { type: object, additionalProperties: true }
        closed: { type: object, properties: { id: { type: string } }, additionalProperties: false }
"

a_member_that_is_taken_away ["models/dog"] r"
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string }, lives: { type: integer } } }
    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { lives: false } }
"

what_is_excluded ["models/pet"] r"
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      not: { required: [chip, tattoo] }
      properties:
        name: { type: string, not: { enum: [admin, root] } }
        chip: { type: integer, not: { const: 0 } }
        tattoo: { not: { type: [object, array] } }
        tag: { type: string, not: { pattern: '^x', minLength: 3 } }
"

what_stands_beside_a_reference ["models/order"] r"
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, description: A pet., properties: { id: { type: string } } }
    Order:
      type: object
      properties:
        pet: { $ref: '#/components/schemas/Pet', description: The pet that is ordered., deprecated: true }
        chipped:
          $ref: '#/components/schemas/Pet'
          required: [chip]
          properties: { chip: { type: string } }
"

schemas_beside_a_reference ["models/order"] r"
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, required: [id], properties: { id: { type: string }, name: { type: string } } }
    Toy: { type: object, properties: { squeaks: { type: boolean } } }
    Food: { type: object, properties: { weight: { type: number } } }
    Order:
      type: object
      properties:
        named: { $ref: '#/components/schemas/Pet', required: [name] }
        as_before: { $ref: '#/components/schemas/Pet', required: [id] }
        with_toy: { $ref: '#/components/schemas/Pet', allOf: [{ $ref: '#/components/schemas/Toy' }] }
        with_either:
          $ref: '#/components/schemas/Pet'
          oneOf: [{ $ref: '#/components/schemas/Toy' }, { $ref: '#/components/schemas/Food' }]
        one_word: { $ref: '#/components/schemas/Pet', enum: [rex] }
"

webhooks ["models/pet"] r"
openapi: 3.1.0
webhooks:
  petBorn:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '200': { description: Received. } }
  petSold:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { price: { type: number } } } } } }
      responses: { '200': { description: Received. } }
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string } } }
"

no_paths_at_all ["models/pet", "lib"] r"
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string } } }
"

members_named_by_a_pattern ["models/prices"] r"
openapi: 3.1.0
components:
  schemas:
    Prices:
      type: object
      properties:
        closed: { type: object, patternProperties: { '^[A-Z]{3}$': { type: number } }, additionalProperties: false }
        open: { type: object, patternProperties: { '^[A-Z]{3}$': { type: number } } }
        several: { type: object, patternProperties: { '^a': { type: number }, '^b': { type: string } }, additionalProperties: false }
        alike: { patternProperties: { '^a': { type: number } }, unevaluatedProperties: { type: number } }
        declared_too:
          properties: { total: { type: number } }
          patternProperties: { '^x-': { type: string } }
        declared_alone:
          properties: { total: { type: number } }
          patternProperties: { '^x-': { type: string } }
          additionalProperties: false
"

conditions_do_not_change_the_type ["models/pet"] r"
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      properties:
        kind: { type: string }
        chip: { type: string }
        owner: { type: string }
      if: { properties: { kind: { const: dog } } }
      then: { required: [chip] }
      else: { required: [owner] }
      dependentRequired: { chip: [owner] }
      dependentSchemas: { owner: { required: [kind] } }
      propertyNames: { pattern: '^[a-z]+$' }
      unevaluatedProperties: false
"

content_inside_of_texts ["models/picture", "operations/pictures"] r"
openapi: 3.1.0
paths:
  /pictures:
    post:
      operationId: addPicture
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                file: { contentMediaType: application/octet-stream }
                icon: { type: string, contentEncoding: base64, contentMediaType: image/png }
      responses: { '200': { description: The picture., content: { application/json: { schema: { $ref: '#/components/schemas/Picture' } } } } }
components:
  schemas:
    Picture:
      type: object
      properties:
        icon: { type: string, contentEncoding: base64, contentMediaType: image/png }
        note: { type: string, contentMediaType: application/json, contentSchema: { type: object } }
"

path_items_of_the_components ["operations/pets"] r"
openapi: 3.1.0
paths:
  /pets: { $ref: '#/components/pathItems/Pets' }
components:
  pathItems:
    Pets:
      get:
        operationId: listPets
        responses: { '204': { description: Nothing. } }
"

certificates_of_the_client ["operations/pets"] r"
openapi: 3.1.0
security: [{ certificate: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '204': { description: Nothing. } }
components:
  securitySchemes:
    certificate: { type: mutualTLS }
"

what_the_head_of_3_1_says ["lib"] r"
openapi: 3.1.1
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
info: { title: Shop, version: '1', summary: Sells pets., license: { name: MIT, identifier: MIT } }
components:
  schemas:
    Pet: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: object, $comment: For tests., properties: { id: { type: string } } }
"

a_path_item_named_like_data ["operations/a"] r"
openapi: 3.1.0
paths:
  /a: { $ref: '#/components/pathItems/example' }
components:
  pathItems:
    example:
      get:
        operationId: getA
        responses: { '200': { description: Ok., content: { application/json: { schema: { type: object, properties: { v: { type: [string, integer] } } } } } } }
"

the_version_as_a_number ["operations/a"] r"
openapi: 3.0
paths:
  /a:
    get:
      operationId: getA
      responses: { '200': { description: Ok., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
components:
  schemas:
    A: { type: object, properties: { b: { $ref: '#/components/schemas/B', properties: { c: { type: string } } } } }
    B: { type: object, properties: { d: { type: string, nullable: true } } }
"

}
