package dev.quorate.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The receipt of one reply, and what has to agree with it. */
record Bill(Tenant tenant, Answer reply, Answer receipt) {
  /** The bill of a reply that carries a request id, whatever its status. */
  static Bill of(Tenant tenant, Answer reply) {
    return new Bill(tenant, reply, tenant.receipt(reply.header("x-request-id")));
  }

  /** The receipt of a request once it has ended. */
  static Answer ended(Tenant tenant, String requestId) {
    Await.until(
        Duration.ofSeconds(15),
        () -> !tenant.receipt(requestId).string("/status").equals("running"));
    return tenant.receipt(requestId);
  }

  List<JsonNode> lines() {
    return receipt.list("/lines");
  }

  List<JsonNode> lines(String model) {
    return lines().stream().filter(line -> line.path("model").asString().equals(model)).toList();
  }

  /** Every total of reply and receipt is the sum of the lines, to the last digit. */
  void expectConsistent() {
    BigDecimal total = sum(lines());
    assertThat(receipt.number("/cost")).isEqualByComparingTo(total);
    assertThat(receipt.number("/open_calls")).isZero();
    BigDecimal unused =
        sum(lines().stream().filter(line -> !line.path("used").asBoolean()).toList());
    assertThat(receipt.number("/waste")).isEqualByComparingTo(unused);
    assertThat(reply.number("/usage/cost")).isEqualByComparingTo(total);
    if (reply.at("/fusion").isObject()) {
      assertThat(reply.number("/fusion/cost/total")).isEqualByComparingTo(total);
      assertThat(reply.number("/fusion/cost/waste")).isEqualByComparingTo(unused);
      assertThat(
              Stream.of("panel", "judge", "writer", "web")
                  .map(part -> reply.number("/fusion/cost/" + part))
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(total);
    }
    lines().forEach(Bill::expectRecomputes);
  }

  /** The line's cost follows from its own tokens and its own price, rounded once, half-even. */
  static void expectRecomputes(JsonNode line) {
    JsonNode price = line.path("price");
    JsonNode usage = line.path("usage");
    BigDecimal input = decimal(price, "input_per_million", BigDecimal.ZERO);
    BigDecimal output = decimal(price, "output_per_million", BigDecimal.ZERO);
    BigDecimal exact =
        times(input, usage, "input_tokens")
            .add(times(decimal(price, "cache_read_per_million", input), usage, "cache_read_tokens"))
            .add(
                times(
                    decimal(price, "cache_write_per_million", input), usage, "cache_write_tokens"))
            .add(times(output, usage, "output_tokens"))
            .add(times(decimal(price, "reasoning_per_million", output), usage, "reasoning_tokens"))
            .movePointLeft(6);
    if (!line.path("usage_source").asString().equals("none")) {
      exact = exact.add(decimal(price, "per_request", BigDecimal.ZERO));
    }
    assertThat(line.path("cost").decimalValue())
        .as("cost of %s", line)
        .isEqualByComparingTo(exact.setScale(10, RoundingMode.HALF_EVEN));
  }

  static BigDecimal sum(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> line.path("cost").decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal times(BigDecimal perMillion, JsonNode usage, String bucket) {
    return perMillion.multiply(usage.path(bucket).decimalValue());
  }

  private static BigDecimal decimal(JsonNode price, String name, BigDecimal otherwise) {
    JsonNode node = price.path(name);
    if (node.isString()) {
      return new BigDecimal(node.asString());
    }
    return node.isNumber() ? node.decimalValue() : otherwise;
  }
}
