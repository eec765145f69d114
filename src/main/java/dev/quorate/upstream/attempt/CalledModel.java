package dev.quorate.upstream.attempt;

/** What breakers and slots are kept by: one model at one provider. */
record CalledModel(String provider, String upstreamModel) {
  static CalledModel of(Order order) {
    return new CalledModel(order.target().id(), order.model().upstreamModel());
  }
}
