"""The review of a draft: what is shown of it, in a browser or a terminal, and what is done."""
