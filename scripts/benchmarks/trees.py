"""The trees that are measured: three shapes at every size, and one that a screen can show with all its texts."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.measuring import Scale
from treeedit.model.records import Expression, Leaf

LABELS = [f"x{i}" for i in range(26)]
OPERATORS = ("+", "*", "-")
Values = dict[str, float]


def balanced(leaves: int, rng: random.Random) -> Expression:
    """Every operation has operands of equal size, or nearly."""
    tokens: list[Leaf | str | None] = []
    stack = [leaves]
    while stack:
        size = stack.pop()
        tokens.append(rng.choice(OPERATORS) if size > 1 else Leaf(rng.choice(LABELS)))
        if size > 1:
            stack += [size // 2, size - size // 2]
    return tuple(reversed(tokens))


def uniform(leaves: int, rng: random.Random) -> Expression:
    """Every binary shape is equally likely (cycle lemma); the height grows with the square root of the size."""
    steps = [1] * leaves + [-1] * (leaves - 1)
    rng.shuffle(steps)
    lowest, level, start = 0, 0, 0
    for i, step in enumerate(steps, 1):
        level += step
        if level <= lowest:
            lowest, start = level, i
    turned = steps[start:] + steps[:start]
    return tuple(Leaf(rng.choice(LABELS)) if step == 1 else rng.choice(OPERATORS) for step in turned)


def leaning(leaves: int, rng: random.Random) -> Expression:
    """A chain: the second operand is always a leaf."""
    tokens: list[Leaf | str | None] = [Leaf(LABELS[0])]
    for _ in range(leaves - 1):
        tokens += [Leaf(rng.choice(LABELS)), rng.choice(OPERATORS)]
    return tuple(tokens)


SHAPES = {"balanced": balanced, "random": uniform, "leaning": leaning}


def trees(scale: Scale) -> Iterator[tuple[str, int, Expression]]:
    for name, shape in SHAPES.items():
        for size in scale.sizes:
            yield name, size, shape((size + 1) // 2, random.Random(size))


def inputs(seed: int) -> Values:
    rng = random.Random(seed)
    return {label: rng.uniform(-1, 1) for label in LABELS}


def readable(nodes: int) -> Expression:
    """A tree that a screen can show with all its texts: chains of functions hang from a balanced top."""
    chains = max(1, round(nodes / 12))
    rng = random.Random(nodes)
    hung: list[Leaf | str | None] = []
    for token in balanced(chains, rng):
        hung += [token, *("tanh", "sin", "neg", "tanh") * 2, "cos", "neg"] if isinstance(token, Leaf) else [token]
    return tuple(hung)
