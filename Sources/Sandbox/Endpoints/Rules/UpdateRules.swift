/// The parameters of update.
/// Source: https://docs.stripe.com/api/checkout/sessions/update
enum UpdateRules {
  static let update: ParameterCheck.Rules = [
    "collected_information": .object([
      "shipping_details": .object([
        "address": .required(
          .object(CreateRules.address.merging(["country": .required(.text)]) { $1 })),
        "name": .required(.string(maximum: 255)),
      ])
    ]),
    "expand": .expand,
    "line_items": .list(
      .object(
        CreateRules.lineItem.merging(["id": .text]) { $1 },
        [.one(["id", "price_data", "price"])]), maximum: 100),
    "metadata": .metadata,
    "payment_intent_data": .object([
      "description": .clearable(.string(maximum: 1000)),
      "metadata": .metadata,
      "setup_future_usage": .clearable(.choice(["off_session", "on_session"])),
      "statement_descriptor": .clearable(.string(maximum: 22)),
      "statement_descriptor_suffix": .clearable(.string(maximum: 22)),
    ]),
    "shipping_options": .clearable(.list(CreateRules.shippingOption, maximum: 5)),
  ]
}
