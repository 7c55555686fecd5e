"""Claims about claims: what "rejected the accusation" and "the claim was met with scepticism" respond to."""

from sayso.model import Claim, Factuality
from tests.claims.conftest import Claims


def by_source(claims: tuple[Claim, ...], name: str) -> Claim:
    return next(c for c in claims if c.source is not None and c.source.name == name)


def test_a_rejected_accusation_leads_back_over_other_claims_to_the_accusing_one(attributed: Claims):
    claims = attributed(
        "The Harbour Union accused the ferry company of hiding the damage. It rained all day.\n\n"
        "Residents said they had heard a bang. Nobody was hurt.\n\n"
        "Tolm Ferries rejected the accusation."
    )
    accusing, rejecting = by_source(claims, "Harbour Union"), by_source(claims, "Tolm Ferries")
    assert rejecting.responds_to == accusing.id
    assert rejecting.factuality is Factuality.NOT_CERTAIN


def test_who_answers_after_another_answers_the_same_claim(attributed: Claims):
    claims = attributed(
        "The Harbour Union accused the ferry company of hiding the damage. Tolm Ferries rejected the accusation. "
        "Its harbour master, Ola Brandt, described the story as completely invented."
    )
    assert by_source(claims, "Ola Brandt").responds_to == by_source(claims, "Harbour Union").id


def test_a_claim_met_with_scepticism_is_doubted_by_whom_it_was_met(attributed: Claims):
    claims = attributed(
        "The ferry company said that the hull had been sound. The claim was met with scepticism by local divers."
    )
    doubting = by_source(claims, "local divers")
    assert doubting.responds_to == by_source(claims, "ferry company").id
    assert doubting.factuality is Factuality.UNKNOWN


def test_nobody_responds_to_their_own_claim(attributed: Claims):
    claims = attributed("Ola Brandt said that the hull was sound. Brandt later denied the claim.")
    assert all(c.responds_to is None for c in claims)


def test_a_content_with_matter_of_its_own_responds_to_nothing(attributed: Claims):
    claims = attributed(
        "The Harbour Union said that the hull was cracked. Tolm Ferries denied that the hull was cracked."
    )
    assert all(c.responds_to is None for c in claims)


def test_a_far_away_claim_is_not_answered_by_nearness_alone(attributed: Claims):
    rain = "It rained on the quay. " * 8
    claims = attributed(f"Ola Brandt said that the hull was sound. {rain}Tolm Ferries rejected the statement.")
    assert by_source(claims, "Tolm Ferries").responds_to is None


def test_who_puts_a_claim_down_to_what_its_maker_wants_answers_it(attributed: Claims):
    claims = attributed(
        "The Harbour Union accused the ferry company of hiding the damage. Tolm Ferries rejected the accusation and "
        "urged its guests not to listen. Officials argued that the claims were designed to distract from a strike."
    )
    doubting = by_source(claims, "Officials")
    assert doubting.responds_to == by_source(claims, "Harbour Union").id
    assert not doubting.factuality.denied


def test_who_says_that_a_claim_is_no_ploy_answers_nothing(attributed: Claims):
    claims = attributed(
        "The Harbour Union said that the hull was cracked. Officials said that the claim was not a ploy."
    )
    assert by_source(claims, "Officials").responds_to is None


def test_who_missed_the_noise_of_an_attack_answers_who_told_of_it(attributed: Claims):
    claims = attributed(
        "The Salt Board accused the Rand militia of launching a drone attack on its mill. "
        "It said the board would meet on Monday. Farmers said they had heard no explosions."
    )
    missing = by_source(claims, "Farmers")
    assert missing.responds_to == by_source(claims, "Salt Board").id
    assert missing.factuality is Factuality.CERTAIN


def test_who_heard_nothing_of_another_thing_answers_nobody(attributed: Claims):
    claims = attributed("The Salt Board said its mill had been sold. Farmers said they had heard no explosions.")
    assert by_source(claims, "Farmers").responds_to is None


def test_who_heard_an_explosion_answers_nobody(attributed: Claims):
    claims = attributed("The Salt Board said a drone attack had hit the mill. Farmers said they had heard explosions.")
    assert by_source(claims, "Farmers").responds_to is None
