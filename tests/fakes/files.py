"""Storage in memory, with a browser's post beside it."""

from urllib.parse import quote

from chalicelib.desk.ports import Stored, Upload

URL = "https://files.example/"


class FakeFiles:
    """The port `Files`. `stored` holds (data, type) by key; `post` is what a browser does with an upload."""

    def __init__(self) -> None:
        self.stored: dict[str, tuple[bytes, str]] = {}

    def put(self, key: str, data: bytes, content_type: str) -> None:
        self.stored[key] = (data, content_type)

    def get(self, key: str) -> bytes:
        return self.stored[key][0]

    def look(self, key: str) -> Stored | None:
        if key not in self.stored:
            return None
        data, content_type = self.stored[key]
        return Stored(len(data), content_type)

    def copy(self, source: str, target: str) -> None:
        self.stored[target] = self.stored[source]

    def upload(self, key: str, content_type: str, most_bytes: int) -> Upload:
        return Upload(URL, {"key": key, "Content-Type": content_type, "most": str(most_bytes)})

    def link(self, key: str, name: str, content_type: str) -> str:
        return f"{URL}{quote(key)}?name={quote(name)}&type={quote(content_type)}"

    def post(self, upload: Upload, data: bytes) -> bool:
        """Whether storage takes a file posted with these fields; it does up to the size they allow."""
        if len(data) > int(upload.fields["most"]):
            return False
        self.put(upload.fields["key"], data, upload.fields["Content-Type"])
        return True
