"""Configurations on disk: one bit per spin, streamed both ways, with the parameters of their draw."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.provenance import Stamp
from rgcore.tables import (
    read_configuration_batches,
    read_observables,
    read_parameters,
    write_configurations,
)
from rgcore.tables.configurations import Configurations, concatenate_configurations


def piece(n, side, rng, n_chains=1):
    spins = rng.choice(np.array([-1, 1], dtype=np.int8), size=(n, side, side))
    magnetization = spins.sum(axis=(1, 2), dtype=np.int64)
    energy = rng.integers(-9, 9, n)
    return Configurations(spins=spins, energy=energy, magnetization=magnetization, n_chains=n_chains)


def read_configurations(path):
    """Return all configurations of a file, and how they were drawn."""
    return concatenate_configurations(read_configuration_batches(path)), read_parameters(path)


def stamp():
    return Stamp(parameters={"coupling": 0.4}, measured={"tau": 2.0})


def same(one, other):
    for name in ("spins", "energy", "magnetization"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    return one.n_chains == other.n_chains


@pytest.mark.parametrize("side", [2, 3, 5, 8])
def test_configurations_cost_one_bit_per_spin_and_read_back(tmp_path, side):
    written = piece(4000, side, np.random.default_rng(side), n_chains=40)
    write_configurations([written], tmp_path / "c.parquet", stamp=stamp)
    back, parameters = read_configurations(tmp_path / "c.parquet")
    assert same(back, written)
    assert parameters == {"coupling": 0.4, "tau": 2.0}
    packed = 4000 * -(-side * side // 8)
    assert (tmp_path / "c.parquet").stat().st_size < 1.2 * packed + 4000 * 4 + 4096


def test_forty_thousand_configurations_of_side_40_fit_in_eight_and_a_half_megabytes(tmp_path):
    rng = np.random.default_rng(1)
    write_configurations((piece(4000, 40, rng) for _ in range(10)), tmp_path / "c.parquet", stamp=stamp)
    assert (tmp_path / "c.parquet").stat().st_size <= 8.5e6  # random spins: none could be packed tighter


def test_pieces_are_written_and_read_in_their_order(tmp_path):
    rng = np.random.default_rng(2)
    pieces = [piece(n, 6, rng, n_chains=5) for n in (30, 5, 45)]
    write_configurations(pieces, tmp_path / "c.parquet", stamp=stamp)
    whole = concatenate_configurations(pieces)
    for at_once in (1, 7, 1000):
        read = list(read_configuration_batches(tmp_path / "c.parquet", at_once))
        assert max(len(part.spins) for part in read) <= at_once
        assert same(concatenate_configurations(read), whole)


def test_a_piece_is_asked_for_when_the_last_one_is_written_and_the_stamp_at_the_end(tmp_path):
    asked = []

    def pieces():
        for number in range(3):
            asked.append(number)
            yield piece(10, 4, np.random.default_rng(number))

    def late_stamp():
        return Stamp(measured={"pieces": len(asked)})

    write_configurations(pieces(), tmp_path / "c.parquet", stamp=late_stamp)
    assert read_configurations(tmp_path / "c.parquet")[1] == {"pieces": 3}


def test_energies_and_magnetizations_are_read_without_the_spins(tmp_path):
    written = piece(50, 4, np.random.default_rng(3))
    write_configurations([written], tmp_path / "c.parquet", stamp=stamp)
    energy, magnetization, parameters = read_observables(tmp_path / "c.parquet")
    np.testing.assert_array_equal(energy, written.energy)
    np.testing.assert_array_equal(magnetization, written.magnetization)
    assert parameters["coupling"] == 0.4


def test_a_sampler_that_fails_half_way_leaves_no_file(tmp_path):
    def pieces():
        yield piece(10, 4, np.random.default_rng(4))
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        write_configurations(pieces(), tmp_path / "c.parquet", stamp=stamp)
    assert not list(tmp_path.iterdir())


def test_the_same_pieces_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_configurations([piece(20, 4, np.random.default_rng(5))], tmp_path / name, stamp=stamp)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("kept", [0.0, 0.5])
@pytest.mark.parametrize(
    "read", [read_configurations, read_observables, lambda path: list(read_configuration_batches(path))]
)
def test_a_damaged_file_is_named_in_one_sentence(tmp_path, kept, read):
    path = tmp_path / "c.parquet"
    write_configurations([piece(500, 8, np.random.default_rng(6))], path, stamp=stamp)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(InputError, match=r"c.parquet is damaged: delete it and run the same command again"):
        read(path)


def test_bytes_changed_inside_a_file_are_noticed(tmp_path):
    path = tmp_path / "c.parquet"
    write_configurations([piece(5000, 8, np.random.default_rng(7))], path, stamp=stamp)
    whole = bytearray(path.read_bytes())
    whole[5000:5400] = bytes(400)
    path.write_bytes(whole)
    with pytest.raises(InputError, match=r"c.parquet is damaged"):
        read_configurations(path)


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_configurations(tmp_path / "nowhere.parquet")
