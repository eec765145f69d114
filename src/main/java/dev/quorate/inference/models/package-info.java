/**
 * The models one request may call, and under whose contract.
 *
 * <p>Owns how a key's allow-list, the workspace's policies and its own provider credentials act on
 * what the catalogue has. Refuses to know what a request asks for: the planner names the models.
 */
@NullMarked
package dev.quorate.inference.models;

import org.jspecify.annotations.NullMarked;
