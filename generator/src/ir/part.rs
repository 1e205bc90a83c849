//! The parts of the run-time support.

use serde::Serialize;
use std::collections::BTreeSet;

/// Declares the parts, each with the name that the run-time support has in `#[cfg(part = "…")]`.
macro_rules! parts {
    ($($(#[$docs:meta])* $part:ident = $name:literal,)*) => {
        /// A part of the run-time support that not every API needs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[allow(clippy::enum_variant_names, reason = "a part of a multipart body is a part too")]
        pub enum Part {
            $($(#[$docs])* #[serde(rename = $name)] $part,)*
        }

        impl Part {
            /// All parts.
            #[cfg(any(test, feature = "internals"))]
            pub const ALL: &'static [Self] = &[$(Self::$part,)*];

            /// The name in the conditions of the run-time support.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$part => $name,)*
                }
            }
        }
    };
}

/// The parts that an API needs.
pub type Parts = BTreeSet<Part>;

parts! {
    /// Operations. Without any, the crate has types only.
    Calls = "calls",
    /// Redirects that are successes.
    Redirects = "redirects",
    /// Values that are written as they are sent: parameters and tags of unions.
    SentText = "sent-text",
    /// JSON that is sent.
    SentJson = "sent-json",
    /// JSON in cookies.
    CookieJson = "cookie-json",
    /// JSON in headers.
    AsciiJson = "ascii-json",
    /// Responses that are decoded by their charset.
    Charset = "charset",
    /// Date-times of RFC 2822.
    MailDates = "mail-dates",

    // Types.
    /// Structs.
    Objects = "objects",
    /// Structs with fields or additional properties.
    Fields = "fields",
    /// Fields that are required.
    RequiredFields = "required-fields",
    /// Fields that may be absent.
    OptionalFields = "optional-fields",
    /// Structs with additional properties.
    AdditionalFields = "additional-fields",
    /// Enums of strings.
    StringEnums = "string-enums",
    /// Enums of integers.
    IntegerEnums = "integer-enums",
    /// Enums of values of several types.
    MixedEnums = "mixed-enums",
    /// Unions.
    Unions = "unions",
    /// Unions with a discriminator.
    TaggedUnions = "tagged-unions",
    /// Unions whose variant is found by trying.
    UntaggedUnions = "untagged-unions",
    /// Variants without constants, in unions without a discriminator.
    PlainVariants = "plain-variants",
    /// Unions with constants that are not discriminators.
    UnionConstants = "union-constants",
    /// Unions with a variant for unknown values of the discriminator.
    UnionBase = "union-base",
    /// Variants that write the discriminator.
    UnionTags = "union-tags",
    /// Values that may not have their documented format.
    Lenient = "lenient",
    /// Parameters that take a date-time or a date.
    DateTimeOrDate = "date-time-or-date",
    /// Date-times in the format of mail.
    MailDateTime = "mail-date-time",
    /// Date-times and dates: the crate `chrono`.
    Dates = "dates",
    /// The crate `bytes`.
    Bytes = "bytes",

    // Parameters.
    /// Parameters, also those of form and multipart bodies.
    Params = "params",
    /// Parameters that are not files.
    Values = "values",
    /// Parameters in the path.
    Path = "path",
    /// Parameters in the query.
    Query = "query",
    /// Parameters in headers.
    Header = "header",
    /// Parameters in cookies.
    Cookie = "cookie",
    /// Parameters that are written as `name=value`: in the query, cookies and forms.
    Pairs = "pairs",
    /// Parameters that are found by their location: all but those in the path.
    Located = "located",
    /// Parameters that can be exploded: all but parts.
    Explode = "explode",
    /// Percent-encoding: of parameters, and of credentials that must not be shown.
    Percent = "percent",
    /// Values that are set as they are.
    Value = "value",
    /// Lists of values.
    ValueList = "value-list",
    /// Integers of any type.
    Integer = "integer",
    /// Values that are serialized.
    Serialize = "serialize",
    /// Lists of values that are serialized.
    SerializeList = "serialize-list",
    /// Values that have no form on the wire, such as a number that is not finite.
    Lost = "lost",
    /// Parameters whose style is not the default one.
    Styles = "styles",
    /// The style `form`.
    StyleForm = "style-form",
    /// The style `simple`.
    StyleSimple = "style-simple",
    /// The style `label`.
    StyleLabel = "style-label",
    /// The style `matrix`.
    StyleMatrix = "style-matrix",
    /// The style `spaceDelimited`.
    StyleSpace = "style-space",
    /// The style `pipeDelimited`.
    StylePipe = "style-pipe",
    /// The style `deepObject`.
    StyleDeep = "style-deep",
    /// Values that are sent as JSON.
    StyleJson = "style-json",
    /// Values that are sent as JSON, and strings that contain JSON.
    StyleJsonText = "style-json-text",
    /// `allowReserved`.
    Reserved = "reserved",
    /// Any of the bounds.
    Bounds = "bounds",
    /// `minimum`.
    Minimum = "minimum",
    /// `maximum`.
    Maximum = "maximum",
    /// `exclusiveMinimum`.
    Above = "above",
    /// `exclusiveMaximum`.
    Below = "below",
    /// `minLength` and `minItems`.
    Shortest = "shortest",
    /// `maxLength` and `maxItems`.
    Longest = "longest",
    /// `uniqueItems`.
    Unique = "unique",
    /// Arguments that can be invalid.
    Arguments = "arguments",

    // Request bodies.
    /// Bodies that are one value.
    Body = "body",
    /// Bodies of JSON.
    JsonBody = "json-body",
    /// Bodies whose fields are parameters.
    FieldsBody = "fields-body",
    /// Bodies of `application/x-www-form-urlencoded`.
    Form = "form",
    /// Fields of forms.
    FormFields = "form-fields",
    /// Bodies of `multipart/form-data`.
    Multipart = "multipart",
    /// Parts of `multipart/form-data`.
    PartFields = "part-fields",
    /// Parts that are values.
    PartValues = "part-values",
    /// Parts that are files.
    Files = "files",
    /// Parts that are single files.
    File = "file",
    /// Parts with a media type.
    PartMediaType = "part-media-type",

    // Responses.
    /// Responses that are read as a whole.
    Send = "send",
    /// Responses of JSON.
    Json = "json",
    /// Responses of text.
    Text = "text",
    /// Responses of bytes.
    BytesResponse = "bytes-response",
    /// Responses without content.
    Empty = "empty",
    /// JSON that may not match its schema.
    Decode = "decode",
    /// Finding the place of an error in JSON.
    Locate = "locate",
    /// Documented headers.
    Headers = "headers",
    /// Headers that are strings.
    HeaderText = "header-text",
    /// Headers that are numbers.
    HeaderNumber = "header-number",
    /// Headers that are booleans.
    HeaderBool = "header-bool",
    /// Headers that are date-times.
    HeaderDateTime = "header-date-time",
    /// Headers of several types.
    HeaderScalar = "header-scalar",
    /// Headers that contain JSON.
    HeaderJson = "header-json",
    /// Headers that are lists.
    HeaderList = "header-list",

    // Responses that are read while they arrive.
    /// Responses that are read while they arrive.
    Streams = "streams",
    /// Bodies that are sent or received in pieces.
    Frames = "frames",
    /// Server-sent events.
    Events = "events",
    /// Events whose data is text.
    EventText = "event-text",
    /// Events whose data is JSON.
    EventJson = "event-json",
    /// Events whose fields are described as one object.
    EventObject = "event-object",
    /// Values of JSON, one after the other.
    Lines = "lines",
    /// One value in each line.
    LineSeparator = "line-separator",
    /// Values after record separators.
    RecordSeparator = "record-separator",
    /// Values or events, each of which is read as a whole.
    Messages = "messages",
    /// Bytes.
    Chunks = "chunks",

    // Pages.
    /// Lists that come in pages.
    Pages = "pages",
    /// Pages by URL, from the response or a `Link` header.
    PageUrl = "page-url",
    /// Pages by a URL in the response.
    PageField = "page-field",
    /// Pages by a `Link` header.
    PageLink = "page-link",
    /// Pages by cursor.
    PageCursor = "page-cursor",
    /// Pages that are numbered.
    PageNumber = "page-number",
    /// Pages by the number of items before them.
    PageOffset = "page-offset",
    /// Pages by number or by offset.
    PageCount = "page-count",
    /// Pages by a parameter.
    PageParam = "page-param",
    /// Pages that are not plain lists.
    PageEnvelopes = "page-envelopes",
    /// A parameter for the size of pages.
    PageSize = "page-size",

    // The client.
    /// Credentials.
    Credentials = "credentials",
    /// User names and passwords.
    Basic = "basic",
    /// Tokens and keys.
    Token = "token",
    /// Bearer tokens, and where they come from.
    Bearer = "bearer",
    /// Credentials that are sent in headers.
    SecretHeaders = "secret-headers",
    /// Keys in headers.
    HeaderKey = "header-key",
    /// Keys in the query.
    QueryKey = "query-key",
    /// Keys in cookies.
    CookieKey = "cookie-key",
    /// Credentials from the environment.
    Environment = "environment",
    /// Variables of servers.
    ServerVariables = "server-variables",
    /// URLs of pages on servers with variables.
    Moved = "moved",

    // Crates that only some parts need.
    /// The trait `Stream`: streams and pages.
    FuturesCore = "futures-core",
}
