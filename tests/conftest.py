"""Sockets are blocked (`--disable-socket`), except where a test starts real programs."""

import hypothesis
import pytest

hypothesis.settings.register_profile("kit", deadline=None)  # a busy machine is no finding
hypothesis.settings.load_profile("kit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let integration tests, and only them, open sockets."""
    for item in items:
        if item.get_closest_marker("integration"):
            item.add_marker(pytest.mark.enable_socket)
