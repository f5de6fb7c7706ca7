"""Reports whose every text is hostile."""

from hypothesis import strategies as st

from enclave.problems import Finding, Location, Report, Severity, State

ATTACKS = (
    "a\nb\r\nc",
    "\x1b[31mred\x1b[0m",
    "]]>",
    "<script>alert(1)</script>",
    "a | b",
    "`code` **bold** [link](https://evil.example)",
    "{0} {{1}}",
    "\u202egnp.exe",
    "\udc80",
    "\x00\x85\u2028\ufffe",
    "@team #1 www.evil.example https://evil.example",
    "::error::x",
    "",
)

hostile = st.one_of(st.sampled_from(ATTACKS), st.text(st.characters(), max_size=20))
lines = st.none() | st.integers(1, 10_000)
locations = st.builds(Location, path=hostile, line=lines, column=lines)
findings = st.builds(
    Finding,
    rule=hostile,
    severity=st.sampled_from(Severity),
    state=st.sampled_from(State),
    subject=hostile,
    location=locations,
    message=hostile,
    fix=hostile,
    controls=st.lists(hostile, max_size=3).map(tuple),
    exception=st.none() | hostile,
)
reports = st.builds(
    Report,
    title=hostile,
    versions=st.dictionaries(hostile, hostile, max_size=3),
    declaration_digest=st.none() | hostile,
    looked_at=st.integers(0, 5),
    findings=st.lists(findings, max_size=5).map(tuple),
)
