"""The port `Directory`: an address is one person's; it can change, a ref cannot."""

from dataclasses import replace
from datetime import date

import pytest
from tests.contract.samples import NOW, bo, kari
from tests.contract.worlds import Ports

from chalicelib.desk.ports import Conflict
from chalicelib.domain.people import Agreement, Organisation, ReturnMark, Role

FJORD = Organisation(
    "fjord",
    "Fjord Bygg AS",
    (Agreement("promark", date(2025, 1, 1)), Agreement("timecare", date(2024, 1, 1), date(2025, 12, 31))),
    "nb",
)
HAVN = Organisation("havn", "Havn Oy")


def test_an_organisation_comes_back_as_it_was_kept(ports: Ports) -> None:
    ports.directory.keep_organisation(FJORD)
    assert ports.directory.organisation("fjord") == FJORD
    assert ports.directory.organisation("havn") is None


def test_an_organisation_is_changed_by_keeping_it_again(ports: Ports) -> None:
    ports.directory.keep_organisation(HAVN)
    ports.directory.keep_organisation(Organisation("havn", "Havn Ab"))
    assert ports.directory.organisation("havn") == Organisation("havn", "Havn Ab")


def test_organisations_are_fetched_together_and_unknown_ones_left_out(ports: Ports) -> None:
    ports.directory.keep_organisation(FJORD)
    ports.directory.keep_organisation(HAVN)
    assert ports.directory.organisations(["havn", "fjord", "havn", "nobody"]) == {"fjord": FJORD, "havn": HAVN}
    assert ports.directory.organisations([]) == {}


def test_people_come_back_as_they_were_kept(ports: Ports) -> None:
    ports.directory.keep_contact(kari(role=Role.ADMINISTRATOR))
    ports.directory.keep_agent(bo(role=Role.LEAD, language="sv"))
    assert ports.directory.person("contact:fjord:kari") == kari(role=Role.ADMINISTRATOR)
    assert ports.directory.person("agent:bo") == bo(role=Role.LEAD, language="sv")


def test_people_are_fetched_together_and_what_is_no_person_left_out(ports: Ports) -> None:
    ports.directory.keep_contact(kari())
    ports.directory.keep_agent(bo())
    refs = ["agent:bo", "contact:fjord:kari", "agent:bo", "machine", "stranger", "address:x@y.example", "agent:nobody"]
    assert ports.directory.people(refs) == {"agent:bo": bo(), "contact:fjord:kari": kari()}


def test_a_customers_administrators_are_found_among_its_contacts(ports: Ports) -> None:
    ada, eva = kari(id="ada", address="ada@fjord.example"), kari(id="eva", address="eva@fjord.example")
    for contact in (replace(eva, role=Role.ADMINISTRATOR), kari(), replace(ada, role=Role.ADMINISTRATOR)):
        ports.directory.keep_contact(contact)
    ports.directory.keep_contact(kari(organisation="havn", address="kari@havn.example", role=Role.ADMINISTRATOR))
    assert [one.id for one in ports.directory.administrators_of("fjord")] == ["ada", "eva"]
    assert ports.directory.administrators_of("nobody") == ()


@pytest.mark.parametrize(
    "ref", ["", "machine", "agent:", "contact:fjord", "contact:fjord:", "agent:a:b", "contact:a:b:c"]
)
def test_what_is_no_ref_is_nobody(ports: Ports, ref: str) -> None:
    assert ports.directory.person(ref) is None


def test_a_person_is_found_by_address_however_it_is_spelt(ports: Ports) -> None:
    ports.directory.keep_contact(kari(address="Kari@Fjord.example"))
    assert ports.directory.by_address(" kari@FJORD.example ") == kari(address="Kari@Fjord.example")
    assert ports.directory.by_address("ola@fjord.example") is None
    assert ports.directory.by_address("") is None


def test_an_address_is_one_persons_only(ports: Ports) -> None:
    ports.directory.keep_contact(kari())
    with pytest.raises(Conflict):
        ports.directory.keep_contact(kari(id="ola"))
    with pytest.raises(Conflict):
        ports.directory.keep_agent(bo(address="KARI@fjord.example"))
    assert ports.directory.person("contact:fjord:ola") is None
    assert ports.directory.agents_of("promark") == ()
    assert ports.directory.by_address("kari@fjord.example") == kari()


def test_a_person_who_changes_the_address_frees_the_old_one(ports: Ports) -> None:
    ports.directory.keep_contact(kari())
    ports.directory.keep_contact(kari(address="kari.nordmann@fjord.example"))
    assert ports.directory.by_address("kari@fjord.example") is None
    ports.directory.keep_contact(kari(id="kari2"))
    assert ports.directory.by_address("kari@fjord.example") == kari(id="kari2")


def test_a_person_may_be_kept_again_and_take_the_old_address_back(ports: Ports) -> None:
    for address in ("kari@fjord.example", "k@fjord.example", "kari@fjord.example", "Kari@fjord.example"):
        ports.directory.keep_contact(kari(address=address))
        assert ports.directory.by_address(address) == kari(address=address)


def test_people_without_an_address_do_not_stand_in_each_others_way(ports: Ports) -> None:
    ports.directory.keep_contact(kari(id="a", address=""))
    ports.directory.keep_contact(kari(id="b", address=""))
    ports.directory.keep_contact(kari(id="b", address="b@fjord.example"))
    ports.directory.keep_contact(kari(id="b", address=""))
    assert ports.directory.by_address("b@fjord.example") is None


def test_the_agents_of_a_desk_are_those_who_work_there_now(ports: Ports) -> None:
    ports.directory.keep_agent(bo())
    ports.directory.keep_agent(bo(id="ann", address="ann@desk.example", desks=("timecare",)))
    assert [agent.id for agent in ports.directory.agents_of("timecare")] == ["ann", "bo"]
    ports.directory.keep_agent(bo(name="Bo Ekman", desks=("promark", "adminet")))
    assert [agent.id for agent in ports.directory.agents_of("timecare")] == ["ann"]
    assert [agent.name for agent in ports.directory.agents_of("promark")] == ["Bo Ekman"]
    assert [agent.name for agent in ports.directory.agents_of("adminet")] == ["Bo Ekman"]


def test_customers_of_a_desk_are_found_by_the_beginning_of_their_name(ports: Ports) -> None:
    promark = (Agreement("promark", date(2025, 1, 1)),)
    for id, name in (("b", "Fjordfisk AS"), ("a", "Fjord Bygg AS"), ("c", "Ås Data"), ("d", "fjordkraft")):
        ports.directory.keep_organisation(Organisation(id, name, promark))
    ports.directory.keep_organisation(Organisation("e", "Fjordly", (Agreement("timecare", date(2025, 1, 1)),)))
    assert [one.id for one in ports.directory.customers_of("promark", "FJORD")] == ["a", "b", "d"]
    assert [one.id for one in ports.directory.customers_of("promark", "", limit=2)] == ["a", "b"]
    assert [one.name for one in ports.directory.customers_of("promark", "ås")] == ["Ås Data"]
    assert ports.directory.customers_of("evidencija", "f") == ()


def test_a_customer_who_changes_name_or_desk_is_found_as_it_is_now(ports: Ports) -> None:
    ports.directory.keep_organisation(FJORD)
    ports.directory.keep_organisation(replace(FJORD, name="Elv Bygg AS", agreements=FJORD.agreements[:1]))
    assert ports.directory.customers_of("promark", "fjord") == ()
    assert ports.directory.customers_of("timecare", "elv") == ()
    assert [one.name for one in ports.directory.customers_of("promark", "elv")] == ["Elv Bygg AS"]


def test_an_address_from_which_letters_come_back_is_marked_and_the_mark_is_lifted(ports: Ports) -> None:
    mark = ReturnMark(NOW, "kari@fjord.example", "5.1.1")
    ports.directory.keep_contact(kari())
    ports.directory.keep_agent(bo())
    ports.directory.mark_returned(kari().ref, mark)
    assert ports.directory.by_address("kari@fjord.example") == kari(returned=mark)
    ports.directory.keep_contact(kari(phone="+47 22 00 00 00"))
    assert ports.directory.person(kari().ref) == kari(returned=mark, phone="+47 22 00 00 00")
    ports.directory.mark_returned(kari().ref, None)
    ports.directory.keep_contact(kari(returned=mark, phone="+47 22 00 00 00"))
    ports.directory.mark_returned("contact:fjord:gone", mark)
    assert ports.directory.by_address("kari@fjord.example") == kari(phone="+47 22 00 00 00")
    assert ports.directory.person("contact:fjord:gone") is None
