/**
 * Workspaces, projects, API keys and admin keys: who is calling, and to whom their calls are
 * billed.
 *
 * <p>Every store method takes the workspace first. Refuses to know models, providers or prices; an
 * API key's raw text exists only in the reply that made it.
 */
@NullMarked
package dev.quorate.tenancy;

import org.jspecify.annotations.NullMarked;
