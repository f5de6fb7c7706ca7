"""moto as a process."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from enclave.problems import Problem
from enclave.rehearsal.aws import server
from enclave.rehearsal.aws.identity import Server, start_ticks

from .conftest import ACCOUNT, Clients

pytestmark = pytest.mark.integration


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    running = server.start(folder=tmp_path, port=None, account=ACCOUNT)
    yield running
    server.stop(running)


def test_it_listens_on_the_loopback_only(own: Server) -> None:
    listening = [
        line.split()[1].rpartition(":")[0]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and int(line.split()[1].rpartition(":")[2], 16) == own.port
    ]

    assert listening == ["0100007F"]


def test_starting_again_finds_the_one_that_runs(own: Server) -> None:
    assert server.start(folder=own.folder, port=None, account=ACCOUNT) == own
    assert server.running(own.folder) == own


def test_another_account_in_the_same_folder_is_refused(own: Server) -> None:
    with pytest.raises(Problem) as raised:
        server.start(folder=own.folder, port=None, account="444455556666")

    assert str(raised.value) == (
        f"{own.folder}/moto.json moto already runs at {own.url} for account {ACCOUNT}. "
        "Fix: stop that rehearsal first, or ask for the same port and account."
    )


def test_a_stopped_server_is_gone_and_stopping_again_is_fine(own: Server) -> None:
    server.stop(own)
    server.stop(own)

    assert not server.is_alive(own)
    assert start_ticks(own.pid) != own.start_ticks or _is_zombie(own.pid)
    assert server.running(own.folder) is None


def test_a_used_port_names_its_owner(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Problem) as raised:
            server.start(folder=tmp_path, port=port, account=ACCOUNT)

    assert str(raised.value) == (
        f"127.0.0.1:{port} is in use (pid {os.getpid()}). "
        "Fix: stop that process or choose another port."
    )


def test_an_access_key_of_twelve_digits_is_the_account(own: Server) -> None:
    identity = Clients(own.url)("sts", account="444455556666").get_caller_identity()

    assert identity["Account"] == "444455556666"


def test_other_credentials_belong_to_the_servers_account(own: Server) -> None:
    assert Clients(own.url)("sts", account="AKIAEXAMPLE").get_caller_identity()["Account"] == (
        ACCOUNT
    )


def test_an_assumed_role_belongs_to_its_own_account(own: Server) -> None:
    role = "arn:aws:iam::444455556666:role/deployer"
    sts = Clients(own.url)("sts")
    key = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]["AccessKeyId"]

    assert Clients(own.url)("sts", account=key).get_caller_identity()["Account"] == "444455556666"


def test_what_moto_lacks_is_answered_501(own: Server) -> None:
    resolver = Clients(own.url)("route53resolver")

    with pytest.raises(resolver.exceptions.ClientError) as raised:
        resolver.list_firewall_rule_groups()

    assert raised.value.response["Error"]["Code"] == "501"


def test_its_state_file_holds_no_more_than_its_identity(own: Server) -> None:
    state = own.folder / "moto.json"

    assert Server.from_json(state.read_text()) == own
    assert stat.S_ISREG(state.stat().st_mode)


def _is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
