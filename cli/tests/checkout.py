"""A payment from hold to refund against `freedompay sandbox`, with nothing of this repository: Python's standard
library alone signs the calls and checks the answers.

    python3 checkout.py http://127.0.0.1:PORT
"""

import hashlib
import sys
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

SECRET = "sandbox-secret"


def values(fields):
    """Values in the order of their names; nested ones in the place of their parent."""
    for name, value in sorted(fields, key=lambda field: field[0]):
        if name == "pg_sig":
            continue
        if isinstance(value, list):
            yield from values(value)
        else:
            yield value


def sign(script, fields, secret):
    text = ";".join([script, *values(fields), secret])
    return hashlib.md5(text.encode()).hexdigest()


def read(element):
    return [(child.tag, read(child) if len(child) else child.text or "") for child in element]


def call(path, secret=SECRET, **fields):
    """Makes a signed call; gives the answer's fields after its signature was found right."""
    script = path.rsplit("/", 1)[-1]
    fields = [("pg_" + name, str(value)) for name, value in fields.items()]
    fields += [("pg_merchant_id", "123456"), ("pg_salt", "python")]
    fields.append(("pg_sig", sign(script, fields, secret)))
    body = urllib.parse.urlencode(fields).encode()
    with opener.open(sys.argv[1] + path, body, timeout=30) as answer:
        members = read(ElementTree.fromstring(answer.read()))
    answer = dict(members)
    # Without a signature come only the errors whose answers the provider documents as unsigned.
    if answer.get("pg_error_code") not in ("1100", "9998", "11068"):
        expect(answer.get("pg_sig"), sign(script, members, SECRET))
    return answer


def expect(found, wanted):
    if found != wanted:
        sys.exit(f"expected {wanted!r}, found {found!r}")


# No proxy of the environment's stands between two programs on one machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

order = dict(order_id="py-1", amount="1000.50", currency="KZT", description="Order py-1", auto_clearing=0)
card = dict(card_pan="4400444400004440", card_cvc="123", card_year="31", card_month="12", card_name="John Doe")

expect(call("/g2g/payment", secret="not-the-secret", **order, **card)["pg_error_code"], "1100")

held = call("/g2g/payment", **order, **card)
expect(held["pg_status"], "ok")
payment = held["pg_payment_id"]
expect(call("/g2g/status_v2", payment_id=payment)["pg_captured"], "0")
expect(call("/g2g/refund", payment_id=payment)["pg_error_code"], "10034")

captured = call("/g2g/clearing", payment_id=payment, clearing_amount="900")
expect((captured["pg_status"], captured["pg_clearing_amount"]), ("ok", "900"))
expect(call("/g2g/clearing", payment_id=payment)["pg_error_code"], "10036")

expect(call("/g2g/refund", payment_id=payment, amount="100.25")["pg_status"], "ok")
expect(call("/g2g/refund", payment_id=payment, amount="800")["pg_error_code"], "10020")
expect(call("/g2g/refund", payment_id=payment)["pg_status"], "ok")
found = call("/g2g/status_v2", payment_id=payment)
expect((found["pg_payment_status"], found["pg_refund_amount"]), ("refunded", "-900.00"))
print("held, captured, refunded")
