"""Articles in, claims out. Depends on ontology."""
