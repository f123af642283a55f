import pytest

from directory.errors import NotFound
from directory.places.regions import (
    get_region,
    list_countries,
    list_regions,
    listed_code,
    parent_codes,
    region_code,
    region_name,
)


@pytest.mark.parametrize(
    ("language", "first_of_three", "names"),
    [
        ("en", "AF", {"ES": "Spain", "UA": "Ukraine", "EH": "Western Sahara", "XK": "Kosovo"}),
        ("ar", "AZ", {"ES": "إسبانيا", "EG": "مصر"}),
    ],
)
def test_countries_have_names_in_the_readers_language_and_order(
    language: str, first_of_three: str, names: dict[str, str]
) -> None:
    countries = list_countries(language)

    assert first_of_three in [code for code, _ in countries[:3]]
    assert names.items() <= dict(countries).items()
    assert len(countries) > 240


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("ES-VC", "en", "Valencian Community"),
        ("ES-VC", "es", "Comunidad Valenciana"),
        ("ES-VC", "ar", "بلنسية"),
        ("ES-AN", "fr", "Andalousie"),
        ("FR-BRE", "es", "Bretagne"),
        ("FR-IDF", "en", "Île-de-France"),
        ("DE-BY", "de", "Bayern"),
        ("DE-BY", "fr", "Bavière"),
        ("US-NY", "es", "Nueva York"),
        ("EG-C", "en", "Cairo"),
        ("EG-C", "ar", "القاهرة"),
        ("GB-WLS", "en", "Wales"),
        ("UA-30", "uk", "Київ"),
        ("TR-06", "ar", "أنقرة"),
        ("IE-CO", "en", "Cork"),
        ("ES-??", "en", "ES-??"),
    ],
)
def test_a_region_has_a_name_that_the_reader_knows(code: str, language: str, name: str) -> None:
    assert region_name(code, language) == name


@pytest.mark.parametrize(
    ("country", "admin1", "code"),
    [
        ("ES", "60", "ES-VC"),
        ("FR", "11", "FR-IDF"),
        ("DE", "02", "DE-BY"),
        ("DE", "06", "DE-NI"),
        ("GB", "ENG", "GB-ENG"),
        ("IT", "07", "IT-62"),
        ("US", "NY", "US-NY"),
        ("MX", "09", "MX-CMX"),
        ("BR", "27", "BR-SP"),
        ("AR", "07", "AR-C"),
        ("CO", "34", "CO-DC"),
        ("IN", "07", "IN-DL"),
        ("AU", "02", "AU-NSW"),
        ("CA", "08", "CA-ON"),
        ("MA", "06", "MA-06"),
        ("EG", "11", "EG-C"),
        ("SA", "10", "SA-01"),
        ("DZ", "01", "DZ-16"),
        ("KE", "05", "KE-30"),
        ("ZA", "06", "ZA-GP"),
        ("NG", "05", "NG-LA"),
        ("PH", "NCR", "PH-00"),
        ("ID", "04", "ID-JK"),
        ("JP", "40", "JP-13"),
        ("UA", "11", "UA-43"),
        ("UA", "12", "UA-30"),
        ("KZ", "07", "KZ-27"),
        ("UZ", "13", "UZ-TK"),
        ("XK", "10097360", "XK-GN10097360"),
        ("HK", "00", None),
    ],
)
def test_geonames_numbers_become_iso_codes(country: str, admin1: str, code: str | None) -> None:
    assert region_code(country, admin1) == code


def test_no_two_regions_share_a_code_and_each_lies_in_its_country() -> None:
    for country, _ in list_countries("en"):
        codes = [code for code, _ in list_regions(country, "en")]
        assert len(codes) == len(set(codes))
        assert all(code.startswith(f"{country}-") for code in codes)


def test_crimea_is_a_region_of_ukraine() -> None:
    assert "UA-43" in dict(list_regions("UA", "en"))
    assert not {"Crimea", "Sevastopol"} & set(dict(list_regions("RU", "en")).values())


def test_regions_are_listed_in_the_readers_order() -> None:
    names = [name for _, name in list_regions("ES", "es")]

    assert names[:3] == ["Andalucía", "Aragón", "Canarias"]
    assert len(names) == 19


@pytest.mark.parametrize(
    ("code", "parents"),
    [
        ("ES-VC", ("ES-VC", "ES", "ZZ")),
        ("ES-V", ("ES-V", "ES-VC", "ES", "ZZ")),
        ("GB-ENG", ("GB-ENG", "GB-EAW", "GB", "ZZ")),
        ("GB-EAW", ("GB-EAW", "GB", "ZZ")),
        ("IQ-AR", ("IQ-AR", "IQ-KR", "IQ", "ZZ")),
        ("IE-CO", ("IE-CO", "IE-M", "IE", "ZZ")),
        ("ES", ("ES", "ZZ")),
        ("ZZ", ("ZZ",)),
        ("QQ-1", ("QQ-1", "QQ", "ZZ")),
    ],
)
def test_a_code_knows_what_covers_it(code: str, parents: tuple[str, ...]) -> None:
    assert parent_codes(code) == parents


@pytest.mark.parametrize(
    ("code", "listed"),
    [("ES-VC", "ES-VC"), ("ES-V", "ES-VC"), ("IE-CO", "IE-M"), ("GB-EAW", "GB"), ("SG-01", "SG")],
)
def test_every_code_leads_to_one_that_can_be_chosen(code: str, listed: str) -> None:
    assert listed_code(code) == listed


def test_a_region_says_where_its_people_are() -> None:
    valencia = get_region("ES-VC")

    assert (valencia.country, round(valencia.lat), round(valencia.lon)) == ("ES", 39, 0)
    assert valencia.population > 3_000_000


def test_a_group_of_regions_is_as_big_as_its_members() -> None:
    both = get_region("GB-EAW")

    assert both.population == get_region("GB-ENG").population + get_region("GB-WLS").population


@pytest.mark.parametrize("code", ["", "ES", "ZZ", "ES-", "ES-NOPE", "Valencia", "\x00"])
def test_an_unknown_region_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        get_region(code)
