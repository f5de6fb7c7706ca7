from itertools import product

import pytest

from enclave.derive.knowledge import Known, every, opposite, some


@pytest.mark.parametrize(
    ("answers", "all_of_them", "one_of_them"),
    [
        ((), True, False),
        ((True, None), None, True),
        ((False, None), False, None),
        ((None,), None, None),
        ((True, True), True, True),
        ((False, True), False, True),
    ],
)
def test_one_answer_that_settles_it_is_enough(
    answers: tuple[Known, ...], all_of_them: Known, one_of_them: Known
) -> None:
    assert (every(answers), some(answers)) == (all_of_them, one_of_them)


def test_what_is_not_known_never_settles_what_could_be_either() -> None:
    for known in product((True, False), repeat=2):
        assert every((None, *known)) in {None, every((True, *known)), every((False, *known))}
        assert opposite(None) is None
