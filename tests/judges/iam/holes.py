"""Holes planted on purpose: one change of one statement each, systematically over a document."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from enclave.derive.policy_documents import Document, Statement

_NEVER = {"StringEquals": {"aws:PrincipalAccount": "none"}}
Change = Callable[[Statement], None]


@dataclass(frozen=True, kw_only=True)
class Hole:
    """A document as it would be with the hole, and what was done to which statement."""

    document: str
    sid: str
    what: str
    planted: Document

    def __str__(self) -> str:
        return f"{self.document} {self.sid}: {self.what}"


def holes(name: str, document: Document) -> Iterator[Hole]:
    """Every hole of one document."""
    for number, statement in enumerate(document["Statement"]):
        for what, change in _changes(statement):
            planted = deepcopy(document)
            change(planted["Statement"][number])
            yield Hole(document=name, sid=statement["Sid"], what=what, planted=planted)


def _changes(statement: Statement) -> Iterator[tuple[str, Change]]:
    # Without a statement a document may be none: one that never applies is the same.
    yield "removed", _with("Condition", _NEVER)
    for element in ("Action", "NotAction", "Resource"):
        yield from _less(statement, element)
    yield from _conditions(statement)
    if statement["Effect"] == "Allow":
        yield from _more(statement)
    elif "NotAction" in statement:
        yield from _excused(statement)


def _less(statement: Statement, element: str) -> Iterator[tuple[str, Change]]:
    """One of several actions or resources missing."""
    values = _listed(statement.get(element, []))
    for value in values if len(values) > 1 else []:
        rest = [other for other in values if other != value]
        yield f"{element} without {value}", _with(element, rest)


def _more(statement: Statement) -> Iterator[tuple[str, Change]]:
    """A wildcard for actions, resources or principals."""
    actions = _listed(statement["Action"])
    for service in sorted({action.partition(":")[0] for action in actions}):
        yield f"Action with {service}:*", _with("Action", [*actions, f"{service}:*"])
    if statement.get("Resource", "*") not in ("*", ["*"]):
        yield "Resource *", _with("Resource", "*")
    if statement.get("Principal", "*") not in ("*", {"AWS": "*"}):
        yield "Principal *", _with("Principal", "*")


def _excused(statement: Statement) -> Iterator[tuple[str, Change]]:
    """A service more that a Deny of everything else leaves out."""
    for service in ("bedrock", "ec2", "kms", "lambda"):
        more = [*statement["NotAction"], f"{service}:*"]
        if f"{service}:*" not in statement["NotAction"]:
            yield f"NotAction with {service}:*", _with("NotAction", more)


def _conditions(statement: Statement) -> Iterator[tuple[str, Change]]:
    """A line of a condition missing, or one of its values."""
    for operator, lines in statement.get("Condition", {}).items():
        for key, wanted in lines.items():
            yield f"without {operator} {key}", _without_line(operator, key)
            for value in _listed(wanted) if len(_listed(wanted)) > 1 else []:
                rest = [other for other in wanted if other != value]
                yield f"{operator} {key} without {value}", _with_line(operator, key, rest)


def _with(element: str, value: object) -> Change:
    return lambda statement: statement.update({element: value})


def _with_line(operator: str, key: str, values: object) -> Change:
    return lambda statement: statement["Condition"][operator].update({key: values})


def _without_line(operator: str, key: str) -> Change:
    def change(statement: Statement) -> None:
        lines = statement["Condition"][operator]
        del lines[key]
        if not lines:
            del statement["Condition"][operator]
        if not statement["Condition"]:
            del statement["Condition"]

    return change


def _listed(value: Any) -> Sequence[Any]:  # noqa: ANN401  one value, or a list of them
    return value if isinstance(value, list) else [value]
