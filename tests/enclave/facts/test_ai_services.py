import pytest

from enclave.facts.ai_services import ai_services


@pytest.mark.parametrize("service", ["bedrock", "sagemaker*", "q", "comprehend", "textract"])
def test_names_what_content_could_reach(service: str) -> None:
    assert service in ai_services().services.value
