"""ENCLAVE_KUBERNETES_VERSION: the version of a cluster is in standard support, and stays there."""

from datetime import date

import pytest

from enclave.declaration.rules.kubernetes_versions import NOTICE
from enclave.facts.eks import eks
from tests.enclave.declaration.factories import TODAY, said_of

END = max(eks().versions.value.values())
AWS = "network: 10.40.0.0/20}\n    salesforce_path"


def of_version(version: str, *, today: date = TODAY) -> list[str]:
    return said_of((AWS, AWS.replace("}", f", kubernetes: {version}}}")), today=today)


def test_a_version_in_standard_support_is_fine() -> None:
    assert of_version('"1.35"') == []


@pytest.mark.parametrize(
    ("version", "said", "fix"),
    [
        ("1.99", "EKS is not known to offer Kubernetes 1.99", '"1.36"'),
        (
            "1.33",
            "Kubernetes 1.33 left standard support on 2026-07-29",
            '"1.34", then "1.35", then "1.36"',
        ),
        (
            "1.34",
            "Kubernetes 1.34 leaves standard support in 8 days, and EKS upgrades the cluster",
            '"1.35", then "1.36"',
        ),
    ],
)
def test_a_version_without_a_future_is_refused(version: str, said: str, fix: str) -> None:
    assert of_version(f'"{version}"') == [f"{said}. Fix: kubernetes: {fix}."]


def test_a_version_past_its_end_is_refused() -> None:
    assert of_version('"1.34"', today=date(2026, 12, 2)) == [
        'Kubernetes 1.34 left standard support on 2026-12-02. Fix: kubernetes: "1.35", then "1.36".'
    ]


def test_the_last_day_is_named() -> None:
    (said,) = of_version('"1.34"', today=date(2026, 12, 1))
    assert "leaves standard support tomorrow" in said


def test_a_version_that_nobody_quoted_is_no_number() -> None:
    assert of_version("1.36") == ['1.36 is read as a fraction. Fix: "1.36".']


def test_a_kit_that_knows_no_later_version_says_so() -> None:
    (said,) = [line for line in of_version('"1.36"', today=END) if "Kubernetes" in line]
    assert said == (
        f"Kubernetes 1.36 left standard support on {END}. "
        "Fix: upgrade the kit, which knows no later one."
    )


def test_a_site_that_declares_none_is_judged_by_the_review_day_of_the_fact() -> None:
    assert not [line for line in said_of(today=END) if "Kubernetes" in line]
    assert eks().default_version.review_by <= END - NOTICE
