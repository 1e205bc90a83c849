//! Servers, credentials, and the client's file.

super::pairs! { service:

no_credentials ["client"] r"
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
"

servers_with_variables ["client"] r"
servers:
  - url: https://{region}.shop.example.com:{port}/{base}
    variables:
      region: { default: eu, enum: [eu, us], description: Where the data lives. }
      port: { default: '443' }
      base: { default: v1 }
  - { url: https://static.shop.example.com }
  - { url: /relative }
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
"

no_servers ["client"] r"
servers: []
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
"

basic ["client"] r"
security: [{ login: [] }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  securitySchemes:
    login: { type: http, scheme: basic, description: The login of the shop. }
"

bearer ["client"] r"
security: [{ token: [] }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  securitySchemes:
    token: { type: http, scheme: Bearer, bearerFormat: JWT }
"

keys_and_oauth ["client", "operations/pets"] r"
security:
  - {}
  - { headerKey: [], queryKey: [] }
  - { cookieKey: [] }
paths:
  /pets:
    get: { operationId: listPets, responses: { '204': { description: Seen. } } }
    post:
      operationId: addPet
      security: [{ oauth: [write] }, { oidc: [] }]
      responses: { '204': { description: Added. } }
    delete:
      operationId: removePets
      security: []
      responses: { '204': { description: Gone. } }
components:
  securitySchemes:
    headerKey: { type: apiKey, in: header, name: X-Key }
    queryKey: { type: apiKey, in: query, name: key }
    cookieKey: { type: apiKey, in: cookie, name: session }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://shop.example.com/token, scopes: { write: Change things. } } } }
    oidc: { type: openIdConnect, openIdConnectUrl: https://shop.example.com/openid }
"

schemes_that_are_not_supported ["client", "operations/pets"] r"
security: [{ digest: [] }, { token: [] }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  securitySchemes:
    digest: { type: http, scheme: digest }
    token: { type: http, scheme: bearer }
"

names_of_setters_that_collide ["client"] r"
servers:
  - { url: 'https://{token}.example.com/{timeout}', variables: { token: { default: a }, timeout: { default: b } } }
security: [{ token: [] }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    build: { type: http, scheme: basic }
"

}
