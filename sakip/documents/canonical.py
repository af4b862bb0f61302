"""Canonical JSON of a neutral document, both ways, and its SHA-256: what freezing stores and signatures refer to.

Keys sorted, no spaces, UTF-8. A field equal to its default is left out, so that a field added later does not change the
JSON of older documents. Decimals are strings without exponent and without trailing zeros: SQLite and PostgreSQL return
different exponents for the same number, and both must give the same hash.
"""

import base64
import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sakip.arithmetic.exact import plain
from sakip.documents import model
from sakip.documents.model import Document

_CLASSES: dict[str, type[Any]] = {
    name: thing for name, thing in vars(model).items() if isinstance(thing, type) and dataclasses.is_dataclass(thing)
}


def plain_decimal(value: Decimal) -> str:
    """The one spelling of a number: no exponent, trailing zeros or minus zero. Raises ValueError for NaN, infinity."""
    if not value.is_finite():
        message = f"A document holds finite numbers only, not {value}."
        raise ValueError(message)
    return format(plain(value), "f")


def to_json(document: Document) -> str:
    """The canonical JSON. Raises ValueError for NaN, TypeError for a value that a document may not hold."""
    return json.dumps(_encode(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Document:
    """The document that `to_json` wrote. Raises ValueError for anything else."""
    document = _decode(json.loads(text))
    if not isinstance(document, Document):
        message = "The JSON does not hold a Document."
        raise ValueError(message)  # noqa: TRY004  # the text is wrong, not its type
    return document


def fingerprint(document: Document) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(to_json(document).encode()).hexdigest()


def _encode(value: Any) -> Any:  # noqa: PLR0911  # one line per kind of value
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"$decimal": plain_decimal(value)}
        case datetime():
            message = "A document holds dates, not moments: the time of rendering is an argument of the renderer."
            raise TypeError(message)
        case date():
            return {"$date": value.isoformat()}
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case Mapping():
            return {str(key): _encode(item) for key, item in value.items()}
        case list() | tuple():
            return [_encode(item) for item in value]
        case _ if type(value).__name__ in _CLASSES:
            return {"$": type(value).__name__, **_fields(value)}
    message = f"A document may not hold {type(value).__name__}; a number is a Decimal or an int."
    raise TypeError(message)


def _fields(value: Any) -> dict[str, Any]:
    return {
        field.name: _encode(content)
        for field in dataclasses.fields(value)
        if (content := getattr(value, field.name)) != _default(field) or _required(field)
    }


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def _decode(value: Any) -> Any:  # noqa: PLR0911  # one line per kind of value
    match value:
        case {"$": str(name)}:
            return _block(name, value)
        case {"$decimal": str(text)}:
            return Decimal(text)
        case {"$date": str(text)}:
            return date.fromisoformat(text)
        case {"$bytes": str(text)}:
            return base64.b64decode(text)
        case dict():
            return {key: _decode(item) for key, item in value.items()}
        case list():
            return tuple(_decode(item) for item in value)
    return value


def _block(name: str, fields: dict[str, Any]) -> Any:
    if name not in _CLASSES:
        message = f"Unknown block {name!r}."
        raise ValueError(message)
    return _CLASSES[name](**{key: _field(name, key, item) for key, item in fields.items() if key != "$"})


def _field(name: str, key: str, value: Any) -> Any:
    decoded = _decode(value)
    return _as_lists(decoded) if (name, key) == ("Chart", "spec") else decoded


def _as_lists(value: Any) -> Any:
    """A chart's specification holds lists, all else holds tuples."""
    if isinstance(value, dict):
        return {key: _as_lists(item) for key, item in value.items()}
    return [_as_lists(item) for item in value] if isinstance(value, tuple) else value
