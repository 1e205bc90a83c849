//! Parameters: where they go and how they are written.

super::pairs! { parameters:

parameters_of_each_place ["operations/pets"] r"
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, description: Which one., schema: { type: integer } }
        - { name: expand, in: query, schema: { type: boolean } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: session, in: cookie, schema: { type: string } }
        - { name: X-Needed, in: header, required: true, schema: { type: string } }
        - { name: Accept, in: header, schema: { type: string } }
      responses: { '204': { description: Seen. } }
"

styles_of_paths ["operations/pets"] r"
paths:
  /pets/{simple}/{label}/{matrix}/{spread}:
    get:
      operationId: stylesOfPaths
      parameters:
        - { name: simple, in: path, required: true, schema: { type: array, items: { type: string } } }
        - { name: label, in: path, required: true, style: label, schema: { type: array, items: { type: integer } } }
        - { name: matrix, in: path, required: true, style: matrix, schema: { type: string } }
        - { name: spread, in: path, required: true, style: matrix, explode: true, schema: { type: array, items: { type: string } } }
      responses: { '204': { description: Seen. } }
"

styles_of_queries ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: stylesOfQueries
      parameters:
        - { name: plain, in: query, schema: { type: array, items: { type: string } } }
        - { name: joined, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: spaced, in: query, style: spaceDelimited, schema: { type: array, items: { type: integer } } }
        - { name: piped, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: boolean } } }
        - { name: deep, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: string } } } }
        - { name: json, in: query, content: { application/json: { schema: { type: array, items: { type: number } } } } }
        - { name: raw, in: query, allowReserved: true, schema: { type: string } }
        - { name: sort, in: query, schema: { type: string, enum: [up, down] } }
        - { name: sorts, in: query, schema: { type: array, items: { type: string, enum: [up, down] } } }
        - { name: map, in: query, schema: { type: object, additionalProperties: { type: string } } }
      responses: { '204': { description: Seen. } }
"

bounds_of_parameters ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, description: How many., schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }
        - { name: over, in: query, schema: { type: integer, minimum: 5, exclusiveMinimum: true } }
        - { name: ratio, in: query, schema: { type: number, minimum: 0, maximum: 0.5 } }
        - { name: name, in: query, schema: { type: string, minLength: 2, maxLength: 2 } }
        - { name: ids, in: query, schema: { type: array, maxItems: 3, items: { type: string } } }
        - { name: word, in: query, schema: { type: string, pattern: '^`[a-z]+`$' } }
      responses: { '204': { description: Seen. } }
"

parameters_of_the_path_item ["operations/pets"] r"
paths:
  /pets/{id}/toys/{toy}:
    parameters:
      - { name: toy, in: path, required: true, schema: { type: string } }
      - $ref: '#/components/parameters/Id'
      - { name: verbose, in: query, schema: { type: boolean } }
    get:
      operationId: getToy
      parameters:
        - { name: verbose, in: query, description: The operation says it better., schema: { type: integer } }
      responses: { '204': { description: Seen. } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string } }
"

more_than_four_required_values ["operations/shops"] r"
paths:
  /shops/{shop}/sales/{sale}:
    put:
      operationId: recordSale
      parameters:
        - { name: sale, in: path, required: true, schema: { type: string } }
        - { name: shop, in: path, required: true, schema: { type: string } }
        - { name: at, in: query, required: true, schema: { type: string, format: date-time } }
        - { name: tags, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: note, in: query, schema: { type: string } }
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { price: { type: number } } } } }
      responses: { '204': { description: Recorded. } }
"

names_of_a_builders_own_methods ["operations/pets"] r"
paths:
  /pets/{call}/{args}:
    post:
      operationId: reserved
      parameters:
        - { name: call, in: path, required: true, schema: { type: string } }
        - { name: args, in: path, required: true, schema: { type: string } }
        - { name: send, in: query, schema: { type: string } }
        - { name: items, in: query, schema: { type: string } }
        - { name: pages, in: query, schema: { type: string } }
        - { name: build, in: query, schema: { type: string } }
        - { name: with_timeout, in: query, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
        - { name: type, in: query, schema: { type: string } }
        - { name: self, in: query, schema: { type: string } }
        - { name: body, in: query, schema: { type: string } }
        - { name: value, in: query, schema: { type: string } }
        - { name: clone, in: query, schema: { type: string } }
      requestBody: { content: { text/plain: { schema: { type: string } } } }
      responses: { '204': { description: Seen. } }
"

parameters_that_would_get_one_name ["operations/pets"] r"
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: id, in: query, schema: { type: string } }
        - { name: ID, in: header, schema: { type: string } }
        - { name: 'filter[name]', in: query, schema: { type: string } }
        - { name: filter.name, in: query, schema: { type: string } }
        - { name: $top, in: query, schema: { type: integer } }
        - { name: 2nd, in: query, schema: { type: integer } }
      responses: { '204': { description: Seen. } }
"

an_undeclared_parameter_of_the_path ["operations/pets"] r"
paths:
  /pets/{id}.{format}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Seen. } }
"

the_whole_query ["operations/cats"] r"
openapi: 3.2.0
paths:
  /cats:
    get:
      parameters:
        - name: filter
          in: querystring
          required: true
          content:
            application/x-www-form-urlencoded:
              schema:
                type: object
                required: [breed]
                properties:
                  breed: { type: string, description: Which cats. }
                  colours: { type: array, items: { type: string } }
              encoding: { colours: { style: pipeDelimited, explode: false } }
      responses: { '204': { description: Found. } }
  /cats/by-json:
    get:
      parameters:
        - name: selector
          in: querystring
          content: { application/json: { schema: { type: object, properties: { age: { type: integer } } } } }
      responses: { '204': { description: Found. } }
  /cats/by-text:
    get:
      parameters: [{ name: words, in: querystring, required: true, content: { text/plain: { schema: { type: string } } } }]
      responses: { '204': { description: Found. } }
"

a_type_without_a_schema ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: limit, in: query, type: integer, format: int32, maximum: 10 }]
      responses: { '204': { description: Nothing. } }
"

bounds_behind_compositions ["operations/pets"] r"
openapi: 3.1.0
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: or_null, in: query, schema: { anyOf: [{ type: integer, minimum: 1, maximum: 100 }, { type: 'null' }] } }
        - { name: all, in: query, schema: { allOf: [{ $ref: '#/components/schemas/Limit' }, { maximum: 50 }], default: 5 } }
        - { name: ref_or_null, in: query, schema: { anyOf: [{ $ref: '#/components/schemas/Limit' }, { type: 'null' }] } }
        - { name: beside, in: query, schema: { $ref: '#/components/schemas/Limit', minimum: 10 } }
        - { name: text, in: query, schema: { anyOf: [{ type: string, minLength: 3, pattern: '^a' }, { type: 'null' }] } }
        - { name: either, in: query, schema: { anyOf: [{ type: integer, minimum: 1 }, { type: string, minLength: 1 }] } }
      responses: { '204': { description: Seen. } }
components: { schemas: { Limit: { type: integer, minimum: 1, maximum: 100 } } }
"

}
