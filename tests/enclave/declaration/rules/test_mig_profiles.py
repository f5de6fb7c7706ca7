"""ENCLAVE_MIG_PROFILE: a GPU is known, and is cut only as it can be."""

from tests.enclave.declaration.factories import said_of


def test_refuses_slices_of_a_gpu_that_cannot_be_cut() -> None:
    assert said_of(
        ("g6e.12xlarge, count: 1", "g6e.12xlarge, count: 1, mig: 1g.10gb"),
    ) == [
        "L40S of g6e.12xlarge cannot be cut. Fix: delete mig.",
    ]


def test_refuses_slices_that_the_gpu_does_not_have() -> None:
    assert said_of(
        ("g6e.12xlarge, count: 1", "p4d.24xlarge, count: 1, mig: 1g.6gb"),
    ) == [
        (
            "A100-40GB has no MIG profile 1g.6gb. Fix: use one of 1g.5gb, 1g.10gb, "
            "2g.10gb, 3g.20gb, 4g.20gb, 7g.40gb."
        ),
    ]


def test_refuses_a_gpu_that_is_not_known() -> None:
    assert said_of(
        ("gpu: L40S", "gpu: L40X"),
    ) == [
        "L40X is no GPU known here. Fix: L40S?",
    ]


def test_refuses_slices_of_a_host_that_cannot_be_cut() -> None:
    assert said_of(
        ("gpu: L40S, gpus: 2", "gpu: L40S, gpus: 2, mig: 1g.10gb"),
    ) == [
        "L40S cannot be cut. Fix: delete mig.",
    ]
