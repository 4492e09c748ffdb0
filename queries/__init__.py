"""Questions. Depends on ontology and graph."""
