"""What others supply: asked for where it is needed, checked against where the site stands."""

import pytest

from enclave.declaration.model import Declaration
from stacks.supplied import KEYS, Supplied, read_supplied
from tests.enclave.derive.declared import declared, document, sovereign, without_flow

SITE = "frankfurt"
ROLE = "arn:aws:iam::222233334444:role/private-connect"
GIVEN = {
    "enclave:door-certificate": "arn:aws:acm:eu-central-1:111122223333:certificate/"
    "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    "enclave:door-name": "door.loom.example",
    "enclave:salesforce-principal": ROLE,
    "enclave:salesforce-service": "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890",
    "enclave:runner-image": "ami-0a1b2c3d4e5f67890",
}
CERTIFICATE = GIVEN["enclave:door-certificate"]
COPY_ROLE = "copy the IAM role for the region from Setup, Private Connect, AWS Regions."
COPY_SERVICE = "copy the service name for the region from Setup, Private Connect, AWS Regions."
RENEW = "request or import the certificate in eu-central-1, account 111122223333."


def refusals(configuration: dict[str, str], *, declaration: Declaration | None = None) -> list[str]:
    _, problems = read_supplied(declaration or declared(), SITE, configuration, rehearsed=False)
    return [str(problem) for problem in problems]


def without_private_connect() -> Declaration:
    whole = document()
    whole["sites"][SITE]["salesforce_path"] = "none"
    whole["flows"] = {k: f for k, f in whole["flows"].items() if f["over"] != "private_link"}
    return Declaration.model_validate(whole)


def test_what_is_given_is_used() -> None:
    found, problems = read_supplied(declared(), SITE, GIVEN, rehearsed=False)
    assert problems == ()
    assert found == Supplied(
        door_certificate=CERTIFICATE,
        door_name="door.loom.example",
        salesforce_principal=ROLE,
        salesforce_service="com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890",
        runner_image="ami-0a1b2c3d4e5f67890",
    )


def test_everything_that_is_missing_is_told_with_where_to_get_it() -> None:
    assert refusals(dict.fromkeys(KEYS, "")) == [
        (
            "enclave:door-certificate is not set, and Salesforce trusts a door by its public "
            "certificate alone. Fix: request or import one in ACM and give its ARN "
            "(docs/salesforce-door.md)."
        ),
        (
            "enclave:door-name is not set, and Salesforce calls the door by a name. "
            "Fix: give the host name that the certificate is for."
        ),
        (
            "enclave:salesforce-principal is not set, and without it nobody may ask for an "
            f"endpoint. Fix: {COPY_ROLE}"
        ),
        (
            "enclave:salesforce-service is not set, and pulls have no way to Salesforce without "
            f"it. Fix: {COPY_SERVICE}"
        ),
        (
            "enclave:runner-image is not set, and the runner starts from an image that "
            "somebody chose. Fix: give the id of an x86_64 image with a Session Manager agent "
            "(docs/runner.md)."
        ),
    ]


def test_a_site_without_salesforce_needs_an_image_alone() -> None:
    image = {"enclave:runner-image": GIVEN["enclave:runner-image"]}
    assert refusals(image, declaration=without_private_connect()) == []


def test_a_site_that_only_pulls_needs_no_certificate() -> None:
    found, problems = read_supplied(without_flow(declared(), "ask"), SITE, {}, rehearsed=True)
    assert problems == ()
    assert (found.door_certificate, found.door_name, found.salesforce_principal) == (None,) * 3
    assert found.salesforce_service


def test_what_a_site_has_no_use_for_is_told() -> None:
    given = {k: GIVEN[k] for k in ("enclave:door-name", "enclave:runner-image")}
    assert refusals(given, declaration=without_private_connect()) == [
        "enclave:door-name is set, and frankfurt has no use for it. Fix: remove it."
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            CERTIFICATE.replace("eu-central-1", "eu-west-1"),
            f"is of region eu-west-1, and the site stands in eu-central-1. Fix: {RENEW}",
        ),
        (
            CERTIFICATE.replace("111122223333", "999988887777"),
            f"is of account 999988887777, and the site stands in 111122223333. Fix: {RENEW}",
        ),
        (
            CERTIFICATE.replace("arn:aws:", "arn:aws-eusc:"),
            f"is of partition aws-eusc, and the site stands in aws. Fix: {RENEW}",
        ),
        (
            "arn:aws:iam::111122223333:server-certificate/door",
            "is not the ARN of a certificate in ACM. Fix: copy the ARN that ACM shows.",
        ),
    ],
)
def test_a_certificate_of_elsewhere_is_refused(value: str, said: str) -> None:
    assert refusals(GIVEN | {"enclave:door-certificate": value}) == [
        f"enclave:door-certificate {value} {said}"
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("*", "would let anybody ask for an endpoint"),
        ("arn:aws:iam::*:role/private-connect", "would let anybody ask for an endpoint"),
        ("arn:aws:iam::222233334444:root", "is not the ARN of one IAM role"),
        ("222233334444", "is not the ARN of one IAM role"),
        (
            ROLE.replace("222233334444", "111122223333"),
            "is a role of the site's own account, not of Salesforce",
        ),
        (
            ROLE.replace("arn:aws:", "arn:aws-eusc:"),
            "is of partition aws-eusc, and the site stands in aws",
        ),
    ],
)
def test_a_principal_that_is_more_or_other_than_salesforce_is_refused(
    value: str, said: str
) -> None:
    assert refusals(GIVEN | {"enclave:salesforce-principal": value}) == [
        f"enclave:salesforce-principal {value} {said}. Fix: {COPY_ROLE}"
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f67890",
            "is of us-east-1, and the site stands in eu-central-1",
        ),
        ("com.amazonaws.eu-central-1.s3", "is not the name of an endpoint service"),
        (
            "eu.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f67890",
            "is not the name of an endpoint service",
        ),
    ],
)
def test_a_service_of_elsewhere_is_refused(value: str, said: str) -> None:
    assert refusals(GIVEN | {"enclave:salesforce-service": value}) == [
        f"enclave:salesforce-service {value} {said}. Fix: {COPY_SERVICE}"
    ]


@pytest.mark.parametrize("value", ["*.loom.example", "door", "https://door.loom.example", "A.B"])
def test_a_name_is_one_host(value: str) -> None:
    assert refusals(GIVEN | {"enclave:door-name": value}) == [
        (
            f"enclave:door-name {value} is not one whole host name in small letters. "
            "Fix: give the name on the certificate."
        )
    ]


@pytest.mark.parametrize("value", ["al2023", "resolve:ssm:/aws/service/image", "ami-123"])
def test_an_image_is_pinned_by_its_id(value: str) -> None:
    assert refusals(GIVEN | {"enclave:runner-image": value}) == [
        f"enclave:runner-image {value} is not the id of an image. Fix: give ami- and its 17 digits."
    ]


def test_a_rehearsal_that_is_given_nothing_uses_stand_ins_that_can_be_told() -> None:
    found, problems = read_supplied(declared(), SITE, {}, rehearsed=True)
    assert problems == ()
    assert found == Supplied(
        door_certificate="arn:aws:acm:eu-central-1:111122223333:certificate/"
        "00000000-0000-0000-0000-000000000000",
        door_name="door.frankfurt.loom.internal",
        salesforce_principal="arn:aws:iam::000000000000:role/rehearsal",
        salesforce_service="com.amazonaws.vpce.eu-central-1.vpce-svc-00000000000000000",
        runner_image="ami-00000000000000000",
    )


def test_a_rehearsal_refuses_what_is_wrong_all_the_same() -> None:
    _, problems = read_supplied(
        declared(), SITE, {"enclave:salesforce-principal": "*"}, rehearsed=True
    )
    assert [problem.where for problem in problems] == ["enclave:salesforce-principal"]


def test_the_sovereign_cloud_needs_an_image_alone() -> None:
    flows = {k: f for k, f in sovereign().flows.items() if f.over != "private_link"}
    sites = {
        k: s.model_copy(update={"salesforce_path": "none"}) for k, s in sovereign().sites.items()
    }
    there = sovereign().model_copy(update={"flows": flows, "sites": sites})
    found, problems = read_supplied(there, SITE, {}, rehearsed=True)
    assert problems == ()
    assert found == Supplied(runner_image="ami-00000000000000000")
