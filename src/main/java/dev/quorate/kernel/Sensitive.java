package dev.quorate.kernel;

/**
 * A secret or a customer's text, in a box that cannot print itself. Only code that must send or
 * store the value opens it.
 */
public final class Sensitive<T> {
  private final T value;

  private Sensitive(T value) {
    this.value = value;
  }

  public static <T> Sensitive<T> of(T value) {
    return new Sensitive<>(value);
  }

  public T reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sensitive<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** A fixed mask; says nothing of the value, not even its length. */
  @Override
  public String toString() {
    return "•••";
  }
}
