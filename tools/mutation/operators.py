"""The mutation operators: where each applies, and the text that makes the choice at run time.

A site is a place and a change. Its edits keep the original expression and add the changed one beside it; which of the
two is computed is decided by an integer when the program runs (choice.hpp), so that all mutants are compiled at once.
"""

import dataclasses
import hashlib

NS = "::ballast::mutation::"

#: name → what it does; the report prints this table.
CATALOGUE = {
    "arithmetic": "`+` ↔ `−`, `*` ↔ `/`, `%` → `*`; a product that cannot be divided loses its left factor",
    "comparison": "`<` → `<=`, `>=`; `<=` → `<`, `>`; `>` → `>=`, `<=`; `>=` → `>`, `<`; `==` ↔ `!=`",
    "logic": "`&&` ↔ `\\|\\|`; `!x` → `x`",
    "condition": "the condition of an `if` is negated",
    "constant": "0 → 1, 1 → 0, n → n + 1 and n − 1; also 1 → 2",
    "bound": "`min` ↔ `max`, `lesser` ↔ `greater`, `floor` ↔ `ceil`; a `clamp` is taken off",
    "sign": "`−x` → `x`; `++` ↔ `--`",
    "accumulation": "`+=` ↔ `-=`; the term of a `+=` or `-=` is dropped",
    "scaling": "`*=` ↔ `/=`",
    "field": "one field of a struct is read or written in place of another of its type (paid / indexed, …)",
    "enumerator": "one enumerator in place of another",
    "statement": "an assignment or a call is left out",
}

COMPARE = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
NAMES = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "modulo", "<": "less", "<=": "less_equal",
         ">": "greater", ">=": "greater_equal", "==": "equal", "!=": "unequal", "&&": "both", "||": "either"}
OPPOSITE = {"min": "max", "max": "min", "lesser": "greater", "greater": "lesser", "floor": "ceil", "ceil": "floor"}
ASSIGN = ("=", "+=", "-=", "*=", "/=")
WORDS = {"return", "if", "for", "while", "else", "case", "const", "auto", "using", "static", "break", "continue",
         "default", "do", "switch", "struct", "class", "friend", "template", "constexpr", "new", "delete", "throw"}


@dataclasses.dataclass
class Site:
    path: str
    line: int
    text: str          # the line, stripped
    offset: int
    operator: str
    change: str        # for the reader: "a → b"
    slot: tuple        # two sites of one slot cannot be compiled together
    edits: list        # (offset, end, order, text): `@` stands for the mutant's number
    nth: int = 0       # among sites of the same line text, operator and change

    @property
    def identity(self):
        return f"{self.path}|{self.text}|{self.operator}|{self.change}|{self.nth}"

    def rank(self, seed):
        """Place in the draw. Depends on the text of the line, not on where it stands: other edits do not move it."""
        return hashlib.sha256(f"{seed}|{self.identity}".encode()).hexdigest()


@dataclasses.dataclass
class Names:
    """What the declarations of all files say."""

    fields: dict       # struct → type → field names in order
    enumerators: dict  # enum class → names
    owners: dict       # file → name → structs it is declared with

    def partners(self, path, owner, field):
        """Fields of the same type that may stand for `field` of a thing called `owner`."""
        holders = [s for s, types in self.fields.items() if any(field in names for names in types.values())]
        for known in (self.owners[path], self.owners[None]):
            close = [s for s in holders if s in known.get(owner, ())]
            if close:
                holders = close
                break
        found = []
        for struct in holders:
            for names in self.fields[struct].values():
                if field in names and len(names) > 1:
                    found.append(names[(names.index(field) + 1) % len(names)])
        return list(dict.fromkeys(found))


class Finder:
    def __init__(self, source, names):
        self.source, self.tokens, self.names = source, source.tokens, names
        self.sites = []

    def find(self):
        for i, token in enumerate(self.tokens):
            if token.constant or token.scope in ("file", "namespace", "enum"):
                continue
            if self._inside_assert(i) or self._after_operator_word(i):
                continue
            for rule in (self._binary, self._compound, self._unary, self._constant, self._bound, self._condition,
                         self._field, self._enumerator, self._statement):
                rule(i, token)
        counts = {}
        for site in self.sites:
            key = (site.text, site.operator, site.change)
            site.nth = counts[key] = counts.get(key, -1) + 1
        return self.sites

    # -- context ---------------------------------------------------------------------------------------------------

    def _inside_assert(self, i):
        return any(t.text == "assert" for t in self.tokens[self.tokens[i].statement:i])

    def _after_operator_word(self, i):
        return i > 0 and self.tokens[i - 1].text == "operator"

    def _default_of_data(self, i):
        """A default member initialiser. Data is filled by name and read by others: no mutants there. A class's own
        state (name_) is another matter."""
        token = self.tokens[i]
        first = token.statement
        if not any(self.tokens[j].scope == "struct" for j in (first,)):
            return False
        words = self.tokens[first:i]
        if any(w.text == "(" for w in words):
            return False
        names = [w.text for w in words if w.kind == "name"]
        return not (names and names[-1].endswith("_"))

    def _add(self, i, operator, change, edits, slot=None):
        token = self.tokens[i]
        self.sites.append(Site(self.source.path, self.source.line_of(token.start), self.source.line_text(token.start),
                               token.start, operator, change, slot or (token.start, operator, change), edits))

    # -- operators -------------------------------------------------------------------------------------------------

    def _binary(self, i, token):
        if token.kind != "mark" or not token.spaced or token.text not in NAMES or token.scope == "struct" and (
                self._default_of_data(i)):
            return
        if token.text in COMPARE:
            others, operator = COMPARE[token.text], "comparison"
        elif token.text in ("&&", "||"):
            others, operator = ("||" if token.text == "&&" else "&&",), "logic"
        else:
            others, operator = ({"+": "-", "-": "+", "*": "/", "/": "*", "%": "*"}[token.text],), "arithmetic"
        for other in others:
            if token.text in "*/%":
                text = f"% {NS}Factor<{NS}Op::{NAMES[token.text]}, {NS}Op::{NAMES[other]}>{{@}} %"
            else:
                text = f"{token.text} {NS}Choice<{NS}Op::{NAMES[other]}>{{@}} {token.text}"
            self._add(i, operator, f"{token.text} → {other}", [(token.start, token.end, 0, text)],
                      slot=(token.start, "binary"))

    def _compound(self, i, token):
        if token.text in ("+=", "-="):
            for kind, change in (("Term", "-=" if token.text == "+=" else "+="), ("Drop", "dropped")):
                text = f"{token.text} {NS}{kind}{{@}} +="
                self._add(i, "accumulation", f"{token.text} → {change}", [(token.start, token.end, 0, text)],
                          slot=(token.start, "binary"))
        elif token.text in ("*=", "/="):
            text = f"{token.text} {NS}Inverse{{@}} +="
            other = "/=" if token.text == "*=" else "*="
            self._add(i, "scaling", f"{token.text} → {other}", [(token.start, token.end, 0, text)],
                      slot=(token.start, "binary"))

    def _unary(self, i, token):
        if token.text not in ("-", "!", "++", "--") or token.spaced or i == 0:
            return
        before = self.tokens[i - 1]
        if before.text in ("*", "/", "%") or (before.kind in ("name", "number") and before.text != "return"):
            return
        if token.text in ("++", "--"):
            if self.tokens[i + 1].kind != "name":
                return
            end = self._chain_end(i + 1)
            other = "--" if token.text == "++" else "++"
            operand = self.source.text[self.tokens[i + 1].start:self.tokens[end].end]
            self._add(i, "sign", f"{token.text} → {other}",
                      [(token.start, token.start, 0, f"({NS}on(@) ? {other}{operand} : "),
                       (self.tokens[end].end, self.tokens[end].end, 0, ")")])
            return
        if self._default_of_data(i):
            return
        kind, operator = ("Negative", "sign") if token.text == "-" else ("Not", "logic")
        self._add(i, operator, f"{token.text}x → x", [(token.start, token.end, 0, f"{NS}{kind}{{@}} % ")])

    def _constant(self, i, token):
        if token.kind != "number" or self._default_of_data(i):
            return
        digits = token.text.replace("'", "")
        try:
            value = float(digits)
        except ValueError:
            return
        if self.tokens[i - 1].text == "[" and self.tokens[i].scope == "struct":
            return
        if value == 0:
            steps = [1]
        elif value == 1:
            steps = [-1, 1]
        else:
            steps = [1, -1]
        for step in steps:
            other = f"{value + step:g}"
            self._add(i, "constant", f"{token.text} → {other}",
                      [(token.start, token.start, 1, f"{NS}constant(@, {step}, "),
                       (token.end, token.end, 1, ")")], slot=(token.start, "constant"))

    def _bound(self, i, token):
        following = [t.text for t in self.tokens[i + 1:i + 3]]
        if token.kind != "name" or not following or following[0] != "(" or following[1] == "{":
            return
        qualified = i >= 2 and self.tokens[i - 1].text == "::" and self.tokens[i - 2].text == "std"
        start = self.tokens[i - 2].start if qualified else token.start
        if token.text in OPPOSITE and (qualified or token.text in ("lesser", "greater")):
            other, prefix = OPPOSITE[token.text], "std::" if qualified else ""
            names = "a_" if token.text in ("floor", "ceil") else "a_, b_"
            formal = ", ".join(f"const auto& {n}" for n in names.split(", "))
            text = (f"[&]({formal}) {{ return {NS}on(@) ? {prefix}{other}({names}) : "
                    f"{prefix}{token.text}({names}); }}")
            self._add(i, "bound", f"{token.text} → {other}", [(start, token.end, 0, text)])
        elif token.text == "clamp" and qualified:
            text = (f"[&](const auto& a_, const auto& b_, const auto& c_) {{ return {NS}on(@) ? a_ : "
                    f"std::clamp<std::decay_t<decltype(a_)>>(a_, b_, c_); }}")
            self._add(i, "bound", "clamp → its argument", [(start, token.end, 0, text)])

    def _condition(self, i, token):
        if token.text != "if" or self.tokens[i + 1].text != "(":
            return
        opening = self.tokens[i + 1]
        closing = self.tokens[opening.mate]
        if any(t.text in (";", "constexpr") for t in self.tokens[i + 1:opening.mate]):
            return
        self._add(i, "condition", "if (c) → if (!c)",
                  [(opening.end, opening.end, -1, f"{NS}on(@) != static_cast<bool>("),
                   (closing.start, closing.start, 9, ")")])

    def _field(self, i, token):
        if token.text not in (".", "->") or self.tokens[i + 1].kind != "name" or self.tokens[i + 2].text in ("(", "<"):
            return
        name = self.tokens[i + 1].text
        owner_at = i - 1
        while self.tokens[owner_at].text in (")", "]"):
            owner_at = self.tokens[owner_at].mate - 1
        partners = self.names.partners(self.source.path, self.tokens[owner_at].text, name)
        if not partners or self.tokens[i - 1].text in ("{", ",", "("):
            return
        first = self.source.chain_start(i - 1)
        if first is None:
            return
        start, end = self.tokens[first].start, self.tokens[i + 1].end
        owner = self.source.text[start:token.end]
        for partner in partners:
            self._add(i + 1, "field", f"{name} → {partner}",
                      [(start, start, 2, f"({NS}on(@) ? {owner}{partner} : "), (end, end, 2, ")")],
                      slot=(end, "field", partner))

    def _enumerator(self, i, token):
        if token.text not in self.names.enumerators or i + 2 >= len(self.tokens) or self.tokens[i + 1].text != "::":
            return
        names = self.names.enumerators[token.text]
        value = self.tokens[i + 2]
        if value.text not in names or self.tokens[i - 1].text == "case" or self._default_of_data(i):
            return
        other = names[(names.index(value.text) + 1) % len(names)]
        self._add(i, "enumerator", f"{value.text} → {other}",
                  [(token.start, token.start, 0, f"({NS}on(@) ? {token.text}::{other} : "),
                   (value.end, value.end, 0, ")")])

    def _statement(self, i, token):
        if token.scope != "body" or token.kind != "name" or token.text in WORDS or token.text == "assert":
            return
        before = self.tokens[i - 1]
        if before.text not in (";", "{", "}", ")", "else"):
            return
        if before.text == ")" and self.tokens[before.mate - 1].text not in ("if", "for", "while"):
            return
        if before.text in (";", "{") and self.source._inside_header(token.statement, i):
            return
        if before.text == "{" and before.scope == "braces":
            return
        end = self._chain_end(i)
        following = self.tokens[end + 1].text
        if not (following in ASSIGN or (following == ";" and self.tokens[end].text == ")")):
            return
        last = end + 1
        while self.tokens[last].text != ";":
            last = self.tokens[last].mate + 1 if self.tokens[last].text in ("(", "{", "[") else last + 1
        if self.tokens[last + 1].text == "else":
            return
        short = " ".join(self.source.text[token.start:self.tokens[last].start].split())
        self._add(i, "statement", f"left out: {short}",
                  [(token.start, token.start, -5, f"if (!{NS}on(@)) {{ "),
                   (self.tokens[last].end, self.tokens[last].end, 5, " }")])

    def _chain_end(self, i):
        """Last token of the postfix expression that begins at token i."""
        while True:
            following = self.tokens[i + 1]
            if following.text in (".", "->", "::"):
                i += 2
            elif following.text in ("(", "["):
                i = following.mate
            else:
                return i


def apply(source, numbered):
    """The text of a file with its sites built in. `numbered` is [(number, site)]."""
    opens, closes, spans = [], [], []
    for number, site in numbered:
        edits = [(a, b, order, text.replace("@", str(number))) for a, b, order, text in site.edits]
        if len(edits) == 1 and edits[0][0] < edits[0][1]:
            spans.append(edits[0])
        else:
            (a, _, order, before), (z, _, _, after) = edits
            opens.append((a, -z, order, number, before))
            closes.append((z, -a, -order, -number, after))
    pieces = {}
    for z, _, _, _, text in sorted(closes):
        pieces.setdefault(z, ["", ""])[0] += text
    for a, _, _, _, text in sorted(opens):
        pieces.setdefault(a, ["", ""])[1] += text
    replaced = {a: (b, text) for a, b, _, text in spans}
    out, at = [], 0
    for offset in sorted({*pieces, *replaced}):
        out.append(source.text[at:offset])
        at = max(at, offset)
        closing, opening = pieces.get(offset, ("", ""))
        out.append(closing + opening)
        if offset in replaced:
            at, text = replaced[offset]
            out.append(text)
    out.append(source.text[at:])
    return "".join(out)
