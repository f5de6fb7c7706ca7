from enclave.facts.prices import prices


def test_every_price_is_of_something_and_positive() -> None:
    facts = prices()
    for table in (facts.hourly, facts.gpu_hourly, facts.monthly):
        assert table.value
        assert min(table.value.values()) > 0


def test_a_figure_says_that_it_is_rough() -> None:
    facts = prices()
    for table in (facts.hourly, facts.gpu_hourly, facts.monthly):
        assert "recalled" in table.source
        assert (table.review_by - table.seen).days <= 100
