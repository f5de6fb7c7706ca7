"""Durations as people say them."""

_MINUTE = 60
_HOUR = 60 * _MINUTE


def duration(seconds: float) -> str:
    """`0.4 s`, `19 s`, `3 m 34 s`, `1 h 2 m`: tenths below a second, else the two largest units."""
    if seconds < 1:
        return f"{max(seconds, 0):.1f} s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} m {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} m"
