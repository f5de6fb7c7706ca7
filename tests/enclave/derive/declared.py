"""The smallest valid declaration, and ways to change it, for tests of derivations."""

from typing import Any

from enclave.declaration.model import Declaration

Yaml = dict[str, Any]


def document() -> Yaml:
    """One cloud site, one function that Salesforce calls, a pull and an audit flow."""
    return {
        "enclave": 1,
        "organization": {
            "name": "Loom",
            "aws": {
                "id": "o-l1nden100m",
                "management": "external",
                "break_glass": "role/break-glass",
            },
        },
        "people": {"owner": {"mail": "owner@loom.example"}},
        "jurisdiction": {"countries": ["DE"], "partition": "aws", "regions": ["eu-central-1"]},
        "sites": {
            "frankfurt": {
                "use": "production",
                "audit_retention": "400d",
                "aws": {
                    "account": "111122223333",
                    "region": "eu-central-1",
                    "zones": ["a", "b"],
                    "network": "10.40.0.0/20",
                },
                "salesforce_path": "private_connect",
                "nodes": {
                    "system": {"type": "m7i.2xlarge", "count": 3},
                    "gpu": {"type": "g6e.12xlarge", "count": 2},
                },
            }
        },
        "neighbours": {
            "siem": {"network": "10.20.8.20/32", "country": "DE"},
            "webshop": {"network": "10.20.16.0/24", "country": "DE"},
        },
        "classes": {
            "catalogue": {"grade": "open"},
            "pricing": {
                "grade": "crown_jewel",
                "recognise": {"packs": ["price-rules"], "exact": ["Product2.Price"]},
            },
            "personal": {"grade": "internal", "personal": True},
        },
        "sources": {
            "crm": {
                "salesforce": {
                    "org": "00D000000000001EAA",
                    "country": "DE",
                    "my_domain": "loom.my.salesforce.example",
                },
                "fields": {
                    "Product2": {"Name": "catalogue", "Price": "pricing"},
                    "Contact": {"Email": "personal"},
                },
            }
        },
        "callers": {
            "desk": {
                "from": "crm",
                "jwt": {
                    "issuer": "https://loom.my.salesforce.example",
                    "algorithm": "RS256",
                    "subject": "desk",
                },
                "endpoint": "vpce-0a1b2c3d4e5f67890",
            }
        },
        "models": {
            "assistant": {
                "backend": "vllm",
                "weights": {"file": "assistant-v1", "format": "safetensors", "sha256": "0" * 64},
                "licence": "Apache-2.0",
                "sites": ["frankfurt"],
                "may_see": ["catalogue", "pricing", "personal"],
                "gpu": {"count": 1, "memory": "24GiB"},
            }
        },
        "functions": {
            "reply": {
                "purpose": "Answer a customer",
                "owner": "owner",
                "model": "assistant",
                "callers": ["desk"],
                "receives": {"Product2.Price": "mask", "Contact.Email": "pseudonymise"},
                "returns": ["catalogue"],
                "limits": {"requests": "60/min", "distinct_inputs": "2000/day"},
                "retention": "30d",
            }
        },
        "flows": {
            "ask": flow("crm", "frankfurt.door", over="private_link"),
            "pull": flow("frankfurt.connector", "crm", over="private_link"),
            "shop": flow("webshop", "frankfurt.door", port=8443),
            "logs": flow("frankfurt.audit", "siem", port=6514),
        },
    }


def flow(source: str, target: str, *, port: int = 443, over: str = "leased_line") -> Yaml:
    """One declared flow."""
    return {
        "from": source,
        "to": target,
        "port": port,
        "over": over,
        "owner": "owner",
        "reason": "Needed for the service",
    }


def declared(**changes: object) -> Declaration:
    """Declaration with top-level parts replaced."""
    return Declaration.model_validate(document() | changes)


def sovereign() -> Declaration:
    """The smallest declaration, in the European Sovereign Cloud."""
    sites = document()["sites"]
    sites["frankfurt"]["aws"]["region"] = "eusc-de-east-1"
    jurisdiction = {"countries": ["DE"], "partition": "aws-eusc", "regions": ["eusc-de-east-1"]}
    return declared(sites=sites, jurisdiction=jurisdiction)


def managed(declaration: Declaration | None = None) -> Declaration:
    """The same, by default the smallest declaration, with a management account that is ours."""
    whole = (declaration or declared()).model_dump(mode="json", exclude_none=True)
    whole["organization"]["aws"]["management"] = "444455556666"
    return Declaration.model_validate(whole)


def without_flow(declaration: Declaration, name: str) -> Declaration:
    """The same declaration with one flow fewer."""
    flows = {key: flow for key, flow in declaration.flows.items() if key != name}
    return declaration.model_copy(update={"flows": flows})


def cloud_sites(declaration: Declaration) -> tuple[str, ...]:
    """Names of the sites that stand in AWS."""
    return tuple(name for name, site in declaration.sites.items() if site.aws is not None)


def with_data_centre(*, control_hosts: int = 1, **changes: object) -> Declaration:
    """The smallest declaration and a data centre, whose own function the webshop calls."""
    whole = document()
    hosts: Yaml = {
        f"control-{i}": {"role": "control", "address": f"10.60.0.{11 + i}"}
        for i in range(control_hosts)
    }
    hosts |= {
        "system-1": {"role": "system", "address": "10.60.0.21"},
        "gpu-1": {"role": "gpu", "address": "10.60.0.31", "gpu": "L40S", "gpus": 4},
    }
    whole["sites"]["venlo"] = {
        "use": "canary",
        "audit_retention": "90d",
        "datacenter": {"country": "NL", "network": "10.60.0.0/24", "bastion": "10.60.0.2"},
        "hosts": hosts,
    }
    whole["models"]["assistant"]["sites"] = ["frankfurt", "venlo"]
    whole["flows"]["plan"] = flow("webshop", "venlo.door", port=8443, over="local_network")
    return Declaration.model_validate(whole | changes)
