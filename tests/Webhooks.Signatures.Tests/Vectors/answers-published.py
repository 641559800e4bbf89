#!/usr/bin/env python3
"""Known answers for senders whose keys are published: signs tokens with Python's cryptography package and writes the case files beside this
script, and the altered twins of what AWS and PayPal published. Run it without arguments; it writes the same bytes each time.
"""
import base64
import hashlib
import hmac
import json
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

HERE = pathlib.Path(__file__).parent
SOURCE = "computed by " + pathlib.Path(__file__).name
AT = 1795971200  # 2026-11-29T16:53:20Z
URL = "https://hooks.example.com/api/webhooks/harbour"
ACCOUNT = "harbour@example.iam.gserviceaccount.com"

# Keys for these files alone.
P = int("e8d807cc04a0981dad90e80dd7b7f618ba49d44378584914e3624f36c8c56030012e6dbee510e8989cf66693e05099f6668565fc5609b5861aebe1de1d317c719ae4c377f6c46fd2236cf5d6208afab72d205a9ec9f458ec999b5350d8dd422982ee76893a27cffa8c141f27a4b6dd67e20d933460ad593e63db01e9f44f7ff5", 16)
Q = int("cd0110a715e00b3b68e503a0e136bdce679e58d04c37c0c6c06170dcb10ae9aa5f8c4bc0b76a870bd890aa6621dbfec6b6ece3a2f2471e93963c8826d1a02e9e23efb830c8ee7625125d07f71543c77a74642c48e48d6712287e976d3db960ebc8c3540ffd9961c7b953cd4dac0be3c6e4f14d23045c84bd4e5949073116fb13", 16)
RSA = rsa.RSAPrivateNumbers(P, Q, pow(65537, -1, (P - 1) * (Q - 1)), pow(65537, -1, P - 1), pow(65537, -1, Q - 1), pow(Q, -1, P),
                            rsa.RSAPublicNumbers(65537, P * Q)).private_key()
EC = ec.derive_private_key(int("0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0", 16), ec.SECP256R1())
SHARED = "correct horse battery staple"


def url64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def rs256(content):
    return RSA.sign(content, padding.PKCS1v15(), hashes.SHA256())


def es256(content):
    r, s = utils.decode_dss_signature(EC.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def hs256(content):
    return hmac.new(SHARED.encode(), content, "sha256").digest()


def token(algorithm, sign, claims):
    content = ".".join(url64(json.dumps(part).encode()) for part in ({"alg": algorithm, "kid": "key-1", "typ": "JWT"}, claims))
    return content + "." + url64(sign(content.encode()))


def write(preset, case, body, headers, secret, facts):
    folder = HERE / preset
    folder.mkdir(exist_ok=True)
    (folder / (case + ".body")).write_bytes(body)
    (folder / (case + ".headers")).write_text("".join(f"{name}: {value}\n" for name, value in headers))
    (folder / (case + ".secret")).write_text(secret)
    (folder / (case + ".json")).write_text(json.dumps(facts, indent=2) + "\n")


def pair(preset, body, headers, secret, changed=None, **facts):
    """A right delivery, and one with a byte changed: of the body, or of what the sender signs instead."""
    facts = {"url": URL, "method": "POST", "at": AT, "source": SOURCE, **facts}
    write(preset, "known-answer", body, headers, secret, {**facts, "expect": "verifies"})
    body, headers = changed or (body[:-2] + bytes([body[-2] ^ 1]) + body[-1:], headers)
    known = {key: value for key, value in facts.items() if key not in ("eventId", "eventType")}
    write(preset, "changed-byte", body, headers, secret, {**known, "expect": "refused", "note": "known-answer with one signed byte changed"})


def header(name, value):
    return [("Content-Type", "application/json"), (name, value)]


public = EC.public_key().public_numbers()
jwk = {"alg": "ES256", "crv": "P-256", "created_at": AT, "expired_at": None, "kid": "key-1", "kty": "EC", "use": "sig",
       "x": url64(public.x.to_bytes(32, "big")), "y": url64(public.y.to_bytes(32, "big"))}
body = b'{"webhook_type":"TRANSACTIONS","webhook_code":"DEFAULT_UPDATE","item_id":"item-42","new_transactions":3}'
pair("plaid", body, header("Plaid-Verification", token("ES256", es256, {"iat": AT, "request_body_sha256": hashlib.sha256(body).hexdigest()})),
     json.dumps({"key": jwk, "request_id": "42"}), eventId="sha256:" + hashlib.sha256(body).hexdigest(), eventType="DEFAULT_UPDATE")

body = b'{"message":{"data":"Q3JhbmUgNyBzdG9wcGVk","messageId":"136969346945","attributes":{}},"subscription":"projects/harbour/subscriptions/cranes"}'
claims = {"aud": URL, "azp": "42", "email": ACCOUNT, "email_verified": True, "exp": AT + 3600, "iat": AT, "iss": "https://accounts.google.com", "sub": "42"}
right = token("RS256", rs256, claims)
wrong = right.split(".")
wrong[1] = url64(json.dumps({**claims, "exp": AT + 3601}).encode())
pair("google-pubsub", body, header("Authorization", "Bearer " + right),
     RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode(),
     changed=(body, header("Authorization", "Bearer " + ".".join(wrong))), service_account=ACCOUNT,
     eventId="136969346945+projects/harbour/subscriptions/cranes", eventType="unknown")

body = b'{"crane":7,"state":"stopped"}'
pair("upstash-qstash", body,
     header("Upstash-Signature", token("HS256", hs256, {"iss": "Upstash", "sub": URL, "exp": AT + 300, "nbf": AT, "iat": AT, "jti": "jwt-42", "body": url64(hashlib.sha256(body).digest())}))
     + [("Upstash-Message-Id", "msg-42")], SHARED, eventId="msg-42+sha256:" + hashlib.sha256(body).hexdigest())

# What AWS and PayPal published, with one signed byte changed. The published files say what else a source must know.
for path in sorted((HERE / "aws-sns").glob("notification*v[12].json")):
    facts = json.loads(path.read_text())
    facts.update(topic_arn=json.loads(path.with_suffix(".body").read_text())["TopicArn"], eventType="Notification")
    if path.stem.endswith("v1"):
        facts["algorithm"] = "RsaSha1"
    path.write_text(json.dumps(facts, indent=2) + "\n")
for preset, case, old, new in (("aws-sns", "notification-subject-v2", b'"Message": "Hello world"', b'"Message": "Hello World"'),
                               ("paypal", "payment-sale-completed-2016", b"Payment completed", b"payment completed")):
    folder = HERE / preset
    facts = json.loads((folder / (case + ".json")).read_text())
    facts.pop("eventType", None)
    headers = [line.split(": ", 1) for line in (folder / (case + ".headers")).read_text().splitlines()]
    body = (folder / (case + ".body")).read_bytes()
    assert old in body
    write(preset, case + "-changed", body.replace(old, new), headers, (folder / (case + ".secret")).read_text(),
          {**facts, "expect": "refused", "note": case + " with one signed byte changed"})
