package dev.quorate.upstream.wire;

import dev.quorate.upstream.AnswerDelta;
import dev.quorate.upstream.StreamListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A listener that remembers what it was told. */
public final class Told implements StreamListener {
  private final List<AnswerDelta> deltas = new ArrayList<>();
  private int completions;
  private int pauses;

  @Override
  public void accept(AnswerDelta delta) {
    deltas.add(delta);
  }

  @Override
  public void heard() {}

  @Override
  public void perhapsComplete() {
    pauses++;
  }

  @Override
  public void complete() {
    completions++;
  }

  public List<AnswerDelta> deltas() {
    return List.copyOf(deltas);
  }

  /** How often it heard that the answer is complete. */
  public int completions() {
    return completions;
  }

  /** How often it heard that the answer may be complete. */
  public int pauses() {
    return pauses;
  }

  /** All text deltas together. */
  public String text() {
    return deltas.stream()
        .filter(AnswerDelta.Text.class::isInstance)
        .map(delta -> ((AnswerDelta.Text) delta).text())
        .collect(Collectors.joining());
  }

  /** All argument deltas of one call together. */
  public String arguments(int index) {
    return deltas.stream()
        .filter(AnswerDelta.ToolArguments.class::isInstance)
        .map(AnswerDelta.ToolArguments.class::cast)
        .filter(delta -> delta.index() == index)
        .map(AnswerDelta.ToolArguments::text)
        .collect(Collectors.joining());
  }

  /** The calls begun, in their order. */
  public List<AnswerDelta.ToolCallBegun> begun() {
    return deltas.stream()
        .filter(AnswerDelta.ToolCallBegun.class::isInstance)
        .map(AnswerDelta.ToolCallBegun.class::cast)
        .toList();
  }
}
