from __future__ import annotations

import pytest

from pipeline.publish.schemas import TABLES

PROMISED = {
    "documents": "document_id source_id name url media_type retrieved_at characters status reason",
    "sections": "document_id section_id ordinal heading kind mission_id start end",
    "mentions": "document_id section_id mention_id label start end text value rule confidence",
    "statements": "statement_id mission_id property value lower upper unit basis as_of assertion document_id "
    "section_id start end quote rule confidence status selected",
    "missions": "mission_id name acronym organisation kind provisional type status host_countries launched "
    "launched_earliest launched_latest mandate_end mandate_end_earliest mandate_end_latest staff staff_lower "
    "staff_upper predecessor successor wikidata_id confidence needs_review",
    "claims": "document_id what value lower upper start end quote rule confidence",
    "checks": "check_id document_id mission_id kind outcome expected found explanation",
}
OWN = {
    "documents": {"text_sha256"},
    "sections": {"rule"},
    "mentions": {"lower", "upper", "unit", "confidence_parts"},
    "statements": {"confidence_parts"},
    "claims": {"unit", "confidence_parts"},
}


def test_tables_are_those_promised_to_users_the_ledger_and_the_decisions() -> None:
    assert list(TABLES) == [*PROMISED, "ledger", "decisions"]


@pytest.mark.parametrize("name", PROMISED)
def test_columns_are_those_promised_and_our_own(name: str) -> None:
    promised = PROMISED[name].split()
    columns = TABLES[name].schema.names
    assert [column for column in columns if column in promised] == promised
    assert set(columns) - set(promised) == OWN.get(name, set())


@pytest.mark.parametrize("name", PROMISED)
def test_key_is_made_of_columns(name: str) -> None:
    assert set(TABLES[name].key) <= set(TABLES[name].schema.names)
