/**
 * From the tokens of a call to what it cost, by a table of prices.
 */
@NullMarked
package io.contexttrace.llm.price;

import org.jspecify.annotations.NullMarked;
