package dev.quorate.catalog;

import dev.quorate.http.Fields;
import dev.quorate.kernel.ErrorCode;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a {@code pricing} object: USD as numbers or decimal strings, at most ten decimals. */
public final class PricingFields {
  private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000);

  private PricingFields() {}

  /**
   * Reads the object {@code pricing} of a body.
   *
   * @throws dev.quorate.kernel.GatewayException MISSING_FIELD, INVALID_VALUE, UNKNOWN_FIELD
   */
  public static @Nullable Pricing read(Fields body) {
    Fields pricing = body.object("pricing");
    if (pricing == null) {
      return null;
    }
    Pricing read =
        new Pricing(
            required(pricing, "input_per_million"),
            required(pricing, "output_per_million"),
            price(pricing, "cache_read_per_million"),
            price(pricing, "cache_write_per_million"),
            price(pricing, "reasoning_per_million"),
            Objects.requireNonNullElse(price(pricing, "per_request"), BigDecimal.ZERO));
    pricing.refuseOthers();
    return read;
  }

  private static BigDecimal required(Fields pricing, String name) {
    BigDecimal price = price(pricing, name);
    if (price == null) {
      throw ErrorCode.MISSING_FIELD.because(
          pricing.path(name), "'" + pricing.path(name) + "' is required; 0 means free of charge.");
    }
    return price;
  }

  private static @Nullable BigDecimal price(Fields pricing, String name) {
    BigDecimal price = pricing.decimalOrText(name, BigDecimal.ZERO, MAX);
    if (price != null && price.stripTrailingZeros().scale() > Pricing.MAX_DECIMALS) {
      throw pricing.refusal(name, "must have at most " + Pricing.MAX_DECIMALS + " decimals");
    }
    return price;
  }
}
