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

the_same_schema_in_several_places_is_one_type ["models/shared", "models/pet", "operations/pets"] r"
paths:
  /cats:
    get:
      operationId: list_cats
      tags: [Pets]
      parameters:
        - { name: order, in: query, description: How cats are sorted., schema: { type: string, enum: [asc, desc] } }
      responses: { '204': { description: None. } }
  /dogs:
    get:
      operationId: list_dogs
      tags: [Pets]
      parameters:
        - { name: order, in: query, description: How dogs are sorted., schema: { type: string, enum: [asc, desc] } }
      responses: { '204': { description: None. } }
components:
  schemas:
    Pet:
      type: object
      properties:
        home: { type: object, description: Where it lives., properties: { town: { type: string }, kind: { type: string, enum: [flat, farm] } } }
    Keeper:
      type: object
      properties:
        home: { type: object, description: Where the keeper lives., properties: { town: { type: string }, kind: { type: string, enum: [flat, farm] } } }
"

what_only_looks_the_same_has_types_of_its_own ["models/pet", "models/keeper", "operations/pets"] r"
paths:
  /pets:
    post:
      operationId: create_pet
      tags: [Pets]
      requestBody: { content: { application/json: { schema: { type: object, properties: { size: { type: object, properties: { height: { type: integer, nullable: true } } } } } } } }
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        # What a client sends tells null from absence.
        size: { type: object, properties: { height: { type: integer, nullable: true } } }
        state: { type: string, enum: [awake, asleep] }
    Keeper:
      type: object
      properties:
        mood: { type: string, enum: [awake, asleep] }
        size: { type: object, properties: { height: { type: integer, description: In feet. } } }
"
what_only_operations_that_are_left_out_hold ["models"] r"
paths:
  /bats: { get: &get { parameters: [{ name: q, in: nowhere }], responses: { '200': { description: Seen., content: { application/json: { schema: { properties: { size: { type: string, enum: [small] } } } } } } } } }
  /cats: { get: *get }
  /dogs: { get: { responses: { '204': { description: Seen. } } } }
"

models_named_like_run_time_types ["models/part", "models/lenient", "operations/parts"] r"
paths:
  /parts:
    post:
      operationId: part
      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } } } }
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Part' } } } } }
components:
  schemas:
    Part: { type: object, properties: { number: { type: string }, state: { $ref: '#/components/schemas/Lenient' } } }
    Lenient: { type: string, enum: [new, used] }
"

parameters_named_like_methods ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: clone, in: query, schema: { type: boolean } }
        - { name: build, in: query, schema: { type: string } }
        - { name: with_timeout, in: query, schema: { type: integer } }
        - { name: stream, in: query, schema: { type: string } }
        - { name: call, in: query, schema: { type: string } }
      responses: { '204': { description: Seen. } }
"

}
