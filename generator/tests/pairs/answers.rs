//! What an operation answers.

super::pairs! { answers:

nothing ["operations/pets"] r"
paths:
  /pets/{id}:
    delete:
      operationId: removePet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '204': { description: It is gone. Nobody knows where. }
        '404': { description: There is no such pet. }
        5XX: { description: Something broke. }
"

text ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: exportPets
      responses: { '200': { description: A table., content: { text/csv: { schema: { type: string } } } } }
"

bytes ["operations/pets"] r"
paths:
  /pets/{id}/photo:
    get:
      operationId: getPhoto
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: A photo., content: { image/png: { schema: { type: string, format: binary } } } }
"

json_inline ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: countPets
      responses:
        '200':
          description: How many.
          content:
            application/json:
              schema: { type: object, required: [count], properties: { count: { type: integer } } }
"

json_of_every_kind ["operations/things"] r"
paths:
  /things/list:
    get:
      operationId: getList
      responses: { '200': { description: A list., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
  /things/map:
    get:
      operationId: getMap
      responses: { '200': { description: A map., content: { application/json: { schema: { type: object, additionalProperties: { type: integer } } } } } }
  /things/word:
    get:
      operationId: getWord
      responses: { '200': { description: A word., content: { application/problem+json: { schema: { type: string, enum: [yes, no] } } } } }
  /things/anything:
    get:
      operationId: getAnything
      responses: { '200': { description: Anything., content: { application/json: {} } } }
"

default_alone_is_a_success ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        default: { description: Pets., content: { application/json: { schema: { type: array, items: { type: string } } } } }
"

the_first_success_with_content ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      responses:
        default: { $ref: '#/components/responses/Problem' }
        2XX: { description: Any success., content: { text/plain: {} } }
        '202': { description: Later. }
        '201': { description: Added., content: { application/json: { schema: { type: integer } } } }
components:
  responses:
    Problem: { description: A problem., content: { application/json: { schema: { type: object } } } }
"

errors_that_the_document_describes ["operations/pets"] r"
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: A pet., content: { application/json: { schema: { type: string } } } }
        '404': { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Missing' } } } }
        4XX: { description: Wrong., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
components:
  schemas:
    Missing: { type: object, properties: { id: { type: string } } }
    Problem: { type: object, properties: { title: { type: string } } }
"

headers_of_answers ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: Pets.
          headers:
            X-Rate-Limit: { description: Calls that are left., schema: { type: integer } }
            X-Expires-After: { schema: { type: string, format: date-time } }
            X-Tags: { schema: { type: array, items: { type: string, enum: [big, small] } } }
            X-Ids: { schema: { type: array, items: { type: integer } } }
            X-Object: { schema: { type: object, properties: { a: { type: integer } } } }
            X-Json: { content: { application/json: { schema: { type: array, items: { type: integer } } } } }
            X-Mood: { deprecated: true, schema: { enum: [good, 1] } }
            Content-Type: { schema: { type: string } }
            Access-Control-Allow-Origin: { schema: { type: string } }
            Link: { $ref: '#/components/headers/Link' }
            Lost: { $ref: '#/components/headers/Lost' }
            'X Bad': { schema: { type: string } }
          content: { application/json: { schema: { type: array, items: { type: string } } } }
        '429':
          description: Later.
          headers:
            x-rate-limit: { schema: { type: integer } }
            Retry-After: { schema: { type: integer } }
            link: { schema: { type: integer } }
components:
  headers:
    Link: { schema: { type: string } }
"

headers_alone ["operations/pets"] r"
paths:
  /pets:
    head:
      operationId: countPets
      responses:
        '200': { description: How many., headers: { X-Count: { required: true, schema: { type: integer, format: int32 } } } }
"

any_media_type_is_what_its_schema_says ["operations/files"] r"
paths:
  /files/text: { get: { operationId: getText, tags: [files], responses: { '200': { description: d, content: { 'text/*': { schema: { type: string } } } } } } }
  /files/bytes: { get: { operationId: getBytes, tags: [files], responses: { '200': { description: d, content: { 'application/*': { schema: { type: string, format: binary } } } } } } }
  /files/any: { get: { operationId: getAny, tags: [files], responses: { '200': { description: d, content: { '*/*': { schema: { type: string } } } } } } }
  /files/about: { get: { operationId: getAbout, tags: [files], responses: { '200': { description: d, content: { '*/*': { schema: { $ref: '#/components/schemas/File' } } } } } } }
  /files/called_json: { get: { operationId: getCalledJson, tags: [files], responses: { '200': { description: d, content: { application/json: { schema: { type: string, format: binary } } } } } } }
  /files/hal: { get: { operationId: getHal, tags: [files], responses: { '200': { description: d, content: { application/hal+json: { schema: { type: object, properties: { links: { type: string } } } }, application/json: { schema: { $ref: '#/components/schemas/File' } } } } } } }
components:
  schemas:
    File: { type: object, properties: { size: { type: integer } } }
"

bodies_that_may_be_null ["operations/owners"] r"
paths:
  /owners/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOwner
      responses: { '200': { description: 'The owner, or null.', content: { application/json: { schema: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] } } } } }
    put:
      operationId: setOwner
      requestBody: { required: true, content: { application/json: { schema: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] } } } }
      responses: { '204': { description: Set. } }
components:
  schemas:
    Owner: { type: object, properties: { name: { type: string } } }
"

responses_that_have_no_body ["operations/pets"] r"
paths:
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getPet
      responses:
        '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '204': { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
    delete:
      operationId: deletePet
      responses: { '204': { description: Gone., content: { application/json: { schema: { type: object } } } } }
    put:
      operationId: putPet
      responses: { 2XX: { description: Either., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    head:
      operationId: headPet
      responses: { '200': { description: As GET., headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
"

redirects_are_successes ["operations/media"] r"
paths:
  /media/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getMedia
      responses: { '302': { description: Where it is., headers: { Location: { schema: { type: string } } } } }
    put:
      operationId: moveMedia
      responses: { 3XX: { description: Moved. }, '200': { description: Stays., content: { text/plain: { schema: { type: string } } } } }
  /media:
    get:
      operationId: listMedia
      parameters: [{ name: If-None-Match, in: header, schema: { type: string } }]
      responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } }, '304': { description: As before. } }
    post:
      operationId: addMedia
      responses: { '200': { description: It., content: { application/json: { schema: { type: string } } } }, '304': { description: Nobody asked for it. } }
"

errors_of_default_alone ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: getPet
      responses: { default: { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas: { Pet: { type: object, properties: { name: { type: string } } } }
"

}
