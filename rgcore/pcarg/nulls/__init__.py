"""Nulls: data with less structure than the data, which a claim about a flow must exceed.

One file per null, with a card (:mod:`rgcore.pcarg.nulls.cards`) that declares what it keeps and how it is fitted:
adding a null is adding such a file. ``draws`` puts many draws of each through the flow of the data, ``exclusion`` tests
the data against the draws, ``fits`` has what several nulls are fitted with.
"""
