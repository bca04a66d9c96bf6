"""The exact mapping between networks and variational RG as a subject: its table and settings."""

from rgcore.subject import Subject, Table
from rgcore.vrg.schemas import VRG_EXACTNESS

__all__ = ["SUBJECT"]

SUBJECT = Subject(
    name="vrg",
    sentence="Transformations small enough to be enumerated: is a network a variational RG?",
    tables=(Table(schema=VRG_EXACTNESS),),
    settings={"vrg": "rgcore.vrg.settings:VrgSettings"},
)
