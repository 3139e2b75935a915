"""Bytes that are not the text of a document are refused with one sentence, however hostile."""

import pytest

from treeedit.files.fault import FileError
from treeedit.files.paper import read_forest
from treeedit.files.syntax import read_json

CASES = (
    (b"", "the file is empty"),
    (b" \n\n", "the file is empty"),
    (b"\xef\xbb\xbf{}", "line 1: the text begins with a mark of UTF-8; save it as UTF-8 without a mark"),
    ("{}".encode("utf-16"), "line 1: the text begins with a mark of UTF-16; save it as UTF-8 without a mark"),
    ("{}".encode("utf-16-le"), "line 1, column 2: this is not JSON: Expecting property name enclosed in double quotes"),
    (b"\x89PNG\r\n\x1a\n\0\0", "line 1: this is not text in UTF-8"),
    (b'{\n"a": "\xff"}', "line 2: this is not text in UTF-8"),
    (b"x1 + x2", "line 1, column 1: this is not JSON: Expecting value"),
    (b'{"a": 1,\n "b": ]}', "line 2, column 7: this is not JSON: Expecting value"),
    (b'{"a": 1} {}', "line 1, column 10: this is not JSON: Extra data"),
    (b'{"a":\nNaN}', "line 2: NaN is not a finite number"),
    (b'{"a": -Infinity}', "line 1: -Infinity is not a finite number"),
    (b'{"a":\n\n1e400}', "line 3: 1e400 is not a finite number"),
    (b'{"a": ' + b"9" * 5000 + b"}", "a number has more digits than any number here can have"),
    (b'{"a": 1, "a": 2}', "the document: the key “a” stands twice"),
    (b'{"nodes": [{}, {"id": 1, "id": 1}]}', "nodes[1]: the key “id” stands twice"),
    (b'{"a": {"b\\n": 1, "b\\n": 2}}', "a: the key “b�” stands twice"),
    (b'{"a": 0,\n"b": "\\ud800"}', "line 2: the text holds half a character"),
    (b"[" * 100_000, "the brackets are nested too deeply"),
    (b'{"a":' * 100_000, "the brackets are nested too deeply"),
    (b"[" + b"{}," * 2_200_000 + b"{}]", "the file holds more than 2000000 nodes"),
    (b" " * (64 << 20) + b"{}", "the file is larger than 64 MiB"),
)


@pytest.mark.parametrize(("data", "sentence"), CASES, ids=[sentence for _, sentence in CASES])
def test_hostile_text_gives_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FileError) as caught:
        read_json(data)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("data", [b"[]", b"3", b"null", b'"treeedit"', b"{}"])
def test_json_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(FileError, match="this is not a drawing of treeedit"):
        read_forest(data)


def test_escaped_characters_are_read() -> None:
    assert read_json(b'["\\u03b8", "\\ud83d\\ude00", "\\\\ud800"]') == ["θ", "😀", "\\ud800"]
