"""Makes kg/view/vendor from the npm package oxigraph: ``python tools/vendor_oxigraph.py``. Needs npm and a network.

The package is checked against the pinned hash. Its WebAssembly is compressed, not changed; of its JavaScript what
loads a file from a server is left out, and ``export`` goes, so that it runs as the plain script of a worker.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "0.5.11"
SHA512 = "zKdgmp1tsrutGzC1lCCywwZRPpLJKaJnKSDWoY2hIhMiwiCRRXNN1DU7WUyTInBvgPKT8Y5N+RgwTL8qKXpLng=="
VENDOR = Path(__file__).parents[1] / "kg" / "view" / "vendor"


def fetched(folder: Path) -> Path:
    """The package file as npm gives it; exits where its hash is not the pinned one."""
    subprocess.run(
        ["npm", "pack", f"oxigraph@{VERSION}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    (package,) = folder.glob("*.tgz")
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode("ascii")
    if found != SHA512:
        sys.exit(f"oxigraph {VERSION}: the package's sha512 is {found}, expected {SHA512}")
    return package


def plain_script(module: str) -> str:
    """The generated glue code as a script without exports, comments and loaders."""
    script = re.sub(r"async function __wbg_load\(.*?(?=^function initSync\()", "", module, flags=re.S | re.M)
    script = re.sub(r"^async function __wbg_init\(.*\Z", "", script, flags=re.S | re.M)
    script = re.sub(r"^export (?=class|function)", "", script, flags=re.M)
    script = re.sub(r"^ *(/\*\*.*?\*/|//[^\n]*)\n", "", script, flags=re.S | re.M)
    if re.search(r"import\.meta|^export|\bfetch\(", script, flags=re.M):
        sys.exit("the package's JavaScript has changed its form; look at plain_script()")
    return script


def main() -> None:
    """Writes the script and the compressed WebAssembly."""
    with tempfile.TemporaryDirectory() as name, tarfile.open(fetched(Path(name))) as package:
        parts = {part: package.extractfile(f"package/{part}") for part in ("web.js", "web_bg.wasm")}
        contents = {part: file.read() for part, file in parts.items() if file}
    VENDOR.mkdir(exist_ok=True)
    script = plain_script(contents["web.js"].decode("utf-8"))
    (VENDOR / "oxigraph.js").write_text(f"// oxigraph {VERSION}, MIT OR Apache-2.0\n{script}", "utf-8", newline="\n")
    (VENDOR / "oxigraph.wasm.gz").write_bytes(gzip.compress(contents["web_bg.wasm"], 9, mtime=0))


if __name__ == "__main__":
    main()
