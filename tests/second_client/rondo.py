"""A small client of Rondo, written from /api/openapi.json and /api/asyncapi.json alone.

Every frame in both directions is checked against the schemas of the AsyncAPI document.
"""

import asyncio
import http.cookiejar
import itertools
import json
import urllib.error
import urllib.request
import uuid

import jsonschema
import websockets


class Api:
    """The HTTP side of one browser: JSON in and out, with its own cookies."""

    def __init__(self, origin):
        self.origin = origin
        jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(rfc2965=False))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Origin": self.origin}
        request = urllib.request.Request(self.origin + path, data, headers, method=method)
        with self.opener.open(request, timeout=10) as answer:
            text = answer.read()
            return json.loads(text) if text else None

    def refused(self, method, path, body=None):
        """The status and the code of a call that must be refused."""
        try:
            self.call(method, path, body)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())["code"]
        raise AssertionError(f"{method} {path} was not refused")


class Schemas:
    """The messages of the AsyncAPI document."""

    def __init__(self, document):
        self.subprotocol = document["channels"]["meeting"]["bindings"]["ws"]["headers"]["properties"][
            "Sec-WebSocket-Protocol"
        ]["const"]
        self.address = document["channels"]["meeting"]["address"]
        messages = document["components"]["messages"]
        self.validators = {
            side: jsonschema.Draft7Validator(
                {"$ref": f"#/components/messages/{side}/payload", "components": document["components"]}
            )
            for side in messages
        }

    def check(self, side, message):
        self.validators[side].validate(message)


class Person:
    """One person in one room."""

    def __init__(self, api, schemas, room):
        self.api, self.schemas, self.room = api, schemas, room
        self.refs = itertools.count(1)
        self.socket = self.welcome = self.view = self.waiting = None
        self.seq = 0
        self.names = {}
        self.events = []
        self.frames = []
        self.answers = {}
        self.news = asyncio.Event()

    async def come(self, resume=False):
        token = await asyncio.to_thread(self.api.call, "POST", f"/api/rooms/{self.room}/token", {})
        address = self.api.origin.replace("http", "ws", 1) + self.schemas.address.replace("{room}", self.room)
        self.socket = await websockets.connect(
            address, subprotocols=[self.schemas.subprotocol], origin=self.api.origin
        )
        hello = {"type": "hello", "token": token["token"]}
        if resume:
            hello["resume"] = {"meeting": self.welcome["meeting"], "seq": self.seq}
        self.welcome = None
        await self.send(hello)
        self.reader = asyncio.create_task(self.read())
        await self.until(lambda: self.welcome, "a welcome")
        if not self.welcome["joined"]:
            guidelines = self.welcome["room"]["guidelines_version"]
            await self.do({"type": "join", "guidelines_version": guidelines, "adult": True})

    async def send(self, message):
        self.schemas.check("client", message)
        await self.socket.send(json.dumps(message))

    async def read(self):
        try:
            async for text in self.socket:
                message = json.loads(text)
                self.schemas.check("server", message)
                self.frames.append(message)
                self.hear(message)
                self.news.set()
        except websockets.ConnectionClosed:
            pass

    def hear(self, message):
        kind = message["type"]
        if kind == "welcome":
            self.welcome = message
        elif kind == "waiting":
            self.waiting = message["view"]
        elif kind == "snapshot":
            self.view, self.seq, self.waiting = message["view"], message["seq"], None
            self.names = {person["id"]: person["name"] for person in self.view["people"]}
        elif kind == "events":
            events = message["events"]
            after = message["after"] if "after" in message else events[0]["seq"] - 1
            assert after <= self.seq, "frames were lost"
            for numbered in events:
                if numbered["seq"] > self.seq:
                    self.events.append(numbered)
                    self.follow(numbered["event"])
            self.seq = max(self.seq, message["upto"] if "upto" in message else events[-1]["seq"])
        elif kind in ("accepted", "refused"):
            self.answers[message["ref"]] = message

    def follow(self, event):
        """As much of the meeting as this client cares for: each event carries the new value."""
        kind, floor = event["type"], self.view["floor"]
        if kind == "turn_changed":
            floor["turn"] = event["turn"]
        elif kind == "turn_ended":
            floor["turn"] = None
        elif kind == "round_started":
            floor["round"] = event["round"]
        elif kind == "round_closed":
            floor["round"] = None
        elif kind == "item_started":
            self.view["item"] = event["item"]
        elif kind == "posted":
            message = event["message"]
            name = self.names[message["from"]]
            self.view["messages"].append({"name": name, "item": self.view["item"], **message})
        elif kind == "admitted":
            self.names[event["person"]["id"]] = event["person"]["name"]
        elif kind == "ended":
            self.view["phase"] = {"type": "ended", "reason": event["reason"]}

    async def ask(self, command, id=None):
        """Sends a command and returns its answer."""
        ref = next(self.refs)
        await self.send({"type": "command", "ref": ref, "id": id or uuid.uuid4().hex, "command": command})
        await self.until(lambda: ref in self.answers, f"an answer to {command['type']}")
        return self.answers[ref]

    async def do(self, command, id=None):
        answer = await self.ask(command, id)
        assert answer["type"] == "accepted", f"{command} was refused: {answer}"
        return answer["seq"]

    async def refused(self, command):
        answer = await self.ask(command)
        assert answer["type"] == "refused", f"{command} was accepted"
        return answer["code"]

    async def until(self, holds, what, seconds=10):
        async with asyncio.timeout(seconds):
            while not holds():
                self.news.clear()
                if self.reader.done() and self.reader.exception():
                    raise self.reader.exception()
                await self.news.wait()

    @property
    def turn(self):
        return self.view and self.view["floor"]["turn"]

    def offered(self):
        turn = self.turn
        return turn and turn["holder"] == self.welcome["participant"] and turn["stage"]["type"] == "offered"

    def texts(self):
        return [message["text"] for message in self.view["messages"]]

    async def vanish(self):
        """The connection is lost, without a word."""
        self.socket.transport.abort()
        await self.reader
