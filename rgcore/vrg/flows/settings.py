"""Settings of the approximate renormalizations."""

from typing import Annotated

from pydantic import Field

from rgcore.cards import card_names
from rgcore.settings import Distinct, OneOf, Settings

__all__ = ["VrgExponentsSettings"]


class VrgExponentsSettings(Settings):
    """Approximate renormalizations of the Ising model whose exponents are compared with the exact ones."""

    approximations: Distinct[Annotated[str, OneOf(lambda: card_names("rgcore.vrg.flows.approximations"))]] = (
        Field(description="approximations, each a file of rgcore/vrg/flows/approximations")
    )
