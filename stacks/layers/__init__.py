"""Layers, in the order in which they are deployed: one file each."""
