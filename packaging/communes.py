"""Makes `resources/data/communes.csv.gz` from the npm package of the French communes.

npm pack @etalab/decoupage-administratif@6.0.0
python packaging/communes.py etalab-decoupage-administratif-6.0.0.tgz
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cs_desktop.domain.text import search_key  # noqa: E402 - the path is set just above

MEMBER = "package/data/communes.json"
TARGET = ROOT / "resources" / "data" / "communes.csv.gz"


def read(package: Path) -> list[dict[str, Any]]:
    """Every row of the package."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise FileNotFoundError(MEMBER)
        rows: list[dict[str, Any]] = json.load(member)
        return rows


def table(rows: list[dict[str, Any]]) -> str:
    """Communes of today that receive mail, most peopled first."""
    kept = [row for row in rows if row["type"] == "commune-actuelle" and row.get("codesPostaux")]
    kept.sort(key=lambda row: (-row.get("population", 0), row["code"]))
    lines = ["code;nom;codes_postaux;cle"]
    for row in kept:
        nom = row["nom"].replace("'", "’")
        lines.append(f"{row['code']};{nom};{' '.join(row['codesPostaux'])};{search_key(nom)}")
    return "\n".join(lines) + "\n"


def main(package: Path) -> None:
    """Write the table; the same package gives the same bytes."""
    TARGET.write_bytes(gzip.compress(table(read(package)).encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
