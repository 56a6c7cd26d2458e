"""Feeds of what each load of the data added, changed or withdrew: Atom and JSON Feed."""
