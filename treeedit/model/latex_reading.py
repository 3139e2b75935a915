r"""The stack on which a formula in LaTeX is read: what is open, its operands, and the operators that wait for theirs.

An operator is applied as soon as one comes that binds less tightly; side by side is a product, and within the operand
of a function without brackets one that binds tighter than the function. Nothing recurses, however deep the text nests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from treeedit.model import latex_words as table
from treeedit.model.latex_calls import Call, applied
from treeedit.model.latex_indices import argument
from treeedit.model.latex_names import Names
from treeedit.model.latex_tokens import Source
from treeedit.model.operator_entry import PRODUCT
from treeedit.model.operators import OPERATORS
from treeedit.model.ropes import Rope
from treeedit.model.tokens import shown
from treeedit.words import translate

CALL, RUN = 4, 5
"""How tightly a function without brackets binds, and the product that is its operand."""


@dataclass
class Frame:
    """What is open: the words at which it ends, by index or by a bracket, and what is done with what it holds."""

    end: int
    done: Callable[[list[Rope]], None]
    closing: str = ""
    opened: int = 0
    resume: int = 0
    listed: bool = False
    operands: list[Rope] = field(default_factory=list)
    operators: list[tuple[int, str | Call]] = field(default_factory=list)
    items: list[Rope] = field(default_factory=list)
    above: Rope = None
    ready: bool = False
    calls: int = 0


class Reading:
    """The words of a formula, how far they are read (`at`), and what is open."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.names = names
        self.at = 0
        self.stack: list[Frame] = []

    def all(self, take: Callable[[Frame], None]) -> Rope:
        """Read all words, each by `take`; what they are."""
        source, found = self.source, list[Rope]()
        self.stack.append(Frame(len(source.words), found.extend))
        while self.stack:
            frame = self.stack[-1]
            if self.at < frame.end:
                take(frame)
            elif frame.closing:
                raise self.not_closed(frame)
            else:
                self.close(frame)
        return found[0]

    def begin(self, frame: Frame) -> None:
        """An operand begins: behind another one it is multiplied."""
        if not frame.ready:
            return
        if frame.operators and frame.operators[-1][1] == "/":
            sentence = translate("latex_reading", "what is below this / is not clear: write \\frac, or brackets")
            raise self.source.error(sentence, self.at)
        level = RUN if frame.calls else PRODUCT
        after_name = frame.calls and self.source.kind(self.at, frame.end) == "open"
        if after_name and self.source.words[self.at - 1].kind != "digit":
            sentence = translate(
                "latex_reading", "where the function before this bracket ends is not clear: write it with brackets"
            )
            raise self.source.error(sentence, self.at)
        self.reduce(frame, level)
        frame.operators.append((level, "*"))
        frame.ready = False

    def push(self, node: Rope) -> None:
        """The operand that has been read."""
        frame = self.stack[-1]
        frame.operands.append(node)
        frame.ready = True

    def atom_of_one(self, found: list[Rope]) -> None:
        """The operand that the brackets hold."""
        self.atom(found[0])

    def atom(self, node: Rope) -> None:
        """An operand that is no name: to what power it is raised is read first."""
        source, frame = self.source, self.stack[-1]
        kind = source.kind(self.at, frame.end)
        if kind in ("_", "'"):
            sentence = {
                "_": translate("latex_reading", "a subscript stands behind a name only"),
                "'": translate("latex_reading", "a prime stands behind a name only; a derivative is not read"),
            }
            raise source.error(sentence[kind], self.at)
        if kind != "^":
            self.push(node)
            return
        start, stop, after = argument(self.source, self.at + 1, frame.end)
        self.names.check_power(start, stop, self.at)
        if source.kind(after, frame.end) in ("^", "_", "'"):
            raise source.error(translate("latex_reading", "put braces around this power"), after)
        self.open_range(start, stop, after, lambda found: self.push((node, *self.raised(found))))

    def raised(self, found: list[Rope]) -> tuple[Rope, ...]:
        """How an operand is raised; ^{{2}} is how a square is printed."""
        words, close = self.source.words, self.at - 1
        marked = [word.text for word in words[max(close - 4, 0) : close + 1]] == ["{", "{", "2", "}", "}"]
        return ("square",) if marked else (found[0], "^")

    def open_range(self, start: int, stop: int, resume: int, done: Callable[[list[Rope]], None]) -> Frame:
        """Read these words by themselves, then go on behind them."""
        frame = Frame(stop, done, opened=start, resume=resume)
        self.stack.append(frame)
        self.at = start
        return frame

    def open_bracket(self, frame: Frame, done: Callable[[list[Rope]], None]) -> Frame:
        """Read up to the bracket that closes this one."""
        bracket = self.source.words[self.at].text
        if bracket == "|":
            inner = done

            def done(found: list[Rope]) -> None:
                inner([(found[0], "abs")])

        opened = Frame(frame.end, done, table.OPENING[bracket], self.at)
        self.stack.append(opened)
        self.at += 1
        return opened

    def close(self, frame: Frame) -> None:
        """What is open has come to its end."""
        self.finish(frame)
        if frame.above is not None:
            frame.operands[:] = [(frame.above, frame.operands[0], "/")]
        self.stack.pop()
        if not frame.closing and self.stack:
            self.at = frame.resume
        frame.done([*frame.items, *frame.operands])

    def finish(self, frame: Frame) -> None:
        """An operand must have ended here."""
        if not frame.ready:
            raise self.expected()
        self.reduce(frame, 0)
        frame.ready = False

    def reduce(self, frame: Frame, level: int) -> None:
        """Put together what binds at least as tightly as this."""
        while frame.operators and frame.operators[-1][0] >= level:
            _, operator = frame.operators.pop()
            if isinstance(operator, Call):
                frame.calls -= 1
                frame.operands[-1] = applied(self.source, operator, frame.operands[-1:])
            else:
                arity = OPERATORS[operator].arity
                frame.operands[-arity:] = [(*frame.operands[-arity:], operator)]

    def end_calls(self, frame: Frame) -> None:
        """A function without brackets ends here."""
        while frame.calls:
            self.reduce(frame, frame.operators[-1][0])

    def not_closed(self, frame: Frame) -> Exception:
        """The error of a bracket or bar that stays open."""
        sentence = translate("latex_reading", "this {0} is not closed")
        return self.source.error(sentence.format(shown(self.source.words[frame.opened].text)), frame.opened)

    def expected(self) -> Exception:
        """The error of an operand that is missing."""
        words, at = self.source.words, self.at
        found = shown(words[at].text) if at < len(words) else translate("latex_reading", "the end")
        return self.source.error(translate("latex_reading", "expected a number or a name, found {0}").format(found), at)
