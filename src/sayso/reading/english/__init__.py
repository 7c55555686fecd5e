"""Reading English: spaCy's small model without its name finder, quotations, times."""
