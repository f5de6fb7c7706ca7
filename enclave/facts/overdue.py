"""Facts that were not read again in time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from enclave.facts import (
    add_on_images,
    ai_services,
    allowed_services,
    eks,
    endpoint_services,
    fips_endpoints,
    gpus,
    instance_types,
    network_activity,
    organization_quotas,
    partitions,
    prices,
    salesforce,
    service_quotas,
    transfer,
)
from enclave.facts.loader import Fact, text_of
from enclave.problems import Finding, Location, Severity, State

RULE = "fact-overdue"
FILES: tuple[tuple[str, Callable[[], Any]], ...] = (
    (add_on_images.FILE, add_on_images.add_on_images),
    (eks.FILE, eks.eks),
    (ai_services.FILE, ai_services.ai_services),
    (allowed_services.FILE, allowed_services.allowed_services),
    (endpoint_services.FILE, endpoint_services.endpoint_catalogue),
    (fips_endpoints.FILE, fips_endpoints.fips_hosts),
    (gpus.GPU_FILE, gpus.gpus),
    (gpus.MIG_FILE, gpus.profiles),
    (instance_types.FILE, instance_types.instance_types),
    (network_activity.FILE, network_activity.network_activity),
    (organization_quotas.FILE, organization_quotas.organization_quotas),
    (partitions.FILE, partitions.partitions),
    (prices.FILE, prices.prices),
    (salesforce.FILE, salesforce.salesforce),
    (service_quotas.FILE, service_quotas.service_quotas),
    (transfer.FILE, transfer.transfers),
)


def facts() -> Iterator[tuple[str, str, Fact[Any]]]:
    """Give every fact with its file and its table."""
    for name, read in FILES:
        file = read()
        for field in fields(file):
            yield name, field.name, getattr(file, field.name)


def overdue(today: date) -> tuple[Finding, ...]:
    """Give a finding for each fact whose review day has passed."""
    late = ((file, table, fact) for file, table, fact in facts() if fact.review_by < today)
    return tuple(_finding(file, table, fact, today) for file, table, fact in late)


def _finding(file: str, table: str, fact: Fact[Any], today: date) -> Finding:
    days = (today - fact.review_by).days
    return Finding(
        rule=RULE,
        severity=Severity.MEDIUM,
        state=State.FAIL,
        subject=f"{file} {table}",
        location=Location(path=f"enclave/facts/{file}", line=_line(file, table)),
        message=f"{table}, seen {fact.seen}, review overdue by {days} {_noun(days)}",
        fix=(
            "upgrade sovereign-enclave; maintainers: read it again from "
            f"{fact.source}, then move the dates"
        ),
    )


def _noun(days: int) -> str:
    return "day" if days == 1 else "days"


def _line(file: str, table: str) -> int:
    text = text_of(file)
    header = re.search(rf"^\[{re.escape(table)}\]", text, re.MULTILINE)
    return 1 + text.count("\n", 0, header.start()) if header else 1
