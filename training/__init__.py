"""How what is trained is trained. Not installed with Sayso; each folder makes a model, which has a card."""
