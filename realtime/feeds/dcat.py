"""The catalogue as DCAT 3 (JSON-LD), with the fields of Thailand's Government Data Catalog, which are in Thai.

Written piece by piece: a series for each table, and in it a data set for each process.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from accounts.refusals import Sentence
from realtime.feeds import catalogue
from realtime.feeds.catalogue import CC_BY, Dataset, File, Subject
from realtime.feeds.formats import FORMATS

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gdc": "https://gdcatalog.go.th/terms#",
}


def write() -> Iterator[str]:
    """The catalogue, piece by piece."""
    site = settings.SITE_URL
    head = {
        "@context": CONTEXT,
        "@id": f"{site}/open/catalogue.json",
        "@type": "dcat:Catalog",
        "dct:title": [_text("ข้อมูลเปิดของเสียง", "th"), _text("Siang open data", "en")],
        "dct:language": ["th", "en"],
        "dct:license": {"@id": CC_BY.url},
        "foaf:homepage": {"@id": f"{site}/th/open/"},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dcat:dataset": ['
    separator = "\n"
    for dataset in catalogue.all_datasets():
        yield separator + json.dumps(_series(dataset), ensure_ascii=False)
        separator = ",\n"
        for subject in dataset.subjects():
            yield separator + json.dumps(_file(dataset, subject), ensure_ascii=False)
    yield "\n]}\n"


def _series(dataset: Dataset) -> dict[str, Any]:
    return {
        "@id": _series_id(dataset),
        "@type": "dcat:DatasetSeries",
        "dct:identifier": dataset.id,
        "dct:title": _both(dataset.title),
        "dct:description": _both(dataset.description),
        "dct:license": {"@id": dataset.licence.url},
        "dct:conformsTo": {"@id": f"{settings.SITE_URL}/open/{dataset.id}.schema.json"},
    }


def _file(dataset: Dataset, subject: Subject) -> dict[str, Any]:
    site = settings.SITE_URL
    titles = [_text(subject.title, "th")] + ([_text(subject.title_en, "en")] if subject.title_en else [])
    with override("th"):
        thai = {
            "gdc:data_type": "ข้อมูลสถิติ",
            "gdc:title": f"{dataset.title}: {subject.title}",
            "gdc:notes": str(dataset.description),
            "gdc:maintainer": subject.agency or "เสียง",
            "gdc:objective": "เพื่อการให้บริการประชาชน",
            "gdc:update_frequency_unit": "ตามเวลาจริง",
            "gdc:geo_coverage": "ประเทศ",
            "gdc:data_source": "ระบบเสียง",
            "gdc:data_format": [name.upper() for name in dataset.formats],
            "gdc:data_category": "ข้อมูลสาธารณะ",
            "gdc:license_id": dataset.licence.id,
        }
    return {
        "@id": f"{_series_id(dataset)}/{subject.public_id}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{dataset.id}/{subject.public_id}",
        "dct:title": titles,
        "dct:description": _both(dataset.description),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": subject.agency or "Siang"},
        "dct:license": {"@id": dataset.licence.url},
        "dcat:inSeries": {"@id": _series_id(dataset)},
        "dcat:landingPage": {"@id": site + subject.url} if subject.url else None,
        "dcat:distribution": [
            *(_distribution(dataset, subject, form) for form in dataset.formats),
            *(_other(dataset, file) for file in dataset.files(subject.public_id)),
        ],
        **thai,
    }


def _distribution(dataset: Dataset, subject: Subject, form: str) -> dict[str, Any]:
    address = f"{settings.SITE_URL}/open/{dataset.id}/{subject.public_id}.{form}"
    return {
        "@type": "dcat:Distribution",
        "dct:format": form.upper(),
        "dcat:mediaType": FORMATS[form].media_type.partition(";")[0],
        "dcat:downloadURL": {"@id": address},
        "dct:license": {"@id": dataset.licence.url},
    }


def _other(dataset: Dataset, file: File) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.title,
        "dct:format": file.format,
        "dcat:mediaType": file.media_type,
        "dcat:downloadURL": {"@id": settings.SITE_URL + file.url},
        "dct:license": {"@id": dataset.licence.url},
    }


def _series_id(dataset: Dataset) -> str:
    return f"{settings.SITE_URL}/open/{dataset.id}"


def _text(value: str, language: str) -> dict[str, str]:
    return {"@value": value, "@language": language}


def _both(sentence: Sentence) -> list[dict[str, str]]:
    """A sentence in both languages."""
    texts = []
    for language in ("th", "en"):
        with override(language):
            texts.append(_text(str(sentence), language))
    return texts
