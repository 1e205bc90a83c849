//! Operations: their names, their resources, what is said of them.

super::pairs! { operations:

no_operation_id ["operations/pets"] r"
paths:
  /v1/pets/{id}/toys:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Seen. } }
    head:
      operationId: '   '
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Seen. } }
"

operation_ids_that_collide ["operations/pets"] r"
paths:
  /pets/b: { get: { operationId: get_pets, responses: { '204': { description: Seen. } } } }
  /pets/a: { get: { operationId: getPets, responses: { '204': { description: Seen. } } } }
  /pets/c: { get: { operationId: getPets, responses: { '204': { description: Seen. } } } }
"

operation_ids_that_the_client_needs ["operations/odd"] r"
paths:
  /odd/a: { get: { operationId: new, responses: { '204': { description: Seen. } } } }
  /odd/b: { get: { operationId: builder, responses: { '204': { description: Seen. } } } }
  /odd/c: { get: { operationId: Client, responses: { '204': { description: Seen. } } } }
  /odd/d: { get: { operationId: match, responses: { '204': { description: Seen. } } } }
  /odd/e: { get: { operationId: param, parameters: [{ name: q, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }], responses: { '204': { description: Seen. } } } }
  /odd/f: { get: { operationId: style, responses: { '204': { description: Seen. } } } }
"

tags_are_files ["operations/mod", "operations/small_animals", "operations/shop_front"] r"
tags:
  - { name: small animals, description: Everything with fur. }
paths:
  /a: { get: { operationId: a, tags: [small animals, other], responses: { '204': { description: Seen. } } } }
  /b: { get: { operationId: b, tags: [Small-Animals], responses: { '204': { description: Seen. } } } }
  /v2/shop-front/x: { get: { operationId: c, responses: { '204': { description: Seen. } } } }
"

deprecated ["operations/pets", "models/pet"] r"
paths:
  /pets:
    get:
      operationId: listPets
      deprecated: true
      summary: Lists pets.
      description: Use something else instead.
      parameters:
        - { name: old, in: query, deprecated: true, schema: { type: string } }
      responses:
        '200': { description: Pets., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet:
      deprecated: true
      type: object
      properties: { name: { type: string, deprecated: true } }
    PetKind: { type: string, deprecated: true, enum: [cat] }
"

servers_of_one_operation ["operations/files"] r"
paths:
  /files:
    get:
      operationId: listFiles
      servers: [{ url: 'https://files.example.com/{area}', variables: { area: { default: eu } } }]
      responses: { '204': { description: Seen. } }
  /files/item:
    servers: [{ url: https://items.example.com }]
    get: { operationId: getItem, responses: { '204': { description: Seen. } } }
"

a_path_item_that_is_a_reference ["operations/pets"] r"
paths:
  /pets: { $ref: '#/components/pathItems/Pets' }
components:
  pathItems:
    Pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
"

a_type_that_stood_in_an_operation_that_is_left_out ["operations/cats"] r"
paths:
  /bats: { get: { parameters: [{ $ref: '#/components/parameters/Sort' }, { name: q, in: nowhere }], responses: { '204': { description: Seen. } } } }
  /cats: { get: { parameters: [{ $ref: '#/components/parameters/Sort' }], responses: { '204': { description: Seen. } } } }
components:
  parameters:
    Sort: { name: sort, in: query, schema: { type: string, enum: [up, down] } }
"

what_of_a_path_is_sent ["operations/pets"] r"
paths:
  /pets#all: { get: { operationId: allPets, responses: { '204': { description: Seen. } } } }
  /pets?sort=up: { get: { operationId: sortedPets, responses: { '204': { description: Seen. } } } }
"

methods_without_a_key_of_their_own ["operations/cats"] r"
openapi: 3.2.0
paths:
  /cats:
    query:
      operationId: findCats
      requestBody: { content: { application/json: { $ref: '#/components/mediaTypes/Wish' } } }
      responses: { '204': { description: Found. } }
    additionalOperations:
      COPY: { operationId: copyCats, responses: { '204': { description: Copied. } } }
      'NO METHOD': { operationId: confuseCats, responses: { '204': { description: Never. } } }
components:
  mediaTypes:
    Wish: { schema: { type: object, properties: { breed: { type: string } } } }
"

only_a_part_of_a_document ["operations/mod", "models/mod"] r"
paths:
  /pets: { get: { operationId: listPets, tags: [pets], responses: { '200': { description: Pets., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
  /toys: { get: { operationId: listToys, tags: [toys], responses: { '200': { description: Toys., content: { application/json: { schema: { $ref: '#/components/schemas/Toy' } } } } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
    Toy: { type: object, properties: { name: { type: string } } }
", config: "only = ['pets']"

}
