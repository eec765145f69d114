package dev.quorate.inference;

import dev.quorate.billing.Ledger;
import dev.quorate.billing.OpenRequest;
import dev.quorate.billing.RequestOpening;
import dev.quorate.billing.RequestRefusal;
import dev.quorate.billing.RequestStatus;
import dev.quorate.billing.budget.Headroom;
import dev.quorate.kernel.ErrorCode;
import dev.quorate.kernel.GatewayException;
import dev.quorate.kernel.call.CallEnding;
import dev.quorate.kernel.call.CommittedIntent;
import dev.quorate.kernel.call.PlannedCall;
import dev.quorate.kernel.call.SettledCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that writes what happens into the world's diary. */
final class FakeLedger implements Ledger {
  final List<RequestOpening> openings = new ArrayList<>();
  final List<RequestRefusal> refusals = new ArrayList<>();
  final Map<UUID, SettledCall> lines = new LinkedHashMap<>();
  final List<RequestStatus> closings = new ArrayList<>();
  Set<UUID> used = Set.of();
  @Nullable GatewayException away;

  /** Gives each intent twice, which breaks a rule the engine relies on. */
  boolean stutters;

  private final Consumer<String> diary;

  FakeLedger(Consumer<String> diary) {
    this.diary = diary;
  }

  @Override
  public OpenRequest open(RequestOpening opening) {
    if (away != null) {
      throw away;
    }
    openings.add(opening);
    diary.accept("open " + opening.calls().size());
    return new Open(opening.calls().stream().map(FakeLedger::intent).toList());
  }

  @Override
  public void refuse(RequestRefusal refusal) {
    refusals.add(refusal);
    diary.accept("refuse " + refusal.code().code());
  }

  private static CommittedIntent intent(PlannedCall call) {
    return new CommittedIntent(UUID.randomUUID(), call);
  }

  private final class Open implements OpenRequest {
    private final List<CommittedIntent> wave;

    Open(List<CommittedIntent> wave) {
      this.wave = stutters ? List.of(wave.getFirst(), wave.getFirst()) : wave;
    }

    @Override
    public List<CommittedIntent> firstWave() {
      return wave;
    }

    @Override
    public @Nullable Headroom headroom() {
      return null;
    }

    @Override
    public CommittedIntent next(PlannedCall call) {
      diary.accept("next " + call.role().wire());
      return intent(call);
    }

    @Override
    public synchronized SettledCall settle(CommittedIntent intent, CallEnding ending) {
      SettledCall line = lines.get(intent.callId());
      if (line == null) {
        PlannedCall call = intent.call();
        line =
            new SettledCall(
                intent.callId(), call, ending, call.model().price().amountOf(ending.usage()));
        lines.put(intent.callId(), line);
        diary.accept("settle " + call.model().slug() + " " + ending.outcome().wire());
      }
      return line;
    }

    @Override
    public void close(RequestStatus status, Set<UUID> usedCalls, @Nullable ErrorCode code) {
      closings.add(status);
      used = usedCalls;
      diary.accept("close " + status.wire());
    }
  }
}
