"""A small data/ folder of fictional rows, for tests that need to break or change one."""

import csv
from pathlib import Path

from directory.catalog.seed_rows import COLUMNS

NEEDS = """code,parent,slug,kind,helped_by,open_eligibility
200,,counselling,help,,
201,200,crisis-counselling,help,,
"""
WORDS = {
    "en": "code,label,hint\n200,Counselling,Somebody to talk to.\n201,Right now,Somebody today.\n",
    "es": "code,label,hint\n200,Apoyo,Alguien con quien hablar.\n201,Ahora,Alguien hoy.\n",
}

LINE = {
    "id": "es-example-line",
    "organization": "Example Foundation",
    "organization_native": "Fundación Ejemplo",
    "organization_url": "https://example.org/",
    "service": "Example line",
    "service_native": "Línea Ejemplo",
    "native_language": "es",
    "needs": "200;201",
    "country": "ES",
    "visibility": "public",
    "serves": "ES",
    "phones": "+34900202010",
    "phones_display": "900 20 20 10",
    "short_codes": "116111",
    "website": "https://example.org/line",
    "chat_url": "https://example.org/chat",
    "languages": "es;ca",
    "hours": "Mo-Fr 09:00-14:00,16:00-02:00",
    "hours_text": "De lunes a viernes",
    "timezone": "Europe/Madrid",
    "cost": "free",
    "audience": "children and young people",
    "minimum_age": "0",
    "maximum_age": "17",
    "confidence": "high",
    "source_url": "https://example.org/source",
    "source_name": "example.org",
    "verified_on": "2026-04-22",
}
OFFICE = LINE | {
    "id": "es-example-office",
    "service": "Example office",
    "service_native": "",
    "region": "ES-VC",
    "city": "València",
    "address": "Carrer Fictici 1",
    "postal_code": "46001",
    "lat": "39.47",
    "lon": "-0.376",
    "serves": "ES-VC",
    "accessible": "yes",
    "short_codes": "",
}
SHELTER = LINE | {
    "id": "es-example-shelter",
    "service": "Example shelter",
    "service_native": "",
    "region": "ES-VC",
    "visibility": "area_only",
    "serves": "ES-VC",
    "short_codes": "",
}


def write_seed(folder: Path, *rows: dict[str, str]) -> Path:
    """A data folder with these rows in services/es.csv; line 2 is the first row."""
    (folder / "needs" / "words").mkdir(parents=True, exist_ok=True)
    (folder / "services").mkdir(exist_ok=True)
    (folder / "needs" / "needs.csv").write_text(NEEDS, encoding="utf-8")
    for language, words in WORDS.items():
        path = folder / "needs" / "words" / f"{language}.csv"
        path.write_text(words, encoding="utf-8")
    with (folder / "services" / "es.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows or (LINE, OFFICE, SHELTER))
    return folder
