from enclave.rehearsal.outcome import Outcome


def outcome(**counts: int) -> Outcome:
    return Outcome(
        stack="a", seconds=1.0, counts={k.replace("_", "-"): n for k, n in counts.items()}
    )


def test_nothing_changed_when_everything_is_the_same() -> None:
    assert outcome(same=62).changed == 0
    assert outcome(same=62).all == 62


def test_creates_updates_replacements_and_deletions_are_changes() -> None:
    counted = outcome(same=1, create=2, update=3, replace=4, delete=5)
    assert (counted.new, counted.changed, counted.gone) == (2, 14, 5)


def test_what_was_deleted_stands_no_more() -> None:
    assert outcome(same=1, create=2, delete=5).all == 3


def test_reading_and_refreshing_change_nothing() -> None:
    assert outcome(read=2, refresh=3).changed == 0
