"""Which packages are chosen where, and what an unpacked library is told; nothing is fetched."""

import os
import shutil
from pathlib import Path

import environment
import pytest
import system_libraries
from system_libraries import Finding

from treeedit import system_packages


def test_the_newest_name_that_a_release_knows_is_chosen() -> None:
    assert system_packages.apt_packages(["libglib2.0-0", "libegl1"])[0] == "libglib2.0-0"
    assert system_packages.apt_packages(["libglib2.0-0", "libglib2.0-0t64"])[0] == "libglib2.0-0t64"


def test_every_package_is_asked_for_even_where_no_name_is_known() -> None:
    assert len(system_packages.apt_packages([])) == len(system_packages.PACKAGES)
    assert "libxcb-cursor0" in system_packages.apt_packages([])


def test_the_advice_names_this_system_s_package_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda tool: tool if tool == "dnf" else None)
    assert "sudo dnf install glib2 libglvnd-egl" in system_packages.advice()
    assert "pacman" not in system_packages.advice()


def test_the_advice_names_all_where_none_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda tool: None)
    assert all(tool in system_packages.advice() for tool in ("apt-get", "dnf", "pacman"))


def test_no_package_is_named_twice() -> None:
    for line in system_packages.install_lines().values():
        words = line.split()
        assert len(words) == len(set(words))


def test_unpacked_libraries_come_before_those_of_the_user(tmp_path: Path) -> None:
    folder = tmp_path / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    found = environment.leading_to(tmp_path, {"LD_LIBRARY_PATH": "/mine"})
    assert found["LD_LIBRARY_PATH"] == f"{folder}{os.pathsep}/mine"


def test_the_user_s_own_choice_of_fonts_is_kept(tmp_path: Path) -> None:
    assert "FONTCONFIG_FILE" not in environment.leading_to(tmp_path, {"FONTCONFIG_FILE": "mine"})


def test_nothing_is_fetched_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "probe", lambda venv: Finding(loads=True, missing=""))
    monkeypatch.delattr(system_libraries, "_fetch")
    assert system_libraries.provide(Path())


def test_what_stays_missing_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries, "probe", lambda venv: Finding(loads=False, missing="libGL.so.1"))
    monkeypatch.setattr(system_libraries, "_fetch", lambda venv: None)
    assert not system_libraries.provide(Path())
    output = capsys.readouterr()
    assert output.out == ""
    assert "no windows: libGL.so.1" in output.err
