"""ENCLAVE_GPU_CAPACITY: each site has the GPUs that its models need."""

from tests.enclave.declaration.factories import said_of


def test_refuses_a_site_without_gpus() -> None:
    assert said_of(
        (", gpu: {type: g6e.12xlarge, count: 1}", ""),
    ) == [
        (
            "writer needs a GPU, but cloud has none. Fix: give cloud GPU nodes, or leave "
            "it out of the model's sites."
        ),
    ]


def test_refuses_a_model_larger_than_a_gpu() -> None:
    assert said_of(
        ("memory: 24GiB", "memory: 64GiB"),
    ) == [
        (
            "writer needs 65536 MiB, and a GPU or slice at cloud has 45776. Fix: use "
            "larger GPUs or slices, or more of them with less memory each."
        ),
    ]


def test_refuses_more_gpus_than_one_machine_has() -> None:
    assert said_of(
        ("gpu: {count: 1, memory: 24GiB}", "gpu: {count: 5, memory: 24GiB}"),
    ) == [
        "cloud has not 5 GPUs left on one machine for writer. Fix: give cloud more GPUs.",
    ]


def test_refuses_a_model_larger_than_a_slice() -> None:
    assert said_of(
        ("gpu: L40S, gpus: 2", "gpu: H100, gpus: 2, mig: 1g.10gb"),
        ("memory: 8GiB", "memory: 12GiB"),
    ) == [
        (
            "ranker needs 12288 MiB, and a GPU or slice at hall has 10194. Fix: use larger "
            "GPUs or slices, or more of them with less memory each."
        ),
    ]


def test_refuses_a_model_on_two_slices() -> None:
    assert said_of(
        ("gpu: L40S, gpus: 2", "gpu: H100, gpus: 2, mig: 1g.10gb"),
        ("gpu: {count: 1, memory: 8GiB}", "gpu: {count: 2, memory: 8GiB}"),
    ) == [
        "hall has not 2 GPUs left on one machine for ranker. Fix: give hall more GPUs.",
    ]


def test_refuses_gpus_that_no_model_needs() -> None:
    assert said_of(
        ("    gpu: {count: 1, memory: 8GiB}\n", ""),
    ) == [
        "hall has GPUs, but none of its models needs one. Fix: delete them.",
    ]


def test_refuses_a_language_model_without_gpu() -> None:
    assert said_of(
        ("    gpu: {count: 1, memory: 24GiB}\n", ""),
    ) == [
        ("writer is served by vllm, which needs a GPU. Fix: add gpu: {count: 1, memory: 24GiB}."),
    ]


def test_slices_of_a_mig_profile_are_places_of_their_own() -> None:
    assert (
        said_of(
            ("gpu: L40S, gpus: 2", "gpu: H100, gpus: 1, mig: 1g.10gb"),
            ("memory: 8GiB", "memory: 9GiB"),
        )
        == []
    )


def test_a_share_of_a_gpu_has_only_its_share_of_memory() -> None:
    assert any(
        line.startswith("writer needs 24576 MiB, and a GPU or slice at cloud has ")
        for line in said_of(("g6e.12xlarge", "g6f.2xlarge"))
    )
