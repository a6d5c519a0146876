package io.contexttrace.llm.redact;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each type recognises, and what only looks like it. Each row has the type, the text
 * and what becomes of it; {@code =} if it stays.
 */
class SecretTypeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^',
			value = { "a.b+c@example.com | [EMAIL]", "<a@b.example>, c@d.example; | <[EMAIL]>, [EMAIL];",
					"a@b.example. | [EMAIL].", "a@xn--p1ai.example | [EMAIL]", "q=a%40b.example&x | q=[EMAIL]&x",
					"a&@b.example | [EMAIL]", "user@localhost | =", "@Override | =", "react@18.2.0 | =",
					"icon@2x.png | =", "git@host.example:a/b.git | =", "a @ b.example | =", "@b.example | =", "a@b | =",
					"[\"x\", \"@b.example\"] | =" })
	void email(String text, String expected) {
		assertRedacted(SecretType.EMAIL, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "+81 90-1234-5678 | [PHONE]", "+819012345678 | [PHONE]", "+1 (415) 555-0132 | [PHONE]",
					"(+49) 30 123456 | [PHONE]", "03-1234-5678 | [PHONE]", "0120-12-3456 | [PHONE]",
					"090 1234 5678 | [PHONE]", "09012345678 | [PHONE]", "(212) 555-0147 | [PHONE]",
					"TEL:0312345678 | TEL:[PHONE]", "phone 5550123 | phone [PHONE]",
					"090-1234-5678,090-1234-5679 | [PHONE],[PHONE]", "0312345678 | =", "2024-01-31 | =",
					"01-02-2024 10:30 | =", "01/02/2024 | =", "12:30:45 | =", "1234567890 | =", "+12 | =",
					"GMT+0900 | =", "a-090-1234-5678 | =", "090-1234-5678-90 | =", "0.123456789012 | =",
					"hotel 1234567 | =", "212 555 0147 | =", "012-345-6789-0123 | =", "1.0.0+20240131123 | =" })
	void phone(String text, String expected) {
		assertRedacted(SecretType.PHONE, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "4111111111111111 | [PAYMENT_CARD]", "4111 1111 1111 1111 | [PAYMENT_CARD]",
					"4111-1111-1111-1111. | [PAYMENT_CARD].", "378282246310005 | [PAYMENT_CARD]",
					"3782 822463 10005 | [PAYMENT_CARD]", "5555555555554444 12/27 | [PAYMENT_CARD] 12/27",
					"1,4111111111111111,2 | 1,[PAYMENT_CARD],2", "card-4111111111111111 | card-[PAYMENT_CARD]",
					"4111111111111112 | =", "1111111111111117 | =", "41111111111111111 | =", "a4111111111111111 | =",
					"4111.1111.1111.1111 | =", "0.4111111111111111 | =", "4111111111111111a | =",
					"12-4111-1111-1111-1111 | =" })
	void paymentCard(String text, String expected) {
		assertRedacted(SecretType.PAYMENT_CARD, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "DE89370400440532013000 | [IBAN]", "DE89 3704 0044 0532 0130 00! | [IBAN]!",
					"GB82-WEST-1234-5698-7654-32 | [IBAN]", "gb82west12345698765432 | [IBAN]",
					"DE88370400440532013000 | =", "DE893704004405320130 | =", "XX89370400440532013000 | =",
					"ADE89370400440532013000 | =", "DE89370400440532013000A | =" })
	void iban(String text, String expected) {
		assertRedacted(SecretType.IBAN, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "192.0.2.1 | [IP_ADDRESS]", "192.0.2.1:80/x | [IP_ADDRESS]:80/x",
			"192.0.2.0/24 | [IP_ADDRESS]/24", "db.example/192.0.2.7 | db.example/[IP_ADDRESS]",
			"2001:db8::1 | [IP_ADDRESS]", "[2001:db8::1]:80 | [[IP_ADDRESS]]:80", "2001:db8:1:2:3:4:5:6 | [IP_ADDRESS]",
			"fe80::1%eth0 | [IP_ADDRESS]", "::ffff:192.0.2.1 | [IP_ADDRESS]", "127.0.0.1 | =", "0.0.0.0 | =", "::1 | =",
			"1.2.3 | =", "v1.2.3.4 | =", "Version 1.2.3.4 | =", "1.2.3.4-SNAPSHOT | =", "1.2.3.4.5 | =",
			"256.1.1.1 | =", "01.02.03.04 | =", "Chrome/120.0.0.0 | =", "12:34:56 | =", "00:1a:2b:3c:4d:5e | =",
			"std::vector | =", "Bad::Face | =", "a::b::c | =", "1:2:3:4:5:6:7:8:9 | =", "x2001:db8::1 | =" })
	void ipAddress(String text, String expected) {
		assertRedacted(SecretType.IP_ADDRESS, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "123456789018 | [MY_NUMBER]", "1234 5678 9018 | [MY_NUMBER]", "1234-5678-9018 | [MY_NUMBER]",
					"123456789010 | =", "1234567890189 | =", "1234-5678-9018-1234 | =", "1234.5678.9018 | =",
					"id-123456789018 | =", "a123456789018 | =" })
	void myNumber(String text, String expected) {
		assertRedacted(SecretType.MY_NUMBER, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "〒100-0001 | 〒[POSTAL_CODE]", "〒 1000001 | 〒 [POSTAL_CODE]", "100-0001 東京都 | [POSTAL_CODE] 東京都",
					"郵便番号は100-0001 | 郵便番号は[POSTAL_CODE]", "100-0001 | =", "100-0001 個 | =", "〒100-00012 | =",
					"1000001 東京都 | =" })
	void postalCode(String text, String expected) {
		assertRedacted(SecretType.POSTAL_CODE, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = { "password=abc | password=[SECRET_FIELD]",
			"Password : abc1 | Password : [SECRET_FIELD]",
			"{\"password\":\"a\\\"b\"} | {\"password\":\"[SECRET_FIELD]\"}",
			"{\"password\":\"a\\\\\",\"x\":\"y\"} | {\"password\":\"[SECRET_FIELD]\",\"x\":\"y\"}",
			"{\"pin\": 1234} | {\"pin\": \"[SECRET_FIELD]\"}",
			"{\"a\":\"{\\\"secret\\\":\\\"b\\\\\\\"c\\\"}\"} | {\"a\":\"{\\\"secret\\\":\\\"[SECRET_FIELD]\\\"}\"}",
			"client_secret=x1y2&a=b | client_secret=[SECRET_FIELD]&a=b",
			"Authorization: Basic QTpC | Authorization: [SECRET_FIELD]",
			"authorization: Bearer abc.def-9 ok | authorization: [SECRET_FIELD] ok",
			"{\"Authorization\":\"Bearer abc\"} | {\"Authorization\":\"[SECRET_FIELD]\"}",
			"Cookie: a=b; c=d | Cookie: [SECRET_FIELD]", "'api-key' => 'abc' | 'api-key' => '[SECRET_FIELD]'",
			"**Password:** abc1 | **Password:** [SECRET_FIELD]",
			"<ns:secret>abc</ns:secret> | <ns:secret>[SECRET_FIELD]</ns:secret>",
			"x\\npassword=abc\\ny | x\\npassword=[SECRET_FIELD]\\ny",
			"http://a:b@host/ | http://a:[SECRET_FIELD]@host/", "PASSWORD = abc ; | PASSWORD = [SECRET_FIELD] ;",
			"{\"Set-Cookie\": [\"a=b; c\", \"d=e\"], \"x\":\"y\"} | {\"Set-Cookie\": [\"[SECRET_FIELD]\", \"[SECRET_FIELD]\"], \"x\":\"y\"}",
			"{\"password\":{\"type\":\"string\"}} | =", "{\"password\":[1,2]} | =",
			"accessToken: 'x' | accessToken: '[SECRET_FIELD]'", "max_tokens: 4096 | =", "password: string | =",
			"password=${PW} | =", "password == null | =", "password = getPassword() | =", "password: **** | =",
			"this.password = password | =", "secret: {{ x }} | =", "token: Hello | =", "Cookie: we like them | =",
			"passwords are secret | =", "password=[SECRET_FIELD] | =", "{\"password\":null} | =",
			"{\"password\":\"\"} | =", "\"required\": [\"password\"] | =", "Authorization: required | =",
			"http://a@host/ | =", "tokenizer=gpt2abc1 | =" })
	void secretField(String text, String expected) {
		assertRedacted(SecretType.SECRET_FIELD, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Bearer abcdef12 | Bearer [BEARER_TOKEN]", "BEARER abcdef12. | BEARER [BEARER_TOKEN].",
					"Basic YWxpY2U6cHc= | Basic [BEARER_TOKEN]", "Bearer: abcdef12; | Bearer: [BEARER_TOKEN];",
					"Bearer of news | =", "Bearer authentication | =", "Basic JavaScript | =", "Basic knowledge | =",
					"Basic 12345678 | =", "forbearer abcdef12 | =" })
	void bearerToken(String text, String expected) {
		assertRedacted(SecretType.BEARER_TOKEN, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "eyJhbGciOiJub25lIn0.eyJhIjoxfQ. | [JWT].", "x=eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln; | x=[JWT];",
					"eyJhbGciOiJub25lIn0.a1b2.c3d4.e5f6.g7h8 | [JWT]", "eyJhbGciOiJub25lIn0 | =", "eyJ.a.b | =",
					"keyJump.over.it | =", "xeyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln | =" })
	void jwt(String text, String expected) {
		assertRedacted(SecretType.JWT, text, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "AKI_AIOSFODNN7EXAMPLE | [AWS_KEY]", "(ASI_AIOSFODNN7EXAMPLE) | ([AWS_KEY])",
					"AKI_AIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | [AWS_KEY] [AWS_KEY]",
					"AKI_AIOSFODNN7EXAMPL | =", "AKI_AIOSFODNN7EXAMPLES | =", "AKI_Aiosfodnn7example | =",
					"XAKI_AIOSFODNN7EXAMPLE | =", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY | =" })
	void awsKey(String text, String expected) {
		assertRedacted(SecretType.AWS_KEY, text.replace("AKI_", "AKI").replace("ASI_", "ASI"), expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sk~-proj-a1b2c3d4e5f6g7h8i9j0 | [API_KEY]", "(sk~-a1b2c3d4e5f6g7h8i9j0k) | ([API_KEY])",
					"ghp~_a1b2c3d4e5a1b2c3d4e5a1b2c3d4e5a1b2c3 | [API_KEY]", "xoxb~-123456789012-abcdef | [API_KEY]",
					"sk_live~_a1b2c3d4e5f6g7h8 | [API_KEY]", "AIza~a1b2c3d4e5a1b2c3d4e5a1b2c3d4e5a1b2c | [API_KEY]",
					"sk-learn | =", "sk-a1b2 | =", "task-a1b2c3d4e5f6g7h8i9j0k | =", "ghp_abc | =",
					"my_ghp_a1b2c3d4e5a1b2c3d4e5a1b2c3d4e5a1b2c3 | =", "sk-estimator-doc-link-container-wide | =" })
	void apiKey(String text, String expected) {
		assertRedacted(SecretType.API_KEY, text.replace("~", ""), expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"-----BEGIN_ PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B\\nab==\\n-----END PRIVATE KEY----- x | [PRIVATE_KEY] x",
			"-----BEGIN_ EC PRIVATE KEY----- MIIEvQIBADANBgkqhkiG9w0B -----END EC PRIVATE KEY----- | [PRIVATE_KEY]",
			"-----BEGIN_ PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B\\nMIIE | [PRIVATE_KEY]",
			"{\"k\":\"-----BEGIN_ PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B\",\"x\":1} | {\"k\":\"[PRIVATE_KEY]\",\"x\":1}",
			"[\"-----BEGIN_ PRIVATE KEY-----\",\"MIIEvQIBADANBgkqhkiG9w0B\",\"-----END PRIVATE KEY-----\"] | [\"[PRIVATE_KEY]\",\"[PRIVATE_KEY]\",\"[PRIVATE_KEY]\"]",
			"-----BEGIN_ PRIVATE KEY----- is how it begins | =",
			"-----BEGIN_ PUBLIC KEY-----\\nMIIEvQIBADANBgkqhkiG9w0B | =",
			"-----BEGIN_ CERTIFICATE-----\\nMIIEvQIBADANBgkqhkiG9w0B\\n-----END CERTIFICATE----- | =" })
	void privateKey(String text, String expected) {
		assertRedacted(SecretType.PRIVATE_KEY, text.replace("BEGIN_", "BEGIN"), expected);
	}

	private static void assertRedacted(SecretType type, String text, String expected) {
		PatternRedactor redactor = new PatternRedactor(EnumSet.of(type), Map.of(), List.of(), Replacement.tokens());
		Redaction redaction = redactor.redact(text);
		boolean stays = expected.equals("=");
		assertThat(redaction.text()).isEqualTo(stays ? text : expected);
		assertThat(redaction.counts().keySet())
			.isEqualTo(stays ? Set.of() : Set.of(type.name().toLowerCase(Locale.ROOT)));
	}

}
