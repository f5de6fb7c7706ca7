"""Which process plays AWS."""

import os
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws import server
from enclave.rehearsal.aws.identity import Server, boot_id, start_ticks, this_process


def make() -> Server:
    return this_process(port=1, account="111122223333", folder=Path("/nowhere"))


def test_json_round_trip() -> None:
    assert Server.from_json(make().to_json()) == make()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"folder": "/x", "url": "", "pid": 1}'])
def test_anything_else_is_a_problem(text: str) -> None:
    with pytest.raises(Problem, match=r"moto.json does not describe a moto server: .*Fix: remove"):
        Server.from_json(text)


def test_a_process_is_told_by_its_start_and_boot() -> None:
    assert make().start_ticks == start_ticks(os.getpid())
    assert make().boot_id == boot_id()


def test_no_process_has_no_start() -> None:
    assert start_ticks(2**22 + 1) is None


@pytest.mark.parametrize("field", ["start_ticks", "boot_id"])
def test_a_namesake_is_not_the_server_and_is_never_ended(field: str, tmp_path: Path) -> None:
    values = {**vars(make()), "folder": tmp_path, field: "other" if field == "boot_id" else 1}
    namesake = Server(**values)

    server.stop(namesake)

    assert not server.is_alive(namesake)
