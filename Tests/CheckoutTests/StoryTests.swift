import JSON
import Query
import Support
import Testing
import Units

@testable import Checkout

@Suite struct StoryTests {
  /// The story of one kind of session: `+150 paid ch_1 Paid …`, in seconds after its creation.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let lines: [String]
    var sources: StorySources

    init(
      _ name: String, _ session: Session, charges: [JSONLiteral]? = nil,
      disputes: [JSONLiteral] = [], events: [StoryEvent] = [],
      reach: StorySources.Reach? = nil, changes: [RecordChange] = [],
      recoveries: [StorySources.Recovery] = [], readAfter: Int = 86_400, _ lines: [String]
    ) {
      testDescription = name
      self.lines = lines
      sources = StorySources(session, readAt: Session.morning + readAfter)
      sources.listedCharges = charges?.compactMap { Charge(JSON.make($0)) }
      sources.disputes = disputes.map { JSON.make($0) }
      sources.events = events
      sources.reach = reach ?? .whole(until: Session.morning + readAfter)
      sources.changes = changes
      sources.recoveries = recoveries
    }
  }

  private static func line(_ step: StoryStep) -> String {
    let at = step.at - Session.morning
    let time =
      switch step.exactness {
      case .exact: "+\(at)"
      case .about: "~\(at)"
      case .since(let start): "\(start - Session.morning)…\(at)"
      case .atLatest: "≤\(at)"
      }
    return [time, step.kind.rawValue, step.id ?? "–", step.fullText].joined(separator: " ")
  }

  // MARK: - Objects

  private static func intent(_ status: String, _ changes: JSONLiteral = [:]) -> JSONLiteral {
    let object: JSONLiteral = [
      "id": "pi_1", "object": "payment_intent", "status": .string(status),
      "created": .int(Session.morning + 60),
    ]
    return object.merging(changes)
  }

  private static func complete(
    _ paymentStatus: String = "paid", mode: String = "payment", _ changes: JSONLiteral
  ) -> Session {
    .make(status: "complete", paymentStatus: paymentStatus, mode: mode, changes: changes)
  }

  private static let paid = complete("paid", ["payment_intent": intent("succeeded")])
  private static let sepa: JSONLiteral = ["type": "sepa_debit", "sepa_debit": ["last4": "3201"]]
  private static let completed = StoryEvent.make(
    "checkout.session.completed", at: 151,
    of: ["id": "cs_test_till0001", "object": "checkout.session", "payment_status": "paid"])

  private static func dispute(_ status: String) -> JSONLiteral {
    [
      "id": "dp_1", "object": "dispute", "created": .int(Session.morning + 500),
      "reason": "fraudulent", "status": .string(status), "payment_intent": "pi_1",
      "evidence_details": ["due_by": .int(Session.morning + 7 * 86_400)],
    ]
  }

  private static func refund(_ id: String, _ amount: Int, _ status: String = "succeeded")
    -> JSONLiteral
  {
    [
      "id": .string(id), "object": "refund", "created": .int(Session.morning + 400),
      "amount": .int(amount), "currency": "usd", "status": .string(status),
      "reason": "requested_by_customer",
    ]
  }

  private static let opened = "+0 created cs_test_till0001 Checkout opened"
  private static let submitted = "+60 submitted pi_1 The customer pressed pay"
  private static let success = "+150 paid ch_1 Paid $21.98 with Visa ending 4242"
  private static let done = "+151 completed cs_test_till0001 Checkout completed"
  private static let aboutDone = "~150 completed cs_test_till0001 Checkout completed"

  // MARK: - Payments

  static let payments: [Sample] = [
    Sample("untouched", .make(), [opened]),
    Sample(
      "paid", paid, charges: [Charge.literal(at: 150)], events: [completed],
      [opened, submitted, success, done]),
    Sample(
      "paid, events not read", paid, charges: [Charge.literal(at: 150)], reach: .refused,
      [opened, submitted, success, aboutDone]),
    Sample(
      "declined, then paid", paid,
      charges: [
        Charge.literal(id: "ch_1", at: 150),
        Charge.literal(id: "ch_0", at: 61, declined: "insufficient_funds", last4: "9995"),
      ], events: [completed],
      [
        opened, submitted,
        "+61 declined ch_0 Declined: not enough money ($21.98, Visa ending 9995)",
        success, done,
      ]),
    Sample(
      "declined, the charges not listed, the event told",
      .make(changes: ["payment_intent": "pi_1"]),
      events: [
        .make(
          "charge.failed", at: 61,
          of: Charge.literal(id: "ch_0", at: 61, declined: "lost_card", last4: "9987")),
        .make(
          "payment_intent.payment_failed", id: "evt_2", at: 61,
          of: intent(
            "requires_payment_method",
            [
              "last_payment_error": [
                "charge": "ch_0", "code": "card_declined", "decline_code": "lost_card",
              ]
            ])),
      ],
      [
        opened,
        "+61 declined ch_0 Declined: the card was declined ($21.98, Visa ending 9987)",
      ]),
    Sample(
      "declined, only the last error is known",
      .make(
        changes: [
          "payment_intent": intent(
            "requires_payment_method",
            ["last_payment_error": ["charge": "ch_0", "decline_code": "expired_card"]])
        ]),
      reach: .refused,
      [opened, submitted, "60…86400 declined ch_0 Payment failed: the card has expired"]),
    Sample(
      "3-D Secure, passed", paid,
      charges: [
        Charge.literal(
          at: 150,
          method: [
            "type": "card",
            "card": [
              "brand": "visa", "last4": "3155", "three_d_secure": ["result": "authenticated"],
            ],
          ])
      ],
      events: [
        .make("payment_intent.requires_action", at: 70, of: intent("requires_action")), completed,
      ],
      [
        opened, submitted,
        "+70 action_required pi_1 3-D Secure: the bank asked the customer to confirm",
        "+150 paid ch_1 Paid $21.98 with Visa ending 3155, confirmed with 3-D Secure", done,
      ]),
    Sample(
      "3-D Secure, failed",
      .make(changes: ["payment_intent": intent("requires_payment_method")]), charges: [],
      events: [
        .make("payment_intent.requires_action", at: 70, of: intent("requires_action")),
        .make(
          "payment_intent.payment_failed", id: "evt_2", at: 95,
          of: intent(
            "requires_payment_method",
            ["last_payment_error": ["code": "payment_intent_authentication_failure"]])),
      ],
      [
        opened, submitted,
        "+70 action_required pi_1 3-D Secure: the bank asked the customer to confirm",
        "+95 declined pi_1 Payment failed: the customer did not pass authentication",
      ]),
    Sample(
      "3-D Secure, no answer", .make(changes: ["payment_intent": intent("requires_action")]),
      charges: [],
      events: [.make("payment_intent.requires_action", at: 70, of: intent("requires_action"))],
      [
        opened, submitted,
        "+70 action_required pi_1 3-D Secure: the bank asked the customer to confirm;"
          + " no answer yet",
      ]),
    Sample(
      "a debit on its way", complete("unpaid", ["payment_intent": intent("processing")]),
      charges: [Charge.literal(at: 61, status: "pending", method: sepa)],
      [
        opened, submitted,
        "+61 processing ch_1 Under way: $21.98 with SEPA direct debit (account ending 3201);"
          + " the bank answers within 14 business days",
        "~61 completed cs_test_till0001 Checkout completed, payment still under way",
      ]),
    Sample(
      "a debit that arrived", paid, charges: [Charge.literal(at: 61, method: sepa)],
      events: [
        .make(
          "checkout.session.async_payment_succeeded", at: 9_000,
          of: ["id": "cs_test_till0001", "object": "checkout.session"])
      ],
      [
        opened, submitted,
        "+61 processing ch_1 Under way: $21.98 with SEPA direct debit (account ending 3201);"
          + " the bank answers within 14 business days",
        "~61 completed cs_test_till0001 Checkout completed, payment still under way",
        "+9000 paid ch_1 Paid $21.98 with SEPA direct debit (account ending 3201):"
          + " the money has come",
      ]),
    Sample(
      "a debit that failed, seen by till alone",
      complete("unpaid", ["payment_intent": intent("requires_payment_method")]),
      charges: [
        Charge.literal(
          at: 61, status: "failed", method: sepa,
          changes: ["failure_code": "account_closed", "outcome": nil])
      ], reach: .refused,
      [
        opened, submitted,
        "+61 processing ch_1 Under way: $21.98 with SEPA direct debit (account ending 3201);"
          + " the bank answers within 14 business days",
        "~61 completed cs_test_till0001 Checkout completed, payment still under way",
        "61…86400 declined ch_1 Failed: the bank account is closed"
          + " ($21.98 with SEPA direct debit (account ending 3201));"
          + " the customer must start a new checkout",
      ]),
    Sample(
      "a debit that paid an invoice, events not read",
      complete("paid", mode: "subscription", ["invoice": invoice, "subscription": subscription()]),
      charges: [Charge.literal(at: 61, method: sepa)], reach: .refused,
      [
        opened,
        "+61 processing ch_1 Under way: $21.98 with SEPA direct debit (account ending 3201);"
          + " the bank answers within 14 business days",
        "~61 completed cs_test_till0001 Checkout completed, payment still under way",
        "+149 invoiced in_1 Invoice A-0001 issued",
        "+150 subscribed sub_1 Subscription started",
        "+151 paid ch_1 Paid $21.98 with SEPA direct debit (account ending 3201):"
          + " the money has come",
      ]),
    Sample(
      "a debit that arrived within the second", paid,
      charges: [Charge.literal(at: 61, method: sepa)],
      events: [
        .make(
          "checkout.session.async_payment_succeeded", id: "evt_2", at: 61,
          of: ["id": "cs_test_till0001", "object": "checkout.session"]),
        .make(
          "checkout.session.completed", at: 61,
          of: [
            "id": "cs_test_till0001", "object": "checkout.session", "payment_status": "unpaid",
          ]),
      ],
      [
        opened, submitted,
        "+61 processing ch_1 Under way: $21.98 with SEPA direct debit (account ending 3201);"
          + " the bank answers within 14 business days",
        "+61 completed cs_test_till0001 Checkout completed, payment still under way",
        "+61 paid ch_1 Paid $21.98 with SEPA direct debit (account ending 3201):"
          + " the money has come",
      ]),
    Sample(
      "two tries in one second, the newest listed first",
      .make(changes: ["payment_intent": intent("requires_payment_method")]),
      charges: [
        Charge.literal(id: "ch_1", at: 61, declined: "expired_card"),
        Charge.literal(id: "ch_2", at: 61, declined: "insufficient_funds"),
      ],
      [
        opened, submitted,
        "+61 declined ch_2 Declined: not enough money ($21.98, Visa ending 4242)",
        "+61 declined ch_1 Declined: the card has expired ($21.98, Visa ending 4242)",
      ]),
    Sample(
      "authorised, not captured",
      complete(
        "unpaid", ["payment_intent": intent("requires_capture", ["capture_method": "manual"])]),
      charges: [Charge.literal(at: 150, changes: ["captured": false])], events: [completed],
      [
        opened, submitted, "+150 authorized ch_1 Authorised $21.98 with Visa ending 4242", done,
      ]),
    Sample(
      "paid, nothing else read", complete("paid", ["payment_intent": "pi_1"]), reach: .notAsked,
      changes: [
        RecordChange(
          record: "cs_test_till0001", field: "status", from: "open", to: "complete",
          after: Session.morning + 100, at: Session.morning + 200),
        RecordChange(
          record: "cs_test_till0001", field: "payment_status", from: "unpaid", to: "paid",
          after: Session.morning + 100, at: Session.morning + 200),
      ],
      [
        opened, "100…200 paid pi_1 Paid $21.98",
        "100…200 completed cs_test_till0001 Checkout completed",
      ]),
  ]

  // MARK: - What comes after

  static let later: [Sample] = [
    Sample(
      "refunded in parts", paid,
      charges: [
        Charge.literal(
          at: 150,
          changes: [
            "amount_refunded": 700,
            "refunds": ["data": [refund("re_2", 200, "pending"), refund("re_1", 500)]],
          ])
      ], events: [completed],
      [
        opened, submitted, success, done,
        // In one second: Stripe lists the newest first.
        "+400 refunded re_1 Refunded $5.00, 1 of 2 (requested by customer)",
        "+400 refunded re_2 Refund of $2.00, 2 of 2 begun (requested by customer):"
          + " it takes 5 to 10 days",
      ]),
    Sample(
      "refunded, told by the event alone", paid,
      charges: [
        Charge.literal(at: 150, changes: ["amount_refunded": 2198, "refunded": true])
      ],
      events: [
        completed,
        .make(
          "charge.refunded", id: "evt_2", at: 600,
          of: Charge.literal(at: 150, changes: ["amount_refunded": 2198]),
          previous: ["amount_refunded": 0]),
      ], [opened, submitted, success, done, "+600 refunded ch_1 Refunded $21.98"]),
    Sample(
      "a refund that failed", paid,
      charges: [
        Charge.literal(
          at: 150, changes: ["refunds": ["data": [refund("re_1", 2198, "failed")]]])
      ],
      events: [
        completed,
        .make(
          "refund.failed", id: "evt_2", at: 900,
          of: [
            "id": "re_1", "object": "refund", "payment_intent": "pi_1",
            "failure_reason": "lost_or_stolen_card",
          ]),
      ],
      [
        opened, submitted, success, done,
        "+400 refunded re_1 Refund of $21.98 begun (requested by customer); it failed later",
        "+900 refund_failed re_1 Refund failed (lost or stolen card):"
          + " the money is back in the account",
      ]),
    Sample(
      "disputed", paid, charges: [Charge.literal(at: 150, changes: ["disputed": true])],
      disputes: [dispute("needs_response")], events: [completed],
      [
        opened, submitted, success, done,
        "+500 disputed dp_1 The customer disputed the payment with the bank (fraudulent):"
          + " answer by 21 Nov 2026",
      ]),
    Sample(
      "a dispute that was lost", paid, charges: [Charge.literal(at: 150)],
      events: [
        completed,
        .make("charge.dispute.closed", id: "evt_2", at: 700, of: dispute("lost")),
      ],
      [
        opened, submitted, success, done,
        "+500 disputed dp_1 The customer disputed the payment with the bank (fraudulent)",
        "+700 dispute_closed dp_1 Dispute lost: the money went back",
      ]),
    Sample(
      "a dispute that events alone tell", paid, charges: [Charge.literal(at: 150)],
      events: [
        .make("charge.dispute.closed", id: "evt_3", at: 700, of: dispute("won")),
        .make("charge.dispute.created", id: "evt_2", at: 500, of: dispute("needs_response")),
        completed,
      ],
      [
        opened, submitted, success, done,
        "+500 disputed dp_1 The customer disputed the payment with the bank (fraudulent)",
        "+700 dispute_closed dp_1 Dispute won: the money stays",
      ]),
  ]

  // MARK: - Ends

  private static func expired(expiresIn: Int = 3_600, _ changes: JSONLiteral = [:]) -> Session {
    .make(expiresIn: expiresIn, status: "expired", changes: changes)
  }

  private static func expiry(at seconds: Int, request: String? = nil) -> StoryEvent {
    .make(
      "checkout.session.expired", at: seconds,
      of: ["id": "cs_test_till0001", "object": "checkout.session"], request: request)
  }

  static let ends: [Sample] = [
    Sample(
      "expired by time", expired(), events: [expiry(at: 3_610)],
      [opened, "+3610 expired cs_test_till0001 Checkout expired unpaid"]),
    Sample(
      "closed by the shop", expired(), events: [expiry(at: 600, request: "req_9")],
      [opened, "+600 expired cs_test_till0001 Checkout closed by the shop (request req_9)"]),
    Sample(
      "expired, events forgotten", expired(), reach: .tooOld,
      [opened, "≤3600 expired cs_test_till0001 Checkout expired unpaid"]),
    Sample(
      "closed early, seen by till", expired(expiresIn: 86_400), reach: .refused,
      changes: [
        RecordChange(
          record: "cs_test_till0001", field: "status", from: "open", to: "expired",
          after: Session.morning + 100, at: Session.morning + 200)
      ], readAfter: 3_000,
      [opened, "100…200 expired cs_test_till0001 Checkout closed before its time"]),
    Sample(
      "recovered by another", expired(), events: [expiry(at: 3_600)],
      recoveries: [.init(id: "cs_test_two", created: Session.morning + 5_000)],
      [
        opened, "+3600 expired cs_test_till0001 Checkout expired unpaid",
        "+5000 recovered cs_test_two Opened again from its recovery link as cs_test_two",
      ]),
    Sample(
      "recovered within the second", expired(), events: [expiry(at: 600, request: "req_9")],
      recoveries: [.init(id: "cs_test_two", created: Session.morning + 600)],
      [
        opened, "+600 expired cs_test_till0001 Checkout closed by the shop (request req_9)",
        "+600 recovered cs_test_two Opened again from its recovery link as cs_test_two",
      ]),
    Sample(
      "recovered from another", .make(changes: ["recovered_from": "cs_test_zero"]),
      [
        opened, "+0 recovered cs_test_zero Opened from the recovery link of cs_test_zero",
      ]),
    Sample(
      "canceled payment",
      complete(
        "unpaid",
        [
          "payment_intent": intent(
            "canceled",
            ["canceled_at": .int(Session.morning + 300), "cancellation_reason": "fraudulent"])
        ]), charges: [], events: [completed],
      [
        opened, submitted, done, "+300 canceled pi_1 Payment cancelled (fraudulent)",
      ]),
  ]

  // MARK: - Billing

  private static let invoice: JSONLiteral = [
    "id": "in_1", "object": "invoice", "number": "A-0001",
    "status_transitions": [
      "finalized_at": .int(Session.morning + 149), "paid_at": .int(Session.morning + 151),
    ],
    "payments": ["data": [["payment": ["type": "payment_intent", "payment_intent": "pi_1"]]]],
  ]

  private static func subscription(_ changes: JSONLiteral = [:]) -> JSONLiteral {
    let object: JSONLiteral = [
      "id": "sub_1", "object": "subscription", "status": "active",
      "created": .int(Session.morning + 150), "trial_end": nil,
    ]
    return object.merging(changes)
  }

  static let billing: [Sample] = [
    Sample(
      "subscription, paid",
      complete("paid", mode: "subscription", ["invoice": invoice, "subscription": subscription()]),
      charges: [Charge.literal(at: 150)], reach: .refused,
      [
        opened, "+149 invoiced in_1 Invoice A-0001 issued", success,
        "+150 subscribed sub_1 Subscription started",
        "~151 completed cs_test_till0001 Checkout completed",
      ]),
    Sample(
      "trial",
      complete(
        "no_payment_required", mode: "subscription",
        [
          "subscription": subscription([
            "status": "trialing", "trial_end": .int(Session.morning + 14 * 86_400),
          ])
        ]),
      events: [
        .make(
          "checkout.session.completed", at: 151,
          of: [
            "id": "cs_test_till0001", "object": "checkout.session",
            "payment_status": "no_payment_required",
          ])
      ],
      [
        opened,
        "+150 subscribed sub_1 Subscription started; the trial ends on 28 Nov 2026",
        "+151 completed cs_test_till0001 Checkout completed, nothing to pay now",
      ]),
    Sample(
      "renewed, failed, cancelled",
      complete(
        "paid", mode: "subscription",
        [
          "invoice": invoice,
          "subscription": subscription([
            "status": "canceled", "canceled_at": .int(Session.morning + 80_000),
            "ended_at": .int(Session.morning + 80_000),
            "cancellation_details": ["reason": "payment_failed"],
          ]),
        ]), charges: [Charge.literal(at: 150)],
      events: [
        completed,
        .make(
          "invoice.paid", id: "evt_2", at: 60_000,
          of: [
            "id": "in_2", "object": "invoice", "amount_due": 2198, "currency": "usd",
            "parent": ["subscription_details": ["subscription": "sub_1"]],
          ]),
        .make(
          "invoice.payment_failed", id: "evt_3", at: 70_000,
          of: [
            "id": "in_3", "object": "invoice", "amount_due": 2198, "currency": "usd",
            "subscription": "sub_1", "next_payment_attempt": .int(Session.morning + 3 * 86_400),
          ]),
        .make(
          "customer.subscription.updated", id: "evt_4", at: 70_001,
          of: subscription(["status": "past_due"]), previous: ["status": "active"]),
      ],
      [
        opened, "+149 invoiced in_1 Invoice A-0001 issued", success,
        "+150 subscribed sub_1 Subscription started", done,
        "+60000 renewed in_2 Renewal of $21.98 paid",
        "+70000 renewal_failed in_3 Renewal of $21.98 failed; next try on 17 Nov 2026",
        "+70001 updated sub_1 Subscription is past due",
        "+80000 canceled sub_1 Subscription ended (payment failed)",
      ]),
    Sample(
      "a card saved",
      complete(
        "no_payment_required", mode: "setup",
        [
          "setup_intent": [
            "id": "seti_1", "object": "setup_intent", "status": "succeeded",
            "latest_attempt": ["created": .int(Session.morning + 90)],
          ]
        ]), reach: .refused,
      [
        opened, "~90 completed cs_test_till0001 Checkout completed, nothing to pay now",
        "~90 saved seti_1 Payment method saved for later",
      ]),
    Sample(
      "metadata changed", .make(metadata: ["order_id": "b"]),
      changes: RecordChange.between(
        Session.make(metadata: ["order_id": "a", "old": "x"]).json, readAt: Session.morning + 5,
        Session.make(amountTotal: 2000, metadata: ["order_id": "b", "new": "y"]).json,
        readAt: Session.morning + 50, of: "cs_test_till0001", in: RecordKind.session.followed),
      [
        opened, "5…50 updated cs_test_till0001 The total changed from $21.98 to $20.00",
        "5…50 updated cs_test_till0001 Metadata new was set to “y”",
        "5…50 updated cs_test_till0001 Metadata old was removed (it was “x”)",
        "5…50 updated cs_test_till0001 Metadata order_id changed from “a” to “b”",
      ]),
  ]

  @Test(arguments: payments + later + ends + billing)
  func `a session's story`(sample: Sample) {
    #expect(Story(sample.sources).steps.map(Self.line) == sample.lines)
  }

  // MARK: - What is said besides

  @Test func `what cannot be told is said`() {
    func unknown(_ session: Session, _ reach: StorySources.Reach) -> [String] {
      var sources = StorySources(session, readAt: Session.morning + 100)
      sources.reach = reach
      return Story(sources).unknown
    }
    let never =
      "whether the page was opened, and why the customer left it, is not recorded by Stripe"
    #expect(unknown(.make(), .whole(until: 0)) == [never])
    #expect(
      unknown(Self.paid, .tooOld) == [
        "Stripe keeps events for 30 days: what changed before has no exact time",
        "charges were not read: tries to pay and refunds are not known",
      ])
    #expect(
      unknown(Self.expired(), .refused) == [
        "the key may not read events: when something changed is told from charges and invoices"
          + " alone", never, "who closed the checkout before its time is not recorded",
      ])
  }

  @Test func `Stripe lists the types of event that a story uses`() {
    #expect(
      StoryEvent.types.count <= 20,
      """
      Stripe answers 400 to more than 20 types, and no story would have events. Leave out a type \
      that only repeats another, or list the events in two requests.
      """)
    #expect(Set(StoryEvent.types).count == StoryEvent.types.count)
  }

  @Test func `a try that is told says that the page was opened`() {
    var asked = StorySources(
      .make(changes: ["payment_intent": Self.intent("requires_action")]),
      readAt: Session.morning + 100)
    asked.listedCharges = []
    #expect(Story(asked).unknown == [])
    let setup = StorySources(
      .make(
        mode: "setup",
        changes: [
          "setup_intent": [
            "id": "seti_1", "object": "setup_intent", "status": "requires_payment_method",
            "last_setup_error": ["code": "card_declined"],
          ]
        ]), readAt: Session.morning + 100)
    #expect(Story(setup).unknown == [])
  }

  @Test func `facts without a time stand apart`() {
    var sources = StorySources(Self.paid, readAt: Session.morning + 100)
    sources.listedCharges = [
      .make(
        at: 150,
        changes: [
          "amount_refunded": 500, "receipt_number": "1234-5678",
          "receipt_url": "https://pay.stripe.com/r", "disputed": true,
          "balance_transaction": [
            "net": 2104, "fee": 94, "currency": "usd",
            "available_on": .int(Session.morning + 2 * 86_400),
          ],
        ])
    ]
    #expect(
      Story(sources).also.map(\.text) == [
        "a receipt was sent: 1234-5678",
        "$21.04 comes to the account after $0.94 of fees, available on 16 Nov 2026",
        "$5.00 was refunded; when is not in what was read",
        "the payment is disputed; the dispute itself was not read",
      ])
  }

  @Test func `fees are those of the charge that came with the session`() {
    let balance: JSONLiteral = ["id": "txn_1", "net": 2104, "fee": 94, "currency": "usd"]
    let latest = Charge.literal(at: 150, changes: ["balance_transaction": balance])
    let intent = Self.intent("succeeded", ["latest_charge": latest])
    var sources = StorySources(
      Self.complete("paid", ["payment_intent": intent]), readAt: Session.morning + 100)
    sources.listedCharges = [.make(at: 150, changes: ["balance_transaction": "txn_1"])]
    #expect(
      Story(sources).also.map(\.text) == ["$21.04 comes to the account after $0.94 of fees"])
  }

  @Test func `no money comes of a payment that went back, and it came on a past day`() {
    func also(_ changes: JSONLiteral = [:], dispute status: String? = nil) -> [String] {
      let balance: JSONLiteral = [
        "net": 2104, "fee": 94, "currency": "usd", "available_on": .int(Session.morning + 200),
      ]
      var sources = StorySources(Self.paid, readAt: Session.morning + 200)
      let charge: JSONLiteral = ["balance_transaction": balance]
      sources.listedCharges = [.make(at: 150, changes: charge.merging(changes))]
      sources.disputes = status.map { [JSON.make(Self.dispute($0))] } ?? []
      return Story(sources).also.map(\.text)
    }
    let came = "$21.04 came to the account after $0.94 of fees, available on 14 Nov 2026"
    #expect(also() == [came])
    #expect(also(dispute: "won") == [came])
    #expect(also(dispute: "lost") == [])
    let refund = Self.refund("re_1", 2198)
    #expect(also(["refunded": true, "refunds": ["data": [refund]]]) == [])
  }

  @Test func `what became of a dispute that an event showed is not known`() {
    let note = "the dispute is told as an event showed it: what was answered since is not known"
    func notes(_ status: String, read: Bool = false) -> [String] {
      var sources = StorySources(Self.paid, readAt: Session.morning + 900)
      sources.events = [.make("charge.dispute.created", at: 500, of: Self.dispute(status))]
      sources.disputes = read ? [JSON.make(Self.dispute(status))] : []
      return Story(sources).unknown.filter { $0 == note }
    }
    #expect(notes("needs_response") == [note])
    #expect(notes("needs_response", read: true) == [])
    #expect(notes("lost") == [], "it is over")
  }

  @Test func `events of others are not told, and webhooks say what is pending`() {
    var sources = StorySources(Self.paid, readAt: Session.morning + 100)
    sources.events = [
      .make(
        "checkout.session.completed", id: "evt_9", at: 20,
        of: ["id": "cs_test_other", "object": "checkout.session"]),
      .make(
        "checkout.session.completed", id: "evt_1", at: 151,
        of: ["id": "cs_test_till0001", "object": "checkout.session"], pending: 2),
    ]
    #expect(
      Story(sources).webhooks == [
        .init(
          id: "evt_1", type: "checkout.session.completed", at: Session.morning + 151, pending: 2)
      ])
  }

  // MARK: - One line

  /// Seconds after the morning, cells, the line. A date stands for the marks after it, so it goes over
  /// to the next one when its mark is left out.
  @Test(
    arguments: [
      (200, 80, "created 09:38 ── 2 x declined 09:40 ── paid 09:41 ── refunded 16 Nov 09:45"),
      (200, 60, "created 09:38 ── paid 09:41 ── refunded 16 Nov 09:45"),
      (200, 45, "paid 09:41 ── refunded 16 Nov 09:45"), (200, 10, ""),
      (
        3 * 86_400, 90,
        "created 14 Nov 09:38 ── 2 x declined 09:40 ── paid 09:41 ── refunded 16 Nov 09:45"
      ),
      (3 * 86_400, 50, "paid 14 Nov 09:41 ── refunded 16 Nov 09:45"),
    ])
  func `a story fits into a line`(now: Int, width: Int, text: String) {
    var sources = StorySources(Self.paid, readAt: Session.morning + 3 * 86_400)
    sources.listedCharges = [
      .make(id: "ch_0", at: 61, declined: "insufficient_funds"),
      .make(id: "ch_2", at: 120, declined: "insufficient_funds"),
      .make(
        at: 150,
        changes: [
          "refunds": [
            "data": [
              Self.refund("re_1", 500).merging([
                "created": .int(Session.morning + 2 * 86_400 + 400)
              ])
            ]
          ]
        ]),
    ]
    let line = StoryLine(Story(sources), at: Session.morning + now, in: .utc, width: width)
    #expect(line.text == text)
  }
}
