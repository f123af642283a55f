"""Every public page, once. Whatever must hold on all of them reads this list."""

from dataclasses import dataclass

from directory.catalog.identity import stable_id

LANGUAGES = ("en", "es", "fr", "ar")
DIRECTIONS = {"en": "ltr", "es": "ltr", "fr": "ltr", "ar": "rtl"}

NATIONAL_LINE = stable_id("service", "es-anar-helpline-for-children-and-adolescents")
PLACE_IN_NEW_YORK = stable_id("service", "us-ny-the-child-center-of-ny-inc-elmhurst-clinic")
PRIVATE_PLACE = stable_id("service", "us-ny-womankind-3")
ORGANIZATION = stable_id("organization", "ES", "fundación anar")

VALENCIA = (("country", "ES"), ("place", "Valencia"))
THREAT = ("q", "alguien amenaza con compartir fotos de mi hija")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below the language, and the fields that are posted to it, if any."""

    name: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    status: int = 200

    def address(self, language: str) -> str:
        return f"/{language}{self.path}"

    @property
    def is_for_staff(self) -> bool:
        """Its exit ends the session first, if there is one."""
        return self.path.startswith("/staff/")


PUBLIC_PAGES = (
    Page("home", "/"),
    Page("results near a town", "/find", (*VALENCIA, ("need", "200"))),
    Page("results of own words", "/find", (*VALENCIA, THREAT)),
    Page("results in danger", "/find", (*VALENCIA, ("q", "I want to kill myself"))),
    Page("results by address", "/find?need=200&country=US&language=bn"),
    Page("results after relaxing", "/find?need=222&country=LI&language=bn&free=1"),
    Page("misspelt town", "/find", (("country", "ES"), ("place", "Valenzzia"))),
    Page("map", "/map?need=200&country=US&place=Queens"),
    Page("service of a country", f"/services/{NATIONAL_LINE}"),
    Page("service at a place", f"/services/{PLACE_IN_NEW_YORK}"),
    Page("service with a private place", f"/services/{PRIVATE_PLACE}"),
    Page("organization", f"/organizations/{ORGANIZATION}"),
    Page("numbers of a country", "/now?country=ES"),
    Page("numbers anywhere", "/now"),
    Page("countries", "/where"),
    Page("regions", "/where", (("country", "ES"),)),
    Page("towns", "/where", (("country", "ES"), ("region", "ES-VC"))),
    Page("safety", "/safety"),
    Page("receipt", "/receipt"),
    Page("a number of no receipt", "/receipt", (("number", "382 550 17 74 91 62 05"),), status=422),
    Page("sign-in", "/staff/sign-in"),
    Page("sign-in after a quiet time", "/staff/sign-in?ended=1&next=/en/staff/account"),
    Page("a link that is used up", "/staff/link/0", status=404),
    Page("a link to answer", "/answer/0"),
    Page("an answer from elsewhere", "/answer", (("answer_token", "0"),), status=404),
    Page("a link to confirm that is none", "/confirm/0", status=404),
    Page("an account by no link", "/confirm/0/account", (("account", "yes"),), status=404),
    Page("something wrong", f"/services/{NATIONAL_LINE}/wrong"),
    Page("a listing of somebody", f"/services/{NATIONAL_LINE}/ours"),
    Page("a mistake", "/find?country=XX&age=-1", status=422),
    Page("nothing there", "/nowhere", status=404),
)
