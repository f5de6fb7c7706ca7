"""Why a tool cannot be had, said as a problem with both ways to get it."""

import re
from collections.abc import Sequence
from pathlib import Path

from enclave.problems import Problem
from enclave.tools.go import Compiler
from enclave.tools.table import Recipe
from enclave.tools.versions import Version

_CHECKSUM = re.compile(r"(\S+@v\S+): checksum mismatch|SECURITY ERROR")
_UNPINNED = re.compile(r"missing go\.sum entry|updates to go\.(?:mod|sum) needed")
_FULL = re.compile(r"no space left on device|disk quota exceeded", re.IGNORECASE)
_KILLED = re.compile(r"signal: killed$")  # the kernel ended a compiler that Go had started
_REFUSED = re.compile(r"(\S+@v\S+): .*?\b(4\d\d [A-Z][A-Za-z ]+)")
_UNREACHABLE = re.compile(
    r"dial tcp|no such host|connection re(?:fused|set)|network is unreachable|i/o timeout|"
    r"handshake timeout|proxyconnect|disabled by GOPROXY=off|deadline exceeded|"
    r"unexpected EOF|x509: |50[0234] [A-Z]"
)


def ways(recipe: Recipe, go: Version) -> str:
    """Both ways to get a tool, as the end of a fix."""
    return (
        f"put {recipe.name} {recipe.tested} on PATH, "
        f"or install Go {go.major}.{go.minor} or newer, with which the kit builds it"
    )


def no_compiler(
    recipe: Recipe, found: Compiler | None, go: Version, seen: Sequence[str]
) -> Problem:
    """Nothing usable was found, and Go is missing or too old."""
    state = "is not on PATH" if found is None else f"is {found.version}, older than {go}"
    why = f" ({'; '.join(seen)})" if seen else ""
    return Problem(
        where=str(recipe),
        problem=f"is not installed{why}, and Go, which would build it, {state}",
        fix=ways(recipe, go),
    )


def build_failure(recipe: Recipe, code: int, output: Sequence[str], log: Path) -> Problem:
    """What `go` said when it failed, in the kit's words; the whole output stands in `log`."""
    text = "\n".join(output)
    put = f"put {recipe.name} {recipe.tested} on PATH"
    if _CHECKSUM.search(text):
        return _checksum(recipe, text, log)
    if _UNPINNED.search(text):
        return Problem(
            where=f"tools/{recipe.family}/go.sum",
            problem=f"does not pin every module that {recipe} is built from; nothing was built",
            fix=f"run `go mod tidy` in tools/{recipe.family} and commit the result",
        )
    if _FULL.search(text):
        return disk_full(recipe)
    if refused := _REFUSED.search(text):
        return Problem(
            where=str(recipe),
            problem=f"was not built: the module proxy refused {refused[1]}: {refused[2].strip()}",
            fix=f"point GOPROXY at a mirror that has it, or {put}",
        )
    if _UNREACHABLE.search(text):
        return Problem(
            where=str(recipe),
            problem="was not built: the module proxy, which has its Go modules, did not answer",
            fix=f"point GOPROXY at a mirror that this machine reaches, or {put}",
        )
    return _unknown(recipe, code, output, log)


def disk_full(recipe: Recipe) -> Problem:
    """No room for the modules, for Go's own caches or for the program."""
    return Problem(
        where=str(recipe),
        problem="was not built: the disk is full",
        fix="free 4 GB where `go env GOCACHE GOMODCACHE`, TMPDIR and the kit's cache stand, "
        "then run it again: it continues where it stopped",
    )


def not_writable(recipe: Recipe, error: OSError) -> Problem:
    """The kit's cache cannot be written."""
    return Problem(
        where=str(error.filename or "cache"),
        problem=f"cannot be written, so {recipe} was not built: {error.strerror}",
        fix="set XDG_CACHE_HOME to a folder that you may write",
    )


def wrong_stamp(recipe: Recipe, said: Version | None) -> Problem:
    """The built program does not name the version that it was built as."""
    return Problem(
        where=str(recipe),
        problem=f"was built, but names itself {said or 'no version'}; it was not installed",
        fix=f"correct the link flags of {recipe.name} in enclave/tools/table.py",
    )


def stopped(recipe: Recipe) -> Problem:
    """The build was asked to end."""
    return Problem(
        where=str(recipe),
        problem="was not built: the build was stopped",
        fix="run it again: it continues where it stopped",
    )


def _checksum(recipe: Recipe, text: str, log: Path) -> Problem:
    module = next((m[1] for m in _CHECKSUM.finditer(text) if m[1]), "a module")
    return Problem(
        where=f"tools/{recipe.family}/go.sum",
        problem=f"pins another checksum of {module} than was fetched; {recipe} was not built",
        fix=f"do not use this module: find out who changed it. {log} has what Go said",
    )


def _unknown(recipe: Recipe, code: int, output: Sequence[str], log: Path) -> Problem:
    if code < 0 or any(_KILLED.search(line) for line in output):
        return Problem(
            where=str(recipe),
            problem="was not built: Go was killed, perhaps for want of memory",
            fix="free 2 GB of memory and run it again: it continues where it stopped",
        )
    last = next((line.strip() for line in reversed(output) if line.strip()), "it gave no reason")
    return Problem(where=str(recipe), problem=f"was not built: {last}", fix=f"read {log}")
