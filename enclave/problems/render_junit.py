"""A report as JUnit XML: for a test view of a CI system."""

from xml.etree import ElementTree as ET

from enclave.problems.counts import counts
from enclave.problems.finding import Finding, State
from enclave.problems.report import Report
from enclave.problems.wording import one_line


def render_junit(report: Report) -> str:
    """One test case per result; a covered failure is skipped, a look at nothing is an error."""
    number = counts(report)
    totals = {
        "tests": str(len(report.results)),
        "failures": str(number["fail"]),
        "errors": str(number["error"]),
        "skipped": str(number["skip"] + number["covered"]),
    }
    root = ET.Element("testsuites", {"name": "enclave", **_without_skipped(totals)})
    suite = ET.SubElement(root, "testsuite", {"name": one_line(report.title), **totals})
    _add_properties(suite, report)
    for finding in report.results:
        _add_case(suite, finding)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _without_skipped(totals: dict[str, str]) -> dict[str, str]:
    # The schema that CI systems share knows `skipped` on a suite, not on their root.
    return {name: value for name, value in totals.items() if name != "skipped"}


def _add_properties(suite: ET.Element, report: Report) -> None:
    values = {
        "looked_at": str(report.looked_at),
        "declaration_digest": report.declaration_digest or "none",
        **{f"version.{name}": version for name, version in sorted(report.versions.items())},
    }
    properties = ET.SubElement(suite, "properties")
    for name, value in values.items():
        attributes = {"name": one_line(name), "value": one_line(value)}
        ET.SubElement(properties, "property", attributes)


def _add_case(suite: ET.Element, finding: Finding) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        {"classname": one_line(finding.rule), "name": one_line(finding.subject)},
    )
    message = one_line(finding.message)
    if finding.state is State.PASS:
        return
    if finding.state is State.SKIP:
        ET.SubElement(case, "skipped", {"message": message})
    elif finding.state is State.FAIL and finding.exception is not None:
        reason = f"covered by exception {one_line(finding.exception)}"
        ET.SubElement(case, "skipped", {"message": reason})
    else:
        kind = "error" if finding.state is State.ERROR else "failure"
        attributes = {"message": message, "type": finding.severity.value}
        ET.SubElement(case, kind, attributes).text = str(finding)
