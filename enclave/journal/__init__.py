"""Steps that survive a kill: written down before and after, resumed, undone in order."""
