package dev.quorate.websearch.fetch;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a page's address: a name with a dot in it, or a plain literal address.
 *
 * @param name lower case, without brackets
 * @param literal the address it spells out, null for a name
 */
record PageHost(String name, @Nullable InetAddress literal) {
  private static final int MAX_NAME = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Four decimal numbers without leading zeros: the one way of writing that has one meaning. */
  private static final Pattern IPV4 =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
              + "(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

  /** What a resolver takes for part of an address: {@code 2130706433}, {@code 0x7f.1}, 0177.1. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  /** Last labels that no public resolver knows, or that private ones use. */
  private static final List<String> PRIVATE_ENDS =
      List.of(
          "localhost",
          "localdomain",
          "local",
          "internal",
          "intranet",
          "private",
          "lan",
          "home",
          "corp",
          "svc",
          "arpa",
          "onion",
          "alt",
          "test",
          "invalid",
          "example");

  /**
   * Reads a host as {@link java.net.URI#getHost} gives it.
   *
   * @throws NotAllowed when it is nothing a public page has
   */
  static PageHost of(String host) throws NotAllowed {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      return ipv6(name.substring(1, name.length() - 1));
    }
    if (name.endsWith(".")) {
      throw new NotAllowed("The host name must not end in a dot.");
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (NUMBER.matcher(last).matches()) {
      return ipv4(name);
    }
    if (name.length() > MAX_NAME || !allLabels(name)) {
      throw new NotAllowed("The host is not a valid name.");
    }
    if (last.equals(name) || PRIVATE_ENDS.contains(last)) {
      throw new NotAllowed("The host is not a public name.");
    }
    return new PageHost(name, null);
  }

  private static boolean allLabels(String name) {
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  private static PageHost ipv4(String text) throws NotAllowed {
    if (!IPV4.matcher(text).matches()) {
      throw new NotAllowed("An IPv4 address must be written as four plain decimal numbers.");
    }
    return new PageHost(text, InetAddress.ofLiteral(text));
  }

  /** Of an IPv6 literal only the address itself counts: no zone, no IPv4 address inside. */
  private static PageHost ipv6(String text) throws NotAllowed {
    if (text.indexOf('%') >= 0) {
      throw new NotAllowed("An IPv6 address must not name a zone.");
    }
    try {
      InetAddress literal = InetAddress.ofLiteral(text);
      if (PublicAddresses.holdsIpv4(literal)) {
        throw new NotAllowed("An IPv6 address must not hold an IPv4 address.");
      }
      return new PageHost(text, literal);
    } catch (IllegalArgumentException malformed) {
      throw new NotAllowed("The IPv6 address is malformed.");
    }
  }
}
