//! Lists that come in pages: a rule for each of the ways.

super::pairs! { pages:

by_a_cursor_beside_the_items ["operations/pets"] r"
x-specwright:
  paging:
    - { cursor: { parameter: after, member: /page/cursor }, more: /page/more, items: /page/pets, page-size: limit }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: after, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, maximum: 20 } }
      responses:
        '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } }
components:
  schemas:
    Pets: { type: object, properties: { page: { $ref: '#/components/schemas/Page' } } }
    Page:
      type: object
      required: [more]
      properties:
        cursor: { type: integer }
        more: { type: boolean }
        pets: { type: array, items: { type: string } }
"

by_the_id_of_the_last_item ["operations/pets"] r"
x-specwright:
  paging:
    - { cursor: { parameter: starting_after, last-item: /id }, more: /has_more }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: starting_after, in: query, schema: { type: string } }]
      responses:
        '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } }
components:
  schemas:
    Pets:
      type: object
      required: [data]
      properties:
        has_more: { type: boolean }
        data: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Pet: { type: object, required: [id], properties: { id: { type: string } } }
"

by_numbers_of_pages_and_of_items ["operations/pets"] r"
x-specwright:
  paging:
    - { page: { parameter: page, first: 0 } }
    - { offset: { parameter: skip }, page-size: take }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: page, in: query, schema: { type: integer, minimum: 0 } }]
      responses:
        '200': { description: A page., content: { application/json: { schema: { type: array, items: { type: string } } } } }
  /pets/sold:
    get:
      operationId: listSold
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: take, in: query, schema: { type: integer } }
      responses:
        '200': { description: A page., content: { application/json: { schema: { type: array, items: { type: string } } } } }
"

by_the_link_header ["operations/pets"] r"
x-specwright:
  paging: [{ link: true, page-size: per_page }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: per_page, in: query, schema: { type: integer, maximum: 100 } }]
      responses:
        '200': { description: A page., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string } } }
"

two_ways_to_read_the_same_envelope ["operations/pets"] r"
x-specwright:
  paging:
    - { cursor: { parameter: from, member: /last } }
    - { next-url: /next }
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } } }
  /pets/sold:
    get:
      operationId: listSold
      parameters: [{ name: from, in: query, schema: { type: string } }]
      responses: { '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Pets' } } } } }
components:
  schemas:
    Pets: { type: object, properties: { next: { type: string }, last: { type: string }, pets: { type: array, items: { type: string } } } }
"

envelope_that_is_also_a_request ["models/page", "operations/items", "operations/boxes"] r"
x-specwright:
  paging: [{ cursor: { parameter: after, member: /next } }]
paths:
  /items:
    get:
      operationId: listItems
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses: { '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
    put:
      operationId: putItems
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }
      responses: { '204': { description: Done. } }
  /boxes:
    get:
      operationId: listBoxes
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses: { '200': { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Boxes' } } } } }
    put:
      operationId: putBoxes
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Boxes' } } } }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Page:
      type: object
      required: [items]
      properties: { items: { type: array, items: { type: string } }, next: { type: string, nullable: true } }
    Boxes:
      type: object
      required: [items, next]
      properties: { items: { type: array, readOnly: true, items: { type: string } }, next: { type: string, nullable: true } }
"

}
