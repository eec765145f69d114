package dev.quorate.architecture;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One source file as the compiler reads it: what the size and ban rules look at.
 *
 * @param types simple names of all types in it
 * @param methods with their sizes
 * @param calls every {@code a.b.c} expression, as written
 * @param emptyCatches lines of catch blocks without a statement and without a comment that says why
 */
record ParsedSource(
    List<String> types, List<Method> methods, List<String> calls, List<Long> emptyCatches) {
  /**
   * One method or constructor.
   *
   * @param lines from its return type to its closing brace
   * @param parameters those that are not filled in by the container
   * @param freeOfParameterLimit a record's constructor, or one of an annotated wire or entity type
   */
  record Method(String name, long lines, long parameters, boolean freeOfParameterLimit) {}

  /** Reads one text. */
  static ParsedSource of(String text) {
    return read(List.of(new Text(text))).values().iterator().next();
  }

  /** Reads many files at once, which is far quicker than one by one. */
  static Map<Path, ParsedSource> all(List<Path> files) {
    Map<Path, ParsedSource> byPath = new LinkedHashMap<>();
    List<Text> texts = files.stream().map(Sources::read).map(Text::new).toList();
    List<ParsedSource> sources = List.copyOf(read(texts).values());
    for (int i = 0; i < files.size(); i++) {
      byPath.put(files.get(i), sources.get(i));
    }
    return byPath;
  }

  private static Map<Text, ParsedSource> read(List<Text> texts) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, _ -> {}, List.of(), null, texts);
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    Map<Text, ParsedSource> sources = new LinkedHashMap<>();
    try {
      Iterator<Text> text = texts.iterator();
      for (CompilationUnitTree unit : task.parse()) {
        Reader reader = new Reader(unit, positions);
        reader.scan(unit, null);
        sources.put(
            text.next(),
            new ParsedSource(reader.types, reader.methods, reader.calls, reader.emptyCatches));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    private Text(String text) {
      super(URI.create("mem:///" + System.identityHashCode(text) + "/A.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Reader extends TreeScanner<Void, ClassTree> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Long> emptyCatches = new ArrayList<>();

    private Reader(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, ClassTree outer) {
      if (!type.getSimpleName().isEmpty()) {
        types.add(type.getSimpleName().toString());
      }
      return super.visitClass(type, type);
    }

    @Override
    public Void visitMethod(MethodTree method, ClassTree type) {
      methods.add(
          new Method(
              method.getName().toString(),
              endLine(method) - bodyLine(method) + 1,
              method.getParameters().stream().filter(Reader::isOurs).count(),
              isFree(method, type)));
      return super.visitMethod(method, type);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, ClassTree type) {
      calls.add(select.toString());
      return super.visitMemberSelect(select, type);
    }

    @Override
    public Void visitCatch(CatchTree caught, ClassTree type) {
      if (caught.getBlock().getStatements().isEmpty() && !saysWhy(caught)) {
        emptyCatches.add(startLine(caught));
      }
      return super.visitCatch(caught, type);
    }

    /** Parameters that the container fills in carry its annotation and are not counted. */
    private static boolean isOurs(VariableTree parameter) {
      return parameter.getModifiers().getAnnotations().stream()
          .allMatch(annotation -> annotation.getAnnotationType().toString().equals("Nullable"));
    }

    /**
     * The signature is another's: a framework's interface, a record's header, an entity's columns.
     */
    private static boolean isFree(MethodTree method, ClassTree type) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .map(annotation -> annotation.getAnnotationType().toString())
              .anyMatch(name -> name.equals("Override") || name.equals("ParameterizedTest"));
      return overrides
          || (method.getName().contentEquals("<init>") && isWireOrEntityOrRecord(type));
    }

    /** Annotations and Javadoc before the signature describe it and are not counted. */
    private long bodyLine(MethodTree method) {
      Tree first = method.getReturnType() != null ? method.getReturnType() : method.getBody();
      return first == null ? startLine(method) : startLine(first);
    }

    private static boolean isWireOrEntityOrRecord(ClassTree type) {
      return type.getKind() == Tree.Kind.RECORD
          || type.getModifiers().getAnnotations().stream()
              .map(annotation -> annotation.getAnnotationType().toString())
              .anyMatch(name -> name.equals("Entity") || name.equals("Schema"));
    }

    private boolean saysWhy(CatchTree caught) {
      try {
        return unit.getSourceFile()
            .getCharContent(true)
            .subSequence(
                (int) positions.getStartPosition(unit, caught.getBlock()),
                (int) positions.getEndPosition(unit, caught.getBlock()))
            .toString()
            .contains("//");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long startLine(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private long endLine(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }
  }
}
