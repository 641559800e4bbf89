"""Writes the known answers of the senders from A to M: deliveries signed here, without our code, by hashlib and the openssl command.

Run it in this folder: python3 answers-a-m.py. It writes the same bytes each time.
A wrong case is a right one with one signed byte changed. Cases that a sender published are not written here; of those that a
sender has, one gets a wrong twin.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import subprocess
import tempfile
import unicodedata
import urllib.parse

HERE = pathlib.Path(__file__).parent
SOURCE = "computed by " + pathlib.Path(__file__).name
AT = 1768478400
MS = str(AT) + "000"
ISO = "2026-01-15T12:00:00Z"
URL = "https://hooks.example.com/api/webhooks/quay?crane=7"


def mac(key, content, algorithm="sha256"):
    return hmac.new(key.encode() if isinstance(key, str) else key, content.encode() if isinstance(content, str) else content, algorithm).digest()


def b64(raw):
    return base64.b64encode(raw).decode()


def hexmac(key, content, algorithm="sha256"):
    return mac(key, content, algorithm).hex()


def b64mac(key, content, algorithm="sha256"):
    return b64(mac(key, content, algorithm))


def write(preset, name, body, headers, secret, facts):
    folder = HERE / preset
    folder.mkdir(exist_ok=True)
    lines = "".join(f"{key}: {value}\n" for key, value in headers.items())
    (folder / f"{name}.body").write_bytes(body if isinstance(body, bytes) else body.encode())
    (folder / f"{name}.headers").write_text(lines, newline="\n")
    (folder / f"{name}.secret").write_text(secret, newline="\n")
    (folder / f"{name}.json").write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", newline="\n")


def facts(at, url, expect, note=None, event_id=None, event_type=None):
    told = {"url": url, "method": "POST", "at": at, "source": SOURCE, "expect": expect}
    for key, value in (("eventId", event_id), ("eventType", event_type), ("note", note)):
        if value is not None:
            told[key] = value
    return told


def case(preset, body, secret, headers, at=None, type=None, id=None, url=URL, changed=None, note=None, name="signed"):
    """headers: a function of body and secret. changed: what of the right delivery the wrong one has otherwise; default: the last letter or digit of the body."""
    content = {} if "%" in body or body.startswith("mandrill") else {"Content-Type": "application/json"}
    right = {**content, **headers(body, secret)}
    write(preset, name, body, right, secret, facts(at, url, "verifies", note, id, type))
    if changed is None:
        write(preset, f"{name}-changed", flipped(body), right, secret, facts(at, url, "refused", "one signed byte of the body is changed"))
    elif callable(changed):
        write(preset, f"{name}-changed", changed(body), right, secret, facts(at, url, "refused", "one signed byte is changed"))
    else:
        write(preset, f"{name}-changed", body, {**right, **changed}, secret, facts(at, url, "refused", "one signed byte is changed"))


def flipped(body):
    raw = bytearray(body if isinstance(body, bytes) else body.encode())
    at = max(i for i, byte in enumerate(raw) if chr(byte).isalnum() and byte < 128)
    raw[at] ^= 1
    return bytes(raw)


def twin(preset, name):
    """The wrong twin of a published case."""
    folder = HERE / preset
    told = json.loads((folder / f"{name}.json").read_text())
    body = flipped((folder / f"{name}.body").read_bytes())
    told.update(source=SOURCE, expect="refused", note=f"{name} with one byte of the body changed")
    (folder / f"{name}-changed.body").write_bytes(body)
    for kind in ("headers", "secret"):
        (folder / f"{name}-changed.{kind}").write_bytes((folder / f"{name}.{kind}").read_bytes())
    (folder / f"{name}-changed.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", newline="\n")


def other(preset, name, new, note, change):
    """A wrong twin of a published case whose headers are changed."""
    folder = HERE / preset
    told = json.loads((folder / f"{name}.json").read_text())
    told.update(source=SOURCE, expect="refused", note=f"{name}: {note}")
    for kind in ("body", "headers", "secret"):
        (folder / f"{new}.{kind}").write_bytes((folder / f"{name}.{kind}").read_bytes())
    changed = change((folder / f"{name}.headers").read_text())
    assert changed != (folder / f"{name}.headers").read_text()
    (folder / f"{new}.headers").write_text(changed, newline="\n")
    (folder / f"{new}.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", newline="\n")


def ed25519(seed):
    """The public key in hexadecimal, and a function that signs, both by openssl."""
    key = bytes.fromhex("302e020100300506032b657004220420") + hashlib.sha256(seed.encode()).digest()

    def openssl(*words, data=b""):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            (path / "key").write_bytes(key)
            (path / "data").write_bytes(data)
            return subprocess.run(["openssl", *[word.format(path) for word in words]], check=True, capture_output=True).stdout

    public = openssl("pkey", "-inform", "DER", "-in", "{}/key", "-pubout", "-outform", "DER")[-32:].hex()
    return public, lambda data: openssl("pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "{}/key", "-in", "{}/data", data=data)


WHSEC_KEY = hashlib.sha256(b"quay").digest()
WHSEC = "whsec_" + b64(WHSEC_KEY)

twin("adyen", "platform-account-holder-created")
twin("airtable", "ping")
case("asana", '{"events":[{"user":{"gid":"7"},"created_at":"2026-01-15T12:00:00.000Z","action":"changed","resource":{"gid":"70","resource_type":"task"}}]}',
     "asana-secret-of-the-handshake", lambda body, secret: {"X-Hook-Signature": hexmac(secret, body)}, type="changed")
case("auth0", '{"log_id":"90020260115120000","data":{"type":"s","log_id":"90020260115120000"}}', "auth0-token-of-the-stream",
     lambda body, secret: {"Authorization": secret}, type="s", id="90020260115120000", changed={"Authorization": "auth0-token-of-the-streal"})
twin("bitbucket", "docs-hello-world")
twin("bitbucket-server", "pr-opened")
twin("box", "primary-key")
BUILDKITE = '{"event":"build.finished","build":{"id":"7a7a","number":7,"state":"passed"}}'
case("buildkite", BUILDKITE, "buildkite-token-7007",
     lambda body, secret: {"X-Buildkite-Event": "build.finished", "X-Buildkite-Signature": f"timestamp={AT},signature={hexmac(secret, f'{AT}.{body}')}"},
     at=AT, type="build.finished")
case("buildkite-token", BUILDKITE, "buildkite-token-7007", lambda body, secret: {"X-Buildkite-Event": "build.finished", "X-Buildkite-Token": secret},
     type="build.finished", changed={"X-Buildkite-Token": "buildkite-token-7006"})
case("cal-com", '{"triggerEvent":"BOOKING_CREATED","createdAt":"2026-01-15T12:00:00.000Z","payload":{"uid":"quay7"}}', "cal-com-secret-7007",
     lambda body, secret: {"X-Cal-Signature-256": hexmac(secret, body)}, type="BOOKING_CREATED")
case("calendly", '{"event":"invitee.created","created_at":"2026-01-15T12:00:00.000000Z","payload":{"name":"Robin"}}', "calendly-signing-key",
     lambda body, secret: {"Calendly-Webhook-Signature": f"t={AT},v1={hexmac(secret, f'{AT}.{body}')}"}, at=AT, type="invitee.created")
case("chargebee", '{"id":"ev_quay7","object":"event","event_type":"payment_failed"}', "robin:chargebee-password",
     lambda body, secret: {"Authorization": "Basic " + b64(secret.encode())}, type="payment_failed", id="ev_quay7",
     changed={"Authorization": "Basic " + b64(b"robin:chargebee-passwore")})
case("checkout-com", '{"id":"evt_quay7","type":"payment_approved","data":{"amount":4200}}', "checkout-signature-key",
     lambda body, secret: {"Cko-Signature": hexmac(secret, body)}, type="payment_approved", id="evt_quay7")
twin("circleci", "docs-important-payload")
twin("clerk", "svix-headers")
case("clickup", '{"event":"spaceUpdated","space_id":"70","webhook_id":"7a7a7a7a-0007-4007-8007-700700700700"}', "CLICKUPSECRET7007",
     lambda body, secret: {"X-Signature": hexmac(secret, body)}, type="spaceUpdated")
CLOUDINARY = '{"notification_type":"upload","public_id":"crane","request_id":"7a7a"}'
for preset, algorithm in (("cloudinary", hashlib.sha1), ("cloudinary-sha256", hashlib.sha256)):
    case(preset, CLOUDINARY, "cloudinary-api-secret", lambda body, secret: {
        "X-Cld-Timestamp": AT, "X-Cld-Signature": algorithm(f"{body}{AT}{secret}".encode()).hexdigest()}, at=AT + 7000, type="upload")
case("coinbase-cdp", '{"eventType":"onchain.activity.detected","blockNumber":7007}', "7a7a7a7a-0007-4007-8007-700700700700", lambda body, secret: {
    "X-Event-Id": "evt-7", "X-Event-Type": "onchain.activity.detected",
    "X-Hook0-Signature": f"t={AT},h=x-event-id x-event-type,v1=" + hexmac(secret, f"{AT}.x-event-id x-event-type.evt-7.onchain.activity.detected.{body}")},
    at=AT, type="onchain.activity.detected")
case("coinbase-commerce", '{"id":7,"attempt_number":1,"event":{"id":"24934862-d980-46cb-9402-43c81b0cdba6","type":"charge:created"}}', "coinbase-shared-secret",
     lambda body, secret: {"X-CC-Webhook-Signature": hexmac(secret, body)}, type="charge:created", id="24934862-d980-46cb-9402-43c81b0cdba6")
twin("discord", "interaction-command")
PUBLIC, SIGN = ed25519("discord")
case("discord-events", '{"version":1,"type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2026-01-15T12:00:00.000000"}}', PUBLIC,
     lambda body, secret: {"X-Signature-Timestamp": AT, "X-Signature-Ed25519": SIGN(f"{AT}{body}".encode()).hex()}, at=AT, type="APPLICATION_AUTHORIZED")
DOCUSIGN = '{"event":"envelope-completed","retryCount":0,"generatedDateTime":"2026-01-15T12:00:00.0000000Z","data":{"envelopeId":"7a7a7a7a-0007-4007-8007-700700700700"}}'
case("docusign", DOCUSIGN, "docusign-key-one", lambda body, secret: {"X-DocuSign-Signature-1": b64mac(secret, body)}, type="envelope-completed")
case("docusign", DOCUSIGN, "docusign-key-two",
     lambda body, secret: {"X-DocuSign-Signature-1": b64mac("docusign-key-one", body), "X-DocuSign-Signature-2": b64mac(secret, body)},
     type="envelope-completed", name="second-key")
case("dropbox", '{"list_folder":{"accounts":["dbid:AAHharbour7"]},"delta":{"users":[7007]}}', "dropbox-app-secret",
     lambda body, secret: {"X-Dropbox-Signature": hexmac(secret, body)})
case("easypost", '{"id":"evt_quay7","description":"tracker.updated","result":{"weight":17.6}}', "easypost-webhook-secret",
     lambda body, secret: {"X-Hmac-Signature": "hmac-sha256-hex=" + hexmac(unicodedata.normalize("NFKD", secret), body)}, type="tracker.updated", id="evt_quay7")
case("elevenlabs", '{"type":"post_call_transcription","event_timestamp":1768478400,"data":{"conversation_id":"conv_quay7"}}', "wsec_elevenlabs7007",
     lambda body, secret: {"ElevenLabs-Signature": f"t={AT},v0={hexmac(secret, f'{AT}.{body}')}"}, at=AT + 1790, type="post_call_transcription")
META = "meta-app-secret-7007"
case("facebook", '{"object":"page","entry":[{"id":"7","time":1768478400,"changes":[{"field":"feed","value":{"message":"\\u00e4"}}]}]}', META,
     lambda body, secret: {"X-Hub-Signature-256": "sha256=" + hexmac(secret, body)}, type="feed")
case("instagram", '{"object":"instagram","entry":[{"id":"7","time":1768478400,"changes":[{"field":"comments","value":{"text":"Fine crane"}}]}]}', META,
     lambda body, secret: {"X-Hub-Signature-256": "sha256=" + hexmac(secret, body)}, type="comments")
twin("meta-whatsapp", "text-message")
FIGMA = '{"event_type":"FILE_UPDATE","passcode":"figma-passcode-7007","timestamp":"2026-01-15T12:00:00Z","webhook_id":"7"}'
case("figma", FIGMA, "figma-passcode-7007", lambda body, secret: {}, type="FILE_UPDATE", changed=lambda body: body.replace("passcode-7007", "passcode-7006"))
for preset, name in (("forgejo", "Forgejo"), ("gitea", "Gitea")):
    case(preset, '{"ref":"refs/heads/main","after":"2feb48d137756c8a9331c449abffeb74224043ba"}', "forge-secret", lambda body, secret: {
        f"X-{name}-Delivery": "7a7a7a7a-0007-4007-8007-700700700700", f"X-{name}-Event": "push", f"X-{name}-Signature": hexmac(secret, body)}, type="push")
case("front", '{"type":"inbound","payload":{"id":"evt_quay7"}}', "front-signing-key",
     lambda body, secret: {"X-Front-Request-Timestamp": MS, "X-Front-Signature": b64mac(secret, f"{MS}:{body}")}, at=AT, type="inbound", id="evt_quay7")
case("front-rule", '{"id":"evt_quay7","type":"inbound"}', "front-api-secret", lambda body, secret: {"X-Front-Signature": b64mac(secret, body, "sha1")},
     type="inbound", id="evt_quay7")
twin("github", "octokit-foo-bar")
GITLAB = '{"object_kind":"push","ref":"refs/heads/main"}'
case("gitlab", GITLAB, "gitlab-secret-token", lambda body, secret: {
    "X-Gitlab-Event": "Push Hook", "Idempotency-Key": "7a7a7a7a-0007-4007-8007-700700700700", "X-Gitlab-Token": secret},
    type="Push Hook", changed={"X-Gitlab-Token": "gitlab-secret-tokel"})
case("gitlab-signed", GITLAB, WHSEC, lambda body, secret: {
    "X-Gitlab-Event": "Push Hook", "webhook-id": "7a7a7a7a-0007-4007-8007-700700700700", "webhook-timestamp": AT,
    "webhook-signature": "v1," + b64mac(WHSEC_KEY, f"7a7a7a7a-0007-4007-8007-700700700700.{AT}.{body}")},
    at=AT, type="Push Hook", id="7a7a7a7a-0007-4007-8007-700700700700")
case("gocardless", '{"events":[{"id":"EV7","resource_type":"payments","action":"confirmed"}],"meta":{"webhook_id":"WB7"}}', "gocardless-endpoint-secret",
     lambda body, secret: {"Webhook-Signature": hexmac(secret, body)}, type="payments")
twin("gogs", "push-event")
case("heroku", '{"id":"7a7a7a7a-0007-4007-8007-700700700700","action":"create","resource":"release"}', "heroku-secret",
     lambda body, secret: {"Heroku-Webhook-Hmac-SHA256": b64mac(secret, body)}, type="release", id="7a7a7a7a-0007-4007-8007-700700700700")
twin("hook0", "header-scheme-v1")
other("hook0", "header-scheme-v1", "header-changed", "the value of a header that the signature names is changed", lambda text: text.replace("evt-1", "evt-2"))
other("hook0", "both-schemes", "weaker-code-beside-wrong-one", "v0 is right and v1 is not", lambda text: text.replace("v1=19a6", "v1=19a7"))
other("hook0", "header-scheme-v1", "named-header-missing", "a header that the signature names is not there", lambda text: text.replace("x-delivery-id: dlv-1\n", ""))
twin("hubspot-v1", "v1-contact-creation")
twin("hubspot-v2", "v2-post")
twin("hubspot-v3", "v3-post")
case("intercom", '{"type":"notification_event","id":"notif_quay7","topic":"contact.created","delivery_attempts":1}', "intercom-client-secret",
     lambda body, secret: {"X-Hub-Signature": "sha1=" + hexmac(secret, body, "sha1")}, type="contact.created", id="notif_quay7")
twin("jira", "docs-hello-world")
KLAVIYO = "Thu, 15 Jan 2026 12:00:00 GMT"
case("klaviyo", '{"data":[{"topic":"event:klaviyo.opened_email","external_id":"7"}],"meta":{"timestamp":"2026-01-15T12:00:00.101159+00:00"}}', "klaviyo-secret-key-7007",
     lambda body, secret: {"Klaviyo-Timestamp": KLAVIYO, "Klaviyo-Signature": hexmac(secret, body + KLAVIYO)}, at=AT, type="event:klaviyo.opened_email")
case("launchdarkly", '{"_id":"7a7a7a7a000740078007","kind":"flag","date":1768478400000}', "launchdarkly-secret",
     lambda body, secret: {"X-LD-Signature": hexmac(secret, body)}, type="flag", id="7a7a7a7a000740078007")
case("lemon-squeezy", '{"meta":{"event_name":"order_created"},"data":{"id":"7","attributes":{"updated_at":"2026-01-15T12:00:00.000000Z"}}}', "lemon-signing-secret",
     lambda body, secret: {"X-Event-Name": "order_created", "X-Signature": hexmac(secret, body)}, type="order_created")
twin("line", "body")
case("linear", f'{{"action":"create","type":"Issue","createdAt":"2026-01-15T12:00:00.000Z","data":{{"id":"7a7a"}},"webhookTimestamp":{MS},"webhookId":"7"}}', "linear-signing-secret",
     lambda body, secret: {"Linear-Delivery": "7a7a7a7a-0007-4007-8007-700700700700", "Linear-Event": "Issue", "Linear-Signature": hexmac(secret, body)}, at=AT, type="Issue")
case("mailchimp", "type=subscribe&fired_at=2026-01-15+12%3A00%3A00&data%5Bemail%5D=robin%40example.com", "mailchimp-secret-7007",
     lambda body, secret: {"Content-Type": "application/x-www-form-urlencoded"}, type="subscribe",
     url="https://hooks.example.com/api/webhooks/quay?crane=7&secret=mailchimp-secret-7007", changed={})
told = HERE / "mailchimp" / "signed-changed.json"
told.write_text(told.read_text().replace("secret=mailchimp-secret-7007", "secret=mailchimp-secret-7006").replace("signed byte", "byte of the token"), newline="\n")
TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef01"
case("mailgun", json.dumps({"signature": {"timestamp": str(AT), "token": TOKEN, "signature": hexmac("mailgun-signing-key", f"{AT}{TOKEN}")},
                            "event-data": {"id": "quay7", "event": "delivered"}}, separators=(",", ":")), "mailgun-signing-key",
     lambda body, secret: {}, at=AT, type="delivered", id="quay7", changed=lambda body: body.replace("abcdef01\"", "abcdef02\""))
case("mailjet", '{"event":"sent","time":1768478400,"MessageID":7007}', "robin:mailjet-password", lambda body, secret: {"Authorization": "Basic " + b64(secret.encode())},
     type="sent", changed={"Authorization": "Basic " + b64(b"robin:mailjet-passwore")})
MANDRILL = [{"event": "send", "_id": "quay7", "ts": AT, "msg": {"email": "robin@example.com"}}]
FORM = {"mandrill_events": json.dumps(MANDRILL, separators=(",", ":"))}
case("mandrill", urllib.parse.urlencode(FORM), "mandrill-webhook-key", lambda body, secret: {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-Mandrill-Signature": b64mac(secret, URL + "".join(key + FORM[key] for key in sorted(FORM)), "sha1")})
GRAPH = '{"value":[{"subscriptionId":"7a7a7a7a-0007-4007-8007-700700700700","clientState":"graph-client-state","changeType":"updated","resource":"me/drive/root"}]}'
case("microsoft-graph", GRAPH, "graph-client-state", lambda body, secret: {}, type="updated", changed=lambda body: body.replace("client-state", "client-statd"))
case("mollie", '{"resource":"event","id":"event_quay7","type":"payment-link.paid","entityId":"pl_7"}', "mollie-webhook-secret",
     lambda body, secret: {"X-Mollie-Signature": "sha256=" + hexmac(secret, body)}, type="payment-link.paid", id="event_quay7")
twin("mux", "test-body")
