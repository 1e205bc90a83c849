//! Answers that are read while they come.

super::pairs! { streams:

events_of_text ["operations/pets", "lib"] r"
paths:
  /pets/watch:
    get:
      operationId: watchPets
      parameters: [{ name: stream, in: query, schema: { type: string } }]
      responses:
        '200': { description: What happens., content: { text/event-stream: { schema: { type: string } } } }
        '204': { description: Nothing will. }
"

events_beside_json ["operations/chats"] r"
paths:
  /chats:
    post:
      operationId: createChat
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { stream: { type: boolean } } } } }
      responses:
        '200':
          description: An answer.
          content:
            application/json: { schema: { type: object, required: [text], properties: { text: { type: string } } } }
            text/event-stream: { schema: { $ref: '#/components/schemas/Piece' } }
components:
  schemas:
    Piece: { type: object, properties: { delta: { type: string } } }
"

events_described_as_a_whole ["operations/runs"] r"
paths:
  /runs:
    get:
      operationId: watchRuns
      responses: { '200': { description: Events., content: { text/event-stream: { schema: { $ref: '#/components/schemas/RunEvent' } } } } }
  /notes:
    get:
      operationId: watchNotes
      tags: [runs]
      responses:
        '200':
          description: Events.
          content:
            text/event-stream:
              schema: { type: object, required: [data], properties: { id: { type: string }, event: { type: string }, data: { type: string } } }
  /logs:
    get:
      operationId: watchLogs
      tags: [runs]
      responses:
        '200':
          description: Events.
          content:
            text/event-stream:
              itemSchema:
                type: object
                properties:
                  data:
                    type: string
                    contentMediaType: application/json
                    contentSchema: { $ref: '#/components/schemas/Run' }
components:
  schemas:
    Run: { type: object, properties: { state: { type: string } } }
    RunEvent: { oneOf: [{ $ref: '#/components/schemas/Started' }, { $ref: '#/components/schemas/Ended' }] }
    Started:
      type: object
      required: [event, data]
      properties: { event: { type: string, enum: [started] }, data: { $ref: '#/components/schemas/Run' } }
    Ended:
      type: object
      required: [event, data]
      properties: { event: { type: string, enum: [ended] }, data: { type: string } }
"

lines_of_json ["operations/pets"] r"
paths:
  /pets:
    get:
      operationId: exportPets
      responses:
        '200':
          description: Pets.
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }
            application/x-ndjson: { schema: { $ref: '#/components/schemas/Pet' } }
  /pets/all:
    get:
      operationId: exportAll
      responses: { '200': { description: Pets., content: { application/jsonl: { schema: { type: array, items: { type: object, properties: { name: { type: string } } } } } } } }
  /pets/places:
    get:
      operationId: exportPlaces
      responses: { '200': { description: Places., content: { application/geo+json-seq: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/log:
    get:
      operationId: exportLog
      responses: { '200': { description: Lines., content: { application/stream+json: { schema: { type: string, format: binary } } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
"

bytes_of_any_number ["operations/files"] r"
paths:
  /files/{name}:
    get:
      operationId: getFile
      parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: A file., content: { application/octet-stream: {} } }
        '206': { description: A part of it., content: { application/octet-stream: {} } }
"

a_stream_beside_another_success ["operations/pets"] r"
paths:
  /pets/watch:
    get:
      operationId: watchPets
      responses:
        '200': { description: What happens., content: { text/event-stream: {} } }
        '202': { description: Later., content: { application/json: { schema: { type: integer } } } }
"

}
