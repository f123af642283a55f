"""The facts of a listing that somebody can confirm, change or call wrong, in six sections."""

from enum import Enum, StrEnum

from directory.languages.catalogues import N_


class Section(StrEnum):
    """What is confirmed in one go, in the order of a form."""

    CONTACT = "contact"
    HOURS = "hours"
    AUDIENCE = "audience"
    COST = "cost"
    LANGUAGES = "languages"
    CONTACTING = "contacting"


SECTIONS = {
    Section.CONTACT: N_("How to reach it"),
    Section.HOURS: N_("Opening hours"),
    Section.AUDIENCE: N_("What it does, and for whom"),
    Section.COST: N_("Cost"),
    Section.LANGUAGES: N_("Languages"),
    Section.CONTACTING: N_("What happens when somebody contacts it"),
}


class Fact(Enum):
    """name: the value's first part; then its section, and what it is called on a page."""

    PHONES = ("phones", Section.CONTACT, N_("Telephone numbers"))
    WEBSITE = ("website", Section.CONTACT, N_("Website"))
    CHAT = ("chat_url", Section.CONTACT, N_("Page of the chat"))
    EMAIL = ("email", Section.CONTACT, N_("Email address"))
    STREET = ("street", Section.CONTACT, N_("Street and number"))
    POSTAL_CODE = ("postal_code", Section.CONTACT, N_("Postal code"))
    TOWN = ("town", Section.CONTACT, N_("Town"))
    REGION = ("region", Section.CONTACT, N_("Region"))
    POINT = ("point", Section.CONTACT, N_("Point on the map"))
    WHEELCHAIR = ("wheelchair", Section.CONTACT, N_("Wheelchair access"))
    HOURS = ("hours", Section.HOURS, N_("Opening hours"))
    HOURS_TEXT = ("hours_text", Section.HOURS, N_("Opening hours in words"))
    NAME = ("name", Section.AUDIENCE, N_("Name of the service"))
    DESCRIPTION = ("description", Section.AUDIENCE, N_("What it does"))
    NEEDS = ("needs", Section.AUDIENCE, N_("Kinds of help"))
    AUDIENCE = ("audience", Section.AUDIENCE, N_("For whom it is"))
    MINIMUM_AGE = ("minimum_age", Section.AUDIENCE, N_("Youngest age"))
    MAXIMUM_AGE = ("maximum_age", Section.AUDIENCE, N_("Oldest age"))
    SERVES = ("serves", Section.AUDIENCE, N_("Area that it serves"))
    COST = ("cost", Section.COST, N_("Cost"))
    COST_TEXT = ("cost_text", Section.COST, N_("Cost in words"))
    LANGUAGES = ("languages", Section.LANGUAGES, N_("Languages"))
    REFERRAL_REQUIRED = ("referral_required", Section.CONTACTING, N_("Somebody has to refer"))
    DUTIES = ("duties", Section.CONTACTING, N_("What it does with what it hears"))
    PROCESS = ("process", Section.CONTACTING, N_("The first steps, in words"))

    def __init__(self, code: str, section: Section, words: str) -> None:
        self.code, self.section, self.words = code, section, words


BY_CODE = {fact.code: fact for fact in Fact}


class Duty(Enum):
    """What a family fears to find out too late: said with yes or no, so that it can be translated.

    code, then the question, then what a page says for yes and for no.
    """

    ANONYMOUS = (
        "anonymous",
        N_("Can somebody ask without saying who they are?"),
        N_("You can ask without saying who you are."),
        N_("You have to say who you are."),
    )
    MUST_REPORT = (
        "must_report",
        N_("Does the law make you report what you hear about a child in danger?"),
        N_("By law it has to report a child in danger to the authorities."),
        N_("It does not have to report what it hears to the authorities."),
    )
    TELLS_POLICE = (
        "tells_police",
        N_("Do you tell the police without being asked to?"),
        N_("It tells the police, also when you do not ask for that."),
        N_("It does not tell the police unless you want that, or a life is in danger."),
    )
    SEES_NUMBER = (
        "sees_number",
        N_("Do you see the number of whoever calls?"),
        N_("It can see the number that you call from."),
        N_("It does not see the number that you call from."),
    )
    KEEPS_RECORD = (
        "keeps_record",
        N_("Do you keep a record of a first conversation?"),
        N_("It keeps a record of the first conversation."),
        N_("It keeps no record of the first conversation."),
    )
    CHILD_COMES = (
        "child_comes",
        N_("Does the child have to be there the first time?"),
        N_("The child has to be there the first time."),
        N_("The child does not have to be there the first time."),
    )

    def __init__(self, code: str, question: str, yes: str, no: str) -> None:
        self.code, self.question, self.yes, self.no = code, question, yes, no


class How(StrEnum):
    """How a service speaks a language."""

    STAFF = "staff"
    INTERPRETER = "interpreter"
    BY_APPOINTMENT = "by_appointment"


HOW = {
    How.STAFF: N_("staff speak it"),
    How.INTERPRETER: N_("with an interpreter"),
    How.BY_APPOINTMENT: N_("by appointment"),
}
