"""Decisions on a release: what they change, and what is told of those that change nothing."""

from __future__ import annotations

from dataclasses import replace

from pipeline import extract
from pipeline.decide import decide
from pipeline.model import Dataset, Decision, DecisionOutcome, Extraction, Statement
from pipeline.reconcile import assemble
from tests.decide.conftest import PAGE, Deciding, Following

MALI = "EUTM Mali"


def statement(made: Dataset, mission_id: str, name: str) -> Statement:
    [found] = [s for s in made.statements if (s.mission_id, s.property) == (mission_id, name)]
    return found


def record(made: Dataset, mission_id: str) -> dict[str, object]:
    [found] = [each for each in made.missions if each.mission_id == mission_id]
    return {
        name: getattr(found, name) for name in ("launched", "mandate_end", "mandate_end_latest", "status")
    }


def outcome(made: Dataset, decision: Decision) -> DecisionOutcome:
    [found] = [each for each in made.decisions if each.decision == decision]
    return found


def test_without_decisions_nothing_changes(page: Extraction) -> None:
    dataset = assemble([page], [])

    assert decide(dataset, []) is dataset


def test_an_accepted_statement_needs_no_review_and_is_sure(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    made = following(deciding(page, MALI, "launched", "accept"))

    accepted = statement(made, MALI, "launched")
    assert (accepted.status, accepted.confidence.value) == ("accepted", 1.0)


def test_a_rejected_statement_is_shown_by_no_record(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    made = following(deciding(page, MALI, "launched", "reject"))

    rejected = statement(made, MALI, "launched")
    assert (rejected.status, rejected.selected) == ("rejected", False)
    assert record(made, MALI)["launched"] is None


def test_the_record_of_a_mission_of_which_all_is_rejected_is_empty(
    page: Extraction, deciding: Deciding
) -> None:
    only_name = replace(page, statements=tuple(s for s in page.statements if s.property == "name"))
    rejected = deciding(only_name, MALI, "name", "reject")

    made = decide(assemble([only_name], []), [rejected])

    [mali] = [each for each in made.missions if each.mission_id == MALI]
    assert (mali.host_countries, mali.launched, mali.confidence, mali.needs_review) == ((), None, 0.0, False)


def test_a_correction_puts_its_value_and_bounds_on_the_old_evidence(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = deciding(page, MALI, "mandate_end", "correct", "2024-05")

    corrected = statement(following(decision), MALI, "mandate_end")

    assert (corrected.value, corrected.lower, corrected.upper) == ("2024-05", "2024-05-01", "2024-05-31")
    assert (corrected.status, corrected.rule) == ("corrected", f"decision:{decision.decision_id}")
    assert "18 May 2024" in corrected.quote


def test_a_correction_stands_in_the_record_and_leaves_the_rest_of_it(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    before = record(following(), MALI)

    made = following(deciding(page, MALI, "mandate_end", "correct", "2024-05-17"))

    changed = {"mandate_end": "2024-05-17", "mandate_end_latest": "2024-05-17"}
    assert record(made, MALI) == before | changed


def test_a_correction_is_held_against_the_rest_of_the_page(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    made = following(deciding(page, MALI, "mandate_end", "correct", "2012"))

    [check] = [c for c in made.checks if c.mission_id == MALI and c.kind == "mandate_end after launched"]
    assert (check.outcome, check.found) == ("conflict", "2012")


def test_checks_are_the_same_where_a_decision_changes_no_value(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    assert following(deciding(page, MALI, "launched", "accept")).checks == following().checks


def test_the_ledger_keeps_what_the_rules_did(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    made = following(deciding(page, MALI, "mandate_end", "correct", "2024-05-17"))

    assert made.ledger == following().ledger


def test_a_note_changes_nothing_and_is_kept(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    note = deciding(page, MALI, "launched", "note")

    made = following(note)

    assert made.statements == following().statements
    assert outcome(made, note).outcome == "applied"


def test_a_decision_on_a_source_that_is_not_ingested_is_no_part_of_the_release(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    elsewhere = replace(deciding(page, MALI, "launched", "reject"), source_id="elsewhere")

    assert following(elsewhere) == following()


def test_a_document_in_quarantine_leaves_its_decisions_orphaned(page: Extraction, deciding: Deciding) -> None:
    from pipeline.model import Quarantined

    decision = deciding(page, MALI, "launched", "reject")
    lost = Quarantined("f" * 64, "page", "page.txt", "text/plain", "empty")

    made = decide(assemble([], [lost]), [decision])

    assert outcome(made, decision).outcome == "orphaned"


# On the next snapshot


def test_a_decision_follows_its_words_to_another_place_of_the_section(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    longer = PAGE.replace("EUTM Mali\n\n", "EUTM Mali\n\nThis page was renewed in spring.\n\n", 1)

    made = following(deciding(page, MALI, "launched", "reject"), text=longer)

    assert statement(made, MALI, "launched").status == "rejected"


def test_a_decision_whose_words_are_gone_is_orphaned(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = deciding(page, MALI, "launched", "reject")

    made = following(decision, text=PAGE.replace("18 February 2013", "20 February 2013"))

    assert outcome(made, decision).outcome == "orphaned"
    assert "any more" in outcome(made, decision).explanation
    assert statement(made, MALI, "launched").status != "rejected"


def test_a_decision_whose_words_stand_twice_is_ambiguous(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = deciding(page, MALI, "launched", "reject")
    paragraph = PAGE.split("\n\n")[1]

    made = following(decision, text=PAGE.replace(paragraph, f"{paragraph}\n\n{paragraph}"))

    assert outcome(made, decision).outcome == "ambiguous"
    assert all(s.status != "rejected" for s in made.statements)


def test_a_correction_whose_words_are_read_otherwise_now_expires(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = deciding(page, MALI, "launched", "correct", "2013-02-19")
    misread = replace(decision, expected="2013-02")

    told = outcome(following(misread), misread)

    assert told.outcome == "expired"
    assert told.explanation == (
        "it was on launched of EUTM Mali = 2013-02, and its words are read as 2013-02-18 now"
    )


def test_a_correction_that_the_rules_have_learnt_expires(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = deciding(page, MALI, "launched", "correct", "2013-02-18")
    learnt = replace(decision, expected="2013")

    assert outcome(following(learnt), learnt).explanation == (
        "the launched of EUTM Mali is read as 2013-02-18 now, as the correction has it"
    )


def test_a_correction_to_what_is_no_value_does_not_apply(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decision = replace(deciding(page, MALI, "launched", "correct", "2013"), value="soon")

    told = outcome(following(decision), decision)

    assert (told.outcome, told.explanation.split(":")[0]) == ("invalid", "soon")


# Several decisions on one statement


def test_the_later_of_two_that_disagree_wins_and_the_conflict_is_told(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    earlier = deciding(page, MALI, "launched", "reject")
    later = deciding(page, MALI, "launched", "accept", reviewer="Ben", day=2)

    made = following(later, earlier)

    assert statement(made, MALI, "launched").status == "accepted"
    assert outcome(made, later).outcome == "applied"
    assert outcome(made, earlier).outcome == "overruled"
    assert outcome(made, earlier).explanation == "Ben, later: accept"


def test_two_that_agree_both_apply(page: Extraction, deciding: Deciding, following: Following) -> None:
    one = deciding(page, MALI, "launched", "accept")
    other = deciding(page, MALI, "launched", "accept", reviewer="Ben", day=2)

    assert {each.outcome for each in following(one, other).decisions} == {"applied"}


def test_a_withdrawal_lets_the_rules_speak_again(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    rejected = deciding(page, MALI, "launched", "reject")
    withdrawn = deciding(page, MALI, "launched", "withdraw", day=2)

    made = following(rejected, withdrawn)

    assert made.statements == following().statements
    assert outcome(made, rejected).outcome == "overruled"


def test_a_note_overrules_nobody(page: Extraction, deciding: Deciding, following: Following) -> None:
    rejected = deciding(page, MALI, "launched", "reject")
    note = deciding(page, MALI, "launched", "note", day=2)

    assert {each.outcome for each in following(rejected, note).decisions} == {"applied"}


def test_the_order_of_decisions_changes_nothing(
    page: Extraction, deciding: Deciding, following: Following
) -> None:
    decisions = [
        deciding(page, MALI, "launched", "reject"),
        deciding(page, MALI, "launched", "accept", reviewer="Ben", day=2),
        deciding(page, "EULEX Kosovo", "mandate_end", "accept"),
    ]

    assert following(*decisions) == following(*decisions[::-1])


def test_the_same_text_under_another_source_is_not_decided(page: Extraction, deciding: Deciding) -> None:
    decision = deciding(page, MALI, "launched", "reject")
    both = [page, extract(PAGE + "\n", name="other.txt")]

    made = decide(assemble(both, []), [decision])

    rejected = [s.document_id for s in made.statements if s.status == "rejected"]
    assert rejected == [page.document.document_id]
