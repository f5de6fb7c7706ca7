"""A name that is used and not declared, and the name that was most likely meant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from enclave.declaration.marks import Marks, Path, dotted
from enclave.declaration.rule import Rule
from enclave.declaration.suggestions import closest
from enclave.declaration.tree import Plain
from enclave.problems import Finding


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """One use of a name that nothing declares; `is_key` where the name is a key of its map.

    `part` should have declared it.
    """

    path: Path
    message: str
    otherwise: str
    part: str
    meant: str | None = None
    is_key: bool = False

    def guessed(self, name: str, known: Iterable[str]) -> "Unknown":
        """Give it the known name that is most like the one written."""
        return replace(self, meant=closest(name, known))

    def finding(self, rule: Rule, marks: Marks) -> Finding:
        """Word it, with the name that was meant as the fix."""
        place = marks.key_at(self.path) if self.is_key else marks.value_at(self.path)
        fix = f"{self.meant}?" if self.meant else self.otherwise
        subject = dotted(self.path)
        return rule.finding(location=place, subject=subject, message=self.message, fix=fix)


def mend(data: Plain, names: Iterable[Unknown]) -> Plain:
    """Copy the data with each name replaced by the one that was meant.

    The other rules judge the copy: one mistyped name is one finding, and not six.
    """
    copy = _copied(data)
    for each in names:
        if each.meant is not None:
            _replace(copy, each.path, each.meant, is_key=each.is_key)
    return copy


def _copied(data: Plain) -> Plain:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list) else data


def _replace(data: Plain, path: Path, name: str, *, is_key: bool) -> None:
    holder: Any = data  # the path was read from this very data
    for part in path[:-1]:
        holder = holder[part]
    if is_key:
        renamed = [(name if key == path[-1] else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(renamed)
    else:
        holder[path[-1]] = name
