"""compose.yaml and prometheus.yml, read as far as that goes without an engine to run them."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import ENV_PREFIX, Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_the_services(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"assistant", "prometheus", "model"}
    assert [name for name, service in services.items() if "profiles" in service] == ["model"]
    for service in services.values():
        assert "image" in service
        assert set(service.get("depends_on", ())) <= set(services)


def test_every_volume_is_declared_or_a_file(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (ROOT / source).is_file()


def test_ports_are_published_to_this_machine_alone(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_the_variables_are_settings_with_values_they_accept(compose: dict[str, Any]) -> None:
    given = compose["services"]["assistant"]["environment"]
    names = {name: name.removeprefix(ENV_PREFIX).lower() for name in given}
    assert set(names.values()) <= set(Settings.model_fields)
    defaults = {names[name]: value.split(":-")[1].rstrip("}") for name, value in given.items()}
    assert Settings.load(**defaults).rate_limit == "120/minute"


def test_questions_may_end_before_the_container_is_killed(compose: dict[str, Any]) -> None:
    grace = compose["services"]["assistant"]["stop_grace_period"]
    assert int(grace.removesuffix("s")) > Settings().request_timeout_s + 5


def test_prometheus_asks_the_assistant(compose: dict[str, Any]) -> None:
    [job] = yaml.safe_load((ROOT / "prometheus.yml").read_text())["scrape_configs"]
    [target] = job["static_configs"][0]["targets"]
    host, port = target.split(":")
    assert host in compose["services"]
    assert compose["services"][host]["ports"][0].endswith(f":{port}")
    assert job["metrics_path"] == "/metrics"


def test_docker_reads_it() -> None:
    docker = shutil.which("docker")
    if docker is None:
        pytest.skip("docker is not installed")
    if subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("docker compose is not installed")
    subprocess.run(
        [docker, "compose", "-f", str(ROOT / "compose.yaml"), "config", "--quiet"], check=True
    )
