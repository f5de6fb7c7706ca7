"""ENCLAVE_SALESFORCE_PATH: salesforce has a private path exactly where a flow needs one."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_private_path_into_a_data_centre() -> None:
    assert said_of(
        ("    use: canary\n", ("    use: canary\n    salesforce_path: private_connect\n")),
    ) == [
        (
            "hall is a data centre, which Salesforce reaches by no private link. Fix: "
            "delete salesforce_path."
        ),
    ]


def test_refuses_a_private_link_without_its_path() -> None:
    assert said_of(
        ("    salesforce_path: private_connect\n", ""),
    ) == [
        (
            "ask needs a private link, but cloud has no path for Salesforce. Fix: "
            "sites.cloud.salesforce_path: private_connect."
        ),
        (
            "pull needs a private link, but cloud has no path for Salesforce. Fix: "
            "sites.cloud.salesforce_path: private_connect."
        ),
    ]


def test_refuses_a_private_path_into_the_sovereign_cloud() -> None:
    assert said_of(
        ("partition: aws,", "partition: aws-eusc,"),
        ("eu-central-1", "eusc-de-east-1"),
    ) == [
        "Salesforce has no private link into aws-eusc. Fix: salesforce_path: none.",
    ]


def test_refuses_a_path_that_no_flow_uses() -> None:
    lines = said_of(
        ("    use: canary\n", "    use: canary\n"),
        (
            (
                "  ask: {from: crm, to: cloud.door, port: 443, over: private_link, owner: ben, "
                "reason: Replies to cases}\n"
                "  pull: {from: cloud.connector, to: crm, port: 443, over: private_link, "
                "owner: ben, reason: Prices to recognise}\n"
            ),
            "",
        ),
    )
    assert (
        "cloud has a private path for Salesforce, but no flow over private_link. Fix: "
        "salesforce_path: none."
    ) in lines
