package dev.quorate.websearch.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses belong to the public web. IPv4 is public but for the special-purpose blocks of
 * RFC 6890 and its registry; IPv6 is public only inside 2000::/3, again without its special blocks.
 * Cloud metadata lives in what is refused, and at two addresses that look public.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC =
      List.of(
          // IPv4: "this" network, private, carrier-grade NAT, loopback, link-local (metadata),
          // private
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          // protocol assignments, documentation, the old relay to 6to4, private
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          // benchmarks, documentation, multicast, reserved and broadcast
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 4),
          Block.of("240.0.0.0", 4),
          // the host agent of one cloud, which its machines reach at a public address
          Block.of("168.63.129.16", 32),
          // IPv6: protocol assignments (Teredo, ORCHID, benchmarks), documentation, 6to4
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("3fff::", 20));

  private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
  private static final Block NAT64 = Block.of("64:ff9b::", 96);

  /** Blocks of IPv6 whose addresses hold one of IPv4. */
  private static final List<Block> HOLDING_IPV4 =
      List.of(
          Block.of("::", 96),
          Block.of("::ffff:0:0:0", 96),
          NAT64,
          Block.of("64:ff9b:1::", 48),
          Block.of("2001::", 32),
          Block.of("2002::", 16));

  private PublicAddresses() {}

  /** Whether a connection to the address leaves for the public web. */
  static boolean isPublic(InetAddress address) {
    return switch (address) {
      // One mapped into IPv6 arrives here as IPv4 already.
      case Inet4Address v4 -> !isListed(v4);
      case Inet6Address v6 when NAT64.holds(v6) -> isPublic(lastFour(v6));
      case Inet6Address v6 -> GLOBAL_UNICAST.holds(v6) && !isListed(v6) && !isIsatap(v6);
      default -> false;
    };
  }

  /** Whether a literal in the form of IPv6 spells an IPv4 address, mapped or tunnelled. */
  static boolean holdsIpv4(InetAddress literal) {
    return literal instanceof Inet4Address
        || HOLDING_IPV4.stream().anyMatch(block -> block.holds(literal))
        || isIsatap(literal);
  }

  private static boolean isListed(InetAddress address) {
    return NOT_PUBLIC.stream().anyMatch(block -> block.holds(address));
  }

  /** A tunnel through a site's own IPv4 network: the last half is {@code 0:5efe:a.b.c.d}. */
  private static boolean isIsatap(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16
        && (bytes[8] & 0xfc) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && (bytes[11] & 0xff) == 0xfe;
  }

  private static InetAddress lastFour(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (java.net.UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** All addresses that share their first bits. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] start, int bits) {
    static Block of(String start, int bits) {
      return new Block(InetAddress.ofLiteral(start).getAddress(), bits);
    }

    boolean holds(InetAddress address) {
      byte[] bytes = address.getAddress();
      if (bytes.length != start.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = bits % 8;
      return Arrays.equals(bytes, 0, whole, start, 0, whole)
          && (rest == 0 || (bytes[whole] ^ start[whole]) >> (8 - rest) == 0);
    }
  }
}
