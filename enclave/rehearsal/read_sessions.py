"""Session documents of an account, and the APIs that a tunnel may lead to; read with the SDK."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OWN = ({"Key": "Owner", "Values": ["Self"]}, {"Key": "DocumentType", "Values": ["Session"]})


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """Documents by name, whoever wrote them; `apis` are URLs of the clusters that stand."""

    documents: Mapping[str, Any]
    apis: frozenset[str]


def read_sessions(
    ssm: Any,  # noqa: ANN401  botocore has no types
    eks: Any,  # noqa: ANN401  botocore has no types
) -> Sessions:
    """Return the account's own session documents of the region, and where its clusters answer."""
    documents = ssm.get_paginator("list_documents").paginate(Filters=list(OWN))
    clusters = eks.get_paginator("list_clusters").paginate()
    names = (each["Name"] for page in documents for each in page["DocumentIdentifiers"])
    return Sessions(
        documents={name: json.loads(ssm.get_document(Name=name)["Content"]) for name in names},
        apis=frozenset(
            eks.describe_cluster(name=name)["cluster"]["endpoint"].rstrip("/")  # moto adds one
            for page in clusters
            for name in page["clusters"]
        ),
    )
