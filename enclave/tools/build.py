"""Builds one tool from its pinned Go modules into the cache."""

import errno
import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from enclave.console import Step, step
from enclave.problems import Problem
from enclave.tools import faults
from enclave.tools.family import family_folder
from enclave.tools.go import Commands, Compiler, compiler, needed_version
from enclave.tools.search import asked_version, candidates, locate
from enclave.tools.store import Slot
from enclave.tools.table import Recipe
from enclave.tools.tool import Origin, Tool

_PACKAGE = re.compile(r"[\w.~-]+(?:/[\w.~-]+)*")  # a line of `go build -v`
_LOCK_POLL = 0.2  # seconds; a lock on a file cannot be waited for and given up at once
_FULL = (errno.ENOSPC, errno.EDQUOT)


def build(recipe: Recipe, commands: Commands) -> Tool:
    """The tool, built unless another process was quicker; raises Problem, with the fix.

    Nothing is visible in the cache before it is whole. What Go has already fetched and compiled
    stands in Go's own caches, so a build that was ended continues where it stopped.
    """
    began = time.monotonic()
    go = _compiler_for(recipe)
    slot = Slot.of(recipe)
    try:
        with slot.locked(partial(_wait, recipe, commands)) as lock:
            ready = locate(recipe.name)
            if ready is not None:
                return ready
            if slot.exists():
                _say(f"{recipe} in the cache {slot.damage()}; building it again")
            _Build(recipe=recipe, go=go, slot=slot, commands=commands, lock=lock).run()
    except OSError as error:
        if error.errno in _FULL:
            raise faults.disk_full(recipe) from error
        raise faults.not_writable(recipe, error) from error
    return Tool(
        name=recipe.name,
        version=str(recipe.pin),
        path=slot.program,
        origin=Origin.BUILT,
        seconds=time.monotonic() - began,
    )


def _compiler_for(recipe: Recipe) -> Compiler:
    needed = needed_version(family_folder(recipe.family))
    found = compiler()
    if found is None or found.version < needed:
        seen = [str(candidate) for candidate in candidates(recipe)]
        raise faults.no_compiler(recipe, found, needed, seen)
    return found


class _Build:
    """One build, with the tool's lock held."""

    def __init__(
        self, *, recipe: Recipe, go: Compiler, slot: Slot, commands: Commands, lock: int
    ) -> None:
        self._recipe = recipe
        self._go = go
        self._slot = slot
        self._commands = commands
        self._lock = lock
        self._output: list[str] = []
        self._compiled = 0

    def run(self) -> None:
        """Fill the slot."""
        with step(f"building {self._recipe}") as current, self._slot.filling() as draft:
            program = draft / self._recipe.name
            self._compile(program, current)
            for file in self._recipe.beside:
                # The module cache strips the run bit.
                shutil.copyfile(self._module_folder(file.module) / file.path, draft / file.name)
                (draft / file.name).chmod(0o755)
            said = asked_version(self._recipe, program)
            if said != self._recipe.pin:
                raise faults.wrong_stamp(self._recipe, said)

    def _compile(self, program: Path, current: Step) -> None:
        self._output.clear()

        def heard(line: str) -> None:
            if _PACKAGE.fullmatch(line):
                self._compiled += 1
                current.update(f"{self._compiled} packages compiled")
            elif line.startswith("go: downloading "):
                current.update(line.removeprefix("go: "))
            else:
                self._output.append(line)

        recipe = self._recipe
        self._run(("build", "-v", *recipe.flags, "-o", program, recipe.package), heard)

    def _module_folder(self, module: str) -> Path:
        self._output.clear()
        self._run(("list", "-m", "-f", "{{.Dir}}", module), self._output.append)
        return Path(self._output[-1])

    def _run(self, arguments: Sequence[str | Path], heard: Callable[[str], None]) -> None:
        code = self._commands.run(
            (self._go.path, *arguments),
            folder=family_folder(self._recipe.family),
            keep=self._lock,
            heard=heard,
        )
        if self._commands.stopped.is_set():
            raise faults.stopped(self._recipe)
        if code != 0:
            raise self._failure(code)

    def _failure(self, code: int) -> Problem:
        log = self._slot.folder.parent / "build.log"
        log.write_text("\n".join(self._output) + "\n", encoding="utf-8")
        return faults.build_failure(self._recipe, code, self._output, log)


def _wait(recipe: Recipe, commands: Commands, attempt: Callable[[], bool]) -> None:
    with step(f"waiting for another process, which builds {recipe}"):
        while not attempt():
            if commands.stopped.wait(_LOCK_POLL):
                raise faults.stopped(recipe)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
