package dev.quorate.upstream.attempt;

import dev.quorate.kernel.Deadline;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PricedModel;
import dev.quorate.kernel.call.ProviderTarget;
import dev.quorate.upstream.Cancellation;
import dev.quorate.upstream.ModelRequest;

/** All that one attempt needs. */
record Order(
    CommittedIntent intent, ModelRequest request, Deadline deadline, Cancellation cancellation) {
  PricedModel model() {
    return intent.call().model();
  }

  ProviderTarget target() {
    return model().provider();
  }

  /** The same wish for another committed intent. */
  Order with(CommittedIntent other) {
    return new Order(other, request, deadline, cancellation);
  }
}
