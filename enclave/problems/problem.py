"""The one base exception of the kit."""

from enclave.problems.exit_codes import ExitCode
from enclave.problems.wording import one_line, sentence


class Problem(Exception):  # noqa: N818  a problem is the kit's own word, in messages and in docs
    """Something that stops the work, said as where, what and fix.

    The command line prints it as one line on stderr and exits with `exit_code`.
    """

    exit_code = ExitCode.COULD_NOT_LOOK

    def __init__(self, *, where: str, problem: str, fix: str) -> None:
        super().__init__(where, problem, fix)
        self.where = where
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        """One line: where, what, fix; whatever the parts contain."""
        return f"{one_line(self.where)} {sentence(self.problem)} Fix: {sentence(self.fix)}"
