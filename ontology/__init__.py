"""What can be said: the vocabulary, the records that flow, their ids and JSON. Depends on nothing here."""
