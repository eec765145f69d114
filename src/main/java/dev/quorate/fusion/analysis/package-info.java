/**
 * What an analysing judge says: its JSON read leniently, its labels turned back into models, the
 * disagreement it amounts to.
 *
 * <p>Owns the shape of the analysis. The one place in fusion that reads JSON; knows no call.
 */
@NullMarked
package dev.quorate.fusion.analysis;

import org.jspecify.annotations.NullMarked;
