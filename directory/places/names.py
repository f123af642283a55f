"""Which of a town's many names a reader knows. GeoNames lists them without saying the language."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

# Letters of the standard alphabet. ھ ک ی ڤ ە and the like mark Persian, Urdu, Kurdish or Uyghur.
_ALPHABETS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "fa": "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنهوی",
    "ur": "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھیے",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "el": "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
}
_SCRIPTS = {
    "hi": "DEVANAGARI", "bn": "BENGALI", "zh": "CJK", "ja": "KATAKANA", "ko": "HANGUL",
    "th": "THAI", "am": "ETHIOPIC", "ka": "GEORGIAN", "hy": "ARMENIAN", "ta": "TAMIL",
}  # fmt: skip
# Ukraine's own rules for writing its names in Latin letters (2010).
_UKRAINIAN = str.maketrans(
    dict(zip("абвгґдезийіїклмнопрстуф", "abvhgdezyiiiklmnoprstuf", strict=True))
    | {"є": "ie", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "iu", "я": "ia", "ь": "", "'": "", "’": ""}
)
_EMPHATIC = set("طصضظعحق")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")


def choose_name(main: str, others: Iterable[str], language: str, country: str = "") -> str:
    """The name to show: in the reader's script where there is one, else the main name.

    `main` is the Latin name GeoNames gives; languages in Latin script always get it. `country` is
    where the place lies: main names in Ukraine are Ukrainian, so the one most like it is meant.
    """
    belongs = _belongs_to(language)
    if belongs is None:
        return main
    names = sorted({_VOWEL_SIGNS.sub("", name) for name in others if name and belongs(name)})
    # "Algiers the capital" beside "Algiers" says no more to the reader.
    names = [name for name in names if not any(_is_part(other, name) for other in names)]
    return min(
        names, key=lambda name: _strangeness(name, names, main, language, country), default=main
    )


def _belongs_to(language: str) -> Callable[[str], bool] | None:
    if language in _ALPHABETS:
        letters = set(_ALPHABETS[language] + " -'’")
        # An ى inside a word is Uyghur; a name ending in ъ was written before 1918.
        odd = re.compile(r"ى\B|ъ\b" if language != "bg" else r"ى\B")
        return lambda name: (
            set(_VOWEL_SIGNS.sub("", name.lower())) <= letters and not odd.search(name)
        )
    if language == "zh":
        return _is_simplified_chinese
    if language in _SCRIPTS:
        script = _SCRIPTS[language]
        return lambda name: all(unicodedata.name(c, "").startswith(script) for c in name if c > " ")
    return None


def _is_simplified_chinese(name: str) -> bool:
    if not all(unicodedata.name(letter, "").startswith("CJK") for letter in name):
        return False
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_part(short: str, long: str) -> bool:
    return short != long and f" {short} " in f" {long} "


def _strangeness(
    name: str, names: list[str], main: str, language: str, country: str
) -> tuple[int, int, int, str]:
    """Smaller is likelier: first what only that language writes, then the middle of all names."""
    signs = 0
    if language == "ar":
        signs = 3 * name.startswith("ال") + 3 * name.endswith("ة") + bool(set(name) & _EMPHATIC)
    elif language == "uk" and country == "UA":
        signs = round(fuzz.ratio(name.lower().translate(_UKRAINIAN), main.lower()))
    differences = sum(len(set(name.lower()) ^ set(other.lower())) for other in names)
    return -signs, differences, len(name), name
