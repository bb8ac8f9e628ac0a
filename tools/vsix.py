"""The VS Code extension as one file to install: editors/vscode, bundled before, in the layout of a .vsix.

Needs no tool of a marketplace: a .vsix is a zip with a manifest. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

from polc import __version__

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "editors" / "vscode"
FILES = (
    *("README.md", "language-configuration.json", "syntaxes/polc.tmLanguage.json", "dist/extension.js"),
    "dist/LICENSES.txt",
)
DAY = (1980, 1, 1, 0, 0, 0)
TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension=".json" ContentType="application/json"/>
<Default Extension=".vsixmanifest" ContentType="text/xml"/>
<Default Extension=".js" ContentType="application/javascript"/>
<Default Extension=".md" ContentType="text/markdown"/>
<Default Extension=".txt" ContentType="text/plain"/>
</Types>
"""
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}"/>
<DisplayName>{displayName}</DisplayName>
<Description xml:space="preserve">{description}</Description>
<Categories>{categories}</Categories>
<Properties>
<Property Id="Microsoft.VisualStudio.Code.Engine" Value="{engine}"/>
<Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
</Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets>
<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
</Assets>
</PackageManifest>
"""


def package() -> dict[str, Any]:
    """The manifest of the extension, with the version of polc and without what only building needs."""
    data: dict[str, Any] = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    kept = {key: value for key, value in data.items() if key not in ("devDependencies", "scripts", "private")}
    numbers = [part for part in __version__.replace("-", ".").split(".") if part.isdigit()]
    return kept | {"version": ".".join((*numbers, "0", "0")[:3])}


def write(target: Path) -> None:
    """Write the .vsix."""
    data = package()
    manifest = MANIFEST.format(
        **{key: data[key] for key in ("name", "version", "publisher", "displayName", "description")},
        categories=",".join(data["categories"]),
        engine=data["engines"]["vscode"],
    )
    contents = {
        "extension.vsixmanifest": manifest,
        "[Content_Types].xml": TYPES,
        "extension/package.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n",
    }
    contents |= {f"extension/{name}": (FOLDER / name).read_text(encoding="utf-8") for name in FILES}
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in contents.items():
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "polc.vsix"
    write(out)
    sys.stdout.write(f"{out}\n")
