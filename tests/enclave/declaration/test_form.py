"""A value that is not of its form is told in words, with its place and an example."""

import pytest

from tests.enclave.declaration.factories import Change, changed, said, said_of


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(
            ("use: production", "usage: production"),
            "9:5 sites.cloud has no key usage. Fix: use?",
            id="a_misspelt_key",
        ),
        pytest.param(
            ("    use: production\n", ("    use: production\n    colour: blue\n")),
            (
                "10:5 sites.cloud has no key colour. Fix: use use, audit_retention, aws, "
                "salesforce_path, nodes, datacenter or hosts."
            ),
            id="a_key_like_no_other",
        ),
        pytest.param(
            ("    use: production\n", ""),
            "8:3 sites.cloud lacks use. Fix: add use: production.",
            id="a_missing_key",
        ),
        pytest.param(
            ("    limits: {requests: 600/min, distinct_inputs: 20000/day}\n", ""),
            (
                "69:3 functions.rank lacks limits. Fix: add limits: {requests: 60/min, "
                "distinct_inputs: 60/min}."
            ),
            id="a_missing_map",
        ),
        pytest.param(
            ("enclave: 1\n", ""),
            "1:1 the declaration lacks enclave. Fix: add enclave: 1.",
            id="a_missing_part",
        ),
        pytest.param(
            ("enclave: 1\n", "enclave: 2\n"),
            "1:10 2 is not a format that this version reads. Fix: write it like 1.",
            id="another_format",
        ),
        pytest.param(
            ('account: "111122223333"', "account: 111122223333"),
            '11:20 111122223333 is a number, not text. Fix: quote it: "111122223333".',
            id="an_account_without_quotes",
        ),
        pytest.param(
            ('account: "111122223333"', 'account: "1111"'),
            (
                "11:20 1111 is not an AWS account of 12 digits, quoted. Fix: write it like "
                '"111122223333".'
            ),
            id="a_short_account",
        ),
        pytest.param(
            ("use: production", "use: prodution"),
            "9:10 prodution is none of production, canary. Fix: production?",
            id="a_misspelt_choice",
        ),
        pytest.param(
            ("use: production", "use: 3"),
            "9:10 3 is not one of production, canary. Fix: write it like production.",
            id="a_number_for_a_choice",
        ),
        pytest.param(
            ("port: 8443", 'port: "8443"'),
            '82:49 "8443" is quoted and therefore text. Fix: 8443.',
            id="a_quoted_port",
        ),
        pytest.param(
            ("port: 8443", "port: 84430"),
            "82:49 84430 is not a port from 1 to 65535. Fix: write it like 443.",
            id="a_port_beyond_range",
        ),
        pytest.param(
            ("personal: true", 'personal: "true"'),
            '28:41 "true" is quoted and therefore text. Fix: true.',
            id="a_quoted_boolean",
        ),
        pytest.param(
            ("10.40.0.0/20", "10.40.0.1/20"),
            "11:82 10.40.0.1/20 is an address inside 10.40.0.0/20. Fix: 10.40.0.0/20.",
            id="an_address_for_a_network",
        ),
        pytest.param(
            ("10.20.8.20/32", "10.20.8.20"),
            "23:19 10.20.8.20 lacks its size. Fix: 10.20.8.20/32.",
            id="a_network_without_size",
        ),
        pytest.param(
            ("10.20.8.20/32", "10.20.8/32"),
            (
                "23:19 10.20.8/32 is not an IPv4 network with its size. Fix: write it like "
                "10.40.0.0/20."
            ),
            id="half_a_network",
        ),
        pytest.param(
            ("bastion: 10.60.0.2", "bastion: 10.60.0.256"),
            "17:63 10.60.0.256 is not an IPv4 address. Fix: write it like 10.60.0.2.",
            id="an_address_beyond_range",
        ),
        pytest.param(
            ("bastion: 10.60.0.2", "bastion: 10"),
            "17:63 10 is not an IPv4 address. Fix: write it like 10.60.0.2.",
            id="a_number_for_an_address",
        ),
        pytest.param(
            ("agreement: 2025-11-03", "agreement: 20251103"),
            "86:61 20251103 is not a day. Fix: write it like 2028-06-30.",
            id="a_number_for_a_day",
        ),
        pytest.param(
            ("agreement: 2025-11-03", "agreement: soon"),
            "86:61 soon is not a day. Fix: write it like 2028-06-30.",
            id="a_word_for_a_day",
        ),
        pytest.param(
            ("retention: 1d", "retention: 1 day"),
            "78:16 1 day is not a duration in days or years. Fix: write it like 30d.",
            id="a_duration_in_words",
        ),
        pytest.param(
            ("memory: 8GiB", "memory: 8"),
            "56:29 8 is not an amount of memory. Fix: write it like 24GiB.",
            id="memory_without_unit",
        ),
        pytest.param(
            ("requests: 600/min", "requests: 600"),
            "77:24 600 is not a rate. Fix: write it like 60/min.",
            id="a_rate_without_period",
        ),
        pytest.param(
            ("Case.Text: mask", "Case.Text: hide"),
            (
                "64:27 hide is not one of pass, mask, pseudonymise, bucket(WIDTH). Fix: write "
                "it like bucket(10 EUR)."
            ),
            id="an_unknown_transformation",
        ),
        pytest.param(
            ("Case.Text: mask", "Text: mask"),
            "64:16 Text is not a field as Object.Field. Fix: write it like Case.Description.",
            id="a_field_without_object",
        ),
        pytest.param(
            ("  ben: {mail", "  Ben_: {mail"),
            (
                "5:3 Ben_ is not a name (small letters, digits and single hyphens, at most "
                "24). Fix: write it like web-shop."
            ),
            id="a_name_in_capitals",
        ),
        pytest.param(
            ("sites: [hall]", "sites: []"),
            "54:12 models.ranker.sites is empty. Fix: name one.",
            id="an_empty_list",
        ),
        pytest.param(
            ("zones: [a, b]", "zones: [a]"),
            "11:65 sites.cloud.aws.zones names 1 of at least 2. Fix: name more.",
            id="a_single_zone",
        ),
        pytest.param(
            ("sites: [hall]", "sites: hall"),
            "54:12 hall is not a list. Fix: [hall].",
            id="a_word_for_a_list",
        ),
        pytest.param(
            (
                (
                    "  baskets: {from: webshop, to: hall.door, port: 8443, over: leased_line, "
                    "owner: ben, reason: Ranking}"
                ),
                "  baskets: yes please",
            ),
            (
                "82:12 yes please is not a map. Fix: write it like {from: frankfurt.door, to: "
                "frankfurt.door, port: 443, over: private_link, owner: web-shop, reason: "
                "Replies to customers' cases}."
            ),
            id="a_sentence_for_a_flow",
        ),
        pytest.param(
            ("00D000000000001EAA", "00D000000000001EAB"),
            (
                "31:23 00D000000000001EAB is mistyped: after its first 15 characters come EAA. "
                "Fix: copy it again."
            ),
            id="a_mistyped_org",
        ),
        pytest.param(
            ("reason: Ranking", "reason: R"),
            (
                "82:94 R is not a text of 3 to 200 characters. Fix: write it like Replies to "
                "customers' cases."
            ),
            id="a_reason_of_one_letter",
        ),
        pytest.param(
            (
                "    receives: {Basket.Product: pass, Basket.Customer: pseudonymise}",
                "    receives: pass",
            ),
            "75:15 pass is not a map. Fix: write it like {Case.Description: bucket(10 EUR)}.",
            id="a_word_for_a_map",
        ),
        pytest.param(
            ("    use: canary", "    use:"),
            "15:9 sites.hall.use has no value. Fix: write one, or delete the line.",
            id="no_value",
        ),
        pytest.param(
            ("Basket: {Product: catalogue, Customer: personal}", "Basket: {}"),
            "38:15 sources.shop.fields.Basket is empty. Fix: name one.",
            id="an_object_without_fields",
        ),
        pytest.param(
            ("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", "60303ae"),
            (
                "52:54 60303ae is not a SHA-256 of 64 small hexadecimal digits. Fix: write it "
                "like 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08."
            ),
            id="a_short_digest",
        ),
        pytest.param(
            ("gpus: 2", "gpus: 2, mig: big"),
            "21:73 big is not a MIG profile. Fix: write it like 3g.40gb.",
            id="a_profile_in_words",
        ),
    ],
)
def test_says_where_what_and_fix(change: Change, line: str) -> None:
    assert said(changed(change)) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a, b]", "1:1 a declaration is a map, not a list. Fix: begin it with enclave: 1."),
        ("Loom", "1:1 a declaration is a map, not text. Fix: begin it with enclave: 1."),
    ],
)
def test_a_file_that_is_no_map_is_one_finding(text: str, line: str) -> None:
    assert said(text) == [line]


def test_a_misspelt_key_is_not_also_missing() -> None:
    assert said(changed(("  front: {from:", "  front: {form:"))) == [
        "41:11 callers.front has no key form. Fix: from?"
    ]


def test_rules_are_asked_about_parts_that_were_understood() -> None:
    lines = said(changed(("country: IE", "country: Ireland"), ("port: 8443", "port: 6443")))
    assert lines == [
        "82:49 6443 is the port of the Kubernetes API. Fix: choose another, as 443 or 8443.",
        (
            "86:25 Ireland is not a country in two capital letters (ISO 3166-1). "
            "Fix: write it like DE."
        ),
    ]


def test_rules_do_not_guess_about_parts_that_were_not_understood() -> None:
    """Without its models nobody can tell which flows are used, nor by whom."""
    assert said(changed(("backend: vllm", "backend: vlm"))) == [
        "44:14 vlm is none of vllm, tensorrt_llm, onnxruntime, python. Fix: vllm?"
    ]


@pytest.mark.parametrize(
    "path",
    ["keys/./anna.pem", "keys/x/../anna.pem", "../anna.pem", "keys//anna.pem", "/keys/anna.pem",
     "./anna.pem", "keys/.anna.pem", "keys/.pem"],
)  # fmt: skip
def test_a_key_file_has_one_way_to_write_its_path(path: str) -> None:
    lines = said_of(("ben@twill.example}", f"ben@twill.example, key: {path}}}"))
    assert lines == [
        (
            f"{path} is not the path of a public key file below the declaration, without . and .. "
            "in it. Fix: write it like keys/soc.pem."
        )
    ]


@pytest.mark.parametrize("path", ["ben.pem", "keys/ben.v2.pem", "keys/people/ben-2.pem"])
def test_a_key_file_may_lie_in_folders(path: str) -> None:
    assert said_of(("ben@twill.example}", f"ben@twill.example, key: {path}}}")) == []
