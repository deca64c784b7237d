"""What mail clients print around the mail they answer or pass on: data by kind of word, languages side by side.

nb nn da sv fi hr de en first, then the languages that public clients speak besides.
"""

from typing import Final

WROTE: Final = (
    "wrote", "writes", "has written", "skrev", "skreiv", "skriver", "kirjoitti", "napisao", "napisala",
    "napisao/la", "napisao/napisala", "piše", "pisao", "schrieb", "schrieben", "geschrieben", "hat geschrieben",
    "a écrit", "écrit", "a ecrit", "ha scritto", "scrive", "scriveva", "scritto", "escribió", "escribio",
    "escribe", "ha escrit", "va escriure", "escreveu", "schreef", "geschreven", "heeft geschreven", "napisał",
    "napisała", "napisał(a)", "napisał/a", "napisali", "pisze", "napsal", "napsala", "napsal(a)", "napísal",
    "napísala", "napísal(a)", "írta", "ezt írta", "a scris", "napisal", "napisal/-a", "написал", "написала",
    "написал(а)", "пишет", "писал", "написав", "пише", "написа", "је написао", "је написала", "yazdı",
    "şunu yazdı", "şunları yazdı", "yazmış", "έγραψε", "kirjutas", "rakstīja", "rašė", "skrifaði", "写道",
    "寫道", "写到", "の書き込み", "書きました", "のメッセージ", "작성", "đã viết", "menulis", "كتب", "כתב",
    "כתבה", "เขียน", "ने लिखा", "نوشت", "쓴 글", "idatzi", "wiadomość napisana", "missatge de", "idatzi zuen",
    "napisali su", "napisao(la)", "skrevet", "kirjoittivat", "skrev følgende", "написали", "написав(ла)",
    "написао/ла", "kirjoittaa",
)  # fmt: skip
"""The verb of an attribution line: `On …, Ana wrote:`."""

WROTE_LAST: Final = ("sent", "a trimis", "envió", "sendte", "skickade", "lähetti", "poslao je", "je poslao")
"""Verbs that are said of more than letters: they count only at the very end."""

AROUND: Final = (
    "hat", "heeft", "het", "volgende", "folgendes", "følgende", "följande", "je", "jest", "ha", "has", "ont",
    "va", "via", "von", "van", "de", "der", "da", "di", "by", "af", "av", "od", "från", "fra", "kl", "klo",
    "kello", "uhr", "uur", "am", "pm", "tarihinde", "ezt", "időpont", "időpontban", "dátummal", "keltezéssel",
    "korisnik", "użytkownik", "odesílatel", "oseba", "lietotājs", "пользователь", "користувач", "χρήστης",
    "ο/η", "godz", "óra", "hod", "вiд", "от", "від", "на", "cet", "cest", "est", "edt", "pst", "pdt", "gmt",
    "utc", "mez", "mesz", "eet", "eest", "msk", "dag", "mailto", "ore", "alle", "le", "님이", "이(가)", "님의",
    "an",
)  # fmt: skip
"""Small words that stand around the name in an attribution line."""

QUOTING: Final = (
    "quoting ", "quote from ", "zitat von ", "zitiere ", "citerar ", "citat ", "citerer ", "lainaus ",
    "lainaan ", "sitat ", "siterer ", "citiram ", "citando ", "cita de ", "citation de ", "citerende ",
    "mensaje citado por ", "mensagem citada por ", "cytat ", "citát ", "цитирование ", "цитат", "cituji ",
    "citace ",
)  # fmt: skip
"""How an attribution line of webmail begins that has no such verb."""

OPENERS: Final = (
    "on", "den", "på", "am", "le", "il", "il giorno", "el", "en", "em", "no dia", "op", "dana", "dne", "dňa",
    "w dniu", "dnia", "ti", "ma", "ke", "to", "pe", "la", "su", "maanantai", "tiistai", "keskiviikko",
    "torstai", "perjantai", "lauantai", "sunnuntai", "man", "tir", "tirs", "ons", "tor", "tors", "fre", "lør",
    "søn", "mån", "tis", "lör", "sön", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
    "mandag", "tirsdag", "lørdag", "søndag", "pon", "uto", "sri", "čet", "pet", "sub", "ned", "ponedjeljak",
    "utorak", "srijeda", "srijedu", "četvrtak", "petak", "subota", "subotu", "nedjelja", "nedjelju", "u", "mo",
    "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonntag", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "vào", "pada", "lúc", "at", "kl", "klo", "în",
    "la data de", "у", "в", "вт", "пн", "ср", "чт", "пт", "сб", "вс", "στις", "em data de", "lun", "mar", "mer",
    "jeu", "ven", "sam", "dim", "quoting", "a", "az", "bei", "der", "às", "на", "þann", "在", "於", "于",
    "kuupäev", "v", "ve", "v v", "po", "út", "st", "čt", "pá", "ne", "pr", "во", "od", "les", "thứ", "vendredi",
    "lundi", "mardi", "mercredi", "jeudi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo", "giorno",
)  # fmt: skip
"""How an attribution line that is broken in two may begin, before its date."""

FINNISH: Final = ("lähettäjä", "lahettaja", "kirjoitti")
"""What tells a Finnish heading from others: Finns answer with the `VS:` that Norwegians and Danes pass on with."""

FROM: Final = (
    "from", "fra", "frå", "från", "lähettäjä", "od", "šalje", "pošiljatelj", "von", "absender", "de", "de la",
    "da", "van", "afzender", "feladó", "expéditeur", "mittente", "remitente", "remetente", "expeditorul",
    "expeditor", "от", "от кого", "отправитель", "від", "від кого", "kimden", "gönderen", "από", "saatja", "no",
    "nuo", "frá", "差出人", "送信者", "送信元", "发件人", "寄件者", "寄件人", "發件人", "보낸 사람", "발신",
    "발신자", "từ", "người gửi", "dari", "מאת", "من", "จาก", "posiljatelj", "odosielateľ", "odesílatel",
    "nadawca", "од", "salje", "lahettaja", "fran", "шаље", "sender", "from (original)", "προέλευση", "kellelt",
    "siuntėjas", "sūtītājs", "sendandi", "nork", "보낸사람", "보낸이", "发件者", "寄信人", "送信者名",
    "người gởi", "pengirim", "השולח", "المرسل", "ผู้ส่ง", "prejeto od", "remetent", "von/from", "from/von",
)  # fmt: skip
SENT: Final = (
    "sent", "date", "sent on", "sendt", "dato", "skickat", "datum", "lähetetty", "päivämäärä", "päiväys", "pvm",
    "aika", "poslano", "vrijeme", "poslato", "gesendet", "gesendet am", "envoyé", "envoyé le", "inviato",
    "data", "data invio", "enviado", "enviado el", "fecha", "enviada em", "enviado em", "enviada",
    "data de envio", "verzonden", "verstuurd", "wysłano", "wysłane", "odesláno", "odoslané", "odoslaná",
    "odoslal", "dátum", "elküldve", "küldve", "küldés ideje", "trimis", "dată", "la data", "отправлено", "дата",
    "надіслано", "відправлено", "gönderilen", "gönderildi", "gönderme tarihi", "tarih", "ημερομηνία",
    "στάλθηκε", "kuupäev", "saadetud", "datums", "nosūtīts", "išsiųsta", "日期", "发送时间", "傳送時間",
    "寄件日期", "送信日時", "日時", "日付", "보낸 날짜", "날짜", "보낸 시간", "gửi", "ngày", "đã gửi",
    "tanggal", "dikirim", "תאריך", "נשלח", "التاريخ", "تاريخ", "วันที่", "ส่ง", "изпратено", "послато",
    "lahetetty", "enviat", "sendt dato", "sent date", "date sent", "date d'envoi", "fecha de envío",
    "data wysłania", "data de enviu", "изпратено на", "датум", "вријеме", "време", "εστάλη", "dagsetning",
    "bidalia", "보낸시간", "보낸날짜", "보낸 일시", "发件时间", "發送時間", "ngày gửi", "تم الإرسال",
    "تاريخ الإرسال", "data wiadomości", "sendetidspunkt", "afsendt", "saatmisaeg", "datum slanja",
    "datum i vrijeme", "skickad", "received", "mottatt", "modtaget", "mottaget", "vastaanotettu",
)  # fmt: skip
TO: Final = (
    "to", "til", "till", "vastaanottaja", "kenelle", "za", "prima", "primatelj", "do", "an", "empfänger", "à",
    "a", "pour", "destinataire", "destinatario", "per", "para", "destinatário", "aan", "komu", "pre", "pro",
    "címzett", "către", "catre", "destinatarul", "destinatar", "кому", "получатель", "kime", "alıcı", "προς",
    "kellele", "saaja", "kam", "gavėjas", "收件人", "收件者", "宛先", "送信先", "받는 사람", "수신", "받는사람",
    "đến", "người nhận", "kepada", "אל", "إلى", "ถึง", "до", "прима", "odbiorca", "delivered-to", "prejemnik",
    "naslovnik", "primalac", "adressaat", "adressat", "recipient", "recipients", "modtager", "mottaker",
    "mottakar", "mottagare", "viðtakandi", "nori", "per a", "받는이", "tới", "penerima", "הנמען", "المستلم",
    "ผู้รับ", "получател", "одержувач", "прималац", "за", "geadresseerde", "ontvanger",
)  # fmt: skip
CC: Final = (
    "cc", "kopi", "kopia", "kopio", "kopija", "kopie", "kópia", "copie", "copie à", "copia", "cópia", "cc/bcc",
    "dw", "udw", "másolat", "másolatot kap", "копия", "копія", "bilgi", "κοιν", "κοινοποίηση", "koopia", "抄送",
    "副本", "参照", "참조", "עותק", "نسخة", "สำเนา", "bcc", "blindkopi", "kopi til", "kopia till", "ecc", "kk",
    "копије", "kopija za", "în copie", "copy", "kp", "afrit", "a/c", "salin", "sao", "копие", "κοιν.", "копи",
    "c.c", "c.c.", "cópia para", "skpd",
)  # fmt: skip
SUBJECT: Final = (
    "subject", "emne", "ämne", "aihe", "otsikko", "predmet", "naslov", "betreff", "betr", "objet", "sujet",
    "oggetto", "asunto", "assunto", "onderwerp", "temat", "předmět", "vec", "tárgy", "subiect", "subiectul",
    "тема", "konu", "θέμα", "teema", "tema", "tēma", "относно", "assumpte", "zadeva", "efni", "amne", "主题",
    "主旨", "主題", "件名", "標題", "제목", "chủ đề", "tiêu đề", "subjek", "perihal", "נושא", "الموضوع",
    "موضوع", "เรื่อง", "предмет", "наслов", "temats", "gaia", "betreft", "emne/subject", "temat wiadomości",
    "subyek", "judul",
)  # fmt: skip
OTHER: Final = (
    "reply-to", "reply to", "risposta", "svar til", "svara till", "vastaus", "odgovori na", "antwort an",
    "antworten an", "répondre à", "rispondi a", "responder a", "antwoord aan", "odpowiedź do", "odpověď",
    "válaszcím", "ответить", "yanıtla", "组织", "organization", "organisation", "organisasjon", "importance",
    "priority", "prioritet", "prioriteetti", "wichtigkeit", "priorität", "importanza", "priorità",
    "importancia", "prioridade", "attachments", "attachment", "vedlegg", "bilagor", "liitteet", "prilozi",
    "anlagen", "anhänge", "pièces jointes", "allegati", "bijlagen", "sensitivity", "message-id", "newsgroups",
    "resent-from", "resent-to", "x-mailer", "mailed-by", "signed-by", "categories", "vastaa osoitteeseen",
    "list-id", "sender",
)  # fmt: skip
