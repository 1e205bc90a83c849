//! What an operation sends.

super::pairs! { bodies:

a_form_whose_fields_are_setters ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [Name]
              properties:
                Name: { type: string, description: What it answers to. }
                Age: { type: integer }
                Tags: { type: array, items: { type: string } }
                Born: { type: string, format: date }
                Rules: { type: object, properties: { loud: { type: boolean } } }
                Extra: {}
                Ids: { type: array, items: { type: integer } }
            encoding:
              Rules: { contentType: application/json }
              Extra: { contentType: application/json }
              Ids: { style: form, explode: false }
      responses: { '204': { description: Added. } }
"

a_json_body_that_is_needed ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        description: The pet to be added.
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
"

a_json_body_that_may_be_left_out ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        description: The pet to be added.
        content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } }
      responses: { '204': { description: Added. } }
"

json_bodies_of_every_kind ["operations/things"] r"
paths:
  /things/list:
    post:
      operationId: sendList
      requestBody: { required: true, content: { application/json: { schema: { type: array, items: { type: string } } } } }
      responses: { '204': { description: Sent. } }
  /things/number:
    post:
      operationId: sendNumber
      requestBody: { required: true, content: { application/json: { schema: { type: number, format: float } } } }
      responses: { '204': { description: Sent. } }
  /things/anything:
    post:
      operationId: sendAnything
      requestBody: { required: true, content: { application/merge-patch+json: {} } }
      responses: { '204': { description: Sent. } }
"

text_and_bytes ["operations/files"] r"
paths:
  /files/text:
    put:
      operationId: putText
      requestBody: { required: true, content: { text/csv: { schema: { type: string } } } }
      responses: { '204': { description: Put. } }
  /files/bytes:
    put:
      operationId: putBytes
      requestBody: { content: { image/png: { schema: { type: string, format: binary } } } }
      responses: { '204': { description: Put. } }
"

an_upload_of_several_parts ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties:
                photo: { type: string, format: binary, description: What it looks like. }
                more: { type: array, items: { type: string, format: binary } }
                about: { type: object, properties: { name: { type: string } } }
                age: { type: integer }
            encoding: { photo: { contentType: image/png } }
      responses: { '204': { description: Added. } }
"

a_form_with_fields_that_nobody_named ["operations/orders"] r"
paths:
  /orders:
    post:
      operationId: addOrder
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [item], properties: { item: { type: string } }, additionalProperties: { type: string } }
      responses: { '204': { description: Added. } }
    put:
      operationId: setOrder
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, additionalProperties: true } } } }
      responses: { '204': { description: Set. } }
"

a_body_of_any_media_type_of_a_kind ["operations/photos"] r"
paths:
  /photos:
    post:
      operationId: addPhoto
      requestBody: { required: true, content: { 'image/*': { schema: { type: string, format: binary } } } }
      responses: { '204': { description: Added. } }
"

files_behind_compositions ["operations/files"] r"
openapi: 3.1.0
paths:
  /files:
    post:
      operationId: addFiles
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                or_null: { anyOf: [{ type: string, format: binary }, { type: 'null' }] }
                types: { type: [string, 'null'], format: binary }
                all: { allOf: [{ $ref: '#/components/schemas/File' }], description: One. }
                list_or_null: { anyOf: [{ type: array, items: { $ref: '#/components/schemas/File' } }, { type: 'null' }] }
                one_or_list: { oneOf: [{ $ref: '#/components/schemas/File' }, { type: array, items: { type: string, format: binary } }] }
                media: { anyOf: [{ type: string, contentMediaType: application/octet-stream }, { type: 'null' }] }
                bare: {}
                bare_list: { type: array, items: {} }
                base64: { type: string, contentEncoding: base64, contentMediaType: image/png }
                text_or_null: { anyOf: [{ type: string }, { type: 'null' }] }
                photo: { type: string, format: binary }
            encoding: { photo: { contentType: 'image/png, image/jpeg' } }
      responses: { '204': { description: Added. } }
components: { schemas: { File: { type: string, format: binary } } }
"

objects_in_a_form_are_json ["operations/orders"] r"
paths:
  /orders:
    post:
      operationId: addOrder
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                plain: { type: object, properties: { a: { type: string } } }
                deep: { type: object, properties: { a: { type: string } } }
                labels: { type: array, items: { type: string } }
                note: { type: string }
            encoding: { deep: { style: deepObject, explode: true } }
      responses: { '204': { description: Added. } }
"

two_media_types_that_are_sent_as_bytes ["operations/photos"] r"
paths:
  /photos:
    post:
      operationId: addPhoto
      requestBody: { required: true, content: { 'image/*': { schema: { type: string, format: binary } }, '*/*': { schema: { type: string, format: binary } } } }
      responses: { '204': { description: Added. } }
"

}
