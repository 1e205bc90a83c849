//! Names of types and of their files.

super::pairs! { naming:

a_name_given_by_the_extension ["models/animal", "operations/pets"] r"
paths:
  /pets:
    get:
      operationId: getAllThePetsV2
      x-specwright: { name: list_pets }
      parameters:
        - { name: q, in: query, x-specwright: { name: search }, schema: { type: string } }
      responses:
        '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/pet.v2' } } } }
components:
  schemas:
    pet.v2:
      x-specwright: { name: Animal }
      type: object
      properties:
        size: { type: string, enum: [s, l], x-specwright: { name: AnimalSize } }
"

names_of_types_that_emitted_code_needs ["models/vec", "models/option"] r"
components:
  schemas:
    String: { type: object, properties: { a: { type: string } } }
    Option: { type: object, properties: { a: { type: string } } }
    Vec: { type: object, properties: { a: { type: array, items: { $ref: '#/components/schemas/Vec' } } } }
    Error: { type: object, properties: { a: { type: string } } }
    Default: { type: object, properties: { a: { type: string } } }
    Into: { type: object, properties: { a: { type: string } } }
    Clone: { type: object, properties: { a: { type: string } } }
    IntoIterator: { type: object, properties: { a: { type: array, items: { type: string } } } }
    From: { type: string, enum: [a] }
    Param: { type: object, properties: { a: { type: string } } }
    u8: { type: object, properties: { a: { type: string } } }
    i64: { type: object, properties: { a: { type: integer } } }
"

names_of_schemas_that_collide ["models/pet_item"] r"
components:
  schemas:
    PetItem: { type: object, properties: { a: { type: string } } }
    pet_item: { type: object, properties: { b: { type: string } } }
    pet-item: { type: string, enum: [x] }
"

a_name_inside_gives_way_to_one_outside ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      properties: { toy: { type: object, properties: { colour: { type: string } } } }
    PetToy: { type: object, properties: { size: { type: integer } } }
"

fields_that_would_get_one_name ["models/fields"] r"
components:
  schemas:
    Fields:
      type: object
      required: [type]
      properties:
        type: { type: string }
        Type: { type: string }
        type_: { type: string }
        '@id': { type: string }
        $id: { type: string }
        '': { type: string }
        '1st': { type: string }
        new: { type: string }
        naïve: { type: string }
        additional properties: { type: string }
      additionalProperties: true
"

setters_do_not_collide ["models/change"] r"
paths:
  /pets:
    patch:
      operationId: changePet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '204': { description: Changed. } }
components:
  schemas:
    Change:
      type: object
      properties:
        owner: { type: string, nullable: true }
        owner_null: { type: string }
"

schemas_that_belong_together_share_a_file ["models/mod", "models/pet"] r"
components:
  schemas:
    Pet: { type: object, properties: { toy: { $ref: '#/components/schemas/PetToy' } } }
    PetToy: { type: object, properties: { kind: { $ref: '#/components/schemas/PetToyKind' } } }
    PetToyKind: { type: string, enum: [ball] }
    Petrol: { type: object, properties: { price: { type: number } } }
"

}
