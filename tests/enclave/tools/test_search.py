"""Looking for a tool on PATH, then in the cache."""

import pytest

from enclave.tools import Origin, locate, search, start
from enclave.tools.table import RECIPES
from tests.enclave.tools.conftest import EXEC, Machine


def refusals() -> list[str]:
    return [str(candidate) for candidate in search.candidates(RECIPES["pulumi"])]


def test_a_tested_version_on_path_is_used(machine: Machine) -> None:
    path = machine.put_pulumi("v3.259.4")

    tool = locate("pulumi")

    assert tool is not None
    assert (tool.origin, tool.version, tool.path) == (Origin.PATH, "3.259.4", path)


def test_nothing_anywhere_is_none(machine: Machine) -> None:
    assert machine.builds() == []
    assert locate("pulumi") is None


def test_another_version_on_path_is_refused(machine: Machine) -> None:
    path = machine.put_pulumi("v3.260.0")

    assert locate("pulumi") is None
    assert refusals() == [f"{path} is 3.260.0, not tested: >= 3.259.0, < 3.260.0"]


@pytest.mark.parametrize("script", ["echo v3.259.0-dev", "exit 1", "echo v3.259.0; exit 3"])
def test_a_program_that_names_no_release_is_refused(machine: Machine, script: str) -> None:
    machine.put(EXEC, "exit 0")
    path = machine.put("pulumi", script)

    assert refusals() == [f"{path} names no released version when asked `pulumi version`"]


def test_a_program_that_does_not_answer_is_refused(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_ANSWER_SECONDS", 0.01)
    path = machine.put("pulumi", "exec /bin/sleep 60")

    assert refusals() == [f"{path} names no released version when asked `pulumi version`"]


def test_a_program_without_what_belongs_beside_it_is_refused(machine: Machine) -> None:
    path = machine.put("pulumi", "echo v3.259.0")

    assert refusals() == [f"{path} lacks {EXEC} beside it"]


def test_what_belongs_beside_a_link_stands_beside_its_target(machine: Machine) -> None:
    path = machine.put_pulumi("v3.259.0").rename(machine.root / "pulumi")
    (machine.bin / EXEC).rename(machine.root / EXEC)
    (machine.bin / "pulumi").symlink_to(path)

    tool = locate("pulumi")

    assert tool is not None
    assert tool.path == path


def test_path_comes_before_the_cache(machine: Machine) -> None:
    machine.put_go()
    start(["pulumi"]).wait()
    machine.put_pulumi("v3.259.7")

    tool = locate("pulumi")

    assert tool is not None
    assert tool.origin is Origin.PATH


def test_the_cache_is_used_where_path_is_refused(machine: Machine) -> None:
    machine.put_go()
    start(["pulumi"]).wait()
    machine.put_pulumi("v3.1.0")

    tool = locate("pulumi")

    assert tool is not None
    assert (tool.origin, tool.version) == (Origin.CACHE, "3.259.0")
