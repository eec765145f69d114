package dev.quorate.system;

import dev.quorate.launcher.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The server in which Arquillian deploys: the same configuration as in life, with a database of its
 * own in the session's PostgreSQL.
 */
public final class ArquillianServer {
  private static final String NAME = "arquillian-";
  private static final String DATABASE = "arquillian";

  /** What Arquillian needs on top: it drops applications in and watches them over JMX. */
  private static final String OVERRIDES =
      """
      <server>
        <featureManager><feature>localConnector-1.0</feature></featureManager>
        <applicationMonitor dropinsEnabled="true" updateTrigger="polled" pollingRate="500ms"/>
        <library id="global"><fileset dir="${server.config.dir}/jdbc" includes="*.jar"/></library>
      </server>
      """;

  /** The WAR's own web.xml hides the fragment by which Arquillian would add its servlet. */
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
        <absolute-ordering/>
        <servlet>
          <servlet-name>ArquillianServletRunnerEE9</servlet-name>
          <servlet-class>org.jboss.arquillian.protocol.servlet5.runner.ServletTestRunner</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>ArquillianServletRunnerEE9</servlet-name>
          <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private ArquillianServer() {}

  /**
   * The built WAR with test classes in it.
   *
   * @param classes the test and what it needs beside the WAR; AssertJ comes along
   */
  public static WebArchive deployment(Class<?>... classes) {
    // Under another name than the server's own application, which is absent in that server.
    return ShrinkWrap.create(ZipImporter.class, "quorate-tests.war")
        .importFrom(TestWorld.property("quorate.system.war").toFile())
        .as(WebArchive.class)
        .setWebXML(new StringAsset(WEB_XML))
        .addClasses(classes)
        .addAsLibraries(assertj());
  }

  /** Before Arquillian reads its own settings. */
  static void prepare(TestWorld world) {
    int port = Ports.free();
    System.setProperty("quorate.arquillian.port", String.valueOf(port));
    // Arquillian finds its server among all Java processes of the machine by this name alone, so
    // that of another checkout must not have the same.
    String name = NAME + ProcessHandle.current().pid();
    System.setProperty("quorate.arquillian.server", name);
    deleteEarlierServers(world.runtime().resolve("usr/servers"));
    Path server = ServerCopy.make(world.runtime(), name);
    try (Connection connection =
            DriverManager.getConnection(
                world.postgres().url("postgres"),
                world.postgres().user(),
                world.postgres().password());
        Statement create = connection.createStatement()) {
      create.execute("CREATE DATABASE " + DATABASE);
      Path overrides = server.resolve("configDropins/overrides");
      Files.createDirectories(overrides);
      Files.writeString(overrides.resolve("arquillian.xml"), OVERRIDES);
      addToServerEnv(server.resolve("server.env"), environment(world, port));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteEarlierServers(Path servers) {
    try (Stream<Path> all = Files.list(servers)) {
      all.filter(server -> server.getFileName().toString().startsWith(NAME))
          .forEach(ServerCopy::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> environment(TestWorld world, int port) {
    return List.of(
        // Arquillian starts Liberty's own script, which would take Maven's Java.
        "JAVA_HOME=" + System.getProperty("java.home"),
        "QUORATE_HTTP_PORT=" + port,
        "QUORATE_HTTP_HOST=127.0.0.1",
        "QUORATE_DB_URL=" + world.postgres().url(DATABASE),
        "QUORATE_DB_USER=" + world.postgres().user(),
        "QUORATE_DB_PASSWORD=" + world.postgres().password(),
        "QUORATE_KEY_PEPPER=a-pepper-for-tests-only",
        "QUORATE_SANDBOX_KEY=a-sandbox-key-for-tests-only");
  }

  /** Liberty's own lines, the passwords of its key files, stay. */
  private static void addToServerEnv(Path file, List<String> lines) throws IOException {
    List<String> own =
        Files.exists(file)
            ? Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("keystore_") || line.startsWith("ltpa_"))
                .toList()
            : List.of();
    Files.write(file, Stream.concat(own.stream(), lines.stream()).toList());
  }

  private static File assertj() {
    try {
      return Path.of(
              org.assertj.core.api.Assertions.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          .toFile();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
