from enclave.preflight.doors import one_way_doors
from tests.enclave.derive.declared import declared, document


def doors(use: str) -> list[str]:
    sites = document()["sites"]
    sites["frankfurt"]["use"] = use
    return list(one_way_doors(declared(sites=sites), "frankfurt"))


def test_production_locks_records_for_the_declared_days() -> None:
    assert doors("production")[0].startswith("Object Lock, compliance: for 400 days nobody deletes")


def test_a_canary_locks_nothing_for_good() -> None:
    assert not any("Object Lock" in door for door in doors("canary"))


def test_customer_routed_egress_and_the_window_of_keys_are_always_named() -> None:
    for use in ("production", "canary"):
        text = "\n".join(doors(use))
        assert "loom-frankfurt-cluster: control-plane egress is customer-routed" in text
        assert "waits 30 days" in text
