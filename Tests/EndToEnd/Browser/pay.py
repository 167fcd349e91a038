"""Tests the pay page in headless Chromium, as customers use it, and events as shops verify them.

Usage: pay.py TILL [unused] [--pictures FOLDER]
"""

import base64
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import stripe
from axe_selenium_python import Axe
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

TILL = sys.argv[1]
PICTURES = sys.argv[sys.argv.index("--pictures") + 1] if "--pictures" in sys.argv else None
KEY = "sk_test_till_sandbox_0001"
WAIT = 20


class Shop(http.server.BaseHTTPRequestHandler):
    """The shop's own server: a page to come back to, and an endpoint for events."""

    events = []
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = f"<html lang=en><title>shop</title><h1>{self.path.split('?')[0]}</h1>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Shop.events.append((body, self.headers["Stripe-Signature"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


shop = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
threading.Thread(target=shop.serve_forever, daemon=True).start()
SHOP = f"http://127.0.0.1:{shop.server_port}"

home = tempfile.mkdtemp()
sandbox = subprocess.Popen(
    [TILL, "sandbox", "--sessions", "20", "--forward-to", SHOP + "/webhook"],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"HOME": home})
BASE = re.search(r"http://\S+", sandbox.stdout.readline()).group()
SECRET = re.search(r"whsec_\S+", sandbox.stdout.readline()).group()
client = stripe.StripeClient(KEY, base_addresses={"api": BASE})


def session(**more):
    parameters = {
        "mode": "payment",
        "success_url": SHOP + "/success?session={CHECKOUT_SESSION_ID}",
        "cancel_url": SHOP + "/cart",
        "line_items": [{
            "quantity": 2,
            "price_data": {
                "currency": "eur", "unit_amount": 1099, "product_data": {"name": "T-shirt"}},
        }],
    }
    return client.v1.checkout.sessions.create(params=parameters | more)


def state(made):
    return client.v1.checkout.sessions.retrieve(made.id)


def browser(width=1280, height=1000):
    options = webdriver.ChromeOptions()
    for argument in [
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
        f"--window-size={width},{height}", "--hide-scrollbars",
    ]:
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


driver = browser()


def find(selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def wait(condition, message):
    WebDriverWait(driver, WAIT).until(lambda _: condition(), message)


def eventually(condition, message):
    deadline = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < deadline, message
        time.sleep(0.1)


def fill(**fields):
    for name, value in fields.items():
        element = find(f"[id='{name.replace('_', '-')}']")
        element.clear()
        element.send_keys(value)


CARD = dict(
    email="jane@example.com", card="4242 4242 4242 4242", expiry="12/34", cvc="123",
    name="Jane Doe")


def press(selector):
    """Presses a button and waits until the next page is there."""
    page = find("html")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", find(selector))
    find(selector).click()
    wait(lambda: gone(page), f"nothing came of {selector}")
    wait(lambda: driver.execute_script("return document.readyState") == "complete", "no page")


def gone(element):
    try:
        element.is_enabled()
        return False
    except Exception:
        return True


def at(path):
    wait(lambda: path in driver.current_url, f"not at {path}: {driver.current_url}")


def look(name):
    """Checks that the page is accessible, and takes a picture of it."""
    axe = Axe(driver)
    axe.inject()
    found = [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in axe.run()["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert not found, f"{name}: {found}"
    wide = driver.execute_script(
        "return document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name} has to be scrolled sideways"
    if PICTURES:
        # The whole page, not only the part in the window.
        picture = driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})
        with open(f"{PICTURES}/{name}.png", "wb") as file:
            file.write(base64.b64decode(picture["data"]))


def test_pay():
    made = session()
    driver.get(made.url)
    look("open")
    fill(**CARD)
    press("#pay")
    at("/success")
    assert f"session={made.id}" in driver.current_url
    assert state(made).payment_status == "paid" and state(made).url is None
    driver.get(made.url)
    look("done")
    assert "all done" in driver.page_source and not driver.find_elements(By.TAG_NAME, "form")


def test_three_d_secure():
    made = session()
    driver.get(made.url)
    fill(**CARD | {"card": "4000002760003184"})
    press("#pay")
    at("/challenge")
    look("challenge")
    press("#refuse")
    assert "unable to authenticate" in find("[role=alert]").text
    fill(**CARD | {"card": "4000002760003184"})
    press("#pay")
    press("#confirm")
    at("/success")
    assert state(made).payment_status == "paid"


def test_decline_then_pay():
    made = session()
    driver.get(made.url)
    fill(**CARD | {"card": "4000000000009995"})
    press("#pay")
    assert "insufficient funds" in find("[role=alert]").text
    assert find("#name").get_attribute("value") == "Jane Doe"
    look("declined")
    assert state(made).status == "open"
    fill(card="4242424242424242")
    press("#pay")
    at("/success")
    assert state(made).payment_status == "paid"


def debit(iban):
    made = session()
    driver.get(made.url)
    find("input[value=sepa_debit]").click()
    fill(email="jane@example.com", iban=iban, holder="Jane Doe")
    press("#pay")
    at("/success")
    assert state(made).payment_status == "unpaid"
    return made


def told(made, kind):
    return any(
        json.loads(body)["type"] == kind and json.loads(body)["data"]["object"]["id"] == made.id
        for body, _ in Shop.events)


def test_debits():
    settles, fails = debit("AT611904300234573201"), debit("AT861904300235473202")
    eventually(lambda: state(settles).payment_status == "paid", "the debit has not settled")
    eventually(
        lambda: told(settles, "checkout.session.async_payment_succeeded"), "no event of success")
    eventually(lambda: told(fails, "checkout.session.async_payment_failed"), "no event of failure")
    assert state(fails).payment_status == "unpaid"


def test_promotion_code():
    made = session(allow_promotion_codes=True)
    driver.get(made.url)
    fill(promotion="NOTHING")
    press("button[value=apply]")
    assert find("#promotion-fault").text
    fill(promotion="WELCOME10")
    press("button[value=apply]")
    look("promotion")
    fill(**CARD)
    press("#pay")
    at("/success")
    assert state(made).amount_total == 1978


def test_everything():
    made = session(
        locale="de", phone_number_collection={"enabled": True},
        tax_id_collection={"enabled": True}, billing_address_collection="required",
        shipping_address_collection={"allowed_countries": ["DE", "AT"]},
        shipping_options=[
            {"shipping_rate_data": {
                "type": "fixed_amount", "display_name": name,
                "fixed_amount": {"amount": amount, "currency": "eur"}}}
            for name, amount in [("Standard", 490), ("Express", 1490)]],
        consent_collection={"terms_of_service": "required", "promotions": "auto"},
        custom_fields=[
            {"key": "gift", "type": "text", "label": {"type": "custom", "custom": "Widmung"}},
            {"key": "size", "type": "dropdown", "label": {"type": "custom", "custom": "Größe"},
             "dropdown": {"options": [{"label": "Klein", "value": "s"}]}}],
        line_items=[{
            "quantity": 2, "adjustable_quantity": {"enabled": True, "minimum": 1, "maximum": 9},
            "price_data": {
                "currency": "eur", "unit_amount": 1099, "product_data": {"name": "T-Shirt"}}}])
    driver.get(made.url)
    press("#pay")
    assert len(driver.find_elements(By.CSS_SELECTOR, ".fault")) > 8
    look("faults")
    fill(**CARD | dict(
        phone="+49301234567", line1="Sendlinger Straße 1", postal="80331", city="München",
        shipping_name="Jane Doe", shipping_line1="Ring 1", shipping_city="Wien",
        question_0="Für Oma", quantity_0="3"))
    find("#shipping-country option[value=AT]").click()
    find("#question-1 option[value=s]").click()
    find("input[name=shipping][value='1']").click()
    find("#terms").click()
    press("#pay")
    assert "47,87" in find("#pay").text or "47.87" in find("#pay").text
    look("everything")
    press("#pay")
    at("/success")
    paid = state(made)
    assert paid.amount_total == 3 * 1099 + 1490 and paid.consent.terms_of_service == "accepted"
    assert paid.customer_details.address.city == "München"


def test_automatic_tax():
    made = session(automatic_tax={"enabled": True})
    driver.get(made.url)
    fill(**CARD)
    find("#country option[value=DE]").click()
    # The tax depends on the country: the new amount is shown before it is paid.
    press("#pay")
    look("tax")
    assert "26.16" in find("#pay").text, find("#pay").text
    press("#pay")
    at("/success")
    paid = state(made)
    assert paid.amount_total == 2616 and paid.total_details.amount_tax == 418
    assert paid.automatic_tax.status == "complete"


def test_optional_item():
    price = client.v1.prices.create(params={
        "currency": "eur", "unit_amount": 500, "product_data": {"name": "Gift wrap"}})
    made = session(optional_items=[{"price": price.id, "quantity": 1}])
    driver.get(made.url)
    press("button[name=add]")
    look("optional")
    assert "26.98" in find("#pay").text
    press("button[name=drop]")
    press("button[name=add]")
    fill(**CARD)
    press("#pay")
    at("/success")
    assert state(made).amount_total == 2698


def test_subscription_with_trial():
    made = client.v1.checkout.sessions.create(params={
        "mode": "subscription", "success_url": SHOP + "/success",
        "subscription_data": {"trial_period_days": 14},
        "line_items": [{"quantity": 1, "price_data": {
            "currency": "eur", "unit_amount": 900, "product_data": {"name": "Plan"},
            "recurring": {"interval": "month"}}}]})
    driver.get(made.url)
    look("trial")
    fill(**CARD)
    press("#pay")
    at("/success")
    paid = state(made)
    assert paid.payment_status == "no_payment_required" and paid.subscription


def test_embedded():
    made = client.v1.checkout.sessions.create(params={
        "mode": "payment", "ui_mode": "embedded_page", "return_url": SHOP + "/return",
        "line_items": [{"quantity": 1, "price_data": {
            "currency": "eur", "unit_amount": 900, "product_data": {"name": "Cup"}}}]})
    assert made.url is None
    driver.get(f"{BASE}/c/embed/{made.client_secret}")
    look("embedded")
    fill(**CARD)
    press("#pay")
    at("/return")
    assert state(made).payment_status == "paid"


def test_expired_and_unknown():
    made = session()
    client.v1.checkout.sessions.expire(made.id)
    driver.get(made.url)
    look("expired")
    assert "expired" in driver.page_source
    find(f"a[href='{SHOP}/cart']").click()
    at("/cart")
    driver.get(BASE + "/c/pay/cs_test_nothing")
    look("unknown")


def test_back():
    made = session()
    driver.get(made.url)
    find("a.back").click()
    at("/cart")
    assert state(made).status == "open"
    driver.back()
    fill(**CARD)
    press("#pay")
    at("/success")


def test_keyboard_only():
    made = session()
    driver.get(made.url)
    wanted = {"email": CARD["email"], "card": CARD["card"], "expiry": "12/34", "cvc": "123",
              "name": "Jane Doe"}
    for _ in range(40):
        active = driver.switch_to.active_element
        name = active.get_attribute("id")
        if name in wanted:
            active.send_keys(wanted.pop(name))
        if name == "pay":
            break
        active.send_keys(Keys.TAB)
    assert not wanted, f"the keyboard does not reach {wanted}"
    assert driver.execute_script(
        "return getComputedStyle(document.activeElement).outlineStyle") != "none"
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    at("/success")


def test_narrow():
    global driver
    wide, driver = driver, browser(360, 800)
    # A window cannot be as narrow as a phone; a page can.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    made = session()
    driver.get(made.url)
    look("narrow")
    fill(**CARD)
    press("#pay")
    at("/success")
    driver.quit()
    driver = wide


def test_events_verify():
    made = [session() for _ in range(200)]
    for one in made:
        request = urllib.parse.quote(one.id)
        client.raw_request("post", f"/v1/test_helpers/checkout/sessions/{request}/pay")
    eventually(
        lambda: sum(told(one, "checkout.session.completed") for one in made[-5:]) == 5,
        "events are missing")
    eventually(lambda: len(Shop.events) >= 1000, "fewer than 1,000 events have come")
    for body, signature in Shop.events:
        event = stripe.Webhook.construct_event(body, signature, SECRET)
        assert event.id.startswith("evt_")
        try:
            stripe.Webhook.construct_event(body.replace(b"evt_", b"evT_", 1), signature, SECRET)
        except stripe.SignatureVerificationError:
            continue
        raise AssertionError("an altered event was taken")
    print(f"   {len(Shop.events)} events verified")


try:
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            start = time.monotonic()
            test()
            print(f"ok {name[5:].replace('_', ' ')} ({time.monotonic() - start:.1f} s)", flush=True)
finally:
    driver.quit()
    sandbox.terminate()
    assert sandbox.wait(10) == 0, "the sandbox did not stop cleanly"
