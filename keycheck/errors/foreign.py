"""What systems and libraries say in English and keycheck passes on: marked here, to be said in other languages too."""

from __future__ import annotations

from keycheck.errors.marked import N_

OF_SYSTEMS = (
    N_("no such file or directory"), N_("permission denied"), N_("operation not permitted"), N_("file exists"),
    N_("is a directory"), N_("not a directory"), N_("read-only file system"), N_("no space left on device"),
    N_("disk quota exceeded"), N_("file name too long"), N_("too many levels of symbolic links"),
    N_("input/output error"), N_("too many open files"), N_("device or resource busy"), N_("file too large"),
)  # fmt: skip
"""Of reading and writing files: strerror of glibc, the first letter small."""

OF_READERS = (
    N_("object missing required field {name}"), N_("object contains unknown field {name}"),
    N_("invalid enum value {quoted}"), N_("invalid value {quoted}"), N_("number out of range"),
    N_("integer value out of range"), N_("{type} of length <= {most}"), N_("{type} of length >= {least}"),
    N_("{type} matching regex {pattern}"), N_("JSON is malformed: {fault}"),
)  # fmt: skip
"""Of values and of JSON: msgspec, the first letter small where keycheck makes it so."""

OF_JSON = (
    N_("expected '\"'"), N_("expected ',' or ']'"), N_("expected ',' or '{sign}'"), N_("expected ':'"),
    N_("invalid character"), N_("invalid character in unicode escape"), N_("invalid escape character in string"),
    N_("invalid escaped character"), N_("invalid number"), N_("invalid utf-16 surrogate pair"),
    N_("object keys must be strings"), N_("trailing characters"), N_("trailing comma in array"),
    N_("trailing comma in object"), N_("unexpected end of hex escape"),
)  # fmt: skip
"""What of JSON msgspec finds malformed."""

OF_PYTHON = (
    N_("Extra data"), N_("Expecting value"), N_("Expecting property name enclosed in double quotes"),
    N_("Expecting ':' delimiter"), N_("Expecting ',' delimiter"), N_("Unterminated string starting at"),
    N_("Invalid control character at"), N_("Bad key name (eof)"), N_("Bad multiline string"),
    N_("End of input while parsing an array (did you forget a closing ']'?)"),
)  # fmt: skip
"""What of JSON the readers of Python and hjson find wrong, in the definitions of other programs."""

OF_TOML = (
    N_("Invalid statement"), N_("Invalid value"), N_("Cannot overwrite a value"), N_("Unterminated string"),
    N_("Expected newline or end of document after a statement"), N_("Expected '=' after a key in a key/value pair"),
    N_("Expected ']' at the end of a table declaration"), N_("Expected ']]' at the end of an array declaration"),
    N_("Invalid initial character for a key part"), N_("Unclosed array"), N_("Unclosed inline table"),
    N_("Unescaped '\\' in a string"), N_("Invalid hex value"), N_("Invalid date or datetime"),
    N_("Cannot declare {parts} twice"), N_("Cannot mutate immutable namespace {parts}"),
    N_("Illegal character {quoted}"), N_("Found invalid character {quoted}"),
    N_("{message} (at {place})"), N_("end of document"),
)  # fmt: skip
"""What tomllib finds wrong in a file of a person's own."""
