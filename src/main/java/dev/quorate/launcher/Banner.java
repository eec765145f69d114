package dev.quorate.launcher;

import java.net.URI;

/** What a first user needs to see: where it is, the keys, and a request to paste. */
final class Banner {
  private Banner() {}

  /**
   * The whole text.
   *
   * @param adminKey printable only on the start that made it, else empty
   * @param apiKey the same
   */
  static String text(URI base, String adminKey, String apiKey) {
    StringBuilder text = new StringBuilder();
    text.append("\nQuorate is ready.\n\n");
    text.append("  API        ").append(base).append("/v1\n");
    text.append("  OpenAPI    ").append(base).append("/openapi/ui\n");
    if (!adminKey.isEmpty()) {
      text.append("  admin key  ").append(adminKey).append('\n');
    }
    if (!apiKey.isEmpty()) {
      text.append("  API key    ").append(apiKey).append("   (workspace \"default\")\n");
    }
    text.append(
        apiKey.isEmpty()
            ? "  The keys were printed at the first start.\n"
            : "  Keys are shown this once. Keep them.\n");
    text.append("\nA panel of three and a judge, without any provider's key:\n\n");
    text.append(curl(base, apiKey.isEmpty() ? "$QUORATE_API_KEY" : apiKey));
    text.append("\nCtrl-C stops it; the data stays.\n");
    return text.toString();
  }

  private static String curl(URI base, String key) {
    return """
    curl -s %s/v1/responses \\
      -H "Authorization: Bearer %s" -H "Content-Type: application/json" \\
      -d '{"model": "fusion", "input": "Should a small team rewrite its billing system?",
           "fusion": {"analysis_models": ["sandbox/optimist", "sandbox/sceptic", "sandbox/echo"],
                      "synthesis_model": "sandbox/judge"}}'
    """
        .formatted(base, key);
  }
}
