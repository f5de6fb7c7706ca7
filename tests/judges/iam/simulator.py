"""The simulator as one long-lived process: questions by the line, answers by the line."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import IO, Any, Self

from enclave.derive.policy_documents import Document
from tests.judges.iam.installation import HERE, node, package_folder

_AT_ONCE = 100
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


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A verdict, what each kind of policy says for itself, and the Sids of statements that deny."""

    verdict: Verdict
    layers: Mapping[str, str]
    denied_by: frozenset[str]


class Simulator:
    """A context manager. Raises Problem where Node or the package cannot be had."""

    def __enter__(self) -> Self:
        """Start the process."""
        command = [node(), str(HERE / "judge.mjs"), str(package_folder())]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._texts: dict[str, int] = {}
        self._known: dict[int, tuple[Document, int]] = {}  # holds the documents: ids stay theirs
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
        return self.judgement(request, policies).verdict

    def judgement(self, request: Request, policies: Policies) -> Judgement:
        """The same with what stops the request, policy by policy."""
        (found,) = self.judgements([(request, policies)])
        if isinstance(found, UndecidedError):
            raise found
        return found

    def judgements(
        self, cases: Sequence[tuple[Request, Policies]]
    ) -> list[Judgement | UndecidedError]:
        """The same for several requests, in order; in place of raising, the error."""
        found: list[Judgement | UndecidedError] = []
        for start in range(0, len(cases), _AT_ONCE):
            part = cases[start : start + _AT_ONCE]
            questions = [
                {"request": _plain(request), "policies": self._numbered(policies)}
                for request, policies in part
            ]
            answers = self._ask_all(questions)
            found += [
                _judgement(request, answer)
                for (request, _), answer in zip(part, answers, strict=True)
            ]
        return found

    def resource_pattern(self, action: str) -> str | None:
        """ARN with placeholders of what an action is done to; None where there is no such thing.

        Raises UndecidedError for an action that the simulator has never heard of.
        """
        found: str | None = self._ask({"action": action})["pattern"]
        return found

    def key_type(self, key: str) -> str | None:
        """The type of a condition key; None for one that the simulator has never heard of."""
        found: str | None = self._ask({"key": key})["type"]
        return found

    def _numbered(self, policies: Policies) -> dict[str, Any]:
        def numbers(documents: Sequence[Document | None]) -> list[int]:
            return [self._number(each) for each in documents if each is not None]

        return {
            "identity": numbers(policies.identity),
            "scp": [numbers(level) for level in policies.service_control],
            "rcp": [numbers(level) for level in policies.resource_control],
            "resource": numbers([policies.resource]),
            "boundary": numbers([policies.boundary]),
            "endpoint": numbers([policies.endpoint]),
        }

    def _number(self, document: Document) -> int:
        """The number by which the process knows a document; told it on first sight."""
        known = self._known.get(id(document))
        if known is None:
            text = json.dumps(document)
            known = (document, self._texts.setdefault(text, len(self._texts)))
            if known[1] == len(self._texts) - 1:
                self._ask({"number": known[1], "document": document})
            self._known[id(document)] = known
        return known[1]

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        (answer,) = self._ask_all([question])
        if "refused" in answer:
            raise UndecidedError(json.dumps(answer["refused"]))
        return answer

    def _ask_all(self, questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        self._input.write(json.dumps(questions) + "\n")
        self._input.flush()
        line = self._output.readline()
        if not line:
            raise UndecidedError("the simulator ended")
        answers: list[dict[str, Any]] = json.loads(line)
        return answers

    @property
    def _input(self) -> IO[str]:
        return _open(self._process.stdin)

    @property
    def _output(self) -> IO[str]:
        return _open(self._process.stdout)


def _open(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise UndecidedError("the simulator has no input or output")
    return stream


def _judgement(request: Request, answer: Mapping[str, Any]) -> Judgement | UndecidedError:
    if "refused" in answer:
        return UndecidedError(json.dumps(answer["refused"]))
    if answer["ignored"]:
        return UndecidedError(f"{request.action} has no {', '.join(answer['ignored'])}")
    return Judgement(
        verdict=Verdict(answer["verdict"]),
        layers={name: found for name, found in answer["layers"].items() if found is not None},
        denied_by=frozenset(answer["denied_by"]),
    )


def _plain(request: Request) -> dict[str, Any]:
    return {
        "principal": request.principal,
        "action": request.action,
        "resource": {"resource": request.resource, "accountId": request.account},
        "contextVariables": dict(request.context),
    }
