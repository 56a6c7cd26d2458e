"""The 77 provinces of Thailand, from the data of the package ``geothai`` (CC-BY-4.0)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import geothai

from seed.facts import Dataset, DocumentLine, Fact, Passage, Source, checksum
from seed.problems import Place

_FILE = "_data/provinces.json"
_PLACE = Place(f"geothai/{_FILE}", 1)


def province_dataset() -> Dataset:
    """The provinces as a dataset, each name and code with its passage in the data file."""
    text = province_file().decode()
    document = _document(text)
    return Dataset(
        name="provinces",
        title=document.properties["title"],
        licence=document.properties["licence"],
        description="The provinces of Thailand and Bangkok by their ISO 3166-2 codes.",
        documents=(document,),
        facts=tuple(_facts(text, document.id)),
    )


@cache
def province_ids() -> Mapping[str, str]:
    """The id of each province by its Thai name."""
    return MappingProxyType({each.name_th: f"TH-{each.code}" for each in geothai.provinces()})


def province_file() -> bytes:
    """The data file of the package from which the provinces are taken."""
    return files("geothai").joinpath(_FILE).read_bytes()


def _document(text: str) -> DocumentLine:
    release = geothai.DATA_VERSION
    properties = {
        "title": f"GeoThai/data {release}: provinces",
        "publisher": "GeoThai",
        "address": "https://github.com/GeoThai/data",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "characters": str(len(text)),
        "publishedOn": release.replace(".", "-"),
        "licence": "CC-BY-4.0",
    }
    return DocumentLine(f"doc:geothai-provinces-{release}", properties, _PLACE)


def _facts(text: str, document: str) -> Iterator[Fact]:
    for province in geothai.provinces():
        id = f"TH-{province.code}"
        code = _source(text, document, province.code)
        yield Fact(
            id, "nameTh", province.name_th, _source(text, document, province.name_th), place=_PLACE
        )
        yield Fact(
            id, "nameEn", province.name_en, _source(text, document, province.name_en), place=_PLACE
        )
        yield Fact(id, "isoCode", id, code, "iso-3166-2-by-dopa-code", place=_PLACE)
        yield Fact(id, "dopaCode", province.code, code, place=_PLACE)


def _source(text: str, document: str, value: str) -> Source:
    start = text.index(f'"{value}"') + 1
    return Source(document, Passage(start, start + len(value), checksum(value)))
