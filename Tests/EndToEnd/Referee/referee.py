#!/usr/bin/env python3
"""Checks the sandbox with Stripe's own client: its answers must be as Stripe documents them.

    python3 Tests/EndToEnd/Referee/referee.py [.build/debug/till]

Needs the package `stripe` (pip install stripe); without it nothing is checked, and the script says so.
It is not part of the tests of this repository, which need no Python."""
import os
import re
import subprocess
import sys

try:
    import stripe
except ImportError:
    print("skipped: the package stripe is not installed (pip install stripe)")
    sys.exit(0)

# The errors have moved to another module; Debian's python3-stripe still has the old one.
errors = stripe if hasattr(stripe, "InvalidRequestError") else stripe.error
try:
    VERSION = stripe.VERSION
except AttributeError:
    VERSION = stripe.version.VERSION

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
    """The error of a call, which must be of this kind."""
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
        refused(errors.InvalidRequestError, lambda: sessions.list(limit=limit), http_status=400)
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
    refused(errors.InvalidRequestError, lambda: sessions.expire(target.id), http_status=400)
    says("an open session expires once")

    combinations(sessions)
    versions(sessions)

    refused(errors.InvalidRequestError, lambda: sessions.retrieve("cs_test_nobody"),
            http_status=404, code="resource_missing")
    refused(errors.InvalidRequestError, lambda: sessions.list(starting_after="cs_test_nobody"),
            http_status=400, code="resource_missing")
    refused(errors.InvalidRequestError, lambda: sessions.list(colour="red"),
            http_status=400, code="parameter_unknown")
    refused(errors.AuthenticationError, lambda: sessions.list(api_key="sk_live_not_for_tests_1"),
            http_status=401)
    says("unknown ids, cursors, parameters and keys are refused as Stripe refuses them")


ITEM = {"quantity": 2, "price_data": {
    "currency": "usd", "unit_amount": 1099, "product_data": {"name": "T-shirt"}}}
PLAN = {"quantity": 1, "price_data": {
    "currency": "usd", "unit_amount": 900, "product_data": {"name": "Plan"},
    "recurring": {"interval": "month"}}}
PAGE = {"success_url": "https://shop.example/thanks"}
BASES = {
    "payment": dict(PAGE, mode="payment", line_items=[ITEM]),
    "subscription": dict(PAGE, mode="subscription", line_items=[PLAN]),
    "setup": dict(PAGE, mode="setup", currency="eur"),
    "embedded": {"mode": "payment", "ui_mode": "embedded_page", "line_items": [ITEM],
                 "return_url": "https://shop.example/back"},
    "elements": {"mode": "payment", "ui_mode": "elements", "line_items": [ITEM]},
}
FIELD = {"key": "size", "type": "text", "label": {"type": "custom", "custom": "Size"}}

# A setting, and the kinds of session that accept it; every other kind refuses it.
SETTINGS = [
    ({"after_expiration": {"recovery": {"enabled": True}}},
     "payment subscription setup embedded"),
    ({"branding_settings": {"button_color": "#635bff"}}, "payment subscription setup embedded"),
    ({"custom_text": {"submit": {"message": "Soon"}}}, "payment subscription setup embedded"),
    ({"custom_fields": [FIELD]}, "payment subscription setup embedded"),
    ({"origin_context": "web"}, "payment subscription setup embedded"),
    ({"submit_type": "book"}, "payment subscription embedded"),
    ({"tax_id_collection": {"enabled": True, "required": "never"}},
     "payment subscription setup embedded"),
    ({"permissions": {"update_shipping_details": "server_only"}}, "embedded elements"),
    ({"redirect_on_completion": "if_required"}, "embedded"),
    ({"cancel_url": "https://shop.example/cart"}, "payment subscription setup"),
    ({"payment_intent_data": {"description": "x"}}, "payment embedded elements"),
    ({"setup_intent_data": {"description": "x"}}, "setup"),
    ({"subscription_data": {"trial_period_days": 7}}, "subscription"),
    ({"invoice_creation": {"enabled": True}}, "payment embedded elements"),
    ({"customer_creation": "always"}, "payment setup embedded elements"),
    ({"payment_method_collection": "if_required"}, "subscription"),
    ({"phone_number_collection": {"enabled": True}}, "payment subscription embedded elements"),
    ({"saved_payment_method_options": {"payment_method_save": "enabled"}},
     "payment subscription embedded elements"),
    ({"shipping_address_collection": {"allowed_countries": ["DE", "US"]}},
     "payment subscription embedded elements"),
    ({"allowed_payment_method_types": ["card"]}, " ".join(BASES)),
    ({"excluded_payment_method_types": ["klarna"]}, " ".join(BASES)),
    ({"wallet_options": {"link": {"display": "never"}}}, " ".join(BASES)),
    ({"name_collection": {"individual": {"enabled": True}}}, " ".join(BASES)),
    ({"payment_method_types": ["card"]}, ""),
    ({"ui_mode": "hosted"}, ""),
    ({"locale": "xx"}, ""),
    ({"colour": "red"}, ""),
]


def combinations(sessions):
    passed = failed = 0
    for setting, kinds in SETTINGS:
        for kind, base in BASES.items():
            parameters = dict(base, **setting)
            if kind in kinds.split():
                session = sessions.create(**parameters)
                assert session.status == "open", (kind, setting)
                for name, value in setting.items():
                    if isinstance(value, str) and name != "redirect_on_completion":
                        assert session[name] == value, (kind, name)
                passed += 1
            else:
                error = refused(
                    errors.InvalidRequestError, lambda: sessions.create(**parameters),
                    http_status=400)
                assert error.param and error.param.split("[")[0] in setting, (kind, setting, error)
                failed += 1
    print(f"  {passed} combinations of settings made a session, {failed} were refused")


def versions(sessions):
    """The name of the mode for a page on the shop's own site, by API version."""
    words = {"2022-11-15": "embedded", "2024-06-20": "embedded", "2025-03-31.basil": "custom",
             "2025-09-30.clover": "custom", "2026-03-25.dahlia": "elements",
             "2026-09-30.endive": "elements", "2026-10-28.endive": "form"}
    for version, word in words.items():
        made = sessions.create(
            stripe_version=version, mode="payment", ui_mode=word, line_items=[ITEM],
            return_url="https://shop.example/back")
        assert made.ui_mode == word, (version, made.ui_mode)
    refused(errors.InvalidRequestError, lambda: sessions.list(stripe_version="1999-01-01"),
            http_status=400)
    key = {"idempotency_key": "referee-1"}
    first = sessions.create(**BASES["payment"], **key)
    assert sessions.create(**BASES["payment"], **key).id == first.id
    refused(errors.IdempotencyError, lambda: sessions.create(**BASES["elements"], **key),
            http_status=400)
    other = sessions.create(**BASES["payment"], stripe_account="acct_1RefereeAAAAAAAA")
    refused(errors.InvalidRequestError, lambda: sessions.retrieve(other.id), http_status=404)
    print(f"  {len(words)} versions speak their own words, and an account keeps its own sessions")


if __name__ == "__main__":
    process, stripe.api_base = serve()
    stripe.api_key = "sk_test_till_sandbox_0001"
    # This machine's proxy must not be used for the machine itself.
    os.environ["NO_PROXY"] = "127.0.0.1"
    try:
        print(f"stripe-python {VERSION} against {stripe.api_base}")
        judge(stripe.checkout.Session)
    finally:
        process.terminate()
    assert process.wait(10) == 0, "the sandbox did not end as it should"
