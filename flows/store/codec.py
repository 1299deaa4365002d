"""Records to JSON and back, one way for every record: the same dataclass in, the same dataclass out.

Days and moments are ISO text, tuples are lists; the checks of the records run again when they are read.
"""

from functools import cache
from typing import Any, TypeVar

import pydantic_core
from pydantic import TypeAdapter, ValidationError

from flows.store.errors import StoreError

T = TypeVar("T")


def to_json(record: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return a record as plain JSON values: dicts, lists, text, numbers."""
    return pydantic_core.from_json(to_json_bytes(record))


def to_json_bytes(record: object) -> bytes:
    """Return a record as one line of JSON. Infinite numbers are written as Python's json writes them."""
    return pydantic_core.to_json(record, inf_nan_mode="constants")


def to_json_text(record: object) -> str:
    """Return a record as JSON for a file that people may open: indented, Chinese left as it is."""
    return pydantic_core.to_json(record, indent=1, inf_nan_mode="constants").decode()


def from_json(kind: type[T], data: str | bytes | Any) -> T:  # noqa: ANN401 - text, or JSON values
    """Make a record of ``kind`` from JSON text or values.

    Fields that a newer version wrote are passed over, so that a night can be rolled back.

    Raises:
        StoreError: the data are no such record: which field, what was expected.
    """
    try:
        text = (
            data if isinstance(data, str | bytes) else pydantic_core.to_json(data, inf_nan_mode="constants")
        )
        return _adapter(kind).validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        msg = f"not a {kind.__name__}: {place}: {first['msg']} (got {str(first['input'])[:80]!r})"
        raise StoreError(msg) from error


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)
