//! `oneOf` and `anyOf`.

super::pairs! { unions:

one_of_with_a_discriminator ["models/animal"] r"
components:
  schemas:
    Animal:
      description: A cat or a dog.
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
      discriminator:
        propertyName: kind
        mapping:
          cat: '#/components/schemas/Cat'
          kitten: '#/components/schemas/Cat'
          dog: Dog
    Cat: { type: object, required: [kind], properties: { kind: { type: string }, lives: { type: integer } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string }, loud: { type: boolean } } }
"

one_of_told_apart_by_a_constant ["models/event"] r"
components:
  schemas:
    Event:
      oneOf:
        - title: Sold
          type: object
          required: [type]
          properties: { type: { type: string, enum: [sold] }, price: { type: number } }
        - title: Returned
          type: object
          required: [type]
          properties: { type: { type: string, enum: [returned] }, why: { type: string } }
"

one_of_told_apart_by_form ["models/food"] r"
components:
  schemas:
    Food:
      oneOf:
        - { type: string }
        - { type: integer }
        - { type: boolean }
        - { type: array, items: { type: string } }
        - $ref: '#/components/schemas/Recipe'
        - { type: object, required: [tin, size], properties: { tin: { type: string }, size: { type: integer } } }
    Recipe: { type: object, required: [steps], properties: { steps: { type: array, items: { type: string } } } }
"

any_of_with_an_example_of_several_forms ["models/item"] r"
components:
  schemas:
    Item:
      anyOf: [{ $ref: '#/components/schemas/Armour' }, { $ref: '#/components/schemas/Goods' }]
      example: { defence: 3, price: 10 }
    Armour: { type: object, required: [defence], properties: { defence: { type: integer }, tag: { type: string } } }
    Goods: { type: object, properties: { price: { type: integer }, tag: { type: integer } } }
"

a_text_of_its_own_beside_other_forms ["models/collar"] r"
components:
  schemas:
    Collar:
      anyOf:
        - { type: object, properties: { size: { type: integer } } }
        - { type: string, enum: [''], description: Takes the collar off. }
        - { const: auto }
"

what_is_sent_is_made_of_each_form ["models/order", "models/amount"] r"
paths:
  /orders:
    post:
      operationId: order
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '204': { description: Done } }
components:
  schemas:
    Order: { type: object, properties: { amount: { $ref: '#/components/schemas/Amount' } } }
    Amount: { oneOf: [{ type: integer }, { type: string, enum: [all] }, { $ref: '#/components/schemas/Box' }] }
    Box: { type: object, properties: { of: { type: integer } } }
"

one_of_with_null ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      required: [owner, toy]
      properties:
        owner: { nullable: true, oneOf: [{ type: string }, { type: integer }] }
        toy: { anyOf: [{ $ref: '#/components/schemas/Toy' }, { type: 'null' }] }
    Toy: { type: object, properties: { squeaks: { type: boolean } } }
"

any_of_texts_is_an_open_enum ["models/model"] r"
components:
  schemas:
    Model:
      anyOf:
        - { type: string }
        - { type: string, enum: [small, large] }
"

branches_that_only_constrain ["models/contact"] r"
components:
  schemas:
    Contact:
      type: object
      properties: { mail: { type: string }, phone: { type: string } }
      anyOf: [{ required: [mail] }, { required: [phone] }]
"

a_union_that_holds_itself ["models/filter"] r"
components:
  schemas:
    Filter:
      oneOf:
        - { type: string }
        - { $ref: '#/components/schemas/Not' }
        - { $ref: '#/components/schemas/And' }
    Not:
      type: object
      required: [not]
      properties: { not: { $ref: '#/components/schemas/Filter' } }
    And:
      type: object
      required: [and]
      properties: { and: { type: array, items: { $ref: '#/components/schemas/Filter' } } }
"

a_family_told_apart_by_the_discriminator_of_its_head ["models/pet", "models/lion"] r"
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      discriminator: { propertyName: kind, mapping: { kitty: '#/components/schemas/Cat' } }
      properties: { kind: { type: string }, friend: { $ref: '#/components/schemas/Pet' } }
    Cat:
      allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer } } }]
    Lion:
      allOf: [{ $ref: '#/components/schemas/Cat' }, { type: object, properties: { mane: { type: boolean } } }]
"

variants_named_by_their_constants ["models/event", "models/notice"] r"
components:
  schemas:
    Event:
      oneOf:
        - { type: object, required: [type], properties: { type: { type: string, enum: [order.sold] }, price: { type: number } } }
        - { type: object, required: [type], properties: { type: { type: string, enum: [order.returned] }, why: { type: string } } }
    Notice:
      anyOf:
        - { type: object, properties: { kind: { type: string, enum: [sale] }, percent: { type: integer } } }
        - { type: object, properties: { text: { type: string } } }
        - { type: array, items: { type: string } }
        - { type: array, items: { type: integer } }
"

a_union_of_which_one_form_is_itself ["models/tree"] r"
components:
  schemas:
    Tree:
      oneOf:
        - { type: string }
        - { type: array, items: { $ref: '#/components/schemas/Tree' } }
        - { $ref: '#/components/schemas/Tree' }
"

discriminators_that_variants_do_not_have ["models/pet", "models/source"] r"
components:
  schemas:
    Cat: { type: object, properties: { kind: { type: string }, purrs: { type: boolean } } }
    Dog: { type: object, properties: { barks: { type: boolean } } }
    Emu: { type: object, properties: { runs: { type: boolean } } }
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Emu' }]
      discriminator:
        propertyName: kind
        mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog', emu: '#/components/schemas/Emu', hound: '#/components/schemas/Dog' }
    Bucket: { type: object, required: [bucket], properties: { bucket: { type: string } } }
    Folder: { type: object, required: [path], properties: { path: { type: string } } }
    Source:
      oneOf: [{ $ref: '#/components/schemas/Bucket' }, { $ref: '#/components/schemas/Folder' }]
      discriminator: { propertyName: connector }
"

variants_named_by_what_only_they_have ["models/contact", "models/moment"] r"
components:
  schemas:
    Contact:
      oneOf:
        - { type: object, required: [mail], properties: { name: { type: string }, mail: { type: string } } }
        - { type: object, properties: { name: { type: string }, phone: { type: string } } }
        - { type: object, properties: { name: { type: string } } }
    Moment: { oneOf: [{ type: string, format: date-time }, { type: string, format: date }, { type: string }, { type: integer }] }
"

unions_inside_of_unions ["models/answer"] r"
components:
  schemas:
    Answer:
      oneOf:
        - { oneOf: [{ type: string }, { type: integer }] }
        - { anyOf: [{ type: boolean }, { $ref: '#/components/schemas/Essay' }] }
    Essay: { type: object, required: [text], properties: { text: { type: string } } }
"

}
