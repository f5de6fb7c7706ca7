"""The locks are complete: hashed, without addresses, within the ranges that users get."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.map.tree import text, under

LOCKS = under("requirements", ".txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_every_pin_has_a_hash_and_no_lock_an_address(lock: object) -> None:
    content = text(str(lock))
    entries = re.split(r"\n(?=[A-Za-z0-9])", content.strip())
    assert [
        e.splitlines()[0] for e in entries if "--hash=sha256:" not in e and not e.startswith("#")
    ] == []
    assert "://" not in content


def test_the_development_lock_contains_the_kit_lock() -> None:
    kit, dev = (dict(PIN.findall(text(f"requirements/{name}.txt"))) for name in ("kit", "dev"))
    assert kit
    assert {name: version for name, version in kit.items() if dev.get(name) != version} == {}


def test_pins_lie_in_the_ranges_that_users_get() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    pins = {name.lower(): Version(v) for name, v in PIN.findall(text("requirements/kit.txt"))}
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    asked = [Requirement(r) for r in project["dependencies"] + extras]
    assert [str(r) for r in asked if pins[r.name.lower()] not in r.specifier] == []


def test_every_range_is_bounded() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    assert [r for r in project["dependencies"] + extras if "<" not in r or ">=" not in r] == []
