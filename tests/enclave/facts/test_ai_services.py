import re

import pytest

from enclave.facts.ai_services import ai_services


@pytest.mark.parametrize("service", ["bedrock", "sagemaker", "q", "comprehend", "textract"])
def test_names_what_content_could_reach(service: str) -> None:
    assert service in ai_services().services.value


def test_each_prefix_is_one_that_aws_takes_in_a_policy() -> None:
    assert [n for n in ai_services().services.value if not re.fullmatch(r"[a-z0-9-]+", n)] == []
