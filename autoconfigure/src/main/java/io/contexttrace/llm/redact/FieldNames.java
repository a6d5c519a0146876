package io.contexttrace.llm.redact;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names behind which secrets stand, in any case, with or without {@code _},
 * {@code -}, {@code .} and spaces. They are read backwards from the sign that separates
 * them from their value, so that {@code MY_DB_PASSWORD} is known by its end.
 */
final class FieldNames {

	private static final int MAX_LENGTH = 40;

	private static final int TABLE_SIZE = 4096;

	private static final String[] NAMES = new String[TABLE_SIZE];

	private static final Map<String, FieldKind> KINDS = new HashMap<>();

	static {
		add(FieldKind.CREDENTIALS, "authorization", "proxyauthorization");
		add(FieldKind.LINE, "cookie", "cookies", "setcookie", "cookie2", "setcookie2");
		add(FieldKind.SECRET, "password", "passwort", "passwd", "passwrd", "passphrase", "passcode", "pwd", "pword",
				"kennwort", "zugangscode", "motdepasse", "contraseña", "contrasena", "senha", "wachtwoord", "lösenord",
				"hasło", "пароль", "секрет", "パスワード", "パスワードは", "暗証番号", "合言葉", "密码", "密碼", "密码是", "口令", "密钥", "비밀번호",
				"암호", "كلمةالمرور", "كلمةالسر", "الرقمالسري");
		add(FieldKind.SECRET, "secret", "clientsecret", "appsecret", "consumersecret", "apisecret", "secretkey",
				"secrettoken", "signingkey", "signingsecret", "webhooksecret", "jwtsecret", "encryptionkey",
				"masterkey", "hmackey", "privatekey", "sharedkey", "sharedaccesskey", "accountkey", "storagekey",
				"licensekey", "apikey", "xapikey", "apitoken", "appkey", "authkey", "accesskey", "secretaccesskey",
				"awssecretkey", "subscriptionkey", "functionskey", "xauthkey", "xgoogapikey", "servicekey",
				"servicerolekey");
		add(FieldKind.SECRET, "accesstoken", "refreshtoken", "idtoken", "authtoken", "xauthtoken", "sessiontoken",
				"securitytoken", "xamzsecuritytoken", "bearertoken", "csrftoken", "xcsrftoken", "xsrftoken",
				"usertoken", "devicetoken", "bottoken", "privatetoken", "jobtoken", "logintoken", "oauthtoken",
				"vaulttoken", "githubtoken", "gitlabtoken", "npmtoken", "slacktoken", "hftoken", "sessionid",
				"jsessionid", "phpsessid", "sessionkey", "connectsid", "clientassertion", "codeverifier",
				"xamzsignature", "xgoogsignature", "otp", "totp", "totpsecret", "mfacode", "recoverycode",
				"onetimepassword");
		add(FieldKind.PERHAPS, "token", "auth", "credential", "credentials", "pass", "jwt", "sid", "signature", "sig",
				"userpw", "pw", "xtoken");
		add(FieldKind.DIGITS, "pin", "pincode", "cvv", "cvc", "cvv2", "cvc2", "securitycode", "cardcode");
	}

	private FieldNames() {
	}

	/**
	 * The longest known name that ends at a position.
	 * @param view the text
	 * @param end where the name ends
	 * @return the name as it is listed, or {@code null} if none is known
	 */
	static @Nullable String before(String view, int end) {
		int hash = 0;
		int letters = 0;
		String found = null;
		for (int at = end - 1; at >= 0 && end - at < MAX_LENGTH; at--) {
			char c = view.charAt(at);
			if (Character.isLetterOrDigit(c)) {
				hash = 31 * hash + lower(c);
				letters++;
				String name = NAMES[slot(hash)];
				found = (name != null && name.length() == letters && isName(name, view, at, end)) ? name : found;
			}
			else if (!isSeparator(view, at, c)) {
				break;
			}
		}
		return found;
	}

	static FieldKind kind(String name) {
		return KINDS.getOrDefault(name, FieldKind.PERHAPS);
	}

	/**
	 * Whether a value is but the name again.
	 * @param name the name as it is listed
	 * @param text the text
	 * @param start where the value starts
	 * @param end where it ends
	 * @return {@code true} if it tells nothing
	 */
	static boolean isRepeated(String name, String text, int start, int end) {
		int letter = name.length() - 1;
		int at = end - 1;
		while (at >= start && letter >= 0) {
			char c = text.charAt(at--);
			if (Character.isLetterOrDigit(c) && lower(c) != name.charAt(letter--)) {
				return false;
			}
		}
		return letter < 0 && at < start;
	}

	private static boolean isName(String name, String view, int start, int end) {
		int letter = name.length() - 1;
		for (int at = end - 1; at >= start; at--) {
			char c = view.charAt(at);
			if (Character.isLetterOrDigit(c) && lower(c) != name.charAt(letter--)) {
				return false;
			}
		}
		return name.startsWith("passw") || name.startsWith("apik") || startsWord(view, start);
	}

	private static boolean startsWord(String view, int start) {
		char first = view.charAt(start);
		char before = Chars.at(view, start - 1);
		boolean camel = Character.isUpperCase(first) && Character.isLowerCase(before);
		return camel || !Character.isLetterOrDigit(before) || Chars.isIdeographic(first);
	}

	private static boolean isSeparator(String view, int at, char c) {
		return c == '_' || c == '-' || c == '.' || (c == ' ' && Character.isLetter(Chars.at(view, at - 1)));
	}

	private static char lower(char c) {
		return (c < 128) ? (char) ((c >= 'A' && c <= 'Z') ? c | 0x20 : c) : Character.toLowerCase(c);
	}

	private static void add(FieldKind kind, String... names) {
		for (String name : names) {
			KINDS.put(name, kind);
			int hash = 0;
			for (int i = name.length() - 1; i >= 0; i--) {
				hash = 31 * hash + name.charAt(i);
			}
			String other = NAMES[slot(hash)];
			if (other != null) {
				throw new IllegalStateException(name + " has the place of " + other);
			}
			NAMES[slot(hash)] = name;
		}
	}

	private static int slot(int hash) {
		return (hash ^ hash >>> 15) & TABLE_SIZE - 1;
	}

}
