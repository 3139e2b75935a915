"""What surrounds the trees in a file of Python, by style: imports, helpers, how a number is written, what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from treeedit.export.python_code import FUNCTIONS

Import = tuple[str, dict[str, str]]
"""A module, with its functions by the names that we call them by."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the file's first words, where functions come from, definitions of others by name, and its own texts.

    number: how a constant is written, {} being its digits. prelude: what stands before the trees. main: behind them.
    """

    words: str
    imports: tuple[Import, ...]
    helpers: dict[str, str] = field(default_factory=dict)
    number: str = "{}"
    prelude: str = ""
    main: str = ""


_BUILT_IN, _OURS = {"abs"}, {"where", "minimum", "maximum"}
_MATH = {name: "pow" if name == "power" else name for name in FUNCTIONS if name not in _BUILT_IN | _OURS}
_TORCH = {name: "pow" if name == "power" else name for name in FUNCTIONS if name not in _BUILT_IN | {"nan"}}
_ARCS = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}
_JAX = {name: _ARCS.get(name, name) for name in FUNCTIONS if name not in _BUILT_IN | {"nan", "erfc"}}

_HELPERS = {
    "where": """

def where(condition, yes, no):
    return yes if condition else no""",
    "minimum": """

def minimum(a, b):
    return a if a <= b else b""",
    "maximum": """

def maximum(a, b):
    return a if a >= b else b""",
}

_ABS = """

def abs(a):  # that of JAX has the derivative 1 at 0, not 0
    return a * jax.numpy.sign(a)"""

_SHOW = """
for name, function, labels in trees:
    try:
        value, sums = differentiate(function, [inputs[label] for label in labels])
    except (ArithmeticError, ValueError) as error:
        print(f"{name}: {error}")
        continue
    if value != value:  # no number: the operators of PyTorch and JAX raise no error
        print(f"{name}: not defined for these inputs")
        continue
    print(f"{name} = {value!r}")
    for label, total in zip(labels, sums):
        print(f"  d{name}/d{label} = {total!r}")
"""

PLAIN = Style(
    '''"""Both passes, line by line, with nothing but the standard library.

n7 is the value of node 7 and d7 its partial, the derivative of the whole by it. A label that stands at several places
has one value and several partials; their sum is the derivative by the input.
"""''',
    (("math", _MATH),),
    _HELPERS,
    main=f"""

def differentiate(function, values):
    value, *sums = function(*values)
    return value, sums

{_SHOW}""",
)

MICROGRAD = Style(
    '''"""Backpropagation with objects that remember what they were made from, in the style of micrograd.

An input is one object, however often its label stands in the tree: what comes back to it is added up there.
"""''',
    (("math", _MATH),),
    _HELPERS,
    number="Value({})",
    prelude='''

class Value:
    """A number that knows its operands, and the local derivative by each of them."""

    tape = []  # every value, operands before the operations that use them

    def __init__(self, data, operands=(), slopes=()):
        self.data = data
        self.grad = 0.0
        self.operands = operands
        self.slopes = slopes
        Value.tape.append(self)

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def backward(self):
        """The derivative of this value by every other, into their `grad`."""
        for value in Value.tape:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(Value.tape):
            for operand, slope in zip(value.operands, value.slopes):
                operand.grad += value.grad * slope
''',
    main=f"""

def differentiate(function, values):
    Value.tape.clear()
    leaves = [Value(each) for each in values]
    value = function(*leaves)
    value.backward()
    return value.data, [leaf.grad for leaf in leaves]

{_SHOW}""",
)

PYTORCH = Style(
    '''"""The trees as functions of PyTorch, differentiated by it."""

import torch''',
    (("torch", _TORCH),),
    number="number({})",
    prelude="""
torch.set_default_dtype(torch.float64)


def number(value):
    return torch.tensor(value)
""",
    main=f"""

def differentiate(function, values):
    leaves = [torch.tensor(value, requires_grad=True) for value in values]
    value = function(*leaves)
    if not value.requires_grad:
        return value.item(), [0.0] * len(leaves)
    sums = torch.autograd.grad(value, leaves, allow_unused=True)
    return value.item(), [0.0 if each is None else each.item() for each in sums]

{_SHOW}""",
)

JAX = Style(
    '''"""The trees as functions of JAX, differentiated by it."""

import jax

jax.config.update("jax_enable_x64", True)''',
    (("jax.numpy", _JAX), ("jax.scipy.special", {"erfc": "erfc"})),
    {"abs": _ABS},
    number="number({})",
    prelude="""

def number(value):
    return jax.numpy.asarray(value)
""",
    main=f"""

def differentiate(function, values):
    if not values:
        return float(function()), []
    value, sums = jax.value_and_grad(function, argnums=tuple(range(len(values))))(*values)
    return float(value), [float(each) for each in sums]

{_SHOW}""",
)
