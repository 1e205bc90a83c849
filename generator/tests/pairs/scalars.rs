//! Scalars, their formats, and schemas that are other names for something.

super::pairs! { scalars:

formats_of_numbers ["models/numbers"] r"
components:
  schemas:
    Numbers:
      type: object
      required: [plain]
      properties:
        plain: { type: integer }
        short: { type: integer, format: int32 }
        long: { type: integer, format: int64 }
        unsigned: { type: integer, format: uint32 }
        unsigned_long: { type: integer, format: uint64 }
        at_least_zero: { type: integer, minimum: 0 }
        too_short: { type: integer, format: int32, maximum: 4294967295 }
        up_to_the_top: { type: integer, minimum: 0, maximum: 18446744073709551615 }
        number: { type: number }
        float: { type: number, format: float }
        double: { type: number, format: double }
        flag: { type: boolean }
"

dates_and_times ["models/visit", "operations/visits"] r"
paths:
  /visits/{day}:
    get:
      operationId: listVisits
      parameters:
        - { name: day, in: path, required: true, schema: { type: string, format: date } }
        - { name: since, in: query, schema: { type: string, format: date-time } }
      responses:
        '200':
          description: Visits.
          content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } }
components:
  schemas:
    Visit:
      type: object
      required: [at]
      properties:
        at: { type: string, format: date-time }
        birthday: { type: string, format: date }
        seen: { type: array, items: { type: string, format: date-time } }
"

a_format_means_its_type ["models/bare"] r"
components:
  schemas:
    Bare:
      type: object
      properties:
        count: { format: int64 }
        share: { format: double }
        day: { format: date }
        other: { format: something-new }
"

formats_that_examples_do_not_have ["models/stay", "operations/stays"] r"
paths:
  /stays/{since}:
    get:
      parameters:
        - { name: since, in: path, required: true, schema: { type: string, format: date }, example: today }
      responses: { '204': { description: None. } }
components:
  schemas:
    Stay:
      type: object
      required: [left]
      properties:
        arrived: { type: string, format: date, example: 24/12/2026 }
        left: { type: string, format: date-time, example: '2026-12-24 10:00' }
        nights: { type: integer, format: int32, example: 3000000000 }
        days: { type: array, items: { type: string, format: date } }
        paid: { type: string, format: date, example: '2026-12-24' }
      example: { left: '2026-12-24T10:00:00Z', days: ['2026-12-23', ''] }
"

a_list_that_an_example_is_not ["models/message"] r"
components:
  schemas:
    Message:
      type: object
      properties:
        channel: { items: { type: string } }
        ids: { items: { items: { type: string } } }
        users: { items: { type: string } }
        pins: { type: array, items: { type: string } }
        sender: { properties: { id: { type: string } } }
      example: { channel: { id: C1 }, ids: [U1], users: [U1], pins: { id: P1 }, sender: U1 }
"

formats_of_text_are_text ["models/texts"] r"
components:
  schemas:
    Texts:
      type: object
      properties:
        id: { type: string, format: uuid }
        site: { type: string, format: uri }
        data: { type: string, format: byte }
        unknown: { type: string, format: something-new }
        time: { type: string, format: time }
"

other_names_for_a_type ["models/pet"] r"
components:
  schemas:
    Id: { type: string }
    PetList: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Animal: { $ref: '#/components/schemas/Pet' }
    Counts: { type: object, additionalProperties: { type: integer } }
    Pet:
      type: object
      required: [id]
      properties:
        id: { $ref: '#/components/schemas/Id' }
        litter: { $ref: '#/components/schemas/PetList' }
        twin: { $ref: '#/components/schemas/Animal' }
        counts: { $ref: '#/components/schemas/Counts' }
"

tuples ["models/place"] r"
components:
  schemas:
    Place:
      type: object
      required: [at]
      properties:
        at: { type: array, prefixItems: [{ type: number }, { type: number }, { type: string }], items: false }
"

types_of_openapi_3_1 ["models/pet"] r"
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: [string, 'null'] }
        kind: { const: dog }
        age: { type: integer, exclusiveMinimum: 0 }
        owner: { oneOf: [{ type: 'null' }, { type: string }] }
        both: { type: [string, integer] }
"

}
