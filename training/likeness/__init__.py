"""How what comparing learns is made: the table of word vectors, and the weights of likeness."""
