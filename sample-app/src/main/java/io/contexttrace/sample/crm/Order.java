package io.contexttrace.sample.crm;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An order as the CRM knows it.
 *
 * @param id its id, such as {@code A-1001}
 * @param status how far it is
 * @param items what was ordered
 * @param carrier who delivers it, or {@code null} if it was not sent yet
 * @param expectedOn the day on which it shall arrive, or {@code null} if that is open
 */
record Order(String id, String status, List<String> items, @Nullable String carrier, @Nullable LocalDate expectedOn) {
}
