package dev.quorate.usage;

import dev.quorate.http.RequestHead;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.Tag;
import dev.quorate.usage.reading.GroupOrder;
import dev.quorate.usage.reading.Grouping;
import dev.quorate.usage.reading.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of a report; every refusal names the parameter, and an unknown one is refused.
 */
final class Parameters {
  private static final String GROUP_BY = "group_by";
  private static final int MAX_LENGTH = 512;
  private static final int MAX_TAGS = 16;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern UUID_SHAPE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final RequestHead head;
  private final Set<String> read = new HashSet<>();

  Parameters(RequestHead head) {
    this.head = head;
  }

  /** The one value of a parameter, or null. */
  @Nullable String text(String name) {
    List<String> values = texts(name);
    if (values.size() > 1) {
      throw invalid(name, "must be given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private List<String> texts(String name) {
    read.add(name);
    List<String> values = head.query().getOrDefault(name, List.of());
    for (String value : values) {
      if (value.isEmpty() || value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
        throw invalid(name, "must have 1 to " + MAX_LENGTH + " characters");
      }
    }
    return values;
  }

  boolean flag(String name) {
    String text = text(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw invalid(name, "must be true or false");
  }

  @Nullable UUID uuid(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    if (!UUID_SHAPE.matcher(text).matches()) {
      throw invalid(name, "must be an id of 36 characters");
    }
    return UUID.fromString(text);
  }

  @Nullable Integer integer(String name, int min, int max) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw invalid(name, "must be an integer from " + min + " to " + max);
  }

  /** {@code tag=key=value}, several of them; {@code key:value} is read too. */
  List<Tag> tags() {
    List<Tag> tags = new ArrayList<>();
    for (String text : texts("tag")) {
      int split = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
      if (split < 1) {
        throw invalid("tag", "must have the form key=value");
      }
      String key = text.substring(0, split);
      String value = text.substring(split + 1);
      if (key.length() > Tag.MAX_KEY_LENGTH || value.length() > Tag.MAX_VALUE_LENGTH) {
        throw invalid("tag", "has a key or a value that no tag can have");
      }
      tags.add(new Tag(key, value));
    }
    if (tags.size() > MAX_TAGS) {
      throw invalid("tag", "can be given " + MAX_TAGS + " times at most");
    }
    return tags;
  }

  /**
   * {@code start} and {@code end}: UTC dates, read as their first midnight, or moments. Without
   * both it is the month to date; without one, the other's month.
   */
  Period period(Instant now) {
    Instant start = moment("start");
    Instant end = moment("end");
    Period today = Period.monthToDate(now);
    if (start == null) {
      start = end == null ? today.start() : Period.monthToDate(end.minusNanos(1)).start();
    }
    if (end == null) {
      end = today.end();
    }
    if (!start.isBefore(end)) {
      String later = read("end") ? "end" : "start";
      throw invalid(later, "must leave a span of time: 'start' has to be before 'end'");
    }
    return new Period(start, end);
  }

  private boolean read(String name) {
    return head.query().containsKey(name);
  }

  private @Nullable Instant moment(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    Instant moment;
    try {
      moment =
          text.length() == 10
              ? Period.midnight(LocalDate.parse(text))
              : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw invalid(
          name, "must be a date such as 2026-11-21 or a time such as 2026-11-21T09:30:00Z");
    }
    if (moment.isBefore(EARLIEST) || !moment.isBefore(LATEST)) {
      throw invalid(name, "must lie between the years 2000 and 2200");
    }
    return moment;
  }

  /**
   * {@code group_by}: one grouping, or a time and one more, as {@code day,model} or given twice.
   */
  Grouping grouping(boolean acrossWorkspaces, String byDefault) {
    List<String> texts = new ArrayList<>();
    texts(GROUP_BY).forEach(text -> texts.addAll(Grouping.split(text)));
    List<Grouping> parts = texts.stream().map(text -> grouping(text, acrossWorkspaces)).toList();
    return switch (parts.size()) {
      case 0 -> grouping(byDefault, acrossWorkspaces);
      case 1 -> parts.getFirst();
      case 2 -> parts.getFirst().and(parts.getLast()).orElseThrow(Parameters::notTimeAndOneMore);
      default -> throw notTimeAndOneMore();
    };
  }

  private static Grouping grouping(String text, boolean acrossWorkspaces) {
    return Grouping.parse(text, acrossWorkspaces)
        .orElseThrow(
            () -> invalid(GROUP_BY, "must be one of " + Grouping.choices(acrossWorkspaces)));
  }

  private static GatewayException notTimeAndOneMore() {
    return invalid(
        GROUP_BY,
        "takes two at most, one of them hour, day, week or month and the other not:"
            + " 'day,model', for example");
  }

  /** {@code sort}: by name without it. */
  GroupOrder order() {
    String text = text("sort");
    return GroupOrder.parse(text == null ? GroupOrder.GROUP.wire() : text)
        .orElseThrow(() -> invalid("sort", "must be one of " + GroupOrder.choices()));
  }

  /** To be called when everything was read; {@code limit} and {@code cursor} are the page's. */
  void refuseOthers() {
    for (String name : new TreeSet<>(head.query().keySet())) {
      if (!read.contains(name) && !name.equals("limit") && !name.equals("cursor")) {
        throw ErrorCode.UNSUPPORTED_PARAMETER.because(
            shown(name), "Unknown parameter '" + shown(name) + "'.");
      }
    }
  }

  private static String shown(String name) {
    String cut = name.length() <= 64 ? name : name.substring(0, 64) + "…";
    return cut.chars().anyMatch(Character::isISOControl) ? "(unprintable)" : cut;
  }

  static GatewayException invalid(String name, String rule) {
    return ErrorCode.INVALID_VALUE.because(name, "'" + name + "' " + rule + ".");
  }
}
