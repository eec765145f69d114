/**
 * Policies: which models, at which prices, at which providers a workspace, a project or a key may
 * use. Pure functions over values; whoever plans a run asks for each of its members.
 *
 * <p>Refuses to look anything up in the catalogue: slug, price and provider are handed in.
 */
@NullMarked
package dev.quorate.tenancy.policy;

import org.jspecify.annotations.NullMarked;
