"""Components: one ComponentResource per file; facts come in through their Args."""
