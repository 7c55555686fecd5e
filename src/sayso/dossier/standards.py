"""What every form of a dossier says in the same words: of likelihood and confidence, of selections, of how to check it.

Invariant: nothing here says how likely anything is.
"""

from sayso.dossier.backing import Imprint

__all__ = ["CONFIDENCE", "LIKELIHOODS", "SELECTION", "check_lines"]

SELECTION = "This is a selection from a ledger, and says nothing of the rest:"
LIKELIHOODS = (
    "Words by which sources or outlets weaken what they say, quoted from the reports. Beside each stands what ICD 203 "
    "means by it; whoever said it need not have meant that. Sayso itself gives no likelihoods."
)
CONFIDENCE = (
    "Confidence speaks of attribution alone: how surely these were found to be the words of these sources. It does not "
    "say how likely it is that what they say is so. The number in a proposed grade follows from the origins by rule, "
    "and is no likelihood either."
)


def check_lines(digest: str, imprint: Imprint) -> tuple[str, ...]:
    """What the dossier was made of, by which program, and how anybody who has the ledger can check that."""
    made = f"Made by Sayso {imprint.version} from the ledger with the digest {digest}."
    if not imprint.root:
        return (made, "No run of it is closed yet: `sayso read` closes one under a root that can be noted elsewhere.")
    return (
        f"{made} Its newest closed run has the root {imprint.root}, of {imprint.sealed_at}.",
        f"To check it, run `sayso verify --root {imprint.root}` on the ledger: it derives every hash again and tells "
        "whether that run is still there. `sayso trace` leads from a claim to its place in the bytes as collected.",
    )
