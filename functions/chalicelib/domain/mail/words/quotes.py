"""What mail clients print around the mail they answer or pass on: data by kind of word, languages side by side.

nb nn da sv fi hr de en first, then the languages that public clients speak besides.
"""

from typing import Final

WROTE: Final = (
    "wrote", "writes", "has written", "skrev", "skreiv", "skriver", "kirjoitti", "napisao", "napisala",
    "napisao/la", "napisao/napisala", "piše", "pisao", "schrieb", "schrieben", "geschrieben", "hat geschrieben",
    "a écrit", "écrit", "a ecrit", "ha scritto", "scrive", "scriveva", "scritto", "escribió", "escribio", "escribe",
    "ha escrit", "va escriure", "escreveu", "schreef", "geschreven", "heeft geschreven", "napisał", "napisała",
    "napisał(a)", "napisał/a", "napisali", "pisze", "napsal", "napsala", "napsal(a)", "napísal", "napísala",
    "napísal(a)", "írta", "ezt írta", "a scris", "napisal", "napisal/-a", "написал", "написала", "написал(а)",
    "пишет", "писал", "написав", "пише", "написа", "је написао", "је написала", "yazdı", "şunu yazdı",
    "şunları yazdı", "yazmış", "έγραψε", "kirjutas", "rakstīja", "rašė", "skrifaði", "写道", "寫道", "写到",
    "の書き込み", "書きました", "のメッセージ", "작성", "đã viết", "menulis", "menulis:", "كتب", "כתב", "כתבה",
    "เขียน", "ने लिखा", "نوشت", "sent", "a trimis", "envió",
)  # fmt: skip
"""The verb of an attribution line: `On …, Ana wrote:`."""

OPENERS: Final = (
    "on", "den", "på", "am", "le", "il", "il giorno", "el", "en", "em", "no dia", "op", "dana", "dne", "dňa",
    "w dniu", "dnia", "ti", "ma", "ke", "to", "pe", "la", "su", "maanantai", "tiistai", "keskiviikko", "torstai",
    "perjantai", "lauantai", "sunnuntai", "man", "tir", "tirs", "ons", "tor", "tors", "fre", "lør", "søn", "mån",
    "tis", "lör", "sön", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mandag", "tirsdag",
    "lørdag", "søndag", "pon", "uto", "sri", "čet", "pet", "sub", "ned", "ponedjeljak", "utorak", "srijeda",
    "srijedu", "četvrtak", "petak", "subota", "subotu", "nedjelja", "nedjelju", "u", "mo", "di", "mi", "do", "fr",
    "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "mon", "tue",
    "wed", "thu", "fri", "sat", "sun", "vào", "pada", "lúc", "at", "kl", "klo", "în", "la data de", "у", "в", "вт",
    "пн", "ср", "чт", "пт", "сб", "вс", "στις", "em data de", "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
    "quoting", "a", "az", "bei", "der",
)  # fmt: skip
"""How an attribution line that is broken in two may begin, before its date."""

FROM: Final = (
    "from", "fra", "frå", "från", "lähettäjä", "od", "šalje", "pošiljatelj", "von", "absender", "de", "de la", "da",
    "van", "afzender", "feladó", "expéditeur", "mittente", "remitente", "remetente", "expeditorul", "expeditor",
    "от", "от кого", "отправитель", "від", "від кого", "kimden", "gönderen", "από", "saatja", "no", "nuo", "frá",
    "差出人", "送信者", "送信元", "发件人", "寄件者", "寄件人", "發件人", "보낸 사람", "발신", "발신자", "từ",
    "người gửi", "dari", "מאת", "من", "จาก", "posiljatelj", "odosielateľ", "odesílatel", "nadawca", "од", "salje",
    "lahettaja", "fran",
)  # fmt: skip
SENT: Final = (
    "sent", "date", "sent on", "sendt", "dato", "skickat", "datum", "lähetetty", "päivämäärä", "päiväys", "pvm",
    "aika", "poslano", "vrijeme", "poslato", "gesendet", "gesendet am", "envoyé", "envoyé le", "inviato", "data",
    "data invio", "enviado", "enviado el", "fecha", "enviada em", "enviado em", "enviada", "data de envio",
    "verzonden", "verstuurd", "wysłano", "wysłane", "odesláno", "odoslané", "odoslaná", "odoslal", "dátum",
    "elküldve", "küldve", "küldés ideje", "trimis", "dată", "la data", "отправлено", "дата", "надіслано",
    "відправлено", "gönderilen", "gönderildi", "gönderme tarihi", "tarih", "ημερομηνία", "στάλθηκε", "kuupäev",
    "saadetud", "datums", "nosūtīts", "išsiųsta", "日期", "发送时间", "傳送時間", "寄件日期", "送信日時", "日時",
    "日付", "보낸 날짜", "날짜", "보낸 시간", "gửi", "ngày", "đã gửi", "tanggal", "dikirim", "תאריך", "נשלח",
    "التاريخ", "تاريخ", "วันที่", "ส่ง", "изпратено", "послато", "lahetetty", "enviat", "sendt dato",
)  # fmt: skip
TO: Final = (
    "to", "til", "till", "vastaanottaja", "kenelle", "za", "prima", "primatelj", "do", "an", "empfänger", "à", "a",
    "pour", "destinataire", "destinatario", "per", "para", "destinatário", "aan", "komu", "pre", "pro", "címzett",
    "către", "catre", "destinatarul", "destinatar", "кому", "получатель", "kime", "alıcı", "προς", "kellele",
    "saaja", "kam", "gavėjas", "收件人", "收件者", "宛先", "送信先", "받는 사람", "수신", "받는사람", "đến",
    "người nhận", "kepada", "אל", "إلى", "ถึง", "до", "прима", "odbiorca", "delivered-to",
)  # fmt: skip
CC: Final = (
    "cc", "kopi", "kopia", "kopio", "kopija", "kopie", "kópia", "copie", "copie à", "copia", "cópia", "cc/bcc",
    "dw", "udw", "másolat", "másolatot kap", "копия", "копія", "bilgi", "κοιν", "κοινοποίηση", "koopia", "抄送",
    "副本", "参照", "참조", "עותק", "نسخة", "สำเนา", "bcc", "blindkopi", "kopi til", "kopia till", "ecc", "kk",
    "копије", "kopija za", "în copie", "copy",
)  # fmt: skip
SUBJECT: Final = (
    "subject", "emne", "ämne", "aihe", "otsikko", "predmet", "naslov", "betreff", "betr", "objet", "sujet",
    "oggetto", "asunto", "assunto", "onderwerp", "temat", "předmět", "vec", "tárgy", "subiect", "subiectul", "тема",
    "konu", "θέμα", "teema", "tema", "tēma", "относно", "assumpte", "zadeva", "efni", "amne", "主题", "主旨",
    "主題", "件名", "標題", "제목", "chủ đề", "tiêu đề", "subjek", "perihal", "נושא", "الموضوع", "موضوع", "เรื่อง",
    "предмет", "наслов",
)  # fmt: skip
OTHER: Final = (
    "reply-to", "reply to", "risposta", "svar til", "svara till", "vastaus", "odgovori na", "antwort an",
    "antworten an", "répondre à", "rispondi a", "responder a", "antwoord aan", "odpowiedź do", "odpověď",
    "válaszcím", "ответить", "yanıtla", "组织", "organization", "organisation", "organisasjon", "importance",
    "priority", "prioritet", "prioriteetti", "wichtigkeit", "priorität", "importanza", "priorità", "importancia",
    "prioridade", "attachments", "attachment", "vedlegg", "bilagor", "liitteet", "prilozi", "anlagen", "anhänge",
    "pièces jointes", "allegati", "bijlagen", "sensitivity", "message-id", "newsgroups", "resent-from", "resent-to",
    "x-mailer", "mailed-by", "signed-by", "categories", "vastaa osoitteeseen", "list-id", "sender",
)  # fmt: skip

ORIGINAL: Final = (
    "original message", "original e-mail", "original mail", "original email", "opprinnelig melding",
    "opprinneleg melding", "original meddelelse", "oprindelig meddelelse", "oprindelig besked",
    "originalmeddelelse", "ursprungligt meddelande", "originalmeddelande", "ursprungsmeddelande",
    "alkuperäinen viesti", "alkuperäinen sanoma", "izvorna poruka", "originalna poruka", "izvorna e-pošta",
    "prvotna poruka", "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "ursprüngliche mail",
    "antwort nachricht", "message d'origine", "message original", "messaggio originale", "mensaje original",
    "mensagem original", "oorspronkelijk bericht", "oorspronkelijke bericht", "origineel bericht",
    "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet",
    "mesaj original", "mesajul original", "исходное сообщение", "оригинальное сообщение",
    "первоначальное сообщение", "оригінальне повідомлення", "özgün ileti", "orijinal mesaj", "orijinal ileti",
    "αρχικό μήνυμα", "izvirno sporočilo", "originalno sporočilo", "algne kiri", "原始邮件", "邮件原件", "原始郵件",
    "元のメッセージ", "原文", "원본 메시지", "tin nhắn gốc", "pesan asli", "הודעה מקורית", "الرسالة الأصلية",
    "reply message", "original appointment", "opprinnelig avtale", "urspr. nachricht", "missatge original",
    "вихідне повідомлення",
)  # fmt: skip
"""Between dashes: below it stands the mail that was answered."""

FORWARDED: Final = (
    "forwarded message", "forwarded mail", "forwarded email", "forwarded by", "forwarded",
    "begin forwarded message", "forward message", "start of forwarded message", "videresendt melding",
    "videresendt", "vidaresendt melding", "begynnelse på videresendt melding", "videresendt e-post",
    "start på videresendt melding", "videresendt meddelelse", "videresendt besked", "start på videresendt besked",
    "vidarebefordrat meddelande", "vidarebefordrat mejl", "vidarebefordrat mail", "vidarebefordrat brev",
    "början på vidarebefordrat mejl", "början på vidarebefordrat meddelande", "påbörjat vidarebefordrat mejl",
    "välitetty viesti", "edelleenlähetetty viesti", "edelleen lähetetty viesti", "alkaa edelleenlähetetty viesti",
    "välitetty viesti alkaa", "edelleenlähetetty sähköposti", "välitetyn viestin alku", "lähetetty edelleen",
    "proslijeđena poruka", "započni proslijeđenu poruku", "početak proslijeđene poruke", "proslijeđeno",
    "prosleđena poruka", "weitergeleitete nachricht", "weitergeleitete mail", "weitergeleitete e-mail",
    "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "weiterleitung",
    "message transféré", "message réexpédié", "début du message réexpédié", "début du message transféré",
    "transféré par", "messaggio inoltrato", "inizio messaggio inoltrato", "inizio del messaggio inoltrato",
    "mensaje reenviado", "inicio del mensaje reenviado", "reenviado", "mensagem encaminhada",
    "mensagem reencaminhada", "início da mensagem encaminhada", "início da mensagem reencaminhada",
    "início de mensagem reencaminhada", "doorgestuurd bericht", "doorgestuurde e-mail", "doorgestuurde mail",
    "begin doorgestuurd bericht", "przekazana wiadomość", "wiadomość przekazana",
    "początek przekazywanej wiadomości", "przesłana wiadomość", "przekazany e-mail", "přeposlaná zpráva",
    "začátek přeposílané zprávy", "začátek přeposlané zprávy", "preposlaná správa", "začiatok preposlanej správy",
    "továbbított üzenet", "továbbított levél kezdete", "továbbított levél", "mesaj redirecționat",
    "mesaj redirecţionat", "mesaj retrimis", "începe mesajul redirecționat", "mesaj transmis",
    "пересланное сообщение", "пересылаемое сообщение", "начало переадресованного сообщения",
    "перенаправленное сообщение", "начало пересылаемого сообщения", "переслане повідомлення",
    "початок листа, що пересилається", "початок переадресованого повідомлення", "i̇letilen i̇leti",
    "iletilen ileti", "i̇letilmiş mesaj", "iletilmiş mesaj", "i̇letilen mesaj", "iletilen mesaj",
    "yönlendirilmiş ileti", "i̇leti başlangıcı", "yönlendirilen ileti başlangıcı", "i̇letilmiş ileti",
    "προωθημένο μήνυμα", "έναρξη προωθημένου μηνύματος", "posredovano sporočilo", "začetek posredovanega sporočila",
    "edastatud kiri", "edastatud sõnum", "pārsūtīta ziņa", "persiųstas laiškas", "препратено съобщение",
    "прослеђена порука", "转发的邮件", "转发邮件", "被转发邮件信息", "轉寄的郵件", "轉寄郵件", "已轉寄的郵件",
    "以下是转发的邮件", "転送メッセージ", "メッセージを転送", "転送されたメッセージ", "전달된 메시지",
    "전달된 메일", "tin nhắn đã chuyển tiếp", "thư được chuyển tiếp", "pesan terusan", "הודעה שהועברה",
    "رسالة معاد توجيهها", "الرسالة المعاد توجيهها", "ข้อความที่ส่งต่อ", "missatge reenviat",
)  # fmt: skip
"""Alone on a line, or between dashes: below it stands a mail that is passed on."""

REPLY_ABOVE: Final = (
    "reply above this line", "reply above the line", "type your reply above", "write your reply above",
    "please reply above", "svar over denne linjen", "skriv svaret ditt over denne linjen", "svar over denne lina",
    "svara ovanför denna rad", "svara ovanför den här raden", "skriv ditt svar ovanför denna rad",
    "vastaa tämän rivin yläpuolelle", "kirjoita vastauksesi tämän rivin yläpuolelle", "odgovorite iznad ove crte",
    "odgovorite iznad ove linije", "odgovorite iznad ovog retka", "napišite odgovor iznad ove crte",
    "svar over denne linje", "antworten sie über dieser zeile", "antwort oberhalb dieser zeile",
    "antworten oberhalb dieser linie", "répondre au-dessus de cette ligne", "répondez au-dessus de cette ligne",
    "rispondi sopra questa riga", "responda por encima de esta línea", "responda acima desta linha",
    "antwoord boven deze regel", "odpowiedz powyżej tej linii", "add your reply above here", "reply above ^^",
)  # fmt: skip
"""The line that desks put on top of their letters."""

DEVICES: Final = (
    "sent from", "sent with", "sent via", "sent by", "sent using", "sent on the go", "get outlook for", "sendt fra",
    "sendt frå", "sendt med", "sendt via", "skaff deg outlook", "hent outlook", "skickat från", "skickat med",
    "skickades från", "skickat via", "hämta outlook", "lähetetty", "hanki outlook", "poslano s", "poslano iz",
    "poslano sa", "poslano putem", "poslano pomoću", "poslato sa", "poslato iz", "nabavite outlook",
    "preuzmite outlook", "gesendet von", "gesendet mit", "gesendet über", "von meinem", "von unterwegs",
    "outlook für", "diese nachricht wurde von", "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec",
    "télécharger outlook", "obtenir outlook", "obtenez outlook", "inviato da", "inviato dal", "inviato con",
    "scarica outlook", "ottieni outlook", "enviado desde", "enviado con", "obtener outlook", "enviado do",
    "enviado de", "enviado a partir", "enviado pelo", "enviada do", "obter o outlook", "enviado via",
    "verzonden vanaf", "verstuurd vanaf", "verzonden met", "verzonden via", "outlook voor", "download outlook",
    "wysłano z", "wysłane z", "pobierz outlook", "odesláno z", "odoslané z", "získat outlook", "získajte outlook",
    "küldve a", "elküldve a", "trimis de pe", "trimis din", "отправлено с", "отправлено из", "отправлено от",
    "надіслано з", "iphone'umdan gönderildi", "gönderildi", "στάλθηκε από", "poslano z", "saadetud minu",
    "nosūtīts no", "išsiųsta iš", "изпратено от", "發自我的", "发自我的", "来自我的", "從我的", "iphoneから送信",
    "から送信", "나의 iphone에서 보냄", "내 iphone에서 보냄", "gửi từ", "dikirim dari", "נשלח מ", "تم الإرسال من",
    "أرسلت من", "このメールは", "透過", "envoyé de mon", "enviat des", "провайдера", "sent out of", "composed on",
    "typed on", "outlook til",
)  # fmt: skip
"""How the line begins that a phone or a mail program adds below the text."""
