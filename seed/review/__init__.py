"""From a draft to a dataset: what a reviewer decides, and what becomes of it."""
