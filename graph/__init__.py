"""Claims in, a graph out. Depends on ontology."""
