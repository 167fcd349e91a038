/// Payment methods and setup intents.
extension SessionRenderer {
  func methodNumber(of record: SessionRecord, _ course: Course) -> Int {
    record.methodNumber(course)
  }

  func writePaymentMethod(
    of record: SessionRecord, _ course: Course, _ number: Int?,
    named name: String = "payment_method", expanded: Bool, into writer: inout JSONWriter
  ) {
    guard let number, expanded, let payment = record.methodUsed(course) else {
      return writer.field(name, number.map { ids.id(.paymentMethod, $0) })
    }
    writer.object(name) {
      paymentMethodFields(payment, number: number, of: record, into: &$0)
    }
  }

  /// Source: https://docs.stripe.com/api/payment_methods/object
  func paymentMethodFields(
    _ payment: Act.Payment, number: Int, of record: SessionRecord,
    failed failure: SessionRecord.Decline? = nil, into writer: inout JSONWriter
  ) {
    let means = payment.means
    let id = ids.id(.paymentMethod, means.method ?? number)
    let isKept = record.savesMethod || record.mode == .setup
    let customer = isKept ? record.customer(at: now).map { ids.id(.customer, $0) } : nil
    // The number of another one can be that of a method that a request made.
    let made = means.method == nil ? nil : shelf[id]
    writer.field("id", id)
    writer.field("object", "payment_method")
    writer.field("allow_redisplay", made?["allow_redisplay"] ?? "unspecified")
    writer.field(
      "billing_details", made?["billing_details"] ?? record.billingDetails(of: payment))
    writeMeans(.init(payment: payment, record: record, failure: failure), into: &writer)
    writer.field(
      "created",
      made?["created"]?.int ?? record.course(at: now).firstTry ?? record.life.created)
    writer.field("customer", customer)
    writer.field("livemode", ids.livemode)
    writer.field("metadata", made?["metadata"] ?? [:])
    writer.field("type", means.type)
  }

  /// The number of the payment method that a setup intent could not keep.
  private func failedMethod(of record: SessionRecord, _ course: Course) -> Int {
    record.mode == .setup
      ? methodNumber(of: record, course)
      : course.lastRefusal?.payment.means.method
        ?? record.serial << 8 | course.refusedMethodNumber
  }

  func writeSetupIntent(
    of record: SessionRecord, _ expansion: Expansion?, into writer: inout JSONWriter
  ) {
    guard record.mode == .setup else { return writer.null("setup_intent") }
    guard let expansion else {
      return writer.field("setup_intent", ids.id(.setupIntent, record.serial))
    }
    writer.object("setup_intent") { setupIntentFields(of: record, expansion, into: &$0) }
  }

  /// Source: https://docs.stripe.com/api/setup_intents/object
  func setupIntentFields(
    of record: SessionRecord, _ expansion: Expansion, isNew: Bool = false,
    into writer: inout JSONWriter
  ) {
    let tried = record.course(at: now)
    let course = isNew ? Course([]) : tried
    let isSetup = record.mode == .setup
    let isOver = (isSetup ? course.expired : course.setupCanceled) != nil
    let isDone = course.completed != nil && !isOver
    let challenge = course.challenge.flatMap { isSetup || $0.isOnlyKept ? $0 : nil }
    let means = record.kept(after: tried)?.means
    writer.field("id", ids.id(.setupIntent, record.serial))
    writer.field("object", "setup_intent")
    writer.null("application")
    writer.field("cancellation_reason", isOver ? "abandoned" : nil)
    writer.field(
      "client_secret",
      ids.id(.setupIntent, record.serial) + "_secret_"
        + ids.letters(24, for: record.serial ^ 0x5E70))
    writer.field("created", record.life.created)
    writeCustomer(
      isNew ? record.customer : record.customer(at: now), expansion["customer"], into: &writer)
    writer.field("description", record.hidden["setup_intent_data"]?["description"]?.string)
    if let (error, payment) = isSetup ? course.lastError : course.lastRefusal {
      writer.object("last_setup_error") { writer in
        writer.field("code", error.code)
        if let declineCode = error.declineCode { writer.field("decline_code", declineCode) }
        writer.field("doc_url", error.page)
        writer.field("message", error.message)
        writer.object("payment_method") {
          paymentMethodFields(
            payment, number: failedMethod(of: record, course), of: record, failed: error,
            into: &$0)
        }
        writer.field("type", "card_error")
      }
    } else {
      writer.null("last_setup_error")
    }
    writeSetupAttempt(of: record, course, expansion["latest_attempt"], into: &writer)
    writer.field("livemode", ids.livemode)
    writer.null("mandate")
    writer.metadata(record.isMade ? record.setupMetadata : record.metadata)
    writer.null("next_action")
    writer.null("on_behalf_of")
    writePaymentMethod(
      of: record, course, isDone ? methodNumber(of: record, course) : nil,
      expanded: expansion.includes("payment_method"), into: &writer)
    writer.array("payment_method_types", [means?.type ?? record.method]) { $0.write($1) }
    writer.field(
      "status",
      isDone
        ? "succeeded"
        : isOver
          ? "canceled" : challenge == nil ? "requires_payment_method" : "requires_action")
    writer.field("usage", "off_session")
  }

  private func writeSetupAttempt(
    of record: SessionRecord, _ course: Course, _ expansion: Expansion?,
    into writer: inout JSONWriter
  ) {
    guard let first = record.mode == .setup ? course.firstTry : course.firstKeeping else {
      return writer.null("latest_attempt")
    }
    let id = ids.id(.setupAttempt, record.serial)
    guard expansion != nil else { return writer.field("latest_attempt", id) }
    let isDone = course.completed != nil && (record.mode == .setup || course.setupCanceled == nil)
    writer.object("latest_attempt") { writer in
      writer.field("id", id)
      writer.field("object", "setup_attempt")
      writer.field("created", isDone ? course.completed : first)
      writer.field("livemode", ids.livemode)
      let method = isDone ? methodNumber(of: record, course) : failedMethod(of: record, course)
      writer.field("payment_method", ids.id(.paymentMethod, method))
      writer.field("setup_intent", ids.id(.setupIntent, record.serial))
      writer.field("status", isDone ? "succeeded" : "failed")
      writer.field("usage", "off_session")
    }
  }
}

extension SessionRecord {
  /// What a finished session was paid with, or keeps for later.
  func held(_ course: Course) -> Act.Payment? {
    guard course.completed != nil else { return nil }
    return course.payment ?? savedMeans.map { Act.Payment(means: $0, amount: 0) }
  }

  /// What a setup intent keeps, or tried to keep last.
  func kept(after course: Course) -> Act.Payment? {
    if mode == .setup { return course.lastTry }
    let challenge = course.challenge.flatMap { $0.isOnlyKept ? $0 : nil }
    return challenge ?? held(course) ?? course.lastRefusal?.payment
  }

  /// What the payment method is of: what was paid with, or the last try.
  func methodUsed(_ course: Course) -> Act.Payment? {
    held(course) ?? course.challenge ?? course.attempts.last?.payment
  }

  /// The number behind the id of the payment method. Every attempt has its own, unless a request
  /// made one for it.
  func methodNumber(_ course: Course) -> Int {
    methodUsed(course)?.means.method ?? cycle?.method ?? serial << 8 | course.methodNumber
  }

  fileprivate var setupMetadata: [Metadata] {
    let members = hidden["setup_intent_data"]?["metadata"]?.members ?? []
    return members.map { Metadata(key: $0.name, value: $0.value.text) }
  }
}
