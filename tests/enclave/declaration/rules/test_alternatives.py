"""ENCLAVE_ALTERNATIVE: keys that exclude or need each other stand as they must."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_site_in_aws_and_in_a_data_centre() -> None:
    lines = said_of(
        (
            "    datacenter: {country: NL,",
            (
                '    aws: {account: "111122223334", region: eu-central-1, zones: [a, b], '
                "network: 10.80.0.0/20}\n"
                "    nodes: {system: {type: m7i.2xlarge, count: 3}}\n"
                "    datacenter: {country: NL,"
            ),
        ),
    )
    assert "hall has both aws and datacenter. Fix: keep one of them." in lines


def test_refuses_a_site_that_is_nowhere() -> None:
    lines = said_of(
        ("    datacenter: {country: NL, network: 10.60.0.0/24, bastion: 10.60.0.2}\n", ""),
    )
    assert "hall has neither aws nor datacenter. Fix: add aws or datacenter." in lines


def test_refuses_a_cloud_site_without_nodes() -> None:
    lines = said_of(
        (
            (
                "    nodes: {system: {type: m7i.2xlarge, count: 3}, gpu: {type: g6e.12xlarge, "
                "count: 1}}\n"
            ),
            "",
        ),
    )
    assert "cloud has aws but no nodes. Fix: add nodes." in lines


def test_refuses_a_data_centre_with_nodes() -> None:
    lines = said_of(
        ("    hosts:\n", ("    nodes: {system: {type: m7i.2xlarge, count: 3}}\n    hosts:\n")),
    )
    assert "hall has nodes, which belong to a site with aws. Fix: delete them." in lines


def test_refuses_a_gpu_host_that_does_not_say_how_many() -> None:
    lines = said_of(
        (", gpu: L40S, gpus: 2", ", gpu: L40S"),
    )
    assert "hall-3 has role gpu but does not say gpus. Fix: add gpus." in lines


def test_refuses_a_control_host_with_gpus() -> None:
    assert said_of(
        ("role: control,", "role: control, gpus: 2,"),
    ) == [
        "hall-1 has role control and cannot have gpus. Fix: delete gpus, or role: gpu.",
    ]


def test_refuses_a_source_of_no_kind() -> None:
    lines = said_of(
        ("    system: {at: webshop}\n", ""),
    )
    assert "shop has neither salesforce nor system. Fix: add salesforce or system." in lines


def test_refuses_a_caller_with_two_proofs() -> None:
    assert said_of(
        (
            "front: {from: shop,",
            (
                'front: {from: shop, jwt: {issuer: "https://twill.my.salesforce.example", '
                "algorithm: RS256, subject: front}, endpoint: vpce-0a1b2c3d4e5f67890,"
            ),
        ),
    ) == [
        "front has both jwt and spiffe. Fix: keep one of them.",
        "front has endpoint, which belongs to jwt. Fix: delete it.",
    ]


def test_refuses_a_caller_with_a_token_alone() -> None:
    assert said_of(
        (", endpoint: vpce-0a1b2c3d4e5f67890", ""),
    ) == [
        "desk has jwt but no endpoint, and a token alone opens nothing. Fix: add endpoint.",
    ]


def test_refuses_a_caller_with_an_endpoint_that_nothing_needs() -> None:
    assert said_of(
        (
            "spiffe: spiffe://twill.example/front",
            "spiffe: spiffe://twill.example/front, endpoint: vpce-0a1b2c3d4e5f67890",
        ),
    ) == [
        "front has endpoint, which belongs to jwt. Fix: delete it.",
    ]


def test_refuses_a_cloud_site_without_an_organization_in_aws() -> None:
    assert said_of(
        (", aws: {id: o-exampleorgid, management: external, break_glass: role/break-glass}", ""),
    ) == [
        "cloud is an AWS site, but organization does not say aws. Fix: add organization.aws.",
    ]


def test_refuses_an_organization_in_aws_without_a_cloud_site() -> None:
    lines = said_of(
        (
            (
                "  cloud:\n"
                "    use: production\n"
                "    audit_retention: 400d\n"
                '    aws: {account: "111122223333", region: eu-central-1, zones: [a, b], '
                "network: 10.40.0.0/20}\n"
                "    salesforce_path: private_connect\n"
                "    nodes: {system: {type: m7i.2xlarge, count: 3}, gpu: {type: g6e.12xlarge, "
                "count: 1}}\n"
            ),
            "",
        ),
    )
    assert "organization has aws, but no site is in AWS. Fix: delete it." in lines
