"""Small PDFs, written by hand: as much of the format as a page of text, a picture or a fault needs."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter

__all__ = ["encrypted", "pdf"]

PICTURE = None


def pdf(*pages: str | bytes | None, title: str | None = None) -> bytes:
    """A PDF with these pages: text (a line each), raw operators (bytes), or a picture (None)."""
    first = 5
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: _stream(
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\0"
        ),
    }
    for i, page in enumerate(pages):
        objects[first + 2 * i] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {first + 2 * i + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> >>"
        ).encode()
        objects[first + 2 * i + 1] = _stream(b"", _operators(page))
    info = max(objects) + 1
    objects[info] = f"<< /Title ({title}) >>".encode() if title else b"<< >>"
    return _assembled(objects, info)


def encrypted(content: bytes, password: str) -> bytes:
    """The same PDF under a password (empty: anybody may read it)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _operators(page: str | bytes | None) -> bytes:
    if page is None:
        return b"q 100 0 0 100 0 0 cm /I1 Do Q"
    if isinstance(page, bytes):
        return page
    lines = "".join(f"({line}) Tj T* " for line in page.splitlines())
    return f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode("latin-1")


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _assembled(objects: dict[int, bytes], info: int) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in sorted(objects.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, info, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer
