"""How rare words are in news at large, counted."""
