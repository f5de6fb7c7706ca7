"""True, false, or not known: the three answers of whoever judges what he has not seen whole."""

from collections.abc import Iterable

Known = bool | None


def every(answers: Iterable[Known]) -> Known:
    """False where one is false, whatever is not known; true where all are true."""
    found = list(answers)
    if False in found:
        return False
    return None if None in found else True


def some(answers: Iterable[Known]) -> Known:
    """True where one is true, whatever is not known; false where all are false."""
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def opposite(answer: Known) -> Known:
    """What is not known stays so."""
    return None if answer is None else not answer
