"""Runs tests against every mutant of one module, each in a process of its own.

    python -m tests.judges.mutation.sweep enclave.derive.keys

Tests are those of the module and of the modules that import it. They are collected once; a mutant's
process runs them until one fails, the module's own first. Prints the mutants that no test noticed,
one a line, and exits 1 where any is left.
"""

import ast
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

from tests.judges.mutation.mutants import Mutant, mutants

SECONDS = 300  # of a processor: a mutant that keeps its tests busy for longer is noticed
OPTIONS = (
    *("-q", "--assert=plain", "-m", "not slow and not integration", "-p", "no:cacheprovider"),
    *("-p", "no:randomly"),
)
HELD = ("enclave.", "stacks.", "tests.")
NOTICED = 1
LAYERS = Path("tests/stacks/layers")


class Sweep:
    """Takes the place of the loop over all tests."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._source = Path(str(module.__file__)).read_text()
        self.survivors: list[str] = []
        self.sound = True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge every mutant, as many at once as there are processors."""
        own = f"test_{self._module.__name__.rpartition('.')[2]}.py"
        # Examples by chance are left out: what one of them notices now, none may notice tomorrow.
        session.items = [item for item in session.items if not _by_chance(item)]
        session.items.sort(
            key=lambda item: (item.path.name != own, item.path.parent.name == LAYERS.name)
        )
        as_it_is = Mutant(label="", tree=ast.parse(self._source))
        self.sound = not self._ended(self._start(session, as_it_is))
        running: dict[int, str] = {}
        for mutant in mutants(self._source) if self.sound else ():
            if len(running) == os.cpu_count():
                self._take(running)
            running[self._start(session, mutant)] = mutant.label
        while running:
            self._take(running)
        return True

    def _take(self, running: dict[int, str]) -> None:
        process, status = os.wait()
        label = running.pop(process)
        if status == 0:
            self.survivors.append(f"{self._module.__name__} {label}")

    def _ended(self, process: int) -> bool:
        return os.waitpid(process, 0)[1] != 0

    def _start(self, session: pytest.Session, mutant: Mutant) -> int:
        process = os.fork()  # what a mutant leaves behind ends with its process
        if process == 0:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            _silence()
            os._exit(NOTICED if self._noticed(session, mutant) else 0)
        return process

    def _noticed(self, session: pytest.Session, mutant: Mutant) -> bool:
        try:
            apply(self._module, self._source, mutant.tree)
            for item in session.items:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if session.testsfailed:
                    return True
        except BaseException:  # noqa: BLE001  whatever it is, everyone would see it
            return True
        return False


def tests_of(name: str) -> list[str]:
    """The tests of a module, of what imports it, and of the layers, where everything is used."""
    own = Path("tests", *name.split(".")).with_suffix(".py")
    folder = own.parent if own.parent.is_dir() else own.parent.parent
    users = {name.rpartition(".")[2]}
    for path in Path(*name.split(".")[:-1]).glob("*.py"):
        if name in path.read_text():
            users.add(path.stem)
    tests = sorted(folder.rglob("test_*.py"))
    near = [t for t in tests if t.stem.removeprefix("test_") in users or name in t.read_text()]
    layers = [t for t in sorted(LAYERS.glob("test_*.py")) if t not in near]
    return [str(test) for test in (*(near or tests), *layers)]


def _by_chance(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the survivors of one module."""
    (name,) = sys.argv[1:] if argv is None else argv
    sweep = Sweep(importlib.import_module(name))
    pytest.main([*OPTIONS, *tests_of(name)], plugins=[sweep])
    if not sweep.sound:
        sys.stdout.write(f"\n{name}: its tests fail as it is\n")
        return 2
    sys.stdout.writelines(f"\n{survivor}" for survivor in sweep.survivors)
    return int(bool(sweep.survivors))


def apply(module: ModuleType, source: str, tree: ast.Module) -> None:
    """Make the module behave as the mutant, for all who have imported from it already."""
    told = ("__name__", "__file__", "__package__")  # what its relative imports need
    mutated: dict[str, Any] = {name: getattr(module, name) for name in told}
    exec(compile(tree, str(module.__file__), "exec"), mutated)  # noqa: S102  our own source
    for before, after in zip(ast.parse(source).body, tree.body, strict=True):
        if ast.dump(before) != ast.dump(after):
            for name in _names(after):
                _become(module, name, mutated[name])
    _forget()


def _names(statement: ast.stmt) -> Iterator[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _become(module: ModuleType, name: str, new: Any) -> None:  # noqa: ANN401  any object
    old = vars(module)[name]
    if isinstance(_plain(old), FunctionType):
        _behave(_plain(old), _plain(new))
    elif isinstance(old, type):
        for own, value in vars(new).items():
            if isinstance(_plain(value), FunctionType):
                _behave(_plain(vars(old)[own]), _plain(value))
    else:
        for holder in [m for n, m in sys.modules.items() if n.startswith(HELD)]:
            for own, value in list(vars(holder).items()):
                if value is old:
                    setattr(holder, own, new)


def _behave(old: FunctionType, new: FunctionType) -> None:
    old.__code__ = new.__code__
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__


def _plain(value: Any) -> Any:  # noqa: ANN401  any object
    if isinstance(value, property):
        return value.fget
    return getattr(value, "__wrapped__", getattr(value, "__func__", value))


def _forget() -> None:
    for holder in [m for n, m in sys.modules.items() if n.startswith(HELD)]:
        for value in list(vars(holder).values()):
            if callable(clear := getattr(value, "cache_clear", None)):
                clear()


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
