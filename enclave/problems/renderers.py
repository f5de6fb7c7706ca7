"""The formats of a report: the only list of them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from enclave.problems.render_json import render_json
from enclave.problems.render_junit import render_junit
from enclave.problems.render_markdown import render_markdown
from enclave.problems.render_sarif import render_sarif
from enclave.problems.render_terminal import render_terminal
from enclave.problems.report import Report


class Format(StrEnum):
    """How a report is written: the values of every `--format`."""

    TERMINAL = "terminal"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


RENDERERS: Mapping[Format, Callable[[Report], str]] = MappingProxyType(
    {
        Format.TERMINAL: render_terminal,
        Format.JSON: render_json,
        Format.SARIF: render_sarif,
        Format.JUNIT: render_junit,
        Format.MARKDOWN: render_markdown,
    }
)
