#!/usr/bin/env python3
"""Compares what till reads from Firestore with what Google's own client reads, value by value.

    .ci/firestore python3 Tests/EndToEnd/Referee/firestore.py [.build/debug/till]

Needs the package `google-cloud-firestore` (pip install google-cloud-firestore) and the emulator that
.ci/firestore starts. Without them it compares nothing, and says so."""
import base64
import datetime
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
import time

HOST = os.environ.get("TILL_TEST_FIRESTORE")
if not HOST:
    print("skipped: no emulator (.ci/firestore starts one where it is installed)")
    sys.exit(0)
os.environ["FIRESTORE_EMULATOR_HOST"] = HOST
try:
    from google.cloud import firestore
except ImportError:
    print("skipped: google-cloud-firestore is not installed (pip install google-cloud-firestore)")
    sys.exit(0)

TILL = sys.argv[1] if len(sys.argv) > 1 else ".build/debug/till"
SECRETS = ["ephemeralKeySecret", "paymentIntentClientSecret", "setupIntentClientSecret"]
NOW = datetime.datetime.now(datetime.timezone.utc)


def fields(number, db):
    """The fields of a document in one of the states; some have every kind of value."""
    wish = {
        "mode": "payment", "price": f"price_{number % 50}", "quantity": 1 + number % 3,
        "success_url": "https://shop.example/ok", "metadata": {"order": f"A-{number}", "n": number},
    }
    kind = number % 10
    if kind < 6:
        wish |= {
            "client": "web", "sessionId": f"cs_test_{number:08d}", "created": NOW,
            "url": f"https://checkout.stripe.com/c/pay/cs_test_{number:08d}",
        }
    elif kind == 6:
        wish["error"] = {"message": f"No such price: 'price_{number}' \x1b[31m"}
    elif kind == 7:
        wish |= {
            "client": "mobile", "customer": f"cus_{number}", "created": NOW,
            SECRETS[0]: "ek_very_secret", SECRETS[1]: "pi_1_secret_very", SECRETS[2]: None,
        }
    elif kind == 8:
        wish["all"] = {
            "null": None, "flag": True, "big": 9007199254740993, "least": -(2**63), "half": 1.5,
            "nan": math.nan, "infinite": -math.inf, "time": NOW, "text": "é\x00\x1b]0;x\x07😀",
            "bytes": b"\x00\x01\xff", "reference": db.document("customers/u1"),
            "point": firestore.GeoPoint(1.5, -2), "list": [1, "x", {"deep": []}], "map": {},
            "quoted \"name\"": 1,
        }
    return wish


def seed(project, count):
    db = firestore.Client(project=project)
    writes = [
        (f"customers/u{n % 997}/checkout_sessions/d{n:06d}", fields(n, db)) for n in range(count)]
    writes += [(f"customers/u{n}", {"stripeId": f"cus_{n}"}) for n in range(20)]
    writes += [(f"tenants/t{n}/customers/u/checkout_sessions/d", {"n": n}) for n in range(20)]
    writes += [(f"checkout_sessions/d{n}", {"n": n}) for n in range(20)]
    for start in range(0, len(writes), 500):
        batch = db.batch()
        for path, data in writes[start:start + 500]:
            batch.set(db.document(path), data)
        batch.commit()
    return db


def official(value):
    """A value of Google's client, so that it can be compared."""
    if isinstance(value, dict):
        return {name: official(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [official(inner) for inner in value]
    if isinstance(value, float):
        return ("double", repr(value))
    if isinstance(value, datetime.datetime):
        return ("time", value.timestamp())
    if isinstance(value, firestore.GeoPoint):
        return ("point", value.latitude, value.longitude)
    if isinstance(value, firestore.DocumentReference):
        return ("reference", value.path)
    return value


def rest(value):
    """The same for a value in REST form."""
    (kind, content), = value.items()
    if kind == "mapValue":
        return {name: rest(inner) for name, inner in content.get("fields", {}).items()}
    if kind == "arrayValue":
        return [rest(inner) for inner in content.get("values", [])]
    if kind == "integerValue":
        assert isinstance(content, str), content
        return int(content)
    if kind == "doubleValue":
        return ("double", repr(float(content)))
    if kind == "timestampValue":
        return ("time", datetime.datetime.fromisoformat(
            re.sub(r"(\.\d{1,6})?\d*Z$", lambda m: (m[1] or ".").ljust(7, "0") + "+00:00", content)
        ).timestamp())
    if kind == "geoPointValue":
        return ("point", content.get("latitude", 0), content.get("longitude", 0))
    if kind == "referenceValue":
        return ("reference", content.split("/documents/")[1])
    if kind == "bytesValue":
        return base64.b64decode(content)
    return content


def run(project, *arguments):
    environment = {
        "FIRESTORE_EMULATOR_HOST": HOST, "GOOGLE_CLOUD_PROJECT": project, "PATH": os.environ["PATH"],
        "HOME": HOME, "TILL_CONFIG": "", "XDG_STATE_HOME": HOME, "XDG_CACHE_HOME": HOME,
    }
    result = subprocess.run([TILL, *arguments], env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result


def till(project, *arguments):
    return run(project, "documents", *arguments)


def judge_cache(project, db):
    """The cache holds what was read, and a second read changes nothing."""
    start = time.monotonic()
    notes = run(project, "sync", "--documents").stderr
    print(f"kept in {time.monotonic() - start:.2f} s: {notes.strip().splitlines()[-1]}")
    compare(db, till(project, "--cached", "--format", "ndjson").stdout.splitlines())
    assert " 0 new" in run(project, "sync", "--documents").stderr
    failed = till(project, "--query", "state:failed", "--format", "ndjson").stdout.splitlines()
    assert len(failed) == 1_000, len(failed)
    found = till(project, "--query", "meta.order:A-4711", "--format", "ndjson").stdout.splitlines()
    assert len(found) == 1, found


def judge_writes_meanwhile(project, db):
    """All pages of a walk show one moment: later writes show in the next walk."""
    def paths(lines):
        return [json.loads(line)["name"].split("/documents/")[1] for line in lines]

    before = paths(till(project, "--format", "ndjson").stdout.splitlines())
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            # Before, inside and after the part that the walk has read.
            for user in ["a", f"u{number % 150}x", "zz"]:
                db.document(f"customers/{user}{number}/checkout_sessions/late").set({})
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        during = paths(till(project, "--format", "ndjson", "--page-size", "2").stdout.splitlines())
    finally:
        stop.set()
        writer.join()
    assert len(during) == len(set(during)), "a document came twice"
    late = [path for path in during if path.endswith("/late")]
    assert sorted(set(during) - set(late)) == sorted(before), "a document was lost"
    count = sum(1 for _ in db.collection_group("checkout_sessions").stream()) - len(before)
    print(f"{count} documents elsewhere or written meanwhile, {len(late)} of them before the walk")


def compare(db, lines):
    expected = {
        snapshot.reference.path: snapshot
        for snapshot in db.collection_group("checkout_sessions").stream()
        if re.fullmatch(r"customers/[^/]+/checkout_sessions/[^/]+", snapshot.reference.path)
    }
    for line in lines:
        document = json.loads(line)
        path = document["name"].split("/documents/")[1]
        snapshot = expected.pop(path)
        wanted = official(snapshot.to_dict())
        for secret in SECRETS:
            if wanted.get(secret):
                wanted[secret] = "(hidden)"
        found = {name: rest(value) for name, value in document.get("fields", {}).items()}
        assert found == wanted, f"{path}\n{found}\n{wanted}"
        created = rest({"timestampValue": document["createTime"]})[1]
        stamp = snapshot.create_time
        assert abs(created - (stamp.seconds + stamp.nanos / 1e9)) < 1e-6, path
    assert not expected, f"{len(expected)} documents are missing"


def main():
    db = seed("referee", 10_000)
    start = time.monotonic()
    result = till("referee", "--format", "ndjson")
    print(f"10,000 documents in {time.monotonic() - start:.2f} s: {result.stderr.strip()}")
    assert "secret_very" not in result.stdout and "very_secret" not in result.stdout
    compare(db, result.stdout.splitlines())
    judge_cache("referee", db)
    failed = till("referee", "--state", "failed", "--format", "ndjson").stdout.splitlines()
    assert len(failed) == 1_000, len(failed)

    db = seed("referee-pages", 150)
    for size in (1, 7, 300):
        lines = till("referee-pages", "--format", "ndjson", "--page-size", str(size)).stdout
        compare(db, lines.splitlines())
    user = till("referee-pages", "--user", "u7", "--format", "ndjson").stdout.splitlines()
    assert len(user) == 1, user
    judge_writes_meanwhile("referee-pages", db)
    print("what till reads is what Google's client reads")


with tempfile.TemporaryDirectory() as HOME:
    main()
