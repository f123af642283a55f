"""Domains of every script: written, broken up with spaces, or spelled out with a word for the dot.

What may end a domain is known to the Public Suffix List, which `publicsuffixlist` carries.
"""

import re
from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

from directory.privacy.material.words import folded, words_for

# Vowel signs of Indic scripts are no `\w`, and belong to the words that they stand in.
_WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e]++")
_LATIN = re.compile(r"[a-z0-9-]+")
_CHINESE_DOT = re.compile(r"(?<=\w)[点點](?=[A-Za-z])")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,4}")
_GLUED = re.compile(
    r"\w(?:dot|punto|ponto|point|punkt|nukta)(?:com|net|org|onion|xyz|ru)\b|\bxn--", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s\-.,]{1,4}")
_END = re.compile(r"[ \t]*(?:[.,;!?)\n]|\Z)")
_BESIDE_THE_LIST = frozenset({"i2p", "loki", "eth"})
# Besides the endings that no sentence goes on with.
_AFTER_A_SPACE = frozenset({"info", "app"})
_ONE_LETTER = frozenset({"t.me", "t.co", "x.com", "m.me", "g.co", "v.gd", "s.id", "j.mp", "t.ly"})


def has_domain(text: str) -> bool:
    if _GLUED.search(text):
        return True
    text = _CHINESE_DOT.sub(" 点 ", text)
    words = list(_WORD.finditer(text))
    return any(_begins_domain(text, words, at) for at in range(len(words) - 1))


def _begins_domain(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a dot follows the word at this place, and an ending follows the dot."""
    label, ending = words[at][0], words[at + 1][0]
    gap = _unframed(text[words[at].end() : words[at + 1].start()])
    if gap.strip() not in {".", "·", "。"}:
        return at + 2 < len(words) and _is_spelled(text, words, at + 1)
    name, after = _ending_of(ending), _after(text, words, at + 1)
    if not name or gap == "。":
        return bool(name) and (label.isascii() or name.isascii())
    if gap == ".":
        # "9.am" and "1.Is" are an hour and the first of a list.
        is_short = len(label) == 1 or (label.isdecimal() and len(label) < 3)
        return not is_short or after[:1] == "/" or f"{label}.{name}".casefold() in _ONE_LETTER
    return (ending[0].islower() or not ending.isascii()) and _is_apart(gap, name, after)


def _unframed(gap: str) -> str:
    """Without the dashes around a dot; one on a single side ends a word: "Seg.-sex."."""
    framed = gap[:1] == gap[-1:] and gap[:1] in {"-", "_"}
    return gap.strip("-_") if framed else gap


def _is_apart(gap: str, name: str, after: str) -> bool:
    """Whether an ending that stands apart from its dot can be nothing else."""
    if name in words_for("plain ending") | _AFTER_A_SPACE or after[:1] == "/":
        return True
    return _is_plain_country(name) and ("·" in gap or gap[:1].isspace() > gap[-1:].isspace())


def _after(text: str, words: list[re.Match[str]], at: int) -> str:
    """What follows a word, up to the end of the next one."""
    end = words[at + 1].end() if at + 1 < len(words) else len(text)
    return text[words[at].end() : end]


def _is_spelled(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether the word at this place is a dot, and the next one an ending: "example punto org"."""
    before = text[words[at - 1].end() : words[at].start()]
    said = folded(words[at][0])
    is_name = said in words_for("dot name")
    if not is_name and said not in words_for("dot"):
        return False
    between = text[words[at].end() : words[at + 1].start()]
    if not (_BETWEEN.fullmatch(before) and _BETWEEN.fullmatch(between)):
        return False
    name, after = _ending_of(words[at + 1][0]), _after(text, words, at + 1)
    if name in words_for("plain ending") | words_for("ending") or _is_plain_country(name):
        return True
    if not name or _has_spoken_path(after):
        return bool(name)
    return (is_name or len(name) == 2) and bool(_END.match(after))


def _has_spoken_path(after: str) -> bool:
    return "/" in after or folded(after.strip()) in words_for("slash")


def _is_plain_country(name: str) -> bool:
    return len(name) == 2 and name.isascii() and name not in words_for("little word")


@lru_cache(maxsize=4096)
def _ending_of(word: str) -> str:
    """The ending of a domain that a word is or begins with (com网站), or nothing."""
    low = word.casefold().strip("-_")
    found = _LATIN.match(low)
    if found and not low[found.end() :].isascii():
        low = found[0]
    if folded(low) in words_for("ending"):
        return folded(low)
    if low in _BESIDE_THE_LIST or (low and _suffixes().is_public(low)):
        return low
    # 例子.中国上开的: no space ends an ending in Chinese.
    begun = next((low[:n] for n in (4, 3, 2) if _suffixes().is_public(low[:n])), "")
    return begun if _CHINESE.fullmatch(begun) else ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)
