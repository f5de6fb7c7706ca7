"""What Pulumi runs: the layer of the stack, or one plain line a problem."""

import gc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pulumi
import pytest
import yaml

import stacks
from enclave.problems import Problem
from tests.enclave.derive.declared import document
from tests.stacks.conftest import Recorder, in_a_stack
from tests.stacks.test_supplied import GIVEN

ROOT = Path(__file__).parents[2]
OFF = GIVEN | {"pulumi:disable-default-providers": '["*"]'}


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Gives the garbage collector back as it was."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The AWS settings of whoever runs the tests stay out of them."""
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/dev/null")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the engine is told as errors."""
    lines: list[str] = []
    monkeypatch.setattr(pulumi.log, "error", lines.append)
    return lines


def test_run_declares_the_layer_of_the_example(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", "file:///state")

    def program() -> None:
        pulumi.runtime.set_all_config(OFF)
        stacks.run()

    recorder.run(program, root=str(ROOT))
    assert recorder.inputs("network-vpc")["cidrBlock"] == "10.40.0.0/20"


def test_problem_reaches_the_user_as_its_line(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise Problem(where="here", problem="is wrong", fix="do right")

    monkeypatch.setattr(stacks, "declare", fail)
    with pytest.raises(SystemExit) as ended:
        stacks.run()
    assert (ended.value.code, said) == (32, ["here is wrong. Fix: do right."])


def test_every_problem_of_the_declaration_is_told(said: list[str], tmp_path: Path) -> None:
    broken = document()
    broken["functions"]["reply"]["model"] = "nobody"
    broken["functions"]["reply"]["owner"] = "nobody-else"
    (tmp_path / "enclave.yaml").write_text(yaml.safe_dump(broken))
    with pytest.raises(SystemExit):
        in_a_stack(stacks.run, stack="frankfurt-cloud", root=str(tmp_path))
    (text,) = said
    lines = text.splitlines()
    assert len(lines) > 1
    assert all(line.startswith(f"{tmp_path}/enclave.yaml:") for line in lines)
    assert all(" Fix: " in line for line in lines)


def test_linked_declaration_is_read_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "enclave.yaml").symlink_to(ROOT / "enclave.yaml")
    found = in_a_stack(stacks.settings.declaration_file, stack="x", root=str(tmp_path))
    assert found == ROOT / "enclave.yaml"


def test_collector_looks_at_the_graph_rarely() -> None:
    stacks.collect_rarely()
    assert gc.get_threshold() == (50_000, 20, 100)
    assert gc.get_freeze_count() > 0


def project() -> Mapping[str, object]:
    content: Mapping[str, object] = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())
    return content


def test_project_declares_every_setting_and_no_other() -> None:
    config = project()["config"]
    assert isinstance(config, dict)
    assert set(config) == set(stacks.settings.KEYS)


def test_project_switches_default_providers_off() -> None:
    config = project()["config"]
    assert isinstance(config, dict)
    assert config[stacks.settings.NO_DEFAULT_PROVIDERS] == {"value": ["*"]}


def test_project_names_no_backend() -> None:
    assert "backend" not in project()
