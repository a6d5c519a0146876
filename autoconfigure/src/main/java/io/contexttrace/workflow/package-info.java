/**
 * Says what work is done for and which steps it has, by annotation and by call.
 */
@NullMarked
package io.contexttrace.workflow;

import org.jspecify.annotations.NullMarked;
