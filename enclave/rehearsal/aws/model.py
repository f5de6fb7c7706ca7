"""How a resource type is described: data only, so that a new type is a table and no new code.

Every text that stands for a value is a JMESPath expression (see `expressions.py`) over:

    in       the resource's inputs (in a look: those of the last state)
    id       its id, once it has one
    answer   what the call answered (in `id`, `at`, `gives`, `items`, `refused`)
    it       what a look found in the answer; in calls and later looks: what the first look found
    now      the properties as moto has them (in steps and calls after the create)
    looks    what each look found, in order (in outputs)
    item     the element, in a call that is made for each of a list
    tags     the tags as a list of Key and Value, the resource's mark among them; tag_map as a map
    removed  keys of the tags to take away
    mark, name, account, region, partition, dns_suffix, fresh

`Text` is a format string over the same names where an expression would be clumsy (ARNs).
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

MARK_TAG = "enclave:urn"  # hidden from programs: tells which resource a thing in moto belongs to


class Text(str):
    """A format string, not an expression."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True)
class Call:
    """One API operation: its botocore name and an expression for each parameter."""

    operation: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    when: str | None = None  # only if this holds
    each: str | None = None  # once for every element of this list
    listed: "Call | None" = None  # made first: its answer is what `each` is over
    refused: str | None = None  # gives the reason when the answer itself says that it failed
    service: str | None = None  # botocore's name, where the operation is of another service


@dataclass(frozen=True, kw_only=True)
class Look:
    """A call that reads; `gives` maps properties to expressions.

    The first look of a type decides whether the thing is there; a later one may find nothing.
    """

    call: Call
    at: str = "answer"
    gives: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Brings properties to what the program says, after the create and in an update."""

    properties: AbstractSet[str]
    calls: tuple[Call, ...]


@dataclass(frozen=True, kw_only=True)
class Find:
    """Lists every thing of the type with its mark, to adopt what an interrupted create left."""

    call: Call
    items: str  # objects with id and, unless `marks` reads it, mark
    marks: Look | None = None  # gives mark, for services that list without tags


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """Which resources of a type that moto knows it refuses even so: those are recorded, as `id`."""

    when: str  # holds of the inputs
    id: str


@dataclass(frozen=True, kw_only=True)
class Service:
    """What all types of an AWS service share."""

    name: str  # botocore's name
    gone: re.Pattern[str]  # error codes that say the thing is not there
    tag: Call | None = None
    untag: Call | None = None
    regional: bool = True  # whether its resources take a region of their own


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A resource type. A property in none of its tables is refused by Check."""

    type: str
    service: Service
    create: Call
    id: str
    looks: tuple[Look, ...] = ()
    steps: tuple[Step, ...] = ()
    delete: tuple[Call, ...] = ()
    after_create: tuple[Call, ...] = ()
    before_delete: tuple[Call, ...] = ()
    replace_on: AbstractSet[str] = frozenset()
    local: AbstractSet[str] = frozenset()  # the provider's own: no call changes, no look shows them
    unread: AbstractSet[str] = frozenset()  # moto takes them but cannot tell them
    # property -> why it cannot change here
    unchangeable: Mapping[str, str] = field(default_factory=dict)
    computed: AbstractSet[str] = frozenset()  # absent in the program means that AWS chooses
    defaults: Mapping[str, str | int | bool] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    find: Find | None = None
    exists: str | None = None  # error code of a create whose name is taken
    autoname: str | None = None  # property that the provider names when the program does not
    autoname_prefix: str = ""
    names: AbstractSet[str] = frozenset()  # two with the same of these cannot stand side by side
    taggable: bool = False
    recorded: bool = False  # moto has no such operation: kept in a file and listed
    unanswered: Unanswered | None = None  # some of its resources are recorded, the others not
    readable: AbstractSet[str] = field(init=False)
    update: AbstractSet[str] = field(init=False)

    def __post_init__(self) -> None:
        readable = {name for look in self.looks for name in look.gives}
        stepped = {name for step in self.steps for name in step.properties}
        tags = {"tags"} if self.taggable else set()
        if self.service.regional:
            object.__setattr__(self, "replace_on", frozenset(self.replace_on | {"region"}))
            object.__setattr__(self, "computed", frozenset(self.computed | {"region"}))
        object.__setattr__(self, "readable", frozenset(readable | tags))
        object.__setattr__(self, "update", frozenset(stepped | tags | self.local))

    @property
    def inputs(self) -> AbstractSet[str]:
        """The properties that a program may set."""
        return self.replace_on | self.update | self.unchangeable.keys()

    @property
    def file(self) -> str:
        """Where the tables of its service stand, for messages."""
        return f"enclave/rehearsal/aws/types/{self.type.split(':')[1].split('/')[0]}"
