"""YAML events turned into plain data with marks; what YAML could hide is refused by name.

Nothing is constructed and nothing is expanded: aliases, merge keys, tags and further documents are
problems, so a few bytes never become many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeAlias

import yaml

from enclave.declaration.hidden import hidden_in, named
from enclave.declaration.marks import Mark, Marks, Path, dotted
from enclave.declaration.rule import Rule
from enclave.declaration.scalars import read_plain
from enclave.problems import Finding, Problem, Severity

Plain: TypeAlias = "bool | int | str | date | list[Plain] | dict[str, Plain] | None"

RULE = Rule(
    id="ENCLAVE_YAML",
    title="The file says one thing to every reader of YAML",
    severity=Severity.HIGH,
    controls=("CM-6", "SI-10"),
)
DEEPEST = 12  # the format itself is 6 deep
MOST_VALUES = 200_000  # a declaration of 200 functions and 2,000 fields has 12,000
LONGEST_KEY = 256
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser, where PyYAML has it

Event: TypeAlias = Any  # PyYAML's events come without types


@dataclass(kw_only=True)
class Tree:
    """What a file says: plain data, marks, and the problems met on the way."""

    marks: Marks
    data: Plain = None
    findings: list[Finding] = field(default_factory=list)


def read_tree(text: str, file: str) -> Tree:
    """Read one YAML document. Raises Problem where no YAML can be made of the text."""
    return _Reader(text, file).read()


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._tree = Tree(marks=Marks(file=file))
        self._text = text
        self._events: Iterator[Event] = iter(yaml.parse(text, Loader=_LOADER))
        self._count = 0

    def read(self) -> Tree:
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            raise self._no_yaml(error) from error
        except yaml.reader.ReaderError as error:
            raise Problem(
                where=self._tree.marks.file,
                problem=f"holds the character U+{_code(error.character):04X}, which YAML forbids",
                fix="delete it",
            ) from error
        return self._tree

    def _document(self) -> None:
        next(self._events)  # the stream begins
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise Problem(
                where=self._tree.marks.file,
                problem="is empty",
                fix="begin it with enclave: 1",
            )
        if start.version or start.tags:
            self._refuse((), start, "a directive (%) changes how YAML is read", "delete it")
        self._tree.data = self._value((), next(self._events), 0)
        next(self._events)  # the document ends
        further = next(self._events)
        if not isinstance(further, yaml.StreamEndEvent):
            self._refuse((), further, "a second document begins here", "one file, one declaration")

    def _value(self, path: Path, event: Event, depth: int) -> Plain:
        self._limit(path, event, depth)
        self._tree.marks.values[path] = _mark(event)
        self._plainness(path, event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(path, event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(path, depth)
        return None  # an alias, refused above

    def _limit(self, path: Path, event: Event, depth: int) -> None:
        self._count += 1
        if depth > DEEPEST:
            limit, fix = f"is nested deeper than {DEEPEST}", "flatten it"
        elif self._count > MOST_VALUES:
            limit, fix = f"is value number {self._count}: too many", "split the enclave"
        else:
            return
        where = str(self._tree.marks.place(_mark(event)))
        raise Problem(where=where, problem=f"{dotted(path[:3])} {limit}", fix=fix)

    def _plainness(self, path: Path, event: Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                path, event, f"*{event.anchor} repeats what stands elsewhere", "write it out"
            )
            return
        if event.anchor:
            self._refuse(
                path, event, f"&{event.anchor} is an anchor", "delete it, write values out"
            )
        if event.tag is not None:
            self._refuse(path, event, f"{event.tag} is a tag", "delete it")

    def _scalar(self, path: Path, event: Event) -> Plain:
        self._tree.marks.written[path] = event.value
        self._refuse_hidden(path, event)
        if not event.implicit[0]:  # quoted, or a block of text
            return str(event.value)
        reading = read_plain(event.value)
        if reading.problem and reading.fix:
            what = f"{dotted(path)} {reading.problem}" if reading.value is None else reading.problem
            self._refuse(path, event, what, reading.fix)
        return reading.value

    def _list(self, path: Path, depth: int) -> list[Plain]:
        items: list[Plain] = []
        seen: set[tuple[type, Plain]] = set()
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*path, len(items))
            item = self._value(here, event, depth + 1)
            if not isinstance(item, dict | list):
                if (type(item), item) in seen:
                    self._refuse(
                        here, event, f"{item} stands twice in {dotted(path)}", "delete one"
                    )
                seen.add((type(item), item))
            items.append(item)
        return items

    def _map(self, path: Path, depth: int) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(path, event, depth)
            again = key in result
            if again:
                self._refuse_again((*path, str(key)), event)
            here = (*path, f"{key}, again" if again else str(key))
            self._tree.marks.keys[here] = _mark(event)
            value = self._value(here, next(self._events), depth + 1)
            if key is not None and not again:
                result[key] = value
        return result

    def _refuse_again(self, path: Path, event: Event) -> None:
        first = self._tree.marks.keys[path].line
        message = f"{dotted(path)} stands twice, first in line {first}"
        self._refuse(path, event, message, "delete one")

    def _key(self, path: Path, event: Event, depth: int) -> str | None:
        self._limit(path, event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(path, event, "a key is no single word", "write a name")
            self._skip(event)
            return None
        self._plainness(path, event)
        if len(event.value) > LONGEST_KEY:
            self._refuse(path, event, f"a key is longer than {LONGEST_KEY}", "shorten it")
            return None
        return self._key_text(path, event)

    def _key_text(self, path: Path, event: Event) -> str | None:
        word = str(event.value)
        self._refuse_hidden((*path, word), event)
        if not event.implicit[0]:
            return word
        if word == "<<":
            self._refuse(path, event, "<< merges what stands elsewhere", "write it out")
            return None
        reading = read_plain(word)
        if reading.problem and reading.fix:
            what = f"a key {reading.problem}" if reading.value is None else reading.problem
            self._refuse((*path, word), event, what, reading.fix)
        elif not isinstance(reading.value, str):
            kind = type(reading.value).__name__
            kind = {"int": "a number", "bool": "true or false", "date": "a date"}[kind]
            self._refuse((*path, word), event, f"the key {word} is {kind}", f'"{word}"')
        return word

    def _refuse_hidden(self, path: Path, event: Event) -> None:
        """Refuse what an escape in quotes stands for, and the file itself may not hold."""
        for at in islice(hidden_in(event.value), 1):
            what = f"an escape stands for {named(event.value[at])}, which people do not see"
            self._refuse(path, event, what, "delete it")

    def _skip(self, event: Event) -> None:
        """Pass over a list or map that stands as a key."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self._events)

    def _refuse(self, path: Path, event: Event, message: str, fix: str) -> None:
        place = self._tree.marks.place(_mark(event))
        self._tree.findings.append(
            RULE.finding(
                location=place, subject=dotted(path) or "the file", message=message, fix=fix
            )
        )

    def _no_yaml(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        found = Mark(line=mark.line + 1, column=mark.column + 1) if mark else Mark(line=1, column=1)
        place = self._tree.marks.place(found)
        told = " ".join(part for part in (error.context, _begun(error), error.problem) if part)
        if mark and self._text[mark.index : mark.index + 1] == "\t":
            return Problem(where=str(place), problem="is indented with a tab", fix="use spaces")
        return Problem(
            where=str(place), problem=f"is no YAML: {told}", fix="check indentation and quotes"
        )


def _mark(event: Event) -> Mark:
    return Mark(line=event.start_mark.line + 1, column=event.start_mark.column + 1)


def _begun(error: yaml.MarkedYAMLError) -> str:
    """Where the construct began that did not end: often far above the place of the error."""
    mark = error.context_mark
    if not error.context or mark is None:
        return ""
    return f"that began in line {mark.line + 1}, column {mark.column + 1}:"


def _code(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character))
