"""What machines write: automatic replies and delivery reports, in the words of the programs that send them."""

from typing import Final

AUTO_SUBJECTS: Final = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "autoresponse", "automated reply",
    "automated response", "automated email", "automated message", "auto:", "out of office", "out of the office",
    "ooo:", "away from my mail", "vacation reply", "on vacation", "i am away", "automatisk svar", "autosvar",
    "autosvar:", "fraværsmelding", "fravær:", "ikke til stede", "ikkje til stades", "fraværsassistent",
    "automatiskt svar", "frånvaromeddelande", "frånvarande", "ej på kontoret", "jag är inte på kontoret",
    "automaattinen vastaus", "automaattivastaus", "poissa toimistosta", "poissaoloviesti", "olen poissa",
    "automatski odgovor", "automatska poruka", "izvan ureda", "odsutan s posla", "odsutnost iz ureda",
    "na godišnjem odmoru", "ikke på kontoret", "fraværende", "automatische antwort", "abwesenheitsnotiz",
    "abwesenheit:", "abwesenheitsassistent", "automatisch antwoord", "automatische beantwoording", "afwezig:",
    "afwezigheid", "réponse automatique", "absence du bureau", "risposta automatica", "fuori sede", "fuori ufficio",
    "respuesta automática", "fuera de la oficina", "fuera de oficina", "resposta automática", "fora do escritório",
    "odpowiedź automatyczna", "automatyczna odpowiedź", "poza biurem", "automatická odpověď", "automatikus válasz",
    "автоответ", "автоматический ответ", "自動返信", "自动回复", "自動回覆",
)  # fmt: skip

DAEMONS: Final = (
    "mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "postmaster", "mailer_daemon", "mail.daemon",
    "mdaemon", "mail-delivery", "mail_delivery", "delivery-daemon", "bounce-handler", "microsoftexchange",
    "post_master", "internet-mail-postmaster",
)  # fmt: skip

FAILED_SUBJECTS: Final = (
    "undeliverable", "undelivered", "returned mail", "mail delivery fail", "delivery fail", "failure notice",
    "delivery status notification", "mail failure", "mail system error", "message delivery has failed",
    "non-delivery", "nondeliver", "mail delivery problem", "delivery problem", "delivery delay", "delayed mail",
    "could not send message", "could not be delivered", "not delivered", "was not delivered", "unable to deliver",
    "message you sent blocked", "message blocked", "delivery notification", "mail error", "error sending",
    "permanent delivery", "failed to deliver", "delivery error", "undeliver", "warning: could not send",
    "message not deliver", "returned to sender", "unzustellbar", "nicht zugestellt", "kan ikke leveres",
    "ikke levert", "leveringsfeil", "kunde inte levereras", "gick inte att leverera", "olevererbart",
    "ei voitu toimittaa", "toimitus epäonnistui", "isporuka nije uspjela", "neisporučeno", "nije isporučena",
    "non remis", "échec de la remise", "non recapitabile", "mancato recapito", "no se puede entregar",
    "não foi possível entregar", "onbestelbaar", "niet bezorgd", "niedostarczon", "недоставлен", "не доставлено",
    "delivery report", "loop alert", "mail loop", "notice: mail delivery", "mail status report",
    "transmission failed", "配信不能", "送信できません",
)  # fmt: skip

FAILED_TEXTS: Final = (
    "could not be delivered", "couldn't be delivered", "was not delivered", "wasn't delivered", "was undeliverable",
    "cannot be delivered", "can't be delivered", "unable to deliver", "unable to be delivered",
    "failed permanently", "delivery has failed", "delivery failed", "delivery to the following", "undeliverable",
    "not been delivered", "had permanent fatal errors", "had delivery problems", "returned to sender",
    "permanent error", "permanent failure", "transcript of session follows", "this is the qmail-send program",
    "mail system at host", "unknown user", "user unknown", "no such user", "original message follows",
    "mailbox exceeds", "could not deliver", "was not relayed", "is undeliverable", "following addresses failed",
    "following recipient", "mail delivery agent", "delivery of your message", "duplicated message-id",
    "failure reasons", "your message was not", "не может быть доставлено", "error occurred while trying to deliver",
    "server message",
)  # fmt: skip

ORIGINAL: Final = (
    "original message", "returned message", "header of the original", "message headers follow",
    "unsent message follows", "message follows", "below this line is a copy", "this is a copy of the message",
    "message header", "mail header", "your original mail", "original mail as follows", "------ this is a copy",
    "copy of the original", "received message",
)  # fmt: skip

UNKNOWN_HOST: Final = (
    "host unknown", "unknown host", "host not found", "domain not found", "name service error",
    "host or domain name not found", "unrouteable", "unroutable", "no such domain", "bad destination system",
    "bad destination mailbox address: no", "domain does not exist", "unknown domain", "dns error", "nxdomain",
    "does not accept mail", "nullmx", "null mx", "name or service not known", "couldn't find any host",
    "no mx or a", "domain name not found", "domain isn't", "unable to find host",
)  # fmt: skip

UNKNOWN_USER: Final = (
    "user unknown", "unknown user", "no such user", "no such mailbox", "unknown mailbox", "unknown address",
    "address unknown", "unknown recipient", "recipient unknown", "no mailbox here", "mailbox not found",
    "mailbox unavailable", "mailbox does not exist", "mailbox name not allowed", "invalid recipient",
    "invalid mailbox", "invalid address", "no such recipient", "no such address", "recipient not found",
    "user not found", "address not found", "does not exist", "doesn't exist", "doesn't have a", "not a valid",
    "not our customer", "unrouteable address", "recipientnotfound", "resolver.adr", "user doesn't",
    "not known here", "isn't listed", "not listed in", "no longer", "no account", "unknown local",
    "unknown or illegal alias", "does not have an account", "not found by smtp", "couldn't be found",
    "could not be found", "was not found", "wasn't found", "recipient address rejected: user", "is not local",
    "unknown in local", "user invalid", "invalid user", "addressee unknown", "bad address", "not exist",
    "existiert nicht", "user is unknown", "nonexistent", "non-existent", "unbekannt", "inconnu", "desconocido",
    "sconosciuto", "ukjent", "okänd", "tuntematon", "nepoznat", "recipient rejected", "address rejected", "moved",
    "見つかりません", "not listed",
    "no user", "undeliverable address", "access denied. as(201806281)", "unknown account", "unknown customer",
    "no such person", "no such account", "no such local", "not a known user", "not our user", "isn't valid",
    "invalid destination", "incorrect address", "not recognized", "not recognised", "unable to find user",
    "cannot find user", "can't find user", "no one by that name", "address has changed", "has been replaced by",
    "unknown to the system", "not in directory", "unknown email", "unknown e-mail", "is unknown", "left the company",
    "no existe", "n'existe pas", "non esiste", "nicht bekannt", "finnes ikke", "finns inte", "ei ole olemassa",
    "ne postoji", "user_unknown", "usernotfound", "recipnotfound", "recipient not exist",
)  # fmt: skip

SURELY_UNKNOWN: Final = (
    "recipient address rejected: access denied", "no valid recipients", "user unknown", "unknown user",
    "no such user", "invalid recipient",
)  # fmt: skip
"""Even where the same answer speaks of access or policy."""

NO_ACCOUNT: Final = ("user doesn't have a", "user does not have a", "account does not exist", "account doesn't exist")
"""Plain even from a server that says it only after it took the letter."""

PASSING: Final = (
    "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded", "exceeds allowed size",
    "exceeded the local limit", "quota", "insufficient system storage", "mailbox size", "too large",
    "exceeded storage", "out of space", "not enough space", "spam", "blocked", "blacklist", "blocklist",
    "block list", "rbl", "spamhaus", "relay", "access denied", "policy", "authenticat", "virus", "greylist",
    "graylist", "reputation", "dmarc", "spf", "dkim", "too many", "rate limit", "limit exceeded", "speeding",
    "throttl", "try again later", "try later", "sender rejected", "sender denied", "sender address",
    "not permitted", "not allowed", "prohibited", "suspend", "filtered", "content rejected", "timed out", "timeout",
    "connection refused", "loop", "too many hops", "internal error", "system error", "tls", "helo",
    "service unavailable", "temporar", "not authorized", "unauthorized", "notauthorized", "banned", "restricted",
    "bulk", "unsolicited", "expired", "could not send message for past", "still being retried",
    "mail for this user is not accepted", "reverse dns", "ptr record", "client host",
    "account disabled", "account is disabled", "account has been disabled", "disabled mailbox", "mailbox disabled",
    "mailbox is disabled", "mailbox is inactive", "mailbox inactive", "account inactive", "inactive account",
    "inactive user", "deactivated", "frozen", "account is locked", "storage", "disk full", "disk quota", "is full",
    "message size", "size limit", "exceeds maximum", "maximum size", "too big", "refuse to receive",
    "refused to receive", "refuses to receive", "refused by the recipient", "blocked by the recipient",
    "recipient preferences", "user rules", "only accepting mail from", "protected by", "user reject",
    "bad reputation", "low reputation", "rejected by user", "deferred",
    "connection timed", "connection reset", "connection lost", "no route to host", "network is unreachable",
    "lost connection", "dns lookup failure", "overloaded", "too busy", "encryption",
)  # fmt: skip
