package dev.quorate.catalog;

import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a provider may have: https anywhere public, http on this machine. Private
 * networks only where the operator said so; the address that clouds serve their secrets from,
 * never. Names are judged as written and not looked up: what they resolve to is upstream's business
 * at each call.
 */
@Singleton
public class BaseUrls {
  private static final int MAX_LENGTH = 2048;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  /** Ends of names that no public resolver knows. */
  private static final List<String> PRIVATE_SUFFIXES =
      List.of(".internal", ".local", ".lan", ".intranet", ".home.arpa", ".svc", ".corp", ".home");

  private static final List<String> METADATA_NAMES =
      List.of(
          "metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal");

  private final boolean privateAllowed;

  @Inject
  public BaseUrls(
      @ConfigProperty(name = "quorate.catalog.private-base-urls") boolean privateAllowed) {
    this.privateAllowed = privateAllowed;
  }

  /**
   * Reads an address given by the admin.
   *
   * @return without a trailing slash
   * @throws GatewayException INVALID_VALUE
   */
  public URI parse(String text, String param) {
    URI uri = shaped(text, param);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    Reach reach = reachOf(host, param);
    if (reach == Reach.NEVER) {
      throw invalid(param, "names an address no provider can have");
    }
    if (reach == Reach.PRIVATE && !privateAllowed) {
      throw invalid(
          param,
          "names a private address; an operator can allow those with"
              + " QUORATE_CATALOG_PRIVATE_BASE_URLS=true");
    }
    if (reach == Reach.PUBLIC && !isHttps(uri)) {
      throw invalid(param, "must begin with https://; plain http is for this machine only");
    }
    return uri;
  }

  /**
   * Reads an address given by the environment, whose author owns this machine: only its shape is
   * checked.
   *
   * @throws GatewayException INVALID_VALUE
   */
  static URI shaped(String text, String param) {
    if (text.length() > MAX_LENGTH) {
      throw invalid(param, "is longer than " + MAX_LENGTH + " characters");
    }
    URI uri = syntax(text.strip(), param);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw invalid(param, "must begin with https:// or http://");
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw invalid(param, "must name a host, and a port between 1 and 65535 if any");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw invalid(param, "must not have user information, a query or a fragment");
    }
    if (!uri.getRawPath().equals(uri.normalize().getRawPath())) {
      throw invalid(param, "must not have '.', '..' or empty segments in its path");
    }
    return withoutTrailingSlash(uri);
  }

  private static URI syntax(String text, String param) {
    try {
      return new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw invalid(param, "is not a URL").causedBy(e);
    }
  }

  private static URI withoutTrailingSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static boolean isHttps(URI uri) {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  private static Reach reachOf(String host, String param) {
    InetAddress address = literal(host, param);
    if (address != null) {
      return Reach.of(address);
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    // A last label of digits is an address in disguise: 2130706433 is 127.0.0.1 to a resolver.
    boolean number = NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    if (number || METADATA_NAMES.contains(name)) {
      return Reach.NEVER;
    }
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return Reach.LOOPBACK;
    }
    boolean privateName = !name.contains(".") || PRIVATE_SUFFIXES.stream().anyMatch(name::endsWith);
    return privateName ? Reach.PRIVATE : Reach.PUBLIC;
  }

  /** The address a host spells out, or null when it is a name; nothing is looked up. */
  private static @Nullable InetAddress literal(String host, String param) {
    if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
    } catch (IllegalArgumentException e) {
      throw invalid(param, "names a malformed address").causedBy(e);
    }
  }

  private static GatewayException invalid(String param, String what) {
    return ErrorCode.INVALID_VALUE.because(param, "'" + param + "' " + what + ".");
  }
}
