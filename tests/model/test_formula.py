"""Formulas: what is understood, what each error says, and that printing and reading are inverse to each other."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treeedit.model.edits import operator_alone
from treeedit.model.formula import (
    Definition,
    FormulaError,
    forest_of,
    parse,
    print_expression,
    print_formula,
    print_latex,
)
from treeedit.model.labels import EULER, Spellings
from treeedit.model.operator_entry import Notation
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Expression, Leaf, Point

MANY = 100_000
DEEP = 30_000


def read(text: str) -> Expression:
    (definition,) = parse(text)
    return definition.expression


def refusal(text: str) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    return caught.value


def parsed_or_refused(text: str) -> list[Definition]:
    """The formulas of a text; none if it is refused with a place within it."""
    found, position = [], 0
    try:
        found = parse(text)
    except FormulaError as error:
        position = error.position
    assert 0 <= position <= len(text)
    return found


def same(text: str, other: str) -> None:
    assert read(text) == read(other)


def combined(operands: list[Expression], key: str) -> Expression:
    return (*(token for operand in operands for token in operand), key)


LEAVES = st.sampled_from(["x", "x1", "e", EULER, "e3", "theta", "pi", "2", "1.50", "2e3", ".5", "1.", "x_max"]).map(
    lambda label: (Leaf(label),)
)


def operations(operands: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.sampled_from(list(OPERATORS.values())).flatmap(
        lambda entry: st.lists(operands, min_size=entry.arity, max_size=entry.arity).map(
            lambda parts: combined(parts, entry.key)
        )
    )


EXPRESSIONS = st.recursive(LEAVES | st.just((None,)), operations, max_leaves=25).filter(lambda each: each != (None,))
SIGNS = [entry.key for entry in OPERATORS.values() if entry.notation is not Notation.CALL]
SIGNED = st.recursive(
    LEAVES,
    lambda operands: st.sampled_from(SIGNS).flatmap(
        lambda key: st.lists(operands, min_size=OPERATORS[key].arity, max_size=OPERATORS[key].arity).map(
            lambda parts: combined(parts, key)
        )
    ),
    max_leaves=12,
)


class TestReading:
    def test_an_expression_is_postfix_in_the_order_typed(self):
        assert read("x1 - 2*x2") == (Leaf("x1"), Leaf("2"), Leaf("x2"), "*", "-")

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("a - b - c", "(a - b) - c"),
            ("a/b*c", "(a/b)*c"),
            ("a + b*c", "a + (b*c)"),
            ("-x^2", "-(x^2)"),
            ("-a*b", "(-a)*b"),
            ("2^3^2", "2^(3^2)"),
            ("2^-1", "2^(-1)"),
            ("-2^-x^2", "-(2^(-(x^2)))"),
            ("a^-b*c", "(a^(-b))*c"),
            ("a*-b", "a*(-b)"),
            ("a--b", "a - (-b)"),
        ],
    )
    def test_operators_bind_as_in_mathematics(self, text, meaning):
        same(text, meaning)

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("x**2", "x^2"),
            ("3×4·5⋅6÷7−8", "3*4*5*6/7-8"),
            ("x² + x³", "x^2 + x^3"),
            ("x¹⁰ + x⁻¹", "x^10 + x^(-1)"),
            ("-x²", "-(x^2)"),
            ("x²^3", "(x^2)^3"),
            ("√x + √(x+1)", "sqrt(x) + sqrt(x+1)"),
            ("√x^2", "(sqrt(x))^2"),
            ("√√2x", "sqrt(sqrt(2))*x"),
            ("2π", "2*pi"),
            ("x₁ + x₁₂", "x1 + x12"),
            ("e^{-x}", "e^(-x)"),
            ("1·x·2", "1*x*2"),
            ("log₂(x) + arcsin(x) + log(x)", "log2(x) + asin(x) + ln(x)"),
            ("neg(x)", "-x"),
            ("[x + {y}]", "(x + (y))"),
            ("\ufeffx\u00a0+\u2009y", "x + y"),
            ("(x +\n  y)", "x + y"),
        ],
    )
    def test_what_is_pasted_from_papers_and_programs_is_understood(self, text, plain):
        same(text, plain)

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("2x", "2*x"),
            ("3(x+1)", "3*(x+1)"),
            ("2sin(x)", "2*sin(x)"),
            ("2pi", "2*pi"),
            ("2√x", "2*√x"),
            ("2x^2", "2*(x^2)"),
            ("1/2x", "(1/2)*x"),
            ("-2x", "(-2)*x"),
            ("2e", "2*e"),
            ("2e3x", "2e3*x"),
            ("2 x", "2*x"),
        ],
    )
    def test_a_number_before_an_operand_multiplies(self, text, meaning):
        same(text, meaning)

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("(x+1)(x-1)", "(x+1)*(x-1)"),
            ("(43)(60)", "43*60"),
            ("x²y", "x^2*y"),
            ("x^2y", "x^2*y"),
            ("2(x+1)y", "(2*(x+1))*y"),
            ("x(x+1)", "x*(x+1)"),
            ("x_1 x_2 + x_3", "x1*x2 + x3"),
            ("2 sin(x)cos(y)", "(2*sin(x))*cos(y)"),
            ("2x y", "(2*x)*y"),
            ("w_1x_1 + w_2x_2", "w1*x1 + w2*x2"),
            ("a/b c", "(a/b)*c"),
            ("a(b+c)", "a*(b+c)"),
            ("2x(y+1)", "2*x*(y+1)"),
            ("rate*2 + 3rate(x+1)", "rate*2 + 3*rate*(x+1)"),
            ("2π(r+1)", "2*pi*(r+1)"),
            ("2πr", "2*pi*r"),
            ("πx₁²", "pi*x1^2"),
            ("w^T", "w^T"),
            ("e(x+1)", "e*(x+1)"),
            ("(a)(b)(c)", "a*b*c"),
            ("x√2", "x*sqrt(2)"),
            ("x max(y, z)", "x*max(y, z)"),
            ("-x y", "(-x)*y"),
            ("x y^2", "x*(y^2)"),
        ],
    )
    def test_operands_side_by_side_are_multiplied(self, text, meaning):
        same(text, meaning)

    def test_a_name_of_the_document_is_multiplied(self):
        known = Spellings(["rate", "f"], ["g"])
        assert parse("rate(x)f(2)", known) == parse("rate*x*f*2", known)
        with pytest.raises(FormulaError, match="is a formula here"):
            parse("g(x + 1)", known)

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("|x|", "abs(x)"),
            ("2|x|", "2*abs(x)"),
            ("|x||y|", "abs(x)*abs(y)"),
            ("||x|-1|", "abs(abs(x) - 1)"),
            ("|x+|y||", "abs(x + abs(y))"),
            ("ln|x|", "ln(abs(x))"),
            ("|x|²", "abs(x)^2"),
            ("|x|y", "abs(x)*y"),
            ("max(|x|, |y|)", "max(abs(x), abs(y))"),
            ("| x |", "abs(x)"),
            ("|x*|y|*z|", "abs(x*abs(y)*z)"),
        ],
    )
    def test_bars_are_the_absolute_value(self, text, meaning):
        same(text, meaning)

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("max(a, b, c)", "max(max(a, b), c)"),
            ("min(a, b, c, d)", "min(min(min(a, b), c), d)"),
            ("+x", "x"),
            ("5++3", "5 + 3"),
            ("2^+3", "2^3"),
            ("ReLU(x) + Sin(x) + EXP(x)", "relu(x) + sin(x) + exp(x)"),
            ("log_2(x) + log₂(x) + log_e(x)", "log2(x) + log2(x) + ln(x)"),
            ("sin^2(x)", "sin(x)^2"),
            ("sin²(x)^3", "(sin(x)^2)^3"),
            ("cos^-1(x) + tan⁻¹(x) + sin^{-1}(x)", "acos(x) + atan(x) + asin(x)"),
            ("σ(z)/σ", "sigmoid(z)/sigma"),
            ("sigma(z)", "sigmoid(z)"),
        ],
    )
    def test_functions_are_read_as_people_write_them(self, text, meaning):
        same(text, meaning)

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("f(x) = x^2", "f = x^2"),
            ("n(w, x, b) = w*x + b", "n = w*x + b"),
            ("g (x) := 2x", "g = 2*x"),
            ("f(x) = x(x+1)", "f = x*(x+1)"),
        ],
    )
    def test_the_head_of_a_function_is_its_name(self, text, plain):
        assert parse(text) == parse(plain)

    def test_e_is_an_input_of_a_function_that_says_so(self):
        assert parse("f(e) = e^2")[0].expression == (Leaf("e"), Leaf("2"), "^")

    def test_letters_and_digits_are_one_label(self):
        assert read("x2") == (Leaf("x2"),)

    @pytest.mark.parametrize("number", ["1.50", "2e3", "1E-7", ".5", "1.", "007"])
    def test_a_number_keeps_the_text_typed(self, number):
        assert read(number) == (Leaf(number),)

    @pytest.mark.parametrize("label", ["变量", "हिंदी", "é", "x1", "_", "ж2", "πίεση"])
    def test_a_label_may_be_of_any_script(self, label):
        assert read(f"2*{label}") == (Leaf("2"), Leaf(label), "*")

    def test_labels_are_composed(self):
        assert read("e\u0301 + \u2126") == (Leaf("é"), Leaf("Omega"), "+")

    @pytest.mark.parametrize("text", ["x_1*x1", "theta*θ", "θ₁*theta_1", "x₁*x_1", "w_12*w₁₂", "𝑥*x", "ϵ*ε"])
    def test_spellings_that_are_set_alike_are_one_label(self, text):
        first, second, _ = read(text)
        assert first == second

    @pytest.mark.parametrize("text", ["x - x'", "x' - x", "x′ - x'", "w*x' - w*x''"])
    def test_a_prime_is_part_of_the_name(self, text):
        labels = {token.label for token in read(text) if isinstance(token, Leaf)}
        assert len(labels) == (1 if "′" in text else 2 if "w" not in text else 3)

    def test_names_are_one_however_they_are_spelt(self):
        (g, f) = parse("g_1 = x + y; f = g1^2")
        assert (g.name, g.used) == ("g1", True)
        assert f.expression == (Leaf("x"), Leaf("y"), "+", Leaf("2"), "^")
        with pytest.raises(FormulaError, match="already defined"):
            parse("g_1 = x; g1 = y")

    def test_a_document_s_spelling_is_kept(self):
        ((_, expression, _),) = parse("x1 + θ + y_2", ["x_1", "θ"])
        assert expression == (Leaf("x_1"), Leaf("θ"), "+", Leaf("y2"), "+")

    def test_e_is_euler_s_number(self):
        assert read("e^x") == (Leaf(EULER), Leaf("x"), "^")
        assert print_expression(read("1/(1 + e^(-x))")) == "1/(1 + e^-x)"
        assert read("ℯ*2e") == (Leaf(EULER), Leaf("2"), "*", Leaf(EULER), "*")

    def test_e_is_an_input_where_the_document_has_one(self):
        ((_, expression, _),) = parse("e*ℯ", ["e"])
        assert expression == (Leaf("e"), Leaf(EULER), "*")
        assert print_expression(expression) == "e*ℯ"

    def test_e_is_what_the_text_defines(self):
        (e, f) = parse("e = (a + b)*(b + 1); f = e^2")
        assert e.name == "e"
        assert f.expression == (*e.expression, Leaf("2"), "^")

    @pytest.mark.parametrize("text", ["inf", "2*nan", "x + Infinity"])
    def test_what_is_no_number_is_no_input(self, text):
        with pytest.raises(FormulaError, match="is no number"):
            parse(text)

    def test_a_number_too_small_for_a_double_is_refused(self):
        with pytest.raises(FormulaError, match="too small"):
            parse("x + 1e-400")

    def test_an_empty_slot_is_read(self):
        assert read("x1 + □") == read("x1 + ?") == (Leaf("x1"), None, "+")

    def test_a_lone_empty_slot_is_no_formula(self):
        assert "empty slot" in str(refusal("□"))

    @pytest.mark.parametrize("entry", OPERATORS.values(), ids=lambda entry: entry.key)
    def test_every_spelling_of_every_operator_is_read(self, entry):
        for spelling in (entry.spelling, *entry.aliases):
            a, b = "ab"
            if entry.notation is Notation.INFIX:
                text = f"{a} {spelling} {b}"
            elif spelling.isidentifier():
                text = f"{spelling}({', '.join('ab'[: entry.arity])})"
            else:
                text = f"{spelling} {a}"
            assert read(text) == combined([(Leaf(each),) for each in "ab"[: entry.arity]], entry.key)


class TestDefinitions:
    def test_a_name_defined_is_replaced_where_it_is_used(self):
        assert parse("g = x1 + x2; f = g^2 + x3/g") == [
            Definition("g", read("x1 + x2"), used=True),
            Definition("f", read("(x1 + x2)^2 + x3/(x1 + x2)")),
        ]

    def test_lines_semicolons_and_comments_part_formulas(self):
        assert parse("# two\na # first\r\n\n;;b = 1;") == [
            Definition("", (Leaf("a"),)),
            Definition("b", (Leaf("1"),)),
        ]

    def test_what_no_later_formula_uses_is_a_tree_and_the_rest_a_function(self):
        forest = forest_of("g = x1 + x2; f = g^2 + x3/g")
        forest.check()
        (root,) = forest.trees()
        assert forest.roots[root].name == "f"
        assert print_formula(forest, root) == "(x1 + x2)^2 + x3/(x1 + x2)"
        assert forest.functions["g"].definition == read("x1 + x2")

    def test_inputs_are_one_and_marked_in_order_before_the_functions(self):
        forest = forest_of("g = x1 + x2; f = g^2 + x3/g")
        assert [(label, each.value, each.mark) for label, each in forest.inputs.items()] == [
            ("x1", 1.0, 0),
            ("x2", 1.0, 1),
            ("x3", 1.0, 2),
        ]
        assert forest.functions["g"].mark == 3

    def test_a_tree_without_a_name_gets_one_that_the_text_does_not_use(self):
        forest = forest_of("x + 1\nf = h\nf^2\nu = 3")
        forest.check()
        names = [forest.roots[root].name for root in forest.trees()]
        assert len(set(names)) == 3
        assert names[2] == "u"
        assert not {"f", "h", "x"} & set(names)

    def test_trees_stand_side_by_side(self):
        forest = forest_of("a + b; c; d")
        places = [forest.roots[root].point for root in forest.trees()]
        assert places == sorted(places)
        assert len(set(places)) == 3
        assert all(isinstance(place, Point) for place in places)

    def test_the_running_example_of_two_trees(self):
        forest = forest_of("f = (x1 + x2)^2 + x3/(x1 + x2)\nh = (x1 + x2)^2 + x3/(x4 + x5)")
        assert [forest.roots[root].name for root in forest.trees()] == ["f", "h"]
        assert list(forest.inputs) == ["x1", "x2", "x3", "x4", "x5"]

    def test_definitions_that_explode_are_refused_at_once(self):
        lines = [f"g{i + 1} = g{i} + g{i}" for i in range(60)]
        error = refusal("\n".join(lines))
        assert "1,000,000 nodes" in str(error)
        assert error.line in (18, 19)


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("x+)", "line 1, column 3: there is no opening bracket for this “)”"),
            ("(1+)", "line 1, column 4: expected a number, a name or an opening bracket, found “)”"),
            ("x *\ny", "line 1, column 4: expected a number, a name or an opening bracket, found the end of the line"),
            ("x *", "line 1, column 4: expected a number, a name or an opening bracket, found the end of the text"),
            ("a = 1\nb = (x", "line 2, column 5: this “(” has no “)” that closes it"),
            ("(x + 1\ny = 3", "line 1, column 1: this “(” has no “)” that closes it"),
            ("[x)", "line 1, column 3: expected “]” for the “[” of line 1, column 1, found “)”"),
            ("x(y)", "line 1, column 1: there is no function “x”"),
            ("the loss", "line 1, column 5: write * between “the” and “loss”"),
            ("x 2", "line 1, column 3: write * between “x” and “2”"),
            ("x[1]", "line 1, column 2: write an index behind _, as in x_1, or * between “x” and “[”"),
            ("1.2.3", "line 1, column 1: “1.2.3” is no number"),
            ("x ? y", "line 1, column 3: “?” is an empty slot; write an operator before it"),
            ("ReLU x", "line 1, column 1: relu needs its operand in brackets, relu(…)"),
            ("softmax x", "line 1, column 1: there is no function “softmax”; write exp(x)/(exp(x) + exp(y))"),
            ("x + 1,000", "line 1, column 6: this comma may be of a decimal or of thousands"),
            ("2*np.exp(x)", "line 1, column 5: write “exp” instead of “np.exp”"),
            ("torch.nn.relu(x)", "line 1, column 6: write “relu” instead of “torch.nn.relu”"),
            ("x.^2", "line 1, column 2: write “^” without the point before it"),
            ("½x", "line 1, column 1: “½” (vulgar fraction one half) has no meaning in a formula; write (1/2)"),
            ("z = w^T x + b", "line 1, column 7: “T” above is a transpose here"),
            ("foo(x1)", "line 1, column 1: there is no function “foo”"),
            ("2*sqr(x)", "line 1, column 3: there is no function “sqr”; did you mean sqrt?"),
            ("Tahn(x)", "line 1, column 1: there is no function “Tahn”; did you mean tanh?"),
            ("elu(x)", "line 1, column 1: there is no function “elu”; write max(0, x) + min(0, exp(x) - 1)"),
            ("asinh(x)", "line 1, column 1: there is no function “asinh”; write ln(x + sqrt(x^2 + 1))"),
            ("sgn(x)", "line 1, column 1: there is no function “sgn”; write x/abs(x)"),
            ("log_3(x)", "line 1, column 1: there is no function “log_3”; write ln(x)/ln(3)"),
            ("f(x) + x", "line 1, column 1: there is no function “f”"),
            ("w(x, b)", "line 1, column 1: there is no function “w”"),
            ("y = s(z)", "line 1, column 5: there is no function “s”"),
            ("y = s(z + 1); s = z^2", "line 1, column 5: “s” is a formula here and takes no operand"),
            ("s(x) = x^2; f = s(s(t))", "line 1, column 17: “s” is a formula here and takes no operand"),
            (
                "log(8, 2)",
                "line 1, column 1: log takes one operand, found 2; the logarithm of 8 to the base 2 is ln(8)/ln",
            ),
            ("sin(0,5)", "line 1, column 1: sin takes one operand, found 2; a number is written with a point, 0.5"),
            ("0x10", "line 1, column 1: write “0x10” as a decimal number"),
            ("f(x, y) = x^2", "line 1, column 6: “y” does not stand in the formula of “f”"),
            ("f(2) = 3", "line 1, column 3: only names stand in the brackets before ="),
            ("sin(x) = 2", "line 1, column 1: “sin” is an operator and cannot name a formula"),
            ("|x", "line 1, column 1: this “|” has no “|” that closes it"),
            ("|x|y|z|", "line 1, column 3: these bars can be read in two ways; write abs(…) instead of |…|"),
            ("a | b | c", "line 1, column 3: write * between “a” and “|”"),
            ("f = x\n+ y", "line 2, column 1: expected a number, a name or an opening bracket, found “+”"),
            ("x++", "line 1, column 3: expected a number, a name or an opening bracket, found “+”"),
            ("2 3", "line 1, column 3: write * between “2” and “3”"),
            ("2πradius", "line 1, column 3: write * between “π” and “radius”"),
            ("xⁿ", "line 1, column 2: write a power with ^, as in x^n"),
            ("2*sin x", "line 1, column 3: sin needs its operand in brackets, sin(…)"),
            ("sin", "line 1, column 1: sin needs its operand in brackets, sin(…)"),
            ("sin^2 x", "line 1, column 1: sin needs its operand before the power, sin(…)^n"),
            ("ln^-1(x)", "line 1, column 1: ln needs its operand before the power, ln(…)^n"),
            ("sin(x, y)", "line 1, column 1: sin takes one operand, found 2"),
            ("max(x)", "line 1, column 1: max takes 2 operands, found 1"),
            ("x + 1,5", "line 1, column 6: write the number with a point, “1.5”, not with a comma"),
            ("(a, b)", "line 1, column 3: a comma stands only between the operands of a call, and a number is written"),
            ("1e400", "line 1, column 1: the number 1e400 is too large"),
            ("1_000", "line 1, column 2: a number has no _ in it"),
            ("x\n\n  — y", "line 3, column 3: “—” (em dash) has no meaning in a formula"),
            ("sin = 3", "line 1, column 1: “sin” is an operator and cannot name a formula"),
            ("pi = 3", "line 1, column 1: “pi” is a number and cannot name a formula"),
            ("x + y = 3", "line 1, column 7: only a single name can stand before ="),
            ("a = 1\na = 2", "line 2, column 1: “a” is already defined in line 1"),
            ("f = f + 1", "line 1, column 5: “f” cannot stand in its own definition"),
            ("f = g\ng = 1", "line 1, column 5: “g” is used before line 2 defines it; move that line up"),
        ],
    )
    def test_an_error_names_the_place_and_what_to_do(self, text, message):
        assert str(refusal(text)).startswith(message)

    @pytest.mark.parametrize("text", ["", "  \n", "# only a comment", ";;"])
    def test_an_empty_text_is_an_error(self, text):
        error = refusal(text)
        assert str(error) == "the formula is empty"
        assert (error.line, error.column, error.position) == (1, 1, 0)

    def test_the_place_counts_lines_columns_and_offset(self):
        error = refusal("a = 1\r\nb = a +* 2")
        assert (error.line, error.column, error.position) == (2, 8, 14)

    @pytest.mark.parametrize(
        "text",
        [
            "\0",
            "x\x07",
            "😀 + 1",
            "\u202ex + 1",
            "<b>x</b>",
            '<img src="/dev/zero">',
            "__import__('os').system('true')",
            "import os; os.remove('x')",
            "[x for x in y]",
            "lambda: 0",
            "SELECT * FROM t; DROP TABLE t",
            r"\input{/etc/passwd}",
            r"\frac{1}{2}",
            "$x^2$",
            "'x",
            "5!",
            "²",
            "½x",
            "٣",
            "\ud800",
            "x;" * 5000,
            "9" * 1000,
            "a" * 1000,
        ],
    )
    def test_what_is_no_formula_is_refused_with_a_place(self, text):
        error = refusal(text)
        assert 0 <= error.position <= len(text)
        assert error.line >= 1
        assert error.column >= 1

    @pytest.mark.parametrize("text", ["(" * 300_000, "(" * 5_000_000, "x " * 4_000_000, "-" * 100_000])
    def test_a_huge_text_that_is_no_formula_is_refused(self, text):
        refusal(text)

    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=60) | st.text("xe2.3+-*/^()[]{},;=\n#□²₁√π ⁻sinmax_", max_size=40))
    def test_any_text_is_a_formula_or_refused(self, text):
        for definition in parsed_or_refused(text):
            assert read(print_expression(definition.expression)) == definition.expression

    @settings(max_examples=300, deadline=None)
    @given(EXPRESSIONS, st.data())
    def test_a_formula_with_a_slip_of_the_pen_is_read_or_refused(self, expression, data):
        text = print_expression(expression)
        place = data.draw(st.integers(0, len(text)))
        slip = data.draw(st.sampled_from(["", "(", ")", ",", "=", " ", "x", "2", "-", "^", "\n", "…"]))
        changed = text[:place] + slip + text[place + data.draw(st.integers(0, 2)) :]
        parsed_or_refused(changed)


class TestPrinting:
    @pytest.mark.parametrize(
        "text",
        [
            "(x1 + x2)^2 + x3/(x1 + x2)",
            "a - (b - c)",
            "a + (b + c)",
            "(a^b)^c",
            "a^b^c",
            "(-a)^b",
            "-a^b",
            "-(a*b)",
            "-a*b",
            "--a",
            "a*-b",
            "2^-x",
            "a/(b*c)",
            "a/b*c",
            "-2",
            "2*x",
            "max(a, b) + sin(x)^2",
            "x1 + □",
            "1.50*pi",
        ],
    )
    def test_a_formula_in_house_style_is_printed_as_it_was(self, text):
        assert print_expression(read(text)) == text

    @pytest.mark.parametrize("key", OPERATORS)
    def test_an_operator_alone_prints_and_reads_back(self, key):
        assert read(print_expression(operator_alone(key))) == operator_alone(key)

    @settings(max_examples=500, deadline=None)
    @given(EXPRESSIONS)
    def test_reading_what_was_printed_gives_the_same_expression(self, expression):
        labels = {token.label for token in expression if isinstance(token, Leaf)}
        assert parse(print_expression(expression), labels)[0].expression == expression

    @settings(max_examples=200, deadline=None)
    @given(SIGNED)
    def test_no_bracket_could_be_left_out(self, expression):
        text = print_expression(expression)
        for opening, closing in pairs(text):
            without = text[:opening] + " " + text[opening + 1 : closing] + " " + text[closing + 1 :]
            labels = {token.label for token in expression if isinstance(token, Leaf)}
            assert parse(without, labels)[0].expression != expression

    def test_a_node_is_printed_with_all_below_it(self):
        forest = forest_of("a*(b + c)")
        (root,) = forest.trees()
        assert print_formula(forest, forest.operands(root)[1]) == "b + c"


def pairs(text: str) -> list[tuple[int, int]]:
    found, stack = [], []
    for place, character in enumerate(text):
        if character == "(":
            stack.append(place)
        elif character == ")":
            found.append((stack.pop(), place))
    return found


LONG = {
    "sum": lambda times: " + ".join(f"x{i % 50}" for i in range(MANY // 10 * times)),
    "nested minus": lambda times: "-(".join("x" for _ in range(DEEP // 10 * times)) + ")" * (DEEP // 10 * times - 1),
    "tower": lambda times: "^".join(["x"] * (DEEP // 10 * times)),
    "brackets": lambda times: "(" * (DEEP // 10 * times) + "x" + ")" * (DEEP // 10 * times),
    "calls": lambda times: "max(x, " * (DEEP // 10 * times) + "y" + ")" * (DEEP // 10 * times),
    "signs": lambda times: "-" * (DEEP // 10 * times) + "x",
    "raised": lambda times: "x" + "²" * 3 + " ²" * (DEEP // 10 * times),
}
"""Long or deep formulas, by how many tenths of the longest."""


class TestSize:
    @pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.heavy)])
    @pytest.mark.parametrize("kind", LONG)
    def test_a_long_or_deep_formula_is_read_and_printed(self, kind, times):
        expression = read(LONG[kind](times))
        assert read(print_expression(expression)) == expression
        assert print_latex(expression)


class TestLatex:
    @pytest.mark.parametrize(
        ("text", "latex"),
        [
            ("(x1 + x2)^2 + x3/(x1 + x2)", r"\left(x_1 + x_2\right)^{2} + \frac{x_3}{x_1 + x_2}"),
            ("a - (b - c)", r"a - \left(b - c\right)"),
            ("(a/b)^2", r"\left(\frac{a}{b}\right)^{2}"),
            ("reciprocal(x)^2", r"\left(\frac{{1}}{x}\right)^{2}"),
            ("square(square(x))", r"\left(x^{{2}}\right)^{{2}}"),
            ("2^-x", "2^{-x}"),
            ("--a", r"-\left(-a\right)"),
            ("a*-b", r"a \cdot \left(-b\right)"),
            ("a - -b*c", r"a - \left(-b \cdot c\right)"),
            ("-a/b", r"\frac{-a}{b}"),
            ("sqrt(x + 1)^2", r"\sqrt{x + 1}^{2}"),
            ("max(a, -b)", r"\max\left(a, -b\right)"),
            ("abs(x + y)", r"\left|x + y\right|"),
            ("x + □", r"x + \square"),
            ("2e-3*x", r"2 \times 10^{-3} \cdot x"),
            ("2e3^x", r"\left(2 \times 10^{3}\right)^{x}"),
        ],
    )
    def test_brackets_stand_only_where_nothing_else_holds_an_operand_together(self, text, latex):
        assert print_latex(read(text)) == latex

    @pytest.mark.parametrize(
        ("label", "latex"),
        [
            ("x1", "x_1"),
            ("x_1", "x_1"),
            ("x12", "x_{12}"),
            ("x_i", "x_i"),
            ("v_max", r"v_{\mathrm{max}}"),
            ("rho_c_0", r"\rho_{c,0}"),
            ("theta", r"\theta"),
            ("θ2", r"\theta_2"),
            ("λ", r"\lambda"),
            ("Omega", r"\Omega"),
            ("loss", r"\mathrm{loss}"),
            ("_x", r"\mathrm{\_x}"),
            ("1.50", "1.50"),
            ("pi", r"\pi"),
        ],
    )
    def test_labels_are_set_as_in_a_paper(self, label, latex):
        assert print_latex((Leaf(label),)) == latex

    @given(st.text(max_size=30) | st.text("\\{}$&#%_^~'\"\n ax1", max_size=30))
    def test_no_label_can_act_as_tex(self, label):
        """What is left after taking away the commands of our own has no character that TeX treats as special."""
        latex = print_latex((Leaf("x"), Leaf(label), "+"))
        rest = latex.removeprefix("x + ")
        for own in (r"\mathrm", r"\backslash{}", r"\wedge{}", r"\sim{}", r"\cdot", *(f"\\{c}" for c in "{}$&#%_")):
            rest = rest.replace(own, "")
        assert not set(rest) & set('$&#%~"\n\r\t')  # ' is a prime, and is set as one
        assert rest.count("{") == rest.count("}")


NEW_ENTRIES = r"""
from types import MappingProxyType
from treeedit.model import operators as o
new = [
    o.Operator(key="mod", name="modulo", family="x", arity=2, notation=o.Notation.INFIX, precedence=2,
               forward=None, derivatives=None, latex=r"{0} \bmod {1}"),
    o.Operator(key="<", name="less", family="x", arity=2, notation=o.Notation.INFIX, precedence=0, aliases=("<<",),
               forward=None, derivatives=None, latex="{0} < {1}"),
    o.Operator(key="~", name="not", family="x", arity=1, notation=o.Notation.PREFIX, precedence=0, aliases=("¬",),
               forward=None, derivatives=None, latex=r"\lnot {0}"),
    o.Operator(key="sinc", name="sinc", family="x", arity=1, aliases=("sa", "∿"),
               forward=None, derivatives=None, latex=r"\operatorname{{sinc}} {0}"),
]
o.OPERATORS = MappingProxyType({**o.OPERATORS, **{each.key: o._completed(each) for each in new}})
from treeedit.model.formula import parse, print_expression, print_latex
import itertools
for text in ["a mod b*c", "a < b + c", "~a < b", "(~a)*b", "a*~b", "(a*~b) + c", "~(a < b)", "a + ~b < c"]:
    assert print_expression(parse(text)[0].expression) == text, text
assert parse("∿x << sa(x)")[0].expression == parse("sinc(x) < sinc(x)")[0].expression
keys = ["mod", "<", "~", "sinc", "+", "^", "neg"]
level = [parse(each)[0].expression for each in ("a", "2")]
for _ in range(2):
    fresh = []
    for key in keys:
        for operands in itertools.product(level, repeat=o.OPERATORS[key].arity):
            fresh.append((*(token for each in operands for token in each), key))
    level = level + fresh if len(fresh) < 100 else fresh
for expression in level:
    assert parse(print_expression(expression))[0].expression == expression
    print_latex(expression)
print(len(level))
"""


class TestTheTable:
    def test_one_more_entry_is_read_and_printed_without_another_line(self):
        done = subprocess.run(
            [sys.executable, "-c", NEW_ENTRIES], capture_output=True, text=True, check=False, timeout=100
        )
        assert done.returncode == 0, done.stderr

    def test_lark_is_not_imported_before_the_first_text(self):
        program = "import sys, treeedit.model.formula as f; assert 'lark' not in sys.modules; f.parse('x')"
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
