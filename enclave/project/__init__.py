"""A user's own project: five files, and everything else is depended on (ADR 0001)."""
