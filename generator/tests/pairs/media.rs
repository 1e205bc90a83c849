//! Bodies for which several media types are documented.

super::pairs! { media:

media_types_of_the_same_content ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          text/json: { schema: { $ref: '#/components/schemas/Pet' } }
          application/json: { schema: { $ref: '#/components/schemas/Pet' } }
          application/*+json: { schema: { type: object, description: Again., properties: { name: { type: string } } } }
          application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Pet' } }
          multipart/form-data: { schema: { $ref: '#/components/schemas/Pet' } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string, title: Name } } }
"

json_or_xml_or_a_table ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        description: The pet to be added.
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Pet' } }
          text/json: { schema: { $ref: '#/components/schemas/Pet' } }
          application/xml: { schema: { $ref: '#/components/schemas/Pet' } }
          text/xml: { schema: { $ref: '#/components/schemas/Pet' } }
          application/x-msgpack: { schema: { $ref: '#/components/schemas/Pet' } }
      responses: { '204': { description: Added. } }
  /pets/more:
    post:
      operationId: addPets
      requestBody:
        content:
          application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }
          text/csv: { schema: { type: string } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
"

formats_of_text_and_of_pictures ["operations/notes"] r"
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          text/x-markdown: { schema: { type: string } }
          text/plain: { schema: { type: string } }
          text/*: { schema: { type: string } }
      responses: { '204': { description: Added. } }
  /notes/picture:
    put:
      operationId: setPicture
      requestBody:
        required: true
        content:
          image/png: { schema: { type: string, format: binary } }
          image/jpeg: { schema: { type: string, format: binary } }
          image/jpg: { schema: { type: string, format: binary } }
      responses: { '204': { description: Set. } }
"

json_of_several_schemas ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          application/json; version=1: { schema: { type: object, properties: { name: { type: string } } } }
          application/json; version=2: { schema: { type: object, properties: { names: { type: array, items: { type: string } } } } }
          application/vnd.shop.pet+json: { schema: { type: string } }
      responses: { '204': { description: Added. } }
"

json_beside_parts_with_a_file ["operations/photos"] r"
paths:
  /photos:
    post:
      operationId: addPhoto
      summary: Adds a photo.
      parameters: [{ name: album, in: query, schema: { type: string } }]
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [url], properties: { url: { type: string } } }
          multipart/form-data:
            schema:
              type: object
              required: [photo]
              properties: { photo: { type: string, format: binary }, title: { type: string } }
      responses:
        '200': { description: Added., content: { application/json: { schema: { type: integer } } } }
        '202': { description: Later. }
        '400': { description: Bad., content: { application/json: { schema: { $ref: '#/components/schemas/Bad' } } } }
        '409': { description: There., content: { application/json: { schema: { type: object, additionalProperties: { type: string } } } } }
components:
  schemas:
    Bad: { type: object, properties: { why: { type: string } } }
"

a_form_beside_text ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          text/csv: { schema: { type: string } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { name: { type: string } } } }
      responses: { '204': { description: Added. } }
"

a_body_that_json_cannot_hold ["operations/photos"] r"
paths:
  /photos:
    post:
      operationId: addPhoto
      requestBody:
        required: true
        content:
          application/json: { schema: { type: string, format: binary } }
          multipart/form-data: { schema: { type: string, format: binary } }
          application/octet-stream: { schema: { type: string, format: binary } }
      responses: { '204': { description: Added. } }
"

keys_that_are_no_media_types ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          examples: { schema: { type: string } }
          application/json: { schema: { type: integer } }
      responses: { '204': { description: Added. } }
"

names_of_types_beside_a_builder ["operations/pets"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content:
          application/json: { schema: { type: object, title: AddPetBody, properties: { a: { type: string } } } }
          text/csv: { schema: { type: string } }
      responses: { '204': { description: Added. } }
  /pets/body:
    post:
      operationId: addPetBody
      responses: { '204': { description: Added. } }
"

parts_by_their_media_types ["operations/cats"] r"
paths:
  /cats:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: { type: string }
                covers: { type: array, items: { type: string } }
                label: { type: string }
                pedigree: { type: object, properties: { id: { type: string } } }
                register: { type: object, properties: { id: { type: string } } }
                score: { type: integer }
            encoding:
              cover: { contentType: 'image/png, image/jpeg' }
              covers: { contentType: image/png }
              label: { contentType: application/sdp }
              pedigree: { contentType: application/xml }
              register: { contentType: multipart/mixed }
              score: { contentType: application/octet-stream }
      responses: { '204': { description: Added. } }
"

an_answer_of_json_or_of_files ["operations/invoices"] r"
paths:
  /invoices/{id}:
    get:
      operationId: getInvoice
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The invoice.
          content:
            application/pdf: { schema: { type: string, format: binary } }
            image/png: {}
            application/json: { schema: { $ref: '#/components/schemas/Invoice' } }
            text/json: { schema: { $ref: '#/components/schemas/Invoice' } }
            application/xml: { schema: { $ref: '#/components/schemas/Invoice' } }
            text/csv: { schema: { type: string } }
        '404': { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
components:
  schemas:
    Invoice: { type: object, properties: { total: { type: number } } }
    Problem: { type: object, properties: { why: { type: string } } }
"

}
