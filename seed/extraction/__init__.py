"""From a Thai announcement to draft facts: a grammar and dictionaries over normalized text."""
