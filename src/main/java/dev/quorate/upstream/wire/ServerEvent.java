package dev.quorate.upstream.wire;

/**
 * One server-sent event. Customer data.
 *
 * @param name its {@code event:} field, empty when it had none
 * @param data its {@code data:} lines, joined by line feeds
 */
public record ServerEvent(String name, String data) {
  @Override
  public String toString() {
    return "ServerEvent[" + name + ", " + data.length() + " chars]";
  }
}
