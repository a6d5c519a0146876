package io.contexttrace.llm.redact;

/**
 * Words beside a number that tell what it is.
 */
final class Labels {

	private static final LabelSet PHONE = new LabelSet("tel", "tél", "phone", "phones", "telefon", "telefono",
			"teléfono", "téléphone", "telephone", "telefone", "telefonnummer", "rufnummer", "handynummer", "mobile",
			"mobil", "móvil", "handy", "portable", "cell", "cellphone", "fax", "whatsapp", "sms", "call", "dial", "電話",
			"でんわ", "携帯", "ファックス", "手机", "手機", "电话", "联系", "聯絡", "전화", "휴대폰", "연락처", "телефон", "тел", "моб",
			"мобильный", "звоните", "هاتف", "الهاتف", "جوال", "الجوال", "موبايل", "☎", "📞", "📱");

	private static final LabelSet MY_NUMBER = new LabelSet("マイナンバー", "個人番号", "my number", "mynumber");

	private static final LabelSet POSTAL_CODE = new LabelSet("〒", "郵便番号", "郵便", "postal code", "postcode", "post code",
			"zip", "zip code", "zipcode");

	// the first two characters of each
	private static final String PREFECTURES = "北海 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈 新潟 富山 石川 福井 "
			+ "山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 " + "宮崎 鹿児 沖縄";

	private Labels() {
	}

	static boolean isPhone(String view, int at) {
		return PHONE.precedes(view, at);
	}

	static boolean isMyNumber(String view, int at) {
		return MY_NUMBER.precedes(view, at);
	}

	static boolean isPostalCode(String view, int at) {
		return POSTAL_CODE.precedes(view, at);
	}

	static boolean isPrefecture(String view, int at) {
		return at + 2 <= view.length() && Chars.isIdeographic(view.charAt(at))
				&& PREFECTURES.contains(view.substring(at, at + 2));
	}

}
