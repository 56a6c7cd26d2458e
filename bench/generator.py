"""Makes up a graph of a given size in the shape of the real data.

Ministries grow in number with the size; what stands under one does not. So an answer about
one ministry has the same size in every graph, while whole labels grow.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import geothai

from bench import names
from graph.model import Model, other_times
from graph.writing import EdgeRow, NodeRow

DEPARTMENTS = 8
"""Departments of a ministry; the first has an office in every province."""
UNITS = 6
"""Units of each of the other departments."""
YEARS = range(2011, 2023)
MOVED = 0.3
"""The share of units that stood under the next department before ``MOVED_ON``."""
MOVED_ON = date(2010, 10, 1)
NODES_OF_A_MINISTRY = 500
"""About how many nodes there are to a ministry: units, awards, projects, statements."""
SHARED_NODES = 250
"""About how many nodes there are whatever the size: provinces, categories, editions."""

MINISTRY = "org:m0"
"""The id of a ministry that is in every graph."""

_UNIT_NAMES = {
    "DIVISION": "กอง{field}",
    "CENTER": "ศูนย์{field}จังหวัด{province}",
    "HOSPITAL": "โรงพยาบาล{field}จังหวัด{province}",
    "REGIONAL_OFFICE": "สำนักงาน{field}ภาคที่ {number}",
}


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and relationships to be written."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


def generate(model: Model, size: int, seed: int = 1) -> Graph:
    """A graph of about ``size`` nodes; the same one for the same arguments."""
    ministries = max(1, round((size - SHARED_NODES) / NODES_OF_A_MINISTRY))
    return _Maker(model, random.Random(seed)).make(ministries)


class _Maker:
    def __init__(self, model: Model, rng: random.Random) -> None:
        self._model = model
        self._rng = rng
        self._nodes: list[NodeRow] = []
        self._edges: list[EdgeRow] = []
        self._provinces = {f"TH-{each.code}": each.name_th for each in geothai.provinces()}
        self._types: list[str] = []
        self._statements = 0
        self._awards = 0

    def make(self, ministries: int) -> Graph:
        self._make_provinces()
        self._make_scheme()
        self._make_documents()
        for number in range(ministries):
            self._make_ministry(number)
        self._node(
            "DatasetVersion",
            "1",
            number=1,
            name="generated",
            checksum=f"{ministries}",
            loadedAt=datetime(2026, 1, 1, tzinfo=UTC),
            statements=self._statements,
        )
        return Graph(tuple(self._nodes), tuple(self._edges))

    def _node(self, type: str, key: str, **properties: Any) -> str:
        id = f"{self._model.types[type].prefix}{key}"
        kept = {name: value for name, value in properties.items() if value is not None}
        self._nodes.append(NodeRow(id, type, kept))
        return id

    def _edge(self, type: str, source: str, target: str, **properties: Any) -> None:
        self._edges.append(EdgeRow(type, source, target, properties))

    # What is there once

    def _make_provinces(self) -> None:
        for each in geothai.provinces():
            self._node(
                "Province",
                f"{each.code}",
                nameTh=each.name_th,
                nameEn=each.name_en,
                isoCode=f"TH-{each.code}",
                dopaCode=int(each.code),
            )

    def _make_scheme(self) -> None:
        scheme = self._node("AwardScheme", "s", nameTh="รางวัลเลิศรัฐ")
        host = self._organization("opdc", "สำนักงานคณะกรรมการพัฒนาระบบราชการ", "AGENCY")
        for year in YEARS:
            edition = self._node("AwardEdition", f"{year}", year=year)
            self._edge("OF_SCHEME", edition, scheme)
            self._edge("ORGANISED_BY", edition, host)
            self._make_ceremony(year, edition)
        for i, (branch, types) in enumerate(names.BRANCHES.items()):
            parent = self._category(f"{i}", branch, "BRANCH")
            for j, type in enumerate(types):
                category = self._category(f"{i}-{j}", type, "TYPE")
                self._edge("SUBCATEGORY_OF", category, parent)
                self._types.append(category)

    def _category(self, key: str, name: str, kind: str) -> str:
        category = self._node("AwardCategory", key, nameTh=name, kind=kind)
        for year in YEARS:
            self._edge("OFFERED_IN", category, f"edition:{year}")
        return category

    def _make_ceremony(self, year: int, edition: str) -> None:
        ceremony = self._node(
            "Ceremony",
            f"{year}",
            nameTh=f"พิธีมอบรางวัลเลิศรัฐ ประจำปี {year + 543}",
            date=date(year, 9, self._rng.randint(1, 28)),
            mode="ONSITE",
            time="10:00",
        )
        person = self._node(
            "Person", f"{year}", nameTh=names.person(self._rng), position="รองนายกรัฐมนตรี"
        )
        self._edge("FOR_EDITION", ceremony, edition)
        self._edge("PRESIDED_BY", ceremony, person)

    def _make_documents(self) -> None:
        for year in YEARS:
            self._node(
                "Document",
                f"{year}",
                title=f"ประกาศผลรางวัลเลิศรัฐ ประจำปี {year + 543}",
                publisher="รัฐบาลไทย",
                sha256=f"{year:064}",
                characters=3_500,
                publishedOn=date(year, 9, 12),
            )

    # Organizations

    def _organization(self, key: str, name: str, kind: str, **properties: Any) -> str:
        return self._node(
            "Organization", key, nameTh=name, kind=kind, **({"abbreviations": []} | properties)
        )

    def _make_ministry(self, number: int) -> None:
        theme = names.theme(number)
        ministry = self._organization(
            f"m{number}", f"กระทรวง{theme}", "MINISTRY", abbreviations=[f"{theme[0]}{theme[-1]}."]
        )
        self._source(ministry, "nameTh", f"กระทรวง{theme}")
        fields = self._rng.sample(names.FIELDS, DEPARTMENTS - 1)
        for i in range(DEPARTMENTS):
            name = f"กรม{fields[i - 1]}" if i else f"สำนักงานปลัดกระทรวง{theme}"
            department = self._organization(f"m{number}-{i}", name, "DEPARTMENT")
            self._edge("PART_OF", department, ministry)
            self._source(department, "PART_OF", ministry)
            if i:
                self._make_units(department, fields[i - 1])
            else:
                self._make_provincial_offices(department, theme)

    def _make_provincial_offices(self, department: str, theme: str) -> None:
        for province, name in self._provinces.items():
            unit = self._organization(
                f"{department[4:]}-{province}",
                f"สำนักงาน{theme}จังหวัด{name}",
                "SUB_UNIT",
                unitKind="PROVINCIAL_OFFICE",
            )
            self._edge("SERVES", unit, province)
            self._place(unit, department, province)

    def _make_units(self, department: str, field: str) -> None:
        for i in range(UNITS):
            kind = self._rng.choice(tuple(_UNIT_NAMES))
            province = self._rng.choice(tuple(self._provinces))
            name = _UNIT_NAMES[kind].format(
                field=self._rng.choice(names.DIVISIONS) if kind == "DIVISION" else field,
                province=self._provinces[province],
                number=i + 1,
            )
            number = i + 1 if kind == "REGIONAL_OFFICE" else None
            unit = self._organization(
                f"{department[4:]}-{i}", name, "SUB_UNIT", unitKind=kind, officeNumber=number
            )
            self._place(unit, department, None if kind == "DIVISION" else province)

    def _place(self, unit: str, department: str, province: str | None) -> None:
        if self._rng.random() < MOVED:
            former = f"{department[:-1]}{(int(department[-1]) + 1) % DEPARTMENTS}"
            self._edge("PART_OF", unit, department, validFrom=MOVED_ON)
            until = MOVED_ON - timedelta(days=1)
            self._edge(other_times("PART_OF"), unit, former, validTo=until)
        else:
            self._edge("PART_OF", unit, department)
        if province:
            self._edge("SEATED_IN", unit, province)
        for year in self._rng.sample(YEARS, self._rng.choice((0, 0, 1, 1, 2, 3))):
            self._make_award(unit, department, year)

    # Awards

    def _make_award(self, unit: str, department: str, year: int) -> None:
        level = self._rng.choice(("OUTSTANDING", "GOOD", "GOOD", None))
        has_project = self._rng.random() < 0.8
        self._awards += 1
        award = self._node(
            "Award",
            f"{year}/{self._awards:06}",
            year=year,
            level=level,
            levelAbsence=None if level else "NOT_APPLICABLE",
            projectAbsence=None if has_project else "NOT_STATED",
        )
        ends = {
            "WON_BY": unit,
            "CREDITED_TO": department,
            "IN_EDITION": f"edition:{year}",
            "IN_CATEGORY": self._rng.choice(self._types),
            "PRESENTED_AT": f"ceremony:{year}",
        }
        if has_project:
            ends["FOR_PROJECT"] = self._project()
        for type, end in ends.items():
            self._edge(type, award, end)
        self._source(award, "WON_BY", unit, year)

    def _project(self) -> str:
        return self._node("Project", f"{self._awards:06}", nameTh=names.project(self._rng))

    def _source(self, subject: str, predicate: str, object: str, year: int | None = None) -> None:
        self._statements += 1
        start = self._rng.randrange(3_000)
        statement = self._node(
            "Statement",
            f"{self._statements:06}",
            predicate=predicate,
            object=object,
            basis="STATED",
            start=start,
            end=start + 40,
            checksum=f"{start:012x}",
        )
        document = f"doc:{year or self._rng.choice(YEARS)}"
        self._edge("ABOUT", statement, subject)
        self._edge("STATED_IN", statement, document)
