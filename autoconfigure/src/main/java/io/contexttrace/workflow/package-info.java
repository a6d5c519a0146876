/**
 * Says by annotation what work is done for.
 */
@NullMarked
package io.contexttrace.workflow;

import org.jspecify.annotations.NullMarked;
