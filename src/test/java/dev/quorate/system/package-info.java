/**
 * The system tests: the whole server over HTTP, real PostgreSQL, providers faked on the wire.
 *
 * <p>Owns {@link dev.quorate.system.FakeProvider}, whose log the ledger is compared with. Refuses
 * to reach into the server: what these tests know, a client knows.
 */
@NullMarked
package dev.quorate.system;

import org.jspecify.annotations.NullMarked;
