"""A folder for what will be executed: made for the user alone, refused where others could write or replace it."""

import os

import pytest

from rgcore.private_folder import private_folder


def mode(path):
    return path.stat().st_mode & 0o777


def test_a_new_folder_is_the_users_alone_whatever_the_umask(tmp_path):
    earlier = os.umask(0)
    try:
        folder = private_folder(tmp_path / "a" / "b" / "c")
    finally:
        os.umask(earlier)
    assert folder == tmp_path / "a" / "b" / "c"
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o755)


@pytest.mark.parametrize("rights", [0o777, 0o775, 0o757, 0o1777])
def test_a_folder_that_others_can_write_in_is_refused(tmp_path, rights):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(rights)
    assert private_folder(tmp_path / "cache") is None
    assert (tmp_path / "cache").exists()  # it was there before


@pytest.mark.parametrize(
    ("rights", "taken"), [(0o777, False), (0o775, False), (0o1777, True), (0o1775, True), (0o755, True)]
)
def test_a_folder_that_others_could_replace_is_refused(tmp_path, rights, taken):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(rights)
    assert (private_folder(tmp_path / "shared" / "above" / "mine") is not None) == taken
    assert (tmp_path / "shared" / "above").exists() == taken


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
@pytest.mark.parametrize("rights", [0o755, 0o1777])
def test_a_folder_below_one_of_somebody_else_is_refused(tmp_path, rights):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs").chmod(rights)
    os.chown(tmp_path / "theirs", 65534, 65534)
    assert private_folder(tmp_path / "theirs" / "mine") is None


def test_a_link_that_others_could_change_is_left_out_of_the_path(tmp_path):
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "open" / "link").symlink_to(tmp_path / "mine")
    assert private_folder(tmp_path / "open" / "link") == tmp_path / "mine"


def test_a_link_counts_as_the_folder_that_it_leads_to(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path / "open")
    assert private_folder(tmp_path / "link") is None


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o700)
    os.chown(tmp_path / "theirs", 65534, 65534)
    assert private_folder(tmp_path / "theirs") is None


def test_no_folder_comes_of_a_place_where_none_can_be():
    assert private_folder("/dev/null/cache") is None
