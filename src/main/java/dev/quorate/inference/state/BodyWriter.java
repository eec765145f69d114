package dev.quorate.inference.state;

import dev.quorate.http.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Writes bodies down as they would be sent, and knows when. */
@Singleton
class BodyWriter {
  private final Json json;
  private final Clock clock;

  @Inject
  BodyWriter(Json json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  JsonNode tree(Object body) {
    return json.mapper().valueToTree(body);
  }

  Instant now() {
    return clock.instant();
  }
}
