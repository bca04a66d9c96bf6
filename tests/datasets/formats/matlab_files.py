"""Writes the same variables as MATLAB saves them: up to v7 through scipy, and in v7.3."""

import io
import struct
from itertools import count

import h5py
import numpy as np
import scipy.io

CLASSES = {"f": "double", "u": "uint16", "b": "logical"}
COUNTER = count()


def cells(*entries):
    """Return a cell array of one row."""
    row = np.empty((1, len(entries)), dtype=object)
    for index, entry in enumerate(entries):
        row[0, index] = entry
    return row


def structs(*elements):
    """Return a struct array of one row."""
    row = np.empty((1, len(elements)), dtype=[(name, object) for name in elements[0]])
    for index, element in enumerate(elements):
        row[0, index] = tuple(element.values())
    return row


def save_v7(path, variables):
    scipy.io.savemat(path, variables)


def save_v73(path, variables):
    with h5py.File(path, "w", userblock_size=512) as file:
        file.create_group("#refs#")
        for name, value in variables.items():
            _write(file, name, value)


SAVERS = {"v7": save_v7, "v73": save_v73}


def _write(group, name, value):
    if isinstance(value, dict):
        child = group.create_group(name)
        child.attrs["MATLAB_class"] = np.bytes_("struct")
        for key, entry in value.items():
            _write(child, key, entry)
    elif isinstance(value, str):
        _dataset(group, name, np.array([[ord(letter) for letter in value]], dtype=np.uint16).T, "char")
    elif value.dtype.names is not None:
        child = group.create_group(name)
        child.attrs["MATLAB_class"] = np.bytes_("struct")
        for key in value.dtype.names:
            child[key] = _references(group, [element[key] for element in value.ravel()])
    elif value.dtype == object:
        child = group.create_dataset(
            name, data=_references(group, value.T.ravel()).reshape(value.shape[::-1])
        )
        child.attrs["MATLAB_class"] = np.bytes_("cell")
    elif value.size == 0:
        _dataset(group, name, np.array([0, 0], dtype=np.uint64), "double").attrs["MATLAB_empty"] = np.uint8(1)
    else:
        _dataset(group, name, np.atleast_2d(value).T, CLASSES[value.dtype.kind])


def _dataset(group, name, values, matlab_class):
    child = group.create_dataset(name, data=values)
    child.attrs["MATLAB_class"] = np.bytes_(matlab_class)
    return child


def _references(group, entries):
    references = np.empty((len(entries), 1), dtype=h5py.ref_dtype)
    stored = group.file["#refs#"]
    for index, entry in enumerate(entries):
        name = f"r{next(COUNTER)}"
        _write(stored, name, entry)
        references[index, 0] = stored[name].ref
    return references


def save_objects(path, variables, objects):
    """Save variables up to v7, and with them objects of classes, {name: class}, which scipy cannot write."""
    scipy.io.savemat(path, variables)
    with path.open("ab") as file:
        for name, matlab_class in objects.items():
            file.write(_object(name.encode(), matlab_class.encode()))


def _object(name, matlab_class):
    """Return the bytes of an object as MATLAB writes them: class 17, name, system of classes, class, and a matrix."""
    stored = io.BytesIO()
    scipy.io.savemat(stored, {"m": np.array([[0xDD000000, 2, 1, 1, 1, 1]], dtype=np.uint32).T})
    flags = _element(6, struct.pack("<II", 17, 0))
    words = b"".join(_element(1, word) for word in (name, b"MCOS", matlab_class))
    return _element(14, flags + words + stored.getvalue()[128:])


def _element(kind, data):
    return struct.pack("<II", kind, len(data)) + data + b"\0" * (-len(data) % 8)
