"""What the kit says when something is wrong: problems, findings, reports, exit codes, renderers."""

from enclave.problems.exceptions import PolicyException, apply_exceptions
from enclave.problems.exit_codes import ExitCode, worst
from enclave.problems.finding import Finding, Location, Severity, State
from enclave.problems.problem import Problem
from enclave.problems.report import Report

__all__ = [
    "ExitCode",
    "Finding",
    "Location",
    "PolicyException",
    "Problem",
    "Report",
    "Severity",
    "State",
    "apply_exceptions",
    "worst",
]
