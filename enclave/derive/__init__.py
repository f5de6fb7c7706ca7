"""What follows from the declaration: pure functions, one file per target."""
