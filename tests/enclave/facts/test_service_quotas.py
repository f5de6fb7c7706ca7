import re

from enclave.facts.service_quotas import service_quotas


def test_every_quota_has_a_code_and_a_name_to_compare() -> None:
    found = service_quotas().quotas.value
    assert {"networks", "endpoints", "balancers", "keys", "standard_vcpus"} <= set(found)
    assert all(re.fullmatch(r"L-[0-9A-F]{8}", quota.code) for quota in found.values())
    assert len({quota.code for quota in found.values()}) == len(found)
