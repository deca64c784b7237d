"""Bytes in the bucket. Browsers send and fetch them straight from storage, under signatures that soon end."""

import re
from typing import Any
from urllib.parse import quote

from chalicelib.aws.clients import Clients
from chalicelib.desk.ports import Stored, Upload

UPLOAD_SECONDS = 900
LINK_SECONDS = 300
_NOT_PLAIN = re.compile(r'[^ -~]|["\\%]')
# What RFC 8187 lets stand in an extended value, beside letters and digits.
_LEFT_ALONE = "!#$&+-.^_`|~"


class S3Files:
    """The port `Files` on a bucket."""

    def __init__(self, bucket: str, clients: Clients) -> None:
        self._bucket = bucket
        self._clients = clients

    def put(self, key: str, data: bytes, content_type: str) -> None:
        self._client.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=content_type)

    def get(self, key: str) -> bytes:
        """The bytes. Raises KeyError when there are none."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.NoSuchKey as error:
            raise KeyError(key) from error
        data: bytes = answer["Body"].read()
        return data

    def look(self, key: str) -> Stored | None:
        """As the port says. The role needs `s3:ListBucket`: without it S3 answers 403 for what is not there."""
        try:
            answer = self._client.head_object(Bucket=self._bucket, Key=key)
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey", "NotFound"):
                return None
            raise
        return Stored(answer["ContentLength"], answer.get("ContentType", ""))

    def copy(self, source: str, target: str) -> None:
        """Copies within storage, with its type. Raises KeyError when there is nothing to copy."""
        place = {"Bucket": self._bucket, "Key": source}
        try:
            self._client.copy_object(Bucket=self._bucket, Key=target, CopySource=place)
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
                raise KeyError(source) from error
            raise

    def upload(self, key: str, content_type: str, most_bytes: int) -> Upload:
        """A quarter of an hour to post one file of exactly this type and at most this size."""
        signed = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=key,
            Fields={"Content-Type": content_type},
            Conditions=[{"Content-Type": content_type}, ["content-length-range", 0, most_bytes]],
            ExpiresIn=UPLOAD_SECONDS,
        )
        return Upload(signed["url"], signed["fields"])

    def link(self, key: str, name: str, content_type: str) -> str:
        """As the port says; it ends after five minutes."""
        call = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseContentDisposition": disposition(name),
            "ResponseContentType": content_type,
        }
        url: str = self._client.generate_presigned_url("get_object", Params=call, ExpiresIn=LINK_SECONDS)
        return url

    @property
    def _client(self) -> Any:
        return self._clients.of("s3")


def disposition(name: str) -> str:
    """The header that has a browser save a file under its name, in any script (RFC 6266, RFC 8187)."""
    plain = _NOT_PLAIN.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_LEFT_ALONE)}"
