package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ServerConfigTest {
  private static final Path FOLDER = Path.of("server-config");
  private static final int LONGEST_SERVER_XML = 40;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
  private static final Set<String> LIBERTYS_OWN = Set.of("server.config.dir");

  @Test
  void serverXmlIsATableOfContents() {
    assertThat(Sources.read(FOLDER.resolve("server.xml")).lines().count())
        .isLessThanOrEqualTo(LONGEST_SERVER_XML);
  }

  @Test
  void everyIncludeExistsAndEveryFileIsIncluded() throws Exception {
    List<String> included =
        elements("server.xml", "include").stream().map(e -> e.getAttribute("location")).toList();

    List<String> others =
        Sources.below(FOLDER, ".xml").stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals("server.xml"))
            .toList();
    assertThat(included).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void passwordsAreVariablesWithoutADefault() throws Exception {
    for (Path file : Sources.below(FOLDER, ".xml")) {
      String name = file.getFileName().toString();
      for (Element element : elements(name, "*")) {
        if (element.hasAttribute("password")) {
          assertThat(element.getAttribute("password")).as(name).matches("\\$\\{[^}]+}");
        }
        if (element.getTagName().equals("variable")
            && element.getAttribute("name").contains("password")) {
          assertThat(element.hasAttribute("defaultValue")).as(name).isFalse();
        }
      }
    }
  }

  @Test
  void everyVariableIsInTheExample() {
    String example = Sources.read(FOLDER.resolve("server.env.example"));

    for (String variable : variables()) {
      String name = variable.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
      assertThat(example).contains(name + "=");
    }
  }

  @Test
  void exampleHoldsNoValues() {
    assertThat(Sources.read(FOLDER.resolve("server.env.example")).lines())
        .allMatch(line -> line.startsWith("#") || line.endsWith("=") || line.isBlank());
  }

  @Test
  void everyJvmOptionHasItsReason() {
    List<String> lines = Sources.read(FOLDER.resolve("jvm.options")).lines().toList();

    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("#")) {
        int first = i;
        while (first > 0 && !lines.get(first - 1).startsWith("#")) {
          first--;
        }
        assertThat(first).as(lines.get(i)).isGreaterThan(0);
      }
    }
  }

  private static Set<String> variables() {
    Set<String> names = new TreeSet<>();
    for (Path file : Sources.below(FOLDER, ".xml")) {
      VARIABLE
          .matcher(Sources.read(file))
          .results()
          .map((MatchResult hit) -> hit.group(1))
          .filter(name -> !LIBERTYS_OWN.contains(name))
          .forEach(names::add);
    }
    return names;
  }

  private static List<Element> elements(String file, String tag) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(FOLDER.resolve(file).toFile())
            .getElementsByTagName(tag);
    return java.util.stream.IntStream.range(0, nodes.getLength())
        .mapToObj(index -> (Element) nodes.item(index))
        .toList();
  }
}
