"""The declared flows as a table, JSON and a page."""

import json

from enclave.derive.flow_table import flow_json, flow_page, flow_table
from tests.enclave.derive.declared import declared, document

TABLE = """\
flow  from                 to              port  over          owner  carries                       reason
ask   crm                  frankfurt.door   443  private_link  owner  catalogue, pricing, personal  Needed for the service
pull  frankfurt.connector  crm              443  private_link  owner  pricing, personal             Needed for the service
shop  webshop              frankfurt.door  8443  leased_line   owner  -                             Needed for the service
logs  frankfurt.audit      siem            6514  leased_line   owner  -                             Needed for the service

1 site, 1 function, 3 classes, 4 flows declared, no more; 51 connections follow from structure.
"""  # noqa: E501  a table is as wide as what it shows


def test_the_table_shows_every_flow_and_the_counts() -> None:
    assert flow_table(declared()) == TABLE


def test_json_names_the_digest_and_what_travels() -> None:
    found = json.loads(flow_json(declared(), digest="d"))
    assert found["declaration_digest"] == "d"
    assert found["flows"][1] == {
        "from": "frankfurt.connector",
        "to": "crm",
        "port": 443,
        "over": "private_link",
        "owner": "owner",
        "reason": "Needed for the service",
        "name": "pull",
        "functions": ["reply"],
        "classes": ["pricing", "personal"],
    }


def test_a_reason_cannot_break_the_page() -> None:
    flows = document()["flows"]
    flows["ask"]["reason"] = "a | b <script> `c` [d](e)"
    page = flow_page(declared(flows=flows), digest="d", picture="flows.svg")
    assert r"a \| b &lt;script> \`c\` \[d\](e) |" in page


def test_the_page_names_the_digest_and_shows_the_map() -> None:
    page = flow_page(declared(), digest="d", picture="flows.svg")
    assert page.startswith(
        "<!-- declaration_digest d; derived, do not edit -->\n# Loom: every declared flow"
    )
    assert "](flows.svg)" in page
