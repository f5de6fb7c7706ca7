"""Stands the declared enclave up on one machine without a cloud account."""
