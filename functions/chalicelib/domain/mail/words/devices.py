"""How phones and mail programs advertise themselves below a text: data, languages side by side."""

from typing import Final

MINE: Final = (
    "sent from my", "sent from a ", "sent from mobile", "sent from phone", "sent with my", "sent via my",
    "sent using my", "sent on the go", "sendt fra min", "sendt fra mitt", "sendt frå min", "sendt frå mitt",
    "sendt med min", "skickat från min", "skickat från mitt", "skickat med min", "skickades från min",
    "lähetetty minun", "poslano s mog", "poslano sa mog", "poslano s moje", "poslano iz moje", "poslano z moj",
    "poslato sa mog", "von meinem", "von meiner", "gesendet von meine", "gesendet mit meine",
    "von unterwegs gesendet", "diese nachricht wurde von meine", "envoyé de mon", "envoyé depuis mon",
    "envoyé depuis ma", "envoyé de ma", "inviato da iphone", "inviato dal mio", "inviato dalla mia",
    "enviado desde mi", "enviado do meu", "enviada do meu", "verzonden vanaf mijn", "verstuurd vanaf mijn",
    "verzonden met mijn", "verstuurd met mijn", "wysłane z moje", "wysłano z moje", "odesláno z m",
    "odoslané z m", "trimis de pe", "отправлено с мое", "отправлено с iphone", "надіслано з мо",
    "στάλθηκε από το", "αποστολή από το", "saadetud minu", "nosūtīts no mana", "išsiųsta iš mano",
    "изпратено от моя", "послато са мог", "發自我的", "发自我的", "来自我的", "從我的", "从我的", "나의 ",
    "내 ", "gửi từ", "được gửi từ", "dikirim dari", "נשלח מ", "تم الإرسال من", "أرسلت من", "enviat des del meu",
)  # fmt: skip
"""How the line begins, in words that name no device yet but are said of nothing else."""

SENT: Final = (
    "sent from", "sent with", "sent via", "sent by", "sent using", "sent on", "sent out of", "sent through",
    "composed on", "typed on", "written on", "posted from", "sendt fra", "sendt frå", "sendt med", "sendt via",
    "sendt fra e-post", "skickat från", "skickat med", "skickades från", "skickat via", "lähetetty",
    "poslano s", "poslano iz", "poslano sa", "poslano putem", "poslano pomoću", "poslano preko", "poslano z",
    "poslato sa", "poslato iz", "gesendet von", "gesendet mit", "gesendet über", "gesendet via",
    "von unterwegs", "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé via", "envoyé par",
    "inviato da", "inviato con", "inviato tramite", "enviado desde", "enviado con", "enviado do", "enviado de",
    "enviado a partir", "enviado pelo", "enviado pela", "enviado com", "enviada do", "enviado via",
    "verzonden vanaf", "verzonden vanuit", "verstuurd vanaf", "verzonden met", "verzonden via", "wysłano z",
    "wysłane z", "wysłano za", "odesláno z", "odoslané z", "küldve", "elküldve", "trimis din", "trimis cu",
    "отправлено", "надіслано", "saadetud", "nosūtīts no", "išsiųsta iš", "изпратено", "послато", "enviat des",
    "провайдера", "このメールは", "透過", "this message was sent", "this email was sent", "this mail was sent",
    "denne meldingen ble sendt", "denne e-posten ble sendt", "denne meldinga vart send",
    "denne besked er sendt", "denne mail er sendt", "detta meddelande skickades",
    "det här meddelandet skickades", "detta mail skickades", "tämä viesti lähetettiin",
    "tämä viesti on lähetetty", "ova poruka je poslana", "ova je poruka poslana", "diese nachricht wurde",
    "diese e-mail wurde", "ce message a été envoyé", "cet e-mail a été envoyé", "questa mail è stata inviata",
    "este mensaje ha sido enviado", "deze e-mail is verzonden",
)  # fmt: skip
"""How the line may begin if it names a device or a mail program as well."""

END: Final = (
    "から送信", "gönderildi", "보냄", "傳送", "发送", "küldve", "gesendet", "से भेजा गया",
    "ส่งจาก iphone ของฉัน",
)  # fmt: skip
"""How it ends where the verb stands last, if it names a device or a mail program."""

GET: Final = (
    "get", "download", "hent", "last ned", "få", "skaff", "skaff deg", "hämta", "skaffa", "ladda ned", "hanki",
    "lataa", "nabavite", "preuzmite", "dohvatite", "nabavi", "preuzmi", "holen sie sich", "laden sie",
    "hol dir", "télécharger", "téléchargez", "obtenir", "obtenez", "scarica", "ottieni", "obtener", "obtén",
    "descargar", "obter", "obter o", "obtenha o", "baixar o", "baixe o", "pobierz", "uzyskaj",
    "pobierz aplikację", "získat", "získajte", "stáhnout", "stiahnuť", "szerezze be", "descărcați", "obțineți",
    "скачать", "загрузить", "завантажити", "изтеглете", "преузмите", "κατεβάστε", "edin", "下载", "获取",
    "取得", "outlook",
)  # fmt: skip
"""How the line begins that offers the program for download."""

PROGRAMS: Final = ("outlook", "bluemail", "typeapp", "yahoo mail", "protonmail", "proton mail", "edison mail", "mymail")
PLATFORMS: Final = ("android", "ios", "iphone", "ipad", "mac", "macos", "windows", "mobile")

DEVICES: Final = (
    "iphon", "ipad", "ipod", "ios", "android", "galaxy", "samsung", "huawei", "honor", "xiaomi", "redmi",
    "nokia", "sony", "xperia", "htc", "oneplus", "pixel", "motorola", "moto ", "blackberry", "windows",
    "macbook", "imac", "phone", "mobil", "handy", "smarttelefon", "telefon", "téléphone", "teléfono", "teléfon",
    "puhelim", "tablet", "tabletti", "nettbrett", "surfplatta", "laittees", "kännykä", "kännykkä", "luuri",
    "uređaj", "mobitel", "pametnog", "smartphone", "smartfon", "cellulare", "celular", "komórk", "device",
    "gerät", "appareil", "dispositivo", "enhet", "enhed", "outlook", "gmail", "yahoo", "aol", "mail for",
    "mail app", "application mail", "mail til", "mail för", "mail für", "mail on", "e-post", "sähköposti",
    "pošt", "courrier", "correo", "posta", "почт", "poczt", "spark", "airbird", "proton", "tutanota", "tuta",
    "superhuman", "thunderbird", "k-9", "hey", "zoho", "icloud", "typeapp", "mimestream", "spike", "newton",
    "boxer", "телефон", "смартфон", "мобильн", "устройств", "gmx", "web.de", "mail orange", "hotmail", "ipon",
    "fairphone", "verizon", "t-mobile",
)  # fmt: skip
"""Names of devices and mail programs, and the words for them in part."""
