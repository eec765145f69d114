package dev.quorate.inference.responses;

import dev.quorate.http.Fields;
import dev.quorate.upstream.request.Tool;
import dev.quorate.upstream.request.ToolOffer;
import java.util.ArrayList;
import java.util.List;

/** The request's tools as its reply repeats them. */
final class ToolEchoes {
  private static final int MAX_TYPE = 64;

  private ToolEchoes() {}

  /**
   * @param body the request the offer was read from, for the schemas as they were written
   */
  static List<ResponseBody.ToolEcho> of(ToolOffer offer, Fields body) {
    List<ResponseBody.ToolEcho> echoes = new ArrayList<>();
    // The fusion tool is no function: it stands in the request and not in the offer.
    List<Fields> written =
        body.objects("tools", Integer.MAX_VALUE).stream()
            .filter(tool -> "function".equals(tool.text("type", MAX_TYPE)))
            .toList();
    for (int index = 0; index < offer.tools().size(); index++) {
      Tool tool = offer.tools().get(index);
      echoes.add(
          new ResponseBody.ToolEcho(
              "function",
              tool.name(),
              tool.description(),
              written.get(index).raw("parameters"),
              tool.strict()));
    }
    return echoes;
  }
}
