"""Use cases for every edge: a principal and a request go in, a result comes out."""
