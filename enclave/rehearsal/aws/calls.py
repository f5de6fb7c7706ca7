"""Makes the calls of the tables: for one provider, in the context of one resource."""

import uuid
from typing import Any

from enclave.problems import Problem
from enclave.rehearsal.aws.api import Api
from enclave.rehearsal.aws.expressions import evaluate, parameters
from enclave.rehearsal.aws.model import MARK_TAG, Call, Resource
from enclave.rehearsal.aws.properties import Properties
from enclave.rehearsal.aws.refusals import Refused
from enclave.rehearsal.aws.state import Context, Reading, reading_of
from enclave.rehearsal.aws.subject import Subject


class Calls:
    """Turns tables into calls to moto. Safe for threads."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def context(self, subject: Subject, inputs: Properties) -> Context:
        """Return what the expressions of the tables may name."""
        tags = {**(inputs.get("tags") or {}), MARK_TAG: subject.mark}
        return {
            "in": inputs,
            "now": {},
            "it": None,
            "name": subject.name,
            "mark": subject.mark,
            "tags": [{"Key": key, "Value": value} for key, value in tags.items()],
            "tag_map": tags,
            "fresh": uuid.uuid4().hex[:17],  # as long as the ids of EC2
            "account": self.api.account,
            "region": inputs.get("region") or self.api.settings.region,
            "partition": self.api.partition,
            "dns_suffix": self.api.dns_suffix,
        }

    def make(self, resource: Resource, call: Call, context: Context) -> dict[str, Any]:
        """Make the call, as often as it says; return the last answer."""
        if call.when is not None and not evaluate(call.when, context):
            return {}
        if call.listed is not None:
            context = context | {"answer": self.make(resource, call.listed, context)}
        answer: dict[str, Any] = {}
        service = call.service or resource.service.name
        for item in [None] if call.each is None else evaluate(call.each, context) or ():
            answer = self.api.call(
                service,
                call.operation,
                parameters(call.parameters, context | {"item": item}),
                region=context["region"],
            )
            reason = call.refused and evaluate(call.refused, {"answer": answer})
            if reason:
                raise Problem(
                    where=f"{service} {call.operation}",
                    problem=f"was refused: {str(reason).rstrip('.')}",
                    fix="correct the program's input",
                )
        return answer

    def look(self, subject: Subject, context: Context, id_: str) -> Reading | None:
        """Return what moto says of the resource; None when it is gone."""
        resource, context = subject.resource, context | {"id": id_}
        now: Properties = {}
        looks: list[Any] = []
        for number, look in enumerate(resource.looks):
            try:
                answer = self.make(resource, look.call, context)
            except Refused as refused:
                if not resource.service.gone.fullmatch(refused.code):
                    raise
                answer = {}
            found = evaluate(look.at, context | {"answer": answer}) if answer else None
            if number == 0:
                if found is None:
                    return None
                context["it"] = found
            looks.append(found)
            seen = context | {"answer": answer, "it": found}
            now |= {key: evaluate(expression, seen) for key, expression in look.gives.items()}
        return reading_of(id_, looks, now)

    def present(self, subject: Subject, context: Context, id_: str) -> Reading:
        """Return what moto says of a resource that must be there."""
        reading = self.look(subject, context, id_)
        if reading is None:
            raise Problem(
                where=subject.where,
                problem=f"moto made {id_} and does not show it",
                fix=f"correct the looks of the type in {subject.resource.file}",
            )
        return reading
