"""What stands on the line between a new text and the mail that is answered or passed on: data, languages side by side.

Lines without dashes are known whole; between dashes a stem of each word is enough, for clients and versions vary there.
"""

from typing import Final

ORIGIN: Final = (
    "origin", "orig.", "opprinn", "opphavleg", "oprind", "ursprung", "ursprüng", "urspr.", "alkuperäi",
    "izvorn", "prvotn", "prvobitn", "antwort", "d'origine", "oorspr", "orygin", "původn", "pôvodn", "eredeti",
    "исходн", "оригин", "первонач", "вихідн", "изворн", "originál", "özgün", "orijinal", "αρχικ", "πρωτότυπ",
    "algne", "algse", "sākotn", "pradin", "upphafleg", "jatorri", "reply", "原始", "原邮件", "邮件原件", "元の",
    "原文", "원본", "gốc", "asli", "מקורי", "الأصلية", "ต้นฉบับ", "मूल",
)  # fmt: skip
"""How the word for original begins."""

PASSED_ON: Final = (
    "forward", "fwd", "videresen", "vidaresen", "vidarebef", "vidaresänd", "välitet", "välittäj", "välitti",
    "edelleen", "proslij", "prosljeđ", "prosleđ", "weitergel", "weiterleit", "transféré", "transfere",
    "réexpédié", "réachemin", "inoltrat", "reenviad", "reenviat", "encaminhad", "reencaminhad", "doorgest",
    "doorgezon", "przekaz", "przesłan", "přeposl", "přeposíl", "preposl", "preposiel", "továbbít", "redirecți",
    "redirecţi", "redirectio", "retrimis", "transmis", "перес", "перенапр", "переадр", "препрат", "прослеђ",
    "проследе", "i̇letil", "iletil", "yönlend", "προωθη", "posredov", "edastat", "edastas", "pārsūt",
    "persiųst", "framsen", "áframsen", "birbidal", "转发", "轉寄", "轉發", "転送", "전달", "chuyển tiếp",
    "terusan", "diteruskan", "הועבר", "שהועבר", "موجهة", "توجيهها", "ส่งต่อ", "अग्रेषित",
)  # fmt: skip
"""How the word for passed on begins."""

MAIL: Final = (
    "messag", "mail", "e-mail", "email", "e‑mail", "e-post", "epost", "melding", "meddel", "besked", "brev",
    "mejl", "viest", "sanom", "sähköpost", "poruk", "pošt", "nachricht", "termin", "besprech", "courriel",
    "mensaje", "mensagem", "correo", "bericht", "afspraak", "wiadomoś", "zpráv", "správ", "üzenet", "levél",
    "mesaj", "сообщ", "письм", "лист", "повідом", "писмо", "съобщ", "порук", "ileti", "i̇leti", "posta",
    "μήνυμ", "μηνύμ", "sporoč", "kiri", "sõnum", "ziņoj", "ziņa", "vēstul", "laišk", "praneš", "bréf", "skeyti",
    "póst", "mezu", "missatge", "appointm", "avtale", "møte", "邮件", "郵件", "メッセージ", "メール", "메시지",
    "메일", "이메일", "thư", "tin nhắn", "pesan", "הודעה", "رسالة", "الرسالة", "ข้อความ", "संदेश", "поруч",
    "mesazh",
)  # fmt: skip
"""How the word for mail or message begins."""

FORWARDED: Final = (
    "forwarded message", "forwarded mail", "forwarded email", "forwarded by", "forwarded",
    "begin forwarded message", "forward message", "start of forwarded message", "videresendt melding",
    "videresendt", "vidaresendt melding", "begynnelse på videresendt melding", "videresendt e-post",
    "start på videresendt melding", "videresendt meddelelse", "videresendt besked",
    "start på videresendt besked", "vidarebefordrat meddelande", "vidarebefordrat mejl", "vidarebefordrat mail",
    "vidarebefordrat brev", "början på vidarebefordrat mejl", "början på vidarebefordrat meddelande",
    "påbörjat vidarebefordrat mejl", "välitetty viesti", "edelleenlähetetty viesti",
    "edelleen lähetetty viesti", "alkaa edelleenlähetetty viesti", "välitetty viesti alkaa",
    "edelleenlähetetty sähköposti", "välitetyn viestin alku", "lähetetty edelleen", "proslijeđena poruka",
    "započni proslijeđenu poruku", "početak proslijeđene poruke", "proslijeđeno", "prosleđena poruka",
    "weitergeleitete nachricht", "weitergeleitete mail", "weitergeleitete e-mail",
    "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "weiterleitung",
    "message transféré", "message réexpédié", "début du message réexpédié", "début du message transféré",
    "transféré par", "messaggio inoltrato", "inizio messaggio inoltrato", "inizio del messaggio inoltrato",
    "mensaje reenviado", "inicio del mensaje reenviado", "reenviado", "mensagem encaminhada",
    "mensagem reencaminhada", "início da mensagem encaminhada", "início da mensagem reencaminhada",
    "início de mensagem reencaminhada", "doorgestuurd bericht", "doorgestuurde e-mail", "doorgestuurde mail",
    "begin doorgestuurd bericht", "przekazana wiadomość", "wiadomość przekazana",
    "początek przekazywanej wiadomości", "przesłana wiadomość", "przekazany e-mail", "přeposlaná zpráva",
    "začátek přeposílané zprávy", "začátek přeposlané zprávy", "preposlaná správa",
    "začiatok preposlanej správy", "továbbított üzenet", "továbbított levél kezdete", "továbbított levél",
    "mesaj redirecționat", "mesaj redirecţionat", "mesaj retrimis", "începe mesajul redirecționat",
    "mesaj transmis", "пересланное сообщение", "пересылаемое сообщение", "начало переадресованного сообщения",
    "перенаправленное сообщение", "начало пересылаемого сообщения", "переслане повідомлення",
    "початок листа, що пересилається", "початок переадресованого повідомлення", "i̇letilen i̇leti",
    "iletilen ileti", "i̇letilmiş mesaj", "iletilmiş mesaj", "i̇letilen mesaj", "iletilen mesaj",
    "yönlendirilmiş ileti", "i̇leti başlangıcı", "yönlendirilen ileti başlangıcı", "i̇letilmiş ileti",
    "προωθημένο μήνυμα", "έναρξη προωθημένου μηνύματος", "posredovano sporočilo",
    "začetek posredovanega sporočila", "edastatud kiri", "edastatud sõnum", "pārsūtīta ziņa",
    "persiųstas laiškas", "препратено съобщение", "прослеђена порука", "转发的邮件", "转发邮件",
    "被转发邮件信息", "轉寄的郵件", "轉寄郵件", "已轉寄的郵件", "以下是转发的邮件", "転送メッセージ",
    "メッセージを転送", "転送されたメッセージ", "전달된 메시지", "전달된 메일", "tin nhắn đã chuyển tiếp",
    "thư được chuyển tiếp", "pesan terusan", "הודעה שהועברה", "رسالة معاد توجيهها", "الرسالة المعاد توجيهها",
    "ข้อความที่ส่งต่อ", "missatge reenviat",
)  # fmt: skip
"""Alone on a line, with a colon: below it stands a mail that is passed on."""

ORIGINAL: Final = (
    "original message", "original e-mail", "original mail", "original email", "opprinnelig melding",
    "opprinneleg melding", "original meddelelse", "oprindelig meddelelse", "oprindelig besked",
    "originalmeddelelse", "ursprungligt meddelande", "originalmeddelande", "ursprungsmeddelande",
    "alkuperäinen viesti", "alkuperäinen sanoma", "izvorna poruka", "originalna poruka", "izvorna e-pošta",
    "prvotna poruka", "ursprüngliche nachricht", "originalnachricht", "original-nachricht",
    "ursprüngliche mail", "antwort nachricht", "message d'origine", "message original", "messaggio originale",
    "mensaje original", "mensagem original", "oorspronkelijk bericht", "oorspronkelijke bericht",
    "origineel bericht", "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa",
    "eredeti üzenet", "mesaj original", "mesajul original", "исходное сообщение", "оригинальное сообщение",
    "первоначальное сообщение", "оригінальне повідомлення", "özgün ileti", "orijinal mesaj", "orijinal ileti",
    "αρχικό μήνυμα", "izvirno sporočilo", "originalno sporočilo", "algne kiri", "原始邮件", "邮件原件",
    "原始郵件", "元のメッセージ", "原文", "원본 메시지", "tin nhắn gốc", "pesan asli", "הודעה מקורית",
    "الرسالة الأصلية", "reply message", "original appointment", "opprinnelig avtale", "urspr. nachricht",
    "missatge original", "вихідне повідомлення",
)  # fmt: skip
"""Alone on a line, with a colon: below it stands the mail that was answered."""

NOTES: Final = (
    "inactive hide details for ", "inaktive details ausblenden ", "inactif masquer les détails", "inattivo nascondi",
    "inactivo ocultar detalles", "inaktiv skjul", "inaktiv dölj", "passiv piilota", "ocultar detalhes",
)  # fmt: skip
"""How the line begins that Lotus Notes leaves of its fold-out heading."""

REPLY_ABOVE: Final = (
    "reply above this line", "reply above the line", "type your reply above", "write your reply above",
    "svar over denne linjen", "skriv svaret ditt over denne linjen", "svar over denne lina",
    "svara ovanför denna rad", "svara ovanför den här raden", "skriv ditt svar ovanför denna rad",
    "vastaa tämän rivin yläpuolelle", "kirjoita vastauksesi tämän rivin yläpuolelle",
    "odgovorite iznad ove crte", "odgovorite iznad ove linije", "odgovorite iznad ovog retka",
    "napišite odgovor iznad ove crte", "svar over denne linje", "antworten sie über dieser zeile",
    "antwort oberhalb dieser zeile", "antworten oberhalb dieser linie", "répondre au-dessus de cette ligne",
    "répondez au-dessus de cette ligne", "rispondi sopra questa riga", "responda por encima de esta línea",
    "responda acima desta linha", "antwoord boven deze regel", "odpowiedz powyżej tej linii",
    "add your reply above here",
)  # fmt: skip
"""The line that desks put on top of their letters."""

LINE_ABOVE: Final = (
    "above this line", "above the line", "please reply above", "reply above", "over denne linjen",
    "over denne lina", "ovanför denna rad", "ovanför den här raden", "över den här raden",
    "tämän rivin yläpuolelle", "over denne linje", "iznad ove crte", "iznad ove linije", "iznad ovog retka",
    "über dieser zeile", "oberhalb dieser zeile", "oberhalb dieser linie", "au-dessus de cette ligne",
    "sopra questa riga", "sopra questa linea", "por encima de esta línea", "encima de esta línea",
    "acima desta linha", "acima dessa linha", "boven deze regel", "boven deze lijn", "powyżej tej linii",
    "nad tento řádek", "nad tento riadok", "a sor fölé", "deasupra acestei linii", "выше этой строки",
    "вище цього рядка", "bu satırın üst",
)  # fmt: skip
"""The same in part: between dashes, hashes or such they are that line as well."""
