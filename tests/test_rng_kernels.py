"""Random words for kernels: those of the published generator, with fair and independent bits."""

import numpy as np

from rgcore.rng_kernels import STEP, random_stream, random_word

STREAM = random_stream(rng=np.random.default_rng(20240901))
SPLITMIX = {0: 0xE220A8397B1DCDAF, 1: 0x6E789E6AA1B965F4, 2: 0x06C45D188009454F}  # from the seed 0 on


def test_without_a_salt_the_words_are_those_of_splitmix64():
    for n, word in SPLITMIX.items():
        place = np.uint64((n + 1) * int(STEP) % 2**64)
        assert int(random_word(place, np.uint64(0))) == word


def test_words_equal_their_python_source():
    with np.errstate(over="ignore"):
        for place, salt in np.random.default_rng(1).integers(2**64, size=(100, 2), dtype=np.uint64):
            assert random_word(place, salt) == random_word.py_func(place, salt)


def test_bits_are_even_and_independent_of_the_next_word_and_of_another_stream():
    streams = [random_stream(rng=np.random.default_rng(seed)) for seed in (1, 2)]
    signs = []
    for place, salt in streams:
        places = [np.uint64((int(place) + n * int(STEP)) % 2**64) for n in range(20_000)]
        words = np.array([random_word(each, salt) for each in places], dtype=np.uint64)
        signs.append(2.0 * ((words[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)) - 1)
    one, other = signs
    for product in (one, one[1:] * one[:-1], one * other):
        assert np.abs(product.mean(axis=0)).max() < 5 / np.sqrt(20_000)


def test_a_stream_is_drawn_from_its_generator():
    one, other = (random_stream(rng=np.random.default_rng(seed)) for seed in (1, 2))
    assert one.shape == (2,)
    assert one.dtype == np.uint64
    assert not (one == other).any()


def test_random_words_have_fair_and_independent_bits():
    with np.errstate(over="ignore"):
        places = STREAM[0] + STEP * np.arange(2**16, dtype=np.uint64)
        words = random_word.py_func(places, STREAM[1])
        other = random_word.py_func(places, STREAM[0])
    bits = np.unpackbits(words.view(np.uint8).reshape(-1, 8), axis=1).astype(np.float64) * 2 - 1
    apart = np.unpackbits(other.view(np.uint8).reshape(-1, 8), axis=1).astype(np.float64) * 2 - 1
    bound = 5 / np.sqrt(len(words))
    assert np.abs(bits.mean(axis=0)).max() < bound
    correlation = bits.T @ bits / len(bits) - np.eye(64)
    assert np.abs(correlation).max() < bound
    for lag in (1, 8, 512):
        assert np.abs(bits[lag:].T @ bits[:-lag] / len(bits)).max() < bound
    assert np.abs(bits.T @ apart / len(bits)).max() < bound
