"""Judges that nobody here wrote, and what is put before them."""
