"""The program's graph before three readings of AWS that nobody here wrote."""
