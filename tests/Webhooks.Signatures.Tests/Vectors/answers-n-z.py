#!/usr/bin/env python3
"""Known answers for senders N to Z: signs bodies with the standard library alone and writes the case files beside this script.

Run it without arguments; it writes the same bytes each time. A case that the sender itself published is copied, not computed; of it,
this script only makes the altered twin.
"""
import base64
import hashlib
import hmac
import json
import pathlib

HERE = pathlib.Path(__file__).parent
SOURCE = "computed by " + pathlib.Path(__file__).name
AT = 1795971200  # 2026-11-29T16:53:20Z
ISO = "2026-11-29T16:53:20Z"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


# The event's id and type, as the sender documents them; an id of None is the hash of the body.
EVENTS = {
    "azure-event-grid": (None, "Harbour.CraneStopped"), "cloudevents": ("/harbour+A-42", "com.example.crane.stopped"),
    "notion": ("367cba44-b6f3-4c92-81e7-6a2e9659efd4", "page.created"), "nylas": ("k3j2-42", "grant.expired"),
    "okta": ("b5a188b9-5ece-4636-b041-482ffda96311", "user.lifecycle.create"), "openai": ("evt_42", "response.completed"), "orb": ("o4mmewpfNNTnjfZc", "invoice.issued"),
    "paystack": (None, "charge.success"), "persona": ("evt_42", "inquiry.completed"), "pipedrive": ("3f1c+2.0", "deal"),
    "polar": ("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "order.paid"), "postmark": (None, "Delivery"), "quickbooks": (None, "Invoice"), "razorpay": (None, "payment.captured"),
    "recharge": (None, "unknown"), "recharge-v1": (None, "unknown"), "resend": ("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "email.delivered"),
    "revenuecat": ("12345678-1234", "RENEWAL"), "revenuecat-token": ("12345678-1234", "RENEWAL"), "salesforce-marketing-cloud": (None, "TransactionalSendEvents.EmailSent"),
    "sanity": (None, "berth"), "segment": ("ajs-42", "track"), "sentry": (None, "issue"), "shippo": (None, "track_updated"), "shopify-events": (None, "product"), "snyk": (None, "project_snapshot/v0"),
    "supabase-auth": ("0b8f3f5e-2f1c-4e7a-9a53-0f5d0c4b8a11", "unknown"), "svix": ("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "invoice.paid"), "telegram": ("10000", "unknown"),
    "terraform": (None, "run:completed"), "terraform-run-task": ("taskrs-42", "post_plan"), "twitch": ("e76c6bd4-55c9-4987-8304-da1588d8988b", "stream.online"),
    "typeform": ("LtWXD3crgy", "form_response"), "vercel": ("uev_42", "deployment.succeeded"), "webex": (None, "messages"), "webflow": (f"{AT}000+", "form_submission"),
    "websub": (None, "unknown"), "wise": (None, "transfers#state-change"), "woocommerce": (None, "order.created"), "workable": ("7f3a", "candidate_moved"), "workos": ("event_42", "user.created"),
    "worldpay": ("bb55ca5a-e05c-47e1-8e94-e88bac1a0a17", "sentForSettlement"), "x-twitter": (None, "unknown"), "xero": (None, "INVOICE"), "youtube": (None, "unknown"),
    "zendesk": ("6b9bbadf-5725-4e92-bebe-7b71011bf5f1+2022-06-20", "zen:event-type:user.created"), "zoom": (None, "meeting.started"),
}
# Headers that the sender does not sign, and what they add to the id.
UNSIGNED = {
    "sentry": ([("Request-ID", "8b1c1d1e-42"), ("Sentry-Hook-Resource", "issue")], "8b1c1d1e-42+"),
    "shopify-events": ([("shopify-event-id", "98880550-7158"), ("shopify-handle", "product")], "98880550-7158+"),
    "snyk": ([("X-Snyk-Event", "project_snapshot/v0"), ("X-Snyk-Transport-ID", "42e7-af13")], "42e7-af13+"),
    "woocommerce": ([("X-WC-Webhook-Topic", "order.created"), ("X-WC-Webhook-Delivery-ID", "d42")], "d42+"),
}


def event_id(preset, body):
    id = EVENTS[preset][0]
    added = UNSIGNED[preset][1] if preset in UNSIGNED else id if id and id.endswith("+") else ""
    return id if id and not added else added + "sha256:" + hashlib.sha256(body).hexdigest()


def write(preset, case, body, headers, secret, expect, at=None, url=None, source=SOURCE, note=None):
    folder = HERE / preset
    folder.mkdir(exist_ok=True)
    (folder / f"{case}.body").write_bytes(body)
    (folder / f"{case}.headers").write_bytes("".join(f"{name}: {value}\n" for name, value in headers).encode())
    (folder / f"{case}.secret").write_bytes(secret.encode())
    facts = {"url": url, "method": "POST", "at": at, "source": source, "expect": expect}
    facts |= {"eventId": event_id(preset, body), "eventType": EVENTS[preset][1]} if expect == "verifies" else {}
    (folder / f"{case}.json").write_bytes((json.dumps(facts | ({"note": note} if note else {}), indent=2) + "\n").encode())


def flipped(body):
    """The body with its last letter or digit replaced by another."""
    at = max(i for i, byte in enumerate(body) if chr(byte).isalnum())
    return body[:at] + (b"0" if body[at:at + 1] != b"0" else b"1") + body[at + 1:]


def answer(preset, secret, body, sign, content_type=JSON, at=None, url=None, note=None):
    """One case that verifies, and its twin with one changed byte under the same signature."""
    body = body.encode()
    headers = [("Content-Type", content_type)] + (UNSIGNED[preset][0] if preset in UNSIGNED else []) + sign(body)
    write(preset, "known-answer", body, headers, secret, "verifies", at, url, note=note)
    write(preset, "changed-byte", flipped(body), headers, secret, "refused", at, url, note="the signature is that of known-answer")


def shared(preset, secret, body, header, value, changed, content_type=JSON, url=None, changed_url=None, more=()):
    """One case with the right token, and its twin with one changed character in the token."""
    def headers(text):
        return [("Content-Type", content_type), *more] + ([(header, text)] if header else [])
    write(preset, "known-answer", body.encode(), headers(value), secret, "verifies", url=url)
    write(preset, "changed-byte", body.encode(), headers(changed), secret, "refused", url=changed_url or url, note="the token has one changed character")


def altered(preset, case):
    """The twin of a published case, with one changed byte of the body under the same signature."""
    folder = HERE / preset
    facts = json.loads((folder / f"{case}.json").read_text())
    for part in ("headers", "secret"):
        (folder / f"changed-byte.{part}").write_bytes((folder / f"{case}.{part}").read_bytes())
    (folder / "changed-byte.body").write_bytes(flipped((folder / f"{case}.body").read_bytes()))
    facts |= {"source": SOURCE, "expect": "refused", "note": f"the signature is that of {case}"}
    (folder / "changed-byte.json").write_bytes((json.dumps(facts, indent=2) + "\n").encode())


def mac(key, content, digest="sha256"):
    return hmac.new(key if isinstance(key, bytes) else key.encode(), content, digest)


def b64(data):
    return base64.b64encode(data).decode()


def hex_of_body(header, key, digest="sha256", prefix=""):
    return lambda body: [(header, prefix + mac(key, body, digest).hexdigest())]


def base64_of_body(header, key, digest="sha256", prefix=""):
    return lambda body: [(header, prefix + b64(mac(key, body, digest).digest()))]


def timed(header, key, join="t=%s,v1=%s", unit=1):
    time = str(AT * unit)
    return lambda body: [(header, join % (time, mac(key, time.encode() + b"." + body).hexdigest()))]


def standard(key, id, prefix="webhook-"):
    def sign(body):
        signature = b64(mac(key, f"{id}.{AT}.".encode() + body).digest())
        return [(prefix + "id", id), (prefix + "timestamp", str(AT)), (prefix + "signature", "v1," + signature)]
    return sign


def whsec(text):
    """A Standard Webhooks secret for these key bytes."""
    return "whsec_" + b64(text.encode())


# RSA with PKCS #1 v1.5 is deterministic; its key comes from a fixed seed, so that no private key lies in a file.
def prime(seed):
    at = int.from_bytes(hashlib.sha512((seed + "/0").encode()).digest() + hashlib.sha512((seed + "/1").encode()).digest(), "big")
    at |= (3 << 1022) | 1
    while any(at % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31)) or (at - 1) % 65537 == 0 or not is_prime(at):
        at += 2
    return at


def is_prime(number):
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def der(tag, content):
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([0x80 | (length.bit_length() + 7) // 8]) + length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag]) + size + content


def integer(number):
    return der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


RSA_ENCRYPTION = der(0x30, bytes.fromhex("06092a864886f70d0101010500"))
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class Rsa:
    def __init__(self, seed):
        first, second = prime(seed + "/p"), prime(seed + "/q")
        self.modulus, self.exponent = first * second, pow(65537, -1, (first - 1) * (second - 1))

    def pem(self):
        key = der(0x30, RSA_ENCRYPTION + der(3, b"\0" + der(0x30, integer(self.modulus) + integer(65537))))
        text = b64(key)
        return "-----BEGIN PUBLIC KEY-----\n" + "".join(text[i:i + 64] + "\n" for i in range(0, len(text), 64)) + "-----END PUBLIC KEY-----\n"

    def sign(self, content):
        info = SHA256_INFO + hashlib.sha256(content).digest()
        size = (self.modulus.bit_length() + 7) // 8
        block = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
        return pow(int.from_bytes(block, "big"), self.exponent, self.modulus).to_bytes(size, "big")


# What the senders published.
for preset, case in {
    "paddle": "standard", "pagerduty": "incident-priority-updated", "pusher": "channel-vacated", "replicate": "sdk-test",
    "sendgrid": "single-event", "shopify": "products-create", "slack": "slash-command", "square": "plain-id", "stripe": "invoiceitem-created",
    "trello": "update-card", "twilio": "form", "twilio-json": "json-body-sha256",
}.items():
    altered(preset, case)

# Fixed tokens and Basic.
shared("azure-event-grid", "grid-token-of-the-harbour", '[{"id":"4f5a1c9e-1","eventType":"Harbour.CraneStopped","subject":"cranes/north","eventTime":"2026-11-29T16:53:20Z","data":{},"dataVersion":"1"}]',
       None, None, None, more=[("aeg-event-type", "Notification")],
       url="https://receiver.example/webhooks/grid?token=grid-token-of-the-harbour", changed_url="https://receiver.example/webhooks/grid?token=grid-token-of-the-harbor")
shared("cloudevents", "bearer-of-the-harbour", '{"crane":"north"}', "Authorization", "Bearer bearer-of-the-harbour", "Bearer bearer-of-the-harbouR",
       more=[("ce-specversion", "1.0"), ("ce-id", "A-42"), ("ce-source", "/harbour"), ("ce-type", "com.example.crane.stopped")])
shared("okta", "okta-token-of-the-harbour", '{"eventId":"b5a188b9-5ece-4636-b041-482ffda96311","eventTime":"2026-11-29T16:53:20Z","data":{"events":[{"uuid":"e-1","eventType":"user.lifecycle.create"}]}}',
       "Authorization", "okta-token-of-the-harbour", "okta-token-of-the-harbouR")
shared("pipedrive", "robin:rope-and-anchor", '{"meta":{"id":"3f1c","version":"2.0","entity":"deal","action":"change"},"data":{"id":42}}',
       "Authorization", "Basic " + b64(b"robin:rope-and-anchor"), "Basic " + b64(b"robin:rope-and-anchoR"))
shared("postmark", "robin:rope-and-anchor", '{"RecordType":"Delivery","MessageID":"883953f4-6105-42a2-a16a-77a8eac79483","Recipient":"robin@example.com","DeliveredAt":"2026-11-29T16:53:20Z"}',
       "Authorization", "Basic " + b64(b"robin:rope-and-anchor"), "Basic " + b64(b"Robin:rope-and-anchor"))
shared("revenuecat-token", "Bearer berth-of-the-harbour", '{"api_version":"1.0","event":{"id":"12345678-1234","type":"RENEWAL","event_timestamp_ms":1795971200000}}',
       "Authorization", "Bearer berth-of-the-harbour", "Bearer berth-of-the-harbouR")
shared("telegram", "telegram_token-of-the-harbour", '{"update_id":10000,"message":{"message_id":1365,"date":1795971200,"chat":{"id":7007,"type":"private"},"text":"/start"}}',
       "X-Telegram-Bot-Api-Secret-Token", "telegram_token-of-the-harbour", "telegram_token-of-the-harbouR")

# The body alone.
secret = "Tides-turn-twice-a-day-0123456789"
for preset, header, body in (
    ("notion", "X-Notion-Signature", '{"id":"367cba44-b6f3-4c92-81e7-6a2e9659efd4","timestamp":"2026-11-29T16:53:20.000Z","type":"page.created","attempt_number":1}'),
    ("snyk", "X-Hub-Signature", '{"project":{"id":"af137b96-6966-46c1-826b-2e79ac49bbd9"},"newIssues":[],"removedIssues":[]}'),
    ("websub", "X-Hub-Signature", '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title></feed>'),
):
    answer(preset, secret, body, hex_of_body(header, secret, prefix="sha256="), "application/atom+xml" if preset == "websub" else JSON)
for preset, header, body in (
    ("nylas", "X-Nylas-Signature", '{"specversion":"1.0","type":"grant.expired","id":"k3j2-42","time":1795971200,"data":{}}'),
    ("razorpay", "X-Razorpay-Signature", '{"entity":"event",\n"event":"payment.captured",\n"payload":{"payment":{"entity":{"id":"pay_42","amount":4200}}},"created_at":1795971200}'),
    ("sentry", "Sentry-Hook-Signature", '{"action":"created","data":{"issue":{"id":"42","title":"CraneStuck"}},"actor":{"type":"application"}}'),
    ("workable", "X-Workable-Signature", '{"id":"7f3a","event_type":"candidate_moved","fired_at":"2026-11-29T16:53:20.000Z","data":{"id":"c42"}}'),
):
    answer(preset, secret, body, hex_of_body(header, secret))
for preset, header, body in (
    ("quickbooks", "intuit-signature", '{"eventNotifications":[{"realmId":"7007","dataChangeEvent":{"entities":[{"name":"Invoice","id":"42","operation":"Create","lastUpdated":"2026-11-29T16:53:20.000Z"}]}}]}'),
    ("salesforce-marketing-cloud", "x-sfmc-ens-signature", '[{"eventCategoryType":"TransactionalSendEvents.EmailSent","timestampUTC":1795971200000,"mid":7007}]'),
    ("shopify-events", "shopify-hmac-sha256", '{"product":{"id":"gid://shopify/Product/42","title":"Rope"}}'),
    ("woocommerce", "X-WC-Webhook-Signature", '{"id":42,"status":"processing","total":"42.00"}'),
):
    answer(preset, secret, body, base64_of_body(header, secret))
# Its keys look like Base64, and are text.
looks = b64(b"a key that is text all the same!")
answer("xero", looks, '{"events":[{"resourceId":"717f2bfc-c6d4-41fd-b238-3f2f0c0cf777","eventCategory":"INVOICE","eventType":"CREATE","eventDateUtc":"2026-11-29T16:53:20.000"}],"firstEventSequence":1,"lastEventSequence":1,"entropy":"S0m3r4nd0mt3xt"}',
       base64_of_body("x-xero-signature", looks))
answer("typeform", secret, '{"event_id":"LtWXD3crgy","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"a3a12ec67a"}}', base64_of_body("Typeform-Signature", secret, prefix="sha256="))
answer("x-twitter", secret, '{"for_user_id":"7007","tweet_create_events":[{"id_str":"42","text":"Is the crane free?"}]}', base64_of_body("x-twitter-webhooks-signature", secret, prefix="sha256="))
answer("worldpay", secret, '{"eventId":"bb55ca5a-e05c-47e1-8e94-e88bac1a0a17","eventTimestamp":"2026-11-29T16:53:20.000","eventDetails":{"classification":"payment","type":"sentForSettlement"}}',
       lambda body: [("Event-Signature", f"2/SHA256/{'ab' * 32},1/SHA256/{mac(secret, body).hexdigest()}")], note="a second key signs too, as during a rotation")
for preset, header, body in (
    ("paystack", "x-paystack-signature", '{"event":"charge.success","data":{"id":302961,"reference":"qTPrJoy9Bx","amount":10000}}'),
    ("terraform", "X-TFE-Notification-Signature", '{"payload_version":1,"notification_configuration_id":"nc-42","run_id":"run-42","notifications":[{"message":"Run Applied","trigger":"run:completed","run_status":"applied"}]}'),
    ("terraform-run-task", "X-TFC-Task-Signature", '{"payload_version":1,"access_token":"not-used","stage":"post_plan","task_result_id":"taskrs-42","run_id":"run-42"}'),
):
    answer(preset, secret, body, hex_of_body(header, secret, "sha512"))
for preset, header, prefix, body in (
    ("segment", "X-Signature", "", '{"messageId":"ajs-42","type":"track","event":"Berth booked","timestamp":"2026-11-29T16:53:20.000Z"}'),
    ("vercel", "x-vercel-signature", "", '{"id":"uev_42","type":"deployment.succeeded","createdAt":1795971200000,"payload":{}}'),
    ("webex", "X-Spark-Signature", "", '{"id":"hook-1","name":"harbour","resource":"messages","event":"created","data":{"id":"m-42"}}'),
    ("youtube", "X-Hub-Signature", "sha1=", '<feed xmlns="http://www.w3.org/2005/Atom"><title>YouTube video feed</title></feed>'),
):
    answer(preset, secret, body, hex_of_body(header, secret, "sha1", prefix), "application/atom+xml" if preset == "youtube" else JSON)
answer("recharge-v1", secret, '{"charge":{"id":42,"status":"success"}}', lambda body: [("X-Recharge-Hmac-Sha256", hashlib.sha256(secret.encode() + body).hexdigest())])

wise = Rsa("harbour")
answer("wise", wise.pem(), '{"data":{"resource":{"id":42,"profile_id":7007,"type":"transfer"},"current_state":"processing"},"subscription_id":"01234567-89ab","event_type":"transfers#state-change","schema_version":"2.0.0","sent_at":"2026-11-29T16:53:20Z"}',
       lambda body: [("X-Signature-SHA256", b64(wise.sign(body)))])

# The time in the signature's header.
for preset, header, body in (
    ("persona", "Persona-Signature", '{"data":{"type":"event","id":"evt_42","attributes":{"name":"inquiry.completed","created-at":"2026-11-29T16:53:20.000Z"}}}'),
    ("recharge", "X-Recharge-Webhook-Signature", '{"subscription":{"id":42,"status":"active"}}'),
    ("revenuecat", "X-RevenueCat-Webhook-Signature", '{"api_version":"1.0","event":{"id":"12345678-1234","type":"RENEWAL","event_timestamp_ms":1795971200000}}'),
    ("shippo", "Shippo-Auth-Signature", '{"event":"track_updated","data":{"tracking_number":"9205","tracking_status":{"status":"TRANSIT"}}}'),
):
    answer(preset, secret, body, timed(header, secret), at=AT)
answer("workos", secret, '{"id":"event_42","event":"user.created","created_at":"2026-11-29T16:53:20.000Z","data":{"id":"user_42"}}', timed("WorkOS-Signature", secret, "t=%s, v1=%s", 1000), at=AT)


def sanity(body):
    time = f"{AT}000"
    return [("sanity-webhook-signature", f"t={time},v1=" + base64.urlsafe_b64encode(mac(secret, f"{time}.".encode() + body).digest()).decode().rstrip("="))]


answer("sanity", secret, '{"_id":"42","_type":"berth","name":"North quay 2"}', sanity, at=AT)

# The time in a header of its own.
answer("orb", secret, '{"id":"o4mmewpfNNTnjfZc","created_at":"2026-11-29T16:53:20+00:00","type":"invoice.issued","invoice":{"id":"42"}}',
       lambda body: [("X-Orb-Timestamp", "2026-11-29T16:53:20.000"), ("X-Orb-Signature", "v1=" + mac(secret, b"v1:2026-11-29T16:53:20.000:" + body).hexdigest())], at=AT, note="no zone means UTC")
answer("webflow", secret, '{"triggerType":"form_submission","payload":{"id":"42","name":"Berth request"}}',
       lambda body: [("x-webflow-timestamp", f"{AT}000"), ("x-webflow-signature", mac(secret, f"{AT}000:".encode() + body).hexdigest())], at=AT)
answer("zoom", secret, '{"event":"meeting.started","payload":{"account_id":"a42","object":{"id":"42","uuid":"4444AAAiAAAAAiAiAiiAii=="}},"event_ts":1795971200000}',
       lambda body: [("x-zm-request-timestamp", str(AT)), ("x-zm-signature", "v0=" + mac(secret, f"v0:{AT}:".encode() + body).hexdigest())], at=AT)
published = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
answer("zendesk", published, '{"type":"zen:event-type:user.created","account_id":7007,"id":"6b9bbadf-5725-4e92-bebe-7b71011bf5f1","time":"2026-11-29T16:53:20Z","zendesk_event_version":"2022-06-20"}',
       lambda body: [("X-Zendesk-Webhook-Signature-Timestamp", ISO), ("X-Zendesk-Webhook-Signature", b64(mac(published, ISO.encode() + body).digest()))], at=AT,
       note="the secret is the one that Zendesk publishes for test requests; it is text, although it looks like Base64")


def twitch(body):
    id, time = "e76c6bd4-55c9-4987-8304-da1588d8988b", "2026-11-29T16:53:20.123456789Z"
    return [("Twitch-Eventsub-Message-Id", id), ("Twitch-Eventsub-Message-Timestamp", time), ("Twitch-Eventsub-Message-Type", "notification"),
            ("Twitch-Eventsub-Message-Signature", "sha256=" + mac(secret, (id + time).encode() + body).hexdigest())]


answer("twitch", secret, '{"subscription":{"id":"f1c2a387","status":"enabled","type":"stream.online","version":"1"},"event":{"id":"9001"}}', twitch, at=AT)

# Standard Webhooks and its kin.
key = "a key of thirty-two bytes, plain"
for preset, prefix, body in (
    ("openai", "webhook-", '{"object":"event","id":"evt_42","type":"response.completed","created_at":1795971200,"data":{"id":"resp_42"}}'),
    ("resend", "svix-", '{"type":"email.delivered","created_at":"2026-11-29T16:53:20.000Z","data":{"email_id":"42"}}'),
    ("svix", "svix-", '{"type":"invoice.paid","data":{"id":"42"}}'),
):
    answer(preset, whsec(key), body, standard(key, "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", prefix), at=AT)
answer("polar", "polar_whs_" + b64(key.encode()), '{"type":"order.paid","timestamp":"2026-11-29T16:53:20.000Z","data":{"id":"42"}}',
       standard("polar_whs_" + b64(key.encode()), "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"), at=AT, note="the key is the UTF-8 of the whole secret")


def supabase(body):
    right = dict(standard(key, "0b8f3f5e-2f1c-4e7a-9a53-0f5d0c4b8a11")(body))
    other = dict(standard("another key of thirty-two bytes.", "0b8f3f5e-2f1c-4e7a-9a53-0f5d0c4b8a11")(body))
    return list((right | {"webhook-signature": right["webhook-signature"] + ", " + other["webhook-signature"]}).items())


answer("supabase-auth", whsec(key), '{"user":{"id":"8484b834-f29e-4af2-bf42-80644d154f76","phone":"15550100"},"sms":{"otp":"424242"}}', supabase, at=AT, note="two secrets sign, joined by a comma and a space")
