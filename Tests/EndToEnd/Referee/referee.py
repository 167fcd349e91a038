#!/usr/bin/env python3
"""Lets Stripe's own client judge the sandbox: what it reads there must be what Stripe's documents say.

    python3 Tests/EndToEnd/Referee/referee.py [.build/debug/till]

Needs the package `stripe` (pip install stripe); without it nothing is judged, and that is said. It is
no part of the tests of this repository, which need no Python."""
import os
import re
import subprocess
import sys

try:
    import stripe
except ImportError:
    print("skipped: the package stripe is not installed (pip install stripe)")
    sys.exit(0)

TILL = sys.argv[1] if len(sys.argv) > 1 else ".build/debug/till"
SESSIONS = 5000


def serve():
    process = subprocess.Popen(
        [TILL, "sandbox", "--port", "0", "--sessions", str(SESSIONS), "--seed", "7"],
        stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    address = re.fullmatch(r"till sandbox listening on (http://127\.0\.0\.1:\d+)\n", line)
    assert address, f"not the first line that was promised: {line!r}"
    return process, address[1]


def refused(kind, call, **expected):
    """The error that a call ends in, which has to be of this kind."""
    try:
        call()
    except kind as error:
        for name, value in expected.items():
            assert getattr(error, name) == value, f"{name}: {getattr(error, name)!r}, not {value!r}"
        assert error.request_id, "the error has no request id"
        return error
    raise AssertionError(f"{kind.__name__} expected, but it went well")


def judge(sessions):
    def says(what):
        print(f"  {what}")

    everything = list(sessions.list(limit=100).auto_paging_iter())
    ids = [session.id for session in everything]
    assert len(ids) == len(set(ids)) == SESSIONS
    created = [session.created for session in everything]
    assert created == sorted(created, reverse=True)
    says(f"{SESSIONS} sessions from the newest on: no gap, no repeat, in order")

    backwards = [
        session.id
        for session in sessions.list(limit=100, ending_before=ids[-1]).auto_paging_iter()]
    assert backwards == ids[:-1][::-1]
    says("the same from the oldest back")

    assert len(sessions.list().data) == 10
    for limit in (0, 101):
        refused(stripe.InvalidRequestError, lambda: sessions.list(limit=limit), http_status=400)
    says("a page has 10 unless asked, 1 to 100 if asked")

    for status in ("open", "complete", "expired"):
        found = [s.id for s in sessions.list(status=status, limit=100).auto_paging_iter()]
        assert found == [s.id for s in everything if s.status == status] and found
    middle = created[SESSIONS // 2]
    for name, keeps in {"gt": lambda c: c > middle, "gte": lambda c: c >= middle,
                        "lt": lambda c: c < middle, "lte": lambda c: c <= middle}.items():
        found = [s.id for s in sessions.list(created={name: middle}, limit=100).auto_paging_iter()]
        assert found == [s.id for s in everything if keeps(s.created)], name
    one = next(s for s in everything if s.customer_details and s.customer_details.email)
    email = one.customer_details.email
    found = [s.id for s in
             sessions.list(customer_details={"email": email}, limit=100).auto_paging_iter()]
    assert one.id in found
    for name in ("customer", "payment_intent", "subscription", "payment_link"):
        one = next(s for s in everything if isinstance(getattr(s, name), str))
        found = [s.id for s in sessions.list(limit=100, **{name: one[name]}).auto_paging_iter()]
        assert found == [s.id for s in everything if getattr(s, name) == one[name]], name
    says("filters let through what they name")

    large = next(s for s in sessions.list(limit=100, expand=["data.line_items"]).auto_paging_iter()
                 if s.line_items.has_more)
    once = sessions.retrieve(large.id, expand=["line_items"])
    items = [i.id for i in sessions.list_line_items(large.id, limit=7).auto_paging_iter()]
    assert len(items) == len(set(items)) > 10
    assert [item.id for item in once.line_items.data] == items[:len(once.line_items.data)]
    says(f"{len(items)} line items, by pages of seven and expanded")

    target = next(s for s in everything if s.status == "open")
    expired = sessions.expire(target.id)
    assert expired.status == "expired" and expired.url is None
    refused(stripe.InvalidRequestError, lambda: sessions.expire(target.id), http_status=400)
    says("an open session expires once")

    refused(stripe.InvalidRequestError, lambda: sessions.retrieve("cs_test_nobody"),
            http_status=404, code="resource_missing")
    refused(stripe.InvalidRequestError, lambda: sessions.list(starting_after="cs_test_nobody"),
            http_status=400, code="resource_missing")
    refused(stripe.InvalidRequestError, lambda: sessions.list(colour="red"),
            http_status=400, code="parameter_unknown")
    refused(stripe.AuthenticationError, lambda: sessions.list(api_key="sk_live_not_for_tests_1"),
            http_status=401)
    says("unknown ids, cursors, parameters and keys are refused as Stripe refuses them")


if __name__ == "__main__":
    process, stripe.api_base = serve()
    stripe.api_key = "sk_test_till_sandbox_0001"
    # A proxy of this machine is not for the machine itself.
    os.environ["NO_PROXY"] = "127.0.0.1"
    try:
        print(f"stripe-python {stripe.VERSION} against {stripe.api_base}")
        judge(stripe.checkout.Session)
    finally:
        process.terminate()
    assert process.wait(10) == 0, "the sandbox did not end as it should"
