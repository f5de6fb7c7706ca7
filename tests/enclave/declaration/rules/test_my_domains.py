"""ENCLAVE_MY_DOMAIN: a Salesforce source stands under a name of Salesforce."""

import pytest

from tests.enclave.declaration.factories import said_of

HERE = "twill.my.salesforce.example"


@pytest.mark.parametrize(
    "host", ["collector.evil.com", "login.salesforce.com", "a.twill.my.salesforce.com"]
)
def test_refuses_a_host_that_salesforce_gives_no_org(host: str) -> None:
    assert said_of((HERE, host)) == [
        (
            f"{host} is no My Domain of Salesforce. Fix: one name before my.salesforce.com, "
            "sandbox.my.salesforce.com or develop.my.salesforce.com."
        ),
    ]


@pytest.mark.parametrize(
    "host", ["twill.my.salesforce.com", "twill--uat.sandbox.my.salesforce.com", "crm.twill.example"]
)
def test_accepts_names_of_salesforce_and_names_of_documentation(host: str) -> None:
    assert said_of((HERE, host)) == []
