"""Statements packed into as few policy documents as AWS takes, each document as steady as can be.

When a statement moves from one document to another, the two are updated one after the other, and
between the two it is in force twice or not at all. So each statement is given room in steps: one
that grows or shrinks within its step moves nothing. The widest step is taken by which the documents
are as few as without steps.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from enclave.derive.policy_documents import Document, Statement, document
from enclave.facts.organization_quotas import Quota, organization_quotas
from enclave.problems import Problem

STEPS = (512, 256, 128, 64, 1)  # characters
WHERE = "organization"


class PolicyType(StrEnum):
    """Types of policies of an organization that the kit derives, as AWS names them."""

    SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
    RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"
    DECLARATIVE_EC2 = "DECLARATIVE_POLICY_EC2"
    AI_OPT_OUT = "AISERVICES_OPT_OUT_POLICY"


@dataclass(frozen=True, kw_only=True)
class PolicyDocument:
    """One policy of an organization: its name there, its type and what it says."""

    name: str
    type: PolicyType
    document: Document

    @property
    def text(self) -> str:
        """The document as AWS gets it: without a blank, since each one counts."""
        return compact(self.document)


class UnfitPolicies(Problem):
    """Everything that does not fit, together; its text has one line a problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(where=first.where, problem=first.problem, fix=first.fix)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def quota_of(kind: PolicyType) -> Quota:
    """What AWS takes of a policy type."""
    return organization_quotas().policies.value[kind]


def pack(
    statements: Sequence[Statement], kind: PolicyType, *, name: str, quota: Quota | None = None
) -> tuple[PolicyDocument, ...]:
    """Pack statements, in their order, into documents `NAME-1`, `NAME-2` and so on.

    Raises UnfitPolicies with every statement that no document holds, or with the documents that an
    account has no room for.
    """
    given = quota or quota_of(kind)
    too_large = list(_too_large(statements, kind, given))
    if too_large:
        raise UnfitPolicies(too_large)
    packed = _steadiest(statements, given.characters)
    if len(packed) > given.documents:
        raise UnfitPolicies([_too_many(len(packed), kind, given)])
    return tuple(
        PolicyDocument(name=f"{name}-{number}", type=kind, document=document(chosen))
        for number, chosen in enumerate(packed, start=1)
    )


def fitting(policy: PolicyDocument, *, quota: Quota | None = None) -> PolicyDocument:
    """The policy, if AWS takes it. Raises UnfitPolicies for one that is too long."""
    given = quota or quota_of(policy.type)
    if len(policy.text) > given.characters:
        raise UnfitPolicies([_too_long(policy, given)])
    return policy


def compact(value: Document | Statement) -> str:
    """JSON without a blank."""
    return json.dumps(value, separators=(",", ":"))


def _steadiest(statements: Sequence[Statement], limit: int) -> list[list[Statement]]:
    fewest = len(_first_fit(statements, limit, 1))
    return next(
        packed for step in STEPS if len(packed := _first_fit(statements, limit, step)) <= fewest
    )


def _first_fit(statements: Sequence[Statement], limit: int, step: int) -> list[list[Statement]]:
    room = limit - len(compact(document(())))
    packed: list[list[Statement]] = []
    left: list[int] = []
    for statement in statements:
        length = len(compact(statement)) + 1  # and a comma
        needed = min(-(-length // step) * step, room)
        place = next((i for i, free in enumerate(left) if free >= needed), len(left))
        if place == len(left):
            packed.append([])
            left.append(room + 1)  # the last statement has no comma
        packed[place].append(statement)
        left[place] -= needed
    return packed


def _too_large(
    statements: Sequence[Statement], kind: PolicyType, quota: Quota
) -> Iterator[Problem]:
    for statement in statements:
        alone = len(compact(document([statement])))
        if alone > quota.characters:
            yield Problem(
                where=f"{WHERE}: {kind} {statement['Sid']}",
                problem=f"takes {alone:,} characters alone, and a document holds"
                f" {quota.characters:,}",
                fix="declare fewer sites under one organization, or split the statement",
            )


def _too_long(policy: PolicyDocument, quota: Quota) -> Problem:
    return Problem(
        where=f"{WHERE}: {policy.type} {policy.name}",
        problem=f"takes {len(policy.text):,} characters, and a document holds {quota.characters:,}",
        fix="declare fewer sites under one organization",
    )


def _too_many(documents: int, kind: PolicyType, quota: Quota) -> Problem:
    return Problem(
        where=f"{WHERE}: {kind}",
        problem=f"needs {documents} documents, and an account has room for {quota.documents}",
        fix="declare fewer sites under one organization, or attach some to a unit above by hand",
    )
