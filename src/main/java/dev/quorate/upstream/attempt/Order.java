package dev.quorate.upstream.attempt;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.StreamListener;
import dev.quorate.upstream.request.ModelRequest;
import org.jspecify.annotations.Nullable;

/**
 * All that one attempt needs.
 *
 * @param listener follows a streamed attempt; null for one that is not streamed
 */
record Order(
    CommittedIntent intent,
    ModelRequest request,
    Deadline deadline,
    Cancellation cancellation,
    @Nullable StreamListener listener) {
  PricedModel model() {
    return intent.call().model();
  }

  ProviderTarget target() {
    return model().provider();
  }

  /** The same wish for another committed intent. */
  Order with(CommittedIntent other) {
    return new Order(other, request, deadline, cancellation, listener);
  }

  /** The same wish, heard by another. */
  Order heardBy(StreamListener other) {
    return new Order(intent, request, deadline, cancellation, other);
  }
}
