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

constants_of_any_scalar_type ["models/outcome", "models/version", "models/button", "models/active", "models/deep"] r"
paths:
  /outcomes:
    post:
      operationId: send
      requestBody: { content: { application/json: { schema: { type: object, properties: { outcome: { $ref: '#/components/schemas/Outcome' }, version: { $ref: '#/components/schemas/Version' }, button: { $ref: '#/components/schemas/Button' }, active: { $ref: '#/components/schemas/Active' }, deep: { $ref: '#/components/schemas/Deep' } } } } } }
      responses: { '204': { description: Sent. } }
components:
  schemas:
    Outcome:
      oneOf:
        - { title: Good, type: object, required: [success], properties: { success: { type: boolean, enum: [true] }, result: { type: string } } }
        - { title: Bad, type: object, required: [success], properties: { success: { type: boolean, enum: [false] }, errors: { type: array, items: { type: string } } } }
    Version:
      oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }]
      discriminator: { propertyName: version, mapping: { '1': '#/components/schemas/One', '2': '#/components/schemas/Two' } }
    One: { type: object, required: [version], properties: { version: { type: integer }, name: { type: string } } }
    Two: { type: object, required: [version], properties: { version: { type: integer, enum: [2] }, title: { type: string } } }
    Button:
      oneOf:
        - { title: Press, type: object, required: [type], properties: { type: { type: integer, enum: [2] }, label: { type: string } } }
        - { title: Choice, type: object, required: [type], properties: { type: { type: integer, enum: [3, 4] }, options: { type: array, items: { type: string } } } }
    Active:
      oneOf: [{ $ref: '#/components/schemas/On' }, { $ref: '#/components/schemas/Off' }]
      discriminator: { propertyName: active, mapping: { 'true': '#/components/schemas/On', 'false': '#/components/schemas/Off' } }
    On: { type: object, required: [active], properties: { active: { type: boolean }, since: { type: string } } }
    Off: { type: object, required: [active], properties: { active: { type: boolean }, until: { type: string } } }
    Deep:
      oneOf:
        - { title: Left, type: object, required: [meta], properties: { meta: { type: object, required: [side], properties: { side: { type: string, enum: [left] } } }, text: { type: string } } }
        - { title: Right, type: object, required: [meta], properties: { meta: { type: object, required: [side], properties: { side: { type: string, enum: [right] } } }, text: { type: string }, more: { type: string } } }
"

tags_that_are_not_required ["models/dog", "models/pet"] r"
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }]
      discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog', cat: '#/components/schemas/Cat' } }
    Dog: { type: object, properties: { kind: { type: string, enum: [dog], default: dog }, name: { type: string } } }
    Cat: { type: object, properties: { kind: { type: string, enum: [cat], default: cat }, lives: { type: integer } } }
"

null_behind_a_reference ["models/row"] r"
openapi: 3.1.0
paths:
  /rows:
    get:
      operationId: getRow
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Row' } } } } }
components:
  schemas:
    Row:
      type: object
      required: [level, note, pet, home]
      properties:
        level: { oneOf: [{ $ref: '#/components/schemas/Level' }, { $ref: '#/components/schemas/Blank' }, { $ref: '#/components/schemas/Null' }] }
        note: { anyOf: [{ type: string }, { $ref: '#/components/schemas/Nothing' }] }
        pet: { anyOf: [{ type: [object, 'null'], properties: { name: { type: string } } }, { $ref: '#/components/schemas/Home' }] }
        home: { allOf: [{ $ref: '#/components/schemas/Home' }, { type: [object, 'null'] }] }
        maybe: { oneOf: [{ $ref: '#/components/schemas/MaybeHome' }, { type: string }] }
    Level: { type: string, enum: [low, high] }
    Blank: { enum: [''] }
    Null: { enum: [null] }
    Nothing: { type: 'null' }
    Home: { type: object, properties: { town: { type: string } } }
    MaybeHome: { type: [object, 'null'], properties: { town: { type: string } } }
"

}
