#!/usr/bin/env python3
"""models/teachers/data/regions.topojson: the labour market regions as shapes and the five big cities as points.

From the generalised boundaries of the labour market regions of 2020 (see models/teachers/data/SOURCES.md): each shape gets
the name that regions.csv gives it, what has no region of its own there goes with its neighbour, and the big cities, which
have no shape, become points. Properties that nobody reads are left out.

  scripts/prepare_data/map.py SHAPES.topojson
"""
import csv
import json
import sys
from pathlib import Path

# The names in the shapes of regions that regions.csv calls otherwise.
NAMES = {
    "Zaanstreek/Waterland": "Zaanstreek-Waterland",
    "Stedendriehoek en Noordwest Veluwe": "Stedendriehoek en NW Veluwe",
    "Groot Amsterdam": "Groot Amsterdam (excl. Amsterdam)",
    "Flevoland": "Flevoland (excl. Almere)",
    "Midden-Utrecht": "Midden-Utrecht (excl. Utrecht)",
    "Haaglanden": "Haaglanden (excl. Den Haag)",
    "Rijnmond": "Rijnmond (excl. Rotterdam)",
    "Niet in te delen": "Gorinchem",  # Vijfheerenlanden
}


def main():
    data = Path(__file__).resolve().parents[2] / "models/teachers/data"
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    (shapes,) = topology["objects"].values()
    with open(data / "regions.csv", newline="", encoding="utf-8") as file:
        regions = list(csv.DictReader(file))
    for shape in shapes["geometries"]:
        name = shape["properties"]["statnaam"]
        shape.pop("id", None)
        shape["properties"] = {"name": NAMES.get(name, name)}
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    cities = [{"type": "Point", "properties": {"name": r["region"]},
               "coordinates": [round((float(r[key]) - origin[i]) / scale[i]) for i, key in enumerate(["longitude", "latitude"])]}
              for r in regions if r["g5"] == "1"]
    topology["objects"] = {"regions": shapes, "cities": {"type": "GeometryCollection", "geometries": cities}}
    named = {g["properties"]["name"] for o in topology["objects"].values() for g in o["geometries"]}
    wrong = named ^ {r["region"] for r in regions}
    if wrong:
        sys.exit(f"in the shapes or in regions.csv only: {', '.join(sorted(wrong))}")
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    (data / "regions.topojson").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
