"""The words that services of the synthetic world are called and described with."""

from functools import cache
from itertools import product

from directory.finder.needs import load_needs
from directory.languages.folding import fold

# Languages whose words for needs stand in data/needs speak for themselves; these are scripts and
# ways of writing that must be in the world too.
_SPOKEN = {
    "ru": "Центр Помощь Семья Дети Надежда Доверие Защита Право Психолог Линия Дом Поддержка",
    "uk": "Центр Допомога Родина Діти Надія Довіра Захист Право Психолог Лінія Дім Підтримка",
    "zh": "儿童保护中心 心理辅导热线 家庭支持 法律援助 希望之家 青少年服务 医院 社会工作站",
    "ja": "子ども相談センター 心のケア 家庭支援 法律相談 希望の家 こどもホットライン 病院",
    "th": "ศูนย์ช่วยเหลือเด็ก สายด่วน บ้านพัก คลินิก ครอบครัว กฎหมาย ให้คำปรึกษา",
    "hi": "बाल सहायता केंद्र परिवार परामर्श आशा सुरक्षा कानूनी अस्पताल हेल्पलाइन घर सेवा",
    "fa": "مرکز کمک خانواده کودکان امید اعتماد حمایت حقوق روانشناس خط خانه پشتیبانی",
    "pt": "Centro Ajuda Família Crianças Esperança Confiança Proteção Direito Linha Casa Apoio",
    "de": "Zentrum Hilfe Familie Kinder Hoffnung Vertrauen Schutz Recht Beratung Telefon Haus",
}
_READ = ("en", "es", "fr", "ar")
_LIKE = {"bn": "hi", "mr": "hi", "ne": "hi", "ps": "fa", "be": "ru", "kk": "ru", "ca": "es"}
_SYLLABLES = ("ba", "den", "ko", "li", "mar", "no", "ra", "sel", "ta", "vi", "wen", "zo", "un")
LANGUAGES = (*_READ, *_SPOKEN)


def voice_of(language: str) -> str:
    """The language of `LANGUAGES` that a service of this language speaks in here."""
    language = _LIKE.get(language, language)
    return language if language in LANGUAGES else "en"


@cache
def names_in(language: str) -> tuple[str, ...]:
    """Every pair of two words of a language: "Children Help"."""
    words = _words(language, with_hints=False)[:60]
    return tuple(f"{one} {other}" for one, other in product(words, words) if one != other)


@cache
def told_in(language: str) -> tuple[str, ...]:
    """The folded words of descriptions, common ones first; each once."""
    words = _words(language, with_hints=True)
    return tuple(dict.fromkeys(part for word in words for part in fold(word).split()))


@cache
def rare_words() -> tuple[str, ...]:
    """2,197 words that look like names of people and streets."""
    return tuple("".join(parts) for parts in product(_SYLLABLES, repeat=3))


def _words(language: str, *, with_hints: bool) -> tuple[str, ...]:
    if language in _SPOKEN:
        return tuple(_SPOKEN[language].split())
    needs = load_needs()
    labels = [needs.label(need.code, language) for need in needs]
    texts = ((label.label, label.hint if with_hints else "") for label in labels)
    said = " ".join(text for pair in texts for text in pair)
    return tuple(dict.fromkeys(word for word in said.split() if word.isalpha() and len(word) > 3))
