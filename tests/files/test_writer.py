"""After a write, and after one that failed, the file is wholly new or as it was, and nothing else is left."""

import errno
import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from treeedit.files.fault import FileError
from treeedit.files.writer import write_atomically, write_together


def refusal(path: Path, data: bytes = b"new") -> str:
    with pytest.raises(FileError) as caught:
        write_atomically(path, data)
    return str(caught.value)


def test_a_new_file_holds_the_data_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.tree", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.tree", b"new")]


def test_nothing_and_much_can_be_written(tmp_path: Path) -> None:
    for data in (b"", os.urandom((3 << 20) + 17)):
        write_atomically(tmp_path / "a.tree", data)
        assert (tmp_path / "a.tree").read_bytes() == data


def test_a_new_file_has_the_permissions_that_the_user_gives_to_new_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.tree", b"new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.tree").stat().st_mode) == 0o640


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o604)


@pytest.fixture
def drafts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The modes of drafts while they are filled."""
    modes, write = [], os.write

    def watched(handle: int, data: memoryview) -> int:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return write(handle, data)

    monkeypatch.setattr(os, "write", watched)
    return modes


@pytest.mark.parametrize("mode", [0o600, 0o604, 0o664, None])
def test_a_draft_is_private_until_it_is_the_file(tmp_path: Path, drafts: list[int], mode: int | None) -> None:
    if mode is not None:
        (tmp_path / "a.tree").write_bytes(b"old")
        (tmp_path / "a.tree").chmod(mode)
    write_atomically(tmp_path / "a.tree", b"new")
    assert drafts == [0o600]


def test_permissions_that_cannot_be_set_are_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.tree").write_bytes(b"old")
    for step in ("fchmod", "fchown"):
        monkeypatch.setattr(os, step, _refused)
    write_atomically(tmp_path / "a.tree", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.tree", b"new")]


def test_a_group_that_cannot_be_kept_gives_no_other_one_its_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    if os.geteuid() != 0:
        pytest.skip("only root may give a file to a group that it is not in")
    os.chown(path, -1, 12345)
    path.chmod(0o664)
    monkeypatch.setattr(os, "fchown", _refused)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_what_is_noted_on_a_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.xdg.tags", b"lecture")
    except (AttributeError, OSError):
        pytest.skip("nothing can be noted on a file here")
    write_atomically(path, b"new")
    assert (path.read_bytes(), os.getxattr(path, "user.xdg.tags")) == (b"new", b"lecture")


def test_a_link_stays_a_link_and_its_target_gets_the_data(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "target.tree").write_bytes(b"old")
    (tmp_path / "link.tree").symlink_to("deep/target.tree")
    write_atomically(tmp_path / "link.tree", b"new")
    assert (tmp_path / "link.tree").is_symlink()
    assert (tmp_path / "deep" / "target.tree").read_bytes() == b"new"


def test_a_link_into_the_void_creates_its_target(tmp_path: Path) -> None:
    (tmp_path / "link.tree").symlink_to("target.tree")
    write_atomically(tmp_path / "link.tree", b"new")
    assert (tmp_path / "target.tree").read_bytes() == b"new"


def test_a_relative_path_is_taken_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_atomically(Path("a.tree"), b"new")
    assert (tmp_path / "a.tree").read_bytes() == b"new"


def test_a_name_of_full_length_is_possible(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 250 + ".tree"), b"new")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_a_device_and_a_circle_of_links_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "ring.tree").symlink_to("ring.tree")
    assert refusal(tmp_path) == f"{tmp_path.name} cannot be written: this is a folder"
    assert refusal(Path("/dev/full")) == "full cannot be written: this is not an ordinary file"
    assert refusal(tmp_path / "ring.tree") == "ring.tree cannot be written: this is not an ordinary file"


def test_several_files_are_all_written_or_none(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("x", "y", "z")]
    write_together([(each, b"new") for each in files], lambda share: None)
    assert [each.read_bytes() for each in files] == [b"new"] * 3
    with pytest.raises(FileError, match="y cannot be written"):
        write_together([(files[0], b"newer"), (tmp_path / "none" / "y", b"newer")], lambda share: None)
    assert files[0].read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == files


@pytest.mark.parametrize(("failing", "said"), [(0, ""), (1, "; 1 of 5 files are written: a"), (4, ": a, b, c, …")])
def test_of_several_files_it_is_said_which_are_written_if_the_last_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int, said: str
) -> None:
    files = [tmp_path / name for name in "abcde"]
    replace = os.replace

    def replaced(source: str, target: str) -> None:
        if target.endswith("abcde"[failing]):
            raise OSError(errno.EIO, "broken")
        replace(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    with pytest.raises(FileError) as caught:
        write_together([(each, b"new") for each in files], lambda share: None)
    assert str(caught.value).startswith(f"{'abcde'[failing]} cannot be written: the disk reports an error")
    assert str(caught.value).endswith(said or "error")
    assert sorted(tmp_path.iterdir()) == files[:failing]


def test_a_name_of_bytes_is_a_name(tmp_path: Path) -> None:
    write_atomically(os.fsencode(tmp_path / "ü"), b"new")
    assert (tmp_path / "ü").read_bytes() == b"new"
    with pytest.raises(FileError, match="a cannot be written"):
        write_atomically(os.fsencode(tmp_path / "none" / "a"), b"new")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "a.tree") == "a.tree cannot be written: there is no such file or folder"


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    path.chmod(0o444)
    assert refusal(path) == "a.tree cannot be written: the file is write-protected"
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refusal(tmp_path / "a.tree") == "a.tree cannot be written: permission denied"


def _fails(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def _refused(*_: object) -> int:
    raise OSError(errno.EPERM, "Operation not permitted")


def _interrupted(*_: object) -> int:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "read"])
def test_a_failing_step_leaves_the_old_file_and_nothing_half_written(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tree"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, step, _fails)
    assert refusal(path) == "a.tree cannot be written: the disk is full"
    monkeypatch.undo()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.tree", b"old")]


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.tree").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.tree", b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("loss", [lambda data: data[:-1], lambda data: b"x" + data[1:]])
def test_a_disk_that_does_not_keep_what_was_written_is_noticed(
    loss: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.tree").write_bytes(b"old")
    write = os.write

    def forgetful(handle: int, data: memoryview) -> int:
        write(handle, loss(bytes(data)))
        return len(data)

    monkeypatch.setattr(os, "write", forgetful)
    assert refusal(tmp_path / "a.tree") == "a.tree cannot be written: the disk did not keep what was written"
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"old"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte; only root can have one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no file system can be mounted here")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    (small_disk / "a.tree").write_bytes(b"old")
    assert refusal(small_disk / "a.tree", bytes(2 << 20)) == "a.tree cannot be written: the disk is full"
    assert [each.read_bytes() for each in small_disk.iterdir()] == [b"old"]
