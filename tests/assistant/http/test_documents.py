"""Documents over HTTP: listed, read, added, replaced and deleted while questions go on."""

import io
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.engine import Engine, build
from assistant.http import create_app
from assistant.http.jobs import Report
from assistant.settings import Settings
from corpus import Document, Limits, document_from_text
from index import Embedder, Manifest
from tests.conftest import OpenClient, running

KEY = "key of the tests"
AUTH = {"authorization": f"Bearer {KEY}"}
LAKES = {"id": "lakes", "title": "Озёра", "text": "Длина озера Балхаш — 605 км.", "publisher": "П"}
ARTICLE = "kazinform-2026-01-17"


@pytest.fixture
def writable(open_client: OpenClient, own_data_dir: Path) -> Iterator[TestClient]:
    """A client of a server whose documents may be changed, with the key in every request."""
    digest = sha256(KEY.encode()).hexdigest()
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        client.headers.update(AUTH)
        yield client


@pytest.fixture(scope="module")
def unchanged(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same, one for all tests of writes that are refused."""
    own = shutil.copytree(data_dir, tmp_path_factory.mktemp("unchanged") / "data")
    digest = sha256(KEY.encode()).hexdigest()
    with running(create_app(Settings(data_dir=own, admin_key_hash=digest))) as client:
        client.headers.update(AUTH)
        yield client
        assert _ids(client) == [ARTICLE]


def over(client: TestClient, response: Any) -> dict[str, Any]:
    """The job that ``response`` accepted, when it is over; jobs run in the order they came in."""
    assert response.status_code == 202, response.text
    client.app.state.runtime.jobs.wait(response.json()["id"])  # type: ignore[attr-defined]
    job: dict[str, Any] = client.get(response.headers["location"]).json()
    return job


def _ids(client: TestClient) -> list[str]:
    return [document["id"] for document in client.get("/v1/documents").json()["documents"]]


def test_a_document_is_added_found_and_deleted(writable: TestClient) -> None:
    question = {"question": "Какая длина озера Балхаш?"}
    before = writable.post("/v1/ask", json=question).json()
    added = over(writable, writable.post("/v1/documents", json=LAKES))
    assert (added["state"], added["action"], added["document_id"]) == ("done", "add", "lakes")
    assert added["build"] == writable.get("/readyz").json()["build"]
    assert (added["done"], added["total"]) == (1, 1)
    whole = writable.get("/v1/documents/lakes").json()
    assert (whole["text"], whole["publisher"], whole["language"]) == (LAKES["text"], "П", "ru")
    after = writable.post("/v1/ask", json=question).json()
    assert before["citations"] == []
    assert [citation["document_id"] for citation in after["citations"]] == ["lakes"]
    assert over(writable, writable.delete("/v1/documents/lakes"))["state"] == "done"
    assert _ids(writable) == [ARTICLE]
    assert writable.get("/v1/documents/lakes").status_code == 404


def test_a_document_is_replaced(writable: TestClient) -> None:
    over(writable, writable.put("/v1/documents/lakes", json={**LAKES, "text": "Старое."}))
    text = {"title": "Озёра", "text": "Новое."}
    job = over(writable, writable.put("/v1/documents/lakes", json=text))
    assert (job["state"], job["action"]) == ("done", "replace")
    assert writable.get("/v1/documents/lakes").json()["text"] == "Новое."


CORRECTED = {"title": "Исправлено", "text": "Длина озера Балхаш — 614 км."}


def _rebuild(data_dir: Path, embedder: Embedder, client: TestClient) -> None:
    """Index the sources anew beside the server, as `assistant index build` does."""
    engine = client.app.state.runtime.engine  # type: ignore[attr-defined]
    build(Settings(data_dir=data_dir), embedder)
    assert engine.refresh()


def test_a_deleted_source_stays_away(
    writable: TestClient, own_data_dir: Path, shared_embedder: Embedder
) -> None:
    job = over(writable, writable.delete(f"/v1/documents/{ARTICLE}"))
    assert (job["state"], _ids(writable)) == ("done", [])
    _rebuild(own_data_dir, shared_embedder, writable)
    assert _ids(writable) == []
    asked = {"question": "На каком месте Alem.Cloud в TOP-500?"}
    assert writable.post("/v1/ask", json=asked).json()["citations"] == []
    put = writable.put(f"/v1/documents/{ARTICLE}", json=CORRECTED)
    assert over(writable, put)["state"] == "done"
    _rebuild(own_data_dir, shared_embedder, writable)
    assert writable.get(f"/v1/documents/{ARTICLE}").json()["text"] == CORRECTED["text"]


def test_a_replaced_source_stays_replaced(
    writable: TestClient, own_data_dir: Path, shared_embedder: Embedder
) -> None:
    over(writable, writable.put(f"/v1/documents/{ARTICLE}", json=CORRECTED))
    over(writable, writable.post("/v1/documents", json=LAKES))
    _rebuild(own_data_dir, shared_embedder, writable)
    assert _ids(writable) == [ARTICLE, "lakes"]
    assert writable.get(f"/v1/documents/{ARTICLE}").json()["text"] == CORRECTED["text"]
    gone = over(writable, writable.delete(f"/v1/documents/{ARTICLE}"))
    assert gone["state"] == "done"
    _rebuild(own_data_dir, shared_embedder, writable)
    assert _ids(writable) == ["lakes"]


def test_a_server_that_builds_by_itself_brings_nothing_back(
    open_client: OpenClient, own_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = sha256(KEY.encode()).hexdigest()
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        client.headers.update(AUTH)
        over(client, client.delete(f"/v1/documents/{ARTICLE}"))
        over(client, client.post("/v1/documents", json=LAKES))
    for module in ("builder", "reader"):
        monkeypatch.setattr(f"index.{module}.ANALYSIS_VERSION", "another")
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        engine = client.app.state.runtime.engine  # type: ignore[attr-defined]
        assert engine.manifest.analysis == "another"
        assert _ids(client) == ["lakes"]


def _docx(text: str) -> bytes:
    docx = pytest.importorskip("docx")
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lakes.txt", "Длина озера Балхаш — 605 км.".encode()),
        ("lakes.md", "---\ntitle: Не этот\n---\nДлина озера Балхаш — 605 км.".encode()),
        ("lakes.html", "<p>Длина озера Балхаш — 605 км.</p>".encode()),
        ("lakes.docx", None),
    ],
)
def test_a_file_is_added(writable: TestClient, name: str, content: bytes | None) -> None:
    data = content if content is not None else _docx("Длина озера Балхаш — 605 км.")
    fields = {"title": "Озёра", "language": "ru", "date": "2026-01-02", "url": ""}
    response = writable.post("/v1/documents", files={"file": (name, data)}, data=fields)
    job = over(writable, response)
    assert (job["state"], job["document_id"]) == ("done", "lakes")
    document = writable.get("/v1/documents/lakes").json()
    assert (document["title"], document["date"], document["url"]) == ("Озёра", "2026-01-02", None)
    assert document["text"].strip() == "Длина озера Балхаш — 605 км."


def test_a_text_without_an_id_gets_one_of_its_own(writable: TestClient) -> None:
    sent = {"title": "Озёра", "text": "Длина Балхаша — 605 км."}
    job = over(writable, writable.post("/v1/documents", json=sent))
    assert job["document_id"].startswith("text-")
    again = writable.post("/v1/documents", json=sent)
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "conflict")


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"title": "x"}, 422, "invalid-request"),
        ({"title": "", "text": "x"}, 422, "invalid-request"),
        ({"title": "x", "text": "x", "id": "../x"}, 422, "invalid-request"),
        ({"title": "x", "text": "x", "url": "javascript:alert(1)"}, 422, "unreadable-document"),
        ({"title": "x", "text": ""}, 422, "unreadable-document"),
        ({"title": "x", "text": "a\0b"}, 422, "unreadable-document"),
        ({"title": "x", "text": "x", "language": "de"}, 422, "invalid-request"),
        ({"title": "x", "text": "x", "date": "yesterday"}, 422, "invalid-request"),
        ({"title": "x", "text": "x", "extra": 1}, 422, "invalid-request"),
        ([], 422, "invalid-request"),
        ({"title": "x", "text": "x", "id": ARTICLE}, 409, "conflict"),
    ],
)
def test_a_bad_document_is_refused(
    unchanged: TestClient, body: Any, status: int, kind: str
) -> None:
    response = unchanged.post("/v1/documents", json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:kz-ai-assistant:problem:{kind}"


@pytest.mark.parametrize(
    "content", [b'{"title": "x", "text": "\\ud800"}', b'{"title": "\\udfff", "text": "x"}']
)
def test_lone_surrogates_are_refused(unchanged: TestClient, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert unchanged.post("/v1/documents", content=content, headers=headers).status_code == 422


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        ("application/json", b"{", 400),
        ("application/json", b"\xff", 400),
        ("application/json", b"[" * 50_000, 400),
        ("text/plain", b"text", 415),
        ("", b"text", 415),
        ("multipart/form-data", b"text", 400),
        ("multipart/form-data; boundary=x", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nhalf", 400),
        ("multipart/form-data; boundary=x", b"--x--\r\n", 422),
    ],
)
def test_a_body_that_is_not_what_it_says(
    unchanged: TestClient, content_type: str, content: bytes, status: int
) -> None:
    headers = {"content-type": content_type}
    response = unchanged.post("/v1/documents", content=content, headers=headers)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.exe", b"MZ", "unknown file type"),
        ("a.pdf", b"not a pdf", "not PDF"),
        ("a.docx", b"not a docx", "not DOCX"),
        ("a.txt", b"\xff\xfe", "not UTF-8"),
        ("../../etc/passwd.txt", b"", "passwd.txt is empty"),
    ],
)
def test_a_file_that_is_not_what_it_says(
    unchanged: TestClient, name: str, content: bytes, message: str
) -> None:
    response = unchanged.post("/v1/documents", files={"file": (name, content)})
    assert response.status_code == 422
    assert message in response.json()["detail"]


def test_a_zip_bomb_is_refused(unchanged: TestClient) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", b"0")
        archive.infolist()[0].file_size = 300_000_000
    response = unchanged.post("/v1/documents", files={"file": ("bomb.docx", file.getvalue())})
    assert response.status_code == 422
    assert "unpacks to" in response.json()["detail"]


def test_another_id_than_that_of_the_address_is_refused(unchanged: TestClient) -> None:
    assert unchanged.put("/v1/documents/seas", json=LAKES).status_code == 422


def test_an_unknown_document_is_not_deleted(unchanged: TestClient) -> None:
    response = unchanged.delete("/v1/documents/nope")
    assert response.status_code == 404
    assert response.json()["type"].endswith(":unknown-document")


def test_writes_need_the_key(writable: TestClient, open_client: OpenClient) -> None:
    calls = [
        ("POST", "/v1/documents"),
        ("PUT", "/v1/documents/lakes"),
        ("DELETE", f"/v1/documents/{ARTICLE}"),
        ("GET", "/v1/jobs/1"),
    ]
    for method, path in calls:
        for given in ("", "Bearer ", "Bearer wrong", f"Basic {KEY}"):
            headers = {"authorization": given}
            response = writable.request(method, path, headers=headers, json=LAKES)
            assert response.status_code == 401
            assert response.headers["www-authenticate"] == "Bearer"
    with open_client() as client:
        for method, path in calls:
            response = client.request(method, path, headers=AUTH, json=LAKES)
            assert response.status_code == 401
            assert response.json()["type"].endswith(":unauthenticated")


def test_a_list_has_pages(writable: TestClient) -> None:
    for name in ("a", "b"):
        over(writable, writable.post("/v1/documents", json={**LAKES, "id": name}))
    first = writable.get("/v1/documents?limit=2").json()
    assert [document["id"] for document in first["documents"]] == ["a", "b"]
    assert (first["total"], first["limit"], first["offset"]) == (3, 2, 0)
    second = writable.get(first["next"]).json()
    assert [document["id"] for document in second["documents"]] == [ARTICLE]
    assert second["next"] is None
    assert writable.get("/v1/documents?offset=9").json()["documents"] == []


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "offset=-1", "offset=1e3"])
def test_a_bad_page_is_422(client: TestClient, query: str) -> None:
    response = client.get(f"/v1/documents?{query}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == query.partition("=")[0]


@pytest.mark.parametrize("path", ["/v1/documents", f"/v1/documents/{ARTICLE}"])
def test_what_the_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = client.get(path, headers={"if-none-match": condition})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == tag
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_change_goes_only_to_what_was_read(writable: TestClient) -> None:
    over(writable, writable.post("/v1/documents", json=LAKES))
    read = writable.get("/v1/documents/lakes").headers["etag"]
    new = {"title": "Озёра", "text": "Новое."}
    matched = writable.put("/v1/documents/lakes", json=new, headers={"if-match": read})
    assert over(writable, matched)["state"] == "done"
    for response in (
        writable.put("/v1/documents/lakes", json=new, headers={"if-match": read}),
        writable.delete("/v1/documents/lakes", headers={"if-match": read}),
        writable.put("/v1/documents/none", json=new, headers={"if-match": "*"}),
    ):
        assert response.status_code == 412
        assert response.json()["type"].endswith(":precondition-failed")
    assert over(writable, writable.delete("/v1/documents/lakes", headers={"if-match": "*"}))


def test_a_write_sent_twice_is_done_once(writable: TestClient) -> None:
    once = {"idempotency-key": "6f1c"}
    first = writable.post("/v1/documents", json=LAKES, headers=once)
    over(writable, first)
    again = writable.post("/v1/documents", json=LAKES, headers=once)
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert again.headers["location"] == first.headers["location"]
    other = writable.post("/v1/documents", json={**LAKES, "id": "seas"}, headers=once)
    assert (other.status_code, other.json()["type"].rpartition(":")[2]) == (422, "idempotency-key")
    gone = {"idempotency-key": "6f1d"}
    deleted = writable.delete("/v1/documents/lakes", headers=gone)
    over(writable, deleted)
    assert writable.delete("/v1/documents/lakes", headers=gone).json()["id"] == deleted.json()["id"]


def test_a_refused_write_leaves_its_key_free(writable: TestClient) -> None:
    key = {"idempotency-key": "once"}
    bad = writable.post("/v1/documents", json={"title": "x", "text": ""}, headers=key)
    assert bad.status_code == 422
    assert writable.post("/v1/documents", json=LAKES, headers=key).status_code == 202


def test_a_file_sent_twice_is_added_once(writable: TestClient) -> None:
    """Each request parts its form by a boundary of its own."""
    once = {"idempotency-key": "7a"}
    sent = {"files": {"file": ("lakes.txt", b"605")}, "data": {"title": "Озёра"}}
    first = writable.post("/v1/documents", headers=once, **sent)  # type: ignore[arg-type]
    over(writable, first)
    again = writable.post("/v1/documents", headers=once, **sent)  # type: ignore[arg-type]
    assert first.request.headers["content-type"] != again.request.headers["content-type"]
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    for other in (
        {"files": {"file": ("lakes.txt", b"606")}, "data": {"title": "Озёра"}},
        {"files": {"file": ("lakes.txt", b"605")}, "data": {"title": "Моря"}},
    ):
        refused = writable.post("/v1/documents", headers=once, **other)  # type: ignore[arg-type]
        assert refused.status_code == 422
        assert refused.json()["type"].endswith(":idempotency-key")


def test_a_write_whose_job_failed_leaves_its_key_free(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    pointer = own_data_dir / "index" / "current"
    digest = sha256(KEY.encode()).hexdigest()
    headers = {**AUTH, "idempotency-key": "once"}
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        pointer.rename(pointer.with_name("elsewhere"))
        failed = client.post("/v1/documents", json=LAKES, headers=headers)
        client.headers.update(AUTH)
        assert over(client, failed)["state"] == "failed"
        pointer.with_name("elsewhere").rename(pointer)
        again = client.post("/v1/documents", json=LAKES, headers=headers)
        assert again.json()["id"] != failed.json()["id"]
        assert over(client, again)["state"] == "done"


def _form(title: bytes, content_type: str = "") -> tuple[bytes, dict[str, str]]:
    kind = f"\r\nContent-Type: {content_type}" if content_type else ""
    head = f'--x\r\nContent-Disposition: form-data; name="title"{kind}\r\n\r\n'.encode()
    file = b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n605'
    content = head + title + file + b"\r\n--x--\r\n"
    return content, {"content-type": "multipart/form-data; boundary=x"}


def test_a_field_is_read_in_the_encoding_it_tells(writable: TestClient) -> None:
    title = "Озеро Балхаш"
    content, headers = _form(title.encode("cp1251"), "text/plain; charset=windows-1251")
    job = over(writable, writable.post("/v1/documents", content=content, headers=headers))
    assert writable.get(f"/v1/documents/{job['document_id']}").json()["title"] == title


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=klingon"])
def test_a_field_that_is_no_text_is_refused(unchanged: TestClient, content_type: str) -> None:
    content, headers = _form("Озеро".encode("cp1251"), content_type)
    response = unchanged.post("/v1/documents", content=content, headers=headers)
    assert response.status_code == 422
    [error] = response.json()["errors"]
    assert error["pointer"] == "/title"
    assert error["detail"].startswith("expected text in ")


@pytest.mark.parametrize("sign", ["\0", "\n", "\x1b", "\x7f", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["title", "publisher", "url"])
def test_what_is_told_in_a_line_is_one(unchanged: TestClient, field: str, sign: str) -> None:
    value = f"https://a.kz/{sign}"
    for sent in (
        {"json": {**LAKES, field: value}},
        {"files": {"file": ("a.txt", b"605")}, "data": {field: value}},
    ):
        response = unchanged.post("/v1/documents", **sent)
        assert response.status_code == 422
        [error] = response.json()["errors"]
        assert error["pointer"] == f"/{field}"
        assert error["detail"] == "expected one line without control characters"


def test_a_file_where_a_field_is_expected_is_refused(unchanged: TestClient) -> None:
    content, headers = _form(b"x")
    content = content.replace(b'name="title"', b'name="title"; filename="b.txt"')
    response = unchanged.post("/v1/documents", content=content, headers=headers)
    assert response.status_code == 400
    assert response.json()["detail"] == "expected 1 file and 10 fields at most"
    content = content.replace(b'name="file"; filename="a.txt"', b'name="file"')
    response = unchanged.post("/v1/documents", content=content, headers=headers)
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "/file")


def test_a_document_is_added_only_where_there_is_none(writable: TestClient) -> None:
    none = {"if-none-match": "*"}
    text = {"title": "Озёра", "text": "Новое."}
    put = writable.put("/v1/documents/lakes", json=text, headers=none)
    assert over(writable, put)["state"] == "done"
    tag = writable.get("/v1/documents/lakes").headers["etag"]
    for method, condition in (("PUT", "*"), ("DELETE", "*"), ("PUT", f'"a", {tag}')):
        refused = writable.request(
            method, "/v1/documents/lakes", json=text, headers={"if-none-match": condition}
        )
        assert refused.status_code == 412
        assert refused.json()["type"].endswith(":precondition-failed")
    other = writable.put("/v1/documents/lakes", json=text, headers={"if-none-match": '"a"'})
    assert over(writable, other)["state"] == "done"


def test_a_document_added_while_one_waits_is_not_overwritten(writable: TestClient) -> None:
    none = {"if-none-match": "*"}
    with _waiting(writable):
        responses = [
            writable.put("/v1/documents/lakes", json={**LAKES, "text": text}, headers=none)
            for text in ("Первое.", "Второе.")
        ]
    jobs = [over(writable, response) for response in responses]
    assert [job["state"] for job in jobs] == ["done", "failed"]
    assert "If-None-Match wants none" in jobs[1]["error"]
    assert writable.get("/v1/documents/lakes").json()["text"] == "Первое."


def test_tags_are_read_as_wholes_and_from_every_line(writable: TestClient) -> None:
    over(writable, writable.post("/v1/documents", json=LAKES))
    tag = writable.get("/v1/documents/lakes").headers["etag"]
    kept = writable.delete("/v1/documents/lakes", headers={"if-match": '"a,*,b"'})
    assert kept.status_code == 412
    lines = [("if-none-match", '"a"'), ("if-none-match", tag)]
    assert writable.get("/v1/documents/lakes", headers=lines).status_code == 304
    lines = [("if-match", '"a"'), ("if-match", tag)]
    deleted = writable.delete("/v1/documents/lakes", headers=lines)
    assert over(writable, deleted)["state"] == "done"


def test_uploads_beyond_what_may_wait_are_called_uploads(
    writable: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = writable.app.state.runtime  # type: ignore[attr-defined]
    monkeypatch.setattr(runtime.upload_gate, "_capacity", 0)
    refused = writable.post("/v1/documents", json=LAKES)
    assert refused.status_code == 503
    assert refused.json()["detail"].startswith("0 uploads are in work or waiting")


def test_an_unknown_job_is_404(unchanged: TestClient) -> None:
    response = unchanged.get("/v1/jobs/nope")
    assert response.status_code == 404
    assert response.json()["type"].endswith(":unknown-job")


def test_a_large_document_is_read_and_a_larger_one_refused(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    digest = sha256(KEY.encode()).hexdigest()
    options = {"max_body_bytes": 1_000, "max_upload_bytes": 5_000, "admin_key_hash": digest}
    with open_client(data_dir=own_data_dir, **options) as client:
        client.headers.update(AUTH)
        assert client.post("/v1/documents", json={**LAKES, "text": "x" * 3_000}).status_code == 202
        refused = client.post("/v1/documents", json={**LAKES, "text": "x" * 5_000})
        assert refused.status_code == 413


@pytest.mark.parametrize("characters", [100, 101])
def test_a_text_has_one_limit_however_it_is_sent(
    writable: TestClient, monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    runtime = writable.app.state.runtime  # type: ignore[attr-defined]
    monkeypatch.setattr(runtime, "upload_limits", Limits(max_chars=100))
    text = "Ж" * characters
    responses = [
        writable.post("/v1/documents", json={**LAKES, "text": text}),
        writable.post("/v1/documents", files={"file": ("seas.txt", text.encode())}),
    ]
    if characters == 100:
        assert [over(writable, response)["state"] for response in responses] == ["done"] * 2
        return
    for response in responses:
        assert response.status_code == 422
        assert response.json()["type"].endswith(":unreadable-document")
        assert response.json()["detail"].endswith(": has more than 100 characters")


@contextmanager
def _waiting(client: TestClient) -> Iterator[None]:
    """While entered, changes wait for their turn."""
    release = threading.Event()

    def wait(_: Report) -> str:
        release.wait()
        return ""

    client.app.state.runtime.jobs.submit("wait", "none", wait)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        release.set()


def test_what_changes_while_a_delete_waits_is_left_alone(writable: TestClient) -> None:
    over(writable, writable.post("/v1/documents", json=LAKES))
    read = {"if-match": writable.get("/v1/documents/lakes").headers["etag"]}
    with _waiting(writable):
        put = writable.put("/v1/documents/lakes", json={"title": "Озёра", "text": "Новое."})
        delete = writable.delete("/v1/documents/lakes", headers=read)
    assert over(writable, put)["state"] == "done"
    job = over(writable, delete)
    assert (job["state"], job["build"]) == ("failed", None)
    assert job["error"] == "the document has changed since it was read; read it again"
    assert writable.get("/v1/documents/lakes").json()["text"] == "Новое."
    read = {"if-match": writable.get("/v1/documents/lakes").headers["etag"]}
    assert over(writable, writable.delete("/v1/documents/lakes", headers=read))["state"] == "done"


@contextmanager
def _published_elsewhere(
    open_client: OpenClient, data_dir: Path, document: Document
) -> Iterator[TestClient]:
    """A client of a server that has read the lakes, and not that another process has published
    ``document`` since."""
    digest = sha256(KEY.encode()).hexdigest()
    options = {"refresh_interval_s": 3_600.0, "admin_key_hash": digest}
    with open_client(data_dir=data_dir, **options) as client:
        client.headers.update(AUTH)
        over(client, client.post("/v1/documents", json=LAKES))
        other = Engine.open(client.app.state.runtime.settings)  # type: ignore[attr-defined]
        other.add([document])
        other.close()
        yield client


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_change_goes_only_to_what_other_processes_left(
    open_client: OpenClient, own_data_dir: Path, method: str
) -> None:
    theirs = document_from_text("Их текст.", id="lakes", title="Другие")
    with _published_elsewhere(open_client, own_data_dir, theirs) as client:
        read = {"if-match": client.get("/v1/documents/lakes").headers["etag"]}
        body = {"title": "Озёра", "text": "Новое."} if method == "PUT" else None
        response = client.request(method, "/v1/documents/lakes", headers=read, json=body)
        job = over(client, response)
        assert job["state"] == "failed"
        assert "the document has changed since it was read" in job["error"]
        assert client.get("/v1/documents/lakes").json()["text"] == theirs.text


def test_an_id_that_another_process_has_taken_is_not_taken_again(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    theirs = document_from_text("Их текст.", id="seas", title="Другие")
    with _published_elsewhere(open_client, own_data_dir, theirs) as client:
        job = over(client, client.post("/v1/documents", json={**LAKES, "id": "seas"}))
        assert job["state"] == "failed"
        assert "there is a document 'seas'" in job["error"]
        assert client.get("/v1/documents/seas").json()["text"] == theirs.text


class _Held(Engine):
    """An engine whose changes begin, say so, and wait."""

    begun = threading.Event()
    release = threading.Event()

    def add(self, *arguments: Any, **options: Any) -> Manifest:
        self.begun.set()
        self.release.wait()
        return super().add(*arguments, **options)


def test_questions_are_answered_while_a_change_is_made(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    digest = sha256(KEY.encode()).hexdigest()
    with open_client(_Held.open, data_dir=own_data_dir, admin_key_hash=digest) as client:
        client.headers.update(AUTH)
        try:
            response = client.post("/v1/documents", json=LAKES)
            _Held.begun.wait()
            running = client.get(response.headers["location"]).json()
            asked = client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"})
            listed = _ids(client)
        finally:
            _Held.release.set()
        job = over(client, response)
    assert (running["state"], running["finished"]) == ("running", None)
    assert asked.status_code == 200
    assert listed == [ARTICLE]
    assert job["state"] == "done"


def test_a_change_that_fails_says_why(open_client: OpenClient, own_data_dir: Path) -> None:
    digest = sha256(KEY.encode()).hexdigest()
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        client.headers.update(AUTH)
        pointer = own_data_dir / "index" / "current"
        pointer.rename(own_data_dir / "index" / "elsewhere")
        job = over(client, client.post("/v1/documents", json=LAKES))
        assert (job["state"], job["build"]) == ("failed", None)
        assert "there is no index" in job["error"]
        assert client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"}).status_code == 200
        (own_data_dir / "index" / "elsewhere").rename(pointer)


def test_a_build_made_elsewhere_is_taken_up(
    open_client: OpenClient, own_data_dir: Path, engine: Engine
) -> None:
    del engine
    with open_client(data_dir=own_data_dir, refresh_interval_s=0.01) as client:
        other = Engine.open(client.app.state.runtime.settings)  # type: ignore[attr-defined]
        build = other.remove([ARTICLE]).build_id
        other.close()
        while client.get("/readyz").json()["build"] != build:
            pass
        assert _ids(client) == []
