"""Makes the lock of a release, on a developer's machine with Maven.

    python -m graph.store.lock org.neo4j:neo4j:VERSION > graph/store/data/neo4j-VERSION.lock

Maven resolves the dependencies as Neo4j's own build does; what it chose is written down with
the hash and size of each file, and no address.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graph.store.release import Jar

PROJECT = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>govgraph</groupId><artifactId>lock</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
  </dependency></dependencies>
</project>
"""
RESOLVED = re.compile(
    r"\s+(?P<group>[^:\s]+):(?P<artifact>[^:\s]+):jar:(?:(?P<classifier>[^:\s]+):)?"
    r"(?P<version>[^:\s]+):(?:compile|runtime):(?P<path>\S+\.jar)"
)


def resolve(coordinates: str) -> Iterator[Jar]:
    """All jars that ``group:artifact:version`` needs to run, itself among them."""
    group, artifact, version = coordinates.split(":")
    with tempfile.TemporaryDirectory() as place:
        project, listing = Path(place, "pom.xml"), Path(place, "list")
        project.write_text(PROJECT.format(group, artifact, version), encoding="utf-8")
        goal = ["dependency:list", "-DincludeScope=runtime"]
        output = ["-DoutputAbsoluteArtifactFilename=true", f"-DoutputFile={listing}"]
        command = ["mvn", "-q", "-B", "-f", str(project), *goal, *output]
        subprocess.run(command, check=True, stdout=sys.stderr)
        lines = listing.read_text(encoding="utf-8").splitlines()
    for line in lines:
        match = RESOLVED.match(line)
        if match is not None:
            yield _jar(**match.groupdict())


def _jar(group: str, artifact: str, version: str, classifier: str | None, path: str) -> Jar:
    data = Path(path).read_bytes()
    return Jar(group, artifact, version, classifier, hashlib.sha256(data).hexdigest(), len(data))


def main(coordinates: str) -> None:
    """Print the lock."""
    print(f"# {coordinates}")
    for line in sorted(str(jar) for jar in resolve(coordinates)):
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
