"""What Go says when it fails, in the kit's words; the outputs are those of Go 1.26."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enclave.tools import faults
from enclave.tools.go import Compiler
from enclave.tools.table import RECIPES
from enclave.tools.versions import Version

PULUMI = RECIPES["pulumi"]
LOG = Path("build.log")
ON_PATH = "put pulumi >= 3.259.0, < 3.260.0 on PATH"
MODULE = "github.com/pulumi/pulumi/pkg/v3@v3.259.0"
ZIP = "http://mirror.example/pkg/v3/@v/v3.259.0.zip"

UNREACHABLE = (
    "pulumi 3.259.0 was not built: the module proxy, which has its Go modules, did not answer. "
    f"Fix: point GOPROXY at a mirror that this machine reaches, or {ON_PATH}."
)
FULL = (
    "pulumi 3.259.0 was not built: the disk is full. "
    "Fix: free 4 GB where `go env GOCACHE GOMODCACHE`, TMPDIR and the kit's cache stand, "
    "then run it again: it continues where it stopped."
)
KILLED = (
    "pulumi 3.259.0 was not built: Go was killed, perhaps for want of memory. "
    "Fix: free 2 GB of memory and run it again: it continues where it stopped."
)


def failure(*output: str, code: int = 1) -> str:
    return str(faults.build_failure(PULUMI, code, output, LOG))


@pytest.mark.parametrize(
    "line",
    [
        "module lookup disabled by GOPROXY=off",
        f'{MODULE}: Get "{ZIP}": dial tcp 192.0.2.9:443: connect: connection refused',
        f'{MODULE}: Get "{ZIP}": dial tcp: lookup mirror.example on 192.0.2.53:53: no such host',
        f'{MODULE}: Get "{ZIP}": net/http: TLS handshake timeout',
        f'{MODULE}: Get "{ZIP}": proxyconnect tcp: EOF',
        f"{MODULE}: reading {ZIP}: 502 Bad Gateway",
    ],
)
def test_a_proxy_that_does_not_answer(line: str) -> None:
    assert failure(line) == UNREACHABLE


def test_a_proxy_that_refuses_a_module_names_it() -> None:
    assert failure(f"{MODULE}: reading {ZIP}: 404 Not Found") == (
        f"pulumi 3.259.0 was not built: the module proxy refused {MODULE}: 404 Not Found. "
        f"Fix: point GOPROXY at a mirror that has it, or {ON_PATH}."
    )


def test_a_module_with_another_checksum_is_refused() -> None:
    message = failure(
        f"verifying {MODULE}: checksum mismatch",
        "\tdownloaded: h1:mJP9tXF9oxcfwidBgteXkUUchIz2L59SbGS5byZBo1w=",
        "\tgo.sum:     h1:mJP9tXF9oxcfwidBgteXkUUchIz2L59SbGSAAAAAAAA=",
        "SECURITY ERROR",
    )

    assert message == (
        f"tools/pulumi/go.sum pins another checksum of {MODULE} than was fetched; "
        "pulumi 3.259.0 was not built. Fix: do not use this module: find out who changed it. "
        "build.log has what Go said."
    )


@pytest.mark.parametrize(
    "line",
    [
        "main.go:51:2: missing go.sum entry for module providing package example/x; to add:",
        "go: updates to go.mod needed",
    ],
)
def test_a_module_that_is_not_pinned_is_refused(line: str) -> None:
    assert failure(line) == (
        "tools/pulumi/go.sum does not pin every module that pulumi 3.259.0 is built from; "
        "nothing was built. Fix: run `go mod tidy` in tools/pulumi and commit the result."
    )


@pytest.mark.parametrize(
    "line",
    [
        "link: mapping output file failed: no space left on device",
        "write /home/ada/go/pkg/mod/x: disk quota exceeded",
    ],
)
def test_a_full_disk(line: str) -> None:
    assert failure(line) == FULL


def test_a_killed_compiler() -> None:
    assert failure("k8s.io/api/core/v1: compile: signal: killed") == KILLED


def test_a_killed_go() -> None:
    assert failure(code=-9) == KILLED


def test_any_other_failure_gives_the_last_line_and_the_log() -> None:
    assert failure("# example/x", "x.go:3:1: undefined: y", "") == (
        "pulumi 3.259.0 was not built: x.go:3:1: undefined: y. Fix: read build.log."
    )


@given(st.lists(st.text()), st.integers(min_value=-64, max_value=255))
def test_whatever_go_says_is_one_line(output: list[str], code: int) -> None:
    message = failure(*output, code=code)

    assert "\n" not in message
    assert " Fix: " in message


def test_no_go_names_the_tool_its_version_and_both_ways() -> None:
    seen = ["/usr/bin/pulumi is 3.1.0, not tested: >= 3.259.0, < 3.260.0"]

    assert str(faults.no_compiler(PULUMI, None, Version(1, 26), seen)) == (
        "pulumi 3.259.0 is not installed (/usr/bin/pulumi is 3.1.0, not tested: "
        ">= 3.259.0, < 3.260.0), and Go, which would build it, is not on PATH. "
        f"Fix: {ON_PATH}, or install Go 1.26 or newer, with which the kit builds it."
    )


def test_an_old_go_names_both_versions() -> None:
    old = Compiler(path=Path("/usr/bin/go"), version=Version(1, 19, 8))

    assert str(faults.no_compiler(PULUMI, old, Version(1, 26), [])) == (
        "pulumi 3.259.0 is not installed, and Go, which would build it, is 1.19.8, older than "
        f"1.26.0. Fix: {ON_PATH}, or install Go 1.26 or newer, with which the kit builds it."
    )
