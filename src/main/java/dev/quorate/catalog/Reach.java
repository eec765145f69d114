package dev.quorate.catalog;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** From where an address can be reached, as far as a provider is concerned. */
enum Reach {
  /** This machine. */
  LOOPBACK,
  /** A private network. */
  PRIVATE,
  PUBLIC,
  /**
   * Link-local, multicast, unspecified or reserved: cloud metadata lives there, providers do not.
   */
  NEVER;

  static Reach of(InetAddress address) {
    return switch (address) {
      // An IPv4 address mapped into IPv6 arrives here as IPv4 already.
      case Inet4Address v4 -> ofV4(v4.getAddress());
      case Inet6Address v6 -> ofV6(v6);
      default -> NEVER;
    };
  }

  private static Reach ofV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return switch (first) {
      case 127 -> LOOPBACK;
      case 10 -> PRIVATE;
      case 172 -> second >= 16 && second < 32 ? PRIVATE : PUBLIC;
      // Carrier-grade NAT; one cloud keeps its metadata service in it.
      case 100 ->
          isAlibabaMetadata(bytes) ? NEVER : second >= 64 && second < 128 ? PRIVATE : PUBLIC;
      case 192 -> second == 168 ? PRIVATE : second == 0 && bytes[2] == 0 ? NEVER : PUBLIC;
      case 169 -> second == 254 ? NEVER : PUBLIC;
      case 198 -> second == 18 || second == 19 ? PRIVATE : PUBLIC;
      case 0 -> NEVER;
      default -> first >= 224 ? NEVER : PUBLIC;
    };
  }

  private static boolean isAlibabaMetadata(byte[] bytes) {
    return Arrays.equals(bytes, new byte[] {100, 100, 100, (byte) 200});
  }

  private static Reach ofV6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || isAwsMetadata(bytes)) {
      return NEVER;
    }
    byte[] embedded = embeddedV4(bytes);
    if (embedded != null) {
      return ofV4(embedded) == PUBLIC ? PUBLIC : NEVER;
    }
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
  }

  /** {@code fd00:ec2::254}. */
  private static boolean isAwsMetadata(byte[] bytes) {
    byte[] metadata = new byte[16];
    metadata[0] = (byte) 0xfd;
    metadata[2] = 0x0e;
    metadata[3] = (byte) 0xc2;
    metadata[14] = 0x02;
    metadata[15] = 0x54;
    return Arrays.equals(bytes, metadata);
  }

  /**
   * The IPv4 address inside one of NAT64, 6to4 or the old compatible form; null when there is none.
   */
  private static byte @Nullable [] embeddedV4(byte[] bytes) {
    boolean nat64 =
        bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
    boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
    if (nat64 || compatible) {
      return Arrays.copyOfRange(bytes, 12, 16);
    }
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return sixToFour ? Arrays.copyOfRange(bytes, 2, 6) : null;
  }
}
