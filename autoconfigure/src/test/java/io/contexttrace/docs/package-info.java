/**
 * Holds the documentation against the code: its examples compile here, and its tables are
 * compared with what they describe.
 */
package io.contexttrace.docs;
