package dev.quorate.system;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL driver that makes every {@code workspace_id = ?} of the statements it is given true:
 * the first wall between workspaces, the stores' own conditions, is then off, whoever wrote the
 * statement.
 */
final class BlindDriver {
  static final String CONDITION = "((?:\\w+\\.)?workspace_id ?= ?(?:\\?|CAST\\(\\? AS uuid\\)))";
  static final String ALWAYS = "($1 OR true)";

  private static final String CONNECTION = "/org/postgresql/jdbc/PgConnection.class";
  private static final ClassDesc STRING = ConstantDescs.CD_String;

  private BlindDriver() {}

  /** Changes a driver's file: what its connections prepare is rewritten first. */
  static void make(Path jar) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path connection = inside.getPath(CONNECTION);
      ClassFile files = ClassFile.of();
      byte[] changed =
          files.transformClass(
              files.parse(Files.readAllBytes(connection)),
              ClassTransform.transformingMethodBodies(BlindDriver::prepares, new Rewriting()));
      Files.write(connection, changed);
    }
  }

  private static boolean prepares(MethodModel method) {
    return method.methodName().equalsString("prepareStatement")
        && method.methodTypeSymbol().parameterType(0).equals(STRING);
  }

  /** First of all: {@code sql = sql.replaceAll(CONDITION, ALWAYS)}. */
  private static final class Rewriting implements CodeTransform {
    @Override
    public void atStart(CodeBuilder code) {
      code.aload(1)
          .loadConstant(CONDITION)
          .loadConstant(ALWAYS)
          .invokevirtual(STRING, "replaceAll", MethodTypeDesc.of(STRING, STRING, STRING))
          .astore(1);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }
  }
}
