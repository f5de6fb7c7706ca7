import re

import pytest

from enclave.facts.salesforce import (
    door_security_policy,
    is_my_domain,
    my_domain_suffixes,
)


@pytest.mark.parametrize(
    "host",
    [
        "loom.my.salesforce.com",
        "loom--uat.sandbox.my.salesforce.com",
        "loom-dev-ed.develop.my.salesforce.com",
    ],
)
def test_an_org_has_a_name_below_a_suffix_of_salesforce(host: str) -> None:
    assert is_my_domain(host)


@pytest.mark.parametrize(
    "host",
    [
        "loom.example.com",
        "my.salesforce.com",
        "sandbox.my.salesforce.com",
        "loommy.salesforce.com",
        "loom.my.salesforce.com.evil.com",
        "evil.loom.my.salesforce.com",
        "login.salesforce.com",
    ],
)
def test_any_other_host_is_none(host: str) -> None:
    assert not is_my_domain(host)


def test_suffixes_are_host_names_of_salesforce() -> None:
    assert all(suffix.endswith("my.salesforce.com") for suffix in my_domain_suffixes())


def test_the_door_speaks_nothing_older_than_tls_1_2_and_by_fips_modules() -> None:
    assert re.fullmatch(
        r"ELBSecurityPolicy-TLS13-1-[23](-\w+)?-FIPS-[\w-]+", door_security_policy()
    )
