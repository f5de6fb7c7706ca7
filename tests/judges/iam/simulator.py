"""The simulator as one long-lived process: a question a line, an answer a line."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from enclave.derive.policy_documents import Document
from tests.judges.iam.installation import HERE, node, package_folder

Context = Mapping[str, str | Sequence[str]]


class Verdict(StrEnum):
    """The simulator's words."""

    ALLOWED = "Allowed"
    DENIED = "ExplicitlyDenied"
    NOT_ALLOWED = "ImplicitlyDenied"


class UndecidedError(Exception):
    """The simulator could not judge, or judged without a condition key that it was given."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request, as AWS sees it: `account` is the resource's; no key but those in `context`."""

    principal: str
    action: str
    resource: str
    account: str
    context: Context = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Policies:
    """What is evaluated together; None or empty: there is none of that kind.

    `service_control` and `resource_control` are levels, root first.
    """

    identity: Sequence[Document] = ()
    service_control: Sequence[Sequence[Document]] = ()
    resource_control: Sequence[Sequence[Document]] = ()
    boundary: Document | None = None
    resource: Document | None = None
    endpoint: Document | None = None


class Simulator:
    """A context manager. Raises Problem where Node or the package cannot be had."""

    def __enter__(self) -> Self:
        """Start the process."""
        command = [node(), str(HERE / "judge.mjs"), str(package_folder())]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it: it ends by itself when its input does."""
        self._process.communicate()

    def verdict(self, request: Request, policies: Policies) -> Verdict:
        """What the simulator says. Raises UndecidedError for anything that is no verdict."""
        answer = self._ask(_simulation(request, policies))
        if answer["ignored"]:
            raise UndecidedError(f"{request.action} has no {', '.join(answer['ignored'])}")
        return Verdict(answer["verdict"])

    def key_type(self, key: str) -> str | None:
        """The type of a condition key; None for one that the simulator has never heard of."""
        found: str | None = self._ask({"key": key})["type"]
        return found

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise UndecidedError("the simulator has no input or output")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise UndecidedError("the simulator ended")
        answer: dict[str, Any] = json.loads(line)
        if "refused" in answer:
            raise UndecidedError(json.dumps(answer["refused"]))
        return answer


def _simulation(request: Request, policies: Policies) -> dict[str, Any]:
    found: dict[str, Any] = {
        "request": {
            "principal": request.principal,
            "action": request.action,
            "resource": {"resource": request.resource, "accountId": request.account},
            "contextVariables": dict(request.context),
        },
        "identityPolicies": _named(policies.identity),
        "serviceControlPolicies": _levels(policies.service_control),
        "resourceControlPolicies": _levels(policies.resource_control),
    }
    if policies.resource is not None:
        found["resourcePolicy"] = policies.resource
    if policies.boundary is not None:
        found["permissionBoundaryPolicies"] = _named([policies.boundary])
    if policies.endpoint is not None:
        found["vpcEndpointPolicies"] = _named([policies.endpoint])
    return found


def _levels(levels: Sequence[Sequence[Document]]) -> list[dict[str, Any]]:
    return [
        {"orgIdentifier": f"level-{number}", "policies": _named(level)}
        for number, level in enumerate(levels)
    ]


def _named(documents: Sequence[Document]) -> list[dict[str, Any]]:
    return [{"name": f"{i}", "policy": each} for i, each in enumerate(documents)]
