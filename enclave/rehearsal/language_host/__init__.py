"""Runs Pulumi Python programs for the engine where the official language host is not installed."""
