"""What mail programs put before a subject when they answer or pass on, in the languages they speak."""

from typing import Final

REPLY: Final = (
    "re", "aw", "antw", "antwort", "sv", "vs", "svar", "odg", "odgovor", "od", "odp", "ré", "rif", "r", "rv", "res",
    "resp", "ref", "ynt", "vá", "bls", "atb", "απ", "σχετ", "на", "отв", "ответ", "回复", "回覆", "答复", "返信",
    "reply",
)  # fmt: skip
FORWARD: Final = (
    "fw", "fwd", "wg", "vb", "vs", "vl", "vidarebefordrat", "videresendt", "vidaresendt", "vid", "pros", "prosl",
    "proslijeđeno", "proslijedeno", "tr", "rv", "enc", "i", "doorst", "doorgest", "pd", "továbbítás", "ilt", "i̇lt",
    "pren", "přp", "fs", "πρθ", "перес", "пересл", "转发", "轉寄", "転送", "fwd by", "weitergeleitet", "välitetty",
    "lähetetty edelleen",
)  # fmt: skip
