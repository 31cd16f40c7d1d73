"""What a run ran with: versions of Python and of the packages that make a difference."""

import platform
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = (
    "kz-ai-assistant",
    "faiss-cpu",
    "httpx",
    "ir-measures",
    "jinja2",
    "matplotlib",
    "numpy",
    "PyStemmer",
    "pytrec_eval-terrier",
    "sentence-transformers",
    "torch",
)


def versions() -> dict[str, str]:
    """By package; one that is not installed is left out."""
    found = {"python": platform.python_version(), "system": platform.system()}
    found["machine"] = platform.machine()
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
