"""Who stands between whom in a large organisation, from a matrix of who names whom.

For the facilitator's side of the house, and only as an ingredient: no figure per person and no network with names is
shown to anybody (N3), and no figure is a verdict on a person's power or influence (N5).
"""
