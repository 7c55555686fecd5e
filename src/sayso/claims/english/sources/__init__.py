"""Who is meant, and on whose word: sources with their kinds and names, and the chains of those who pass a word on."""
