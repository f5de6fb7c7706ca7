"""What no source may contain."""

import ast
import re
import subprocess
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.map.tree import ROOT, files, text, under

PYTHON = (*under("enclave", ".py"), *under("stacks", ".py"), *under("scripts", ".py"))
DATA = (".yaml", ".yml", ".toml")

URL = re.compile(r"\b(?:https?|spiffe)://[^\s\"'`<>)}\]]+")
TEMPLATE = re.compile(r"[{%$\[\\^]")

REFERENCES = {
    # Identifiers of formats: nobody connects to them.
    "json-schema.org": "dialect of JSON Schema",
    "www.w3.org": "namespace of SVG",
    "docs.oasis-open.org": "SARIF 2.1.0, where its schema is published",
    "json.schemastore.org": "SARIF 2.1.0, id of its schema",
}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """String constants of a module, with docstrings left out: those cite sources."""
    tree = ast.parse(text(path))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def is_public(url: str) -> bool:
    """Whether a URL names a host out there: not loopback, not an example, not a template."""
    if TEMPLATE.search(url):
        return False
    host = urlsplit(url.rstrip(".,;:")).hostname or ""
    if host in REFERENCES or host.endswith(".example") or "." not in host:
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True


def test_the_search_for_public_hosts_sees_one() -> None:
    assert is_public("https://models.vendor.com/v1")
    assert not is_public("http://127.0.0.1:5000")
    assert not is_public("https://loom.my.salesforce.example")


@pytest.mark.parametrize("path", PYTHON, ids=str)
def test_no_value_names_a_public_host(path: Path) -> None:
    named = [
        f"{path}:{line} {url}"
        for line, value in strings(path)
        for url in URL.findall(value)
        if is_public(url)
    ]
    assert named == []


def test_no_setting_names_a_public_host() -> None:
    settings = [
        p
        for p in files()
        if p.suffix in DATA and "facts" not in p.parts and "fixtures" not in p.parts
    ]
    assert settings
    assert [f"{p} {u}" for p in settings for u in URL.findall(text(p)) if is_public(u)] == []


def test_stacks_import_their_siblings_relatively() -> None:
    absolute = [
        f"{path}:{node.lineno}"
        for path in under("stacks", ".py")
        if path.name != "__main__.py"
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.ImportFrom)
        and node.level == 0
        and (node.module or "").split(".")[0] == "stacks"
    ]
    assert under("stacks", ".py")
    assert absolute == []


def test_arn_partitions_are_never_literal() -> None:
    literal = [
        f"{path}:{line} {value}"
        for path in PYTHON
        for line, value in strings(path)
        if re.search(r"\barn:aws(-[a-z]+)?:", value)
    ]
    assert literal == []


def test_files_stay_readable() -> None:
    long = [f"{p} {n}" for p in PYTHON if (n := len(text(p).splitlines())) > 400]
    assert long == []


def test_nothing_ignored_is_tracked() -> None:
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert listed.stdout == ""
