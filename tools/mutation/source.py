"""C++ text as tokens, with what the operators must know about each: scope, brackets, and whether it must stay constant.

Relies on the pinned clang-format style: a binary operator has blanks on both sides, a template bracket has none inside.
"""

import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      |(?P<directive>^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*)
      |(?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')
      |(?P<number>(?:0[xX][0-9a-fA-F']+|(?:\d[\d']*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[a-zA-Z]*)
      |(?P<name>[A-Za-z_]\w*)
      |(?P<mark><<=|>>=|<=>|->\*|\.\.\.|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|::|[-+*/%&|^~!=<>?:;,.(){}\[\]\#])
      |(?P<blank>\s+)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE)

PAIRS = {"(": ")", "[": "]", "{": "}"}
CONSTANT_WORDS = {"constexpr", "consteval", "static_assert", "alignas", "using", "typedef", "template", "enum", "concept"}


@dataclasses.dataclass
class Token:
    kind: str
    text: str
    start: int
    spaced: bool = False     # blanks on both sides
    scope: str = "file"      # file, namespace, struct, enum, body
    constant: bool = False   # inside a statement that the compiler evaluates
    statement: int = 0       # index of the statement's first token
    mate: int = -1           # the other bracket

    @property
    def end(self):
        return self.start + len(self.text)


class Source:
    """The tokens of one file without comments, directives and blanks."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.tokens = []
        blank_before = True
        for match in TOKEN.finditer(text):
            if match.lastgroup in ("comment", "directive", "blank"):
                blank_before = True
                continue
            token = Token(match.lastgroup, match.group(), match.start())
            after = text[match.end():match.end() + 1]
            token.spaced = blank_before and after.isspace()
            blank_before = False
            self.tokens.append(token)
        self._match_brackets()
        self._find_scopes()

    def _match_brackets(self):
        open_ones = []
        for i, token in enumerate(self.tokens):
            if token.kind != "mark":
                continue
            if token.text in PAIRS:
                open_ones.append(i)
            elif token.text in PAIRS.values():
                token.mate = open_ones.pop()
                self.tokens[token.mate].mate = i

    def _find_scopes(self):
        scopes, begin, constant = ["file"], 0, False
        for i, token in enumerate(self.tokens):
            if token.text in CONSTANT_WORDS and not (token.text == "template" and begin == i):
                constant = True
            if token.text == "template" and begin == i:
                token.constant = True
            token.scope, token.statement, token.constant = scopes[-1], begin, constant
            if token.kind != "mark":
                continue
            if token.text == "{":
                kind = self._opens(begin, i, scopes[-1])
                scopes.append(kind)
                if kind != "braces":
                    begin, constant = i + 1, False
            elif token.text == "}":
                if scopes.pop() != "braces":
                    begin, constant = i + 1, False
            elif token.text == ";" and not self._inside_header(begin, i):
                begin, constant = i + 1, False

    def _inside_header(self, begin, i):
        """A semicolon between the brackets of a for."""
        depth = 0
        for token in self.tokens[begin:i]:
            depth += (token.text == "(") - (token.text == ")")
        return depth > 0

    def _opens(self, begin, i, outer):
        words = [t.text for t in self.tokens[begin:i]]
        if "namespace" in words or (words and words[0] == "extern"):
            return "namespace"
        if "enum" in words:
            return "enum"
        if ("struct" in words or "class" in words) and outer in ("file", "namespace", "struct") and "=" not in words:
            after_template = words[self._after_template(words):]
            if after_template and after_template[0] in ("struct", "class"):
                return "struct"
        before = self.tokens[i - 1].text if i else ""
        if before in (")", "else", "do", "const", "noexcept", "override", "try") or begin == i:
            return "body"
        if outer == "struct" and ":" in words and before == "}":  # constructor after braces of its list
            return "body"
        return "braces"  # an initialiser

    @staticmethod
    def _after_template(words):
        if not words or words[0] != "template":
            return 0
        depth = 0
        for at, word in enumerate(words):
            depth += word.count("<") - word.count(">")
            if at and depth == 0:
                return at + 1
        return 0

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def line_text(self, offset):
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return self.text[start:end if end >= 0 else len(self.text)].strip()

    def chain_start(self, i):
        """First token of the postfix expression a.b[c](d) that ends with token i, or None."""
        tokens = self.tokens
        while True:
            token = tokens[i]
            if token.text in (")", "]"):
                i = token.mate
                before = tokens[i - 1]
                if before.text == ">" and not before.spaced:
                    i = self._angle_start(i - 1)
                    if i is None:
                        return None
                    before = tokens[i - 1]
                if before.kind == "name" and before.text not in ("return", "if", "while", "for", "switch", "case"):
                    i -= 1
                elif before.text in (")", "]"):
                    i -= 1
                    continue
                else:
                    return i
            elif token.kind != "name":
                return None
            before = tokens[i - 1].text
            if before in (".", "->", "::"):
                if tokens[i - 2].kind != "name" and tokens[i - 2].text not in (")", "]"):
                    return None
                i -= 2
            else:
                return i

    def _angle_start(self, i):
        depth = 0
        while i >= 0:
            depth += (self.tokens[i].text == ">") - (self.tokens[i].text == "<")
            if depth == 0:
                return i
            i -= 1
        return None


def fields_by_struct(source):
    """{struct: {type: [field names in order]}} of one file."""
    found = {}
    tokens = source.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].text in ("struct", "class") and tokens[i].scope in ("file", "namespace", "struct"):
            j = i + 1
            while tokens[j].text not in ("{", ";", ">", ","):
                j += 1
            if tokens[j].text == "{" and tokens[j - 1].kind == "name":
                found[tokens[j - 1].text] = _fields(source, j)
        i += 1
    return found


def _fields(source, opening):
    tokens, by_type = source.tokens, {}
    i, closing = opening + 1, tokens[opening].mate
    while i < closing:
        end = i
        while end < closing and tokens[end].text not in (";", "(") and not (
                tokens[end].text == "{" and tokens[end].mate < 0):
            end = tokens[end].mate + 1 if tokens[end].text == "{" else end + 1
        if end < closing and tokens[end].text == ";":
            _declare(tokens[i:end], by_type)
            i = end + 1
            continue
        while end < closing and tokens[end].text not in (";", "{"):  # a function: pass over its body
            end = tokens[end].mate + 1 if tokens[end].text == "(" else end + 1
        i = (tokens[end].mate if tokens[end].text == "{" else end) + 1
    return by_type


def _declare(statement, by_type):
    words = [t.text for t in statement]
    if not words or words[0] in ("static", "using", "friend", "template", "public", "private", "enum"):
        return
    depth, names, name_at = 0, [], None
    for at, word in enumerate(words):
        depth += (word in "<({[") - (word in ">)}]") if len(word) == 1 else 0
        following = words[at + 1] if at + 1 < len(words) else ";"
        if depth == 0 and statement[at].kind == "name" and at and following in (";", ",", "=", "{"):
            if words[at - 1] != "::" and (name_at is None or words[at - 1] == ","):
                names.append(word)
                name_at = at if name_at is None else name_at
    if names:
        by_type.setdefault(" ".join(words[:name_at]), []).extend(names)


def types_of_names(source, structs):
    """{variable, parameter, field or function: structs it is declared with in this file}."""
    tokens, found = source.tokens, {}
    for i, token in enumerate(tokens):
        if token.text not in structs or tokens[i - 1].text in ("struct", "class", "enum"):
            continue
        j = i + 1
        if tokens[j].text == "<":
            depth = 0
            while True:
                depth += (tokens[j].text == "<") - (tokens[j].text == ">")
                j += 1
                if depth == 0:
                    break
        while j < len(tokens) and tokens[j].text in ("&", "*", "const", ">", "&&"):
            j += 1
        while j + 1 < len(tokens) and tokens[j].kind == "name":
            found.setdefault(tokens[j].text, set()).add(token.text)
            j += 1
            while tokens[j].text not in (",", ";", ")", ":") and tokens[j].text not in ("{",):
                j = tokens[j].mate + 1 if tokens[j].text == "(" else j + 1
                if j >= len(tokens):
                    break
            if j < len(tokens) and tokens[j].text == "{":
                j = tokens[j].mate + 1
            if j >= len(tokens) or tokens[j].text != "," or tokens[j + 2].text not in (",", ";", "=", "{", "("):
                break
            j += 1
    return found
