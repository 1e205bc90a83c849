//! Swagger 2.0, which is converted to OpenAPI 3.0 when it is loaded.

super::pairs! { swagger:

bodies_and_responses_by_media_type ["operations/pets", "models/pet"] r"
swagger: '2.0'
consumes: [application/json, text/plain]
produces: [application/json, text/plain]
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - { in: body, name: pet, required: true, description: The new pet., schema: { $ref: '#/definitions/Pet' } }
      responses:
        201: { description: Added., schema: { $ref: '#/definitions/Pet' } }
        400: { $ref: '#/responses/Wrong' }
    get:
      operationId: exportPets
      produces: [text/csv, application/octet-stream]
      responses:
        200: { description: A table., schema: { type: file } }
        default: { $ref: '#/responses/Wrong' }
definitions:
  Pet:
    type: object
    required: [name]
    properties: { name: { type: string }, owner: { type: string, x-nullable: true } }
responses:
  Wrong:
    description: It is wrong.
    schema: { type: object, properties: { message: { type: string } } }
"

shared_bodies ["operations/pets", "models/pet"] r"
swagger: '2.0'
paths:
  /pets:
    post:
      operationId: addPet
      parameters: [{ $ref: '#/parameters/Pet' }, { $ref: '#/parameters/Trace' }]
      responses: { 204: { description: Added. } }
  /pets/{id}:
    parameters:
      - { $ref: '#/parameters/Pet' }
      - { name: id, in: path, required: true, type: integer, format: int64 }
    put:
      operationId: setPet
      responses: { 204: { description: Set. } }
    patch:
      operationId: changePet
      parameters: [{ in: body, name: change, schema: { type: object, properties: { age: { type: integer } } } }]
      responses: { 204: { description: Changed. } }
parameters:
  Trace: { name: X-Trace, in: header, type: string, maxLength: 8 }
  Pet:
    in: body
    name: pet
    required: true
    schema: { type: object, required: [name], properties: { name: { type: string } } }
"

forms ["operations/pets"] r"
swagger: '2.0'
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - { name: name, in: formData, required: true, type: string, description: Its name., maxLength: 10 }
        - { name: tags, in: formData, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: ages, in: formData, type: array, items: { type: integer } }
      responses: { 204: { description: Added. } }
  /pets/{id}/photo:
    post:
      operationId: setPhoto
      consumes: [multipart/form-data]
      parameters:
        - { name: id, in: path, required: true, type: string }
        - { name: photo, in: formData, required: true, type: file }
        - { name: tags, in: formData, type: array, items: { type: string } }
        - { name: notes, in: formData, type: array, items: { type: string }, collectionFormat: multi }
      responses: { 204: { description: Set. } }
"

lists_in_parameters ["operations/pets"] r"
swagger: '2.0'
paths:
  /pets/{ids}:
    get:
      operationId: listPets
      parameters:
        - { name: ids, in: path, required: true, type: array, items: { type: integer } }
        - { name: plain, in: query, type: array, items: { type: string } }
        - { name: multi, in: query, type: array, items: { type: string, enum: [a, b] }, collectionFormat: multi }
        - { name: spaces, in: query, type: array, items: { type: string }, collectionFormat: ssv }
        - { name: pipes, in: query, type: array, items: { type: string }, collectionFormat: pipes, maxItems: 3 }
        - { name: tabs, in: query, type: array, items: { type: string }, collectionFormat: tsv, description: By tabs. }
        - { name: X-Pipes, in: header, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: nested, in: query, type: array, items: { type: array, collectionFormat: pipes, items: { type: string } } }
        - { name: sort, in: query, type: string, enum: [up, down], default: up, x-example: down }
      responses:
        200:
          description: Pets.
          headers:
            X-Left: { type: integer, description: How many are left. }
            X-Tags: { type: array, items: { type: string } }
"

servers ["client", "operations/pets"] r"
swagger: '2.0'
host: shop.example.com:8080
basePath: /v1/
schemes: [http, https, wss]
paths:
  /pets:
    get: { operationId: listPets, responses: { 204: { description: Seen. } } }
    put: { operationId: setPets, schemes: [http], responses: { 204: { description: Set. } } }
"

no_host ["client"] r"
swagger: 2.0
basePath: v1
paths:
  /pets: { get: { operationId: listPets, responses: { 204: { description: Seen. } } } }
"

security ["client", "operations/pets"] r"
swagger: '2.0'
host: shop.example.com
security: [{ login: [] }]
paths:
  /pets:
    get: { operationId: listPets, responses: { 204: { description: Seen. } } }
    put: { operationId: setPets, security: [{ code: [write] }, { key: [] }], responses: { 204: { description: Set. } } }
    delete: { operationId: deletePets, security: [{ app: [] }, { user: [] }, { page: [] }], responses: { 204: { description: Gone. } } }
securityDefinitions:
  login: { type: basic, description: The login. }
  key: { type: apiKey, in: header, name: X-Key }
  page: { type: oauth2, flow: implicit, authorizationUrl: https://shop.example.com/login, scopes: {} }
  user: { type: oauth2, flow: password, tokenUrl: https://shop.example.com/token, scopes: {} }
  app: { type: oauth2, flow: application, tokenUrl: https://shop.example.com/token, scopes: {} }
  code:
    type: oauth2
    flow: accessCode
    authorizationUrl: https://shop.example.com/login
    tokenUrl: https://shop.example.com/token
    scopes: { write: Change things., x-note: none }
"

a_discriminator ["models/animal", "operations/animals"] r"
swagger: '2.0'
paths:
  /animals: { get: { operationId: listAnimals, responses: { 200: { description: All., schema: { type: array, items: { $ref: '#/definitions/Animal' } } } } } }
definitions:
  Animal:
    type: object
    discriminator: kind
    required: [kind]
    properties: { kind: { type: string }, name: { type: string } }
  Cat:
    allOf: [{ $ref: '#/definitions/Animal' }, { type: object, properties: { lives: { type: integer } } }]
  Dog:
    x-discriminator-value: hound
    allOf: [{ $ref: '#/definitions/Animal' }, { type: object, properties: { tricks: { type: integer } } }]
"

nulls_files_and_examples ["operations/pets", "models/pet"] r"
swagger: '2.0'
paths:
  /pets:
    get:
      operationId: getPet
      responses:
        200:
          description: A pet.
          schema: { $ref: '#/definitions/Pet' }
          examples: { application/json: { name: Rex, owner: null } }
  /log:
    get:
      tags: [pets]
      operationId: getLog
      produces: [application/octet-stream]
      responses: { 200: { description: All of it. } }
definitions:
  Owner: { type: object, properties: { name: { type: string, x-example: Ann } } }
  Pet:
    type: object
    required: [name, owner, old]
    properties:
      name: { type: string, example: Rex }
      owner: { $ref: '#/definitions/Owner', x-nullable: true }
      old: { type: string, x-isnullable: true }
"

an_overlay_is_about_swagger ["operations/pets", "models/pet"] r"
swagger: '2.0'
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: limit, in: query, type: integer }]
      responses: { 200: { description: Pets., schema: { $ref: '#/definitions/Pet' } } }
definitions:
  Pet: { type: object, properties: { name: { type: string } } }
", overlay: r"
  - { target: $.definitions.Pet.properties, update: { age: { type: intger } } }
  - { target: '$.paths[*].get.parameters[?@.name == ''limit'']', update: { maximum: 100 } }
"

}
