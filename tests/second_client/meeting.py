"""Holds a whole peer-led meeting with the second client. Usage: meeting.py path/to/rondo"""

import asyncio
import re
import subprocess
import sys
import tempfile

from rondo import Api, Person, Schemas

PASSWORD = "seven lamps along the quiet harbour"


def start(binary, data_dir):
    """The server on a free port; its origin and the secret of the one-time link."""
    command = [binary, "--listen", "127.0.0.1:0", "--data-dir", data_dir, "--log-level", "warn"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        link = re.search(r"(http://[^/\s]+)/setup#(\S+)", line)
        if link:
            return server, link[1], link[2]
    raise AssertionError("the server did not print its one-time link")


def make_room(host, secret):
    host.call("POST", "/api/setup", {
        "secret": secret, "name": "hanne", "display_name": "Hanne", "password": PASSWORD,
    })
    room = host.call("POST", "/api/rooms", {
        "kind": "peer_led", "format": "mini", "title": "A small circle", "topics": [],
        "suits": "", "not_for": "", "capacity": 8,
    })
    invite = host.call("POST", f"/api/rooms/{room['id']}/invites", {"kind": "member"})
    return room["id"], invite["link"].split("#")[1]


def take_a_seat(origin, secret, name):
    member = Api(origin)
    seat = member.call("POST", "/api/invites/redeem", {"secret": secret, "name": name, "adult": True})
    assert seat["recovery_code"]
    return member


async def hold(origin, secret):
    host = Api(origin)
    schemas = Schemas(host.call("GET", "/api/asyncapi.json"))
    room, invite = make_room(host, secret)
    look_alike = Api(origin).refused(
        "POST", "/api/invites/redeem", {"secret": invite, "name": "Dr Amadi", "adult": True}
    )
    assert look_alike == (422, "name_claims_role"), look_alike

    lead = Person(host, schemas, room)
    odile = Person(take_a_seat(origin, invite, "Odile"), schemas, room)
    tomasz = Person(take_a_seat(origin, invite, "Tomasz"), schemas, room)
    people = [lead, odile, tomasz]

    await odile.come()
    await odile.until(lambda: odile.waiting, "the waiting room")
    await lead.come()
    await lead.do({"type": "open_meeting"})
    await tomasz.come()
    for person in people:
        await person.until(lambda person=person: person.view and person.view["item"] == 0, "the first item")

    # A member's forged commands are refused.
    assert await odile.refused({"type": "advance", "from": 0}) == "not_permitted"
    assert await odile.refused({"type": "mute", "who": tomasz.welcome["participant"], "for_ms": None}) == "not_permitted"
    assert await odile.refused({"type": "post", "text": "out of turn"}) in ("not_holder", "floor_taken")

    await lead.do({"type": "advance", "from": 0})
    assert await lead.refused({"type": "advance", "from": 0}) == "stale"
    await lead.do({"type": "start_round", "item": 1})

    for heard in range(3):
        await lead.until(lambda: lead.turn and lead.turn["stage"]["type"] == "offered", "an offer")
        holder = next(p for p in people if p.welcome["participant"] == lead.turn["holder"])
        turn = lead.turn["id"]
        await holder.until(holder.offered, "one's own offer")
        if heard == 1:
            await holder.do({"type": "pass", "turn": turn})
        else:
            await holder.do({"type": "accept", "turn": turn})
            await share(holder, turn, f"share {heard}")
            await holder.do({"type": "done", "turn": turn})
        await lead.until(lambda: not lead.turn or lead.turn["id"] != turn, "the next turn")

    for person in people:
        await person.until(lambda person=person: person.texts() == ["share 0", "share 2"], "both shares")
    await lead.do({"type": "end_meeting"})
    for person in people:
        await person.until(lambda person=person: person.view["phase"]["type"] == "ended", "the end")
        await asyncio.wait_for(person.socket.wait_closed(), 10)
        assert person.socket.close_code == 1000, person.socket.close_code


async def share(holder, turn, text):
    """Says one thing, losing the connection before the answer: it is said once all the same."""
    ref = next(holder.refs)
    command = {"type": "post", "text": text}
    await holder.send({"type": "command", "ref": ref, "id": f"share-{turn}", "command": command})
    await holder.vanish()
    await holder.come(resume=True)
    await holder.do(command, id=f"share-{turn}")
    await holder.until(lambda: holder.texts().count(text) == 1, "one's own words, once")
    stage = holder.turn["stage"]["type"]
    assert stage in ("speaking", "accepted", "held"), stage


def main():
    with tempfile.TemporaryDirectory() as data_dir:
        server, origin, secret = start(sys.argv[1], data_dir)
        try:
            asyncio.run(hold(origin, secret))
        finally:
            server.terminate()
            server.wait(20)
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
