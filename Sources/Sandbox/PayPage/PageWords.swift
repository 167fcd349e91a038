/// The main words of the page in the customers' languages. Text about the sandbox itself stays in
/// English.
struct PageWords: Sendable {
  /// The language's code in HTML.
  let language: String
  private let words: [String]

  enum Word: Int, CaseIterable {
    case pay, subscribe, book, donate, startTrial, saveCard, complete
    case contact, email, phone, paymentMethod, card, cardNumber, expiry, securityCode, nameOnCard
    case country, postalCode, bankAccount
    case shippingAddress, billingAddress, name, line1, line2, city, state, shippingMethod
    case subtotal, discount, shipping, tax, total, quantity, update
    case promotionCode, apply, remove, addToOrder, taxID, business, optional
    case back, expired, done, unknown, required
    case wrongValue, wrongDate, wrongCode, wrongCoupon, free, terms, promotions
    case declined, noFunds, cardExpired, codeIncorrect, processingError, notAuthenticated
  }

  subscript(word: Word) -> String { words[word.rawValue] }

  /// The words for a session's locale; `auto` and nil follow what the browser prefers.
  static func of(locale: String?, accepting: String?) -> PageWords {
    let wanted: [Substring]
    if let locale, locale != "auto" {
      wanted = [locale[...]]
    } else {
      wanted = (accepting ?? "").split(separator: ",").map { $0.prefix { $0 != ";" } }
    }
    for entry in wanted {
      let name = entry.trimming(" ")
      if let words = table[key(of: name)] {
        return PageWords(language: name.isEmpty ? "en" : String(name), words: words)
      }
    }
    return PageWords(language: "en", words: english)
  }

  /// Chinese is written in two ways, in traditional characters in Taiwan, Hong Kong and Macao.
  private static func key(of name: some StringProtocol) -> String {
    let parts = name.lowercased().split(separator: "-").map(String.init)
    let isTraditional =
      parts.contains("hant")
      || !parts.contains("hans") && parts.contains { ["tw", "hk", "mo"].contains($0) }
    guard let language = parts.first else { return "" }
    return language == "zh" && isTraditional ? "zh-hant" : language
  }

  /// All languages that are complete; a test compares them with `Word`.
  static let table: [String: [String]] = [
    "en": english,
    "de": words(
      "Bezahlen|Abonnieren|Buchen|Spenden|Probezeit beginnen|Karte speichern|Bestellung abschließen|"
        + "Kontakt|E-Mail-Adresse|Telefon|Zahlungsmethode|Karte|Kartennummer|Ablaufdatum (MM/JJ)|"
        + "Prüfnummer (CVC)|Name auf der Karte|Land|Postleitzahl|IBAN|Lieferadresse|"
        + "Rechnungsadresse|Name|Straße und Hausnummer|Adresszusatz|Ort|Bundesland|Versandart|"
        + "Zwischensumme|Rabatt|Versand|Steuer|Gesamtbetrag|Menge|Aktualisieren|Aktionscode|"
        + "Einlösen|Entfernen|Hinzufügen|Steuernummer|Firma|optional|Zurück|"
        + "Diese Sitzung ist abgelaufen|Hier ist schon alles erledigt|Diese Seite gibt es nicht|"
        + "Bitte ausfüllen|Diese Angabe ist ungültig|Dieses Ablaufdatum ist ungültig|"
        + "Diese Prüfnummer ist ungültig|Dieser Code ist ungültig|Kostenlos|"
        + "Ich stimme den Geschäftsbedingungen zu|Neuigkeiten und Angebote erhalten|"
        + "Ihre Karte wurde abgelehnt.|Ihre Karte ist nicht ausreichend gedeckt.|"
        + "Ihre Karte ist abgelaufen.|Die Prüfnummer Ihrer Karte ist falsch.|Bei der Verarbeitung "
        + "Ihrer Karte ist ein Fehler aufgetreten. Versuchen Sie es in Kürze erneut.|Ihre "
        + "Zahlungsmethode konnte nicht bestätigt werden. Wählen Sie eine andere und versuchen "
        + "Sie es erneut."),
    "fr": words(
      "Payer|S’abonner|Réserver|Faire un don|Commencer l’essai|Enregistrer la carte|"
        + "Valider la commande|Coordonnées|E-mail|Téléphone|Moyen de paiement|Carte|"
        + "Numéro de carte|Date d’expiration (MM/AA)|Code de sécurité (CVC)|Nom du titulaire|Pays|"
        + "Code postal|IBAN|Adresse de livraison|Adresse de facturation|Nom|Adresse|"
        + "Complément d’adresse|Ville|Région|Mode de livraison|Sous-total|Remise|Livraison|Taxe|"
        + "Total|Quantité|Mettre à jour|Code promotionnel|Appliquer|Supprimer|Ajouter|"
        + "Numéro fiscal|Entreprise|facultatif|Retour|Cette session a expiré|Tout est déjà réglé|"
        + "Cette page n’existe pas|Ce champ est obligatoire|Cette valeur n’est pas valide|"
        + "Cette date n’est pas valide|Ce code de sécurité n’est pas valide|"
        + "Ce code n’est pas valide|Gratuit|J’accepte les conditions générales|"
        + "Recevoir les actualités et les offres|"
        + "Votre carte a été refusée.|Les fonds de votre carte sont insuffisants.|"
        + "Votre carte a expiré.|Le code de sécurité de votre carte est incorrect.|Une erreur est "
        + "survenue lors du traitement de votre carte. Réessayez dans quelques instants.|Votre "
        + "moyen de paiement n’a pas pu être authentifié. Choisissez-en un autre et réessayez."),
    "es": words(
      "Pagar|Suscribirse|Reservar|Donar|Empezar la prueba|Guardar la tarjeta|Completar el pedido|"
        + "Contacto|Correo electrónico|Teléfono|Método de pago|Tarjeta|Número de tarjeta|"
        + "Fecha de caducidad (MM/AA)|Código de seguridad (CVC)|Nombre en la tarjeta|País|"
        + "Código postal|IBAN|Dirección de envío|Dirección de facturación|Nombre|Dirección|"
        + "Piso o puerta|Ciudad|Provincia|Método de envío|Subtotal|Descuento|Envío|Impuestos|Total|"
        + "Cantidad|Actualizar|Código promocional|Aplicar|Quitar|Añadir|Número fiscal|Empresa|"
        + "opcional|Volver|Esta sesión ha caducado|Ya está todo hecho|Esta página no existe|"
        + "Este campo es obligatorio|El valor no es válido|La fecha no es válida|"
        + "El código de seguridad no es válido|El código no es válido|Gratis|"
        + "Acepto las condiciones|Recibir novedades y ofertas|"
        + "Su tarjeta ha sido rechazada.|Su tarjeta no tiene fondos suficientes.|"
        + "Su tarjeta ha caducado.|El código de seguridad de su tarjeta es incorrecto.|"
        + "Se ha producido un error al procesar su tarjeta. Inténtelo de nuevo en un momento.|"
        + "No se ha podido autenticar su método de pago. Elija otro e inténtelo de nuevo."),
    "it": words(
      "Paga|Abbonati|Prenota|Dona|Inizia la prova|Salva la carta|Completa l’ordine|Contatto|E-mail|"
        + "Telefono|Metodo di pagamento|Carta|Numero della carta|Data di scadenza (MM/AA)|"
        + "Codice di sicurezza (CVC)|Nome sulla carta|Paese|CAP|IBAN|Indirizzo di spedizione|"
        + "Indirizzo di fatturazione|Nome|Indirizzo|Interno|Città|Provincia|Spedizione con|"
        + "Subtotale|Sconto|Spedizione|Imposte|Totale|Quantità|Aggiorna|Codice promozionale|"
        + "Applica|Rimuovi|Aggiungi|Partita IVA|Azienda|facoltativo|Indietro|"
        + "Questa sessione è scaduta|È già tutto fatto|Questa pagina non esiste|"
        + "Questo campo è obbligatorio|Il valore non è valido|La data non è valida|"
        + "Il codice di sicurezza non è valido|Il codice non è valido|Gratis|"
        + "Accetto i termini e le condizioni|Ricevere novità e offerte|"
        + "La carta è stata rifiutata.|La carta non ha fondi sufficienti.|La carta è scaduta.|"
        + "Il codice di sicurezza della carta è errato.|"
        + "Si è verificato un errore durante l’elaborazione della carta. Riprova tra poco.|"
        + "Non è stato possibile autenticare il metodo di pagamento. Scegline un altro e riprova."),
    "nl": words(
      "Betalen|Abonneren|Boeken|Doneren|Proefperiode starten|Kaart opslaan|Bestelling afronden|"
        + "Contact|E-mailadres|Telefoon|Betaalmethode|Kaart|Kaartnummer|Vervaldatum (MM/JJ)|"
        + "Beveiligingscode (CVC)|Naam op kaart|Land|Postcode|IBAN|Bezorgadres|Factuuradres|Naam|"
        + "Straat en huisnummer|Toevoeging|Plaats|Provincie|Verzendmethode|Subtotaal|Korting|"
        + "Verzending|Btw|Totaal|Aantal|Bijwerken|Promotiecode|Toepassen|Verwijderen|Toevoegen|"
        + "Btw-nummer|Bedrijf|optioneel|Terug|Deze sessie is verlopen|Alles is al afgerond|"
        + "Deze pagina bestaat niet|Dit veld is verplicht|Deze waarde is ongeldig|"
        + "Deze datum is ongeldig|Deze beveiligingscode is ongeldig|Deze code is ongeldig|Gratis|"
        + "Ik ga akkoord met de voorwaarden|Nieuws en aanbiedingen ontvangen|"
        + "Je kaart is geweigerd.|Je kaart heeft onvoldoende saldo.|Je kaart is verlopen.|"
        + "De beveiligingscode van je kaart is onjuist.|"
        + "Er is een fout opgetreden bij het verwerken van je kaart. Probeer het zo opnieuw.|"
        + "Je betaalmethode kon niet worden geverifieerd. Kies een andere en probeer het opnieuw."),
    "pt": words(
      "Pagar|Assinar|Reservar|Doar|Iniciar o teste|Salvar o cartão|Concluir o pedido|Contato|E-mail|"
        + "Telefone|Forma de pagamento|Cartão|Número do cartão|Validade (MM/AA)|"
        + "Código de segurança (CVC)|Nome no cartão|País|Código postal|IBAN|Endereço de entrega|"
        + "Endereço de cobrança|Nome|Endereço|Complemento|Cidade|Estado|Forma de envio|Subtotal|"
        + "Desconto|Envio|Impostos|Total|Quantidade|Atualizar|Código promocional|Aplicar|Remover|"
        + "Adicionar|Número fiscal|Empresa|opcional|Voltar|Esta sessão expirou|"
        + "Já está tudo concluído|Esta página não existe|Este campo é obrigatório|"
        + "O valor é inválido|A data é inválida|O código de segurança é inválido|"
        + "O código é inválido|Grátis|Aceito os termos e condições|Receber novidades e ofertas|"
        + "Seu cartão foi recusado.|Seu cartão não tem saldo suficiente.|Seu cartão expirou.|"
        + "O código de segurança do cartão está incorreto.|"
        + "Ocorreu um erro ao processar o cartão. Tente de novo em instantes.|"
        + "Não foi possível autenticar a forma de pagamento. Escolha outra e tente de novo."),
    "sv": words(
      "Betala|Prenumerera|Boka|Skänk|Starta provperiod|Spara kortet|Slutför beställningen|Kontakt|"
        + "E-postadress|Telefon|Betalningssätt|Kort|Kortnummer|Utgångsdatum (MM/ÅÅ)|"
        + "Säkerhetskod (CVC)|Namn på kortet|Land|Postnummer|IBAN|Leveransadress|Fakturaadress|"
        + "Namn|Gatuadress|Lägenhet|Ort|Län|Leveranssätt|Delsumma|Rabatt|Frakt|Moms|Summa|Antal|"
        + "Uppdatera|Rabattkod|Använd|Ta bort|Lägg till|Momsnummer|Företag|valfritt|Tillbaka|"
        + "Sessionen har gått ut|Allt är redan klart|Sidan finns inte|Fältet måste fyllas i|"
        + "Värdet är ogiltigt|Datumet är ogiltigt|Säkerhetskoden är ogiltig|"
        + "Koden är ogiltig|Gratis|Jag godkänner villkoren|Få nyheter och erbjudanden|"
        + "Kortet nekades.|Kortet saknar täckning.|Kortet har gått ut.|"
        + "Kortets säkerhetskod är fel.|"
        + "Ett fel uppstod när kortet behandlades. Försök igen om en stund.|"
        + "Betalningssättet kunde inte verifieras. Välj ett annat och försök igen."),
    "pl": words(
      "Zapłać|Subskrybuj|Zarezerwuj|Wpłać darowiznę|Rozpocznij okres próbny|Zapisz kartę|"
        + "Złóż zamówienie|Kontakt|E-mail|Telefon|Metoda płatności|Karta|Numer karty|"
        + "Data ważności (MM/RR)|Kod zabezpieczający (CVC)|Imię i nazwisko na karcie|Kraj|"
        + "Kod pocztowy|IBAN|Adres dostawy|Adres rozliczeniowy|Imię i nazwisko|Ulica i numer|"
        + "Mieszkanie|Miejscowość|Województwo|Sposób dostawy|Suma częściowa|Rabat|Dostawa|Podatek|"
        + "Razem|Ilość|Aktualizuj|Kod promocyjny|Zastosuj|Usuń|Dodaj|NIP|Firma|opcjonalnie|Wstecz|"
        + "Ta sesja wygasła|Wszystko już gotowe|Nie ma takiej strony|To pole jest wymagane|"
        + "Wartość jest nieprawidłowa|Data jest nieprawidłowa|"
        + "Kod zabezpieczający jest nieprawidłowy|Kod jest nieprawidłowy|Bezpłatnie|"
        + "Akceptuję regulamin|Chcę otrzymywać nowości i oferty|"
        + "Karta została odrzucona.|Na karcie brakuje środków.|Karta straciła ważność.|"
        + "Kod zabezpieczający karty jest nieprawidłowy.|"
        + "Podczas przetwarzania karty wystąpił błąd. Spróbuj ponownie za chwilę.|"
        + "Nie udało się uwierzytelnić metody płatności. Wybierz inną i spróbuj ponownie."),
    "ja": words(
      "支払う|申し込む|予約する|寄付する|トライアルを開始|カードを保存|注文を確定|連絡先|メールアドレス|電話番号|"
        + "支払い方法|カード|カード番号|有効期限 (月/年)|セキュリティコード|カード名義人|国|郵便番号|IBAN|"
        + "お届け先|請求先住所|お名前|住所|建物名・部屋番号|市区町村|都道府県|配送方法|小計|割引|送料|税|合計|"
        + "数量|更新|プロモーションコード|適用|削除|追加|税番号|会社名|任意|戻る|このセッションは期限切れです|"
        + "お手続きは完了しています|このページはありません|入力してください|入力内容が無効です|"
        + "有効期限が無効です|セキュリティコードが無効です|コードが無効です|無料|利用規約に同意します|"
        + "お知らせを受け取る|"
        + "カードが拒否されました。|カードの残高が不足しています。|カードの有効期限が切れています。|カードのセキュリティコードが正しくありません。|"
        + "カードの処理中にエラーが発生しました。しばらくしてからもう一度お試しください。|支払い方法を認証できませんでした。別の支払い方法でもう一度お試しください。"),
    "ko": words(
      "결제하기|구독하기|예약하기|기부하기|체험 시작|카드 저장|주문 완료|연락처|이메일|전화번호|결제 수단|카드|"
        + "카드 번호|만료일 (MM/YY)|보안 코드|카드 소유자 이름|국가|우편번호|IBAN|배송지|청구지|이름|주소|"
        + "상세 주소|도시|시/도|배송 방법|소계|할인|배송비|세금|합계|수량|업데이트|프로모션 코드|적용|삭제|추가|"
        + "사업자 등록번호|회사|선택 사항|뒤로|세션이 만료되었습니다|이미 완료되었습니다|페이지가 없습니다|"
        + "필수 항목입니다|입력한 값이 올바르지 않습니다|만료일이 올바르지 않습니다|보안 코드가 올바르지 않습니다|"
        + "코드가 올바르지 않습니다|무료|약관에 동의합니다|소식 받기|"
        + "카드가 거절되었습니다.|카드의 잔액이 부족합니다.|카드가 만료되었습니다.|카드의 보안 코드가 올바르지 않습니다.|"
        + "카드를 처리하는 중에 오류가 발생했습니다. 잠시 후 다시 시도해 주세요.|결제 수단을 인증하지 못했습니다. 다른 수단을 선택하고 다시 시도해 주세요."),
    "zh": words(
      "支付|订阅|预订|捐款|开始试用|保存银行卡|提交订单|联系方式|邮箱|电话|支付方式|银行卡|卡号|有效期 (月/年)|"
        + "安全码|持卡人姓名|国家或地区|邮编|IBAN|收货地址|账单地址|姓名|地址|门牌号|城市|省份|配送方式|小计|"
        + "折扣|运费|税费|总计|数量|更新|优惠码|使用|移除|添加|税号|公司|选填|返回|此会话已过期|已全部完成|"
        + "页面不存在|此项必填|输入内容无效|有效期无效|安全码无效|优惠码无效|免费|我同意条款|接收新闻和优惠|"
        + "您的银行卡被拒绝。|您的银行卡余额不足。|您的银行卡已过期。|您的银行卡安全码不正确。|处理您的银行卡时出错。请稍后再试。|无法验证您的支付方式。请选择其他方式并重试。"),
    "zh-hant": words(
      "付款|訂閱|預訂|捐款|開始試用|儲存卡片|提交訂單|聯絡方式|電子郵件|電話|付款方式|卡片|卡號|有效期限 (月/年)|安全碼|持卡人姓名|國家或地區|郵遞區號|"
        + "IBAN|收件地址|帳單地址|姓名|地址|門牌號碼|城市|縣市|運送方式|小計|折扣|運費|稅金|總計|數量|更新|優惠碼|使用|移除|新增|稅籍編號|公司|選填|返回|"
        + "此工作階段已過期|已全部完成|找不到此頁面|此欄位必填|輸入內容無效|有效期限無效|安全碼無效|優惠碼無效|免費|我同意條款|接收最新消息與優惠|您的卡片遭到拒絕。|"
        + "您的卡片餘額不足。|您的卡片已過期。|您的卡片安全碼不正確。|處理您的卡片時發生錯誤。請稍後再試。|無法驗證您的付款方式。請選擇其他方式並重試。"),
  ]

  private static let english = words(
    "Pay|Subscribe|Book|Donate|Start trial|Save card|Complete order|Contact|Email|Phone|"
      + "Payment method|Card|Card number|Expiry date (MM/YY)|Security code (CVC)|Name on card|"
      + "Country or region|Postal code|IBAN|Shipping address|Billing address|Name|Street address|"
      + "Flat or unit|City|State or region|Shipping method|Subtotal|Discount|Shipping|Tax|Total|"
      + "Quantity|Update|Promotion code|Apply|Remove|Add|Tax ID|Business name|optional|Back|"
      + "This session has expired|You’re all done here|There is no such page|"
      + "This field is required|This value is not valid|This date is not valid|"
      + "This security code is not valid|This code is not valid|Free|"
      + "I agree to the terms of service|Send me news and offers|"
      + "Your card was declined.|Your card has insufficient funds.|Your card has expired.|"
      + "Your card's security code is incorrect.|"
      + "An error occurred while processing your card. Try again in a little bit.|"
      + "We are unable to authenticate your payment method. Choose a different one and try again.")

  private static func words(_ text: String) -> [String] {
    text.split(separator: "|").map(String.init)
  }
}

extension PageWords {
  /// What customers are told about a decline. A reason that has no words here is told in English.
  /// Source: https://docs.stripe.com/declines/codes
  func sentence(for decline: SessionRecord.Decline) -> String {
    if decline.isAuthentication { return self[.notAuthenticated] }
    let word = Self.declines[[decline.code, decline.declineCode].compactMap(\.self)]
    return word.map { self[$0] } ?? decline.message
  }

  /// By both codes: `insufficient_funds` alone is about an account, and these words are about cards.
  private static let declines: [[String]: Word] = [
    ["card_declined", "generic_decline"]: .declined, ["card_declined", "lost_card"]: .declined,
    ["card_declined", "stolen_card"]: .declined, ["card_declined", "fraudulent"]: .declined,
    ["card_declined", "insufficient_funds"]: .noFunds, ["expired_card"]: .cardExpired,
    ["incorrect_cvc"]: .codeIncorrect, ["processing_error"]: .processingError,
  ]
}

extension StringProtocol {
  /// Without this character at either end.
  func trimming(_ character: Character) -> SubSequence {
    var rest = self[...]
    while rest.first == character { rest = rest.dropFirst() }
    while rest.last == character { rest = rest.dropLast() }
    return rest
  }
}
