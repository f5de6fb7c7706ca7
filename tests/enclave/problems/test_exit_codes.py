from hypothesis import given
from hypothesis import strategies as st

from enclave.problems import ExitCode, worst

codes = st.lists(st.sampled_from(ExitCode), min_size=1)


def test_nothing_looked_is_not_clean() -> None:
    assert worst([]) is ExitCode.COULD_NOT_LOOK


@given(codes)
def test_could_not_look_beats_findings_beats_clean(codes: list[ExitCode]) -> None:
    if ExitCode.COULD_NOT_LOOK in codes:
        expected = ExitCode.COULD_NOT_LOOK
    else:
        expected = ExitCode.FINDINGS if ExitCode.FINDINGS in codes else ExitCode.CLEAN
    assert worst(codes) is expected


@given(codes, codes)
def test_the_order_of_looks_does_not_matter(some: list[ExitCode], more: list[ExitCode]) -> None:
    assert worst([*some, *more]) is worst([worst(more), worst(some)])
