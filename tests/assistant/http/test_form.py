"""Forms as clients send them, and as none should."""

import pytest

from assistant.http.form import FormError, UndecodableError, digest, parts_of

FORM = "multipart/form-data; boundary=x"


def _form(*parts: bytes, boundary: bytes = b"x") -> bytes:
    lines = (b"--" + boundary + b"\r\nContent-Disposition: form-data; " + part for part in parts)
    return b"\r\n".join(lines) + b"\r\n--" + boundary + b"--\r\n"


def _field(name: str, value: bytes, content_type: str = "") -> bytes:
    kind = f"\r\nContent-Type: {content_type}" if content_type else ""
    return f'name="{name}"{kind}\r\n\r\n'.encode() + value


def test_the_parts_of_a_form() -> None:
    file = (
        'name="file"; filename="Озёра.txt"\r\nContent-Type: text/plain\r\n\r\n605 \r\n км'.encode()
    )
    parts = parts_of(_form(_field("title", "Озёра".encode()), file), FORM)
    assert [(part.name, part.filename) for part in parts] == [
        ("title", None), ("file", "Озёра.txt")
    ]  # fmt: skip
    assert parts[0].text == "Озёра"
    assert parts[1].data == "605 \r\n км".encode()


@pytest.mark.parametrize(
    ("value", "content_type", "form"),
    [
        ("Озеро".encode("cp1251"), "text/plain; charset=windows-1251", FORM),
        ("Озеро".encode("koi8-r"), 'text/plain; charset="KOI8-R"', FORM),
        ("Озеро".encode("cp1251"), "", f"{FORM}; charset=windows-1251"),
        ("Озеро".encode(), "text/plain; charset=UTF-8", f"{FORM}; charset=windows-1251"),
        ("Озеро".encode(), "text/plain", FORM),
    ],
)
def test_a_field_is_read_in_the_encoding_it_tells(
    value: bytes, content_type: str, form: str
) -> None:
    [part] = parts_of(_form(_field("title", value, content_type)), form)
    assert part.text == "Озеро"


@pytest.mark.parametrize("charset", ["", "utf-8", "us-ascii", "klingon", "hex", "undefined"])
def test_a_field_in_another_encoding_than_it_tells_is_no_text(charset: str) -> None:
    content_type = f"text/plain; charset={charset}" if charset else ""
    [part] = parts_of(_form(_field("title", "Озеро".encode("cp1251"), content_type)), FORM)
    with pytest.raises(UndecodableError, match=f"expected text in {charset or 'utf-8'}"):
        _ = part.text


@pytest.mark.parametrize("charset", ["", "; charset=windows-1251"])
def test_the_name_of_a_file_is_in_utf_8_or_in_what_the_part_tells(charset: str) -> None:
    file = 'name="file"; filename="Озеро.txt"'.encode("cp1251")
    file += f"\r\nContent-Type: text/plain{charset}\r\n\r\nx".encode()
    if charset:
        assert parts_of(_form(file), FORM)[0].filename == "Озеро.txt"
        return
    with pytest.raises(FormError, match="a name in the form is not in UTF-8"):
        parts_of(_form(file), FORM)


@pytest.mark.parametrize(
    ("body", "content_type", "told"),
    [
        (b"", FORM, "cut short"),
        (b"text", FORM, "no form"),
        (_form(_field("title", b"x"))[:-6], FORM, "cut short"),
        (_form(_field("title", b"x")), "multipart/form-data", "no boundary"),
        (_form(b'filename="x"\r\n\r\nx'), FORM, "no name"),
        (_form(*[_field(f"f{i}", b"x") for i in range(11)]), FORM, "10 fields"),
        (_form(*[b'name="file"; filename="x"\r\n\r\nx'] * 2), FORM, "1 file"),
        (_form(_field("title", b"x" * 16_385)), FORM, "more than 16384 bytes"),
    ],
)
def test_what_is_no_form(body: bytes, content_type: str, told: str) -> None:
    with pytest.raises(FormError, match=told) as caught:
        parts_of(body, content_type)
    assert caught.value.status == 400


def test_a_form_is_the_same_whatever_parts_its_fields() -> None:
    def told(*parts: bytes, boundary: str = "x") -> bytes:
        body = _form(*parts, boundary=boundary.encode())
        return digest(parts_of(body, f"multipart/form-data; boundary={boundary}"))

    title, file = _field("title", b"x"), b'name="file"; filename="x.txt"\r\n\r\nx'
    assert told(title, file) == told(title, file, boundary="another")
    others = [(title,), (file,), (_field("title", b"xx"), file), (_field("id", b"x"), file),
              (title, file.replace(b"x.txt", b"y.txt"))]  # fmt: skip
    assert len({told(title, file), *(told(*parts) for parts in others)}) == 6
