"""A small world that steps change: a folder with one file per effect, and a list of calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enclave.journal.step import Arguments, Functions, Step


def nothing_happens() -> None:
    """No kill at this point."""


@dataclass
class World:
    """Effects are files; `tick` is called between any two things that happen."""

    folder: Path
    tick: Callable[[], None] = nothing_happens

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    def functions(self) -> Functions:
        return Functions(
            do={"make": self._make}, undo={"drop": self._drop}, verify={"there": self._there}
        )

    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def effects(self) -> set[str]:
        return {path.name for path in self.folder.glob("effect-*")}

    def _note(self, call: str) -> None:
        with (self.folder / "calls").open("a") as file:
            file.write(f"{call}\n")

    def _make(self, arguments: Arguments) -> str:
        self.tick()
        self._note(f"make {arguments['name']}")
        (self.folder / arguments["name"]).touch(exist_ok=False)
        self.tick()
        return f"made {arguments['name']}"

    def _drop(self, arguments: Arguments) -> str:
        self.tick()
        self._note(f"drop {arguments['name']}")
        (self.folder / arguments["name"]).unlink(missing_ok=True)
        self.tick()
        return ""

    def _there(self, arguments: Arguments) -> bool:
        self.tick()
        return (self.folder / arguments["name"]).exists()


def make_step(name: str = "effect-1", **overrides: Any) -> Step:  # noqa: ANN401  any field
    values: Mapping[str, Any] = {
        "id": name,
        "do": "make",
        "undo": "drop",
        "verify": "there",
        "arguments": {"name": name},
    }
    return Step(**{**values, **overrides})


STEPS = [make_step("effect-1"), make_step("effect-2"), make_step("effect-3")]
EFFECTS = {step.id for step in STEPS}
