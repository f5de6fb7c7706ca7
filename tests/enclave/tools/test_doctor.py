"""Printing a diagnosis."""

from pathlib import Path

from enclave.tools.diagnosis import Diagnosis, Entry, Verdict
from enclave.tools.doctor import table


def test_the_table_aligns_and_tells_the_room_left() -> None:
    diagnosis = Diagnosis(
        entries=(
            Entry(
                name="pulumi",
                needed=">= 3.259.0, < 3.260.0",
                version="3.1.0",
                place="/usr/bin/pulumi",
                verdict=Verdict.REFUSED,
                why="is 3.1.0",
            ),
            Entry(name="git", needed="any", version="", place="", verdict=Verdict.MISSING),
        ),
        cache=Path("/home/ada/.cache/sovereign-enclave"),
        free_bytes=3 << 29,
        fixes=(),
    )

    assert table(diagnosis) == (
        "tool    needed                 version  verdict  where\n"
        "pulumi  >= 3.259.0, < 3.260.0  3.1.0    refused  /usr/bin/pulumi: is 3.1.0\n"
        "git     any                             missing\n"
        "\n"
        "cache  /home/ada/.cache/sovereign-enclave, 1.5 GiB free\n"
    )
