/**
 * Workflows: contexts and steps by annotation and by call, and buses and sagas of an
 * application's own.
 */
package io.contexttrace.hop.workflow;
