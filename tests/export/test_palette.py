"""All pictures of a series share one palette, exact up to 255 colours, and what is transparent stays so."""

import numpy as np
import pytest
from PIL import Image

from treeedit.export.palette import CLEAR, MOST, Palette, counts_of, runs_of


def picture(colours: list[tuple[int, ...]], wide: int) -> Image.Image:
    found = Image.new("RGBA", (wide, len(colours) // wide))
    found.putdata([(*each, 255) if len(each) == 3 else each for each in colours])
    return found


def pixels(found: Image.Image) -> list[tuple[int, ...]]:
    return [tuple(each) for each in np.asarray(found.convert("RGB")).reshape(-1, 3).tolist()]


def test_up_to_255_colours_are_kept_exactly() -> None:
    first = picture([(i, 0, 7) for i in range(200)], 20)
    second = picture([(i, 9, 7) for i in range(55)] + [(0, 0, 7)] * 5, 20)
    runs = [runs_of(each, "#FFFFFF") for each in (first, second)]
    palette = Palette(counts_of(runs))
    for each, there in zip((first, second), runs, strict=True):
        assert palette.picture(there).convert("RGB").tobytes() == each.convert("RGB").tobytes()


def test_of_more_colours_the_most_frequent_are_kept_and_the_others_are_near() -> None:
    rng = np.random.default_rng(3)
    often = [(255, 255, 255), (11, 98, 164), (184, 64, 14)]
    rest = [tuple(each) for each in rng.integers(0, 256, (1000, 3)).tolist()]
    image = picture(often * 300 + rest, 20)
    runs = runs_of(image, "#FFFFFF")
    palette = Palette(counts_of([runs]))
    again = palette.picture(runs).convert("RGB")
    assert len(palette.colours) <= MOST
    assert pixels(again)[:900] == often * 300
    away = np.abs(np.asarray(again, dtype=int) - np.asarray(image.convert("RGB"), dtype=int))
    assert away.mean() < 25


def test_what_is_clear_stays_clear_and_what_is_translucent_lies_on_the_paper() -> None:
    runs = runs_of(picture([(10, 20, 30, 0), (0, 0, 0, 128), (1, 2, 3, 255), (99, 99, 99, 0)], 4), "#FFFFFF")
    found = Palette(counts_of([runs])).picture(runs)
    numbers = np.asarray(found).ravel().tolist()
    assert [each == CLEAR for each in numbers] == [True, False, False, True]
    assert pixels(found)[1:3] == [(127, 127, 127), (1, 2, 3)]


def test_the_palette_has_256_colours_and_no_two_are_the_same() -> None:
    data = Palette([(0xFFFFFF, 3), (0, 1)]).data()
    assert len({data[i : i + 3] for i in range(0, 768, 3)}) == 256


@pytest.mark.parametrize("wide", [1, 3, 4])
def test_runs_go_over_the_ends_of_rows(wide: int) -> None:
    colours = [(1, 1, 1), (1, 1, 1), (2, 2, 2), (2, 2, 2)] * 3
    runs = runs_of(picture(colours, wide), "#FFFFFF")
    assert runs.lengths.sum() == 12
    again = Palette(counts_of([runs])).picture(runs)
    assert again.size == (wide, 12 // wide)
    assert pixels(again) == colours
