"""A mail server for the tests: aiosmtpd, with what mail servers do to those who send.

    server.py FOLDER PORT TLS [USER PASSWORD]

TLS is `implicit`, `starttls` or `none`; the certificate's authority is written to FOLDER/ca.pem, or read from
there with its key if the server is started again. PORT 0 lets the system choose. Each line that it prints is
an object: the port, and then each message that it took, read by Python's own email library.

The name before the @ of a recipient says what happens:

    bounce    550, there is no such mailbox
    policy    550 5.7.1, one may not send to it
    grey      451 at the first try, taken at the next
    spam      554 once the message was sent
    lost      taken, and the connection is cut before it is said so
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FOLDER, PORT, TLS = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
LOGIN = tuple(sys.argv[4:6]) or None


def context():
    ca_file, chain_file = FOLDER / "ca.pem", FOLDER / "server.pem"
    if not chain_file.exists():
        ca = trustme.CA()
        ca.cert_pem.write_to_path(ca_file)
        ca.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(chain_file)
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(chain_file)
    return made


def tell(what):
    print(json.dumps(what), flush=True)


def part(found):
    content = found.get_content()
    return {
        "type": found.get_content_type(),
        "charset": found.get_content_charset(),
        "method": found.get_param("method"),
        "text": content if isinstance(content, str) else None,
    }


class Mailbox:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name.startswith("bounce"):
            return f"550 5.1.1 <{address}>: no such mailbox"
        if name.startswith("policy"):
            return "550 5.7.1 relaying denied"
        if name.startswith("grey") and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name.startswith("spam"):
            return "554 5.6.0 this looks like spam"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        tell({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or TLS == "implicit",
            "login": session.auth_data.login.decode() if session.auth_data else None,
            "headers": [[name, str(value)] for name, value in message.items()],
            "type": message.get_content_type(),
            "parts": [part(found) for found in message.walk() if not found.is_multipart()],
            "defects": [str(defect) for found in message.walk() for defect in found.defects],
        })
        if name.startswith("lost"):
            server.transport.abort()
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    if isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == LOGIN:
        return AuthResult(success=True, auth_data=data)
    return AuthResult(success=False, handled=False)


async def main():
    mailbox, secured = Mailbox(), context()

    def smtp():
        return SMTP(
            mailbox,
            hostname="localhost",
            authenticator=authenticate,
            auth_required=LOGIN is not None,
            auth_require_tls=TLS == "starttls",
            require_starttls=TLS == "starttls",
            tls_context=secured if TLS == "starttls" else None,
        )

    over = secured if TLS == "implicit" else None
    server = await asyncio.get_running_loop().create_server(smtp, "127.0.0.1", PORT, ssl=over)
    tell({"port": server.sockets[0].getsockname()[1]})
    await server.serve_forever()


asyncio.run(main())
