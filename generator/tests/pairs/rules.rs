//! The rules of the root extension.

super::pairs! { rules:

names_of_schemas_and_tags ["models/toy", "operations/pet"] r"
x-specwright:
  schema-names:
    - { pattern: '^shop\.v1\.', replace: '' }
    - { pattern: '_(enum|model)$', replace: '', optional: true }
  tag-names:
    - { pattern: '^ShopV\d+', replace: '' }
paths:
  /x: { get: { operationId: x, tags: [ShopV1Pet], responses: { '204': { description: Seen. } } } }
components:
  schemas:
    shop.v1.toy: { type: object, properties: { a: { type: string } } }
    toy_kind_enum: { type: string, enum: [ball] }
"

names_of_operations ["operations/pet"] r"
x-specwright:
  operation-names:
    - { pattern: '^ShopV1_', replace: '' }
    - { pattern: '^List(\w*[^s])$', replace: 'List${1}s' }
paths:
  /pets: { get: { operationId: ShopV1_ListPet, tags: [Pet], responses: { '204': { description: Seen. } } } }
  /pet: { get: { operationId: ShopV1_FetchPet, tags: [Pet], x-specwright: { name: PetOfTheDay }, responses: { '204': { description: Seen. } } } }
"

files_of_schemas ["models/mod", "models/pet", "models/pet_owner"] r"
x-specwright:
  schema-names:
    - { pattern: '_enum_', replace: '_' }
  schema-files:
    - { pattern: '^shop\.', replace: '' }
    - { pattern: '_enum_\w+$', replace: '' }
components:
  schemas:
    shop.pet: { x-specwright: { name: Pet }, type: object, properties: { a: { type: string } } }
    shop.pet_owner: { type: object, properties: { house: { type: object, properties: { b: { type: string } } } } }
    pet_owner_enum_kind: { type: string, enum: [person] }
    pet_enum_kind: { type: string, enum: [cat] }
    shop_pet_owner_dog: { type: string, enum: [dog] }
"

a_format_that_names_a_shared_enum ["models/http_method", "models/hook"] r"
x-specwright:
  formats:
    http-method: { name: HttpMethod }
components:
  schemas:
    Hook:
      type: object
      properties:
        call: { type: string, format: http-method, enum: [GET, POST] }
        fallback: { type: string, format: http-method, nullable: true, enum: [POST, PUT] }
"

a_format_that_stands_for_a_schema ["models/links"] r"
x-specwright:
  formats:
    uri-map: { schema: { type: object, additionalProperties: { type: string, format: uri } } }
components:
  schemas:
    Links:
      type: object
      required: [next]
      properties:
        next: { type: object, format: uri-map, nullable: true }
"

date_times_that_have_no_offset ["models/visit"] r"
components:
  schemas:
    Visit:
      type: object
      required: [from]
      properties:
        from: { type: string, format: date-time, example: '2026-01-02T03:04:05' }
        to: { type: string, format: date-time, nullable: true }
", overlay: r#"
  - target: $
    update:
      x-specwright:
        formats:
          date-time: { type: 'chrono::NaiveDateTime' }
"#

a_format_that_is_a_type_of_the_users_own ["models/host", "operations/hosts"] r"
paths:
  /hosts/{ip}:
    get:
      operationId: getHost
      parameters:
        - { name: ip, in: path, required: true, schema: { type: string, format: ipv4 } }
        - { name: near, in: query, schema: { type: array, items: { type: string, format: ipv4 } } }
      responses: { '204': { description: Seen. } }
components:
  schemas:
    Host:
      type: object
      required: [ip]
      properties:
        ip: { type: string, format: ipv4 }
        others: { type: array, items: { type: string, format: ipv4 } }
", overlay: r#"
  - target: $
    update:
      x-specwright:
        formats:
          ipv4: { type: 'std::net::Ipv4Addr' }
"#

pages_by_a_url_of_the_next ["operations/pets"] r"
x-specwright:
  paging:
    - { next-url: /meta/next, page-size: per_page }
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }]
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [meta]
                properties:
                  pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }
                  meta: { type: object, properties: { next: { type: string, nullable: true } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
"

pages_with_a_shared_envelope ["operations/pets"] r"
x-specwright:
  paging:
    - { next-url: /next, items: data }
paths:
  /pets:
    get: { operationId: listPets, responses: { '200': { $ref: '#/components/responses/Page' } } }
  /pets/sold:
    get: { operationId: listSold, responses: { '200': { $ref: '#/components/responses/Page' } } }
components:
  responses:
    Page: { description: A page., content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }
  schemas:
    Page:
      type: object
      required: [next, data, names]
      properties:
        next: { type: string }
        data: { type: array, items: { type: string } }
        names: { type: array, items: { type: integer } }
"

forms_and_date_times ["operations/pets"] r"
x-specwright:
  form: { objects-as-json: true }
  date-time-parameters: utc-seconds-or-date
paths:
  /pets:
    post:
      operationId: addPet
      parameters: [{ name: at, in: query, schema: { type: string, format: date-time } }]
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                born: { type: string, format: date-time }
                rules: { type: object, properties: { loud: { type: boolean } } }
                extra: {}
                kind: { type: string, enum: [cat, dog] }
      responses: { '204': { description: Added. } }
"

credentials_errors_and_servers ["client"] r"
security: [{ login: [] }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  securitySchemes:
    login: { type: http, scheme: basic }
", overlay: r#"
  - target: $
    update:
      x-specwright:
        errors: { code: [/error/id], message: [/error/text], request-id: [x-shop-request] }
        credentials:
          login: { parts: [{ name: shop_id, env: SHOP_ID }, { name: secret, env: SHOP_SECRET }] }
        servers:
          - pattern: '^https://(\w+)\.example\.com$'
            add:
              - url: https://$1.{region}.example.com
                variables: { region: { default: eu, description: Where the data lives., env: SHOP_REGION } }
"#

}
