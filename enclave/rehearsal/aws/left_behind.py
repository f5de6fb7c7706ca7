"""What interrupted creates left in moto, found by its mark."""

import threading
from collections.abc import Mapping

from enclave.rehearsal.aws.calls import Calls
from enclave.rehearsal.aws.expressions import evaluate, parameters
from enclave.rehearsal.aws.model import Find, Resource
from enclave.rehearsal.aws.state import Context

Marked = Mapping[str, tuple[str, ...]]  # mark -> ids


class LeftBehind:
    """Lists each type once: only an earlier run can have left something. Safe for threads."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._found: dict[tuple[str, str, str], Marked] = {}
        self._lock = threading.Lock()

    def of(self, resource: Resource, context: Context) -> tuple[str, ...]:
        """Return the ids of what carries the resource's mark."""
        if resource.find is None:
            return ()
        within = parameters(resource.find.call.parameters, context)  # some list one parent's only
        key = (resource.type, context["region"], repr(sorted(within.items())))
        with self._lock:
            if key not in self._found:
                self._found[key] = self._list(resource, resource.find, context)
            return self._found[key].get(context["mark"], ())

    def _list(self, resource: Resource, find: Find, context: Context) -> Marked:
        answer = self._calls.make(resource, find.call, context)
        found: dict[str, tuple[str, ...]] = {}
        for item in evaluate(find.items, context | {"answer": answer}) or ():
            mark = item.get("mark")
            if find.marks is not None:
                said = self._calls.make(resource, find.marks.call, context | {"id": item["id"]})
                mark = evaluate(find.marks.gives["mark"], context | {"answer": said})
            if mark is not None:
                found[mark] = (*found.get(mark, ()), item["id"])
        return found
