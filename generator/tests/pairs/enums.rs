//! Enums of texts.

super::pairs! { enums:

an_open_enum ["models/colour"] r"
components:
  schemas:
    Colour:
      type: string
      description: What it looks like.
      enum: [red, light-green, DARK_BLUE]
"

odd_values_get_words ["models/odd"] r#"
components:
  schemas:
    Odd:
      type: string
      enum: ['', ' ', '+1', '-1', '2fa', '>=', '*', 'größe', '日本', 'a"b\c', "tab\there", '💥', '{', '🙂']
"#

values_that_are_words_of_the_language ["models/word"] r"
components:
  schemas:
    Word:
      type: string
      enum: [self, Self, type, crate, Ok, None, Some, String, Unrecognized, async, _]
"

values_that_would_get_one_name ["models/same"] r"
components:
  schemas:
    Same:
      type: string
      enum: [a-b, a_b, A B, AB, ab2, A_B2, a-b]
"

an_enum_inside_an_object ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      required: [size]
      properties:
        size: { type: string, enum: [small, large] }
        mood: { type: string, nullable: true, enum: [good, bad, null] }
        tricks: { type: array, items: { type: string, enum: [sit, roll] } }
"

integers_and_booleans ["models/level"] r"
components:
  schemas:
    Level:
      type: object
      properties:
        level: { type: integer, enum: [1, 2, 3] }
        text: { type: integer, enum: ['1', '2'] }
        fixed: { type: boolean, enum: [true] }
        flag: { enum: [true, false, null] }
"

scalars_of_several_kinds ["models/speed"] r#"
components:
  schemas:
    Speed:
      description: How fast.
      enum: [auto, 1, 1.0, 0.5, -2.5, true, '1', null]
    Trip:
      type: object
      required: [speed, factor]
      properties:
        speed: { $ref: '#/components/schemas/Speed' }
        factor: { type: number, enum: [0.5, 5, 1.5e10] }
        limit: { type: [integer, string], enum: [80, none] }
"#

numbers_that_are_meant_as_texts ["models/version"] r"
components:
  schemas:
    Version:
      type: object
      properties:
        level: { type: string, enum: [none, 1, 2, latest] }
        switch: { type: string, enum: [true, false] }
        fraction: { type: string, enum: [1.0, 1.1] }
"

an_enum_of_scalars_as_a_parameter ["operations/trips"] r"
paths:
  /trips:
    get:
      operationId: listTrips
      parameters:
        - { name: speed, in: query, schema: { enum: [auto, 1] } }
        - { name: factors, in: query, schema: { type: array, items: { type: number, enum: [0.5, 1] } } }
      responses: { '204': { description: None. } }
"

names_and_descriptions_in_extensions ["models/state", "models/kind", "models/code"] r"
components:
  schemas:
    State: { type: integer, enum: [0, 1, 2, -1], x-enum-varnames: [Idle, Running, Failed], x-enum-descriptions: [Not started., At *work*., Broken.] }
    Kind: { type: string, enum: [A1, B2], x-enumNames: [Alpha, Alpha], x-enumDescriptions: { B2: The second. } }
    Code: { enum: [low, 1, true], x-enum-varnames: [Low, One, Yes] }
paths:
  /pets:
    get:
      operationId: getPets
      parameters: [{ name: sort, in: query, schema: { $ref: '#/components/schemas/State' } }]
      responses: { '200': { description: It., content: { application/json: { schema: { type: object, properties: { kind: { $ref: '#/components/schemas/Kind' }, code: { $ref: '#/components/schemas/Code' } } } } } } }
"

values_that_differ_by_a_sign ["models/sort"] r"
components:
  schemas:
    Sort: { type: string, enum: [created, -created, +created, reactions, reactions-+1, reactions--1, mg, μg, µg] }
paths: {}
"

}
