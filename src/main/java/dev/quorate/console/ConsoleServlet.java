package dev.quorate.console;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console from memory: what it has was read at the start, so a path is a key of a map
 * and leads nowhere else.
 */
@WebServlet(urlPatterns = ConsoleServlet.PATH + "/*", loadOnStartup = 1)
public class ConsoleServlet extends HttpServlet {
  static final String PATH = "/console";
  private static final long serialVersionUID = 1L;

  /** The console's own files, and where the build puts the libraries. */
  private static final Map<String, String> FOLDERS =
      Map.of("/console/", "/", "/WEB-INF/classes/console/lib/", "/lib/");

  private transient Map<String, ConsoleFile> files = Map.of();

  @Override
  public void init() {
    Map<String, ConsoleFile> found = new HashMap<>();
    FOLDERS.forEach((folder, below) -> read(folder, below, found));
    files = Map.copyOf(found);
  }

  private void read(String folder, String below, Map<String, ConsoleFile> found) {
    ServletContext context = getServletContext();
    @Nullable Set<String> paths = context.getResourcePaths(folder);
    if (paths == null) {
      return;
    }
    for (String path : paths) {
      String name = below + path.substring(folder.length());
      if (path.endsWith("/")) {
        read(path, name, found);
      } else if (ConsoleFile.isServed(name)) {
        found.put(name, ConsoleFile.of(name, bytes(context, path)));
      }
    }
  }

  private static byte[] bytes(ServletContext context, String path) {
    try (InputStream in = context.getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PageHeaders.set(response);
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      say(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only GET and HEAD.");
      return;
    }
    String path = request.getPathInfo();
    if (path == null) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", PATH + "/");
      return;
    }
    ConsoleFile file = files.get(path.equals("/") ? "/index.html" : path);
    if (file == null) {
      say(response, HttpServletResponse.SC_NOT_FOUND, "There is no such page.");
      return;
    }
    send(file, request, response);
  }

  private static void send(
      ConsoleFile file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Asked for again each time, answered with 304: a gateway that was replaced is a new console.
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Vary", "Accept-Encoding");
    boolean gzip = takesGzip(request.getHeader("Accept-Encoding"));
    response.setHeader("ETag", file.etag(gzip));
    if (file.isKnownTo(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.type());
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    write(response, request, file.bytes(gzip));
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null
        && accepted.contains("gzip")
        && !accepted.matches(".*gzip\\s*;\\s*q=0(\\.0*)?\\s*(,.*)?");
  }

  private static void say(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().write(text);
  }

  private static void write(HttpServletResponse response, HttpServletRequest request, byte[] body)
      throws IOException {
    response.setContentLength(body.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(body);
    }
  }
}
