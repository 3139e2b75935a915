"""Letters that are drawn alike though they belong to several scripts: the A of Latin, Greek and Cyrillic.

A word is read as of one script, the first of SCRIPTS in which all of it can be written; a letter alone is the first
of its group. So it does not matter with which keyboard somebody typed an A, and a Russian word stays one though most of
its letters look like Latin ones.
"""

from __future__ import annotations

import unicodedata

SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
_ALIKE = """
    AΑА BΒВ CϹС EΕЕ FϜ HΗН IΙІӀ JͿЈ KΚК MΜМ NΝ OΟОՕ PΡР QԚ SЅ TΤТ UՍ VѴ WԜ XΧХ YΥҮ ZΖ
    aа cϲс eе hһհ iі jϳј lӏ nո oοо pр qԛ sѕ uս wԝ xх yу
    ÄӒ ÆӔ ÏЇ ÖӦ äӓ æӕ ïї öӧ ĂӐ ăӑ ĔӖ ĕӗ ƏӘ əǝә ȳӯ
    ΣƩ ΛɅ ΓГ ΠП εɛԑ ηƞ ιɩ ωѡ δẟ ÐĐƉ ÞϷ þϸ ƆϽ БƂ ИͶ иͷ ƟѲӨ ѳө ƷӠ ǶԊ ƐԐ
""".split()  # noqa: SIM905
_MEMBERS = {letter: group for group in _ALIKE for letter in group}


def of_one_script(word: str) -> str:
    """A word with its letters taken from one script, where that changes nothing to see."""
    if word.isascii() or not any(letter in _MEMBERS for letter in word):
        return word
    if sum(map(str.isalpha, word)) == 1:
        return "".join(_MEMBERS.get(letter, letter)[0] for letter in word)
    for script in SCRIPTS:
        letters = [_of_script(letter, script) for letter in word]
        if all(letters):
            return "".join(letters)
    return word


def _of_script(letter: str, script: str) -> str:
    """The letter of a script that looks like a letter, or the character itself if it is no letter; else nothing."""
    if not letter.isalpha() or _script(letter) == script:
        return letter
    return next((each for each in _MEMBERS.get(letter, "") if _script(each) == script), "")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
