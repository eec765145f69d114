/**
 * Endings on the node's own disk while the database does not take them: a file that is only
 * appended to, each line with its checksum, each append forced to the disk; and the replay of what
 * a process left there when it was killed.
 *
 * <p>Ids, counts and amounts, never a text or a secret. Refuses openings: what could not be
 * committed was not sent, so there is nothing to remember.
 */
@NullMarked
package dev.quorate.billing.journal;

import org.jspecify.annotations.NullMarked;
