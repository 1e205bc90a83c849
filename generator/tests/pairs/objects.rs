//! Objects: fields, what is inside them, and what they are made of.

super::pairs! { objects:

required_optional_and_nullable_fields ["models/pet"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet:
      description: A pet, as the shop knows it.
      type: object
      required: [id, name, owner]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1, maxLength: 40, description: What it answers to. }
        owner: { type: string, nullable: true }
        age: { type: integer, minimum: 0, default: 1 }
        chip: { type: string, nullable: true, pattern: '^[0-9]{15}$' }
        secret: { type: string, writeOnly: true }
"

fields_of_an_answer_are_never_made_up ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string }
        kind: { type: string, default: cat }
        owner: { type: string, nullable: true }
"

an_object_inside_an_object ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      properties:
        collar:
          type: object
          required: [colour]
          properties:
            colour: { type: string }
            bell:
              type: object
              properties: { loud: { type: boolean } }
"

maps_with_and_without_a_type ["models/stock"] r"
components:
  schemas:
    Stock:
      type: object
      properties:
        counts: { type: object, additionalProperties: { type: integer } }
        gaps: { type: object, additionalProperties: { type: string, nullable: true } }
        shelves:
          type: object
          additionalProperties: { type: object, properties: { row: { type: integer } } }
        notes: { type: object }
        anything: {}
"

members_that_nobody_named ["models/label"] r"
components:
  schemas:
    Label:
      type: object
      required: [text]
      properties: { text: { type: string } }
      additionalProperties: { type: string }
    LabelOpen:
      type: object
      properties: { text: { type: string } }
      additionalProperties: true
    LabelClosed:
      type: object
      properties: { text: { type: string } }
      additionalProperties: false
"

arrays ["models/cage"] r"
components:
  schemas:
    Cage:
      type: object
      required: [names]
      properties:
        names: { type: array, items: { type: string }, minItems: 1, maxItems: 9 }
        inmates: { type: array, items: { $ref: '#/components/schemas/Inmate' } }
        grid: { type: array, items: { type: array, items: { type: number } } }
        gaps: { type: array, items: { type: integer, nullable: true } }
        boxes: { type: array, items: { type: object, properties: { wide: { type: boolean } } } }
        anything: { type: array }
    Inmate: { type: object, properties: { name: { type: string } } }
"

a_type_that_holds_itself ["models/node"] r"
components:
  schemas:
    Node:
      type: object
      required: [value]
      properties:
        value: { type: string }
        parent: { $ref: '#/components/schemas/Node' }
        children: { type: array, items: { $ref: '#/components/schemas/Node' } }
"

types_that_hold_each_other ["models/dog", "models/owner"] r"
paths:
  /dogs:
    post:
      operationId: addDog
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Dog' } } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Dog:
      type: object
      required: [owner]
      properties: { owner: { $ref: '#/components/schemas/Owner' } }
    Owner:
      type: object
      properties: { dog: { $ref: '#/components/schemas/Dog' } }
"

all_of_merges_objects ["models/puppy"] r"
components:
  schemas:
    Animal:
      type: object
      required: [id]
      properties: { id: { type: integer }, name: { type: string } }
    Puppy:
      description: A young dog.
      allOf:
        - $ref: '#/components/schemas/Animal'
        - type: object
          required: [name]
          properties: { weeks: { type: integer } }
      properties: { vaccinated: { type: boolean } }
"

all_of_one_is_that_one ["models/visit"] r"
components:
  schemas:
    Vet: { type: object, properties: { name: { type: string } } }
    Visit:
      type: object
      properties:
        vet:
          description: Who looks at the animal.
          nullable: true
          allOf: [{ $ref: '#/components/schemas/Vet' }]
        stand_in: { allOf: [{ $ref: '#/components/schemas/Vet' }] }
"

a_request_tells_null_from_absent ["models/change"] r"
paths:
  /pets:
    patch:
      operationId: changePet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } }
      responses: { '204': { description: Changed. } }
components:
  schemas:
    Change:
      type: object
      properties:
        owner: { type: string, nullable: true }
        tags: { type: array, nullable: true, items: { type: string } }
        weight: { type: number, format: float, nullable: true }
"

what_3_0_ignores_beside_a_reference ["models/order"] r"
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string } } }
    Order:
      type: object
      properties:
        pet: { $ref: '#/components/schemas/Pet', required: [id] }
        chipped: { allOf: [{ $ref: '#/components/schemas/Pet', properties: { chip: { type: string } } }, { properties: { tag: { type: string } } }] }
"

all_of_that_only_requires ["models/order"] r"
components:
  schemas:
    Pet: { type: object, properties: { id: { type: string }, name: { type: string } } }
    Order:
      type: object
      properties:
        known: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [id] }] }
        named: { allOf: [{ $ref: '#/components/schemas/Pet' }], required: [name] }
        unknown: { allOf: [{ $ref: '#/components/schemas/Pet' }, { description: 'May be any.' }] }
"

branches_beside_members ["models/payment"] r"
components:
  schemas:
    Base: { type: object, required: [id], properties: { id: { type: string } } }
    Payment:
      allOf: [{ $ref: '#/components/schemas/Base' }]
      oneOf:
        - { type: object, properties: { kind: { type: string, enum: [card] }, number: { type: string } } }
        - { type: object, properties: { kind: { type: string, enum: [cash] }, number: { type: integer } } }
"

sets ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: tags, in: query, schema: { type: array, uniqueItems: true, items: { type: string } } }]
      responses: { '200': { description: Names., content: { application/json: { schema: { type: object, properties: { names: { type: array, uniqueItems: true, items: { type: string } } } } } } } }
"

read_only_and_write_only ["models/account"] r"
paths:
  /accounts:
    post:
      operationId: addAccount
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
      responses: { '200': { description: The account., content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } } }
components:
  schemas:
    Account:
      type: object
      required: [id, name, password]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string }
        password: { type: string, writeOnly: true }
"

maps_and_lists_of_themselves ["models/folder", "models/outline", "models/either_way"] r"
paths:
  /folders:
    put:
      operationId: putFolder
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Folder' } } } }
      responses:
        '200': { description: Put., content: { application/json: { schema: { $ref: '#/components/schemas/Outline' } } } }
components:
  schemas:
    Folder: { type: object, additionalProperties: { $ref: '#/components/schemas/Folder' } }
    Outline: { type: array, items: { $ref: '#/components/schemas/Outline' } }
    EitherWay: { type: array, nullable: true, items: { $ref: '#/components/schemas/Way' } }
    Way: { type: object, additionalProperties: { $ref: '#/components/schemas/EitherWay' } }
"

types_of_inherited_members_are_named_after_their_owner ["models/ape", "models/pet"] r"
components:
  schemas:
    Ape: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { trees: { type: integer } } }] }
    Pet: { type: object, properties: { kind: { type: string, enum: [ape, cat] }, owner: { type: object, properties: { name: { type: string } } } } }
"

what_a_constructor_takes_as_it_is ["models/pet"] r"
paths:
  /pets:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet:
      type: object
      required: [tame, name]
      properties: { tame: { type: boolean }, name: { type: string } }
"

setters_for_null_give_way_to_properties ["models/pet"] r"
paths:
  /pets:
    put:
      operationId: putPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Pet:
      type: object
      properties:
        owner: { type: string, nullable: true }
        owner_null: { type: boolean }
        owner_as_null: { type: boolean }
        type: { type: string, nullable: true }
        type_null: { type: boolean }
"

}
