package dev.quorate.system;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What models say stays between them and the caller, however badly they say it. */
@ExtendWith(StageExtension.class)
class CanariesIT {
  private static final String HALF_JSON = "{\"id\":\"x\",\"choices\":[{\"message\":{\"content\":\"";

  private final Stage stage;
  private final Tenant tenant;

  CanariesIT(Stage stage) {
    this.stage = stage;
    this.tenant = stage.tenant();
  }

  @AfterAll
  static void noLogAndNoMetricHasIt() throws Exception {
    Canaries.look();
  }

  @Test
  void whatPanelAndJudgeSay() {
    String said = stage.model("says", FakeAnswer.text(Canaries.ANSWER));
    tenant.responses(Bodies.fusionResponses(List.of(said, said), said)).expect(200);
    tenant.chat(Bodies.fusionChat(List.of(said), said, "\"mode\":\"analysis\""));
    tenant.chat(Bodies.chat(said, "\"stream\":true"));
  }

  @Test
  void whatAModelSaysInPlaceOfAnAnswer() {
    for (FakeAnswer answer :
        List.of(
            FakeAnswer.error(401, Canaries.ANSWER),
            FakeAnswer.error(500, Canaries.ANSWER),
            FakeAnswer.raw(HALF_JSON + Canaries.ANSWER),
            FakeAnswer.raw("<html>" + Canaries.ANSWER),
            FakeAnswer.raw("{\"choices\":\"" + Canaries.ANSWER + "\"}"),
            FakeAnswer.raw(Canaries.ANSWER).status(503),
            FakeAnswer.calling(new FakeCall("c1", Canaries.ANSWER, "{" + Canaries.ANSWER)))) {
      askEveryWay(stage.model("rubbish", answer));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET_MID_BODY", "CUT_MID_BODY", "CUT_CHUNKED", "HALF_CLOSE"})
  void whatWasCutOff(FakeFault fault) {
    askEveryWay(stage.model("cut", FakeAnswer.text(Canaries.ANSWER.repeat(20)).fault(fault)));
  }

  /** Replies differ; what matters is what is written beside them. */
  private void askEveryWay(String model) {
    tenant.chat(Bodies.chat(model));
    tenant.responses(Bodies.responses(model, "\"stream\":true"));
    tenant.chat(Bodies.fusionChat(List.of(model, model), model));
    String good = stage.model("good", FakeAnswer.text("x"));
    tenant.responses(Bodies.fusionResponses(List.of(good), model));
  }
}
