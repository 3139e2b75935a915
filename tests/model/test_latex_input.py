"""LaTeX from papers becomes the formula that it shows, or is refused by name."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treeedit.model.formula import parse, print_expression, print_latex
from treeedit.model.labels import EULER
from treeedit.model.latex_input import is_latex, text_of_latex
from treeedit.model.operators import OPERATORS
from treeedit.model.records import Leaf
from treeedit.model.tokens import FormulaError

LECTURES = r"""
\frac{x_3}{x_1+x_2} → x3/(x1 + x2)
\frac12 x → 1/2*x
\frac\pi2 → pi/2
\frac{\frac{a}{b}}{c} → a/b/c
{x \over y} → x/y
\sqrt{x} → sqrt(x)
\sqrt\pi → sqrt(pi)
\sqrt[3]{x+1} → (x + 1)^(1/3)
x^\frac12 → x^(1/2)
\left(x+1\right)^2 → (x + 1)^2
\big( x + 1 \big)^2 → (x + 1)^2
\sin(x) → sin(x)
\sin 2x → sin(2*x)
\sin^2 x + \cos^2 x → sin(x)^2 + cos(x)^2
\sin^{n}{\left(x \right)} → sin(x)^n
\sin^{-1} x → asin(x)
\cos^{-1}\left(\frac{x}{2}\right) → acos(x/2)
\sin x \cos x → sin(x)*cos(x)
\sin\cos x → sin(cos(x))
\sin(x)^2 → sin(x)^2
\ln xy + 1 → ln(x*y) + 1
\sec x + \cot^2 x → 1/cos(x) + (1/tan(x))^2
x^{n+1} → x^(n + 1)
x^23 → x^2*3
x_1^2 + x^{2}_{1} → x1^2 + x1^2
x_{12}y_{i,j} → x12*y_i_j
{g}_{k} → g_k
\alpha x \beta → alpha*x*beta
2\cdot x\times y → 2*x*y
6.02 \times 10^{23} n → 6.02e23*n
\left|x\right| + 1 → abs(x) + 1
\ln|x| → ln(abs(x))
\ln\left|x\right| → ln(abs(x))
|x - |y|| → abs(x - abs(y))
\left|x + \left|y\right|\right| → abs(x + abs(y))
\lvert x \rvert |y| → abs(x)*abs(y)
\mathrm{max}(x, y) → max(x, y)
\max\{0, x\} → max(0, x)
\max\left(a, b, c\right) → max(max(a, b), c)
\log_2 x → log2(x)
\log_{10}(x) → log10(x)
\log_a x → ln(x)/ln(a)
\dfrac{1}{1+e^{-x}} → 1/(1 + e^-x)
\mathrm{e}^{x} → e^x
\frac{ab}{c} → a*b/c
4ac → 4*a*c
2ab\cos\gamma → 2*a*b*cos(gamma)
y = mx + b → y = m*x + b
E = mc^2. → E = m*c^2
w_1x_1+w_2x_2 → w1*x1 + w2*x2
-\log \sigma(wx + b) → -ln(sigmoid(w*x + b))
\sigma^2 \sigma → sigma^2*sigma
\operatorname{relu}(x) + \mathrm{ReLU}(x) → relu(x) + relu(x)
\text{sigmoid}(z) → sigmoid(z)
\operatorname{leaky\,relu}\left(x\right) → leaky_relu(x)
\mathrm{out} + \text{learning rate} → out + learning_rate
(y - \hat{y})^2 → (y - ŷ)^2
\hat{y}_1 + \hat{y}^{(i)} → ŷ1 + ŷ__i
a^{[1]} - a^{(1)} → a___1 - a__1
x' + x'' + x^\prime → xʹ + xʹʹ + xʹ
x_{i+1} - x_{i-1} → x_i_plus_1 - x_i_minus_1
w^* → w__star
e^{(x+1)} + 2^{(n)} → e^(x + 1) + 2^n
a \: b \; c \thinspace d ~ h → a*b*c*d*h
1{,}5 → 1.5
\mathbf{x} + \bm{w} → x + w
$x_1 + ab$ → x1 + a*b
\begin{align} f &= x^2 \label{eq} \\ &+ y \nonumber \end{align} → f = x^2 + y
f(x, y) = x^2 y → f = x^2*y
\sigma(x) = \frac{1}{1+e^{-x}} → sigma = 1/(1 + e^-x)
f := \sqrt{x} → f = sqrt(x)
L = -\left( y \log \hat{y} + (1-y) \log (1-\hat{y}) \right) → L = -(y*ln(ŷ) + (1 - y)*ln(1 - ŷ))
z^{(2)} = w^{(2)} a^{(1)} + b^{(2)} → z__2 = w__2*a__1 + b__2
a_1^{(2)} = \sigma(w_{11}^{(1)} x_1 + b_1^{(1)}) → a1__2 = sigmoid(w11__1*x1 + b1__1)
\theta_{t+1} = \theta_t - \eta g_t → theta_t_plus_1 = theta_t - eta*g_t
\frac{1}{\sqrt{2\pi\sigma^2}} e^{-\frac{(x-\mu)^2}{2\sigma^2}} → 1/sqrt(2*pi*sigma^2)*e^-((x - mu)^2/(2*sigma^2))
E = \frac{1}{2}mv^2 + mgh → E = 1/2*m*v^2 + m*g*h
A e^{-\gamma t}\cos(\omega t + \varphi) → A*e^(-gamma*t)*cos(omega*t + phi)
\tan^{-1}\frac{y}{x} → atan(y/x)
H(p) = -p\log_2 p - (1-p)\log_2(1-p) → H = -p*log2(p) - (1 - p)*log2(1 - p)
k_B T \ln \Omega → k_B*T*ln(Omega)
x_{\max} - x_{\min} → x_max - x_min
\alpha x² + x₁ → alpha*x^2 + x1
f(t) = A e^{kt} → f = A*e^(k*t)
\sin (x)\cos (y) / 2 → sin(x)*cos(y)/2
exp(-x) \cdot \alpha → exp(-x)*alpha
\tilde{w}_{ij}^{(l)} → w̃_ij__l
\sigma{\left(x \right)} → sigmoid(x)
\begin{aligned} z &= wx + b \end{aligned} → z = w*x + b
\lambda\left|w\right| + \sigma\left|x\right| → lambda*abs(w) + sigma*abs(x)
\left(w^{(1)}\right)^2 + x^{(n+1)/2} → w__1^2 + x^((n + 1)/2)
y = 1{,}5x → y = 1.5*x
x^* y → x__star*y
K e^{rT} + (1 + r)^{{T}} → K*e^(r*T) + (1 + r)^T
\Delta_x / \Delta_y + \Delta \cdot x → Delta_x/Delta_y + Delta*x
2 e - 3 → 2*e - 3
f(x) = x^{2} \qquad (3) → f = x^2
a &\quad + b → a + b
\delta^2\left(x - 1\right) → delta^2*(x - 1)
f(x; w) = \tanh(w x) → f = tanh(w*x)
\displaystyle \color{red} \underbrace{x+y}_{g} z % \frac → (x + y)*z
"""


@pytest.mark.parametrize("line", LECTURES.strip().splitlines())
def test_what_papers_write(line: str) -> None:
    latex, _, formula = line.partition(" → ")
    text = text_of_latex(latex)
    assert text == formula
    assert parse(text)


REFUSED = r"""
\int x → \int
\sum_i x → \sum
\lim x → \lim
\frac{\partial L}{\partial w} → \partial
\frac{dy}{dx} → derivative
a \pm b → \pm
\begin{pmatrix} a \end{pmatrix} → pmatrix
\begin{cases} a \end{cases} → cases
W^T → transpose
w^\top x → transpose
A^{-T} → transpose
x^\dagger → transpose
(1 + r)^T → ^{{T}}
(x + y)^\top → transpose
\operatorname{sgn}(x)\cdot x → sgn
\operatorname{sech}^2 x → sech
\operatorname{softmax}(x) → softmax
\Gamma(x) → Gamma
f(x) + 1 → function “f”
x'(t) → x'
\sinh^{-1} x → sinh
\min_{x} x → min
f^2(x) → function “f”
a \quad b → wide space
P(A|\beta) → column 4: this “|” is not closed
\max() → column 6: expected a number or a name, found “)”
\mathop{\mathrm{argmin}} x → \mathop
\operatorname{Cov}(x) → no function “Cov”
g^{-1}(x + 1) → function “g”
x^2(t) → function “x”
\sigma^{-1}(x) → no inverse of \sigma
\sigma^2(x + 1) → \sigma with a power
\sin^{(2)} x → derivative
\tanh(x) = \frac{x}{2} → “tanh” is an operator
w^{(1)2} → put a power behind
w^{(1)^2} → put a power behind
z^{[l](i)} → put a power behind
$1/2x$ → not clear
$1/2(x + 1)$ → not clear
\frac{\Delta y}{\Delta x} → \Delta
$x + 1e-3$ → 1 \cdot 10^{-3}
1\,000 x → spaces
$50\%$ → \%
x_{*} → index
x_{1'} → index
x_{(1)} → index
x_{i_1} → index
x_{i,-1} → index
1{,}000 → comma
a/bc → not clear
\sin k(x - t) → not clear
x2 → number
x! → factorial
a < b → relation
\varphi + \phi → two ways
\mathbf{x} + x → two ways
f(x, y) = x^2 → does not occur
x^2 + y^2 = 1 → name
y = x = 1 → one =
\frac{a → closed
\sqrt → argument
x^ → argument
\frac{a} → argument
{ → closed
\left(x → closed
(x] → closes nothing
x + → the end
\foo → \foo
\sum_{n=1}^{3} x → \sum
f{\left(x \right)} → function “f”
x(t) + 1 → function “x”
J_1(x) → function “J1”
\mathcal{N}(x) → function “N”
\|w\|^2 → vectors
\lfloor x \rfloor → \lfloor
x_{\max i} → index
"""


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_what_it_cannot_mean_is_refused_by_its_name(line: str) -> None:
    latex, _, told = line.partition(" → ")
    with pytest.raises(FormulaError) as refusal:
        text_of_latex(latex)
    assert told in str(refusal.value)
    assert str(refusal.value).startswith("line 1, column ")


def test_a_name_of_the_document_is_read_letter_for_letter() -> None:
    assert text_of_latex(r"\frac{out}{ab}", {"out"}) == "out/(a*b)"
    assert text_of_latex(r"\frac{x1}{out_1}", {"x1", "out1"}) == "x1/out1"
    assert text_of_latex("x^T", {"T"}) == "x^T"


@pytest.mark.parametrize("text", ["1{,}5", "x^*", "50\\%", "x^{2}", "$x$", "a\\_b"])
def test_one_mark_makes_latex(text: str) -> None:
    assert is_latex(text)


def test_formulas_end_with_a_line() -> None:
    assert text_of_latex("u &= xy \\\\[4pt] v &= u^{2} \\\\* w &= v") == "u = x*y\nv = u^2\nw = v"
    assert text_of_latex("g = x_1^2 \\\\ h = \\frac{x_1}{2}\nk = ab") == "g = x1^2\nh = x1/2\nk = a*b"


@pytest.mark.parametrize("text", ["x3/(x1 + x2)", "x_1^2", "2x", "f = a; g = f", "x^*y"])
def test_a_plain_formula_is_no_latex(text: str) -> None:
    assert not is_latex(text)


SUBSCRIPTS = [
    *("i", "ij", "ji", "i,j", "j,i", "i+1", "i-1", "i,j+1", "i+j,1", "12", "1,2", "21", "1i", "i1", "-1", "n+"),
    *(r"\theta", r"\theta i", "thetai", r"i\theta", r"\mathrm{in}", r"\mathrm{in},1", "t", "t+1", "t-1", "t+1,i"),
    *("*", "1'", "(1)", "+", "i_1", "i^2", "plus", r"\mathrm{plus}", "i,plus,1", "i,,j", "", "i+,j", "i/2", "[i]"),
]
SCRIPTS = ["{}", "{}_1", "{}'", "{}''", "{}_1'", "{}^{{(1)}}", "{}^{{[1]}}", "{}^*", "{}_1^{{(i+1)}}", "{}^{{(i)}}"]
ACCENTED = ["x", r"\hat{x}", r"\bar{x}", r"\tilde{x}", r"\dot{x}", r"\ddot{x}", r"\vec{x}", r"\hat\theta", r"\theta"]


def label_of(source: str) -> str:
    """The name that a source is; nothing if it is refused."""
    try:
        return text_of_latex(source)
    except FormulaError:
        return ""


def test_names_that_are_set_differently_are_different_or_refused() -> None:
    sources = [f"x_{{{each}}}" for each in SUBSCRIPTS]
    sources += [script.format(name) for script in SCRIPTS for name in ACCENTED]
    labels: dict[str, str] = {}
    for source in dict.fromkeys(sources):
        label = label_of(source)
        assert label not in labels, (source, labels.get(label))
        labels |= {label: source} if label else {}
    assert all(label.isidentifier() for label in labels)
    assert len(labels) > 100
    assert len({print_latex((Leaf(label),)) for label in labels}) == len(labels)


NAMES = ["x_plus", "x__i", "xʹ__i_j", "learning_rate__i", "net_out", "é", "xʹ", "ŷ1", "x̄_max", "a___1", "w__star", "θ̂"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_printed_is_read_again(name: str) -> None:
    assert text_of_latex(print_latex((Leaf(name),))) == name


HOSTILE = ["x^{" * 25_000 + "y" + "}" * 25_000, "{" * 50_000, "(" * 50_000, r"\hat" * 20_000, r"\frac" * 20_000]
HOSTILE += [r"\sin" * 20_000 + " x", "-" * 100_000 + "x", "|" * 100_000, "x_" * 50_000, "a" * 50_000, "^" * 9]
HOSTILE += [r"\left(" * 9_000, r"\underbrace{" * 8_000 + "x" + "}" * 8_000, r"\sqrt[" * 9_000, "x_{" * 30_000]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_costs_little(hostile: str) -> None:
    start = time.process_time()
    label_of(hostile)
    assert time.process_time() - start < 10


def test_a_deep_nest_is_read() -> None:
    assert parse(text_of_latex("x^{" * 3000 + "y" + "}" * 3000))


LABELS = ["x", "x1", "x_out", "loss", "loss1", "theta", "theta1", "pi", EULER, "2", "0.5", "1.5e-3", "2e10", "10"]
LABELS += ["learning_rate", "ŷ", "xʹ1", "x__i", "x_i_plus_1", "вес1", "ℓ", "T", "max1", "sigma", "f"]


def _expressions(inner: st.SearchStrategy[tuple[object, ...]]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.sampled_from(sorted(OPERATORS)).flatmap(
        lambda key: st.tuples(*[inner] * OPERATORS[key].arity).map(lambda found: (*sum(found, ()), key))
    )


@given(st.recursive(st.sampled_from(LABELS).map(lambda label: (Leaf(label),)), _expressions, max_leaves=12))
def test_what_is_printed_as_latex_is_read_as_the_same_tree(expression: tuple[object, ...]) -> None:
    latex = print_latex(expression)  # type: ignore[arg-type]
    assert text_of_latex(latex) == print_expression(expression), latex  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "column"),
    [("$f = x$ and more", 9), (r"Let \(f = x\).", 1), ("x$y", 1), ("$x$ y", 5), (r"so that \[x^2\]", 1), ("$x + y", 2)],
)
def test_words_beside_a_formula_never_become_inputs(text: str, column: int) -> None:
    with pytest.raises(FormulaError, match=rf"^line 1, column {column}: "):
        text_of_latex(text)


@pytest.mark.parametrize("text", ["$x + y$", "$$x + y$$.", r"\[ x + y \]", r" \(x + y\), ", "$x$ + $y$"])
def test_a_formula_between_its_signs_is_read(text: str) -> None:
    assert text_of_latex(text) == "x + y"
