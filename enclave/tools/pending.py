"""Getting several tools beside other work."""

import atexit
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from enclave.problems import Problem
from enclave.tools.go import Commands
from enclave.tools.search import locate
from enclave.tools.table import RECIPES
from enclave.tools.tool import Tool


class Unavailable(Problem):
    """Several tools cannot be had; prints one line for each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        names = ", ".join(problem.where for problem in problems)
        super().__init__(where=names, problem="cannot be had", fix="see each")
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """One line for each problem."""
        return "\n".join(str(problem) for problem in self.problems)


class Pending:
    """Tools that are being found or built; one at a time, since each build uses every core."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._commands = Commands()
        self._result: Future[Mapping[str, Tool]] = Future()
        self._thread = threading.Thread(target=self._work, name="tools", daemon=True)

    def begin(self) -> None:
        """Start the work; whatever ends this process ends it too."""
        atexit.register(self.stop)
        self._thread.start()

    def wait(self) -> Mapping[str, Tool]:
        """Every tool by its name, once all are there.

        Raises Problem where one cannot be had, Unavailable where several cannot.
        """
        return self._result.result()

    def stop(self) -> None:
        """End a build under way; `wait` then raises Problem. Go's caches keep what is done."""
        self._commands.stop()
        self._thread.join()

    def _work(self) -> None:
        try:
            self._result.set_result(self._all())
        except BaseException as error:  # noqa: BLE001  handed to whoever waits, never swallowed
            self._result.set_exception(error)
        finally:
            atexit.unregister(self.stop)

    def _all(self) -> Mapping[str, Tool]:
        from enclave.tools.build import build  # noqa: PLC0415  rich loads beside other work

        tools: dict[str, Tool] = {}
        problems: list[Problem] = []
        for name in self._names:
            try:
                tools[name] = locate(name) or build(RECIPES[name], self._commands)
            except Problem as problem:
                problems.append(problem)
        if problems:
            raise problems[0] if len(problems) == 1 else Unavailable(problems)
        return tools


def start(names: Sequence[str]) -> Pending:
    """Begin to find or build the named tools in a thread of its own, and return at once."""
    pending = Pending(names)
    pending.begin()
    return pending
