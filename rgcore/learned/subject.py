"""What trained networks have learned of the Ising model, as a subject: its tables."""

from rgcore.learned.block_study.costs import seconds_of_study
from rgcore.learned.block_study.schemas import BLOCK_SIZE_PAIRS, BLOCK_SIZE_STUDY
from rgcore.learned.codes.costs import megabytes_of_codes, seconds_of_codes
from rgcore.learned.codes.schemas import DBN_RECONSTRUCTION, RECONSTRUCTION_CODES
from rgcore.learned.kurtosis_switch.costs import seconds_of_switch
from rgcore.learned.kurtosis_switch.schemas import KURTOSIS_SWITCH
from rgcore.learned.map_couplings.costs import megabytes_of_map_couplings, seconds_of_map_couplings
from rgcore.learned.map_couplings.schemas import LEARNED_COUPLINGS, MAP_FIXED_POINTS, MAP_INFORMATION
from rgcore.learned.maps.costs import megabytes_of_maps, seconds_of_maps
from rgcore.learned.maps.schemas import LEARNED_MAP_EXPONENTS, LEARNED_MAP_TESTS
from rgcore.learned.rbm_flow.costs import seconds_of_flow
from rgcore.learned.rbm_flow.schemas import NETWORK_TEMPERATURE, RBM_FLOW
from rgcore.learned.schemas import (
    BLOCK_SIZE,
    DBM_TRAINING,
    RBM_LIKELIHOOD,
    RBM_THERMODYNAMICS,
    RECEPTIVE_FIELD_IMAGES,
    RECEPTIVE_FIELDS,
)
from rgcore.learned.size_controls.costs import seconds_of_controls
from rgcore.learned.size_controls.schemas import BLOCK_SIZE_CONTROLS, RING_BLOCK_SIZE
from rgcore.learned.size_hypotheses.costs import seconds_of_hypotheses
from rgcore.learned.size_hypotheses.schemas import BLOCK_SIZE_HYPOTHESES, CONSTANT_COLUMNS
from rgcore.rbm.subject import STACK
from rgcore.repeatability import sensitive
from rgcore.subject import Config, Subject, Table

__all__ = ["CONTROL_PART", "DEEP_MACHINE", "FLOW", "LEARNED_MAPS", "RING_PART", "STUDY", "SUBJECT", "SWITCH"]

_OF_CONFIG = (
    "side",
    "n_samples",
    "n_chains",
    "burn_in_rounds",
    "rounds_per_sample",
    "energy_exact",
    "specific_heat_exact",
    "correlation_length_exact",
)

_OF_MAP = ("sharing", "source", "training_temperature", "l1", "units", "blocked_side", "exponent_exact")

DEEP_MACHINE = "results/dbm/T{temperature}_replica{replica}"
STUDY = "results/block_size/{condition}.parquet"
CONTROL_PART = "results/size_controls/{control}.parquet"
RING_PART = "results/ring_block_size/{ring}.parquet"
FLOW = "results/rbm_flow/{flow_network}"
LEARNED_MAPS = "results/learned_maps/replica{map_replica}.parquet"
SWITCH = "results/kurtosis_switch/{switch}.parquet"
_TRAINED_ON = ("n_temperatures", "least_temperature", "largest_temperature", "training_temperature")


_SECONDS = (
    seconds_of_map_couplings,
    seconds_of_study,
    seconds_of_hypotheses,
    seconds_of_flow,
    seconds_of_maps,
    seconds_of_controls,
    seconds_of_switch,
    seconds_of_codes,
)


def _seconds(config: Config) -> dict[str, float]:
    """Return the seconds of all rules, whose parts have no rule in common."""
    return {rule: seconds for part in _SECONDS for rule, seconds in part(config).items()}


def _megabytes(config: Config) -> dict[str, float]:
    return megabytes_of_maps(config) | megabytes_of_map_couplings(config) | megabytes_of_codes(config)


SUBJECT = Subject(
    name="learned",
    sentence="Receptive fields of trained networks, and their thermodynamics, likelihood and reconstructions beside "
    "those of the Ising model.",
    tables=(
        Table(
            schema=RECEPTIVE_FIELDS,
            parts=(f"{STACK}/receptive_fields.parquet",),
            repeatability=sensitive(summarized=("unit",), fixed=("n_hidden",)),
        ),
        Table(
            schema=RECEPTIVE_FIELD_IMAGES,
            parts=(f"{STACK}/receptive_field_images.parquet",),
            repeatability=sensitive(summarized=("unit",), fixed=("side",)),
        ),
        Table(schema=BLOCK_SIZE, repeatability=sensitive(fixed=("n_replicas", "correlation_length_exact"))),
        Table(
            schema=DBN_RECONSTRUCTION,
            parts=(f"{STACK}/reconstruction_errors.parquet",),
            repeatability=sensitive(fixed=("n_hidden", "n_samples", "block_side")),
        ),
        Table(
            schema=DBM_TRAINING,
            parts=(f"{DEEP_MACHINE}/history.parquet",),
            repeatability=sensitive(summarized=("epoch",)),
        ),
        Table(
            schema=RBM_THERMODYNAMICS,
            parts=(f"{STACK}/thermodynamics.parquet",),
            repeatability=sensitive(fixed=_OF_CONFIG),
        ),
        Table(
            schema=RBM_LIKELIHOOD,
            parts=(f"{DEEP_MACHINE}/likelihood.parquet",),
            repeatability=sensitive(fixed=("side", "n_samples", "is_bound")),
        ),
        Table(
            schema=BLOCK_SIZE_STUDY,
            parts=(STUDY,),
            repeatability=sensitive(
                fixed=(
                    "n_epochs",
                    "n_samples",
                    "learning_rate",
                    "sites_per_unit",
                    "correlation_length_exact",
                )
            ),
        ),
        Table(
            schema=BLOCK_SIZE_PAIRS,
            repeatability=sensitive(
                fixed=(
                    "n_replicas",
                    "sites_per_unit",
                    "correlation_length_exact",
                    "width_tolerance",
                    "likelihood_tolerance",
                    "least_localized",
                )
            ),
        ),
        Table(schema=BLOCK_SIZE_HYPOTHESES, repeatability=sensitive(fixed=("goal", *CONSTANT_COLUMNS))),
        Table(
            schema=RBM_FLOW,
            parts=(f"{FLOW}/flow.parquet",),
            repeatability=sensitive(summarized=("start_temperature", "step"), fixed=("side", *_TRAINED_ON)),
        ),
        Table(
            schema=NETWORK_TEMPERATURE,
            parts=(f"{FLOW}/temperature.parquet",),
            repeatability=sensitive(summarized=("epoch",), fixed=("side", "energy_exact", *_TRAINED_ON)),
        ),
        Table(
            schema=RECONSTRUCTION_CODES,
            parts=(f"{STACK}/reconstruction_codes.parquet",),
            repeatability=sensitive(fixed=("n_bits", "n_training", "n_held_out")),
        ),
        Table(
            schema=LEARNED_MAP_EXPONENTS,
            parts=(LEARNED_MAPS,),
            repeatability=sensitive(fixed=(*_OF_MAP, "n_samples")),
        ),
        Table(schema=LEARNED_MAP_TESTS, repeatability=sensitive(fixed=(*_OF_MAP, "n_replicas", "tolerance"))),
        Table(schema=BLOCK_SIZE_CONTROLS, repeatability=sensitive(fixed=("n_replicas", "n_fields"))),
        Table(
            schema=RING_BLOCK_SIZE,
            parts=(RING_PART,),
            repeatability=sensitive(
                fixed=("n_sites", "n_epochs", "algorithm", "sites_per_unit", "correlation_length_exact")
            ),
        ),
        Table(schema=LEARNED_COUPLINGS, repeatability=sensitive(fixed=("side", "n_samples", "coarse_side"))),
        Table(
            schema=MAP_FIXED_POINTS,
            repeatability=sensitive(
                fixed=("n_replicas", "critical_coupling_exact", "thermal_exponent_exact")
            ),
        ),
        Table(schema=MAP_INFORMATION, repeatability=sensitive(fixed=("window",))),
        Table(
            schema=KURTOSIS_SWITCH,
            parts=(SWITCH,),
            repeatability=sensitive(fixed=("side", "n_epochs")),
        ),
    ),
    settings={
        "map_couplings": "rgcore.learned.map_couplings.settings:MapCouplingsSettings",
        "block_size_study": "rgcore.learned.block_study.settings:BlockSizeStudySettings",
        "rbm_flow": "rgcore.learned.rbm_flow.settings:RbmFlowSettings",
        "learned_maps": "rgcore.learned.maps.settings:LearnedMapsSettings",
        "block_size_controls": "rgcore.learned.size_controls.settings:BlockSizeControlSettings",
        "ring_block_size": "rgcore.learned.size_controls.settings:RingBlockSizeSettings",
        "kurtosis_switch": "rgcore.learned.kurtosis_switch.settings:KurtosisSwitchSettings",
    },
    seconds=_seconds,
    megabytes=_megabytes,
)
