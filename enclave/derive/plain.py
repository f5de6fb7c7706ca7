"""What a derivation returns, as JSON has it."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from ipaddress import IPv4Network
from typing import Any

from enclave.derive.ends import FarEnd, OwnEnd


def plain(value: object) -> Any:  # noqa: ANN401  what json.dumps takes
    """Dataclasses, enums and networks as JSON has them; ends of connections by their names."""
    if isinstance(value, OwnEnd | FarEnd | IPv4Network):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field: plain(getattr(value, field)) for field in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
