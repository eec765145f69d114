/**
 * The rows of workspaces, projects, API keys and admin keys.
 *
 * <p>Every method of a tenant's rows takes the workspace first; the look-up of a key by its hash is
 * the one that cannot. Entities never leave: stores give and take values.
 */
@NullMarked
package dev.quorate.tenancy.store;

import org.jspecify.annotations.NullMarked;
