package io.contexttrace.llm.redact;

import java.util.Locale;

/**
 * Words beside a number that tell what it is.
 */
final class Labels {

	private static final int DISTANCE = 24;

	private static final String[] PHONE = { "tel", "tél", "phone", "phones", "telefon", "telefono", "teléfono",
			"téléphone", "telephone", "telefone", "telefonnummer", "rufnummer", "handynummer", "mobile", "mobil",
			"móvil", "handy", "portable", "cell", "cellphone", "fax", "whatsapp", "sms", "call", "dial", "電話", "でんわ",
			"携帯", "ファックス", "手机", "手機", "电话", "联系", "聯絡", "전화", "휴대폰", "연락처", "телефон", "тел", "моб", "мобильный",
			"звоните", "هاتف", "الهاتف", "جوال", "الجوال", "موبايل", "☎", "📞", "📱" };

	private static final String[] MY_NUMBER = { "マイナンバー", "個人番号", "my number", "mynumber" };

	private static final String[] POSTAL_CODE = { "〒", "郵便番号", "郵便", "postal code", "postcode", "post code", "zip",
			"zip code", "zipcode" };

	// the first two characters of each
	private static final String PREFECTURES = "北海 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈 新潟 富山 石川 福井 "
			+ "山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 " + "宮崎 鹿児 沖縄";

	private Labels() {
	}

	static boolean isPhone(String view, int at) {
		return precedes(PHONE, view, at);
	}

	static boolean isMyNumber(String view, int at) {
		return precedes(MY_NUMBER, view, at);
	}

	static boolean isPostalCode(String view, int at) {
		return precedes(POSTAL_CODE, view, at);
	}

	static boolean isPrefecture(String view, int at) {
		return at + 2 <= view.length() && Chars.isIdeographic(view.charAt(at))
				&& PREFECTURES.contains(view.substring(at, at + 2));
	}

	private static boolean precedes(String[] labels, String view, int at) {
		int from = Math.max(0, at - DISTANCE);
		String before = view.substring(lineStart(view, from, at), at).toLowerCase(Locale.ROOT);
		for (String label : labels) {
			int found = before.lastIndexOf(label);
			if (found >= 0 && Chars.isBoundary(before, found) && Chars.isBoundary(before, found + label.length())
					&& !hasDigits(before, found)) {
				return true;
			}
		}
		return false;
	}

	private static int lineStart(String view, int from, int at) {
		int start = at;
		while (start > from && !Chars.isLineEnd(view.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	// the label belongs to a number before this one
	private static boolean hasDigits(String before, int from) {
		int digits = 0;
		for (int i = from; i < before.length(); i++) {
			digits += Chars.isDigit(before.charAt(i)) ? 1 : 0;
		}
		return digits > 2;
	}

}
