"""ENCLAVE_WEIGHTS: weights fit their backend, and a digest is one file's own."""

from tests.enclave.declaration.factories import Change, said_of


def said_of_a_canary(*changes: Change) -> list[str]:
    """What is said without artefacts.lock, which would have its own word about digests."""
    return said_of(("use: production", "use: canary"), *changes, lock=None)


def test_refuses_a_format_that_the_backend_does_not_serve() -> None:
    assert said_of(
        ("format: onnx", "format: gguf"),
    ) == [
        "onnxruntime does not serve gguf. Fix: use onnx.",
    ]


def test_refuses_a_digest_that_is_none() -> None:
    assert said_of_a_canary(
        (
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ),
    ) == [
        "aaaaaaaaaaaa... is no digest of a weight file. Fix: write what sha256sum says of it.",
    ]


def test_refuses_one_digest_for_two_files() -> None:
    assert said_of_a_canary(
        (
            "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ),
    ) == [
        (
            "ranker and writer share a digest, but not the file. Fix: a file has one "
            "format and one digest, and a digest one file."
        ),
    ]


def test_refuses_one_file_with_two_digests() -> None:
    assert said_of_a_canary(
        ("file: ranker-v1", "file: writer-v1"),
    ) == [
        (
            "ranker and writer share a file, but not its digest. Fix: a file has one "
            "format and one digest, and a digest one file."
        ),
    ]
