package io.contexttrace.benchmarks;

/**
 * The kinds of text that are redacted.
 */
public enum RedactedCorpus {

	/**
	 * A conversation in English with a few numbers and code, and two secrets in six
	 * thousand characters.
	 */
	CHAT(Texts.TALK.repeat(5) + "Please write to ann@example.com or call +44 20 7946 0958.\n"),

	/**
	 * The same without any secret.
	 */
	INNOCENT(Texts.TALK),

	/**
	 * A conversation in Japanese with two secrets.
	 */
	JAPANESE(Texts.JAPANESE.repeat(10) + "連絡先はtaro@example.jp、電話は090-1234-5678です。\n"),

	/**
	 * A conversation in JSON that is packed into JSON.
	 */
	JSON(Texts.JSON.repeat(8) + "{\\\"to\\\":\\\"ann\\u0040example.com\\\",\\\"password\\\":\\\"hunter2\\\"},\\n"),

	/**
	 * One secret after the other.
	 */
	DENSE(Texts.DENSE);

	private final String text;

	RedactedCorpus(String text) {
		this.text = text;
	}

	String text() {
		return this.text;
	}

	private static final class Texts {

		static final String TALK = """
				user: My order 48213 was promised for the 14th, but the page still says "packed". Can you see why?
				assistant: I looked it up: the order left our warehouse on 2024-11-12 at 16:42, and the carrier scanned \
				it twice since then. The second scan is from this morning, so it should arrive tomorrow between 9:00 and \
				13:00. If it does not, I can send a new one, or refund the 49.90 EUR that you paid.
				user: Thanks. By the way, my script fails with this since version 2.4.1:
				```java
				List<Order> orders = client.orders(customer).stream().filter((order) -> order.total() > 100).toList();
				log.info("Found {} orders for request {}", orders.size(), "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34");
				```
				assistant: The method returns a page now, not a list. Call `orders(customer).content()` instead, or ask \
				for all pages; the guide at https://docs.example.com/orders#paging shows how. Nothing else has changed \
				in that version, apart from the default time-out, which went from 30 s to 10 s.
				""";

		static final String JAPANESE = """
				ユーザー：先週の金曜日に注文した商品がまだ届いていません。確認していただけますか。
				アシスタント：お調べします。ご注文は11月12日の16時42分に倉庫を出て、現在は配送センターにあります。明日の午前中に\
				お届けできる見込みです。届かない場合は、再送または3,980円の返金を承ります。
				""";

		static final String JSON = """
				{\\"role\\":\\"user\\",\\"content\\":\\"Where is my order 48213?\\nIt was \\\\\\"packed\\\\\\" on 2024-11-12.\\"},\
				{\\"role\\":\\"tool\\",\\"name\\":\\"orders\\",\\"content\\":\\"{\\\\\\"id\\\\\\":48213,\\\\\\"status\\\\\\":\
				\\\\\\"packed\\\\\\",\\\\\\"total\\\\\\":49.90}\\"},""";

		static final String DENSE = """
				ann@example.com, +44 20 7946 0958, 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00, 192.0.2.17
				Authorization: Bearer mF_9.B5f-4.1JqM4711
				090-1234-5678; 〒100-0001; 1234-5678-9018; 2001:db8::8a2e:370:7334; password=hunter2&user=ann
				{"api_key":"k-7788990011","email":"bob@example.org"} eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2lnbmF0dXJl
				""";

	}

}
