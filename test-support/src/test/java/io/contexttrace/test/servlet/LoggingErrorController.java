package io.contexttrace.test.servlet;

import java.util.concurrent.Callable;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An error page that says in the log that it was asked for, and answers one path on
 * another thread.
 */
@RestController
class LoggingErrorController implements ErrorController {

	private static final Logger logger = LoggerFactory.getLogger(LoggingErrorController.class);

	@RequestMapping("/error")
	Object error(HttpServletResponse response, @RequestAttribute(RequestDispatcher.ERROR_REQUEST_URI) String path) {
		logger.info("error page");
		String answer = "status " + response.getStatus();
		return path.equals("/fail-asynchronously") ? later(answer) : answer;
	}

	private static Callable<String> later(String answer) {
		return () -> {
			// long enough for the thread of the request to have left
			Thread.sleep(100);
			return answer;
		};
	}

}
