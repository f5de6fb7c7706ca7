"""ENCLAVE_INSTANCE_TYPE: an instance type exists, is offered, and fits its node group."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_mistyped_type() -> None:
    assert said_of(
        ("m7i.2xlarge", "m7i.2xlrage"),
    ) == [
        "m7i.2xlrage is no instance type known here. Fix: m7i.2xlarge?",
    ]


def test_refuses_a_type_that_the_region_does_not_offer() -> None:
    assert said_of(
        ("g6e.12xlarge", "p5.48xlarge"),
    ) == [
        (
            "p5.48xlarge is not offered in eu-central-1. Fix: use one of g4dn, g5, g5g, "
            "g6, g6e, g6f, g7, g7e, gr6, gr6f, p4d, p4de."
        ),
    ]


def test_refuses_a_gpu_group_without_gpus() -> None:
    assert said_of(
        ("g6e.12xlarge", "m7i.large"),
    ) == [
        (
            "m7i.large has no GPU. Fix: use one of g4dn, g5, g5g, g6, g6e, g6f, g7, g7e, "
            "gr6, gr6f, p4d, p4de."
        ),
    ]


def test_refuses_a_system_group_with_gpus() -> None:
    assert said_of(
        ("m7i.2xlarge", "g6e.xlarge"),
    ) == [
        (
            "g6e.xlarge has GPUs, which system nodes do not use. Fix: use one of c6i, c7g, "
            "c7i, c8g, c8i, m6i, m7g, m7i, m8g, m8i, r6i, r7g, r7i, r8g, r8i, t3."
        ),
    ]
