"""What the tests of the program would not notice: one thing left out or turned round at a time."""
