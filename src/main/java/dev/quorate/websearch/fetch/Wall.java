package dev.quorate.websearch.fetch;

import dev.quorate.websearch.attempt.Names;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says which addresses a page may be fetched from. The name is looked up here and nowhere else; one
 * address of it that is not public, or is this machine's own, refuses them all.
 */
final class Wall {
  /** A page that has more is tried at these. */
  private static final int MAX_TRIED = 4;

  private final Names names;
  private final Predicate<InetAddress> ours;

  /**
   * @param ours addresses of this machine, which may look public
   */
  Wall(Names names, Predicate<InetAddress> ours) {
    this.names = names;
    this.ours = ours;
  }

  /** Whether an interface of this machine has the address. */
  static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return true;
    }
  }

  /**
   * The addresses to connect to, in the resolver's order.
   *
   * @throws NotAllowed when the page is not on the public web
   * @throws UnknownHostException when its name has no address
   * @throws InterruptedIOException when the wait was given up
   */
  List<InetAddress> addressesOf(PageHost host)
      throws NotAllowed, UnknownHostException, InterruptedIOException {
    InetAddress literal = host.literal();
    List<InetAddress> found = literal == null ? names.find(host.name()) : List.of(literal);
    if (found.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    List<InetAddress> named = new ArrayList<>();
    for (InetAddress address : found) {
      if (!PublicAddresses.isPublic(address) || ours.test(address)) {
        throw new NotAllowed("The address does not lead to the public web.");
      }
      // With its name in it, no one ever asks the resolver for one.
      named.add(InetAddress.getByAddress(host.name(), address.getAddress()));
    }
    return List.copyOf(named.subList(0, Math.min(MAX_TRIED, named.size())));
  }
}
