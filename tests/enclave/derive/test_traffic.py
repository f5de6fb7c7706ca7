"""What travels on each flow."""

from enclave.declaration.model import Declaration
from enclave.derive.traffic import Traffic, traffic
from tests.enclave.derive.declared import declared, document
from tests.enclave.derive.strategies import for_any_declaration

NOTHING = Traffic(functions=(), classes=())


def test_what_a_caller_sends_and_gets_travels_on_its_flow() -> None:
    assert traffic(declared())["ask"] == Traffic(
        functions=("reply",), classes=("catalogue", "pricing", "personal")
    )


def test_only_declared_fields_of_salesforce_are_pulled() -> None:
    functions = document()["functions"]
    functions["reply"]["receives"] = {"Product2.Price": "mask"}
    pulled = traffic(declared(functions=functions))["pull"]
    assert pulled == Traffic(functions=("reply",), classes=("pricing",))


def test_nobody_who_is_no_caller_carries_anything() -> None:
    assert traffic(declared())["shop"] == NOTHING


def test_audit_records_carry_no_class() -> None:
    assert traffic(declared())["logs"] == NOTHING


def test_free_text_travels_with_its_class() -> None:
    functions = document()["functions"]
    functions["reply"] |= {
        "receives": {"Product2.Name": "pass"},
        "free_text": {"class": "personal", "characters": 100},
    }
    assert traffic(declared(functions=functions))["ask"].classes == ("catalogue", "personal")


def test_a_system_calls_from_the_neighbour_where_it_stands() -> None:
    sources = document()["sources"]
    sources["shop"] = {"system": {"at": "webshop"}, "fields": {"Basket": {"Code": "catalogue"}}}
    callers = document()["callers"]
    callers["front"] = {"from": "shop", "spiffe": "spiffe://loom.example/shop"}
    functions = document()["functions"]
    functions["suggest"] = functions["reply"] | {
        "callers": ["front"],
        "receives": {"Basket.Code": "pass"},
    }
    found = traffic(declared(sources=sources, callers=callers, functions=functions))
    assert found["shop"] == Traffic(functions=("suggest",), classes=("catalogue",))


@for_any_declaration
def test_every_flow_is_answered_for(declaration: Declaration) -> None:
    found = traffic(declaration)
    assert list(found) == list(declaration.flows)
    assert all(set(t.classes) <= set(declaration.classes) for t in found.values())
