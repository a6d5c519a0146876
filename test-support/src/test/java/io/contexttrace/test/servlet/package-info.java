/**
 * Requests over real HTTP: a servlet container keeps the context on every way to answer,
 * and believes nothing hostile.
 */
@NullMarked
package io.contexttrace.test.servlet;

import org.jspecify.annotations.NullMarked;
