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

enums_of_other_values ["models/level"] r"
components:
  schemas:
    Level:
      type: object
      properties:
        level: { type: integer, enum: [1, 2, 3] }
        fixed: { type: boolean, enum: [true] }
        mixed: { enum: [1, two] }
"

}
