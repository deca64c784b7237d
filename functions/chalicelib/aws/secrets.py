"""The secret key, from the parameter store, where it lies encrypted."""

from chalicelib.aws.clients import Clients

LEAST_BYTES = 32


class SecretKey:
    """The key by its parameter's name; read when first needed, then remembered."""

    def __init__(self, parameter: str, clients: Clients) -> None:
        self._parameter = parameter
        self._clients = clients
        self._key = b""

    def read(self) -> bytes:
        """The key's bytes. Raises ValueError for one that is too short to be secret."""
        if not self._key:
            answer = self._clients.of("ssm").get_parameter(Name=self._parameter, WithDecryption=True)
            key = answer["Parameter"]["Value"].strip().encode()
            if len(key) < LEAST_BYTES:
                raise ValueError(f"{self._parameter} holds {len(key)} bytes, a key needs {LEAST_BYTES}")
            self._key = key
        return self._key
