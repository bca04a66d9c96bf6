"""Fisher information as a subject: its tables, settings and costs."""

from rgcore.information.costs import megabytes_of_subject, seconds_of_subject
from rgcore.information.rbm_fisher.schemas import RBM_FISHER
from rgcore.information.schemas import FISHER_SPECTRA, INTENSIVE_EMBEDDING, SLOPPY_ALPHA
from rgcore.repeatability import drawn, sensitive
from rgcore.subject import Subject, Table

__all__ = ["SUBJECT"]

SUBJECT = Subject(
    name="information",
    sentence="Fisher information of models: which directions of their parameters coarse observations still determine.",
    tables=(
        Table(
            schema=FISHER_SPECTRA,
            repeatability=drawn(
                rtol=1e-8,
                atol=1e-12,
                fixed=("scale", "n_observed", "predicted_exponent"),
                numbering=("last_level",),
            ),
        ),
        Table(schema=SLOPPY_ALPHA, repeatability=sensitive(numbering=("first_rank", "last_rank"))),
        Table(
            schema=RBM_FISHER,
            repeatability=sensitive(
                fixed=(
                    "n_visible",
                    "n_hidden",
                    "n_parameters",
                    "n_runs",
                    "n_samples",
                    "stiff_share",
                    "n_directions",
                )
            ),
        ),
        Table(
            schema=INTENSIVE_EMBEDDING,
            repeatability=sensitive(fixed=("n_spacelike", "n_timelike")),
        ),
    ),
    settings={
        "fisher": "rgcore.information.settings:FisherSettings",
        "intensive_embedding": "rgcore.information.embedding.settings:EmbeddingSettings",
        "rbm_fisher": "rgcore.information.rbm_fisher.settings:RbmFisherSettings",
    },
    seconds=seconds_of_subject,
    megabytes=megabytes_of_subject,
)
