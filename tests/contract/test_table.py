"""What the table holds: seen from outside the ports, on moto and on the emulator."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.contract.samples import NOW, after, bo, full_ticket, kari, letter, message, once, opening, set_aside
from tests.contract.worlds import Cloud, table_as_keys_say

from chalicelib.aws import keys
from chalicelib.aws.items.schema import SCHEMA, UnknownSchema
from chalicelib.aws.meter import Meter
from chalicelib.aws.table import Put, Table
from chalicelib.desk.ports import Conflict
from chalicelib.domain.tally import Tally

RESOURCES = Path(__file__).parents[2] / "infra" / "resources.yaml"


def test_the_template_makes_the_table_that_the_keys_describe() -> None:
    made = yaml.safe_load(RESOURCES.read_text("utf-8"))["Resources"]["Table"]["Properties"]
    described = {name: value for name, value in table_as_keys_say("").items() if name != "TableName"}
    assert {name: made[name] for name in described} == described
    assert made["TimeToLiveSpecification"] == {"AttributeName": keys.EXPIRES_AT, "Enabled": True}


def _everything(cloud: Cloud) -> None:
    ports = cloud.ports
    ports.tickets.next_number("PRO")
    judged = Tally("promark", "2026-03", "fjord", 2, "start", True)
    opened = replace(opening(), letters=(letter(),), once=once(), mail_ids=("<a@fjord.example>",), tallies=(judged,))
    ports.tickets.commit(opened)
    ports.letterbox.mark_sent(letter(), "<b@eu-west-1.amazonses.com>", NOW)
    ports.aside.keep(set_aside(), once=once("mail:2"))
    ports.directory.keep_contact(kari())
    ports.directory.keep_agent(bo())
    ports.gate.keep_code("kari", "code", after(10))
    ports.gate.keep_session("s", kari().ref, after(10))
    ports.gate.count("c", after(10))


def test_every_item_carries_its_schema(cloud: Cloud) -> None:
    _everything(cloud)
    without = [(item["pk"]["S"], item["sk"]["S"]) for item in cloud.items() if item.get("schema") != {"N": str(SCHEMA)}]
    assert without == []


def test_no_message_id_trigger_or_address_stands_in_a_key(cloud: Cloud) -> None:
    _everything(cloud)
    spelt = " ".join(item[name]["S"] for item in cloud.items() for name in ("pk", "sk"))
    assert "@" not in spelt
    assert "mail:" not in spelt


def test_an_item_of_a_later_release_is_refused_rather_than_misread(cloud: Cloud) -> None:
    table = Table(cloud.table, cloud.clients)
    table.write(Put(keys.organisation("fjord") | {"schema": SCHEMA + 1}))
    with pytest.raises(UnknownSchema, match="C#fjord / org"):
        cloud.ports.directory.organisation("fjord")


def test_what_ends_is_forgotten_by_itself_and_never_before_its_end(cloud: Cloud) -> None:
    _everything(cloud)
    ends = {
        item["pk"]["S"].split("#")[0]: int(item["expires_at"]["N"]) for item in cloud.items() if "expires_at" in item
    }
    assert set(ends) == {"ONCE", "T", "CODE", "SESSION", "COUNT"}
    assert ends["CODE"] == int(after(10).timestamp()) + 1
    assert ends["ONCE"] - NOW.timestamp() > 399 * 24 * 3600


def test_a_short_text_lies_in_the_table_and_a_long_one_in_storage(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(opening("PRO-1", message("kort")))
    assert _objects(cloud) == []
    cloud.ports.tickets.commit(opening("PRO-2", message("langt " * 6000)))
    (key,) = _objects(cloud)
    assert key.startswith("bodies/")
    assert max(len(str(item)) for item in cloud.items()) < 2000


def test_a_step_that_is_tried_again_writes_its_long_text_to_the_same_place(cloud: Cloud) -> None:
    step = opening("PRO-2", message("langt " * 6000))
    cloud.ports.tickets.commit(step)
    with pytest.raises(Conflict):
        cloud.ports.tickets.commit(opening("PRO-2", message("langt " * 6000), subject="Annet"))
    assert len(_objects(cloud)) == 1


def test_a_history_can_be_read_when_a_long_text_has_been_erased(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(opening("PRO-2", message("langt " * 6000)))
    cloud.clients.of("s3").delete_object(Bucket=cloud.bucket, Key=_objects(cloud)[0])
    _, entries = cloud.ports.tickets.history("PRO-2") or (None, ())
    assert entries[0].message == message("")


def test_a_history_can_be_read_when_a_message_has_been_erased(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(opening())
    cloud.clients.of("dynamodb").delete_item(
        TableName=cloud.table, Key={"pk": {"S": "T#PRO-1001"}, "sk": {"S": "B#000001"}}
    )
    _, entries = cloud.ports.tickets.history("PRO-1001") or (None, ())
    assert [one.message for one in entries] == [None]


def test_a_ticket_stands_in_the_lookout_only_while_there_is_something_to_look_for(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(opening("PRO-1"))
    cloud.ports.tickets.commit(replace(opening("PRO-2"), ticket=replace(full_ticket(), number="PRO-2")))
    looked_at = [item["pk"]["S"] for item in cloud.items() if item.get("look_pk") == {"S": "L#0"}]
    assert looked_at == ["T#PRO-2"]


def test_a_step_with_more_letters_than_one_transaction_holds_is_refused(cloud: Cloud) -> None:
    with pytest.raises(ValueError, match="at most 100"):
        cloud.ports.tickets.commit(replace(opening(), letters=tuple(letter(f"01L{n}") for n in range(98))))
    assert cloud.items() == []


def test_message_ids_fill_what_room_is_left_and_never_stop_a_step(cloud: Cloud) -> None:
    ids = tuple(f"<{n}@fjord.example>" for n in range(200))
    cloud.ports.tickets.commit(replace(opening(), once=once(), mail_ids=ids))
    assert cloud.ports.tickets.of_mails(ids[:1]) == ("PRO-1001",)
    assert len(cloud.items()) == 100


def test_the_meter_sees_what_a_step_and_a_page_cost(cloud: Cloud) -> None:
    meter = Meter()
    meter.watch(cloud.clients.of("dynamodb"))
    cloud.ports.tickets.commit(replace(opening(), letters=(letter(),), once=once(), mail_ids=("<a@fjord.example>",)))
    assert meter.calls == {"dynamodb.TransactWriteItems": 1}
    six_items_transacted, ticket_in_two_indexes, letter_in_one = 6 * 2, 2, 1
    assert meter.write_units == six_items_transacted + ticket_in_two_indexes + letter_in_one
    cloud.ports.tickets.history("PRO-1001")
    assert (meter.calls["dynamodb.Query"], meter.read_units) == (1, 1.0)
    cloud.ports.tickets.queue("promark", closed=False)
    assert (meter.calls["dynamodb.Query"], meter.read_units) == (2, 1.5)


def test_of_many_who_bring_the_right_code_at_once_one_gets_in(emulator: Cloud) -> None:
    gate = emulator.ports.gate
    gate.keep_code("kari", "right", after(10))
    with ThreadPoolExecutor(8) as crowd:
        let_in = list(crowd.map(lambda _: gate.try_code("kari", "right", NOW, 50), range(16)))
    assert let_in.count(True) == 1


def test_of_many_guesses_at_once_no_more_are_looked_at_than_of_guesses_in_turn(emulator: Cloud) -> None:
    gate = emulator.ports.gate
    gate.keep_code("kari", "right", after(10))
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _: gate.try_code("kari", "wrong", NOW, 5), range(16)))
    assert _item(emulator, "CODE#kari")["tries"] == {"N": "5"}


def test_of_many_who_claim_a_letter_at_once_one_has_it(emulator: Cloud) -> None:
    ports = emulator.ports
    ports.tickets.commit(replace(opening(), letters=(letter(),)))

    def claimed(_: int) -> bool:
        try:
            return bool(ports.letterbox.claim(letter(), NOW, 60))
        except Conflict:
            return False

    with ThreadPoolExecutor(8) as senders:
        assert list(senders.map(claimed, range(16))).count(True) == 1


def test_of_many_who_give_one_person_an_address_at_once_no_stray_address_is_left(emulator: Cloud) -> None:
    def keep(number: int) -> None:
        with suppress(Conflict):
            emulator.ports.directory.keep_contact(kari(address=f"kari{number}@fjord.example"))

    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(keep, range(16)))
    assert len([item for item in emulator.items() if item["pk"]["S"].startswith("E#")]) == 1


def test_a_letter_that_was_sent_is_not_marked_as_given_up(cloud: Cloud) -> None:
    cloud.ports.tickets.commit(replace(opening(), letters=(letter(),)))
    cloud.ports.letterbox.mark_sent(letter(), "<1@eu-west-1.amazonses.com>", NOW)
    cloud.ports.letterbox.give_up(letter(), "too_many_tries", after(1))
    (kept,) = [item for item in cloud.items() if item["sk"] == {"S": "O#01L1"}]
    assert "reason" not in kept


def _objects(cloud: Cloud) -> list[str]:
    return [kept["Key"] for kept in cloud.clients.of("s3").list_objects_v2(Bucket=cloud.bucket).get("Contents", [])]


def _item(cloud: Cloud, partition: str) -> dict[str, Any]:
    (found,) = [dict(item) for item in cloud.items() if item["pk"] == {"S": partition}]
    return found
